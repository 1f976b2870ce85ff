"""An import that dies at any point goes on and ends with the same result, and nothing is made twice (C1, R9)."""

from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.jobs import run
from chalicelib.storage import table
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.imports import begun, carried_out, counts, errors, mapped, read
from tests.test_importing import KEY, MAIL, NAME, NOTE, anna
from tests.world import Reply, User, World

__all__ = ("anna",)
CITY = {"column": "Plaats", "to": "address.city"}
WANTED = {"changed": 5, "refused": 2}


def file(number: int) -> str:
    """Four are new, one is there, one cannot be read, and one is about the same as the first."""
    return (
        "Naam,Mail,Memo,Plaats,Nummer\n"
        f"New {number} one,,,Almere,{number}-1\n"
        f"New {number} two,,,,{number}-2\n"
        f"Known,,Seen {number},,known\n"
        f"Bad {number},geen,,,{number}-3\n"
        f"Same,,,,{number}-1\n"
        f"New {number} four,,,,{number}-4\n"
        f"New {number} five,,,,{number}-5\n"
    )


def event(job: Reply, by: User) -> dict[str, Any]:
    return {"detail": {"tenant": by.tenant, "record": job.id}}


def prepared(user: User, number: int) -> Reply:
    found = read(user, file(number))
    return mapped(user, found, NAME, MAIL, NOTE, CITY, KEY, key="external_ids.shop", duplicates="allow")


def names(user: User) -> list[str]:
    told = user.post("/v1/relations/search", {"criteria": {"all": []}, "limit": 200})
    return [each["name"] for each in told["data"]]


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_c1_wherever_it_dies_it_goes_on_and_makes_nothing_twice(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    """C1: in steps of a record or two; progress never goes back, and the errors are those rows exactly."""
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 70)
    client: BaseClient = table.connection().connection.client
    known = anna.company("Known", external_ids={"shop": "known"})
    for number in range(1, 200):
        found = prepared(anna, number)
        job, died = begun(anna, found), False
        try:
            with crash_at(client, number, after=after):
                run.carry_on(event(job, anna))
        except Crash:
            died = True
        before = anna.get(f"/v1/jobs/{job.id}")
        run.carry_on(event(job, anna))
        told = anna.get(f"/v1/jobs/{job.id}")
        assert (told["state"], counts(told)) == ("done", WANTED), number
        assert all(before["counts"][name] <= count for name, count in told["counts"].items())
        assert [each[-2] for each in errors(anna, found)[1:]] == ["5", "6"], number
        assert anna.get(f"/v1/relations/{known.id}")["note"] == f"Seen {number}"
        if not died:
            break
    assert 20 < number < 199, "it died at every call before"
    made = [f"New {n} {each}" for n in range(1, number + 1) for each in ("one", "two", "four", "five")]
    found_names = [name for n in range(1, number + 1) for name in _named(anna, n)]
    assert sorted(found_names) == sorted(made)
    assert_consistent(world)


def _named(user: User, number: int) -> list[str]:
    ids = (f"/v1/relations?external_id=shop:{number}-{n}" for n in (1, 2, 4, 5))
    return [each["name"] for asked in ids for each in user.get(asked)["data"]]


def test_one_that_is_being_carried_out_twice_at_once_makes_nothing_twice(world: World, anna: User) -> None:
    """R3: the event came twice."""
    found = prepared(anna, 1)
    anna.company("Known", external_ids={"shop": "known"})
    job = begun(anna, found)
    at_once([lambda: run.carry_on(event(job, anna))] * 4)
    told = anna.get(f"/v1/jobs/{job.id}")
    assert (told["state"], counts(told)) == ("done", WANTED)
    assert len(names(anna)) == 5
    assert_consistent(world)


def test_r9_what_others_make_meanwhile_is_met(world: World, anna: User) -> None:
    """R9: the same key by hand, between the beginning and the first step."""
    found = prepared(anna, 1)
    job = begun(anna, found)
    made = anna.company("By hand", external_ids={"shop": "1-1"})
    anna.company("Known", external_ids={"shop": "known"})
    world.settle()
    assert counts(anna.get(f"/v1/jobs/{job.id}")) == WANTED
    assert anna.get(f"/v1/relations/{made.id}")["name"] == "New 1 one"


def test_more_than_a_part_of_the_file_is_carried_out_and_its_errors_are_those_rows(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chalicelib.actions.importing.parts.LINES", 7)
    rows = "".join(f"Company {n:03},{'geen' if n % 10 == 3 else ''}\n" for n in range(50))
    found = mapped(anna, read(anna, f"Naam,Mail\n{rows}"), NAME, MAIL, duplicates="allow")
    assert counts(carried_out(world, anna, found)) == {"changed": 45, "refused": 5}
    assert [each[-2] for each in errors(anna, found)[1:]] == ["5", "15", "25", "35", "45"]
    part = anna.get(f"/v1/imports/{found.id}/errors?start=20")
    assert part.header("X-Row-Count") == "3"
    assert_consistent(world)
