"""What somebody has to look after, of whatever type: found among entries, of which one question reads at most a page of
DynamoDB. Whether a record is theirs is for the record to say."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.models.entry import Held
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import derived, keys, packed, table

A_DAY = timedelta(days=1)  # what began yesterday may go on, and it is today somewhere else


class Holding(NamedTuple):
    """Something that can be somebody's, and the type of the records that it is."""

    declared: RecordType
    held: Held

    def is_theirs(self, record: Record | None, who: str, now: str) -> bool:
        return record is not None and record.alive and self.held.theirs(record, who, now)


HOLDINGS = {held.name: Holding(declared, held) for declared in TYPES.values() for held in declared.held}


class Row(NamedTuple):
    """`at` is when it is due, or begins: a date, or a moment in UTC; "" of what stands in a list."""

    sort_key: str
    record_id: str
    at: str
    digest: dict[str, Any]


class Found(NamedTuple):
    """`next` is the sort key to go on behind, "" when there is nothing more."""

    rows: list[Row]
    next: str


class Span(NamedTuple):
    """Entries of one partition between two sort keys, those with which it begins and ends left out."""

    pk: str
    after: str = ""
    before: str = ""
    prefix: str = ""


def find(
    tenant: str, holding: Holding, who: str, *, about: str = "", after: str = "", most: int | None = None
) -> Found:
    """In the order of the entries; only of what is `about` a record, among all that others have too. One round trip;
    fewer than `most` does not say that there are no more."""
    among, whose = holding.held.among, about or who
    span = (ABOUT if about else SPANS)[among](tenant, holding.declared, whose)
    limit = None if among == "list" else most  # of a list, only some are theirs
    read = table.query(tenant, span.pk, prefix=span.prefix, after=after or span.after, limit=limit)
    within = [(sk, digest) for sk, digest in read.rows if not span.before or sk < span.before]
    behind = within[-1][0] if within and read.more and len(within) == len(read.rows) else ""
    found = [_row(holding, sk, digest) for sk, digest in within if _may_be_theirs(holding, who, sk, digest)]
    if most is not None and len(found) > most:
        return Found(found[:most], found[most - 1].sort_key)
    return Found(found, behind)


def count(tenant: str, holding: Holding, who: str, *, about: str = "") -> int:
    """All, however many: a round trip per page of DynamoDB, which holds thousands."""
    found = find(tenant, holding, who, about=about)
    number = len(found.rows)
    while found.next:
        found = find(tenant, holding, who, about=about, after=found.next)
        number += len(found.rows)
    return number


def _row(holding: Holding, sk: str, digest: str) -> Row:
    at = "" if holding.held.among in ("list", "stake") else keys.split(sk)[0]
    return Row(sk, keys.entry_record_id(sk), at, packed.read(digest))


def _may_be_theirs(holding: Holding, who: str, sk: str, digest: str) -> bool:
    known = type_of(keys.entry_record_id(sk))
    return known is holding.declared and (holding.held.among != "list" or packed.may_speak_of(digest, who))


# ------------------------------------------------------------------------------------------------ where they stand


def _open(tenant: str, _: RecordType, who: str) -> Span:
    return Span(keys.partition(tenant, derived.TODO, who))


def _ahead(tenant: str, _: RecordType, who: str) -> Span:
    pk = keys.partition(tenant, derived.TIMELINE, who)
    return Span(pk, clock.stamp(clock.now() - A_DAY)[:10], keys.join(derived.OPEN, ""))


def _reminded(tenant: str, _: RecordType, who: str) -> Span:
    return Span(keys.partition(tenant, derived.REMINDER, who), clock.stamp(clock.now() - A_DAY)[:10])


def _staked(tenant: str, declared: RecordType, who: str) -> Span:
    return Span(keys.partition(tenant, derived.STAKE, declared.name, who))


def _listed(tenant: str, declared: RecordType, _: str) -> Span:
    return Span(keys.partition(tenant, derived.LIST, declared.name, declared.natural))


def _open_about(tenant: str, _: RecordType, about: str) -> Span:
    return Span(keys.partition(tenant, derived.TIMELINE, about), prefix=keys.join(derived.OPEN, ""))


SPANS: dict[str, Callable[[str, RecordType, str], Span]] = {
    "todo": _open, "ahead": _ahead, "reminder": _reminded, "stake": _staked, "list": _listed,
}  # fmt: skip
ABOUT: dict[str, Callable[[str, RecordType, str], Span]] = {
    "todo": _open_about, "ahead": _ahead, "stake": _staked,
}  # fmt: skip
