"""The pairs that are likely about the same, as somebody who goes through them needs them: with the names of both, and
why they are alike, told of what that reader sees."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import lists
from chalicelib.models import duplicate, stored
from chalicelib.models.duplicate import DUPLICATE, OPEN, SCORE, STATE
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import records

BEST_FIRST = f"-{SCORE}"


def criteria(states: Sequence[str], of: Sequence[str], record: str | None, least: int | None) -> Data:
    asked = (
        (STATE, "in", states),
        (duplicate.OF, "in", of),
        ("record", "has_any", [record] if record else []),
        (SCORE, "gte", least),
    )
    told = [{"field": name, "op": op, "value": value} for name, op, value in asked if value not in ([], None)]
    return {"all": told}


def page(actor: Actor, wanted: lists.Wanted) -> dict[str, Any]:
    """Three round trips: entries, pairs, and what they join. One that is open is not shown while one of its records is
    archived; it is about to be closed."""
    found = lists.page(actor, DUPLICATE, wanted)
    ids = dict.fromkeys(each for row in found["data"] for each in duplicate.ends(row))
    linked = reading.seen(actor, records.get_all(actor.tenant, ids).values())
    rows = [{**row, **duplicate.shown(row, linked)} for row in found["data"] if _is_there(row, linked)]
    return {**found, "data": rows}


def _is_there(row: Data, linked: Mapping[str, Record]) -> bool:
    pair = [linked.get(each) for each in duplicate.ends(row)]
    is_open = stored.line(row, STATE) == OPEN
    return all(each is not None and (each.alive or not is_open) for each in pair)
