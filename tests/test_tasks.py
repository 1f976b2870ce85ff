"""Tasks: given to users and teams, put off, done, and coming again in the zone of the task (D17, D18)."""

from typing import Any

import pytest
import time_machine

from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.world import Reply, User, World

NOON = "2026-11-20T11:00:00Z"


def task(user: User, **fields: Any) -> Reply:
    reply = user.post("/v1/activities", {"kind": "task", "subject": "Call back", "is_task": True, **fields})
    assert reply.status == 201, reply.text
    return reply


def do(user: User, told: Reply, verb: str, body: Any = None, **how: Any) -> Reply:
    return user.post(f"/v1/activities/{told.id}/{verb}", body, **how)


def complete(user: User, told: Reply) -> Reply:
    done = do(user, told, "complete", {})
    assert done.status == 200, done.text
    return done


def after(user: User, done: Reply) -> Reply:
    return user.get(f"/v1/activities/{done['next']}")


# -------------------------------------------------------------------------------------------------------- doing work


def test_a_task_is_done_by_somebody_and_can_be_opened_again(world: World) -> None:
    anna = world.user()
    made = task(anna, assignees=[anna.id], due_on="2026-12-01", term="deadline")
    done = do(anna, made, "complete", {"outcome": "Sent the quote."})
    assert (done["done_by"], done["outcome"]) == (anna.id, "Sent the quote.")
    assert done["done_at"] == done["updated_at"]
    with world.unchanged():
        assert do(anna, made, "complete", {}).status == 409
        assert do(anna, made, "follow-up", {"until": "2026-12-01"}).status == 409
        assert do(anna, made, "assign", {"assignees": []}).status == 409
        assert anna.patch(f"/v1/activities/{made.id}", {"is_task": False, "assignees": None, "due_on": None,
                                                        "term": None}).fields == ["is_task"]  # fmt: skip
    opened = do(anna, made, "reopen")
    assert (opened.status, "done_at" in opened.json, opened["outcome"]) == (200, False, "Sent the quote.")
    with world.unchanged():
        assert do(anna, made, "reopen").status == 409
    assert_consistent(world)


def test_only_a_task_can_be_done(world: World) -> None:
    anna = world.user()
    note = anna.post("/v1/activities", {"kind": "note", "subject": "Likes tea"})
    with world.unchanged():
        for verb, body in (("complete", {}), ("reopen", None), ("follow-up", {"until": None})):
            assert do(anna, note, verb, body).status == 409
        assert anna.post("/v1/activities", {"kind": "task", "subject": "x", "done_at": NOON}).status == 400


def test_stale_and_archived_tasks_are_refused(world: World) -> None:
    anna = world.user()
    made = task(anna)
    anna.patch(f"/v1/activities/{made.id}", {"priority": "high"})
    with world.unchanged():
        assert do(anna, made, "complete", {}, headers={"If-Match": '"1"'}).status == 412
    anna.delete(f"/v1/activities/{made.id}")
    with world.unchanged():
        assert do(anna, made, "complete", {}).status == 409


def test_a_task_is_put_off_and_given_to_a_team(world: World) -> None:
    anna, chief = world.user(), world.user("administrator")
    team = chief.post("/v1/teams", {"name": "Sales", "members": [anna.id]})
    made = task(anna, assignees=[anna.id])
    put_off = do(anna, made, "follow-up", {"until": "2027-01-04"})
    assert put_off["follow_up_on"] == "2027-01-04"
    given = do(anna, made, "assign", {"assignees": [team.id]})
    assert given["assignees"] == [{"id": team.id, "title": "Sales", "place": ""}]
    assert "follow_up_on" not in do(anna, made, "follow-up", {"until": None}).json
    with world.unchanged():
        assert do(anna, made, "assign", {"assignees": [made.id]}).fields == ["assignees[0]"]
        assert do(anna, made, "follow-up", {"until": "soon"}).fields == ["until"]


# -------------------------------------------------------------------------------------------------------- recurrence


def test_completing_a_task_that_recurs_makes_the_next(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        anna = world.user()
        company = anna.company("Hamerslag")
        made = task(anna, links=[company.id], assignees=[anna.id], due_on="2026-11-23", date="2026-11-22",
                    recurrence="freq=weekly;byday=mo;count=3", follow_up_on="2026-11-19")  # fmt: skip
        assert made["recurrence"] == "FREQ=WEEKLY;BYDAY=MO;COUNT=3"
        done = do(anna, made, "complete", {"outcome": "Done"})
        second = after(anna, done)
        third = after(anna, complete(anna, second))
        last = complete(anna, third)
    assert (second["due_on"], second["date"], second["recurrence"]) == (
        "2026-11-30", "2026-11-29", "FREQ=WEEKLY;BYDAY=MO;COUNT=2",
    )  # fmt: skip
    assert not {"done_at", "done_by", "outcome", "follow_up_on", "next"} & second.json.keys()
    assert [second[name] for name in ("links", "assignees")] == [made[name] for name in ("links", "assignees")]
    assert (done["series"], second["series"], third["series"]) == (made.id, made.id, made.id)
    assert third["due_on"] == "2026-12-07"
    assert "next" not in last.json
    assert_consistent(world)


DST: list[tuple[str, str, str, str]] = [
    ("2026-03-28T08:00:00.000Z", "FREQ=DAILY", "Europe/Amsterdam", "2026-03-29T07:00:00.000Z"),
    ("2026-10-24T07:00:00.000Z", "FREQ=DAILY", "Europe/Amsterdam", "2026-10-25T08:00:00.000Z"),
    ("2026-03-28T01:30:00.000Z", "FREQ=DAILY", "Europe/Amsterdam", "2026-03-29T01:30:00.000Z"),  # skipped: 3:30
    ("2026-03-07T14:00:00.000Z", "FREQ=DAILY", "America/New_York", "2026-03-08T13:00:00.000Z"),
    ("2026-01-31T08:00:00.000Z", "FREQ=MONTHLY;BYMONTHDAY=-1", "Europe/Amsterdam", "2026-02-28T08:00:00.000Z"),
]


@pytest.mark.parametrize(("due", "rule", "zone", "then"), DST)
def test_nine_o_clock_stays_nine_o_clock_when_the_clock_changes(
    world: World, due: str, rule: str, zone: str, then: str
) -> None:
    with time_machine.travel("2026-01-10T00:00:00Z", tick=False):
        anna = world.user()
        fields = {"due_at": due, "starts_at": due, "recurrence": rule, "time_zone": zone}
        following = after(anna, complete(anna, task(anna, **fields)))
    assert (following["due_at"], following["starts_at"]) == (then, then)


def test_what_was_missed_is_not_made_up_for(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        anna = world.user()
        late = task(anna, due_on="2026-11-02", recurrence="FREQ=DAILY")
        today = task(anna, due_on="2026-11-13", recurrence="FREQ=WEEKLY")
        early = task(anna, due_on="2026-12-25", recurrence="FREQ=YEARLY")
        assert [after(anna, complete(anna, each))["due_on"] for each in (late, today, early)] == [
            "2026-11-20", "2026-11-20", "2027-12-25",
        ]  # fmt: skip


def test_reopening_and_completing_again_makes_no_second_next(world: World) -> None:
    anna = world.user()
    made = task(anna, due_on="2026-12-01", recurrence="FREQ=DAILY")
    first = complete(anna, made)
    do(anna, made, "reopen")
    assert complete(anna, made)["next"] == first["next"]
    assert len(anna.get("/v1/activities")["data"]) == 2


def test_r7_of_two_who_complete_it_at_once_one_does(world: World) -> None:
    """R7: and there is one next occurrence."""
    anna = world.user()
    made = task(anna, due_on="2026-12-01", recurrence="FREQ=DAILY", assignees=[anna.id])
    replies = at_once([lambda: do(anna, made, "complete", {}) for _ in range(6)])
    assert sorted(each.status for each in replies) == [200, 409, 409, 409, 409, 409]
    assert len(anna.get("/v1/activities")["data"]) == 2
    assert_consistent(world)


def test_r10_completing_with_the_same_key_twice_is_completing_once(world: World) -> None:
    """R10"""
    anna = world.user()
    made = task(anna, due_on="2026-12-01", recurrence="FREQ=DAILY")
    first, again = (do(anna, made, "complete", {}, headers={"Idempotency-Key": "k"}) for _ in range(2))
    assert (first.status, again.status, first["next"]) == (200, 200, again["next"])


# ------------------------------------------------------------------------------------------------------ giving away


def test_many_tasks_are_given_away_at_once_with_an_answer_for_each(world: World) -> None:
    anna, bert = world.user(), world.user()
    theirs = world.user(tenant="Other")
    open_, done, gone = (task(anna, assignees=[anna.id]) for _ in range(3))
    complete(anna, done)
    anna.delete(f"/v1/activities/{gone.id}")
    note = anna.post("/v1/activities", {"kind": "note", "subject": "x"})
    company, foreign = anna.company(), task(theirs)
    ids = [each.id for each in (open_, done, gone, note, company, foreign)]
    reply = anna.post("/v1/activities/reassign", {"to": bert.id, "ids": ids})
    assert [each["outcome"] for each in reply["data"]] == [
        "reassigned", "done", "archived", "not_a_task", "not_found", "not_found",
    ]  # fmt: skip
    assert reply["complete"] is True
    assert [each["id"] for each in anna.get(f"/v1/activities/{open_.id}")["assignees"]] == [bert.id]
    again = anna.post("/v1/activities/reassign", {"to": bert.id, "ids": [open_.id]})
    assert again["data"] == [{"id": open_.id, "outcome": "unchanged"}]
    assert_consistent(world)


def test_all_open_work_of_somebody_goes_in_as_many_calls_as_it_takes(world: World) -> None:
    anna, bert, cleo = world.user(), world.user(), world.user()
    for place in range(30):
        task(anna, assignees=[anna.id, cleo.id] if place % 2 else [anna.id], due_on="2026-12-01")
    calls, moved = 0, 0
    while True:
        with world.meter() as meter:
            reply = anna.post("/v1/activities/reassign", {"to": bert.id, "from_user": anna.id})
        assert meter.round_trips == 3
        outcomes = [each["outcome"] for each in reply["data"]]
        assert set(outcomes) <= {"reassigned", "left"}
        calls, moved = calls + 1, moved + outcomes.count("reassigned")
        if reply["complete"]:
            break
    assert (moved, calls) == (30, 3)
    assert anna.get("/v1/worklist")["counts"]["upcoming"] == 0
    assert bert.get("/v1/worklist")["counts"]["upcoming"] == 30
    assert cleo.get("/v1/worklist")["counts"]["upcoming"] == 15
    assert_consistent(world)


def test_nobody_gets_work_who_is_not_there(world: World) -> None:
    """T2"""
    anna, theirs = world.user(), world.user(tenant="Other")
    made = task(anna, assignees=[anna.id])
    bad = [
        ({"to": theirs.id, "ids": [made.id]}, ["to"]),
        ({"to": anna.company().id, "ids": [made.id]}, ["to"]),
        ({"to": anna.id}, ["ids"]),
        ({"to": anna.id, "ids": [made.id], "from_user": anna.id}, ["ids"]),
        ({"to": anna.id, "ids": [made.id] * 51}, ["ids"]),
    ]
    with world.unchanged():
        for body, named in bad:
            refused = anna.post("/v1/activities/reassign", body)
            assert (refused.status, refused.fields) == (422, named), refused.text
        assert anna.post("/v1/activities/reassign", {"to": anna.id, "from_user": theirs.id})["data"] == []
