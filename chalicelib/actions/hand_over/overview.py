"""What is still somebody's: how much of each, and the first of it; in two round trips, whatever there is."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from chalicelib import clock
from chalicelib.access import held, reading
from chalicelib.access.actor import Actor
from chalicelib.actions.hand_over.steps import RIGHT
from chalicelib.errors import Forbidden, NotFound
from chalicelib.models.hand_over import FROM, HAND_OVER
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, holdings, keys, records, table
from chalicelib.storage.at_once import at_once
from chalicelib.storage.holdings import HOLDINGS, Found, Holding, Row
from chalicelib.storage.timeline import NEWEST

LOOKED_AT = 30
SHOWN = 10


def of(actor: Actor, user: str) -> tuple[dict[str, Any], Record | None]:
    """With the last hand-over. Raises NotFound. Whether something is theirs is looked at for the first thirty of each;
    beyond, what has an entry counts."""
    held.of(actor.tenant)  # asked for along with the records
    finds = [partial(holdings.find, actor.tenant, holding, user) for holding in HOLDINGS.values()]
    asked: list[Callable[[], Any]] = [partial(_last, actor.tenant, user), *finds]
    last, *parts = at_once(asked)
    found: dict[str, Found] = dict(zip(HOLDINGS, parts, strict=True))
    ids = [row.record_id for each in found.values() for row in each.rows[:LOOKED_AT]]
    live = records.get_many(actor.tenant, dict.fromkeys([user, *last, *ids]))
    if user not in live or live[user].type != "user":
        raise NotFound
    now = clock.timestamp()
    told = [_told(actor, HOLDINGS[name], each, live, user, now) for name, each in found.items()]
    named = {"id": user, "title": TYPES["user"].title(live[user].data)}
    return {**named, "data": told, "open": _is_open(told)}, next((live[each] for each in last if each in live), None)


def _last(tenant: str, user: str) -> list[str]:
    """The id of the last hand-over of theirs, if there is any."""
    pk = keys.partition(tenant, derived.FACET, HAND_OVER.name, FROM, user)
    return [keys.entry_record_id(sk) for sk, _ in table.query(tenant, pk, limit=1, backward=True).rows]


def hand_over(actor: Actor, record_id: str) -> Record:
    """For administrators, for who began it, and for who takes over, whom a notice leads here. Raises NotFound and
    Forbidden."""
    found = reading.get(actor, HAND_OVER, record_id)
    is_theirs = found.created_by == actor.user or reading.may(actor, RIGHT)
    if not is_theirs and not _takes_over(actor, found.data["to"]["id"]):
        raise Forbidden
    return found


def _takes_over(actor: Actor, to: str) -> bool:
    """By name, or as one of a team."""
    taker = None if to == actor.user else records.get(actor.tenant, to)
    return to == actor.user or (taker is not None and actor.user in TYPES[taker.type].members(taker))


def is_any(tenant: str, user: str) -> bool:
    """The same, in two round trips."""
    now = clock.timestamp()
    finds = [partial(holdings.find, tenant, holding, user, most=LOOKED_AT) for holding in HOLDINGS.values()]
    found = dict(zip(HOLDINGS, at_once(finds), strict=True))
    live = records.get_many(tenant, {row.record_id for each in found.values() for row in each.rows})
    return any(_has_one(HOLDINGS[name], each, live, user, now) for name, each in found.items())


def _has_one(holding: Holding, found: Found, live: Mapping[str, Record], user: str, now: str) -> bool:
    return any(holding.is_theirs(live.get(row.record_id), user, now) for row in found.rows)


def _is_open(told: list[dict[str, Any]]) -> bool:
    return any(each["count"] for each in told)


def _told(
    actor: Actor, holding: Holding, found: Found, live: Mapping[str, Record], user: str, now: str
) -> dict[str, Any]:
    rows = [row for row in found.rows[:LOOKED_AT] if holding.is_theirs(live.get(row.record_id), user, now)]
    theirs = [*rows, *found.rows[LOOKED_AT:]]
    readable = reading.may_read(actor)
    return {
        "what": holding.held.name,
        "count": len(theirs),
        "complete": not found.next,
        **{mark: sum(bool(row.digest.get(mark)) for row in theirs) for mark in holding.held.marks},
        "first": [_shown(row, live[row.record_id]) for row in rows if readable(live[row.record_id])][:SHOWN],
    }


def _shown(row: Row, record: Record) -> dict[str, Any]:
    at = row.at if row.at < NEWEST else None
    return {"id": record.id, "type": record.type, "title": TYPES[record.type].title(record.data), "at": at or None}
