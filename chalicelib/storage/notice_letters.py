"""Which notices wait for a letter, and how many letters somebody got within the hour."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from chalicelib import clock
from chalicelib.models.items import MarkItem, PaceItem
from chalicelib.storage import keys, table
from chalicelib.storage.notice_list import Kept, marked, of_ids
from chalicelib.storage.notices import LETTER, TRIES, Notice, mark
from chalicelib.storage.outcome import Lost
from chalicelib.storage.table import Delete, Refused, Update, Write
from chalicelib.storage.work import CONDITION

PACE = "pace"
FAMILIES = {PACE: "how many letters a user got within an hour"}
MOST_AT_ONCE = 100


def waiting(tenant: str, user: str) -> list[Kept]:
    """The newest first: as much as one letter tells of."""
    return of_ids(tenant, user, marked(tenant, LETTER, user, MOST_AT_ONCE))


def is_waiting(tenant: str, user: str) -> bool:
    return bool(marked(tenant, LETTER, user, 1))


def wait(tenant: str, notices: Sequence[Notice]) -> None:
    """For the next letter that tells of all that waits."""
    _write(tenant, [mark(tenant, LETTER, each) for each in notices])


def settle(tenant: str, user: str, ids: Iterable[str]) -> None:
    """They wait no longer: the letter was sent, or there is nothing to tell."""
    _write(tenant, [Delete(MarkItem(*keys.of_user(tenant, LETTER, user, each))) for each in dict.fromkeys(ids)])


def settle_before(tenant: str, user: str, notice: str) -> None:
    """What came before that one: more than a letter tells of."""
    while ids := marked(tenant, LETTER, user, MOST_AT_ONCE, notice):
        settle(tenant, user, ids)


def _write(tenant: str, writes: Sequence[Write]) -> None:
    for start in range(0, len(writes), table.MOST_IN_TRANSACTION):
        _transact(tenant, writes[start : start + table.MOST_IN_TRANSACTION])


def may_send(tenant: str, user: str, most: int) -> bool:
    """Counts one letter more, unless there were as many as may be in this hour."""
    now = clock.now()
    key = keys.of_user(tenant, PACE, user, clock.stamp(now)[:13])
    counted = [PaceItem.number.add(1), PaceItem.expires_at.set(now + timedelta(hours=2))]
    room = PaceItem.pk.does_not_exist() | (PaceItem.number < most)
    return _transact(tenant, [Update(PaceItem(*key), counted, room)])


def _transact(tenant: str, writes: Sequence[Write]) -> bool:
    """False where a condition does not hold; that others write the same at that moment is waited for."""
    for attempt in range(TRIES):
        try:
            table.transact(tenant, writes)
            return True
        except Refused as refused:
            if any(each.code == CONDITION for each in refused.reasons):
                return False
            clock.pause(attempt)
    raise Lost("these marks are being written by others all the time")
