"""Watching over a hand-over: it is looked at every half hour until it is over, and put on its way again where nothing
has moved since. So one whose event was lost, or that died for good, is not left `running`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from chalicelib import clock
from chalicelib.models.record import Record
from chalicelib.storage import due
from chalicelib.storage.due import Due

EVERY = timedelta(minutes=30)
MOST_IDLE = 3
EVENT = "hand-over.due"


def plan(found: Record, idle: int = 0) -> None:
    """`idle` is how often it had not moved."""
    told = {"tenant": found.tenant, "record": found.id, "id": f"{found.id}:{found.version}", "changed_fields": ["leg"]}
    detail = {**told, "watch": {"version": found.version, "idle": idle}}
    at = clock.stamp(clock.now() + EVERY)
    due.plan([Due(at, found.tenant, due.EVENT, found.id, {"detail_type": EVENT, "detail": detail})])


def idle(found: Record, watched: Mapping[str, Any]) -> int:
    return int(watched["idle"]) + 1 if found.version == watched["version"] else 0
