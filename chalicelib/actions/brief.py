"""All that one must know of a relation before picking up the phone."""

from collections.abc import Iterable
from typing import Any

from chalicelib import answers, clock
from chalicelib.access import reading, sight
from chalicelib.access.actor import Actor
from chalicelib.actions.row import row
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context
from chalicelib.models.relation import RELATION
from chalicelib.storage import dossier, records
from chalicelib.storage.dossier import Dossier, Hanging, Told

SHOWN = ("display_name", "company", "function", "department", "rank", "primary", "language", "channels")
NO_RANK = 100
REACHED_BY = "reached_by"


def brief(actor: Actor, relation_id: str) -> dict[str, Any]:
    now = clock.timestamp()
    found = dossier.read(actor.tenant, relation_id, _current(now[:10]), now)
    relation = reading.checked(actor, RELATION, found.live.get(relation_id))
    live = _seen(actor, found.live)
    counts = _counts(actor, found, live)
    return {
        "relation": answers.record(actor, relation),
        "contacts": [_contact(actor, each, live) for each in _those(found.linked, live)],
        "open_tasks": _rows(found.open, live),
        "last_touches": _rows(found.touches, live),
        "next": _rows(found.ahead, live),
        "counts": counts,
        "complete": found.complete and counts["contacts"] <= len(found.linked),
    }


def _counts(actor: Actor, found: Dossier, live: dict[str, Record]) -> dict[str, int]:
    """What may be seen of each; a round trip more where that is not all, and not all of it was read."""
    parts = {
        "contacts": (CONTACT, [*found.linked, *found.more_linked]),
        "open_tasks": (ACTIVITY, [*found.open, *found.more_open]),
    }
    in_doubt = [ids for declared, ids in parts.values() if not sight.sees_every(actor, declared)]
    unread = {each for ids in in_doubt for each in ids} - found.live.keys()
    known = live.keys() | {each.id for each in reading.allowed(actor, records.get_all(actor.tenant, unread).values())}
    return {name: len(known.intersection(ids) if ids in in_doubt else ids) for name, (_, ids) in parts.items()}


def _current(today: str) -> Hanging:
    """Contacts that have not ended: the first to turn to first, then by rank; of each, whom it inherits from."""

    def order(told: Told) -> tuple[bool, int] | None:
        if told.get("ended_on", today) < today:
            return None
        return not told.get("primary"), told.get("rank", NO_RANK)

    return Hanging(CONTACT.name, order, along=lambda told: str(told.get("with", "")))


def _seen(actor: Actor, live: dict[str, Record]) -> dict[str, Record]:
    """What may be seen and is still there."""
    return reading.seen(actor, [each for each in live.values() if each.alive])


def _those(ids: Iterable[str], live: dict[str, Record]) -> list[Record]:
    return [live[each] for each in ids if each in live]


def _contact(actor: Actor, contact: Record, live: dict[str, Record]) -> dict[str, Any]:
    """Nothing of the tenant's settings is needed for how one is reached."""
    told = {"id": contact.id, **{name: contact.data[name] for name in SHOWN if name in contact.data}}
    if not reading.sees(actor, CONTACT, REACHED_BY):
        return told
    return {**told, REACHED_BY: CONTACT.show(contact, Context("", "", live))[REACHED_BY]}


def _rows(ids: Iterable[str], live: dict[str, Record]) -> list[dict[str, Any]]:
    return [row(each) for each in _those(ids, live)]
