"""A record's history: its changes and, where that is kept, who looked at it, the newest first.

The two stand apart, since a look is no save: it has no version, nobody follows it, and what a person saw with an
If-Match is still what is there."""

import json
from collections.abc import Iterable, Iterator
from heapq import merge
from operator import itemgetter
from typing import Any, NamedTuple

from chalicelib.storage import keys, records, table

Told = dict[str, Any]
AT = itemgetter("at")


class Position(NamedTuple):
    """Where to go on: below this version, and before the look with this sort key."""

    version: int | None = None
    seen: str = ""


class Page(NamedTuple):
    told: list[Told]
    next: Position | None


class _Row(NamedTuple):
    told: Told
    seen: str = ""


def page(tenant: str, record_id: str, *, limit: int, after: Position, watched: bool) -> Page:
    """One round trip for the changes, and one for the looks where the type is `watched`."""
    changes, more = records.changes(tenant, record_id, limit=limit, before=after.version)
    looks, more_looks = _looks(tenant, record_id, limit, after.seen) if watched else ([], False)
    rows = list(_merged([_Row(each) for each in changes], looks))
    behind = more or more_looks or len(rows) > limit
    return Page([row.told for row in rows[:limit]], _position(rows[:limit], after) if behind else None)


def _merged(changes: Iterable[_Row], looks: Iterable[_Row]) -> Iterator[_Row]:
    """By time; each of the two in its own order, whatever the clocks said."""
    return merge(looks, changes, key=lambda row: AT(row.told), reverse=True)


def _looks(tenant: str, record_id: str, limit: int, after: str) -> tuple[list[_Row], bool]:
    pk = keys.record(tenant, record_id).pk
    items, more = table.bodies(tenant, pk, prefix=keys.SEEN, after=after, limit=limit + 1, backward=True)
    rows = [_Row(json.loads(item["body"]["S"]), item["sk"]["S"]) for item in items[:limit]]
    return rows, more or len(items) > limit


def _position(rows: Iterable[_Row], after: Position) -> Position:
    """After the last of each that was told."""
    for row in rows:
        after = after._replace(seen=row.seen) if row.seen else after._replace(version=row.told["version"])
    return after
