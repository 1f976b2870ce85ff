"""What a tenant set some time ago and a function asks of it again and again: read once, and again after a few
minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, NamedTuple, TypeVar

from chalicelib import clock

TRUSTED = timedelta(minutes=5)
MOST = 1_000
T = TypeVar("T")


class Known(NamedTuple, Generic[T]):
    value: T
    until: datetime


class Remembered(Generic[T]):
    """By tenant. `read` is a round trip."""

    def __init__(self, read: Callable[[str], T]) -> None:
        self._read = read
        self._known: dict[str, Known[T]] = {}

    def of(self, tenant: str) -> T:
        """As it was read some minutes ago; else as it is now."""
        found = self._known.get(tenant)
        return found.value if found and found.until > clock.now() else self.keep(tenant, self._read(tenant))

    def keep(self, tenant: str, value: T) -> T:
        """What this function goes by at once, others within minutes."""
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[tenant] = Known(value, clock.now() + TRUSTED)
        return value

    def forget(self) -> None:
        self._known.clear()
