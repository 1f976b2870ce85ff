"""The audit log read back, the newest first. A page is looked for over empty months and over rows of others until it is
full and one more row is known to follow, so that `next` never leads to nothing; only where very many rows are of others
it is cut short, and goes on there."""

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from chalicelib.storage import keys, table
from chalicelib.storage.audit import FAMILY, Row

MOST_QUERIES = 150  # more than there are months for which rows are kept
READ_AHEAD = 500


class Question(NamedTuple):
    """Rows from `since` to `until`, moments in UTC and included. `narrow` when not all of them may match."""

    tenant: str
    since: str
    until: str
    limit: int
    matches: Callable[[Row], bool]
    narrow: bool


class Position(NamedTuple):
    """Behind this sort key in this month, "" is at its end."""

    month: str
    after: str


class Found(NamedTuple):
    at: Position
    row: Row


class Page(NamedTuple):
    rows: list[Row]
    next: Position | None


def page(asked: Question, after: Position | None = None) -> Page:
    """Where nothing is asked `after`, from the newest on."""
    found: list[Found] = []
    at: Position | None = after or Position(asked.until[:7], keys.above(asked.until))
    for _ in range(MOST_QUERIES):
        if at is None or len(found) > asked.limit:
            break
        at = _add(asked, found, at)
    kept = found[: asked.limit]
    return Page([each.row for each in kept], kept[-1].at if len(found) > asked.limit else at)


def _add(asked: Question, found: list[Found], at: Position) -> Position | None:
    """Where to go on, None where nothing lies behind."""
    items, more = _read(asked, at, asked.limit + 1 - len(found))
    for sort_key, row in items:
        if row["at"] < asked.since:
            return None
        at = at._replace(after=sort_key)
        found += [Found(at, row)] if asked.matches(row) else []
        if len(found) > asked.limit:
            return at
    return at if more else _earlier(asked, at.month)


def _read(asked: Question, at: Position, wanted: int) -> tuple[Iterator[tuple[str, Row]], bool]:
    pk = keys.partition(asked.tenant, FAMILY, at.month)
    limit = max(READ_AHEAD, wanted) if asked.narrow else wanted
    items, more = table.bodies(asked.tenant, pk, prefix="", after=at.after, limit=limit, backward=True)
    return ((item["sk"]["S"], json.loads(item["body"]["S"])) for item in items), more


def _earlier(asked: Question, month: str) -> Position | None:
    year, number = int(month[:4]), int(month[5:])
    before = f"{year}-{number - 1:02d}" if number > 1 else f"{year - 1}-12"
    return Position(before, "") if before >= asked.since[:7] else None
