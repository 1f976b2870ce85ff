"""What falls due, over all tenants, by the minute: hints that something is to be looked at then.

A partition holds what is due at or before its minute, so that a run at that minute or later may read it once and for
all: nobody writes into one that may have been read. A hint tells where to look, never what is so: what has become of
it is decided from what stands there when it comes up. So nothing is ever taken back: what moves gets another hint, and
the old one does no harm. The key of a hint is made of what it is about, so that written again it is the same one.

Those of one user are in one shard, one after the other, so that what makes one letter comes together."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.agenda import reminder
from chalicelib.models.items import DueItem
from chalicelib.storage import keys, table
from chalicelib.storage.keys import COMMON, ItemKey
from chalicelib.storage.outcome import Lost
from chalicelib.storage.table import Attributes, Put, Refused

FAMILY = "due"
REMINDER, DIGEST, TOUCH, EVENT, REPLAN = "reminder", "digest", "touch", "event", "replan"
LAST = frozenset({DIGEST})  # goes by what the others of its minute have done
SHARDS = 4
ROOM = timedelta(minutes=2)  # a run of this minute may have begun, and a write takes its time
KEPT = timedelta(days=15)  # a day longer than dead letters are
PAGE, TRIES = 1_000, 8


class Due(NamedTuple):
    """`at` is a moment in UTC, ISO 8601. `record` and `told` are as its kind has them; `user` in `told` is who it is
    for."""

    at: str
    tenant: str
    kind: str
    record: str
    told: dict[str, Any] = {}

    @property
    def who(self) -> str:
        return str(self.told.get("user") or self.record)


class Hint(NamedTuple):
    """As it stands in a partition. `tries` that failed are behind it."""

    key: ItemKey
    due: Due
    tries: int


def plan(dues: Sequence[Due], tries: int = 0) -> None:
    """Also for what is over by now: that comes up as soon as may be."""
    for start in range(0, len(dues), table.MOST_IN_TRANSACTION):
        _write(dues[start : start + table.MOST_IN_TRANSACTION], tries)


def replan(tenant: str, who: str = "") -> None:
    """After the rules or the time zone of a user, or of the tenant, have changed: whoever is concerned is reminded at
    other moments of what there is. Before the change is committed, or after: it is looked at two minutes later."""
    now = clock.timestamp()
    plan([Due(now, tenant, REPLAN, who, {"since": minute_of(now), "only": who})])


def minute_of(at: str) -> str:
    """When something is changed ten times within a minute, all is planned again once, and from its beginning on."""
    return clock.stamp(reminder.whole_minute(datetime.fromisoformat(at)))


def _write(dues: Sequence[Due], tries: int) -> None:
    for attempt in range(TRIES):
        items = dict(_item(due, tries) for due in dues)
        try:
            table.transact(COMMON, [Put(item) for item in items.values()])
            return
        except Refused:  # another writes the same at this moment
            clock.pause(attempt)
    raise Lost("these hints are being written by others all the time")


def _item(due: Due, tries: int) -> tuple[ItemKey, DueItem]:
    minute = max(reminder.minute_from(datetime.fromisoformat(due.at)), reminder.whole_minute(clock.now()) + ROOM)
    key = ItemKey(_partition(minute, reminder.shard_of(due.who, SHARDS)), _sort(due))
    body = json.dumps({**due._asdict(), "tries": tries}, ensure_ascii=False, separators=(",", ":"))
    return key, DueItem(key.pk, key.sk, body=body, expires_at=minute + KEPT)


def _partition(minute: datetime, shard: int) -> str:
    return keys.common(FAMILY, reminder.minute_of(minute), str(shard))


def _sort(due: Due) -> str:
    told = sha256(json.dumps(due.told, sort_keys=True).encode()).hexdigest()[:16]
    return keys.join("1" if due.kind in LAST else "0", due.kind, due.tenant, due.who, due.record, told)


def page(minute: datetime, shard: int, after: str = "") -> tuple[list[Hint], bool]:
    """In the order of kind, tenant and user; and whether there are more."""
    pk = _partition(minute, shard)
    items, more = table.bodies(COMMON, pk, prefix="", after=after, limit=PAGE, backward=False)
    return [hint(item) for item in items], more


def hint(item: Attributes) -> Hint:
    told = json.loads(item["body"]["S"])
    due = Due(*(told[name] for name in Due._fields))
    return Hint(ItemKey(item["pk"]["S"], item["sk"]["S"]), due, told["tries"])


def get(key: ItemKey) -> Hint | None:
    """As long as it stands there."""
    item = table.get(COMMON, key)
    return hint(item) if item else None
