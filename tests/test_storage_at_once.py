"""Round trips that do not wait for each other: in whose name they are made, what fails, and how they are counted."""

from collections.abc import Callable
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from chalicelib.storage import guard, keys, records, table
from chalicelib.storage.at_once import at_once, both
from chalicelib.storage.guard import TenantBreach
from tests.world import World


def test_they_are_made_at_the_same_time_and_answered_in_order() -> None:
    gate = Barrier(3)

    def wait(number: int) -> int:
        gate.wait(timeout=10)  # nobody gets past unless all are here
        return number

    assert at_once([partial(wait, number) for number in range(3)]) == [0, 1, 2]


def test_one_that_fails_is_an_error() -> None:
    def fail() -> int:
        raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        both(lambda: 1, fail)


def test_t1_each_is_made_in_the_name_of_who_asked(world: World) -> None:
    """T1: of the tenant that it is told, and threads that are used again keep nothing."""
    anna, bert = world.user(), world.user(tenant="Other")
    ours, theirs = anna.company(), bert.company()
    for _ in range(3):
        one, other = both(partial(records.get, anna.tenant, ours.id), partial(records.get, bert.tenant, theirs.id))
        assert one
        assert other
        assert (one.id, other.id) == (ours.id, theirs.id)
    foreign = partial(table.get, anna.tenant, keys.record(bert.tenant, theirs.id))
    with pytest.raises(TenantBreach):
        at_once([foreign, foreign])
    assert at_once([guard.tenant, guard.tenant]) == ["", ""]


def test_what_is_made_at_once_counts_as_the_longest_of_it(world: World) -> None:
    anna = world.user()
    company = anna.company()
    read: Callable[[], Any] = partial(records.get, anna.tenant, company.id)
    with world.meter() as meter:
        read()
        at_once([read, read, lambda: [read(), read()]])
        at_once([read, read])
    assert (meter.round_trips, meter.requests) == (4, 7)
