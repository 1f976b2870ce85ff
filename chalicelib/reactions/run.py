"""The run of a minute, as those see it who carry out a part of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

from chalicelib.storage.at_once import at_once


@dataclass
class Run:
    """`keep` says that it goes on, before others take it for dead. What was found to be down is tried no more."""

    keep: Callable[[], None] = lambda: None
    is_queue_down: bool = False


_run: ContextVar[Run | None] = ContextVar("run", default=None)


def current() -> Run:
    """Also for who is part of none."""
    return _run.get() or Run()


@contextmanager
def within(run: Run) -> Iterator[None]:
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)


# ------------------------------------------------------------------------------------------------- many of the same

AT_ONCE = 10  # so many last less long than a run may be silent, also while each waits for what is down


def together(calls: Sequence[Callable[[], None]]) -> None:
    """Some at a time. One that fails keeps none of the others from it; raises what the first did."""
    failed: list[Exception] = []
    for start in range(0, len(calls), AT_ONCE):
        told = at_once([partial(_failure, each) for each in calls[start : start + AT_ONCE]])
        failed += [each for each in told if each]
        current().keep()
    if failed:
        raise failed[0]


def _failure(call: Callable[[], None]) -> Exception | None:
    try:
        call()
    except Exception as error:
        return error
    return None
