"""The stories here run against a stack that stands: `make e2e` starts it and names its local.json in RELATA_LOCAL."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from infra.client import Api, SignIn


@pytest.fixture(scope="session")
def local() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Path(os.environ["RELATA_LOCAL"]).read_text())
    return told


def signed_in(local: dict[str, Any], role: str) -> Api:
    user = next(user for user in local["users"] if user["role"] == role)
    return Api(local["url"], SignIn(user["email"], user["password"], user["totp_secret"]))


@pytest.fixture(scope="session")
def anna(local: dict[str, Any]) -> Api:
    """The administrator of the demo tenant."""
    return signed_in(local, "administrator")


@pytest.fixture(scope="session")
def chris(local: dict[str, Any]) -> Api:
    """May only read."""
    return signed_in(local, "reader")
