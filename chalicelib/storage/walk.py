"""Going over all entries of a selection, in the natural order: of several facets that hold every match, the narrowest.

The first and the last few entries of each are read at once. Since all have one order, the one that covers most of it
with as many entries has the fewest. What the others told is left; a place in the order outlives another choice at the
next page."""

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice, takewhile
from typing import NamedTuple

from chalicelib.criteria import Criteria
from chalicelib.models.entry import Filter
from chalicelib.models.record_type import Data, RecordType
from chalicelib.storage import derived, keys, packed, partitions, staked
from chalicelib.storage.listing import Found, Question, Source
from chalicelib.storage.partitions import Ends
from chalicelib.storage.table import Rows

FIRST, LAST = 24, 8  # entries of each that is raced: about 3 units
MOST_RACED = 24  # partitions
AHEAD = 1_000
READS = 3  # beside the race
AT_A_TIME = 4_000  # entries: more than a round trip reads
DIGITS = 8  # of a place in the order


class Told(NamedTuple):
    """What digests tell of what matches, by id; not `complete` when there is more."""

    values: dict[str, Data]
    complete: bool


def sources(
    tenant: str,
    declared: RecordType,
    criteria: Criteria,
    whose: Collection[str] | None,
    filters: Collection[Filter],
) -> tuple[Source, ...]:
    """Each holds every match: a facet with one of the values that the criteria require, what those have a stake in who
    are looked with; where there is none of these, the whole list."""
    found = list(_facets(tenant, declared, criteria, filters))
    if whose is not None:
        found.append(Source(staked.partitions(tenant, declared, whose), sift=bool(criteria.fields())))
    whole = Source((keys.partition(tenant, derived.LIST, declared.name, declared.natural),), sift=True)
    return tuple(found) or (whole._replace(sift=bool(criteria.fields())),)


def _facets(tenant: str, declared: RecordType, criteria: Criteria, filters: Collection[Filter]) -> Iterator[Source]:
    required, room = criteria.required(), MOST_RACED
    faceted = [each.field.name for each in filters if each.facet and each.field.name in required]
    for name in sorted(faceted, key=lambda name: len(required[name])):
        room -= len(required[name])
        if room >= 0:
            pks = [keys.partition(tenant, derived.FACET, declared.name, name, value) for value in required[name]]
            yield Source(tuple(sorted(pks)), sift=criteria.fields() != {name})


def found(question: Question, among: Sequence[Source], after: str, limit: int) -> Found:
    """Up to `limit` that may match, in four round trips, or two of each where several values are allowed."""
    sort_keys: list[str] = []
    steps = _steps(question.tenant, among, after, (limit + 1, max(limit + 1, AHEAD)))
    for _, rows in zip(range(READS + 1), steps, strict=False):
        sort_keys += [sk for sk, digest in rows.rows if question.may_match(digest)]
        if len(sort_keys) > limit:
            return Found(sort_keys[:limit], sort_keys[limit - 1])
        after = rows.rows[-1][0] if rows.more and rows.rows else ""
        if not after:
            break
    return Found(sort_keys, after)


def told(question: Question, among: Sequence[Source], most: int, most_read: int, names: Collection[str] = ()) -> Told:
    """These fields of up to `most`, out of `most_read` entries; a round trip for each megabyte. What goes beyond the
    first entries need not show what was saved a moment ago."""
    values: dict[str, Data] = {}
    asked = question.asked.union(names)
    for rows in _steps(question.tenant, among, "", (AT_A_TIME, AT_A_TIME), exact=False):
        for sk, digest in rows.rows:
            data = packed.read(digest, asked)
            if question.criteria.matches(data):
                values[keys.entry_record_id(sk)] = {name: data[name] for name in names if name in data}
        most_read -= len(rows.rows)
        if len(values) > most or (rows.more and most_read <= 0):
            return Told(dict(islice(values.items(), most)), False)
    return Told(values, True)


def _steps(
    tenant: str, among: Sequence[Source], after: str, at_a_time: tuple[int, int], exact: bool = True
) -> Iterator[Rows]:
    """`at_a_time` of what matches anyhow, and of what is to be sifted."""
    source, rows = _race(tenant, among, after)
    if rows is not None:
        yield rows
    while rows is None or (rows.more and rows.rows):
        after = rows.rows[-1][0] if rows is not None else after
        rows = partitions.read(tenant, source.pks, after=after, most=at_a_time[source.sift], exact=exact)
        yield rows


def _race(tenant: str, among: Sequence[Source], after: str) -> tuple[Source, Rows | None]:
    """The narrowest, and the first of its entries, where there was a choice."""
    if len(among) == 1:
        return among[0], None
    found = partitions.ends(tenant, [each.pks for each in among], after, FIRST, LAST)
    covered = _covered(found)
    best = max(range(len(among)), key=lambda place: (covered[place], -len(found[place].first.rows)))
    return among[best], found[best].first


def _covered(found: Sequence[Ends]) -> list[float]:
    """How much of the order each covers with its first and its last; all of it, where there are no others."""
    places = [sk for each in found for sk, _ in (*each.first.rows, *each.last.rows)]
    if not places:
        return [1.0] * len(found)
    low, high = min(places), max(places)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(low, high, strict=False)))
    place = partial(_place, alike)
    whole = max(1, place(high) - place(low))

    def covers(each: Ends) -> float:
        if not (each.first.more and each.first.rows and each.last.rows):
            return 2.0
        ahead, back = each.first.rows[-1][0], each.last.rows[-1][0]
        return min(2.0, (place(ahead) - place(low) + place(high) - place(back)) / whole)

    return [covers(each) for each in found]


def _place(start: int, sk: str) -> int:
    return int.from_bytes(sk[start:].encode()[:DIGITS].ljust(DIGITS, b"\0"), "big")
