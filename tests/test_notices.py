"""What people are told: it stands in their list at once, is read and unread, and nobody sees that of another."""

import copy
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from chalicelib import clock
from chalicelib.storage import notice_list, notices, rebuild, records, table
from chalicelib.storage.notices import Notice
from chalicelib.storage.work import Work
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.faults import throttle
from tests.test_portal import office
from tests.world import Reply, User, World

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as coordinates:
        yield coordinates


def made(by: User, **fields: Any) -> Reply:
    reply = by.post("/v1/activities", {"kind": "task", "subject": "Send the quote", **fields})
    assert reply.status == 201, reply.text
    return reply


def task(by: User, *to: str, **more: Any) -> Reply:
    return made(by, is_task=True, assignees=list(to), **more)


def hidden(by: User, *to: str, **more: Any) -> Reply:
    """A task that itself is shared, in what is internal."""
    return task(by, *to, parent=made(by, visibility="internal").id, **more)


def told(user: User, path: str = "/v1/notices") -> list[tuple[str, str]]:
    """What happened, and with what."""
    reply = user.get(path)
    assert reply.status == 200, reply.text
    return [(each["kind"], each["record"]["title"]) for each in reply["data"]]


def unread(user: User) -> int:
    return int(user.get("/v1/notices/count")["unread"])


def given(user: User, number: int, until: datetime = NOON) -> list[Notice]:
    """A minute after each other, the last at that moment."""
    moments = [clock.stamp(until - timedelta(minutes=each)) for each in reversed(range(number))]
    given = [Notice(user.id, f"cause {at}", "changed", user.id, at) for at in moments]
    assert all(notices.give(user.tenant, given))
    return given


# ---------------------------------------------------------------------------------------------------- who is told


def test_a_task_given_to_a_colleague_shows_at_once_in_their_overview(world: World) -> None:
    """A30"""
    anna, bert = world.user(), world.user()
    work = task(anna, bert.id, due_on="2026-11-27")
    world.settle()
    (notice,) = bert.get("/v1/notices")["data"]
    assert (notice["kind"], notice["record"]) == (
        "assigned",
        {"id": work.id, "type": "activity", "title": "Send the quote"},
    )
    assert notice["by"] == {"id": anna.id, "type": "user", "title": "Somebody"}
    assert notice["told"] == {"of": "due", "due": "2026-11-27"}
    assert (notice["at"], notice["read_at"], notice["late"]) == (work["created_at"], None, False)
    assert (unread(bert), unread(anna)) == (1, 0)
    assert_consistent(world)


def test_a_task_given_to_a_team_is_told_to_each_member_but_who_gave_it(world: World) -> None:
    anna, bert, carl = (world.user() for _ in range(3))
    chief = world.user("administrator")
    team = chief.post("/v1/teams", {"name": "Sales", "members": [anna.id, bert.id, carl.id]})
    task(anna, team.id, bert.id)
    world.settle()
    news = [("assigned", "Send the quote")]
    assert [told(each) for each in (anna, bert, carl)] == [[], news, news]


def test_only_who_is_new_to_a_task_is_told_when_it_is_given_to_others(world: World) -> None:
    anna, bert, carl = (world.user() for _ in range(3))
    work = task(anna, bert.id)
    anna.post(f"/v1/activities/{work.id}/assign", {"assignees": [bert.id, carl.id]})
    world.settle()
    assert (len(told(bert)), len(told(carl))) == (1, 1)


def test_who_gave_a_task_hears_that_somebody_else_did_it(world: World) -> None:
    anna, bert = world.user(), world.user()
    done, own = task(anna, bert.id), task(anna)
    bert.post(f"/v1/activities/{done.id}/complete", {})
    anna.post(f"/v1/activities/{own.id}/complete", {})
    world.settle()
    assert told(anna) == [("completed", "Send the quote")]


@pytest.mark.parametrize(
    ("when", "is_told"),
    [
        ({"starts_at": "2026-11-21T13:00:00Z"}, True),
        ({"date": "2026-11-21"}, True),
        ({"starts_at": "2026-11-21T11:59:00Z"}, False),
        ({"date": "2026-11-20"}, False),
        ({}, False),
    ],
)
def test_somebody_is_invited_to_what_is_to_come_and_not_to_what_was(
    world: World, when: dict[str, str], is_told: bool
) -> None:
    anna, bert = world.user(), world.user()
    made(anna, kind="meeting", subject="Kick-off", participants=[{"user": bert.id}, {"user": anna.id}], **when)
    world.settle()
    assert told(bert) == ([("invited", "Kick-off")] if is_told else [])
    assert told(anna) == []


def test_who_got_a_copy_of_a_mail_is_not_invited_to_it(world: World) -> None:
    anna, bert = world.user(), world.user()
    copied = [{"user": bert.id, "part": "copy"}]
    made(anna, kind="email", subject="Offer", participants=copied, starts_at="2026-11-21T13:00:00Z")
    world.settle()
    assert told(bert) == []


def test_z6_who_may_not_read_it_and_who_left_is_told_nothing(world: World) -> None:
    """Z4, Z6"""
    ours, gone = office(world), world.user()
    hidden(ours.anna, ours.jan.id, gone.id, links=[ours.company])
    user = records.get(gone.tenant, gone.id)
    assert user
    work = Work(gone.tenant, "system:identity")
    work.update(user, {**user.data, "status": "disabled"})
    work.commit()
    world.settle()
    assert (told(ours.jan), told(gone)) == ([], [])


def test_a_record_that_was_archived_meanwhile_still_has_its_name(world: World) -> None:
    anna, bert = world.user(), world.user()
    work = task(anna, bert.id)
    anna.delete(f"/v1/activities/{work.id}")
    world.settle()
    assert told(bert) == [("assigned", "Send the quote")]


# ------------------------------------------------------------------------------------ delivered twice, and disordered


def test_r1_the_same_notices_however_often_and_in_whatever_order_changes_come(world: World) -> None:
    """R1"""
    anna, bert, carl = (world.user() for _ in range(3))
    for each in range(3):
        work = task(anna, bert.id, subject=f"Task {each}")
        anna.post(f"/v1/activities/{work.id}/assign", {"assignees": [carl.id]})
        carl.post(f"/v1/activities/{work.id}/complete", {})
    assert world.publish(world.new_changes()) == {"batchItemFailures": []}
    events = world.bus.take()
    random.Random(7).shuffle(events)
    world.react(events)
    once = [sorted(told(each)) for each in (anna, bert, carl)]
    world.react(copy.deepcopy(events) * 2)
    assert [sorted(told(each)) for each in (anna, bert, carl)] == once
    assert [len(each) for each in once] == [3, 3, 3]


def test_r1_what_was_read_stays_read_when_it_comes_again(world: World) -> None:
    """R1"""
    anna, bert = world.user(), world.user()
    task(anna, bert.id)
    world.publish(world.new_changes())
    events = world.bus.take()
    world.react(events)
    (notice,) = bert.get("/v1/notices")["data"]
    bert.post(f"/v1/notices/{notice['id']}/read")
    world.react(events)
    assert unread(bert) == 0
    assert bert.get("/v1/notices")["data"][0]["read_at"]


def test_r1_given_by_many_at_once_a_notice_is_new_to_one_of_them(world: World) -> None:
    """R1"""
    anna = world.user()
    wanted = [Notice(anna.id, f"cause {n}", "changed", anna.id, clock.timestamp()) for n in range(5)]
    answers = at_once([lambda: notices.give(anna.tenant, wanted)] * 6)
    assert [sum(each) for each in zip(*answers, strict=True)] == [1] * 5
    assert unread(anna) == 5


def test_many_are_given_in_few_transactions_and_those_there_are_stand_in_nobodys_way(world: World) -> None:
    anna = world.user()
    there = given(anna, 70)
    fresh = [Notice(anna.id, f"more {n}", "changed", anna.id, clock.timestamp()) for n in range(80)]
    with world.meter() as meter:
        answers = notices.give(anna.tenant, [*there, *fresh, fresh[0]])
    assert answers == [False] * 70 + [True] * 80 + [False]
    assert meter.round_trips == 4  # three transactions of fifty, of which the second had to go again
    assert len(notice_list.page(anna.tenant, anna.id, limit=200).notices) == 150


def test_f_a_table_that_is_overloaded_is_tried_again(world: World) -> None:
    """R4"""
    anna = world.user()
    with throttle(table.connection().connection.client, "TransactWriteItems", 1, "ThrottlingException"):
        given(anna, 3)
    assert unread(anna) == 3


# -------------------------------------------------------------------------------------------------- read and unread


def test_a_notice_is_read_and_unread_again(world: World) -> None:
    anna = world.user()
    given(anna, 2)
    first, second = (each["id"] for each in anna.get("/v1/notices")["data"])
    assert anna.post(f"/v1/notices/{first}/read").status == 204
    assert [each["id"] for each in anna.get("/v1/notices?unread=true")["data"]] == [second]
    assert unread(anna) == 1
    assert anna.post(f"/v1/notices/{first}/unread").status == 204
    assert unread(anna) == 2
    assert [each["read_at"] for each in anna.get("/v1/notices")["data"]] == [None, None]


def test_a_notice_keeps_the_moment_at_which_it_was_read_first(world: World, now: time_machine.Traveller) -> None:
    anna = world.user()
    given(anna, 1)
    (notice,) = anna.get("/v1/notices")["data"]
    anna.post(f"/v1/notices/{notice['id']}/read")
    now.shift(60)
    anna.post(f"/v1/notices/{notice['id']}/read")
    assert anna.get("/v1/notices")["data"][0]["read_at"] == clock.stamp(NOON)


def test_all_up_to_a_moment_are_read_and_what_came_since_is_not(world: World) -> None:
    anna = world.user()
    given(anna, 3)
    given(anna, 1, NOON + timedelta(seconds=1))
    assert anna.post("/v1/notices/read", {"until": clock.stamp(NOON)}).json == {"read": 3, "complete": True}
    assert unread(anna) == 1


def test_many_are_read_in_steps(world: World) -> None:
    anna = world.user()
    given(anna, 60)
    until = {"until": clock.stamp(NOON)}
    assert anna.post("/v1/notices/read", until).json == {"read": 48, "complete": False}
    assert anna.post("/v1/notices/read", until).json == {"read": 12, "complete": True}
    assert unread(anna) == 0


@pytest.mark.parametrize(("number", "counted"), [(0, (0, False)), (100, (100, False)), (101, (100, True))])
def test_what_is_unread_is_counted_up_to_a_hundred_in_two_round_trips(
    world: World, number: int, counted: tuple[int, bool]
) -> None:
    anna = world.user()
    given(anna, number)
    with world.meter() as meter:
        answer = anna.get("/v1/notices/count")
    assert (answer["unread"], answer["more"]) == counted
    assert meter.round_trips == 2, "with whether the rights have changed"


@pytest.mark.parametrize(("asked", "most"), [("", 2), ("unread=true&", 3)])
def test_a_list_goes_on_page_by_page_the_newest_first(world: World, asked: str, most: int) -> None:
    anna = world.user()
    ids = [each.id for each in reversed(given(anna, 120))]
    found, path = [], f"/v1/notices?{asked}limit=50"
    while path:
        with world.meter() as meter:
            page = anna.get(path)
        assert meter.round_trips <= most
        found += [each["id"] for each in page["data"]]
        cursor = page["page"]["next_cursor"]
        path = f"/v1/notices?{asked}limit=50&cursor={cursor}" if cursor else ""
    assert found == ids


def test_what_is_older_than_ninety_days_is_gone_though_the_table_still_has_it(
    world: World, now: time_machine.Traveller
) -> None:
    anna = world.user()
    (old,) = given(anna, 1)
    now.shift(timedelta(days=90, seconds=1))
    assert notice_list.page(anna.tenant, anna.id, limit=5) == ([], "")
    assert notice_list.page(anna.tenant, anna.id, limit=5, unread=True) == ([], "")
    assert notice_list.count(anna.tenant, anna.id) == (0, False)
    with world.unchanged():
        assert notices.give(anna.tenant, [old]) == [False]


# ----------------------------------------------------------------------------------------------- nobody else's


@pytest.mark.parametrize("verb", ["read", "unread"])
def test_t1_the_notices_of_others_are_not_there(world: World, verb: str) -> None:
    """T1, Z2: of a colleague, of another tenant, of nobody, and what is no id."""
    anna, bert, zoe = world.user(), world.user(), world.user(tenant="Other")
    (notice,) = given(anna, 1)
    with world.unchanged():
        for user in (bert, zoe):
            assert user.post(f"/v1/notices/{notice.id}/{verb}").status == 404
        for absent in (clock.new_id("ntc"), f"ntc_{'Z' * 26}", "x"):
            assert anna.post(f"/v1/notices/{absent}/{verb}").status == 404
    assert (told(bert), told(zoe)) == ([], [])


def test_t4_a_cursor_is_good_for_its_own_list_only(world: World) -> None:
    """T4"""
    anna, bert = world.user(), world.user()
    given(anna, 3)
    given(bert, 3)
    cursor = anna.get("/v1/notices?limit=1")["page"]["next_cursor"]
    assert anna.get(f"/v1/notices?limit=1&cursor={cursor}").status == 200
    assert anna.get(f"/v1/notices?limit=1&unread=true&cursor={cursor}").status == 400
    assert bert.get(f"/v1/notices?limit=1&cursor={cursor}").status == 400


def test_z3_of_what_may_not_be_read_any_more_there_is_no_name(world: World) -> None:
    """Z3, Z4: of what an outsider may not know there is nothing, nor of whom it is from; what is gone has no name."""
    ours = office(world)
    anna, outsider = ours.anna, ours.jan
    secret = anna.company("Canary").id
    absent = "rel_01J00000000000000000000000"
    about = [Notice(outsider.id, each, "changed", each, clock.timestamp(), anna.id) for each in (secret, absent)]
    notices.give(outsider.tenant, about)
    answer = outsider.get("/v1/notices")
    assert not {"Canary", secret, anna.id} & set(re.findall(r"\w+", answer.text))
    assert [(each["record"]["id"], each["record"]["title"]) for each in answer["data"]] == [(absent, None)]
    assert [each["by"] for each in answer["data"]] == [None]
    assert (unread(outsider), len(outsider.get("/v1/notices?unread=true")["data"])) == (1, 1)


def test_z4_an_outsider_is_told_of_the_task_given_to_them_and_of_nothing_internal(world: World) -> None:
    """Z4: without the name or id of who gave it."""
    ours = office(world)
    anna, outsider = ours.anna, ours.jan
    shared = task(anna, outsider.id, links=[ours.company, anna.company("Canary").id])
    hidden(anna, outsider.id, subject="Canary", links=[ours.company])
    meeting = {"kind": "meeting", "subject": "Canary", "date": "2026-11-21", "participants": [{"user": outsider.id}]}
    made(anna, **meeting)
    made(anna, **meeting, visibility="internal", links=[ours.company])
    world.settle()
    answer = outsider.get("/v1/notices")
    assert [(each["kind"], each["record"]["id"]) for each in answer["data"]] == [("assigned", shared.id)]
    assert ("Canary" in answer.text, anna.id in answer.text) == (False, False)
    assert (answer["data"][0]["by"], unread(outsider)) == (None, 1)


def test_z4_what_becomes_internal_is_no_longer_in_the_list_or_the_count_of_an_outsider(world: World) -> None:
    """Z4"""
    ours = office(world)
    container = made(ours.anna)
    task(ours.anna, ours.jan.id, parent=container.id, links=[ours.company])
    world.settle()
    assert (told(ours.jan), unread(ours.jan)) == ([("assigned", "Send the quote")], 1)
    assert ours.anna.patch(f"/v1/activities/{container.id}", {"visibility": "internal"}).status == 200
    assert (told(ours.jan), unread(ours.jan)) == ([], 0)


# ------------------------------------------------------------------------------------------- beside what is derived


def test_c7_making_entries_anew_leaves_notices_and_who_follows_alone(world: World) -> None:
    """C7"""
    anna = world.user()
    company = anna.company()
    assert anna.put(f"/v1/me/subscriptions/records/{company.id}", {"channel": "digest"}).status == 200
    given(anna, 3)
    with world.unchanged():
        report = rebuild.rebuild(anna.tenant, mend=True)
    assert not report.counts


def test_reading_a_notice_is_one_transaction_of_two_small_items(world: World) -> None:
    anna = world.user()
    (notice,) = given(anna, 1)
    for verb, units in (("read", 4), ("unread", 4)):
        with world.meter() as meter:
            anna.post(f"/v1/notices/{notice.id}/{verb}")
        assert (meter.round_trips, meter.write_units, meter.read_units) == (1, units, 0)
