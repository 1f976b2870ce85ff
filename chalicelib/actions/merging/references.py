"""What leads to the records that become one: found by the entries that every link has, wherever it is declared, so that
what links to them in types to come is found as well. What keeps ids without an entry is gone over besides."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from chalicelib.models import custom_field
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.stakes import OF_RELATION
from chalicelib.models.tie import TIE
from chalicelib.storage import derived, keys, table
from chalicelib.storage.at_once import at_once

CRITERIA = "criteria"
MOST_COUNTED = 100_000


class Place(NamedTuple):
    """A partition of entries to be gone over. What is `asking` keeps ids in what it asks about: most of it leads
    elsewhere."""

    pk: str
    asking: bool = False


class Found(NamedTuple):
    """Ids by whether they are known to lead there, and where to go on, "" at the end."""

    ids: list[str]
    asking: list[str]
    next: str


class Counted(NamedTuple):
    by_type: dict[str, int]
    complete: bool


def places(tenant: str, survivor: str, sources: Sequence[str]) -> list[Place]:
    """What links, then what merely stands with them, then who is tied to the one that stays."""
    entry = partial(keys.partition, tenant)
    told = [entry(family, each) for each in sources for family in (derived.LINK, derived.MENTION, derived.TIMELINE)]
    told += [entry(derived.STAKE, of, each) for each in sources for of in _following(each)]
    if survivor.startswith(OF_RELATION):
        told.append(entry(derived.FACET, TIE.name, "relation", survivor))
    asking = [entry(derived.LIST, each.name, each.natural) for each in TYPES.values() if _asks(each.name)]
    return [*map(Place, told), *(Place(each, asking=True) for each in asking)]


def _following(record_id: str) -> Iterator[str]:
    """The types of which a record may belong to it without linking to it."""
    declared = type_of(record_id)
    if declared is not None:
        yield from (each.name for each in TYPES.values() if each.follows == declared.name)


def _asks(name: str) -> bool:
    return CRITERIA in TYPES[name].fields.model_fields or name == custom_field.CUSTOM_FIELD.name


def page(tenant: str, told: Sequence[Place], at: str, limit: int) -> Found:
    """One round trip; where the place that it is at has not enough, another for all behind it together."""
    number, after = _at(at)
    if number >= len(told):
        return Found([], [], "")
    rows = [table.query(tenant, told[number].pk, after=after, limit=limit)]
    if not rows[0].more and len(rows[0].rows) < limit:
        rows += at_once([partial(table.query, tenant, each.pk, limit=limit) for each in told[number + 1 :]])
    return _taken(told[number:], rows, number, limit)


def _taken(told: Sequence[Place], rows: Sequence[table.Rows], number: int, limit: int) -> Found:
    """As many as were asked for, each once."""
    found: dict[str, bool] = {}
    for place, each in zip(told, rows, strict=False):
        for sk, _ in each.rows:
            found.setdefault(keys.entry_record_id(sk), place.asking)
            if len(found) >= limit:
                return _found(found, keys.join(str(number), sk))
        if each.more:
            return _found(found, keys.join(str(number), each.rows[-1][0]))
        number += 1
    return _found(found, "" if len(rows) == len(told) else keys.join(str(number), ""))


def _found(told: dict[str, bool], following: str) -> Found:
    known = [each for each, asking in told.items() if not asking]
    return Found(known, [each for each, asking in told.items() if asking], following)


def _at(at: str) -> tuple[int, str]:
    number, after = keys.split(at) if at else ("0", "")
    return int(number), after


def count(tenant: str, survivor: str, sources: Sequence[str]) -> Counted:
    """Of what leads to the sources, whoever may see it, by type. A round trip, and one more for some thousands."""
    known = [each for each in places(tenant, survivor, sources) if not each.asking]
    first = at_once([partial(table.query, tenant, each.pk, limit=None) for each in known])
    ids: set[str] = set()
    for place, rows in zip(known, first, strict=True):
        ids.update(_ids(rows))
        while rows.more and len(ids) < MOST_COUNTED:
            rows = table.query(tenant, place.pk, after=rows.rows[-1][0], limit=None)
            ids.update(_ids(rows))
    told = Counter(declared.name for each in ids - {survivor, *sources} if (declared := type_of(each)))
    return Counted(dict(sorted(told.items())), len(ids) < MOST_COUNTED)


def _ids(rows: table.Rows) -> Iterator[str]:
    return (keys.entry_record_id(sk) for sk, _ in rows.rows)
