"""What somebody from outside may see of appointments, actions and documents, in the order of time: read from the
timelines of who they are and of the relations that they see all of, and decided on the live records. What was said of
something stands with that only."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal, NamedTuple

from chalicelib import answers, clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import stakes_of
from chalicelib.access.subject import Subject
from chalicelib.actions.portal import kinds, view
from chalicelib.actions.portal.kinds import Names
from chalicelib.errors import NotFound
from chalicelib.models import activity_time
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.record import Record
from chalicelib.storage import cursor, records, timelines, todos
from chalicelib.storage.at_once import at_once
from chalicelib.storage.timelines import Asked
from chalicelib.storage.todos import Todos

MOST_TARGETS = 24
MOST_OPEN = 100
When = Literal["open", "upcoming", "past"]


class Found(NamedTuple):
    """`after` is where the next page begins, "" where there is none."""

    seen: list[Record]
    after: str
    names: Names


class Wanted(NamedTuple):
    """`relation` None is all that are in reach; `when` None is whatever the time."""

    type: str
    limit: int
    cursor: str | None
    relation: str | None = None
    when: When | None = None


def targets(who: Subject, relation: str | None = None) -> list[str]:
    """They themselves first. Raises NotFound for a relation that is not in reach."""
    if relation is not None and relation not in who.reach:
        raise NotFound
    wide = [relation] if relation else sorted(who.wide, key=lambda each: (each not in who.tied, each))
    return list(dict.fromkeys([who.user, *sorted(who.persons), *wide]))


def page(actor: Actor, wanted: Wanted) -> dict[str, Any]:
    """Two round trips, three where what is around records decides; `complete` is false where more relations are in
    reach than are read at once."""
    who = reading.subject_of(actor)
    reached = targets(who, wanted.relation)
    scope = json.dumps(["portal", actor.tenant, actor.user, wanted.type, wanted.relation, wanted.when])
    after = cursor.open_(wanted.cursor, scope) if wanted.cursor else ""
    read = _open if wanted.when == "open" else _dated
    found = read(actor, wanted, reached[:MOST_TARGETS], after)
    shown = [each for each in found.seen if wanted.relation is None or _is_about(who, each, wanted.relation)]
    told = [kinds.named(view.row(who, each), found.names) for each in shown]
    told_page = answers.page(told, cursor.seal(found.after, scope) if found.after else None)
    return {**told_page, "complete": len(reached) <= MOST_TARGETS}


def _is_about(who: Subject, record: Record, relation: str) -> bool:
    return any(each["id"] == relation for each in view.relations(who, record.data))


# ------------------------------------------------------------------------------------------------ by their time


def dated(tenant: str, found: Sequence[str], type_name: str, when: When | None, after: str = "") -> Asked:
    now = clock.timestamp()
    if when == "upcoming":
        return Asked(tenant, found, type_name, after or now[:10], forward=True)
    return Asked(tenant, found, type_name, after or (timelines.behind(now) if when == "past" else timelines.newest()))


def _dated(actor: Actor, wanted: Wanted, reached: Sequence[str], after: str) -> Found:
    asked = dated(actor.tenant, reached, wanted.type, wanted.when, after)
    reads: list[Callable[[], Any]] = [partial(kinds.read, actor.tenant, wanted.type), *timelines.queries(asked)]
    names, *rows = at_once(reads)
    merged = timelines.merged(asked, rows, wanted.limit)
    live = records.get_many(actor.tenant, merged.ids)
    known = [live[each] for each in merged.ids if each in live]
    fits = [each for each in known if is_then(each, wanted.when) and not stakes_of(each).said_of]
    return Found(reading.allowed(actor, fits), merged.end, names)


def is_then(record: Record, when: When | None) -> bool:
    """An appointment is to come until it is over; what is to be done is neither to come nor past."""
    if not record.alive:
        return False
    if when is None or record.type != ACTIVITY.name:
        return True
    begins, now = activity_time.start(record.data), clock.timestamp()
    ahead = bool(begins) and max(begins, str(record.data.get("ends_at", ""))) >= now[: len(begins)]
    if when == "upcoming":
        return ahead and not record.data.get("done_at")
    return not ahead and not activity_time.is_open(record.data)


# --------------------------------------------------------------------------------------------------- to be done


def _open(actor: Actor, wanted: Wanted, reached: Sequence[str], after: str) -> Found:
    """What they were given, and what is to be done in what they take part in: what is due first at the top."""
    asked = Asked(actor.tenant, reached, wanted.type, "", open=True)
    reads: list[Callable[[], Any]] = [
        partial(kinds.read, actor.tenant, wanted.type),
        partial(todos.of, actor.tenant, actor.user, most=MOST_OPEN),
        *timelines.queries(asked),
    ]
    names, given, *rows = at_once(reads)
    ids = dict.fromkeys([*_given(given), *timelines.merged(asked, rows, MOST_OPEN).ids][:MOST_OPEN])
    live = [each for each in records.get_many(actor.tenant, ids).values() if is_open(each)]
    seen = sorted(reading.allowed(actor, live), key=_place)
    ahead = [each for each in seen if _place(each) > after]
    shown = ahead[: wanted.limit]
    return Found(shown, _place(shown[-1]) if len(ahead) > len(shown) else "", names)


def _given(given: Todos) -> list[str]:
    return [each.record_id for each in given.todos]


def is_open(record: Record) -> bool:
    return record.alive and activity_time.is_open(record.data)


def _place(record: Record) -> str:
    return f"{activity_time.waits_until(record.data)} {record.id}"
