"""Who may see and change a record, how far, and by which rule: told to whoever may say so."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from chalicelib import answers
from chalicelib.access import explain, guarding, held, reading, subject
from chalicelib.access.actor import Actor, actor_of
from chalicelib.access.decide import Decision, stakes_of
from chalicelib.access.decision import Around
from chalicelib.access.level import LEVEL_OF
from chalicelib.access.rights import Rights
from chalicelib.actions import explaining
from chalicelib.errors import Forbidden, NotFound
from chalicelib.models import stakes, stored
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import cursor, records

GUARDED = (stakes.OWNER, stakes.CO_OWNERS, stakes.ACCESS, stakes.RESTRICTED)  # what it is a list of
MOST_PEOPLE = 2_000


class Holder(NamedTuple):
    """Who goes furthest stands first."""

    rank: int
    user: str
    decision: Decision

    @property
    def place(self) -> tuple[int, str]:
        return -self.rank, self.user


def page(actor: Actor, record_id: str, limit: int, at: str | None) -> dict[str, Any]:
    """Three round trips: the record, what is around it, and those who stand on the page. Raises NotFound, Forbidden."""
    rights, scope = held.of(actor.tenant), f"access {actor.tenant} {actor.user} {record_id}"
    record = _held(actor, record_id)
    reading.hold_seen(actor, TYPES[record.type], *(name for name in GUARDED if name in TYPES[record.type].names))
    after = tuple(json.loads(cursor.open_(at, scope))) if at else ()
    found = sorted((each for each in _holders(rights, record) if each.place > after), key=lambda each: each.place)
    users = records.get_many(actor.tenant, [each.user for each in found[:limit]])
    following = cursor.seal(json.dumps(found[limit - 1].place), scope) if len(found) > limit else None
    rows = [_row(each, users[each.user]) for each in found[:limit] if _is_there(users, each.user)]
    return {**_about(rights, record), **answers.page(rows, following)}


def _held(actor: Actor, record_id: str) -> Record:
    declared = type_of(record_id)
    if declared is None:
        raise NotFound
    record = reading.get(actor, declared, record_id)
    if not guarding.manages(actor, record):
        raise Forbidden
    return record


def _about(rights: Rights, record: Record) -> dict[str, Any]:
    told = stakes_of(record)
    return {
        "id": record.id,
        "type": record.type,
        "owners": list(told.owners),
        "restricted": told.restricted or any(each in rights.shut for each in told.around),
        "restricted_by": [each for each in told.around if each in rights.shut],
        "listed": [{"who": who, "level": level} for who, level in told.listed.items()],
        "complete": len(rights.sections[stakes.PEOPLE]) <= MOST_PEOPLE,
    }


def _holders(rights: Rights, record: Record) -> Iterator[Holder]:
    """Those who may at least see it, in no order. What is compiled of each is forgotten again: of thousands it would
    fill the function's memory."""
    around = _around(record)
    for user, content in list(rights.sections[stakes.PEOPLE].items())[:MOST_PEOPLE]:
        who = subject.compiled(rights, actor_of(rights.tenant, user, content))
        rank, decision = explain.holding(who, record, around)
        if rank:
            yield Holder(rank, user, decision)


def _around(record: Record) -> Around:
    """All levels: what it is a part of may itself be a part."""
    found: dict[str, Record] = {}
    wanted = _beside(record) - {record.id}
    while wanted:
        more = records.get_many(record.tenant, wanted)
        found |= more
        wanted = {one for each in more.values() for one in _beside(each)} - found.keys() - {record.id} - wanted
    return found


def _beside(record: Record) -> set[str]:
    told = stakes_of(record)
    return {*told.around, *told.within, *told.ends}


def _is_there(users: dict[str, Record], user: str) -> bool:
    return user in users and not explaining.is_gone(users[user])


def _row(holder: Holder, user: Record) -> dict[str, Any]:
    return {
        "user": {"id": user.id, "title": TYPES[user.type].title(user.data)},
        "kind": stored.line(user.data, "kind"),
        "level": LEVEL_OF[holder.rank],
        "rule": holder.decision.rule,
        "because": holder.decision.because,
    }
