"""All that the card of a record needs of what is around it, in two round trips: what entries tell of it, beside the
record itself; then what they lead to, with what an answer shows of the record live."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
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
WITH_SETTINGS = 90  # records of one round trip with all settings that something is shown by
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
    [ahead] = _ahead(actor, [record_id], hanging)
    return _cards(actor, declared, [(reading.checked(actor, declared, ahead.record), ahead)])[0]


def read_many(
    actor: Actor, declared: RecordType, record_ids: Sequence[str], hanging: Hanging | None = None
) -> list[Card]:
    """Of those that may be seen, in their order."""
    aheads = dict(zip(record_ids, _ahead(actor, record_ids, hanging), strict=True))
    found = [each.record for each in aheads.values() if each.record and each.record.type == declared.name]
    return _cards(actor, declared, [(each, aheads[each.id]) for each in reading.allowed(actor, found)])


def _cards(actor: Actor, declared: RecordType, found: Sequence[tuple[Record, Ahead]]) -> list[Card]:
    now, sees_papers = clock.timestamp(), sight.sees_every(actor, DOCUMENT)
    dossiers = [dossier.arranged(ahead.line, ahead.hung, now) for _, ahead in found]
    others = [_others(ahead.pairs, record.id) for record, ahead in found]
    doubted = [] if sees_papers else [paper for each in dossiers for paper in _papers(each)[:MOST_PAPERS]]
    shown = [each for told in (*(each.shown for each in dossiers), *others) for each in told]
    wanted = list(dict.fromkeys([*shown, *doubted]))
    context, live = _live(actor, [record for record, _ in found], declared, wanted)
    around = {each: live[each] for each in wanted if each in live and live[each].alive}
    return [
        Card(
            record,
            told,
            frozenset(wanted),
            {**around, record.id: live[record.id]},
            context,
            duplicates=len(around.keys() & {*pairs}) if _reads_pairs(actor) else None,
            following=_follows(actor, record, ahead),
        )
        for (record, ahead), told, pairs in zip(found, dossiers, others, strict=True)
    ]


def _follows(actor: Actor, record: Record, ahead: Ahead) -> bool:
    place = subscriptions.followers(actor.tenant, (record.id,))
    return actor.user in ahead.followers.of(place).values


def _ahead(actor: Actor, record_ids: Sequence[str], hanging: Hanging | None) -> list[Ahead]:
    held.of(actor.tenant)  # along with the records
    calls = [_asked(actor, each, hanging) for each in record_ids]
    told = iter(at_once([call for each in calls for call in each]))
    return [Ahead(*islice(told, len(each))) for each in calls]


def _asked(actor: Actor, record_id: str, hanging: Hanging | None) -> list[Callable[[], Any]]:
    """As `Ahead` has them."""
    tenant, asked = actor.tenant, (actor.tenant, record_id)
    return [
        partial(records.get, *asked),
        partial(dossier.line, *asked),
        partial(subscriptions.read, tenant, [subscriptions.followers(tenant, (record_id,))]),
        partial(_pairs, actor, record_id) if _reads_pairs(actor) else list,
        partial(dossier.hung, *asked, hanging) if hanging else lambda: NOTHING,
    ]


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


def _live(
    actor: Actor, found: Sequence[Record], declared: RecordType, ids: Sequence[str]
) -> tuple[Context, dict[str, Record]]:
    tenant = actor.tenant
    linked = list(dict.fromkeys(each for record in found for each in declared.needs(record)))
    first, more = linked[:WITH_SETTINGS], _batches(linked[WITH_SETTINGS:])
    shown_with = partial(tenant_settings.context, tenant, first, declared.shows_by)
    reads = [partial(records.get_many, tenant, part) for part in (*more, *_batches(ids))]
    calls: list[Callable[[], Any]] = [shown_with, *reads]
    context, *read = at_once(calls)
    needed, around = _one(read[: len(more)]), _one(read[len(more) :])
    alive = [each for each in around.values() if each.alive]
    whole = replace(context, linked={**context.linked, **needed})
    return reading.readable(actor, whole), reading.seen(actor, [*found, *alive])


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    """Of one round trip each."""
    return [ids[start : start + records.BATCH] for start in range(0, len(ids), records.BATCH)]


def _one(parts: Sequence[dict[str, Record]]) -> dict[str, Record]:
    return {record_id: record for each in parts for record_id, record in each.items()}


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


Counted = dict[str, tuple[RecordType, list[str]]]


def counts(actor: Actor, cards: Sequence[tuple[Card, Counted]]) -> list[dict[str, int]]:
    """What may be seen of each, with what is counted besides; a round trip more where that is not all, and not all of
    it was read."""
    several = [{**more, **_counted(card)} for card, more in cards]
    unread = {
        each for (card, _), parts in zip(cards, several, strict=True) for each in _doubted(actor, parts) - card.read
    }
    others = records.get_all(actor.tenant, unread).values()
    allowed = {each.id for each in reading.allowed(actor, others)}
    return [
        {
            name: len(ids) if sight.sees_every(actor, declared) else len((card.live.keys() | allowed).intersection(ids))
            for name, (declared, ids) in parts.items()
        }
        for (card, _), parts in zip(cards, several, strict=True)
    ]


def _counted(card: Card) -> Counted:
    found = card.dossier
    return {
        "open_tasks": (ACTIVITY, [*found.open, *found.more_open]),
        "documents": (DOCUMENT, _papers(found)),
    }


def _doubted(actor: Actor, parts: Counted) -> set[str]:
    return {each for declared, ids in parts.values() if not sight.sees_every(actor, declared) for each in ids}
