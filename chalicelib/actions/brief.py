"""All that one must know of a relation before picking up the phone."""

from collections.abc import Iterable
from typing import Any

from chalicelib import answers, clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions.row import row
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context
from chalicelib.models.relation import RELATION
from chalicelib.storage import dossier
from chalicelib.storage.dossier import Hanging, Told

SHOWN = ("display_name", "company", "function", "department", "rank", "primary", "language", "channels")
NO_RANK = 100


def brief(actor: Actor, relation_id: str) -> dict[str, Any]:
    now = clock.timestamp()
    found = dossier.read(actor.tenant, relation_id, _current(now[:10]), now)
    relation = reading.checked(actor, RELATION, found.live.get(relation_id))
    live = _seen(actor, found.live)
    return {
        "relation": answers.record(actor, relation),
        "contacts": [_contact(each, live) for each in _those(found.linked, live)],
        "open_tasks": _rows(found.open, live),
        "last_touches": _rows(found.touches, live),
        "next": _rows(found.ahead, live),
        "counts": {"contacts": found.linked_count, "open_tasks": found.open_count},
        "complete": found.complete,
    }


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


def _contact(contact: Record, live: dict[str, Record]) -> dict[str, Any]:
    """Nothing of the tenant's settings is needed for how one is reached."""
    shown = {name: contact.data[name] for name in SHOWN if name in contact.data}
    reached_by = CONTACT.show(contact, Context("", "", live))["reached_by"]
    return {"id": contact.id, **shown, "reached_by": reached_by}


def _rows(ids: Iterable[str], live: dict[str, Record]) -> list[dict[str, Any]]:
    return [row(each) for each in _those(ids, live)]
