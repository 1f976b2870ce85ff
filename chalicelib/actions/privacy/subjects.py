"""Whom it is about: the records that one person is, and what leads to them."""

from collections.abc import Collection, Iterator
from functools import partial

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict
from chalicelib.models import merged, stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.registry import type_of
from chalicelib.models.relation_fields import COMPANY
from chalicelib.storage import derived, keys, listing, records, table
from chalicelib.storage.at_once import at_once

PAGE = 25
OF_COMPANY = "A company is no person. Take its contacts, or the persons behind it, one by one."


def hold_person(found: Record) -> None:
    if found.data.get("kind") == COMPANY:
        raise Conflict(OF_COMPANY)


def open_to(actor: Actor, found: Collection[Record], action: str) -> list[Record]:
    """Those that they may read, and do this with."""
    return reading.allowed(actor, reading.allowed(actor, found, action))


def of(tenant: str, found: Record) -> list[str]:
    """A contact by itself; a person with all contacts that are linked to it, archived ones too. With what became one
    with any of these, and what they became one with."""
    theirs = _united(tenant, {found.id: found})
    if found.type == "relation":
        contacts = _contacts(tenant, list(theirs))
        theirs |= _united(tenant, records.get_many(tenant, contacts) if contacts else {})
    return list(theirs)


def _contacts(tenant: str, persons: list[str]) -> list[str]:
    """Archived ones are linked still to what their person was before it became one with another."""
    wanted = [(each, family) for each in persons for family in (derived.LINK, derived.REMAINS)]
    found: list[list[str]] = at_once([partial(list, linking(tenant, *each)) for each in wanted])
    return list(dict.fromkeys(id for ids in found for id in ids if type_of(id) is CONTACT))


def _united(tenant: str, live: dict[str, Record]) -> dict[str, Record]:
    """With what became one with them, and what they became one with: a round trip for each turn that it took."""
    told: dict[str, Record] = {}
    while live:
        told |= live
        near = (id for each in live.values() for id in (merged.into(each), *merged.sources(each.data)))
        wanted = [id for id in dict.fromkeys(near) if id and id not in told]
        found = records.get_many(tenant, wanted) if wanted else {}
        live = {id: each for id, each in found.items() if any(_is_one(known, each) for known in live.values())}
    return told


def _is_one(record: Record, other: Record) -> bool:
    """What became one with the contact of somebody else does not take that with it."""
    if merged.into(record) != other.id:
        return other.id in merged.sources(record.data)
    return len({_person(record), _person(other)} - {""}) < 2


def _person(contact: Record) -> str:
    return stored.line(stored.part(contact.data, "person"), "id")


def whole(tenant: str, found: Record) -> list[str]:
    """With the person that a contact is linked to, and all contacts of that."""
    person = records.get(tenant, _person(found) or found.id)
    return list(dict.fromkeys([found.id, *of(tenant, person or found)]))


def linking(tenant: str, target: str, family: str) -> Iterator[str]:
    after = ""
    while True:
        ids, after = listing.linked(tenant, target, limit=100, after=after, family=family)
        yield from ids
        if not after:
            return


def page_of(tenant: str, ids: list[str], place: str) -> tuple[list[str], str]:
    """What links to or speaks of any of `ids`, a page at a time. `place` tells which of them, in which family and
    behind which entry; "" begins, and is given at the end."""
    number, family, after = _place(place)
    found, behind = listing.linked(tenant, ids[number], limit=PAGE, after=after, family=family)
    if behind:
        return found, keys.join(str(number), family, behind)
    if family == derived.LINK:
        return found, keys.join(str(number), derived.MENTION, "")
    return found, keys.join(str(number + 1), derived.LINK, "") if number + 1 < len(ids) else ""


def _place(place: str) -> tuple[int, str, str]:
    number, family, after = keys.split(place) if place else ("0", derived.LINK, "")
    return int(number), family, after


def open_work(tenant: str, ids: list[str]) -> list[str]:
    """The first ten tasks that wait with them."""
    found: dict[str, None] = {}
    for each in ids:
        pk, prefix = keys.partition(tenant, derived.TIMELINE, each), keys.join(derived.OPEN, "")
        rows = table.query(tenant, pk, prefix=prefix, limit=10)
        found |= dict.fromkeys(keys.entry_record_id(sk) for sk, _ in rows.rows)
    return list(found)[:10]
