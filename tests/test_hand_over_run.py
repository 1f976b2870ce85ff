"""A hand-over that is too much for one answer goes on by itself, whatever dies, comes twice or comes between (A33)."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions import carrying
from chalicelib.actions.hand_over import run
from chalicelib.models.activity import ACTIVITY
from chalicelib.storage import records, table
from tests import crowd
from tests.at_once import at_once
from tests.bus import chosen
from tests.consistency import actual, all_records, expected
from tests.faults import Crash, crash_at
from tests.test_hand_over import counts, hand_over, progress
from tests.test_tasks import complete, task
from tests.ticking import ticking
from tests.world import Reply, User, World

Event = dict[str, Any]


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def client(world: World) -> BaseClient:
    client: BaseClient = table.connection().connection.client
    return client


class Desk:
    """Of somebody with many tasks; each round has somebody new."""

    def __init__(self, world: World) -> None:
        self.world, self.number = world, 0

    def of(self, tasks: int, *others: str) -> User:
        user = self.world.user()
        crowd.put(self.world.engine, (item for n in range(tasks) for item in crowd.items(self._task(user, n, others))))
        self.number += tasks
        return user

    def _task(self, user: User, n: int, others: tuple[str, ...]) -> Any:
        given = [{"id": each, "title": "Somebody", "place": ""} for each in (user.id, *others)]
        data = {"kind": "task", "subject": f"Call {n}", "is_task": True, "assignees": given, "participants": []}
        data |= {"due_on": f"2027-01-{1 + n % 28:02d}", "links": [], "time_zone": "UTC", "visibility": "shared"}
        return crowd.record(user.tenant, ACTIVITY, self.number + n, data, {})


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of about three tasks each."""
    monkeypatch.setattr("chalicelib.actions.hand_over.steps.SPARE", 70)


def event(begun: Reply, by: User) -> Event:
    return {"detail": {"tenant": by.tenant, "record": begun.id}}


def go_on(world: World) -> int:
    """As the bus has it go on; the number of legs. What else follows the changes is another story."""
    legs = 0
    while True:
        world.publish(world.new_changes())
        events = chosen("hand_over", world.bus.drain())
        if not events:
            return legs
        world.hand_over(events)
        legs += len(events)


def whose(world: World) -> Counter[str]:
    tasks = [each for each in all_records(world) if each.type == "activity"]
    return Counter(link["id"] for each in tasks for link in each.data["assignees"])


def assert_nothing_is_lost(world: World) -> None:
    assert actual(world) == expected(all_records(world))


# ----------------------------------------------------------------------------------------------------- however much


def test_a_thousand_tasks_go_to_another_and_are_counted_exactly(world: World, chief: User, desk: Desk) -> None:
    bob, eva = desk.of(1_000), world.user()
    begun = hand_over(chief, bob.id, eva.id)
    assert begun["state"] == "running"
    first = begun["done"]["tasks"]
    assert begun["left"] == 1_000 - first > 900
    assert counts(chief, bob.id)["tasks"] == 1_000 - first
    assert go_on(world) == 1
    done = progress(chief, begun)
    assert (done["state"], done["done"], done["left"], done["refused_count"]) == ("done", {"tasks": 1_000}, 0, 0)
    assert whose(world) == {eva.id: 1_000}
    assert counts(chief, bob.id)["tasks"] == 0
    assert_nothing_is_lost(world)


def test_who_takes_over_is_told_once_with_the_count_and_nobody_of_each(world: World, chief: User, desk: Desk) -> None:
    bob, eva = desk.of(30), world.user()
    hand_over(chief, bob.id, eva.id)
    world.settle()
    (notice,) = eva.get("/v1/notices")["data"]
    assert (notice["kind"], notice["by"]["id"]) == ("handed_over", chief.id)
    assert notice["told"] == {"from_user": bob.id, "tasks": 30}
    world.hand_over(chosen("hand_over", world.bus.drain()))
    world.settle()
    assert len(eva.get("/v1/notices")["data"]) == 1
    assert bob.get("/v1/notices")["data"] == []
    (over,) = chief.get("/v1/notices")["data"]
    assert (over["kind"], over["told"]) == (
        "hand_over_ended", {"from_user": bob.id, "state": "done", "tasks": 30},
    )  # fmt: skip


def test_when_its_time_is_over_another_leg_begins(
    world: World, chief: User, desk: Desk, small_steps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrying, "LEG", timedelta(0))
    bob, eva = desk.of(15), world.user()
    begun = hand_over(chief, bob.id, eva.id)
    assert go_on(world) > 3
    assert progress(chief, begun)["done"] == {"tasks": 15}
    assert whose(world) == {eva.id: 15}
    assert_nothing_is_lost(world)


def test_work_that_comes_meanwhile_goes_along(world: World, chief: User, desk: Desk) -> None:
    """The next of a series is due before where the hand-over is by then."""
    bob, eva = desk.of(40), world.user()
    begun = hand_over(chief, bob.id, eva.id)
    task(chief, assignees=[bob.id], due_on="2020-01-01")
    go_on(world)
    assert progress(chief, begun)["done"] == {"tasks": 41}
    assert whose(world) == {eva.id: 41}


def test_two_who_hand_over_to_each_other_come_to_an_end(
    world: World, chief: User, desk: Desk, small_steps: None
) -> None:
    bob, eva = desk.of(10), desk.of(10)
    there, back = hand_over(chief, bob.id, eva.id), hand_over(chief, eva.id, bob.id)
    go_on(world)
    assert progress(chief, there)["state"] == progress(chief, back)["state"] == "done"
    assert whose(world).total() == 20
    assert_nothing_is_lost(world)


# --------------------------------------------------------------------------------------------------- whatever dies


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r3_wherever_it_dies_it_goes_on_and_counts_right(
    world: World, chief: User, desk: Desk, client: BaseClient, small_steps: None, after: bool
) -> None:
    """R3"""
    for number in range(1, 60):
        bob, eva = desk.of(6), world.user()
        begun = hand_over(chief, bob.id, eva.id)
        died = False
        try:
            with crash_at(client, number, after=after):
                run.carry_on(event(begun, chief))
        except Crash:
            died = True
        run.carry_on(event(begun, chief))
        told = progress(chief, begun)
        assert (told["state"], told["done"], told["left"]) == ("done", {"tasks": 6}, 0), number
        assert [counts(chief, each.id)["tasks"] for each in (bob, eva)] == [0, 6]
        if not died:
            break
    assert number > 8, "it died at every call before"
    assert not died
    assert_nothing_is_lost(world)


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r3_wherever_the_first_answer_is_lost_asking_again_with_the_same_key_hands_over_once(
    world: World, chief: User, desk: Desk, client: BaseClient, after: bool
) -> None:
    """R3"""
    for number in range(1, 40):
        bob, eva = desk.of(5), world.user()
        asked = {"headers": {"Idempotency-Key": f"key {number}"}}
        died = False
        try:
            with crash_at(client, number, after=after):
                chief.post(f"/v1/users/{bob.id}/hand-over", {"to": eva.id}, **asked)
        except Crash:
            died = True
        again = chief.post(f"/v1/users/{bob.id}/hand-over", {"to": eva.id}, **asked)
        assert (again.status, again["done"]) == (201, {"tasks": 5})
        if not died:
            break
    assert not died
    made = Counter(each.data["from_user"]["id"] for each in all_records(world) if each.type == "hand-over")
    assert set(made.values()) == {1}


def test_r1_an_event_that_comes_twice_or_at_once_counts_once(world: World, chief: User, desk: Desk) -> None:
    """R1"""
    bob, eva = desk.of(30), world.user()
    begun = hand_over(chief, bob.id, eva.id)
    at_once([partial(run.carry_on, event(begun, chief))] * 3)
    run.carry_on(event(begun, chief))
    assert progress(chief, begun)["done"] == {"tasks": 30}
    assert whose(world) == {eva.id: 30}
    assert_nothing_is_lost(world)


def test_of_two_hand_overs_at_once_each_task_goes_to_one(world: World, chief: User, desk: Desk) -> None:
    bob, eva, zoe = desk.of(60), world.user(), world.user()
    begun = [hand_over(chief, bob.id, to.id) for to in (eva, zoe)]
    at_once([partial(run.carry_on, event(each, chief)) for each in begun])
    told = [progress(chief, each) for each in begun]
    assert [each["state"] for each in told] == ["done", "done"]
    assert {to: each["done"]["tasks"] for to, each in zip((eva.id, zoe.id), told, strict=True)} == whose(world)
    assert whose(world).total() == 60
    assert_nothing_is_lost(world)


# ------------------------------------------------------------------------------------------- what gets in between


def test_people_go_on_working_meanwhile(world: World, chief: User, desk: Desk) -> None:
    bob, eva = desk.of(40), world.user()
    tasks = [each for each in all_records(world) if each.type == "activity"]
    begun = hand_over(chief, bob.id, eva.id)
    done: list[Callable[[], Any]] = [
        partial(chief.post, f"/v1/activities/{each.id}/complete", {}) for each in tasks[::8]
    ]
    going: Callable[[], Any] = partial(run.carry_on, event(begun, chief))
    at_once([going, *done])
    assert progress(chief, begun)["state"] == "done"
    assert counts(chief, bob.id)["tasks"] == 0
    assert progress(chief, begun)["left"] == 0
    assert_nothing_is_lost(world)


def test_c1_nothing_more_goes_to_who_left_too(world: World, chief: User, desk: Desk) -> None:
    """C1"""
    bob, eva, zoe = desk.of(40), world.user(), world.user()
    begun = hand_over(chief, bob.id, eva.id)
    chief.patch(f"/v1/users/{eva.id}", {"status": "disabled"})
    before = whose(world)
    go_on(world)
    told = progress(chief, begun)
    assert (told["state"], told["stopped_because"]) == (
        "stopped", "Who was to take it cannot be given anything any more.",
    )  # fmt: skip
    assert (whose(world), told["done"]) == (before, {"tasks": before[eva.id]})
    assert told["left"] == before[bob.id] > 0
    hand_over(chief, bob.id, zoe.id)
    hand_over(chief, eva.id, zoe.id)
    go_on(world)
    assert whose(world) == {zoe.id: 40}


def test_z6_it_stops_when_who_began_it_may_not_any_more(world: World, chief: User, desk: Desk) -> None:
    """Z6"""
    bob, eva, other = desk.of(40), world.user(), world.user("administrator")
    begun = hand_over(chief, bob.id, eva.id)
    assert other.patch(f"/v1/users/{chief.id}", {"role": "employee"}).status == 200
    before = whose(world)
    go_on(world)
    told = progress(other, begun)
    assert (told["state"], told["stopped_because"]) == ("stopped", "Who began it may not hand over any more.")
    assert whose(world) == before


def test_what_cannot_be_saved_stays_and_is_named_and_keeps_nothing_back(
    world: World, chief: User, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob, eva = desk.of(30), world.user()
    heavy = task(chief, assignees=[bob.id], text="<p>" + "x" * 4_000 + "</p>", due_on="2027-01-10")
    size = len(json.dumps(heavy.json))
    monkeypatch.setattr("chalicelib.storage.work.MOST_BYTES", size - 1_000)
    begun = hand_over(chief, bob.id, eva.id)
    go_on(world)
    told = progress(chief, begun)
    assert (told["state"], told["done"], told["left"], told["refused_count"]) == ("done", {"tasks": 30}, 0, 1)
    assert told["refused"] == [{"id": heavy.id, "reason": "too_large"}]
    assert whose(world) == {eva.id: 30, bob.id: 1}


def test_what_was_done_or_archived_meanwhile_is_not_counted(world: World, chief: User, desk: Desk) -> None:
    bob, eva = desk.of(40), world.user()
    late = task(chief, assignees=[bob.id], due_on="2028-01-01")
    begun = hand_over(chief, bob.id, eva.id)
    complete(chief, late)
    go_on(world)
    assert (progress(chief, begun)["done"], progress(chief, begun)["left"]) == ({"tasks": 40}, 0)
    assert whose(world) == {eva.id: 40, bob.id: 1}
    assert_nothing_is_lost(world)


# ---------------------------------------------------------------------------------------------- that it comes to an end


def test_who_began_it_is_told_that_it_was_stopped(world: World, chief: User, desk: Desk) -> None:
    """C1"""
    bob, eva = desk.of(40), world.user()
    begun = hand_over(chief, bob.id, eva.id)
    chief.patch(f"/v1/users/{eva.id}", {"status": "disabled"})
    world.settle()
    (notice,) = chief.get("/v1/notices")["data"]
    assert (notice["kind"], notice["record"]["id"], notice["told"]["state"]) == ("hand_over_ended", begun.id, "stopped")
    assert chief.get(f"/v1/users/{bob.id}/work")["last_hand_over"]["state"] == "stopped"


def stands(chief: User, begun: Reply) -> dict[str, Any]:
    """However late it is by now."""
    found = records.get(chief.tenant, begun.id)
    assert found
    return found.data


def lost(world: World) -> None:
    """What was to come by the bus never does."""
    world.publish(world.new_changes())
    world.bus.drain()


def test_r3_one_whose_event_was_lost_goes_on_half_an_hour_later(world: World) -> None:
    """R3"""
    with ticking(world, "2026-11-23T09:00:00") as clock:
        chief, eva = world.user("administrator"), world.user()
        bob = Desk(world).of(40)
        begun = hand_over(chief, bob.id, eva.id)
        lost(world)
        clock.to("2026-11-23T09:29:00")
        assert stands(chief, begun)["state"] == "running"
        clock.to("2026-11-23T09:31:00")
        go_on(world)
        assert (stands(chief, begun)["state"], whose(world)) == ("done", {eva.id: 40})


def test_r3_one_that_dies_whenever_it_goes_on_is_stopped_and_who_began_it_is_told(
    world: World, client: BaseClient
) -> None:
    """R3"""
    with ticking(world, "2026-11-23T09:00:00") as clock:
        chief, eva = world.user("administrator"), world.user()
        begun = hand_over(chief, Desk(world).of(40).id, eva.id)
        lost(world)
        for minutes in ("09:31", "10:02", "10:33"):
            clock.to(f"2026-11-23T{minutes}:00")
            for watched in chosen("hand_over", world.bus.drain()):
                with pytest.raises(Crash), crash_at(client, 4, after=False):
                    run.carry_on(watched)
        assert stands(chief, begun)["state"] == "running"
        clock.to("2026-11-23T11:04:00")
        go_on(world)
        told = stands(chief, begun)
        assert (told["state"], told["done"]) == ("stopped", begun["done"])
        assert told["stopped_because"].startswith("It could not go on.")


def test_one_that_goes_on_is_left_alone_by_who_watches(world: World) -> None:
    with ticking(world, "2026-11-23T09:00:00") as clock:
        chief, eva = world.user("administrator"), world.user()
        begun = hand_over(chief, Desk(world).of(40).id, eva.id)
        carrying.advance(run.JOB, chief.tenant, begun.id, run.JOB.step)
        before = stands(chief, begun)["done"]
        lost(world)
        clock.to("2026-11-23T09:31:00")
        world.hand_over(chosen("hand_over", world.bus.drain()))
        assert (stands(chief, begun)["state"], stands(chief, begun)["done"]) == ("running", before)
        clock.to("2026-11-23T10:02:00")
        world.hand_over(chosen("hand_over", world.bus.drain()))
        assert stands(chief, begun)["state"] == "done"
