"""Items that ride along with what is read next, without a round trip of their own.

Those who wait stand in one list for all threads of a request, so that only one of several that read at once takes
them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, NamedTuple

from chalicelib.storage.keys import ItemKey


class Rider(NamedTuple):
    """`told` is called with the item, or None where there is none."""

    tenant: str
    key: ItemKey
    told: Callable[[dict[str, Any] | None], None]


_waiting: ContextVar[list[Rider] | None] = ContextVar("waiting", default=None)


@contextmanager
def riding() -> Iterator[None]:
    token = _waiting.set([])
    try:
        yield
    finally:
        _waiting.reset(token)


def wait(rider: Rider) -> None:
    """Raises LookupError where nothing is ridden along with."""
    waiting = _waiting.get()
    if waiting is None:
        raise LookupError("not within a request")
    waiting.append(rider)


def alight() -> None:
    if waiting := _waiting.get():
        waiting.clear()


def is_anybody_waiting(tenant: str) -> bool:
    return any(each.tenant == tenant for each in _waiting.get() or ())


def board(tenant: str) -> Rider | None:
    """Who waits for what is read of the tenant, and does so no longer."""
    waiting = _waiting.get()
    if waiting and waiting[-1].tenant == tenant:
        with suppress(IndexError):
            return waiting.pop()
    return None
