"""The open work of a user or a team, by what is due first: one query over entries."""

import json
from typing import Any, NamedTuple

from chalicelib.storage import derived, keys, table


class Todo(NamedTuple):
    """`due` is a date or a moment in UTC."""

    record_id: str
    due: str
    digest: dict[str, Any]


class Todos(NamedTuple):
    """`complete` is false when there are more than one query reads: some five thousand."""

    todos: list[Todo]
    complete: bool


def of(tenant: str, who: str, most: int | None = None) -> Todos:
    rows = table.query(tenant, keys.partition(tenant, derived.TODO, who), limit=most)
    return Todos([_todo(sk, digest) for sk, digest in rows.rows], not rows.more)


def _todo(sk: str, digest: str) -> Todo:
    return Todo(keys.entry_record_id(sk), keys.split(sk)[0], json.loads(digest))
