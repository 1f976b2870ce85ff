"""Brakes on guessing: attempts in a row are counted per account and per network, and after the free ones each next
attempt has to wait longer than the one before.

An attempt is counted before it is judged and by compare-and-set, so that any number of parallel guesses gets no more
tries than guesses one after another. Accounts are counted by what was typed, so that one that does not exist behaves
alike. Only a complete sign-in clears an account's counters; a right password alone takes back its own attempt."""

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from chalicelib import clock, logs
from chalicelib.errors import TooManyRequests, Unavailable
from chalicelib.identity import keys, table
from chalicelib.identity.items import CounterItem
from chalicelib.identity.table import Delete, Put, Update
from chalicelib.storage.keys import ItemKey

TRIES = 10
MINUTE, HOUR, DAY = 60, 3600, 86400


class Rule(NamedTuple):
    """Seconds. `free` attempts may follow each other at once; then the wait doubles from `first` to `most`. After
    `limit` attempts in a row the counter stays shut until it is forgotten, `forget` after the last attempt."""

    name: str
    free: int
    first: int
    most: int
    forget: int
    limit: int = 100


PASSWORD = Rule("password", free=5, first=30, most=HOUR, forget=30 * DAY)
FACTOR = Rule("factor", free=5, first=15 * MINUTE, most=DAY, forget=30 * DAY)
NETWORK = Rule("network", free=50, first=30, most=15 * MINUTE, forget=HOUR, limit=10_000)
RESET = Rule("reset", free=3, first=15 * MINUTE, most=DAY, forget=7 * DAY)
TENANT = Rule("tenant", free=10, first=MINUTE, most=HOUR, forget=DAY)


class Slot(NamedTuple):
    rule: Rule
    subject: str

    @property
    def key(self) -> ItemKey:
        return keys.counter(self.rule.name, self.subject)


def wait(rule: Rule, attempts: int, last: int, now: int) -> int:
    """Seconds until the next attempt is heard; 0 is now."""
    return max(0, last + _delay(rule, attempts) - now)


def _delay(rule: Rule, attempts: int) -> int:
    if attempts < rule.free:
        return 0
    if attempts >= rule.limit:
        return rule.forget
    return int(min(rule.most, rule.first * 2 ** min(attempts - rule.free, 30)))


def network(source: str) -> str:
    """An IPv4 address, or the /64 that one subscriber has of IPv6."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        return str(address.ipv4_mapped or ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)


def reserve(*slots: Slot) -> None:
    """Counts an attempt in each slot. Raises TooManyRequests, and then none of them has been counted.

    Name the network first: a count that is taken back leaves behind when it was, which is what others wait for, so that
    a network that is locked out must not get as far as an account."""
    for position, slot in enumerate(slots):
        try:
            _reserve(slot)
        except TooManyRequests:
            release(*slots[:position])
            raise


@contextmanager
def counted(*slots: Slot) -> Iterator[None]:
    """Reserves, and releases when what is done within could not be done at all, so that nothing was judged."""
    reserve(*slots)
    try:
        yield
    except Unavailable:
        release(*slots)
        raise


def _reserve(slot: Slot) -> None:
    for attempt in range(TRIES):
        now = clock.epoch()
        kept = table.get(CounterItem, slot.key)
        seen, last = _standing(kept, now)
        _refuse_early(slot.rule, wait(slot.rule, seen, last, now))
        if table.write(_counted(slot, kept, seen + 1, now)):
            return
        clock.pause(attempt)
    raise _refusal(1)


def _standing(kept: CounterItem | None, now: int) -> tuple[int, int]:
    """Attempts that still count, and when the last one was."""
    if kept is None or kept.expires_at <= now:
        return 0, 0
    return int(kept.attempts), int(kept.last)


def _refuse_early(rule: Rule, seconds: int) -> None:
    if seconds:
        logs.warning("locked_out", kind=rule.name, count=seconds)
        raise _refusal(seconds)


def _refusal(seconds: int) -> TooManyRequests:
    return TooManyRequests(headers={"Retry-After": str(seconds)})


def _counted(slot: Slot, kept: CounterItem | None, attempts: int, now: int) -> Put:
    item = CounterItem(slot.key.pk, slot.key.sk, attempts=attempts, last=now, expires_at=now + slot.rule.forget)
    if kept is None:
        return Put(item, CounterItem.pk.does_not_exist())
    return Put(item, (CounterItem.attempts == kept.attempts) & (CounterItem.last == kept.last))


def release(*slots: Slot) -> None:
    """Takes one attempt back: it was a right one."""
    for slot in slots:
        table.write(Update(CounterItem, slot.key, [CounterItem.attempts.add(-1)], CounterItem.attempts >= 1))


def clear(*slots: Slot) -> None:
    for slot in slots:
        table.write(Delete(CounterItem, slot.key))
