"""Tasks: given to users and teams, put off, done, skipped, and coming again in the zone of the task (D17, D18)."""

from typing import Any

import pytest
import time_machine

from chalicelib.storage import derived, keys, plan, records, table
from chalicelib.storage.work import Work
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
        assert do(anna, made, "assign", {"assignees": [anna.id]}).status == 409
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
        for fields in ({"done_at": NOON}, {"done_by": anna.id}):
            refused = anna.post("/v1/activities", {"kind": "note", "subject": "x", **fields})
            assert (refused.status, refused.fields) == (422, [*fields])
        assert anna.patch(f"/v1/activities/{note.id}", {"done_at": NOON}).status == 400
        assert do(anna, note, "skip").status == 409


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


def test_a_task_is_always_somebodys(world: World) -> None:
    """Of who makes it a task, where nobody is named; and nobody can be left with it."""
    anna, bert = world.user(), world.user()
    made = task(anna)
    note = anna.post("/v1/activities", {"kind": "note", "subject": "Likes tea"})
    taken = bert.patch(f"/v1/activities/{note.id}", {"is_task": True})
    assert [[each["id"] for each in told["assignees"]] for told in (made, taken)] == [[anna.id], [bert.id]]
    with world.unchanged():
        for refused in (
            do(anna, made, "assign", {"assignees": []}),
            anna.patch(f"/v1/activities/{made.id}", {"assignees": []}),
            anna.patch(f"/v1/activities/{made.id}", {"assignees": {"remove": [anna.id]}}),
        ):
            assert (refused.status, refused.fields) == (422, ["assignees"])
    assert_consistent(world)


# ------------------------------------------------------------------------------------ when it was done, and by whom


@time_machine.travel(NOON, tick=False)
def test_what_was_done_earlier_or_by_a_colleague_can_be_told(world: World) -> None:
    anna, bert = world.user(), world.user()
    company = anna.company()
    call = task(anna, kind="phone_call", starts_at="2026-11-02T09:00:00Z", links=[company.id])
    done = do(anna, call, "complete", {"done_at": "2026-11-19T15:00:00+01:00", "done_by": bert.id})
    assert (done["done_at"], done["done_by"]) == ("2026-11-19T14:00:00.000Z", bert.id)
    world.settle()
    touch = anna.get(f"/v1/relations/{company.id}")["last_touch"]
    assert (touch["at"], touch["by"]) == ("2026-11-19T14:00:00.000Z", bert.id)
    assert_consistent(world)


@time_machine.travel(NOON, tick=False)
def test_nobody_has_done_what_is_still_to_come_or_is_not_there(world: World) -> None:
    """T2"""
    anna, theirs = world.user(), world.user(tenant="Other")
    made, team = task(anna), world.user("administrator").post("/v1/teams", {"name": "Sales"})
    bad = [
        ({"done_at": "2026-11-20T11:00:01Z"}, "done_at"),
        ({"done_at": "yesterday"}, "done_at"),
        ({"done_by": theirs.id}, "done_by"),
        ({"done_by": team.id}, "done_by"),
        ({"done_by": "x"}, "done_by"),
    ]
    with world.unchanged():
        for body, named in bad:
            refused = do(anna, made, "complete", body)
            assert (refused.status, refused.fields) == (422, [named]), refused.text


@time_machine.travel(NOON, tick=False)
def test_history_is_made_as_done_by_whoever_did_it(world: World) -> None:
    """Also by a colleague who has left: nothing new is given to them."""
    anna, gone = world.user(), world.user()
    company = anna.company()
    left = records.get(anna.tenant, gone.id)
    assert left
    work = Work(anna.tenant, "system:directory")
    work.update(left, {**left.data, "status": "removed"})
    work.commit()
    body = {"kind": "phone_call", "subject": "Called", "is_task": True, "links": [company.id], "due_on": "2019-05-06",
            "done_at": "2019-05-07T08:00:00Z", "done_by": gone.id}  # fmt: skip
    made = anna.put("/v1/activities/by/erp/4711", body)
    assert (made.status, made["done_by"], made["assignees"]) == (201, gone.id, [])
    assert anna.put("/v1/activities/by/erp/4711", body)["version"] == 1
    world.settle()
    assert anna.get(f"/v1/relations/{company.id}")["last_touch"]["at"] == "2019-05-07T08:00:00.000Z"
    with world.unchanged():
        assert anna.put("/v1/activities/by/erp/4711", {**body, "done_at": NOON}).fields == ["done_at"]
        again = {**body, "recurrence": "FREQ=DAILY"}
        assert anna.post("/v1/activities", again).fields == ["recurrence"]
        assert anna.post("/v1/activities", {**body, "done_at": "2027-01-01T00:00:00Z"}).fields == ["done_at"]
    opened = do(anna, made, "reopen")
    assert [each["id"] for each in opened["assignees"]] == [anna.id]
    assert_consistent(world)


def test_of_what_is_done_only_what_is_told_about_it_can_be_put_right(world: World) -> None:
    anna, bert = world.user(), world.user()
    made = complete(anna, task(anna, due_on="2026-12-01", recurrence="FREQ=DAILY"))
    place = f"/v1/activities/{made.id}"
    assert anna.patch(place, {"subject": "Called", "outcome": "Ours", "assignees": [anna.id]}).status == 200
    with world.unchanged():
        for fields in ({"assignees": [bert.id]}, {"due_on": "2026-12-02"}, {"recurrence": None}, {"term": "pending"}):
            refused = anna.patch(place, fields)
            assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, [*fields], "done")


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


def test_a_series_goes_on_from_where_it_was_when_one_of_it_was_moved(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        anna = world.user()
        made = task(anna, due_on="2026-12-01", recurrence="FREQ=MONTHLY", date="2026-11-30")
        anna.patch(f"/v1/activities/{made.id}", {"due_on": "2026-12-03"})
        second = after(anna, complete(anna, made))
        assert (second["due_on"], second["date"]) == ("2027-01-01", "2026-12-31")
        anna.patch(f"/v1/activities/{second.id}", {"due_on": "2026-12-28"})
        third = after(anna, complete(anna, second))
        assert (third["due_on"], third["date"]) == ("2027-02-01", "2027-01-31"), "the early one is not made again"


def test_a_series_is_moved_by_giving_its_rule_again(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        anna = world.user()
        made = task(anna, due_on="2026-12-01", recurrence="FREQ=MONTHLY")
        place = f"/v1/activities/{made.id}"
        anna.patch(place, {"recurrence": None})
        anna.patch(place, {"recurrence": "FREQ=MONTHLY", "due_on": "2026-12-03"})
        assert after(anna, complete(anna, made))["due_on"] == "2027-01-03"


def test_an_hour_that_the_clock_skips_one_night_is_back_the_next(world: World) -> None:
    """C2: 2:30 in Amsterdam; on 29 March that is 3:30."""
    due: list[str] = []
    with time_machine.travel("2026-01-10T00:00:00Z", tick=False):
        anna = world.user()
        at = "2026-03-28T01:30:00Z"
        each = task(anna, due_at=at, starts_at=at, recurrence="FREQ=DAILY", time_zone="Europe/Amsterdam")
        for _ in range(3):
            each = after(anna, complete(anna, each))
            assert each["starts_at"] == each["due_at"]
            due.append(each["due_at"][8:16])
    assert due == ["29T01:30", "30T00:30", "31T00:30"]


def test_a_task_is_skipped_and_counts_as_no_touch(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        anna = world.user()
        company = anna.company()
        made = task(anna, kind="phone_call", due_on="2026-11-23", recurrence="FREQ=WEEKLY", links=[company.id])
        skipped = do(anna, made, "skip")
        assert (skipped.status, skipped["skipped"], skipped["done_by"], skipped["touch"]) == (200, True, anna.id, False)
        second = after(anna, skipped)
        assert (second["due_on"], second["touch"], "skipped" in second.json) == ("2026-11-30", True, False)
        world.settle()
        assert "last_touch" not in anna.get(f"/v1/relations/{company.id}").json
        once = task(anna)
        with world.unchanged():
            assert [do(anna, each, "skip").status for each in (made, once)] == [409, 409]
        opened = do(anna, made, "reopen")
        assert ("skipped" in opened.json, opened["touch"]) == (False, True)
        assert complete(anna, opened)["next"] == second.id
    assert_consistent(world)


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
    assert (moved, calls) == (30, 5)
    assert anna.get("/v1/worklist")["counts"]["upcoming"] == 0
    assert bert.get("/v1/worklist")["counts"]["upcoming"] == 30
    assert cleo.get("/v1/worklist")["counts"]["upcoming"] == 15
    assert_consistent(world)


def test_what_cannot_be_given_away_is_not_named_and_keeps_nothing_back(world: World) -> None:
    """Z2: fifty entries of what is not there, before the work that is."""
    anna, bert = world.user(), world.user()
    absent = [f"act_01J9ZC4E6T7Q8R9S0V1W2{n:05}" for n in range(50)]
    places = (keys.entry(anna.tenant, derived.TODO, (anna.id,), ("2026-12-01", "1"), each) for each in absent)
    table.transact(anna.tenant, [plan.entry(place, "{}") for place in places])
    work = task(anna, assignees=[anna.id], due_on="2026-12-02")
    asked = {"to": bert.id, "from_user": anna.id}
    first = anna.post("/v1/activities/reassign", asked)
    assert (first["data"], first["complete"]) == ([], False)
    rest = anna.post("/v1/activities/reassign", {**asked, "cursor": first["next_cursor"]})
    assert rest.json == {
        "data": [{"id": work.id, "outcome": "reassigned"}], "complete": True, "next_cursor": None,
    }  # fmt: skip
    with world.unchanged():
        assert bert.post("/v1/activities/reassign", {**asked, "cursor": first["next_cursor"]}).status in (400, 422)
        assert anna.post("/v1/activities/reassign", {**asked, "cursor": "x"}).status == 400


def test_all_of_it_goes_by_following_the_cursor(world: World) -> None:
    anna, bert = world.user(), world.user()
    for _ in range(30):
        task(anna, assignees=[anna.id], due_on="2026-12-01")
    asked, moved = {"to": bert.id, "from_user": anna.id}, 0
    while True:
        reply = anna.post("/v1/activities/reassign", asked)
        moved += [each["outcome"] for each in reply["data"]].count("reassigned")
        if reply["complete"]:
            break
        asked = {**asked, "cursor": reply["next_cursor"]}
    assert moved == 30


def test_nobody_gets_work_who_is_not_there(world: World) -> None:
    """T2"""
    anna, bert, theirs = world.user(), world.user(), world.user(tenant="Other")
    team = world.user("administrator").post("/v1/teams", {"name": "Sales"})
    made = task(anna, assignees=[anna.id])
    bad: list[tuple[dict[str, Any], list[str]]] = [
        ({"to": theirs.id, "ids": [made.id]}, ["to"]),
        ({"to": anna.company().id, "ids": [made.id]}, ["to"]),
        ({"to": anna.id}, ["ids"]),
        ({"to": anna.id, "ids": [made.id], "from_user": anna.id}, ["ids"]),
        ({"to": anna.id, "ids": [made.id] * 51}, ["ids"]),
        ({"to": anna.id, "ids": ["x" * 3_000]}, ["ids[0]"]),
        ({"to": anna.id, "from_user": anna.id}, ["to"]),
        ({"to": anna.id, "from_user": theirs.id}, ["from_user"]),
        ({"to": anna.id, "from_user": team.id}, ["from_user"]),
        ({"to": anna.id, "from_team": bert.id}, ["from_team"]),
        ({"to": anna.id, "from_team": team.id, "from_user": bert.id}, ["ids"]),
    ]
    with world.unchanged():
        for body, named in bad:
            refused = anna.post("/v1/activities/reassign", body)
            assert (refused.status, refused.fields) == (422, named), refused.text


def test_the_work_of_a_team_goes_to_somebody_else(world: World) -> None:
    anna, team = world.user(), world.user("administrator").post("/v1/teams", {"name": "Sales"})
    made = task(anna, assignees=[team.id])
    moved = anna.post("/v1/activities/reassign", {"to": anna.id, "from_team": team.id})
    assert (moved["data"], moved["complete"]) == ([{"id": made.id, "outcome": "reassigned"}], True)


# ------------------------------------------------------------------------------------------------------------ rights


def test_z2_who_was_given_a_task_may_complete_it_and_nothing_else(world: World) -> None:
    """Z2: and from outside nothing is seen of what it is about."""
    anna, reader, outsider = world.user(), world.user("reader"), world.user(kind="external")
    company = anna.company("Secret B.V.")
    world.user("administrator").post("/v1/ties", {"user": outsider.id, "relation": company.id, "reach": "own"})
    mine: dict[str, Any] = {"links": [company.id], "participants": [{"relation": company.id}]}
    given = task(anna, assignees=[outsider.id, reader.id], due_on="2026-12-01", recurrence="FREQ=DAILY", **mine)
    secret = task(anna, visibility="internal")
    internal, other = task(anna, assignees=[outsider.id], parent=secret.id), task(anna)
    with world.unchanged():
        for by, refusal in ((reader, 403), (outsider, 404)):
            assert do(by, other, "complete", {}).status == refusal
            assert do(by, given, "complete", {"done_by": anna.id}).status == 403
            for verb, body in (("skip", None), ("reopen", None), ("assign", {"assignees": [by.id]})):
                assert do(by, given, verb, body).status == 403
        assert do(outsider, internal, "complete", {}).status == 404
        assert outsider.get(f"/v1/activities/{given.id}").status == 403
        assert outsider.get(f"/v1/users/{outsider.id}").status == 403
    done = do(outsider, given, "complete", {"outcome": "Sent"})
    assert (done.status, done["done_by"], done["subject"]) == (200, outsider.id, "Call back")
    assert "Secret" not in done.text
    assert not {"links", "participants", "assignees", "next"} & done.json.keys()
    second = anna.get(f"/v1/activities/{given.id}")["next"]
    assert reader.post(f"/v1/activities/{second}/complete", {}).status == 200
