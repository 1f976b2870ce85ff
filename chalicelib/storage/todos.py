"""The open work of users and teams, by what is due first: one query over entries for each of them."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib.storage import derived, keys, table
from chalicelib.storage.at_once import at_once


class Todo(NamedTuple):
    """`due` is a date or a moment in UTC; what is due together stands by its priority."""

    sort_key: str
    who: str
    digest: dict[str, Any]

    @property
    def record_id(self) -> str:
        return keys.entry_record_id(self.sort_key)

    @property
    def due(self) -> str:
        return keys.split(self.sort_key)[0]


class Todos(NamedTuple):
    """`end` is the sort key up to which all is there; "" where there is nothing behind it."""

    todos: list[Todo]
    end: str


class Span(NamedTuple):
    """Behind one due date and before another, both left out."""

    after: str = ""
    before: str = ""


ALL = Span()


def of(tenant: str, who: str, span: Span = ALL, *, most: int | None = None) -> Todos:
    """With `most` None as many as a query reads: some five thousand."""
    rows = table.query(tenant, keys.partition(tenant, derived.TODO, who), after=span.after, limit=most)
    found = [Todo(sk, who, json.loads(digest)) for sk, digest in rows.rows if not span.before or sk < span.before]
    is_cut = rows.more and len(found) == len(rows.rows)
    return Todos(found, found[-1].sort_key if is_cut else "")


def of_all(tenant: str, whose: Sequence[str], span: Span = ALL, *, most: int | None = None) -> Todos:
    """All of theirs in one order, in the time of one round trip. What several have is that of the first of them."""
    found = at_once([partial(of, tenant, who, span, most=most) for who in whose])
    end = min((each.end for each in found if each.end), default="")
    return Todos(_merged(todo for each in found for todo in each.todos), end)


def _merged(todos: Iterable[Todo]) -> list[Todo]:
    first: dict[str, Todo] = {}
    for todo in todos:
        first.setdefault(todo.sort_key, todo)
    return [first[sort_key] for sort_key in sorted(first)]
