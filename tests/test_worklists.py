"""Worklists: what somebody has to do, by the clock on the wall of who asks (D17, D18)."""

from typing import Any

import pytest
import time_machine

from tests.test_tasks import do, task
from tests.world import User, World

NOON = "2026-11-20T11:00:00Z"  # a Friday


def worklist(by: User, **asked: str) -> list[tuple[str, str]]:
    told = by.get("/v1/worklist?" + "&".join(f"{name}={value}" for name, value in asked.items()))
    assert told.status == 200, told.text
    return [(each["group"], each["subject"]) for each in told["data"]]


@time_machine.travel(NOON, tick=False)
def test_work_stands_in_four_groups_and_within_them_by_what_is_due_first(world: World) -> None:
    anna = world.user()
    mine: list[dict[str, Any]] = [
        {"subject": "whenever"},
        {"subject": "next week", "due_on": "2026-11-27"},
        {"subject": "this morning", "due_at": "2026-11-20T10:59:59Z"},
        {"subject": "this evening", "due_at": "2026-11-20T20:00:00Z"},
        {"subject": "today", "due_on": "2026-11-20"},
        {"subject": "yesterday", "due_on": "2026-11-19", "follow_up_on": "2026-11-20"},
        {"subject": "urgent", "due_on": "2026-11-19", "priority": "high"},
        {"subject": "put off", "due_on": "2026-11-19", "follow_up_on": "2026-11-21"},
    ]
    for fields in mine:
        task(anna, assignees=[anna.id], **fields)
    do(anna, task(anna, assignees=[anna.id]), "complete", {})
    anna.delete(f"/v1/activities/{task(anna, assignees=[anna.id]).id}")
    task(anna, subject="nobody's")
    with world.meter() as meter:
        told = worklist(anna)
    assert meter.round_trips == 3
    assert told == [
        ("overdue", "urgent"), ("overdue", "yesterday"), ("overdue", "this morning"),
        ("today", "today"), ("today", "this evening"),
        ("upcoming", "next week"), ("upcoming", "whenever"),
        ("waiting", "put off"),
    ]  # fmt: skip
    assert anna.get("/v1/worklist")["counts"] == {"overdue": 3, "today": 2, "upcoming": 2, "waiting": 1}
    assert worklist(anna, group="waiting") == [("waiting", "put off")]


ZONES = [
    ("Europe/Amsterdam", "today"),  # 00:30 on Saturday
    ("America/New_York", "upcoming"),  # still Friday
    ("Pacific/Auckland", "today"),
]


@pytest.mark.parametrize(("zone", "group"), ZONES)
def test_today_is_the_day_of_who_asks(world: World, zone: str, group: str) -> None:
    with time_machine.travel("2026-11-20T23:30:00Z", tick=False):
        anna = world.user()
        task(anna, subject="on Saturday", due_on="2026-11-21", assignees=[anna.id])
        assert worklist(anna, time_zone=zone) == [(group, "on Saturday")]


def test_a_day_of_25_hours_is_one_day(world: World) -> None:
    with time_machine.travel("2026-10-24T22:30:00Z", tick=False):  # 0:30 on the day when the clock goes back
        anna = world.user()
        task(anna, subject="at 23:30", due_at="2026-10-25T22:30:00Z", assignees=[anna.id])
        task(anna, subject="at 0:30", due_at="2026-10-25T23:30:00Z", assignees=[anna.id])
        assert worklist(anna, time_zone="Europe/Amsterdam") == [("today", "at 23:30"), ("upcoming", "at 0:30")]


@time_machine.travel(NOON, tick=False)
def test_a_team_has_its_own_work_and_any_colleague_may_look(world: World) -> None:
    chief, anna, bert = world.user("administrator"), world.user(), world.user()
    team = chief.post("/v1/teams", {"name": "Sales", "members": [anna.id]})
    task(anna, subject="for all", assignees=[team.id], due_on="2026-12-01")
    task(anna, subject="for both", assignees=[team.id, bert.id])
    assert worklist(anna, team=team.id) == [("upcoming", "for all"), ("upcoming", "for both")]
    assert worklist(anna, user=bert.id) == [("upcoming", "for both")]
    assert worklist(anna) == []


def test_t2_no_worklist_of_another_tenant_or_of_nobody(world: World) -> None:
    """T2"""
    anna, theirs = world.user(), world.user(tenant="Other")
    task(theirs, assignees=[theirs.id])
    company = anna.company()
    asked = [(f"user={theirs.id}", "user"), (f"team={theirs.id}", "team"), (f"user={company.id}", "user"),
             ("user=nobody", "user"), ("time_zone=Mars", "time_zone"), ("group=later", "group"),
             (f"user={anna.id}&team={anna.id}", "team")]  # fmt: skip
    for query, named in asked:
        refused = anna.get(f"/v1/worklist?{query}")
        assert (refused.status, refused.fields) == (400, [named]), refused.text


@time_machine.travel(NOON, tick=False)
def test_a_long_worklist_is_read_page_by_page_in_three_round_trips_each(world: World) -> None:
    anna = world.user()
    for place in range(25):
        task(anna, subject=f"{place:02d}", due_on=f"2026-11-{15 + place % 10:02d}", assignees=[anna.id])
    whole = [each["id"] for each in anna.get("/v1/worklist")["data"]]
    seen: list[str] = []
    following = ""
    while following is not None:
        with world.meter() as meter:
            page = anna.get(f"/v1/worklist?limit=10{following and f'&cursor={following}'}")
        assert meter.round_trips == 3
        seen += [each["id"] for each in page["data"]]
        following = page["page"]["next_cursor"]
    assert seen == whole
    assert len(set(seen)) == 25


def test_a_cursor_is_good_for_one_worklist_of_one_user(world: World) -> None:
    anna, bert = world.user(), world.user()
    for _ in range(2):
        task(anna, assignees=[anna.id])
    cursor = anna.get("/v1/worklist?limit=1")["page"]["next_cursor"]
    assert anna.get(f"/v1/worklist?limit=1&cursor={cursor}").status == 200
    assert anna.get(f"/v1/worklist?limit=1&group=today&cursor={cursor}")["code"] == "invalid_cursor"
    assert bert.get(f"/v1/worklist?limit=1&user={anna.id}&cursor={cursor}")["code"] == "invalid_cursor"
