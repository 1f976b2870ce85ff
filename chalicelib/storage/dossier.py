"""What one must know of a record before dealing with it, as entries tell it: the newest of its timeline with all that
is open, and the records of one type that hang on it. Each is a query; where hundreds of tasks are open, what has a time
takes another."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from chalicelib.storage import derived, keys, table
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


class Line(NamedTuple):
    """What is due first, and so on; then what has a time, the newest first. `whole` when that is all."""

    rows: list[Row]
    whole: bool


class Hung(NamedTuple):
    """Ids of those that are wanted, in their order, each with the one to read along. `whole` when all were seen."""

    wanted: list[tuple[str, str]]
    whole: bool


NOTHING = Hung([], True)


class Dossier(NamedTuple):
    """Ids. `open` what waits, first what is due first; `ahead` what is to come, the next first; `touches` the last
    first; `linked` what hangs on it, with what is to be read `along`. `more_open` and `more_linked` were found, and
    are not to be read; `standing` is all of the timeline that was seen; `complete` is false where not all could be
    found."""

    open: list[str]
    ahead: list[str]
    touches: list[str]
    linked: list[str]
    along: list[str]
    more_open: list[str]
    more_linked: list[str]
    standing: list[str]
    complete: bool

    @property
    def shown(self) -> list[str]:
        """What is to be read: it fits into one batch."""
        return list(dict.fromkeys([*self.open, *self.ahead, *self.touches, *self.linked, *self.along]))


def arranged(line: Line, hung: Hung, now: str) -> Dossier:
    waiting = [each for each in line.rows if each.is_open]
    touches = [each for each in line.rows if each.is_touch and each.at <= now]
    return Dossier(
        open=_ids(waiting, MOST_OPEN),
        ahead=_ids(list(_ahead(line.rows, now)), MOST_AHEAD),
        touches=_ids(touches, MOST_TOUCHES),
        linked=[record_id for record_id, _ in hung.wanted[:MOST_LINKED]],
        along=[along for _, along in hung.wanted[:MOST_LINKED] if along],
        more_open=[each.record_id for each in waiting[MOST_OPEN:]],
        more_linked=[record_id for record_id, _ in hung.wanted[MOST_LINKED:]],
        standing=list(dict.fromkeys(each.record_id for each in line.rows)),
        complete=hung.whole and (line.whole or len(touches) >= MOST_TOUCHES),
    )


def line(tenant: str, target: str) -> Line:
    found = _query(tenant, target, "")
    rows = [_row(sk, digest) for sk, digest in found.rows]
    if not found.more or not rows[-1].is_open:
        return Line(rows, not found.more)
    dated = _query(tenant, target, keys.join(derived.OPEN))
    return Line(rows + [_row(sk, digest) for sk, digest in dated.rows], False)


def _query(tenant: str, target: str, after: str) -> Rows:
    pk = keys.partition(tenant, derived.TIMELINE, target)
    return table.query(tenant, pk, after=after, limit=READ_AHEAD, backward=True)


def hung(tenant: str, target: str, hanging: Hanging) -> Hung:
    pk, prefix = keys.partition(tenant, derived.LINK, target), keys.join(hanging.type, "")
    found = table.query(tenant, pk, prefix=prefix, limit=READ_AHEAD)
    told = [(keys.entry_record_id(sk), json.loads(digest or "{}")) for sk, digest in found.rows]
    placed = [(place, record_id, each) for record_id, each in told if (place := hanging.order(each)) is not None]
    ordered = sorted(placed, key=lambda each: each[0])
    return Hung([(record_id, hanging.along(each)) for _, record_id, each in ordered], not found.more)


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
