"""A job that dies at any point goes on and ends with the same result, whatever comes twice or in between (R1, R3)."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.jobs import run
from chalicelib.storage import records, table
from tests.at_once import at_once
from tests.bus import chosen
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.test_jobs import ALL, NOTE, anna, begin, companies, counts, label, merge, of, progress, rows
from tests.test_jobs_undo import undo
from tests.ticking import ticking
from tests.world import Reply, User, World

__all__ = ("anna",)
DEATHS = pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])


@pytest.fixture
def client(world: World) -> BaseClient:
    client: BaseClient = table.connection().connection.client
    return client


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of about three records each."""
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 84)


def event(job: Reply, by: User) -> dict[str, Any]:
    return {"detail": {"tenant": by.tenant, "record": job.id}}


def survives(client: BaseClient, user: User, begun: Callable[[int], Reply], wanted: dict[str, int], after: bool) -> int:
    """Dies at each call in turn, and ends all the same; gives how many calls there were."""
    for number in range(1, 150):
        job, died = begun(number), False
        try:
            with crash_at(client, number, after=after):
                run.carry_on(event(job, user))
        except Crash:
            died = True
        run.carry_on(event(job, user))
        told = progress(user, job)
        assert (told["state"], counts(told)) == ("done", wanted), number
        assert len(rows(user, job)) == sum(wanted.values()), number
        if not died:
            return number
    raise AssertionError("it never came to an end")


@DEATHS
def test_r3_wherever_it_dies_it_goes_on_and_counts_right(
    world: World, anna: User, client: BaseClient, small_steps: None, after: bool
) -> None:
    """R3"""
    made = companies(anna, 7)
    number = survives(client, anna, lambda n: begin(anna, of(*made), {"note": f"Note {n}"}), {"changed": 7}, after)
    assert number > 15, "it died at every call before"
    assert {each["note"] for each in anna.get("/v1/relations")["data"]} == {f"Note {number}"}
    assert_consistent(world)


@DEATHS
def test_r3_wherever_undoing_dies_it_goes_on_and_counts_right(
    world: World, anna: User, client: BaseClient, small_steps: None, after: bool
) -> None:
    """R3"""
    made = companies(anna, 7)

    def undone(number: int) -> Reply:
        job = begin(anna, of(*made), {"note": f"Note {number}"})
        run.carry_on(event(job, anna))
        return undo(anna, job)

    assert survives(client, anna, undone, {"changed": 7}, after) > 15
    assert not [each for each in anna.get("/v1/relations")["data"] if "note" in each]
    assert_consistent(world)


@DEATHS
def test_r3_wherever_merging_labels_dies_it_ends_with_one(
    world: World, anna: User, client: BaseClient, small_steps: None, after: bool
) -> None:
    """R3: what was merged is parted again each time."""
    field = label(anna)
    for number in range(4):
        anna.company(f"Company {number}", custom_label=["old"])
    merged: list[Reply] = []

    def begun(_: int) -> Reply:
        if merged:
            run.carry_on(event(undo(anna, merged.pop()), anna))
        merged.append(merge(anna, field))
        return merged[-1]

    survives(client, anna, begun, {"changed": 4}, after)
    options = {each["key"]: each["archived"] for each in anna.get(f"/v1/custom-fields/{field.id}")["options"]}
    assert options == {"old": True, "new": False, "other": False}
    assert {tuple(each["custom_label"]) for each in anna.get("/v1/relations")["data"]} == {("new",)}
    assert_consistent(world)


@DEATHS
def test_r3_wherever_the_first_answer_is_lost_asking_again_with_the_same_key_begins_once(
    world: World, anna: User, client: BaseClient, after: bool
) -> None:
    """R3"""
    made = companies(anna, 2)
    for number in range(1, 40):
        asked = {"headers": {"Idempotency-Key": f"key {number}"}}
        body, died = {"kind": "change", "those": of(*made), "what": {"note": f"Note {number}"}}, False
        try:
            with crash_at(client, number, after=after):
                anna.post("/v1/jobs", body, **asked)
        except Crash:
            died = True
        again = anna.post("/v1/jobs", body, **asked)
        assert (again.status, counts(again)) == (202, {"changed": 2}), number
        if not died:
            break
    assert not died
    assert len(anna.get("/v1/jobs?limit=200")["data"]) == number


def test_r1_an_event_that_comes_twice_or_at_once_counts_once(world: World, anna: User) -> None:
    """R1"""
    companies(anna, 30)
    job = begin(anna, ALL, NOTE)
    at_once([partial(run.carry_on, event(job, anna))] * 3)
    run.carry_on(event(job, anna))
    assert counts(progress(anna, job)) == {"changed": 30}
    assert_consistent(world)


def test_c1_people_go_on_working_meanwhile(world: World, anna: User) -> None:
    """C1: what they change stays, and what the job changes too."""
    made = companies(anna, 30)
    job = begin(anna, ALL, {"status": ["customer"]})
    theirs: list[Callable[[], Any]] = [
        partial(anna.patch, f"/v1/relations/{each.id}", {"note": "Mine"}) for each in made[10::4]
    ]
    going: Callable[[], Any] = partial(run.carry_on, event(job, anna))
    at_once([going, *theirs])
    run.carry_on(event(job, anna))
    assert counts(progress(anna, job)) == {"changed": 30}
    kept = {each["id"]: each for each in anna.get("/v1/relations")["data"]}
    assert all(each["status"] == ["customer"] for each in kept.values())
    assert all(kept[each.id]["note"] == "Mine" for each in made[10::4])
    assert_consistent(world)


def test_c1_one_that_is_cancelled_while_it_goes_on_counts_what_it_did(world: World, anna: User) -> None:
    """C1"""
    companies(anna, 40)
    job = begin(anna, ALL, NOTE)
    cancel: Callable[[], Any] = partial(anna.post, f"/v1/jobs/{job.id}/cancel")
    going: Callable[[], Any] = partial(run.carry_on, event(job, anna))
    at_once([going, cancel])
    told = progress(anna, job)
    noted = [each for each in anna.get("/v1/relations")["data"] if "note" in each]
    assert told["state"] in ("cancelled", "done")
    assert told["counts"]["changed"] == len(noted) == len(rows(anna, job))
    assert_consistent(world)


def test_c1_two_who_undo_it_at_once_undo_it_once(world: World, anna: User) -> None:
    """C1"""
    job = begin(anna, of(anna.company()), NOTE)
    told = at_once([partial(undo, anna, job)] * 2)
    assert sorted(each.status for each in told) == [202, 409]
    assert len(anna.get("/v1/jobs")["data"]) == 2


def test_one_record_that_takes_a_whole_transaction_is_refused_and_keeps_none_back(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    channels = [{"kind": "phone", "value": f"+3136530{n:04}"} for n in range(20)]
    small, large = anna.company("Small"), anna.company("Large", channels=channels)
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 70)
    job = begin(anna, of(small, large), {"name": "Another altogether"})
    world.settle()
    assert counts(progress(anna, job)) == {"changed": 1, "refused": 1}
    assert list(rows(anna, job, "refused")) == [large.id]


def test_no_transaction_takes_more_than_four_megabytes(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much of it is text: what each had and what it has now stand in its history."""
    for number in range(6):
        field = {"of": "relation", "key": f"text_{number}", "name": "Text", "kind": "long_text"}
        assert anna.post("/v1/custom-fields", field).status == 201
    sent: list[int] = []

    def measured(tenant: str, writes: Any) -> None:
        bodies = [getattr(each.item, "body", None) or "" for each in writes if isinstance(each, table.Put)]
        sent.append(sum(len(each.encode()) for each in bodies))
        transact(tenant, writes)

    transact, made = table.transact, companies(anna, 15)
    monkeypatch.setattr(table, "transact", measured)
    for letter in "éè":
        job = begin(anna, of(*made), {f"custom_text_{number}": letter * 9_900 for number in range(6)})
        world.settle()
        assert counts(progress(anna, job)) == {"changed": 15}
    undone = undo(anna, job)
    world.settle()
    assert counts(progress(anna, undone)) == {"changed": 15}
    assert 3_000_000 < max(sent) < 3_900_000


# ---------------------------------------------------------------------------------------------- that it comes to an end


def stands(user: User, job: Reply) -> dict[str, Any]:
    """However late it is by now."""
    found = records.get(user.tenant, job.id)
    assert found
    return found.known


def test_r3_one_whose_event_was_lost_goes_on_half_an_hour_later(world: World) -> None:
    """R3"""
    with ticking(world, "2026-11-23T09:00:00") as clock:
        anna = world.user("administrator")
        companies(anna, 30)
        job = begin(anna, ALL, NOTE)
        lost(world)
        clock.to("2026-11-23T09:29:00")
        assert stands(anna, job)["state"] == "running"
        clock.to("2026-11-23T09:31:00")
        world.run_jobs(chosen("run_job", world.bus.drain()))
        assert (stands(anna, job)["state"], stands(anna, job)["counts"]["changed"]) == ("done", 30)


def test_r3_one_that_dies_whenever_it_goes_on_is_stopped_with_what_it_did(world: World, client: BaseClient) -> None:
    """R3"""
    with ticking(world, "2026-11-23T09:00:00") as clock:
        anna = world.user("administrator")
        companies(anna, 30)
        job = begin(anna, ALL, NOTE)
        lost(world)
        for minutes in ("09:31", "10:02", "10:33"):
            clock.to(f"2026-11-23T{minutes}:00")
            for watched in chosen("run_job", world.bus.drain()):
                with pytest.raises(Crash), crash_at(client, 4, after=False):
                    run.carry_on(watched)
        assert stands(anna, job)["state"] == "running"
        clock.to("2026-11-23T11:04:00")
        world.run_jobs(chosen("run_job", world.bus.drain()))
        told = stands(anna, job)
        assert (told["state"], told["counts"]) == ("stopped", job["counts"])
        assert told["stopped_because"].startswith("It could not go on.")


def lost(world: World) -> None:
    """What was to come by the bus never does."""
    world.publish(world.new_changes())
    world.bus.drain()
