"""What became of mail that came in: a row for every message and tenant, the newest first, kept for a year.

A row is written in the transaction of what it tells of, together with a mark that the message has been dealt with: so a
message that is handed over twice is dealt with once."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.errors import TooManyRequests
from chalicelib.models.items import ClaimItem, LogItem, UsageItem
from chalicelib.storage import keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Put, Update
from chalicelib.storage.work import Extra

FAMILY = "mail_log"
KEPT, MARKED, COUNTED = timedelta(days=365), timedelta(days=40), timedelta(days=3)  # raw mail lasts 30 days
ONCE, MAIL, MACHINES = "once", "mail", "machines"  # claims that no record makes
NOTHING = " "  # a text in a claim is never empty
MOST_A_DAY = 20  # of what machines send into one conversation
Row = Mapping[str, Any]


class Page(NamedTuple):
    """`next` is the sort key to go on behind, "" when there is nothing more."""

    rows: list[dict[str, Any]]
    next: str


def taken(tenant: str, source: str) -> str | None:
    """The id of the activity that a message became, "" when it became none, None when it was not dealt with yet."""
    item = table.get(tenant, mark(tenant, source))
    return None if item is None else item["holder"]["S"].strip()


def take(tenant: str, source: str, row: Row, made: str) -> list[Extra]:
    """The row, and the mark; another who deals with the message at the same moment is refused."""
    key, place, now = _key(tenant, row["at"], source), mark(tenant, source), clock.now()
    body = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    held = ClaimItem(place.pk, place.sk, holder=made or NOTHING, expires_at=now + MARKED)
    return [
        Extra(Put(LogItem(key.pk, key.sk, body=body, expires_at=now + KEPT))),
        Extra(Put(held, ClaimItem.pk.does_not_exist())),
    ]


def count(tenant: str, conversation: str) -> Extra:
    """One more of what machines sent today; TooManyRequests where that is too much."""
    key = keys.claim(tenant, ONCE, MACHINES, clock.timestamp()[:10], conversation)
    actions = [UsageItem.number.add(1), UsageItem.expires_at.set(clock.now() + COUNTED)]
    room = UsageItem.pk.does_not_exist() | (UsageItem.number < MOST_A_DAY)
    return Extra(Update(UsageItem(key.pk, key.sk), actions, room), TooManyRequests())


def page(tenant: str, *, limit: int, after: str = "") -> Page:
    pk = keys.partition(tenant, FAMILY)
    items, more = table.bodies(tenant, pk, prefix="", after=after, limit=limit + 1, backward=True)
    rows = [json.loads(item["body"]["S"]) for item in items[:limit]]
    behind = more or len(items) > limit
    return Page(rows, items[limit - 1]["sk"]["S"] if behind and len(items) >= limit else "")


def _key(tenant: str, at: str, source: str) -> ItemKey:
    return keys.entry(tenant, FAMILY, (), (at,), keys.bounded(source))


def mark(tenant: str, source: str) -> ItemKey:
    return keys.claim(tenant, ONCE, MAIL, source)
