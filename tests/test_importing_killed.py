"""An import that is killed a hundred times, wherever that comes (C1): nothing is made twice, the file of errors has
just the rows that were refused, and progress never goes back."""

from random import Random
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.importing import ahead
from chalicelib.actions.jobs import run
from chalicelib.storage import table
from tests.consistency import all_records, assert_consistent
from tests.faults import Crash, crash_at
from tests.imports import begun, errors, read
from tests.test_importing import anna
from tests.world import Reply, User, World

__all__ = ("anna",)
SEED, TIMES = 20261123, 100
ROWS, COMPANIES = 42, 4
MOST_CALLS = 40  # of one life: a step takes some four, and a look at fifteen rows ten
TITLES = ["Voornaam", "Achternaam", "Bedrijf", "E-mail"]


def row(number: int) -> list[str]:
    """Of the rows of the file, whose first has the titles: in one of nine the mail address cannot be read, in one of
    thirteen the company is not there."""
    mail = "geen" if number % 9 == 4 else f"p{number}@example.com"
    company = "Nergens" if number % 13 == 7 else f"Company {number % COMPANIES}"
    return [f"First{number:03}", f"Last{number:03}", company, mail]


FILE = {number: row(number) for number in range(2, ROWS + 2)}
REFUSED = {number: cells for number, cells in FILE.items() if "geen" in cells or "Nergens" in cells}
MADE = {number: cells for number, cells in FILE.items() if number not in REFUSED}
COUNTS = {"changed": len(MADE), "refused": len(REFUSED)}


def file() -> str:
    return "".join(",".join(each) + "\n" for each in (TITLES, *FILE.values()))


def killed(client: BaseClient, job: Reply, by: User, chance: Random) -> bool:
    """Or it came to its end before that. What it had in memory is lost with it."""
    event: dict[str, Any] = {"detail": {"tenant": by.tenant, "record": job.id}}
    ahead.held = ahead.Held()
    try:
        with crash_at(client, chance.randint(1, MOST_CALLS), after=chance.random() < 0.5):
            run.carry_on(event)
    except Crash:
        return True
    return False


def progress(user: User, job: Reply) -> tuple[str, dict[str, int]]:
    told = user.get(f"/v1/jobs/{job.id}")
    return told["state"], told["counts"]


def test_c1_killed_a_hundred_times_it_makes_each_row_once(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C1: in parts of the file of 17 rows, and steps of two or three; as many imports as it takes."""
    monkeypatch.setattr("chalicelib.actions.importing.parts.LINES", 17)
    monkeypatch.setattr("chalicelib.actions.jobs.step.SPARE", 50)
    client: BaseClient = table.connection().connection.client
    for number in range(COMPANIES):
        anna.company(f"Company {number}")
    chance, times, made = Random(SEED), 0, 0
    while times < TIMES:
        found = read(anna, file(), "contact")
        job = begun(anna, anna.patch(f"/v1/imports/{found.id}", {"duplicates": "allow"}))
        before = dict.fromkeys(job["counts"], 0)
        while True:
            state, now = progress(anna, job)
            assert all(now[name] >= count for name, count in before.items()), (before, now)
            if state != "running":
                break
            before, times = now, times + killed(client, job, anna, chance)
        made += 1
        assert (state, {name: count for name, count in now.items() if count}) == ("done", COUNTS)
        assert_errors_are_those(anna, found)
    contacts = [each.data for each in all_records(world) if each.type == "contact"]
    told = sorted((each["last_name"], each["company"]["title"]) for each in contacts)
    assert told == sorted((cells[1], cells[2]) for cells in MADE.values() for _ in range(made))
    assert_consistent(world)


def assert_errors_are_those(user: User, found: Reply) -> None:
    """The rows as they stood there, each once, in their order."""
    titles, *rows = errors(user, found)
    assert titles == [*TITLES, "row", "error"]
    assert [each[:-1] for each in rows] == [[*cells, str(number)] for number, cells in REFUSED.items()]
    for each in rows:
        assert ("E-mail" in each[-1], "Bedrijf" in each[-1]) == (each[3] == "geen", each[2] == "Nergens"), each
