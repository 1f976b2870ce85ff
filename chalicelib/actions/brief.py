"""All that one must know of a relation before picking up the phone."""

from collections.abc import Iterable
from typing import Any

from chalicelib import answers, clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import timeline
from chalicelib.models import stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from chalicelib.storage import dossier

SHOWN = ("display_name", "function", "department", "rank", "primary", "language", "channels")


def brief(actor: Actor, relation_id: str) -> dict[str, Any]:
    now = clock.timestamp()
    found = dossier.read(actor.tenant, relation_id, CONTACT.name, now)
    relation = reading.checked(actor, RELATION, found.live.get(relation_id))
    contacts = sorted(_those(actor, found.linked, found.live), key=_standing)
    current = [each for each in contacts if (stored.line(each.data, "ended_on") or "9999") >= now[:10]]
    return {
        "relation": answers.record(relation),
        "contacts": [_contact(each) for each in current],
        "open_tasks": _rows(actor, found.open, found.live),
        "last_touches": _rows(actor, found.touches, found.live),
        "next": _rows(actor, found.ahead, found.live),
        "counts": {"contacts": found.linked_count, "open_tasks": found.open_count},
        "complete": found.complete,
    }


def _those(actor: Actor, ids: Iterable[str], live: dict[str, Record]) -> list[Record]:
    """What may be seen and is still there."""
    readable = reading.may_read(actor)
    return [live[each] for each in ids if each in live and live[each].alive and readable(live[each])]


def _standing(contact: Record) -> tuple[bool, int]:
    """The first to turn to first, then by rank."""
    rank = contact.data.get("rank")
    return not contact.data.get("primary"), rank if isinstance(rank, int) else 100


def _contact(contact: Record) -> dict[str, Any]:
    return {"id": contact.id, **{name: contact.data[name] for name in SHOWN if name in contact.data}}


def _rows(actor: Actor, ids: Iterable[str], live: dict[str, Record]) -> list[dict[str, Any]]:
    return [timeline.brief(each) for each in _those(actor, ids, live)]
