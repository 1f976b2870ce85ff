"""The audit log of a tenant: who tried, saw or changed what, when, by which rule and channel. Rows stand by month, in
the order of time, and lapse after as many days as the tenant says. They have ids and words of our own: no names, no
addresses, no values of fields, which are in the histories of the records.

What is refused is bounded: nobody can have more rows written than a few in a minute. What is over that is told of in
one row more."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.models.items import LogItem, PaceItem
from chalicelib.storage import audit_settings, keys, table
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.outcome import Lost
from chalicelib.storage.table import Put, Refused, Update, Write
from chalicelib.storage.work import CONDITION

FAMILY = audit_settings.FAMILY
COUNTS = "counts"
PREFIX = "aud"
MOST_REFUSALS = 20  # of a user in a minute
COUNTED = timedelta(hours=3)
MOST_KNOWN = 1_000
TRIES = 5
ALLOWED, REFUSED, ALARM = "allowed", "refused", "alarm"
OVER = "too many"
Row = Mapping[str, Any]

_silent: dict[tuple[str, str], str] = {}  # who had too much refused, and in which minute


class Turn(NamedTuple):
    """Somebody and a moment: a minute, or an hour."""

    user: str
    at: str


def keep(tenant: str, row: Row, name: str = "") -> None:
    """One round trip, in a function that knows the settings."""
    table.transact(tenant, [write(tenant, row, name)])


def write(tenant: str, row: Row, name: str = "") -> Put:
    """With a `name` the same row is written once, however often."""
    key = place(tenant, row["at"], name or clock.new_id(PREFIX))
    return Put(_item(key, row, audit_settings.known(tenant).days))


def place(tenant: str, at: str, name: str) -> ItemKey:
    return keys.entry(tenant, FAMILY, (at[:7],), (at,), name)


def refuse(tenant: str, row: Row) -> None:
    """One round trip; after too many in a minute none."""
    turn = Turn(row["by"], row["at"][:16])
    if _silent.get((tenant, turn.user)) == turn.at:
        return
    if not _taken(tenant, turn, write(tenant, row)):
        _fall_silent(tenant, turn)
        table.transact(tenant, [_summary(tenant, row, turn)])


def _taken(tenant: str, turn: Turn, row: Put) -> bool:
    """Counted in the transaction of the row, so that it is exact however many are refused at once."""
    for attempt in range(TRIES):
        try:
            table.transact(tenant, [_count(tenant, turn), row])
            return True
        except Refused as refused:
            if any(each.code == CONDITION for each in refused.reasons):
                return False
            clock.pause(attempt)
    raise Lost("these refusals are being counted by others all the time")


def _count(tenant: str, turn: Turn) -> Write:
    key = _counter(tenant, REFUSED, turn)
    actions = [PaceItem.number.add(1), PaceItem.expires_at.set(clock.now() + COUNTED)]
    return Update(PaceItem(*key), actions, PaceItem.pk.does_not_exist() | (PaceItem.number < MOST_REFUSALS))


def _summary(tenant: str, row: Row, turn: Turn) -> Put:
    """At the beginning of the minute: of all functions that see it, one and the same."""
    told = {name: row[name] for name in ("by", "kind", "channel", "outcome")}
    return write(tenant, {"at": f"{turn.at}:00.000Z", **told, "rule": OVER, "count": MOST_REFUSALS}, turn.user)


def _fall_silent(tenant: str, turn: Turn) -> None:
    if len(_silent) >= MOST_KNOWN:
        _silent.clear()
    _silent[tenant, turn.user] = turn.at


def count_reads(tenant: str, turn: Turn, number: int) -> int:
    """How many it are by now in that hour: each caller gets another number."""
    key = _counter(tenant, "reads", turn)
    actions = [PaceItem.number.add(number), PaceItem.expires_at.set(clock.now() + COUNTED)]
    return int(table.update(tenant, PaceItem(*key), actions)["number"]["N"])


def _counter(tenant: str, what: str, turn: Turn) -> ItemKey:
    return keys.entry(tenant, FAMILY, (COUNTS, turn.user), (what,), turn.at)


def _item(key: ItemKey, row: Row, days: int) -> LogItem:
    body = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return LogItem(*key, body=body, expires_at=datetime.fromisoformat(row["at"]) + timedelta(days=days))
