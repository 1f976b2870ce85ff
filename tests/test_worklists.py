"""Worklists: what somebody has to do, by the clock on the wall of who asks (D17, D18)."""

from typing import Any

import pytest
import time_machine

from chalicelib.actions.due_group import GROUPS
from chalicelib.storage import records
from tests import crowd
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
    with world.meter() as meter:
        told = worklist(anna)
    assert meter.round_trips == 3
    assert told == [
        ("overdue", "urgent"), ("overdue", "yesterday"), ("overdue", "this morning"),
        ("today", "today"), ("today", "this evening"),
        ("upcoming", "next week"), ("upcoming", "whenever"),
        ("waiting", "put off"),
    ]  # fmt: skip
    assert anna.get("/v1/worklist")["counts"] == {
        "overdue": 3, "today": 2, "upcoming": 2, "waiting": 1, "at_least": False,
    }  # fmt: skip
    for group in ("overdue", "today", "upcoming", "waiting"):
        assert worklist(anna, group=group) == [each for each in told if each[0] == group]
    (waiting,) = anna.get("/v1/worklist?group=waiting")["data"]
    assert (waiting["follow_up_on"], waiting["through"]) == ("2026-11-21", None)


@time_machine.travel(NOON, tick=False)
def test_what_only_has_a_time_is_due_then(world: World) -> None:
    anna = world.user()
    company = anna.company()
    whens: list[dict[str, Any]] = [
        {"subject": "meeting", "starts_at": "2026-11-20T15:00:00Z"},
        {"subject": "last week", "date": "2026-11-13"},
        {"subject": "due first", "due_on": "2026-11-12", "starts_at": "2026-12-01T09:00:00Z"},
    ]
    for fields in whens:
        task(anna, links=[company.id], **fields)
    assert worklist(anna) == [("overdue", "due first"), ("overdue", "last week"), ("today", "meeting")]
    open_ = anna.get(f"/v1/relations/{company.id}/brief")["open_tasks"]
    assert [each["title"] for each in open_] == ["due first", "last week", "meeting"]


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


@pytest.mark.parametrize(("zone", "_"), ZONES)
@pytest.mark.parametrize("hour", [0, 5, 11, 17, 23])
def test_each_task_is_in_the_list_of_one_group_whatever_the_zone(world: World, zone: str, _: str, hour: int) -> None:
    """At the edges of a day, where days and moments in UTC are mixed."""
    with time_machine.travel(f"2026-11-20T{hour:02d}:30:00Z", tick=False):
        anna = world.user()
        for day in (19, 20, 21, 22):
            task(anna, subject=f"{day}", due_on=f"2026-11-{day}")
            for at in (2, 9, 14, 23):
                task(anna, subject=f"{day} {at:02d}", due_at=f"2026-11-{day}T{at:02d}:30:00Z")
        whole = worklist(anna, time_zone=zone)
        apart = [each for group in GROUPS for each in worklist(anna, time_zone=zone, group=group)]
    assert len(whole) == 20
    assert apart == whole


@time_machine.travel(NOON, tick=False)
def test_a30_the_work_of_ones_teams_stands_in_ones_own_list(world: World) -> None:
    """A30: in three round trips, however many teams."""
    chief, anna, bert = world.user("administrator"), world.user(), world.user()
    teams = [chief.post("/v1/teams", {"name": f"Team {n}", "members": [anna.id]}).id for n in range(4)]
    chief.post("/v1/teams", {"name": "Others", "members": [bert.id]})
    for n, team in enumerate(teams):
        task(bert, subject=f"for team {n}", assignees=[team], due_on=f"2026-12-0{1 + n}")
    task(bert, subject="for both", assignees=[teams[0], anna.id], due_on="2026-12-05")
    with world.meter() as meter:
        rows = anna.get("/v1/worklist")["data"]
    assert (meter.round_trips, meter.requests) == (3, 8)
    told = [(each["title"], each["through"] and each["through"]["title"]) for each in rows]
    assert told == [*((f"for team {n}", f"Team {n}") for n in range(4)), ("for both", None)]
    assert anna.get("/v1/worklist")["counts"]["upcoming"] == 5
    assert worklist(anna, teams="false") == [("upcoming", "for both")]
    assert worklist(bert, user=anna.id, group="upcoming") == [("upcoming", title) for title, _ in told]
    chief.patch(f"/v1/teams/{teams[0]}", {"members": []})
    assert len(worklist(anna)) == 4
    assert [each["name"] for each in anna.get("/v1/teams?members=@me")["data"]] == ["Team 1", "Team 2", "Team 3"]


@time_machine.travel(NOON, tick=False)
def test_z2_who_may_little_reads_their_own_worklist_and_no_other(world: World) -> None:
    """Z2: from outside nothing is seen of what a task is about, nor what is internal or a team's."""
    chief, anna, reader, outsider = (
        world.user("administrator"),
        world.user(),
        world.user("reader"),
        world.user(kind="external"),
    )
    team = chief.post("/v1/teams", {"name": "Sales", "members": [reader.id]})
    company = anna.company("Secret B.V.")
    chief.post("/v1/ties", {"user": outsider.id, "relation": company.id, "reach": "own"})
    task(anna, subject="mine", assignees=[outsider.id, reader.id], links=[company.id], due_on="2026-12-01")
    secret = task(anna, subject="secret", visibility="internal")
    task(anna, subject="internal", assignees=[outsider.id], parent=secret.id)
    task(anna, subject="team's", assignees=[team.id])
    assert worklist(reader) == [("upcoming", "mine"), ("upcoming", "team's")]
    assert worklist(outsider) == [("upcoming", "mine")]
    told = outsider.get("/v1/worklist")
    assert not [each for each in ("Secret", company.id, reader.id, "Sales") if each in told.text]
    assert told["time_zone"] == "Europe/Amsterdam"
    for asked in (f"user={anna.id}", f"team={team.id}"):
        assert outsider.get(f"/v1/worklist?{asked}").status == 400


@time_machine.travel(NOON, tick=False)
def test_of_ten_thousand_tasks_each_is_reached_and_what_is_not_counted_is_said(world: World) -> None:
    anna = world.user()
    kept = records.get(anna.tenant, task(anna, due_on="2026-01-01").id)
    assert kept
    crowd.put(world.engine, crowd.work(kept, 9_000, due_on="2026-01-01"))
    for fields in ({"subject": "today", "due_on": "2026-11-20"}, {"subject": "whenever"}):
        task(anna, **fields)
    with world.meter() as meter:
        whole = anna.get("/v1/worklist")
    assert (meter.round_trips, whole["complete"], whole["counts"]["at_least"]) == (3, False, True)
    assert 4_000 < whole["counts"]["overdue"] < 9_001
    for group, subject in (("today", "today"), ("upcoming", "whenever")):
        with world.meter() as meter:
            assert worklist(anna, group=group) == [(group, subject)]
        assert (meter.round_trips, meter.items_read < 20) == (3, True)
    with world.meter() as meter:
        page = anna.get("/v1/worklist?group=overdue&limit=100")
    assert (len(page["data"]), page["counts"], meter.items_read) == (100, None, 503)
    assert page["page"]["has_more"]


@time_machine.travel(NOON, tick=False)
def test_the_pages_of_a_group_go_on_where_the_last_one_ended(world: World) -> None:
    chief, anna = world.user("administrator"), world.user()
    team = chief.post("/v1/teams", {"name": "Sales", "members": [anna.id]})
    for place in range(24):
        waits = {"follow_up_on": "2027-01-01"} if place % 4 == 0 else {}
        task(anna, subject=f"{place:02d}", due_on=f"2026-11-{1 + place % 20:02d}",
             assignees=[team.id] if place % 3 else [anna.id], **waits)  # fmt: skip
    whole = [each["id"] for each in anna.get("/v1/worklist?group=overdue")["data"]]
    seen: list[str] = []
    following: str | None = ""
    while following is not None:
        with world.meter() as meter:
            page = anna.get(f"/v1/worklist?group=overdue&limit=5{following and f'&cursor={following}'}")
        assert meter.round_trips <= 3
        seen += [each["id"] for each in page["data"]]
        following = page["page"]["next_cursor"]
    assert len(whole) == 17
    assert seen == whole


@time_machine.travel(NOON, tick=False)
def test_a_team_has_its_own_work_and_any_colleague_may_look(world: World) -> None:
    chief, anna, bert = world.user("administrator"), world.user(), world.user()
    team = chief.post("/v1/teams", {"name": "Sales", "members": []})
    task(anna, subject="for all", assignees=[team.id], due_on="2026-12-01")
    task(anna, subject="for both", assignees=[team.id, bert.id])
    assert worklist(anna, team=team.id) == [("upcoming", "for all"), ("upcoming", "for both")]
    assert worklist(anna, user=bert.id) == [("upcoming", "for both")]
    assert worklist(anna) == []


def test_t2_no_worklist_of_another_tenant_or_of_nobody(world: World) -> None:
    """T2"""
    anna, theirs = world.user(), world.user(tenant="Other")
    task(theirs, assignees=[theirs.id])
    company, team = anna.company(), world.user("administrator").post("/v1/teams", {"name": "Sales"})
    asked = [(f"user={theirs.id}", "user"), (f"team={theirs.id}", "team"), (f"user={company.id}", "user"),
             ("user=nobody", "user"), ("time_zone=Mars", "time_zone"), ("group=later", "group"),
             (f"user={anna.id}&team={anna.id}", "team"), (f"user={team.id}", "user"), (f"team={anna.id}", "team"),
             ("limit=101", "limit")]  # fmt: skip
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
