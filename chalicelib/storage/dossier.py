"""What one must know of a record before dealing with it, in three round trips whatever there is: the newest of its
timeline with all that is open, the records of one type that hang on it, and then all of those in one batch."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chalicelib.models.record import Record
from chalicelib.storage import derived, keys, records, table

READ_AHEAD = 400
MOST_OPEN, MOST_AHEAD, MOST_TOUCHES, MOST_LINKED = 25, 10, 5, 40


class Row(NamedTuple):
    at: str
    record_id: str
    is_open: bool
    is_touch: bool


class Dossier(NamedTuple):
    """`open` what waits, first what is due first; `ahead` what is to come, the next first; `touches` the last first.
    `open_count` and `linked_count` count more than is shown; `complete` is false where not all could be looked at."""

    live: dict[str, Record]
    open: list[str]
    ahead: list[str]
    touches: list[str]
    linked: list[str]
    open_count: int
    linked_count: int
    complete: bool


def read(tenant: str, target: str, linked_type: str, now: str) -> Dossier:
    found = table.query(tenant, keys.partition(tenant, derived.TIMELINE, target), limit=READ_AHEAD, backward=True)
    prefix = keys.join(linked_type, "")
    hanging = table.query(tenant, keys.partition(tenant, derived.LINK, target), prefix=prefix, limit=READ_AHEAD)
    rows = [_row(sk, digest) for sk, digest in found.rows]
    linked = [keys.entry_record_id(sk) for sk, _ in hanging.rows]
    waiting = sorted(each for each in rows if each.is_open)
    touches = [each for each in rows if each.is_touch and each.at <= now]
    shown = {
        "open": _ids(waiting, MOST_OPEN),
        "ahead": _ids(list(_ahead(rows, now)), MOST_AHEAD),
        "touches": _ids(touches, MOST_TOUCHES),
        "linked": linked[:MOST_LINKED],
    }
    return Dossier(
        live=records.get_many(tenant, dict.fromkeys([target, *(each for ids in shown.values() for each in ids)])),
        open_count=len(waiting),
        linked_count=len(linked),
        complete=not hanging.more and (not found.more or len(touches) >= MOST_TOUCHES),
        **shown,
    )


def _row(sk: str, digest: str) -> Row:
    *sort, record_id = keys.split(sk)
    is_open = sort[0] == derived.OPEN
    return Row(sort[-1], record_id, is_open, not is_open and json.loads(digest).get("touch") is True)


def _ahead(rows: Sequence[Row], now: str) -> Iterator[Row]:
    """The nearest first, without what is told as open. A day that has begun is ahead until it is over."""
    waiting = {each.record_id for each in rows if each.is_open}
    for row in reversed(rows):
        if row.record_id not in waiting and row.at >= (now[:10] if len(row.at) == len(now[:10]) else now):
            yield row


def _ids(rows: Sequence[Row], most: int) -> list[str]:
    return [each.record_id for each in rows[:most]]
