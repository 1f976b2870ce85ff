"""Keeps in local.json what a stack on this machine is known by, after making the demo tenant where there is none."""

import importlib
import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.engine import HOST
from infra.local_options import Options


class SeedingFailed(RuntimeError):
    pass


def remember(chosen: Options, log: Path, say: Callable[[str], None]) -> None:
    known = json.loads(chosen.file.read_text()) if chosen.file.exists() else seeded(chosen, log, say)
    places = {"url": chosen.url, "outbox_url": chosen.outbox_url, "smtp": {"host": HOST, "port": chosen.smtp_port}}
    chosen.file.write_text(json.dumps(known | places, indent=1))


def seeded(chosen: Options, log: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """`{"users": […], "tenant": …, "dossier_address": …}` as `infra.demo.seed` gives it."""
    if importlib.util.find_spec("infra.demo") is None:  # a stack without demo data is of use too
        return {"users": [], "tenant": None}
    say("Seeding the demo tenant …")
    seed = importlib.import_module("infra.demo").seed
    return planted(lambda: seed(chosen.url, chosen.outbox_url, (HOST, chosen.smtp_port)), log)


def planted(seed: Callable[[], dict[str, Any]], log: Path) -> dict[str, Any]:
    """Whatever goes wrong in it, a newcomer is told what and where to look."""
    try:
        return seed()
    except Exception as error:
        raise SeedingFailed(
            f"The demo tenant could not be made: {type(error).__name__}: {error}\n"
            f"The engine's log is {log}; the next `make run` starts anew."
        ) from error
