"""How far a hand-over is, as it is answered."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from chalicelib.models.fields import KnownLink
from chalicelib.models.hand_over import DONE, RefusedToHandOver, State
from chalicelib.models.record import Record


class HandedOver(BaseModel):
    """How far it is, `of` one record or of all work of a user. `from_user`, or the team that owned the record, and `to`
    have the titles of when it began. `left` counts what is still to be dealt with; of what was `refused`, which stays
    where it was, the first hundred are named. One that is `stopped` says why, and can be begun anew."""

    model_config = ConfigDict(defer_build=True)
    id: str
    state: State
    of: KnownLink | None
    from_user: KnownLink
    to: KnownLink
    what: list[str]
    reason: str | None
    done: dict[str, int]
    left: int
    refused: list[RefusedToHandOver]
    refused_count: int
    stopped_because: str | None
    created_at: str
    created_by: str
    finished_at: str | None


def progress(found: Record) -> dict[str, Any]:
    told = {name: found.data.get(name) for name in HandedOver.model_fields}
    known = {"id": found.id, "created_at": found.created_at, "created_by": found.created_by}
    return {**told, **known, "left": _left(found.data)}


def _left(data: dict[str, Any]) -> int:
    """What others do meanwhile may make it less than nothing."""
    dealt_with = sum(data["done"].values()) + data["refused_count"]
    return max(0, sum(data["found"].values()) - dealt_with) if data["state"] != DONE else 0
