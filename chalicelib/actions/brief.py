"""All that one must know of a relation or a contact before picking up the phone."""

from collections.abc import Sequence
from typing import Any

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import card
from chalicelib.actions.card import Card
from chalicelib.call import Answer
from chalicelib.models import stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context
from chalicelib.models.relation import RELATION
from chalicelib.storage.dossier import Dossier, Hanging, Told

SHOWN = ("display_name", "company", "function", "department", "rank", "primary", "language", "channels")
OF_COMPANY = ("display_name", "kind", "status", "city", "owner", "channels", "last_touch")
NO_RANK = 100
REACHED_BY = "reached_by"


def of_relation(actor: Actor, relation_id: str) -> Answer:
    """Two round trips."""
    read = card.read(actor, RELATION, relation_id, _current(clock.timestamp()[:10]))
    return Answer(_relations(actor, [read])[0], version=read.record.version)


def of_relations(actor: Actor, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Of those that may be seen; two round trips, however many there are."""
    asked = list(dict.fromkeys(ids))
    return _relations(actor, card.read_many(actor, RELATION, asked, _current(clock.timestamp()[:10])))


def of_contact(actor: Actor, contact_id: str) -> Answer:
    """Two round trips."""
    read = card.read(actor, CONTACT, contact_id)
    told = {
        "contact": card.record(actor, read),
        "company": _company(read),
        **card.told(actor, read),
        "counts": card.counts(actor, [(read, {})])[0],
        "complete": read.dossier.complete,
    }
    return Answer(told, version=read.record.version)


def _relations(actor: Actor, cards: Sequence[Card]) -> list[dict[str, Any]]:
    counted = [(each, {"contacts": (CONTACT, _contacts(each.dossier))}) for each in cards]
    return [_relation(actor, *each) for each in zip(cards, card.counts(actor, counted), strict=True)]


def _relation(actor: Actor, read: Card, counts: dict[str, int]) -> dict[str, Any]:
    found = read.dossier
    return {
        "relation": card.record(actor, read),
        "contacts": [_contact(actor, read.live[each], read) for each in found.linked if each in read.live],
        **card.told(actor, read),
        "counts": counts,
        "complete": found.complete and counts["contacts"] <= len(found.linked),
    }


def _contacts(found: Dossier) -> list[str]:
    return [*found.linked, *found.more_linked]


def _current(today: str) -> Hanging:
    """Contacts that have not ended: the first to turn to first, then by rank; of each, whom it inherits from."""

    def order(told: Told) -> tuple[bool, int] | None:
        if told.get("ended_on", today) < today:
            return None
        return not told.get("primary"), told.get("rank", NO_RANK)

    return Hanging(CONTACT.name, order, along=lambda told: str(told.get("with", "")))


def _contact(actor: Actor, contact: Record, read: Card) -> dict[str, Any]:
    """Nothing of the tenant's settings is needed for how one is reached."""
    told = {"id": contact.id, **{name: contact.data[name] for name in SHOWN if name in contact.data}}
    if not reading.sees(actor, CONTACT, REACHED_BY):
        return told
    return {**told, REACHED_BY: CONTACT.show(contact, Context("", "", read.live))[REACHED_BY]}


def _company(read: Card) -> dict[str, Any] | None:
    """As far as it may be seen."""
    found = read.context.linked.get(stored.line(stored.part(read.record.data, "company"), "id"))
    if found is None:
        return None
    return {"id": found.id, **{name: found.known[name] for name in OF_COMPANY if name in found.known}}
