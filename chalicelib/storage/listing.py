"""Lists: entries find, records decide. At most two queries over entries, then one batch of records, at any size of the
table. Where some of those were not to be seen, the page is filled from what comes after them, in a bounded number of
turns. So a page may hold fewer records than asked for, even none, while `next` says where to go on.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from chalicelib.criteria import Criteria
from chalicelib.models.entry import Filter
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType, nothing
from chalicelib.models.registry import type_of
from chalicelib.storage import derived, keys, packed, partitions, records, staked, table

READ_AHEAD = (100, 400)
TURNS = 4  # each of at most two queries, and the records with what is around them
FILLED_FROM = 99  # records that a turn looks at to fill a page: with what rides along one batch
Keep = Callable[[Collection[Record]], Mapping[str, Record]]
MOST_PAGE_BYTES = 90_000


class Source(NamedTuple):
    """The entries to read: of partitions that have the same order, as if they were one; a prefix in them, the
    direction; `sift` when not all in them can match; backward down to the sort key `floor` and no further."""

    pks: tuple[str, ...]
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
    """What a list is asked for. `keep` decides on rights, on the records as they are kept, and gives them as they are
    seen."""

    tenant: str
    declared: RecordType
    source: Source
    criteria: Criteria
    keep: Keep
    limit: int
    room: int = MOST_PAGE_BYTES
    also: tuple[str, ...] = ()
    is_told: bool = True  # by digests what the criteria ask about
    archived: bool = False  # those, and no others

    @cached_property
    def asked(self) -> frozenset[str]:
        return self.criteria.fields()

    def may_match(self, digest: str) -> bool:
        return not (digest and self.is_told) or self.criteria.matches(packed.read(digest, self.asked))

    def matches(self, record: Record) -> bool:
        return record.alive is not self.archived and self.criteria.matches(self.declared.values(record.known))


class Found(NamedTuple):
    """Sort keys of entries whose records may match, `end` where the reading stopped, "" when nothing lies behind."""

    sort_keys: list[str]
    end: str

    @property
    def ids(self) -> list[str]:
        return [keys.entry_record_id(sk) for sk in self.sort_keys]


@dataclass
class Page:
    """`next` is the sort key of the last entry dealt with, "" when there is nothing more."""

    records: list[Record] = field(default_factory=list)
    next: str = ""
    room: int = MOST_PAGE_BYTES
    also: dict[str, Record] = field(default_factory=dict)

    def takes(self, limit: int, record: Record) -> bool:
        """False when the page has no room for it; the first always fits."""
        if len(self.records) == limit:
            return False
        self.room -= len(record.body().encode())
        if self.room < 0 and self.records:
            return False
        self.records.append(record)
        return True


def source(
    tenant: str,
    declared: RecordType,
    criteria: Criteria,
    sort: str,
    backward: bool,
    whose: Collection[str] | None = None,
    filters: Collection[Filter] | None = None,
) -> Source:
    """The narrowest entries that hold every match: a facet that the criteria require; where it is known `whose` stakes
    hold all that may be seen, those; else the whole list. Facets and stakes are kept in the natural order only."""
    required = criteria.required() if sort == declared.natural else {}
    for each in declared.filters if filters is None else filters:
        allowed = required.get(each.field.name, frozenset())
        if each.facet and len(allowed) == 1 and _is_narrow(each, min(allowed), whose):
            pk = keys.partition(tenant, derived.FACET, declared.name, each.field.name, *allowed)
            return Source((pk,), backward=backward, sift=criteria.fields() != {each.field.name})
    pks: tuple[str, ...] = (keys.partition(tenant, derived.LIST, declared.name, sort),)
    if whose is not None and sort == declared.natural:
        pks = staked.partitions(tenant, declared, whose)
    return Source(pks, backward=backward, sift=bool(criteria.fields()))


def _is_narrow(each: Filter, value: str, whose: Collection[str] | None) -> bool:
    """What hangs on one record is little, unless it hangs on a user or a team, who may have thousands that this asker
    does not see."""
    target = type_of(value)
    is_who = target is not None and target.members is not nothing
    return whose is None or (each.field.kind == "link" and (value in whose or not is_who))


def archived_source(tenant: str, declared: RecordType, criteria: Criteria) -> Source:
    """What was archived last comes first."""
    pk = keys.partition(tenant, derived.ARCHIVED, declared.name)
    return Source((pk,), backward=True, sift=bool(criteria.fields()))


def key_source(tenant: str, declared: RecordType, kind: str, value: str) -> Source:
    return Source((keys.partition(tenant, derived.KEY, kind, value),), prefix=keys.join(declared.name, ""))


def page(question: Asked, after: str = "") -> Page:
    answer = Page(next=after, room=question.room)
    found = _find(question, after, question.limit + 1)
    is_done = _add(question, answer, found, question.limit + 1, question.also)
    for _ in range(1, TURNS):
        if is_done:
            break
        found = _find(question, answer.next, FILLED_FROM)
        is_done = _add(question, answer, found, FILLED_FROM)
    return answer


def _add(question: Asked, answer: Page, found: Found, most: int, also: tuple[str, ...] = ()) -> bool:
    """Whether that is all there is to the page: it is full, and something that may be seen lies behind it, or what was
    read has been seen whole."""
    ids = {sk: keys.entry_record_id(sk) for sk in found.sort_keys[:most]}
    seen = _seen(question, answer, list(ids.values()), also)
    for sk, record_id in ids.items():
        if record_id in seen and not answer.takes(question.limit, seen[record_id]):
            return True
        answer.next = sk
    if len(found.sort_keys) <= most:
        answer.next = found.end
    return not answer.next or len(seen) == len(ids)


def _seen(question: Asked, answer: Page, ids: list[str], also: tuple[str, ...]) -> Mapping[str, Record]:
    live = records.get_many(question.tenant, dict.fromkeys([*also, *ids]))
    answer.also |= {each: live[each] for each in also if each in live}
    wanted = {each: live[each] for each in ids if each in live and question.matches(live[each])}
    return question.keep(wanted.values())


def _find(question: Asked, after: str, wanted: int) -> Found:
    """Where many entries do not match, the second query reads further ahead."""
    sort_keys: list[str] = []
    for ahead in READ_AHEAD:
        rows = _read(question, after, max(ahead, wanted) if question.source.sift else wanted - len(sort_keys))
        sort_keys.extend(sk for sk, digest in rows.rows if question.may_match(digest))
        after = rows.rows[-1][0] if rows.more else ""
        if not after or len(sort_keys) >= wanted:
            break
    return Found(sort_keys, after)


def _read(question: Asked, after: str, most: int) -> table.Rows:
    pks, prefix, backward, _, floor = question.source
    rows = partitions.read(question.tenant, pks, prefix=prefix, after=after, most=most, backward=backward)
    wanted = [row for row in rows.rows if row[0] >= floor]
    return table.Rows(wanted, rows.more and len(wanted) == len(rows.rows))


def count(tenant: str, of: str, field: str, value: str, most: int) -> int:
    """How many records have the value, `most` at most. A round trip for each megabyte of entries."""
    pk, found, after = keys.partition(tenant, derived.FACET, of, field, value), 0, ""
    while found < most:
        rows = table.query(tenant, pk, after=after, limit=most - found)
        found += len(rows.rows)
        if not rows.more:
            break
        after = rows.rows[-1][0]
    return found


def linked(
    tenant: str, target: str, *, limit: int, after: str = "", family: str = derived.LINK
) -> tuple[list[str], str]:
    """The ids of all records that link to `target`, whatever their type, and where to go on."""
    rows = table.query(tenant, keys.partition(tenant, family, target), after=after, limit=limit + 1)
    found = [sk for sk, _ in rows.rows[:limit]]
    more = rows.more or len(rows.rows) > limit
    return [keys.entry_record_id(sk) for sk in found], found[-1] if more else ""
