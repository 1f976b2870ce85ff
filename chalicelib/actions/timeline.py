"""The timeline of a record as it is asked for over the API."""

import json
from collections.abc import Callable
from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from chalicelib import answers
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions.row import row
from chalicelib.agenda import zone
from chalicelib.models import moment, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.storage import cursor, listing
from chalicelib.storage.timeline import ANY_TIME, Bound, Timeline

A_MOMENT = timedelta(milliseconds=1)


def page(actor: Actor, declared: RecordType, asked: Timeline, at: str | None) -> dict[str, Any]:
    """Raises NotFound where the record is not there, or not for this actor."""
    scope = _scope(actor, asked)
    found = listing.page(asked, cursor.open_(at, scope) if at else asked.start)
    reading.checked(actor, declared, found.also.get(asked.target))
    following = cursor.seal(found.next, scope) if found.next else None
    return answers.page([_row(asked, record) for record in found.records], following)


def _scope(actor: Actor, asked: Timeline) -> str:
    filters = [sorted(asked.kinds), sorted(asked.types), asked.visibility, asked.direct_only, asked.open]
    bounds = [astuple(asked.since), astuple(asked.until)]
    return json.dumps(["timeline", actor.tenant, actor.user, asked.target, filters, bounds])


def _row(asked: Timeline, record: Record) -> dict[str, Any]:
    place = asked.place(record)
    told = {"at": place.at, "through": place.digest.get("through")} if place else {}
    return {**row(record), **told}


def bounds(actor: Actor, since: str | None, until: str | None, named: str | None) -> tuple[Bound, Bound]:
    """Days begin and end in the zone that is `named`, else that of the asker's profile, else the tenant's; to look that
    up takes a round trip, which moments do without."""
    has_day = any(type(moment.read(each or "")) is date for each in (since, until))
    place = _zone(actor, named) if has_day else UTC
    first = _bound(since, lambda day: zone.days(day, 1, place).start)
    return first, _bound(until, lambda day: zone.days(day, 1, place).end - A_MOMENT)


def _zone(actor: Actor, named: str | None) -> tzinfo:
    if named:
        return zone.named(named)
    context = reading.context(actor, [actor.user])
    mine = context.linked.get(actor.user)
    try:
        return zone.named(stored.line(mine.data if mine else {}, "time_zone") or context.time_zone)
    except ValueError:
        return UTC


def _bound(asked: str | None, edge: Callable[[date], datetime]) -> Bound:
    found = moment.read(asked or "")
    if not asked or found is None:
        return ANY_TIME
    return Bound(asked, asked if isinstance(found, datetime) else moment.written(edge(found)))
