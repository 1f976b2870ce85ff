import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from infra import archive
from tests import world as front_door
from tests.engine import Engine, engine, environment

absent: Any = dict.fromkeys(archive.NEVER_IMPORTED)
sys.modules.update(absent)  # importing one of these fails, as it does on Lambda
hypothesis_settings.register_profile(
    "relata", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
hypothesis_settings.load_profile("relata")


@pytest.fixture(scope="session")
def running() -> Iterator[Engine]:
    """One engine for all stories; each story has its own empty tables."""
    with (
        engine(os.environ.get("ENGINE", "moto")) as started,
        environment(front_door.variables(*front_door.make_keys())),
    ):
        front_door.forget_settings()
        yield started


@pytest.fixture
def world(running: Engine) -> front_door.World:
    import app

    running.fresh_table(front_door.TABLE)
    running.fresh_table(front_door.IDENTITY_TABLE)
    return front_door.World(running, app.app)
