"""What one must know of a record before dealing with it, in three round trips: the newest of its timeline with all that
is open, the records of one type that hang on it, and then all of those in one batch. Where hundreds of tasks are open,
what has a time takes a fourth."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from chalicelib.models.record import Record
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.table import Rows

READ_AHEAD = 400
MOST_OPEN, MOST_AHEAD, MOST_TOUCHES, MOST_LINKED = 25, 10, 5, 25  # with `along` they fit into one batch
Told = dict[str, Any]


class Row(NamedTuple):
    at: str
    record_id: str
    is_open: bool
    is_touch: bool


class Hanging(NamedTuple):
    """Which records of a type hang on the target, and which of them to read: `order` gives of what their entry tells
    where they stand, None where they are not wanted; `along` which records to read with one."""

    type: str
    order: Callable[[Told], Any]
    along: Callable[[Told], str]


class Dossier(NamedTuple):
    """`open` what waits, first what is due first; `ahead` what is to come, the next first; `touches` the last first.
    `more_open` and `more_linked` were found, and not read; `complete` is false where not all could be found."""

    live: dict[str, Record]
    open: list[str]
    ahead: list[str]
    touches: list[str]
    linked: list[str]
    more_open: list[str]
    more_linked: list[str]
    complete: bool


def read(tenant: str, target: str, hanging: Hanging, now: str) -> Dossier:
    rows, whole = _timeline(tenant, target)
    wanted, all_seen = _hanging(tenant, target, hanging)
    waiting = [each for each in rows if each.is_open]
    touches = [each for each in rows if each.is_touch and each.at <= now]
    shown = {
        "open": _ids(waiting, MOST_OPEN),
        "ahead": _ids(list(_ahead(rows, now)), MOST_AHEAD),
        "touches": _ids(touches, MOST_TOUCHES),
        "linked": [record_id for record_id, _ in wanted[:MOST_LINKED]],
    }
    along = [hanging.along(told) for _, told in wanted[:MOST_LINKED]]
    ids = [target, *(each for ids in shown.values() for each in ids), *filter(None, along)]
    return Dossier(
        live=records.get_many(tenant, dict.fromkeys(ids)),
        more_open=[each.record_id for each in waiting[MOST_OPEN:]],
        more_linked=[record_id for record_id, _ in wanted[MOST_LINKED:]],
        complete=all_seen and (whole or len(touches) >= MOST_TOUCHES),
        **shown,
    )


def _timeline(tenant: str, target: str) -> tuple[list[Row], bool]:
    """What is due first, and so on; then what has a time, the newest first. And whether that was all."""
    found = _query(tenant, target, "")
    rows = [_row(sk, digest) for sk, digest in found.rows]
    if not found.more or not rows[-1].is_open:
        return rows, not found.more
    dated = _query(tenant, target, keys.join(derived.OPEN))
    return rows + [_row(sk, digest) for sk, digest in dated.rows], False


def _query(tenant: str, target: str, after: str) -> Rows:
    pk = keys.partition(tenant, derived.TIMELINE, target)
    return table.query(tenant, pk, after=after, limit=READ_AHEAD, backward=True)


def _hanging(tenant: str, target: str, hanging: Hanging) -> tuple[list[tuple[str, Told]], bool]:
    """Those that are wanted, in their order, and whether all were seen."""
    pk, prefix = keys.partition(tenant, derived.LINK, target), keys.join(hanging.type, "")
    found = table.query(tenant, pk, prefix=prefix, limit=READ_AHEAD)
    told = [(keys.entry_record_id(sk), json.loads(digest or "{}")) for sk, digest in found.rows]
    placed = [(place, record_id, each) for record_id, each in told if (place := hanging.order(each)) is not None]
    return [(record_id, each) for _, record_id, each in sorted(placed, key=lambda each: each[0])], not found.more


def _row(sk: str, digest: str) -> Row:
    *sort, record_id = keys.split(sk)
    is_open = sort[0] == derived.OPEN
    at = derived.turned(sort[-1]) if is_open else sort[-1]
    return Row(at, record_id, is_open, not is_open and json.loads(digest).get("touch") is True)


def _ahead(rows: Sequence[Row], now: str) -> Iterator[Row]:
    """The nearest first, without what is told as open. A day that has begun is ahead until it is over."""
    waiting = {each.record_id for each in rows if each.is_open}
    for row in reversed(rows):
        if row.record_id not in waiting and row.at >= (now[:10] if len(row.at) == len(now[:10]) else now):
            yield row


def _ids(rows: Sequence[Row], most: int) -> list[str]:
    return [each.record_id for each in rows[:most]]
