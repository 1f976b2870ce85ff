"""What became of each record that a job dealt with: a row for each, written in the transaction of what was done, so
that none is dealt with twice. What it was before stands in its history and not here. Rows lapse."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.models.items import LogItem
from chalicelib.storage import keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Put
from chalicelib.storage.work import Extra

FAMILY = "job_row"
KEPT = timedelta(days=30)
AT_A_TIME, TURNS = 400, 4


class Row(NamedTuple):
    """`version` is that of the record after it, 0 where it stayed as it is. A refusal is told as the operation on that
    one record would have. `number` is that of the row of a file that it is of."""

    id: str
    outcome: str
    version: int = 0
    code: str = ""
    message: str = ""
    errors: tuple[dict[str, Any], ...] = ()
    number: int = 0


class Page(NamedTuple):
    rows: list[Row]
    next: str


def put(tenant: str, job: str, row: Row) -> Extra:
    """The transaction is refused where the record has been dealt with."""
    key = _key(tenant, job, row.id)
    told = {name: value for name, value in row._asdict().items() if value}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    item = LogItem(key.pk, key.sk, body=body, expires_at=clock.now() + KEPT)
    return Extra(Put(item, LogItem.pk.does_not_exist()))


def known(tenant: str, job: str, ids: Iterable[str]) -> set[str]:
    """Those of them that have been dealt with; a round trip for each hundred, none for nothing."""
    wanted = [_key(tenant, job, each) for each in ids]
    return {item["sk"]["S"] for item in table.get_many(tenant, wanted)} if wanted else set()


def found(tenant: str, job: str, ids: Iterable[str]) -> dict[str, Row]:
    """What became of them, by id; a round trip for each hundred."""
    told = map(_row, table.get_many(tenant, [_key(tenant, job, each) for each in ids]))
    return {row.id: row for row in told}


def page(tenant: str, job: str, *, outcome: str = "", after: str = "", limit: int, backward: bool = False) -> Page:
    """In the order of their ids. Where few are of the outcome there may be fewer than asked for, even none, while
    `next` says where to go on."""
    pk, found = keys.partition(tenant, FAMILY, job), list[Row]()
    for _ in range(TURNS):
        items, more = table.bodies(tenant, pk, prefix="", after=after, limit=_ahead(outcome, limit), backward=backward)
        for item in items:
            after, row = item["sk"]["S"], _row(item)
            if outcome in ("", row.outcome):
                found.append(row)
            if len(found) == limit:
                return Page(found, after if more or item is not items[-1] else "")
        if not more:
            return Page(found, "")
    return Page(found, after)


def _ahead(outcome: str, limit: int) -> int:
    return max(limit, AT_A_TIME) if outcome else limit


def _row(item: table.Attributes) -> Row:
    told = json.loads(item["body"]["S"])
    return Row(**{**told, "errors": tuple(told.get("errors", ()))})


def _key(tenant: str, job: str, record_id: str) -> ItemKey:
    return ItemKey(keys.partition(tenant, FAMILY, job), record_id)
