"""Finding codes of a table: while somebody types what one reads or is called, or going down the tree; among those that
are shipped with Relata, in this process, and among a tenant's own by entries. Three round trips with the table."""

from collections.abc import Collection
from typing import NamedTuple

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.criteria import parse
from chalicelib.models import code_id, code_words, shipped_codes, stored
from chalicelib.models.code import ABOVE, CODE, UNDER
from chalicelib.models.record import Record
from chalicelib.storage import listing, records
from chalicelib.storage.listing import Question
from chalicelib.storage.search import Where, search

MOST_SOUGHT = 100  # of which those below one code are kept


class Asked(NamedTuple):
    """`below` is a code's id or what it reads, "" for all of the table, of which those on top are told."""

    said: str
    below: str
    limit: int


class Found(NamedTuple):
    records: list[Record]
    complete: bool


def found(actor: Actor, table: Record, asked: Asked) -> Found:
    """Codes as the actor sees them. `complete` where there are no more."""
    link = {"id": table.id, "place": stored.line(table.data, code_id.SHIPPED)}
    below = asked.below if asked.below.startswith(f"{code_id.PREFIX}_") else code_id.of(link, asked.below)
    if asked.below and not below:
        return Found([], True)
    typed = code_words.typed(asked.said)
    if asked.said and not typed:
        return Found([], True)
    if link["place"]:
        return _shipped(actor, link["place"], typed, below, asked.limit)
    if typed:
        return _sought(actor, table.id, typed, below, asked.limit)
    return _listed(actor, table.id, below or table.id, asked.limit)


def _shipped(actor: Actor, listed: str, typed: list[str], below: str, limit: int) -> Found:
    told = code_id.shipped(below)
    if below and told is None:
        return Found([], True)
    ids = shipped_codes.found(listed, typed) if typed else shipped_codes.children(listed, told[1] if told else "")
    live = records.shipped(actor.tenant, ids).values()
    return _cut(actor, _within(live, below if typed else ""), limit, True)


def _sought(actor: Actor, table: str, typed: list[str], below: str, limit: int) -> Found:
    tag = code_words.tag(table)
    most = MOST_SOUGHT if below else limit
    answer = search(
        actor.tenant, [f"{tag}{each}" for each in typed], Where(frozenset({CODE.name})), reading.keeps(actor), most
    )
    those = [hit.record for hit in answer.hits if _table(hit.record) == table]
    kept = _within(those, below)
    return Found(kept[:limit], answer.complete and len(kept) <= limit)


def _listed(actor: Actor, table: str, under: str, limit: int) -> Found:
    asked = parse({"field": UNDER, "op": "eq", "value": under}, CODE.criteria_fields)
    source = listing.source(actor.tenant, CODE, asked, CODE.natural, False)
    page = listing.page(Question(actor.tenant, CODE, source, asked, reading.keeps(actor), limit))
    return Found([each for each in page.records if _table(each) == table], not page.next)


def _cut(actor: Actor, those: Collection[Record], limit: int, complete: bool) -> Found:
    seen = reading.seen(actor, list(those)[:limit])
    return Found(list(seen.values()), complete and len(those) <= limit)


def _within(those: Collection[Record], below: str) -> list[Record]:
    return [each for each in those if not below or below in stored.lines(each.data, ABOVE)]


def _table(record: Record) -> str:
    return stored.line(stored.part(record.data, code_id.TABLE), "id")
