"""A search for duplicates that dies at any point goes on and ends with the same result (R1, R3)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions import duplicates_ahead
from chalicelib.actions.duplicates_ahead import Last
from chalicelib.actions.jobs import run
from tests.at_once import at_once
from tests.bus import chosen
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.test_duplicates_queue import QUEUE, anna, find, found, queue, twice
from tests.test_jobs import counts, progress, rows
from tests.test_jobs_faults import DEATHS, client, event
from tests.world import User, World

__all__ = ("anna", "client")


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a pair or two each."""
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 68)


def forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """As by another process, which holds nothing of what was found."""
    monkeypatch.setattr(duplicates_ahead, "last", Last())


@DEATHS
def test_r3_wherever_it_dies_it_goes_on_and_each_pair_is_put_up_once(
    world: World, anna: User, client: BaseClient, small_steps: None, after: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R3: from the second search on each pair has another score."""
    for number, letter in enumerate("abc"):
        channels = [{"kind": "phone", "value": f"036 530 12 3{number}"}]
        twice(anna, f"Bakkerij {letter * 5}", channels=channels)
    for number in range(1, 100):
        anna.put(f"{QUEUE}/rules", {"relation": {"ignored": ["same_phone"] if number % 2 else []}})
        job, died = find(anna), False
        try:
            with crash_at(client, number, after=after):
                run.carry_on(event(job, anna))
        except Crash:
            died = True
        forgotten(monkeypatch)
        run.carry_on(event(job, anna))
        told = progress(anna, job)
        assert (told["state"], counts(told)) == ("done", {"changed": 3}), number
        assert (len(rows(anna, job)), len(queue(anna))) == (3, 3), number
        if not died:
            break
    assert number > 15, "it died at every call before"
    assert_consistent(world)


def test_r1_an_event_that_comes_twice_or_at_once_puts_each_pair_up_once(world: World, anna: User) -> None:
    """R1"""
    for number in range(20):
        twice(anna, f"Bakkerij Jansen {number}")
    job = find(anna)
    going: Callable[[], Any] = partial(run.carry_on, event(job, anna))
    at_once([going] * 3)
    run.carry_on(event(job, anna))
    assert counts(progress(anna, job)) == {"changed": 20}
    assert len(queue(anna)) == 20
    assert_consistent(world)


def test_r8_what_is_said_at_the_same_moment_stands(world: World, anna: User) -> None:
    """R8, C1"""
    for number in range(12):
        twice(anna, f"Bakkerij Jansen {number}")
    found(anna)
    ids = [each["id"] for each in queue(anna)]
    job = find(anna)
    going: Callable[[], Any] = partial(run.carry_on, event(job, anna))
    says: list[Callable[[], Any]] = [partial(anna.patch, f"{QUEUE}/{each}", {"state": "not_duplicate"}) for each in ids]
    told = at_once([going, *says])
    assert {each.status for each in told[1:]} == {200}
    run.carry_on(event(job, anna))
    assert progress(anna, job)["state"] == "done"
    assert queue(anna) == []
    assert_consistent(world)


def test_r3_an_event_of_an_archive_that_comes_twice_closes_a_pair_once(world: World, anna: User) -> None:
    """R3"""
    one, _ = twice(anna)
    found(anna)
    (row,) = queue(anna)
    anna.delete(f"/v1/relations/{one}")
    batch = world.new_changes()
    for _ in range(2):
        world.publish(batch)
        world.react(chosen("react", world.bus.drain()))
    assert anna.get(f"{QUEUE}/{row['id']}")["version"] == 2
    assert_consistent(world)
