"""All that the card of a record needs of what is around it, in two round trips: what entries tell of it, beside the
record itself; then what they lead to, with what an answer shows of the record live."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib import answers, clock
from chalicelib.access import held, reading, sight
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.row import row
from chalicelib.models import duplicate, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.document import DOCUMENT
from chalicelib.models.duplicate import DUPLICATE
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, RecordType
from chalicelib.models.registry import type_of
from chalicelib.storage import dossier, faceted, records, subscriptions, tenant_settings
from chalicelib.storage.at_once import at_once
from chalicelib.storage.dossier import NOTHING, Dossier, Hanging, Hung, Line
from chalicelib.storage.subscriptions import Found

MOST_PAIRS = 25
MOST_PAPERS = 50  # of those that somebody may not see all of: read along, to be counted


class Card(NamedTuple):
    """`live` is what may be seen of what was `read`, by id, the record too; `context` what the record is shown with;
    `duplicates` how many open pairs it is in, None for who may not read those."""

    record: Record
    dossier: Dossier
    read: frozenset[str]
    live: dict[str, Record]
    context: Context
    duplicates: int | None
    following: bool


class Ahead(NamedTuple):
    """The first round trip."""

    record: Record | None
    line: Line
    followers: Found
    pairs: list[Data]
    hung: Hung


def read(actor: Actor, declared: RecordType, record_id: str, hanging: Hanging | None = None) -> Card:
    """Raises NotFound."""
    ahead = _ahead(actor, record_id, hanging)
    record = reading.checked(actor, declared, ahead.record)
    found = dossier.arranged(ahead.line, ahead.hung, clock.timestamp())
    others = _others(ahead.pairs, record_id)
    doubted = [] if sight.sees_every(actor, DOCUMENT) else _papers(found)[:MOST_PAPERS]
    wanted = list(dict.fromkeys([*found.shown, *others, *doubted]))
    context, live = _live(actor, record, declared, wanted)
    place = subscriptions.followers(actor.tenant, (record_id,))
    return Card(
        record,
        found,
        frozenset(wanted),
        live,
        context,
        duplicates=len(live.keys() & {*others}) if _reads_pairs(actor) else None,
        following=actor.user in ahead.followers.of(place).values,
    )


def _ahead(actor: Actor, record_id: str, hanging: Hanging | None) -> Ahead:
    held.of(actor.tenant)  # along with the record
    tenant, asked = actor.tenant, (actor.tenant, record_id)
    calls: list[Callable[[], Any]] = [
        partial(records.get, *asked),
        partial(dossier.line, *asked),
        partial(subscriptions.read, tenant, [subscriptions.followers(tenant, (record_id,))]),
        partial(_pairs, actor, record_id) if _reads_pairs(actor) else list,
        partial(dossier.hung, *asked, hanging) if hanging else lambda: NOTHING,
    ]
    return Ahead(*at_once(calls))


def _papers(found: Dossier) -> list[str]:
    return [each for each in found.standing if type_of(each) is DOCUMENT]


def _reads_pairs(actor: Actor) -> bool:
    return reading.may(actor, Right(DUPLICATE.name, "read"))


def _pairs(actor: Actor, record_id: str) -> list[Data]:
    return faceted.told(actor.tenant, DUPLICATE, "record", record_id, MOST_PAIRS)


def _others(pairs: Sequence[Data], record_id: str) -> list[str]:
    """With what it is in a pair that is open; what cannot be seen of those is not counted."""
    waiting = [each for each in pairs if each.get(duplicate.STATE) == duplicate.OPEN]
    ends = [stored.line(each, end) for each in waiting for end in duplicate.ENDS]
    return list(dict.fromkeys(each for each in ends if each and each != record_id))


def _live(actor: Actor, record: Record, declared: RecordType, ids: Sequence[str]) -> tuple[Context, dict[str, Record]]:
    tenant = actor.tenant
    shown_with = partial(tenant_settings.context, tenant, list(declared.needs(record)), declared.shows_by)
    parts = [ids[start : start + records.BATCH] for start in range(0, len(ids), records.BATCH)]
    calls: list[Callable[[], Any]] = [shown_with, *(partial(records.get_many, tenant, part) for part in parts)]
    context, *found = at_once(calls)
    alive = [each for part in found for each in part.values() if each.alive]
    return reading.readable(actor, context), reading.seen(actor, [record, *alive])


# ---------------------------------------------------------------------------------------------------- what is told


def told(actor: Actor, card: Card) -> dict[str, Any]:
    """What the cards of all types tell, besides the record."""
    found = card.dossier
    return {
        "open_tasks": rows(found.open, card),
        "last_touches": rows(found.touches, card),
        "next": rows(found.ahead, card),
        "duplicates": card.duplicates,
        "following": card.following,
    }


def record(actor: Actor, card: Card) -> dict[str, Any]:
    """As it is answered by itself."""
    return answers.record(actor, card.record, card.context)


def rows(ids: Sequence[str], card: Card) -> list[dict[str, Any]]:
    return [row(card.live[each]) for each in ids if each in card.live]


def counts(actor: Actor, card: Card, **more: tuple[RecordType, list[str]]) -> dict[str, int]:
    """What may be seen of each; a round trip more where that is not all, and not all of it was read."""
    found = card.dossier
    parts = {
        **more,
        "open_tasks": (ACTIVITY, [*found.open, *found.more_open]),
        "documents": (DOCUMENT, _papers(found)),
    }
    in_doubt = [ids for declared, ids in parts.values() if not sight.sees_every(actor, declared)]
    unread = {each for ids in in_doubt for each in ids} - card.read
    others = records.get_all(actor.tenant, unread).values()
    known = card.live.keys() | {each.id for each in reading.allowed(actor, others)}
    return {name: len(known.intersection(ids) if ids in in_doubt else ids) for name, (_, ids) in parts.items()}
