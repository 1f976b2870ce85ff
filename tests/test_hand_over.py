"""A colleague leaves: nothing is lost, and all that was theirs goes to another, however much it is (A33, C1)."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from chalicelib import clock
from chalicelib.models.activity import ACTIVITY
from chalicelib.storage import notice_list
from chalicelib.storage.work import Work
from tests.consistency import assert_consistent
from tests.test_tasks import complete, task
from tests.ticking import ticking
from tests.ticking import told as reminders
from tests.world import Reply, User, World

NOW = "2026-11-20T11:00:00Z"
TOMORROW, YESTERDAY = "2026-11-21T09:00:00Z", "2026-11-19T09:00:00Z"


@pytest.fixture(autouse=True)
def friday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as now:
        yield now


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


def hand_over(chief: User, user: str, to: str, **more: Any) -> Reply:
    return chief.post(f"/v1/users/{user}/hand-over", {"to": to, **more})


def progress(chief: User, begun: Reply) -> Reply:
    assert begun.status == 201, begun.text
    return chief.get(f"/v1/hand-overs/{begun.id}")


def appointment(by: User, at: str, *users: str, **fields: Any) -> Reply:
    parts = ("organiser", "attendee", "optional")
    who = [{"user": user, "part": part} for user, part in zip(users, parts, strict=False)]
    body = {"kind": "appointment", "subject": "Visit", "starts_at": at, "participants": who, **fields}
    made = by.post("/v1/activities", body)
    assert made.status == 201, made.text
    return made


def who_takes_part(by: User, made: Reply) -> list[tuple[str, str]]:
    told = by.get(f"/v1/activities/{made.id}")
    return [(each["user"]["id"], each["part"]) for each in told["participants"]]


def assignees(by: User, made: Reply) -> list[str]:
    return [each["id"] for each in by.get(f"/v1/activities/{made.id}")["assignees"]]


def work(chief: User, user: str) -> dict[str, Any]:
    told = chief.get(f"/v1/users/{user}/work")
    assert told.status == 200, told.text
    return {each["what"]: each for each in told["data"]}


def counts(chief: User, user: str) -> dict[str, int]:
    return {what: each["count"] for what, each in work(chief, user).items()}


NOTHING = {
    "relations": 0, "contacts": 0, "tasks": 0, "appointments": 0, "unassigned": 0, "documents": 0, "teams": 0,
}  # fmt: skip

# ------------------------------------------------------------------------------------------------- nothing is lost


def test_who_is_disabled_leaves_everything_readable_named_and_where_it_was(world: World, chief: User) -> None:
    bob = world.user()
    team = chief.post("/v1/teams", {"name": "Sales", "members": [bob.id]})
    mine = task(bob, assignees=[bob.id, team.id])
    meeting = appointment(bob, TOMORROW, bob.id)
    disabled = chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"})
    assert (disabled["open_work"], disabled["work"]) == (True, f"/v1/users/{bob.id}/work")
    world.settle()
    assert [each["title"] for each in chief.get(f"/v1/activities/{mine.id}")["assignees"]] == ["Somebody", "Sales"]
    assert [each["subject"] for each in chief.get(f"/v1/worklist?team={team.id}")["data"]] == ["Call back"]
    assert [each["subject"] for each in chief.get(f"/v1/worklist?user={bob.id}")["data"]] == ["Call back"]
    assert who_takes_part(chief, meeting) == [(bob.id, "organiser")]
    member = chief.get(f"/v1/teams/{team.id}")["members"][0]
    assert (member["title"], member["status"]) == ("Somebody", "disabled")
    assert counts(chief, bob.id) == {**NOTHING, "tasks": 1, "appointments": 1, "teams": 1}
    assert_consistent(world)


def test_who_had_nothing_leaves_nothing(world: World, chief: User) -> None:
    bob = world.user()
    assert chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"})["open_work"] is False
    told = chief.patch(f"/v1/users/{bob.id}", {"status": "active"})
    assert (told["open_work"], told["work"]) == (None, None)


def test_what_is_still_theirs_is_told_in_the_time_of_two_round_trips(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    chief.post("/v1/teams", {"name": "Sales", "members": [eva.id, bob.id]})
    chief.post("/v1/teams", {"name": "Support", "members": [eva.id]})
    task(bob, subject="first", assignees=[bob.id, eva.id], due_on="2026-11-21")
    task(bob, subject="weekly", assignees=[bob.id], due_on="2026-11-23", recurrence="FREQ=WEEKLY")
    task(bob, subject="whenever", assignees=[bob.id])
    complete(bob, task(bob, assignees=[bob.id]))
    chief.delete(f"/v1/activities/{task(bob, assignees=[bob.id]).id}")
    appointment(bob, YESTERDAY, bob.id)
    appointment(bob, "2026-11-20T10:30:00Z", bob.id, ends_at="2026-11-20T11:30:00Z", subject="going on")
    appointment(bob, TOMORROW, eva.id, bob.id, subject="ahead")
    appointment(bob, TOMORROW, eva.id, links=[bob.id], subject="about him")
    with world.meter() as meter:
        told = work(chief, bob.id)
    assert meter.round_trips == 2
    tasks = told["tasks"]
    assert (tasks["count"], tasks["shared"], tasks["recurring"], tasks["complete"]) == (3, 1, 1, True)
    assert [(each["title"], each["at"]) for each in tasks["first"]] == [
        ("first", "2026-11-21"), ("weekly", "2026-11-23"), ("whenever", None),
    ]  # fmt: skip
    assert [each["title"] for each in told["appointments"]["first"]] == ["going on", "ahead"]
    assert [each["title"] for each in told["teams"]["first"]] == ["Sales"]


# ----------------------------------------------------------------------------------------------------- all of it goes


def test_all_that_was_theirs_goes_to_another_with_the_answer_when_it_is_little(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    team = chief.post("/v1/teams", {"name": "Sales", "members": [bob.id, chief.id]})
    both = chief.post("/v1/teams", {"name": "Support", "members": [eva.id, bob.id]})
    alone, shared = task(bob, assignees=[bob.id], due_on="2026-12-01"), task(bob, assignees=[bob.id, chief.id])
    had = task(bob, assignees=[eva.id, bob.id])
    done = complete(bob, task(bob, assignees=[bob.id]))
    past, ahead = appointment(bob, YESTERDAY, bob.id), appointment(bob, TOMORROW, bob.id, chief.id)
    together = appointment(bob, TOMORROW, bob.id, eva.id)
    chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"})
    with world.meter() as meter:
        begun = hand_over(chief, bob.id, eva.id, reason="Retired")
    told = "the rights, two records, all entries, the records of four parts that have any, the rights of teams, "
    assert meter.round_trips == 9, told + "one write"
    assert (begun["state"], begun["done"], begun["left"]) == (
        "done", {"tasks": 3, "appointments": 2, "teams": 2}, 0,
    )  # fmt: skip
    assert begun.header("Location") == f"/v1/hand-overs/{begun.id}"
    with world.meter() as meter:
        assert progress(chief, begun).json == begun.json
    assert meter.round_trips == 1
    assert (begun["from_user"], begun["to"]) == (
        {"id": bob.id, "title": "Somebody", "place": ""}, {"id": eva.id, "title": "Somebody", "place": ""},
    )  # fmt: skip
    assert assignees(chief, alone) == [eva.id]
    assert assignees(chief, shared) == [chief.id, eva.id], "who else was given it, keeps it"
    assert assignees(chief, had) == [eva.id]
    assert assignees(chief, done) == [bob.id], "what is done stays whose it was"
    assert who_takes_part(chief, past) == [(bob.id, "organiser")]
    assert who_takes_part(chief, ahead) == [(eva.id, "organiser"), (chief.id, "attendee")]
    assert who_takes_part(chief, together) == [(eva.id, "organiser")], "in the weightier part"
    members = {each: [one["id"] for one in chief.get(f"/v1/teams/{each}")["members"]] for each in (team.id, both.id)}
    assert members == {team.id: [eva.id, chief.id], both.id: [eva.id]}
    assert counts(chief, bob.id) == NOTHING
    world.settle()
    assert_consistent(world)


def test_histories_tell_who_handed_over_and_why(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    made = task(bob, assignees=[bob.id])
    begun = hand_over(chief, bob.id, eva.id, reason="Retired")
    newest = chief.get(f"/v1/activities/{made.id}/history")["data"][0]
    assert (newest["by"], list(newest["changed"])) == ("system:hand-over", ["assignees"])
    assert newest["about"] == {"hand_over": begun.id, "by": chief.id, "from_user": bob.id, "reason": "Retired"}
    assert progress(chief, begun)["created_by"] == chief.id


def test_a_task_that_is_an_appointment_too_goes_as_both(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    both = appointment(bob, TOMORROW, bob.id, is_task=True, assignees=[bob.id])
    begun = hand_over(chief, bob.id, eva.id)
    assert begun["done"] == {"tasks": 1, "appointments": 1}
    assert (assignees(chief, both), who_takes_part(chief, both)) == ([eva.id], [(eva.id, "organiser")])
    assert chief.get(f"/v1/activities/{both.id}")["version"] == 2
    assert_consistent(world)


def test_a_series_goes_on_with_who_took_it_over(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    weekly = task(bob, assignees=[bob.id], due_on="2026-11-23", recurrence="FREQ=WEEKLY")
    hand_over(chief, bob.id, eva.id)
    following = complete(eva, weekly)["next"]
    assert [each["id"] for each in eva.get(f"/v1/activities/{following}")["assignees"]] == [eva.id]


def test_a_team_is_given_tasks_and_one_may_hand_over_a_part(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    team = chief.post("/v1/teams", {"name": "Sales", "members": [bob.id]})
    made, meeting = task(bob, assignees=[bob.id]), appointment(bob, TOMORROW, bob.id)
    given = hand_over(chief, bob.id, team.id)
    assert (given["what"], given["done"]) == (["relations", "contacts", "tasks"], {"tasks": 1})
    assert assignees(chief, made) == [team.id]
    assert counts(chief, bob.id) == {**NOTHING, "appointments": 1, "teams": 1}
    refused = hand_over(chief, bob.id, team.id, what=["tasks", "appointments"])
    assert (refused.status, refused.fields) == (422, ["what[1]"])
    rest = hand_over(chief, bob.id, eva.id, what=["appointments"])
    assert (rest["what"], rest["done"]) == (["appointments"], {"appointments": 1})
    assert who_takes_part(chief, meeting) == [(eva.id, "organiser")]
    assert counts(chief, bob.id) == {**NOTHING, "teams": 1}


def test_who_was_removed_can_be_handed_over_for_too(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    made = task(bob, assignees=[bob.id])
    assert chief.delete(f"/v1/users/{bob.id}").status == 204
    assert counts(chief, bob.id) == {**NOTHING, "tasks": 1}
    hand_over(chief, bob.id, eva.id)
    assert assignees(chief, made) == [eva.id]


# ----------------------------------------------------------------------------------------------------- what is refused


def test_nothing_goes_to_who_is_not_there(world: World, chief: User) -> None:
    """C1, T2"""
    bob, gone, stranger = world.user(), world.user(), world.user(tenant="Other")
    made = task(bob, assignees=[bob.id])
    company = chief.company()
    chief.patch(f"/v1/users/{gone.id}", {"status": "disabled"})
    with world.unchanged():
        for to, code in (
            (gone.id, "not_linkable"), (bob.id, "same"), (stranger.id, "no_such_record"),
            (company.id, "no_such_record"), (made.id, "no_such_record"),
            ("usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "no_such_record"), ("bob", "not_valid"),
        ):  # fmt: skip
            refused = hand_over(chief, bob.id, to)
            assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, ["to"], code)
        for path, to in ((stranger.id, bob.id), (company.id, bob.id), ("usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", bob.id)):
            assert hand_over(chief, path, to).status == 404
            assert chief.get(f"/v1/users/{path}/work").status == 404
        assert hand_over(chief, bob.id, chief.id, what=["addresses"]).fields == ["what[0]"]
        assert chief.get(f"/v1/hand-overs/{company.id}").status == 404


def test_z1_only_administrators_hand_over_and_see_what_is_whose(world: World, chief: User) -> None:
    """Z1, Z2"""
    bob, eva = world.user(), world.user()
    task(bob, assignees=[bob.id])
    begun = hand_over(chief, bob.id, eva.id)
    others = (bob, world.user("reader"), world.user("administrator", kind="external"))
    stranger = world.user("administrator", tenant="Other")
    with world.unchanged():
        for asked in others:
            assert hand_over(asked, eva.id, bob.id).status == 403
            assert asked.get(f"/v1/users/{eva.id}/work").status == 403
            assert asked.get(f"/v1/hand-overs/{begun.id}").status in (403, 404)
        assert stranger.get(f"/v1/hand-overs/{begun.id}").status == 404


def test_asking_twice_with_one_key_hands_over_once(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    task(bob, assignees=[bob.id])
    first, second = (
        chief.post(f"/v1/users/{bob.id}/hand-over", {"to": eva.id}, headers={"Idempotency-Key": "a"}) for _ in "12"
    )
    assert first.id == second.id
    assert first["done"] == second["done"] == {"tasks": 1}


# ----------------------------------------------------------------------------- documents, what is nobody's, and mail


def paper(by: User, **fields: Any) -> Reply:
    made = by.post("/v1/documents", {"title": "Certificate", "kind": "certificate", **fields})
    assert made.status == 201, made.text
    return made


def test_documents_that_will_expire_and_appointments_of_nobody_else_go_along(world: World, chief: User) -> None:
    bob, eva = world.user(), world.user()
    expires, kept = paper(bob, expires_on="2027-03-01"), paper(chief, expires_on="2027-04-01", keeper=bob.id)
    others = paper(bob, expires_on="2027-05-01", keeper=chief.id)
    past, never = paper(bob, expires_on="2026-11-19"), paper(bob)
    alone, with_chief = appointment(bob, TOMORROW), appointment(bob, TOMORROW, chief.id)
    appointment(bob, YESTERDAY)
    chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"})
    assert counts(chief, bob.id) == {**NOTHING, "unassigned": 1, "documents": 2}
    begun = hand_over(chief, bob.id, eva.id)
    assert (begun["done"], begun["left"]) == ({"unassigned": 1, "documents": 2}, 0)
    keepers = [
        chief.get(f"/v1/documents/{each.id}").json.get("keeper") for each in (expires, kept, others, past, never)
    ]
    assert [each and each["id"] for each in keepers] == [eva.id, eva.id, chief.id, None, None]
    assert [who_takes_part(chief, each) for each in (alone, with_chief)] == [
        [(eva.id, "organiser")], [(chief.id, "organiser")],
    ]  # fmt: skip
    assert counts(chief, bob.id) == NOTHING
    assert counts(chief, eva.id) == {**NOTHING, "appointments": 1, "documents": 2}
    assert_consistent(world)


def test_who_took_over_is_reminded_of_a_document_whose_maker_left(world: World) -> None:
    with ticking(world, "2026-11-23T06:00:00") as clock:
        chief, bob, eva = world.user("administrator"), world.user(), world.user()
        made = paper(bob, expires_on="2027-03-01")
        chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"})
        hand_over(chief, bob.id, eva.id)
        world.settle()
        clock.to("2027-01-30T07:00")
        assert [(each.kind, each.record) for each in reminders(eva)] == [("expires", made.id)]


def test_t2_a_document_is_kept_by_a_user_of_the_tenant(world: World, chief: User) -> None:
    """T2, C1"""
    gone, stranger, team = world.user(), world.user(tenant="Other"), chief.post("/v1/teams", {"name": "Sales"})
    chief.patch(f"/v1/users/{gone.id}", {"status": "disabled"})
    made = paper(chief)
    with world.unchanged():
        for keeper in (gone.id, stranger.id, team.id, made.id):
            assert chief.patch(f"/v1/documents/{made.id}", {"keeper": keeper}).fields == ["keeper"]


def answered(world: World, first: str, tenant: str) -> None:
    """By a mail that comes in."""
    work = Work(tenant, "system:filing")
    told = {"kind": "email", "subject": "Re: Offer", "direction": "in", "links": [], "conversation": first}
    work.create(ACTIVITY, {**told, "mail": {"state": "filed", "message_id": f"<{clock.new_id('x')}@example.com>"}})
    work.commit()
    world.settle()


def test_answers_to_mail_of_who_left_are_told_to_who_took_over(world: World, chief: User) -> None:
    """And to nobody before; who took over may have left as well."""
    bob, eva, zoe = world.user(), world.user(), world.user()
    work = Work(bob.tenant, bob.id)
    first = work.create(ACTIVITY, {"kind": "email", "subject": "Offer", "direction": "out", "links": []})
    work.commit()
    chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"})
    answered(world, first.id, bob.tenant)
    hand_over(chief, bob.id, eva.id)
    answered(world, first.id, bob.tenant)
    chief.patch(f"/v1/users/{eva.id}", {"status": "disabled"})
    hand_over(chief, eva.id, zoe.id)
    answered(world, first.id, bob.tenant)
    kept = {each.id: len(notice_list.page(each.tenant, each.id, limit=9).notices) for each in (bob, eva, zoe, chief)}
    assert kept == {bob.id: 0, eva.id: 1, zoe.id: 1, chief.id: 0}
    chief.patch(f"/v1/users/{bob.id}", {"status": "active"})
    answered(world, first.id, bob.tenant)
    assert notice_list.count(bob.tenant, bob.id).unread == 1


# --------------------------------------------------------------------------------------------------- who may look


def test_who_takes_over_may_see_what_the_notice_leads_to_and_others_may_not(world: World, chief: User) -> None:
    """Z2, Z4"""
    bob, eva, zoe = world.user(), world.user(), world.user("reader")
    outsider = world.user("administrator", kind="external")
    team = chief.post("/v1/teams", {"name": "Sales", "members": [zoe.id]})
    task(bob, assignees=[bob.id])
    hand_over(chief, bob.id, eva.id)
    world.settle()
    (notice,) = eva.get("/v1/notices")["data"]
    assert eva.get(f"/v1/hand-overs/{notice['record']['id']}")["done"] == {"tasks": 1}
    given = hand_over(chief, eva.id, team.id)
    asked = [each.get(f"/v1/hand-overs/{given.id}").status for each in (chief, zoe, eva, bob, outsider)]
    assert asked == [200, 200, 403, 403, 404]


def test_the_last_hand_over_stands_with_what_is_still_theirs(
    world: World, chief: User, friday: time_machine.Traveller
) -> None:
    bob, eva, zoe = world.user(), world.user(), world.user()
    assert chief.get(f"/v1/users/{bob.id}/work")["last_hand_over"] is None
    hand_over(chief, bob.id, zoe.id)
    friday.shift(60)
    begun = hand_over(chief, bob.id, eva.id)
    assert chief.get(f"/v1/users/{bob.id}/work")["last_hand_over"] == begun.json
