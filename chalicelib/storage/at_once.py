"""Round trips that do not wait for each other: made at once, they take as long as one.

Each runs in a thread, with the context of who called: in whose name, and within which request. `place` tells meters
what ran together."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from functools import cache
from typing import Any, NamedTuple, TypeVar

from chalicelib import aws

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")


class Place(NamedTuple):
    """Which of those that ran `together`."""

    together: object
    number: int


_place: ContextVar[Place | None] = ContextVar("place", default=None)


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What each gives, in their order; raises what the first of them raises that fails."""
    if len(calls) < 2:
        return [call() for call in calls]
    together = object()
    waiting = [_threads().submit(copy_context().run, _run, call, Place(together, n)) for n, call in enumerate(calls)]
    return [each.result() for each in waiting]


def both(first: Callable[[], A], second: Callable[[], B]) -> tuple[A, B]:
    calls: list[Callable[[], Any]] = [first, second]
    one, other = at_once(calls)
    return one, other


def place() -> Place | None:
    return _place.get()


def _run(call: Callable[[], T], place: Place) -> T:
    _place.set(place)
    return call()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(aws.AT_ONCE, thread_name_prefix="at-once")
