"""An export that dies at any point goes on, and ends with the same file (R3)."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.actions.jobs import exporting, run
from chalicelib.actions.jobs.kinds import KINDS
from chalicelib.storage import files, table
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.test_export import content, export
from tests.test_jobs import anna, counts, progress
from tests.test_jobs_faults import DEATHS, event
from tests.world import User, World

__all__ = ("anna",)


def dynamo() -> BaseClient:
    client: BaseClient = table.connection().connection.client
    return client


def s3() -> BaseClient:
    client: BaseClient = files._client()
    return client


CALLS = {dynamo: 13, s3: 7}


@DEATHS
@pytest.mark.parametrize("of", [dynamo, s3])
def test_r3_wherever_it_dies_it_ends_with_the_same_file(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch, of: Callable[[], BaseClient], after: bool
) -> None:
    """R3"""
    monkeypatch.setattr(exporting, "AT_A_TIME", 3)
    made = [anna.company(f"Company {number}") for number in range(7)]
    those: Any = {"of": "relation", "ids": [each.id for each in made]}
    wanted = "\r\n".join(['\ufeff"name"', *(f'"Company {n}"' for n in range(7)), ""]).encode()
    for number in range(1, 100):
        job, died = export(anna, those, columns=["name"]), False
        try:
            with crash_at(of(), number, after=after):
                run.carry_on(event(job, anna))
        except Crash:
            died = True
        run.carry_on(event(job, anna))
        assert counts(progress(anna, job)) == {"unchanged": 7}, number
        assert content(anna, job) == wanted, number
        if not died:
            break
    assert number - 1 == CALLS[of], "it died at each of its calls"
    assert_consistent(world)


def test_two_at_once_end_with_one_file(world: World, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """R1: what the slower one writes lies beside, since it is named by what it is."""
    monkeypatch.setattr(exporting, "AT_A_TIME", 2)
    made = [anna.company(f"Company {number}") for number in range(5)]
    job = export(anna, {"of": "relation", "ids": [each.id for each in made]}, columns=["name"])
    sweep = exporting.sweep
    again: list[bool] = []

    def overtaken(*given: Any) -> Any:
        """While a part is made, another runs to the end."""
        told = sweep(*given)
        if not again:
            again.append(True)
            run.carry_on(event(job, anna))
            anna.patch(f"/v1/relations/{made[0].id}", {"name": "Renamed"})
            sweep(*given)
        return told

    monkeypatch.setitem(KINDS, "export", KINDS["export"]._replace(sweep=overtaken))
    run.carry_on(event(job, anna))
    assert progress(anna, job)["file"]["rows"] == 5
    assert b"Renamed" not in content(anna, job)
