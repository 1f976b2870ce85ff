"""Lists: entries find, records decide. At most two queries over entries, then one batch of records, at any size of the
table. So a page may hold fewer records than asked for, even none, while `next` says where to go on.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from chalicelib.criteria import Criteria
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.storage import derived, keys, records, table

READ_AHEAD = (100, 400)
Keep = Callable[[Collection[Record]], Mapping[str, Record]]
MOST_PAGE_BYTES = 90_000


class Source(NamedTuple):
    """The entries to read: a partition, a prefix in it, the direction; `sift` when not all in it can match; backward
    down to the sort key `floor` and no further."""

    pk: str
    prefix: str = ""
    backward: bool = False
    sift: bool = False
    floor: str = ""


class Asked(Protocol):
    """What a page can be made of: entries by their digest, then the records that they are of, and what is `also` to be
    read with those."""

    @property
    def tenant(self) -> str: ...
    @property
    def source(self) -> Source: ...
    @property
    def limit(self) -> int: ...
    @property
    def room(self) -> int: ...
    @property
    def also(self) -> tuple[str, ...]: ...

    @property
    def keep(self) -> Keep: ...

    def may_match(self, digest: str) -> bool: ...

    def matches(self, record: Record) -> bool: ...


@dataclass(frozen=True)
class Question:
    """What a list is asked for. `keep` decides on rights, on the live records, and gives them as they are seen."""

    tenant: str
    declared: RecordType
    source: Source
    criteria: Criteria
    keep: Keep
    limit: int
    room: int = MOST_PAGE_BYTES
    also: tuple[str, ...] = ()

    def may_match(self, digest: str) -> bool:
        return not digest or self.criteria.matches(json.loads(digest))

    def matches(self, record: Record) -> bool:
        return record.alive and self.criteria.matches(self.declared.values(record.known))


class Found(NamedTuple):
    """Sort keys of entries whose records may match, `end` where the reading stopped, "" when nothing lies behind."""

    sort_keys: list[str]
    end: str


@dataclass
class Page:
    """`next` is the sort key of the last entry dealt with, "" when there is nothing more."""

    records: list[Record] = field(default_factory=list)
    next: str = ""
    room: int = MOST_PAGE_BYTES
    also: dict[str, Record] = field(default_factory=dict)

    def add(self, record: Record) -> bool:
        """False when the page has no room for it; the first always fits."""
        self.room -= len(record.body().encode())
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
            pk = keys.partition(tenant, derived.FACET, declared.name, each.field.name, *allowed)
            return Source(pk, backward=backward, sift=criteria.fields() != {each.field.name})
    return Source(keys.partition(tenant, derived.LIST, declared.name, sort), "", backward, bool(criteria.fields()))


def key_source(tenant: str, declared: RecordType, kind: str, value: str) -> Source:
    return Source(keys.partition(tenant, derived.KEY, kind, value), prefix=keys.join(declared.name, ""))


def page(question: Asked, after: str = "") -> Page:
    found = _find(question, after)
    ids = {sk: keys.entry_record_id(sk) for sk in found.sort_keys[: question.limit]}
    live = records.get_many(question.tenant, dict.fromkeys([*question.also, *ids.values()]))
    answer = Page(next=after, room=question.room, also={each: live[each] for each in question.also if each in live})
    wanted = {each: live[each] for each in ids.values() if each in live and question.matches(live[each])}
    seen = question.keep(wanted.values())
    for sk, record_id in ids.items():
        if record_id in seen and not answer.add(seen[record_id]):
            return answer
        answer.next = sk
    if len(found.sort_keys) <= question.limit:
        answer.next = found.end
    return answer


def _find(question: Asked, after: str) -> Found:
    """One more than the page needs, so that it is known whether there is a next one. Where many entries do not match,
    the second query reads further ahead."""
    wanted = question.limit + 1
    sort_keys: list[str] = []
    for ahead in READ_AHEAD:
        rows = _read(question, after, max(ahead, wanted) if question.source.sift else wanted - len(sort_keys))
        sort_keys.extend(sk for sk, digest in rows.rows if question.may_match(digest))
        after = rows.rows[-1][0] if rows.more else ""
        if not after or len(sort_keys) >= wanted:
            break
    return Found(sort_keys, after)


def _read(question: Asked, after: str, most: int) -> table.Rows:
    pk, prefix, backward, _, floor = question.source
    rows = table.query(question.tenant, pk, prefix=prefix, after=after, limit=most, backward=backward)
    wanted = [row for row in rows.rows if row[0] >= floor]
    return table.Rows(wanted, rows.more and len(wanted) == len(rows.rows))


def linked(
    tenant: str, target: str, *, limit: int, after: str = "", family: str = derived.LINK
) -> tuple[list[str], str]:
    """The ids of all records that link to `target`, whatever their type, and where to go on."""
    rows = table.query(tenant, keys.partition(tenant, family, target), after=after, limit=limit + 1)
    found = [sk for sk, _ in rows.rows[:limit]]
    more = rows.more or len(rows.rows) > limit
    return [keys.entry_record_id(sk) for sk in found], found[-1] if more else ""
