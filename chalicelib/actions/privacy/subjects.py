"""Whom it is about: the records that one person is, and what leads to them."""

from collections.abc import Collection, Iterator

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.errors import Conflict
from chalicelib.models import stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.registry import type_of
from chalicelib.models.relation import COMPANY
from chalicelib.storage import derived, keys, listing, records, table

PAGE = 25
OF_COMPANY = "A company is no person. Take its contacts, or the persons behind it, one by one."


def hold_person(found: Record) -> None:
    if found.data.get("kind") == COMPANY:
        raise Conflict(OF_COMPANY)


def open_to(actor: Actor, found: Collection[Record], action: str) -> list[Record]:
    """Those that they may read, and do this with."""
    return reading.allowed(actor, reading.allowed(actor, found, action))


def of(tenant: str, found: Record) -> list[str]:
    """A contact by itself; a person with all contacts that are linked to it."""
    contacts = [each for each in linking(tenant, found.id, derived.LINK) if type_of(each) is CONTACT]
    return [found.id, *contacts] if found.type == "relation" else [found.id]


def whole(tenant: str, found: Record) -> list[str]:
    """With the person that a contact is linked to, and all contacts of that."""
    person = records.get(tenant, stored.line(stored.part(found.data, "person"), "id") or found.id)
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
