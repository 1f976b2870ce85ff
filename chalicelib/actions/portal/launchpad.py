"""The links to other programs that somebody finds here: those that were assigned to them."""

from collections.abc import Iterable
from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.subject import Subject
from chalicelib.models import stored
from chalicelib.models.launch_link import LAUNCH_LINK
from chalicelib.models.record import Record
from chalicelib.storage import derived, keys, packed, records, table

MOST_LINKS = 40
SHOWN = ("title", "url", "description", "sign")


def of(actor: Actor) -> list[dict[str, Any]]:
    """Two round trips, three where what is around them decides."""
    who = reading.subject_of(actor)
    ids = assigned(actor.tenant, who)
    live = records.get_many(actor.tenant, ids)
    found = [live[each] for each in ids if each in live and live[each].alive]
    return shown(who, reading.allowed(actor, found))


def assigned(tenant: str, who: Subject) -> list[str]:
    """In their order, the first of them: an organisation has few, so that all are read to find one's own."""
    rows = table.query(tenant, keys.partition(tenant, derived.LIST, LAUNCH_LINK.name, LAUNCH_LINK.natural), limit=None)
    mine = {who.user, *who.persons, *who.wide}
    found = [keys.entry_record_id(sk) for sk, digest in rows.rows if packed.read(digest).get("assigned") in mine]
    return found[:MOST_LINKS]


def shown(who: Subject, links: Iterable[Record]) -> list[dict[str, Any]]:
    return [{"id": each.id, **{name: each.data[name] for name in SHOWN if name in each.data}} for each in links]


def is_theirs(who: Subject, link: Record) -> bool:
    return stored.line(stored.part(link.data, "assigned"), "id") in {who.user, *who.persons, *who.wide}
