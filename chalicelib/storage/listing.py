"""Lists: entries find, records decide. One query over entries, one batch of records, and again until the page is
full or the read budget is spent; `next` then says where to go on."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from chalicelib.criteria import Criteria
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.storage import derived, keys, records, table

QUERIES = 2
READ_AHEAD = 250
MOST_PAGE_BYTES = 90_000


class Source(NamedTuple):
    """The entries to read: a partition, a prefix in it, the direction; `sift` when not all in it can match."""

    pk: str
    prefix: str = ""
    backward: bool = False
    sift: bool = False


@dataclass(frozen=True)
class Question:
    """What a list is asked for. `keep` decides on rights, on the live record."""

    tenant: str
    declared: RecordType
    source: Source
    criteria: Criteria
    keep: Callable[[Record], bool]
    limit: int

    def matches(self, record: Record) -> bool:
        return record.alive and self.criteria.matches(self.declared.values(record.data)) and self.keep(record)


@dataclass
class Page:
    """`next` is the sort key of the last entry dealt with, "" when there is nothing more."""

    records: list[Record] = field(default_factory=list)
    next: str = ""
    room: int = MOST_PAGE_BYTES

    def add(self, record: Record) -> bool:
        """False when the page has no room for it; the first always fits."""
        self.room -= len(record.body())
        if self.room < 0 and self.records:
            return False
        self.records.append(record)
        return True


def source(tenant: str, declared: RecordType, criteria: Criteria, sort: str, backward: bool) -> Source:
    """The narrowest entries that hold every match: a facet that the criteria require, else the whole list. Facets
    are kept in the natural order only."""
    required = criteria.required() if sort == declared.natural else {}
    for each in declared.filters:
        allowed = required.get(each.field.name, frozenset())
        if each.facet and len(allowed) == 1:
            pk = keys.of_tenant(tenant, derived.FACET, declared.name, each.field.name, *allowed)
            return Source(pk, backward=backward, sift=criteria.fields() != {each.field.name})
    return Source(keys.of_tenant(tenant, derived.LIST, declared.name, sort), "", backward, bool(criteria.fields()))


def key_source(tenant: str, declared: RecordType, kind: str, value: str) -> Source:
    return Source(keys.of_tenant(tenant, derived.KEY, kind, value), prefix=keys.join(declared.name, ""))


def link_source(tenant: str, target: str, declared: RecordType) -> Source:
    return Source(keys.of_tenant(tenant, derived.LINK, target), prefix=keys.join(declared.name, ""))


def page(question: Question, after: str = "") -> Page:
    answer = Page(next=after)
    for _ in range(QUERIES):
        more = _fill(question, answer)
        if not more:
            answer.next = ""
            break
        if len(answer.records) >= question.limit or answer.room < 0:
            break
    return answer


def _fill(question: Question, answer: Page) -> bool:
    """Adds what one query finds; says whether there may be more behind `answer.next`."""
    left = question.limit - len(answer.records)
    asked = max(READ_AHEAD, left) if question.source.sift else left
    pk, prefix, backward, _ = question.source
    rows = table.query(question.tenant, pk, prefix=prefix, after=answer.next, limit=asked, backward=backward)
    candidates = [sk for sk, digest in rows.rows if not digest or question.criteria.matches(json.loads(digest))]
    for sk, record in _live(question.tenant, candidates[:left]):
        if record is not None and question.matches(record) and not answer.add(record):
            return True
        answer.next = sk
    if len(candidates) > left:
        return True
    if rows.more:
        answer.next = rows.rows[-1][0]
    return rows.more


def _live(tenant: str, sort_keys: list[str]) -> Iterator[tuple[str, Record | None]]:
    ids = {sk: keys.entry_record_id(sk) for sk in sort_keys}
    live = records.get_many(tenant, ids.values())
    return ((sk, live.get(record_id)) for sk, record_id in ids.items())


def linked(tenant: str, target: str, *, limit: int, after: str = "") -> tuple[list[str], str]:
    """The ids of all records that link to `target`, whatever their type, and where to go on."""
    rows = table.query(tenant, keys.of_tenant(tenant, derived.LINK, target), after=after, limit=limit)
    return [keys.entry_record_id(sk) for sk, _ in rows.rows], rows.rows[-1][0] if rows.more else ""
