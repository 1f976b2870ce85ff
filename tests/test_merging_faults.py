"""Whatever dies, comes twice or happens at the same moment, records become one once, and whole (R1, R3, R8)."""

from collections import Counter
from functools import partial
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.jobs import run
from chalicelib.storage import table
from tests.at_once import at_once
from tests.consistency import all_records, assert_consistent
from tests.faults import Crash, crash_at
from tests.test_merging import anna, merge, path, read, undo
from tests.test_merging_references import leading, subjects
from tests.test_reactions import just_before_it_is_written
from tests.world import Reply, User, World

__all__ = ("anna",)
DEATHS = pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])


@pytest.fixture
def client(world: World) -> BaseClient:
    client: BaseClient = table.connection().connection.client
    return client


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one or two records each."""
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 60)


class Pair:
    """Two that are to become one, with some that lead to the one that goes."""

    def __init__(self, anna: User, number: int, *subjects: str) -> None:
        self.stays = anna.company(f"Stays {number}", external_ids={"sap": f"a{number}"})
        self.goes = anna.company(f"Goes {number}", external_ids={"exact": f"b{number}"}, note="Theirs")
        self.contact = anna.contact(self.goes.id)
        self.subjects = sorted([*subjects, "C"])
        for name in subjects:
            anna.post("/v1/activities", {"kind": "phone_call", "subject": name, "links": [self.goes.id]})
        anna.post(
            "/v1/activities", {"kind": "phone_call", "subject": "C", "participants": [{"contact": self.contact.id}]}
        )

    def assert_one(self, anna: User) -> None:
        now = read(anna, self.stays)
        assert now["external_ids"].keys() == {"sap", "exact"}
        assert now["note"] == "Theirs"
        assert subjects(anna, self.stays.id) == self.subjects
        assert subjects(anna, self.goes.id) == []

    def assert_two(self, anna: User) -> None:
        now = read(anna, self.stays)
        assert (now["external_ids"].keys(), now.json.get("note")) == ({"sap"}, None)
        assert read(anna, self.goes)["external_ids"].keys() == {"exact"}
        assert subjects(anna, self.goes.id) == self.subjects


def job_of(reply: Reply) -> dict[str, Any]:
    assert reply.status == 202, reply.text
    told: dict[str, Any] = reply.json.get("job") or reply.json
    return told


def ended(client: BaseClient, anna: User, job: dict[str, Any], number: int, after: bool) -> bool:
    """Whether it died at that call; it ends all the same, with each dealt with once."""
    event, died = {"detail": {"tenant": anna.tenant, "record": job["id"]}}, False
    try:
        with crash_at(client, number, after=after):
            run.carry_on(event)
    except Crash:
        died = True
    run.carry_on(event)
    told = anna.get(f"/v1/jobs/{job['id']}")
    assert (told["state"], told["counts"]["changed"], told["counts"]["refused"]) == ("done", 5, 0), (number, told.text)
    return died


@DEATHS
def test_r3_wherever_it_dies_it_goes_on_to_the_same_end(
    world: World, anna: User, client: BaseClient, small_steps: None, after: bool
) -> None:
    """R3, F1: at every call, of becoming one and of being split again."""
    merging = splitting = True
    pair = Pair(anna, 1, "A")
    for number in range(1, 90):
        job = job_of(merge(anna, pair.stays, pair.goes))
        merging = ended(client, anna, job, number if merging else 999, after) and merging
        pair.assert_one(anna)
        undone = job_of(anna.post(f"/v1/jobs/{job['id']}/undo"))
        splitting = ended(client, anna, undone, number if splitting else 999, after) and splitting
        pair.assert_two(anna)
        if not merging and not splitting:
            break
    assert number > 15, "it died at every call before"
    assert_consistent(world)


def test_r8_of_two_that_would_have_the_same_one_does_and_links_move_once(
    world: World, anna: User, small_steps: None
) -> None:
    """R8: A and B become one, while C edits B, and D makes B and E one."""
    for number in range(3):
        pair, other = Pair(anna, number, "A", "B"), anna.company(f"E {number}")
        bert = world.user("manager")
        replies: list[Reply] = at_once(
            [
                partial(merge, anna, pair.stays, pair.goes),
                partial(bert.patch, path(pair.goes.id), {"vat_number": "NL123456782B90"}),
                partial(merge, bert, other, pair.goes),
            ]
        )
        assert Counter(each.status for each in (replies[0], replies[2])) == {202: 1, 409: 1}, [
            each.text for each in replies
        ]
        assert replies[1].status in (200, 409)
        world.settle()
        winner = pair.stays if replies[0].status == 202 else other
        assert read(anna, pair.goes).header("Location") == path(winner.id)
        assert subjects(anna, winner.id) == ["A", "B", "C"]
        assert replies[1].status == 409 or read(anna, winner)["vat_number"] == "NL123456782B90"
        assert leading(world, pair.goes.id) == []
        won = replies[0] if replies[0].status == 202 else replies[2]
        undone = undo(anna, won)
        assert undone.status == 202, undone.text
        world.settle()
        assert subjects(anna, pair.goes.id) == ["A", "B", "C"]
    assert_consistent(world)


def test_r8_what_goes_on_holds_all_that_it_is_about(world: World, anna: User, small_steps: None) -> None:
    """R8: until it is over none of them becomes one with another, it is not cancelled half-way, nor undone."""
    pair, other = Pair(anna, 1, "A", "B"), anna.company("Other")
    begun = merge(anna, pair.stays, pair.goes)
    job = f"/v1/jobs/{begun['job']['id']}"
    assert begun["job"]["state"] == "running"
    for stays, goes in ((other, pair.goes), (other, pair.stays), (pair.stays, other), (pair.goes, other)):
        assert merge(anna, stays, goes).status == 409
    assert anna.post(f"{job}/cancel").status == 409
    assert anna.post(f"{job}/undo").status == 409
    world.settle()
    pair.assert_one(anna)
    assert merge(anna, pair.stays, other).status == 202
    assert_consistent(world)


def test_what_stops_half_way_since_who_began_it_left_an_administrator_undoes(
    world: World, anna: User, small_steps: None
) -> None:
    """Z6: and it says so."""
    bert, pair = world.user("sales"), Pair(anna, 1, "A", "B", "D")
    job = job_of(merge(bert, pair.stays, pair.goes))
    assert job["state"] == "running"
    assert anna.patch(f"/v1/users/{bert.id}", {"status": "disabled"}).status == 200
    world.settle()
    told = anna.get(f"/v1/jobs/{job['id']}")
    assert (told["state"], "undo it, which administrators may" in told["stopped_because"]) == ("stopped", True)
    assert merge(anna, pair.stays, pair.goes).status == 409
    undone = undo(anna, told)
    assert undone.status == 202, undone.text
    world.settle()
    pair.assert_two(anna)
    assert merge(anna, pair.stays, pair.goes).status == 202
    world.settle()
    pair.assert_one(anna)
    assert_consistent(world)


def test_r8_what_is_linked_in_the_moment_in_which_it_goes_follows(world: World, anna: User) -> None:
    """R8: whoever has just looked links to what has just gone."""
    stays, goes = anna.company("Stays"), anna.company("Goes")
    told: list[Reply] = []
    with just_before_it_is_written(lambda: told.append(merge(anna, stays, goes))):
        call = anna.post("/v1/activities", {"kind": "phone_call", "subject": "Late", "links": [goes.id]})
    assert (call.status, told[0].status) == (201, 202), told[0].text
    world.settle()
    assert read(anna, goes).status == 308
    assert leading(world, goes.id) == []
    assert_consistent(world)


def test_r1_an_event_that_comes_twice_or_at_once_moves_links_once(world: World, anna: User, small_steps: None) -> None:
    """R1"""
    pair = Pair(anna, 1, "A", "B")
    job = job_of(merge(anna, pair.stays, pair.goes))
    event = {"detail": {"tenant": anna.tenant, "record": job["id"]}}
    at_once([partial(run.carry_on, event)] * 3)
    run.carry_on(event)
    assert anna.get(f"/v1/jobs/{job['id']}")["counts"]["changed"] == 6
    pair.assert_one(anna)
    assert_consistent(world)


def test_what_was_archived_meanwhile_follows_when_it_comes_back(world: World, anna: User) -> None:
    stays, goes = anna.company("Stays"), anna.company("Goes")
    contact = anna.contact(goes.id)
    anna.delete(path(contact.id))
    assert merge(anna, stays, goes).status == 202
    world.settle()
    back = anna.post(f"{path(contact.id)}/restore")
    assert (back.status, back["company"]["id"]) == (200, stays.id), back.text
    assert_consistent(world)


def test_who_is_erased_is_erased_with_all_that_became_one_with_them(world: World, anna: User) -> None:
    jan, twin, third = anna.person("Jan", "Visser"), anna.person("J.", "Visser"), anna.person("Johannes", "Visser")
    assert merge(anna, twin, third).status == 202
    assert merge(anna, jan, twin).status == 202
    assert read(anna, jan)["merged_from"] == [twin.id, third.id]
    world.settle()
    assert anna.post(f"{path(jan.id)}/erase", {"reason": "request"}).status in (201, 202)
    world.settle()
    left = [each.data for each in all_records(world) if each.id in (jan.id, twin.id, third.id)]
    assert all("erased_at" in each for each in left), left
    assert "Visser" not in str(left)
