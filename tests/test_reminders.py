"""Being reminded: of what is due, of what begins, of what expires; once, in the morning of one's own zone, and late
where it was."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.models import reminder_rule
from chalicelib.reactions import due_kinds
from chalicelib.storage import due, keys, reminded
from chalicelib.storage.due import Due
from tests.ticking import Ticking, moments, ticking, told
from tests.world import Reply, User, World, epoch

MONDAY = "2026-11-23T06:00:00"  # seven in Amsterdam
DAY_BEFORE = {"key": "day_before", "of": "due", "ahead": "P1D"}
AT_ONCE = {"key": "at_once", "of": "due"}
NO_TASK = {"is_task": False, "assignees": [], "due_at": None}
MINE, OURS = "/v1/me/reminder-rules", "/v1/reminder-rules"


@pytest.fixture
def clock(world: World) -> Iterator[Ticking]:
    with ticking(world, MONDAY) as clock:
        yield clock


def activity(user: User, **fields: Any) -> Reply:
    reply = user.post("/v1/activities", {"kind": "appointment", "subject": "Kennismaking", **fields})
    assert reply.status == 201, reply.text
    return reply


def task(user: User, **fields: Any) -> Reply:
    return activity(user, kind="task", is_task=True, **fields)


def rules(user: User, path: str, *sent: dict[str, Any]) -> None:
    reply = user.put(path, {"rules": list(sent)})
    assert reply.status == 200, reply.text


def change(user: User, made: Reply, verb: str = "", **fields: Any) -> None:
    path = f"/v1/activities/{made.id}"
    reply = user.post(f"{path}/{verb}", fields) if verb else user.patch(path, fields)
    assert reply.status == 200, reply.text


# ---------------------------------------------------------------------------------------------------------- of what


def test_a_task_reminds_in_the_morning_of_its_day_and_once(world: World, clock: Ticking) -> None:
    anna = world.user()
    made = task(anna, due_on="2026-11-24", assignees=[anna.id])
    world.settle()
    clock.to("2026-11-24T06:59:59")
    assert told(anna) == []
    clock.to("2026-11-24T07:00:05")
    (notice,) = told(anna)
    assert (notice.record, notice.at, notice.late) == (made.id, "2026-11-24T07:00:00.000Z", False)
    assert notice.told == {"of": "due", "due": "2026-11-24"}
    clock.to("2026-11-24T07:01:05")
    assert len(told(anna)) == 1


def test_a_task_for_nobody_reminds_who_made_it(world: World, clock: Ticking) -> None:
    anna, bert = world.user(), world.user()
    task(anna, due_at="2026-11-23T07:30:00Z")
    world.settle()
    clock.to("2026-11-23T07:30")
    assert (moments(anna), moments(bert)) == (["11-23 07:30"], [])


def test_an_appointment_reminds_who_takes_part_a_quarter_before_it_begins(world: World, clock: Ticking) -> None:
    anna, bert, cees = world.user(), world.user(), world.user()
    people = [{"user": bert.id}, {"name": "Somebody from outside"}]
    activity(anna, starts_at="2026-11-23T09:00:00Z", participants=people)
    activity(cees, starts_at="2026-11-23T10:00:00Z")
    world.settle()
    clock.to("2026-11-23T08:45")
    assert (moments(anna), moments(bert)) == ([], ["11-23 08:45"])
    clock.to("2026-11-23T09:45")
    assert moments(cees) == ["11-23 09:45"]


def test_z4_an_outsider_is_reminded_of_the_task_given_to_them_and_of_nothing_internal(
    world: World, clock: Ticking
) -> None:
    """Z4"""
    anna, outsider = world.user(), world.user(kind="external")
    world.user("administrator").post("/v1/ties", {"user": outsider.id, "relation": anna.company().id})
    shared = task(anna, due_on="2026-11-24", assignees=[outsider.id])
    secret = task(anna, visibility="internal")
    task(anna, due_on="2026-11-24", assignees=[outsider.id], parent=secret.id)
    activity(anna, starts_at="2026-11-24T09:00:00Z", participants=[{"user": outsider.id}])
    world.settle()
    clock.to("2026-11-24T12:00")
    assert [each.record for each in told(outsider)] == [shared.id]


def test_what_has_been_is_nothing_to_be_reminded_of(world: World, clock: Ticking) -> None:
    anna = world.user()
    activity(anna, starts_at="2026-11-20T09:00:00Z", participants=[{"user": anna.id}])
    task(anna, due_on="2026-11-20", assignees=[anna.id])
    world.settle()
    clock.to("2026-11-23T07:00")
    assert told(anna) == []


def test_a_document_reminds_whoever_made_it_a_month_before_it_expires(world: World, clock: Ticking) -> None:
    anna, bert = world.user(), world.user()
    body = {"title": "Keuring", "kind": "certificate", "expires_on": "2027-03-01"}
    made = anna.post("/v1/documents", body)
    bert.patch(f"/v1/documents/{made.id}", {"language": "nl"})
    world.settle()
    clock.to("2027-01-30T06:59")
    assert told(anna) == []
    clock.to("2027-01-30T07:00")
    (notice,) = told(anna)
    assert (notice.kind, notice.record, notice.told["due"]) == ("expires", made.id, "2027-03-01")
    assert told(bert) == []


def test_an_appointment_that_begins_is_the_last_touch_of_a_relation(world: World, clock: Ticking) -> None:
    anna = world.user()
    company = anna.company()
    made = activity(anna, starts_at="2026-11-23T06:10:30Z", links=[company.id])
    world.settle()
    clock.to("2026-11-23T06:10:40")
    assert "last_touch" not in anna.get(f"/v1/relations/{company.id}").json
    clock.to("2026-11-23T06:11")
    touch = anna.get(f"/v1/relations/{company.id}")["last_touch"]
    assert (touch["record"], touch["at"]) == (made.id, "2026-11-23T06:10:30.000Z")


# ------------------------------------------------------------------------------------- what becomes of it meanwhile


@pytest.mark.parametrize(
    ("verb", "fields"),
    [("complete", {}), ("assign", {}), ("", {"due_at": None}), ("", NO_TASK)],
)
def test_what_holds_no_more_reminds_nobody(world: World, clock: Ticking, verb: str, fields: dict[str, Any]) -> None:
    anna, bert = world.user(), world.user()
    made = task(bert, due_at="2026-11-23T07:30:00Z", assignees=[anna.id])
    world.settle()
    change(bert, made, verb, **({"assignees": [bert.id]} if verb == "assign" else fields))
    world.settle()
    clock.to("2026-11-23T07:30")
    assert told(anna) == []


def test_what_is_archived_reminds_nobody_and_restored_it_does(world: World, clock: Ticking) -> None:
    anna = world.user()
    made, other = (task(anna, due_at="2026-11-23T07:30:00Z", assignees=[anna.id]) for _ in range(2))
    for each in (made, other):
        assert anna.delete(f"/v1/activities/{each.id}").status == 200
    world.settle()
    assert anna.post(f"/v1/activities/{other.id}/restore").status == 200
    world.settle()
    clock.to("2026-11-23T07:30")
    assert [each.record for each in told(anna)] == [other.id]


def test_what_moves_reminds_at_its_new_moment_only(world: World, clock: Ticking) -> None:
    """R2: whatever the order in which the bus tells of the changes."""
    anna = world.user()
    made = task(anna, due_at="2026-11-23T07:30:00Z", assignees=[anna.id])
    change(anna, made, due_at="2026-11-23T08:30:00Z")
    world.settle()
    clock.to("2026-11-23T07:30")
    assert told(anna) == []
    clock.to("2026-11-23T08:30")
    assert moments(anna) == ["11-23 08:30"]


def test_what_moves_after_it_was_told_is_told_anew(world: World, clock: Ticking) -> None:
    anna = world.user()
    made = task(anna, due_at="2026-11-23T06:05:00Z", assignees=[anna.id])
    world.settle()
    clock.to("2026-11-23T06:05")
    change(anna, made, due_at="2026-11-23T06:12:00Z")
    change(anna, made, subject="Iets anders")
    world.settle()
    clock.to("2026-11-23T06:12")
    assert moments(anna) == ["11-23 06:05", "11-23 06:12"]


def test_a_change_that_comes_three_times_and_late_reminds_once(world: World, clock: Ticking) -> None:
    """R1, R2"""
    anna = world.user()
    made = task(anna, due_at="2026-11-23T07:30:00Z", assignees=[anna.id])
    change(anna, made, subject="Iets anders")
    batch = world.new_changes()
    clock.to("2026-11-23T07:31")
    for _ in range(3):
        world.publish(batch)
        world.react(list(reversed(world.bus.take())))
        clock.to("2026-11-23T07:34")
    clock.to("2026-11-23T07:40")
    assert moments(anna) == ["11-23 07:30"]


def test_what_is_put_off_reminds_on_the_morning_that_it_comes_back(world: World, clock: Ticking) -> None:
    anna = world.user()
    made = task(anna, due_at="2026-11-23T07:30:00Z", assignees=[anna.id])
    undated = task(anna, assignees=[anna.id])
    for each in (made, undated):
        change(anna, each, "follow-up", until="2026-11-25")
    world.settle()
    clock.to("2026-11-23T07:30")
    assert told(anna) == []
    clock.to("2026-11-25T07:00")
    assert moments(anna) == ["11-25 07:00", "11-25 07:00"]


def test_who_has_left_or_lost_the_task_is_not_reminded(world: World, clock: Ticking) -> None:
    chief, anna, bert = world.user("administrator"), world.user(), world.user()
    for user in (anna, bert):
        task(user, due_at="2026-11-23T07:30:00Z", assignees=[user.id])
    world.settle()
    assert chief.delete(f"/v1/users/{bert.id}").status < 300
    world.settle()
    clock.to("2026-11-23T07:30")
    assert (len(told(anna)), told(bert)) == (1, [])


def test_a_team_means_who_is_in_it_when_it_falls_due(world: World, clock: Ticking) -> None:
    chief, anna, bert = world.user("administrator"), world.user(), world.user()
    team = chief.post("/v1/teams", {"name": "Verkoop", "members": [anna.id]})
    task(chief, due_at="2026-11-23T07:30:00Z", assignees=[team.id])
    world.settle()
    assert chief.patch(f"/v1/teams/{team.id}", {"members": [bert.id]}).status == 200
    world.settle()
    clock.to("2026-11-23T06:02")
    clock.to("2026-11-23T07:30")
    assert (moments(anna), moments(bert)) == ([], ["11-23 07:30"])


def test_what_was_put_off_is_quiet_until_the_day_that_it_comes_back_and_told_again_when_it_is_due(
    world: World, clock: Ticking
) -> None:
    anna = world.user()
    begins = task(anna, starts_at="2026-11-23T09:00:00Z", assignees=[anna.id])
    due = task(anna, due_on="2026-11-27", assignees=[anna.id])
    for each in (begins, due):
        change(anna, each, "follow-up", until="2026-11-25")
    world.settle()
    clock.to("2026-11-24T12:00")
    assert told(anna) == []
    clock.to("2026-11-25T07:00")
    assert {(each.record, each.told["due"]) for each in told(anna)} == {
        (begins.id, "2026-11-25"),
        (due.id, "2026-11-27"),
    }
    clock.to("2026-11-27T07:00")
    assert [(each.record, each.at[5:10]) for each in told(anna)[2:]] == [(due.id, "11-27")]


# --------------------------------------------------------------------------------------- too near to be told ahead


def test_what_is_nearer_than_its_rule_is_told_at_once_and_once(world: World, clock: Ticking) -> None:
    """A document that expires within the month, a task of tomorrow, a meeting that is about to begin."""
    anna = world.user()
    rules(anna, MINE, *reminder_rule.SHIPPED, {"key": "ahead", "of": "due", "ahead": "P2D"})
    body = {"title": "Keuring", "kind": "certificate", "expires_on": "2026-12-10"}
    document = anna.post("/v1/documents", body)
    work = task(anna, due_on="2026-11-24", assignees=[anna.id])
    meeting = activity(anna, starts_at="2026-11-23T06:10:00Z")
    world.settle()
    clock.to("2026-11-23T06:02")
    assert {each.record for each in told(anna)} == {document.id, work.id, meeting.id}
    assert {(each.at, each.late) for each in told(anna)} == {("2026-11-23T06:00:00.000Z", False)}
    change(anna, work, subject="Iets anders")
    assert anna.patch(f"/v1/documents/{document.id}", {"title": "Keuring 2026"}).status == 200
    world.settle()
    clock.to("2026-11-23T12:00")
    assert len(told(anna)) == 3
    clock.to("2026-11-24T07:00")
    assert [each.record for each in told(anna)[3:]] == [work.id]


def test_after_months_it_is_still_known_that_it_was_told(world: World, clock: Ticking) -> None:
    """A rule of half a year."""
    anna = world.user()
    rules(anna, MINE, {"key": "half", "of": "expires", "ahead": "P180D"})
    made = anna.post("/v1/documents", {"title": "Keuring", "kind": "certificate", "expires_on": "2027-05-01"})
    world.settle()
    clock.to("2026-11-23T06:02")
    (key,) = [key for key in world.items() if keys.split(key[0])[2] == reminded.FAMILY]
    lapses = datetime.fromtimestamp(int(world.items()[key]["expires_at"]["N"]), UTC)
    assert (f"{lapses:%Y-%m-%d}", told(anna)[0].record) == ("2027-07-30", made.id)


def test_new_rules_tell_nothing_at_once(world: World, clock: Ticking) -> None:
    """Whoever sets them would be told of everything there is."""
    anna = world.user()
    task(anna, due_on="2026-11-24", assignees=[anna.id])
    world.settle()
    rules(anna, MINE, {"key": "ahead", "of": "due", "ahead": "P2D"})
    clock.to("2026-11-24T12:00")
    assert told(anna) == []


# --------------------------------------------------------------------------------------------------------- rules


def test_rules_that_change_ten_times_within_a_minute_are_gone_by_once(world: World, clock: Ticking) -> None:
    anna = world.user()
    for second in range(10):
        clock.sleep(f"2026-11-23T06:00:{second:02d}")
        rules(anna, MINE, {**AT_ONCE, "ahead": f"PT{second}M"})
    assert len([sk for pk, sk in world.items() if keys.belongs_to(keys.COMMON, pk) and "replan" in sk]) == 1


def test_a_user_has_rules_in_place_of_those_of_the_tenant(world: World, clock: Ticking) -> None:
    chief, anna, bert, cees = world.user("administrator"), world.user(), world.user(), world.user()
    rules(chief, OURS, DAY_BEFORE)
    rules(anna, MINE, AT_ONCE)
    rules(cees, MINE)
    for user in (anna, bert, cees):
        task(user, due_on="2026-11-25", assignees=[user.id])
    world.settle()
    clock.to("2026-11-24T07:00")
    clock.to("2026-11-25T07:00")
    assert [moments(user) for user in (anna, bert, cees)] == [["11-25 07:00"], ["11-24 07:00"], []]


def test_a_rule_may_be_for_some_kinds_only(world: World, clock: Ticking) -> None:
    anna = world.user()
    rules(anna, MINE, {"key": "visits", "of": "start", "ahead": "PT1H", "kinds": ["visit"]})
    activity(anna, starts_at="2026-11-23T09:00:00Z")
    visit = activity(anna, kind="visit", starts_at="2026-11-23T09:00:00Z")
    world.settle()
    clock.to("2026-11-23T09:00")
    assert [(each.record, each.at[11:16]) for each in told(anna)] == [(visit.id, "08:00")]


def test_new_rules_go_for_what_there_is(world: World, clock: Ticking) -> None:
    """Of one's own, of one's teams, and of what is not in a worklist."""
    chief, anna = world.user("administrator"), world.user()
    team = chief.post("/v1/teams", {"name": "Verkoop", "members": [anna.id]})
    task(anna, due_at="2026-11-23T12:00:00Z", assignees=[anna.id])
    task(chief, due_at="2026-11-23T12:01:00Z", assignees=[team.id])
    activity(anna, starts_at="2026-11-23T12:02:00Z")
    world.settle()
    hour = {"ahead": "PT1H"}
    rules(anna, MINE, {"key": "due", "of": "due", **hour}, {"key": "begins", "of": "start", **hour})
    clock.to("2026-11-23T06:02")
    clock.to("2026-11-23T06:04")
    clock.to("2026-11-23T11:02")
    assert moments(anna) == ["11-23 11:00", "11-23 11:01", "11-23 11:02"]


def test_new_rules_of_the_tenant_go_for_everybody_without_rules_of_their_own(world: World, clock: Ticking) -> None:
    chief, anna, bert = world.user("administrator"), world.user(), world.user()
    rules(bert, MINE, AT_ONCE)
    for user in (anna, bert):
        task(user, due_at="2026-11-23T12:00:00Z", assignees=[user.id])
    world.settle()
    rules(chief, OURS, {"key": "hour", "of": "due", "ahead": "PT1H"})
    for minute in ("06:02", "06:04", "06:06", "12:00"):
        clock.to(f"2026-11-23T{minute}")
    assert (moments(anna), moments(bert)) == (["11-23 11:00"], ["11-23 12:00"])


def test_who_drops_rules_goes_by_those_of_the_tenant_again(world: World, clock: Ticking) -> None:
    anna = world.user()
    rules(anna, MINE)
    assert anna.delete(MINE).status == 204
    task(anna, due_at="2026-11-23T07:30:00Z", assignees=[anna.id])
    world.settle()
    clock.to("2026-11-23T07:30")
    assert moments(anna) == ["11-23 07:30"]


def test_it_repeats_until_done(world: World, clock: Ticking) -> None:
    anna = world.user()
    rules(anna, MINE, {**AT_ONCE, "repeat": "PT15M", "repeats": 3})
    made, left = (task(anna, due_at="2026-11-23T05:50:00Z", assignees=[anna.id]) for _ in range(2))
    world.settle()
    clock.to("2026-11-23T06:05")
    change(anna, made, "complete")
    world.settle()
    for minute in ("06:20", "06:35", "06:50", "07:05"):
        clock.to(f"2026-11-23T{minute}")
    found = [(each.record == made.id, each.at[11:16]) for each in told(anna)]
    assert sorted(found) == [(False, "06:05"), (False, "06:20"), (False, "06:35"), (True, "06:05")]
    assert {each.record for each in told(anna)} == {made.id, left.id}


# ------------------------------------------------------------------------------------------------ clocks and zones


@pytest.mark.parametrize(
    ("zone", "began", "due", "moment"),
    [
        ("Europe/Amsterdam", "2026-03-28T12:00", "2026-03-29", "03-29 06:00"),  # the night with an hour less
        ("Europe/Amsterdam", "2026-10-24T12:00", "2026-10-25", "10-25 07:00"),  # and the one with an hour more
        ("America/New_York", "2026-11-22T12:00", "2026-11-24", "11-24 13:00"),
        ("Australia/Lord_Howe", "2026-11-22T12:00", "2026-11-24", "11-23 21:00"),
        ("Asia/Kathmandu", "2026-11-22T12:00", "2026-11-24", "11-24 02:15"),
        ("Europe/Amsterdam", "2028-02-28T12:00", "2028-02-29", "02-29 07:00"),
    ],
)
def test_a_day_is_due_in_the_morning_of_the_user(world: World, zone: str, began: str, due: str, moment: str) -> None:
    """C2"""
    with ticking(world, f"{began}:00") as clock:
        anna = world.user()
        assert anna.patch("/v1/me", {"time_zone": zone}).status == 200
        task(anna, due_on=due, assignees=[anna.id])
        world.settle()
        year = began[:4]
        clock.to(f"{year}-{moment[:5]}T{moment[6:]}:00")
        assert moments(anna) == [moment]
        assert not told(anna)[0].late


@pytest.mark.parametrize(("due", "moment"), [("2026-03-30T00:30", "03-29 01:30"), ("2026-10-26T01:30", "10-25 00:30")])
def test_a_day_before_keeps_to_the_wall_clock_when_it_changes(world: World, due: str, moment: str) -> None:
    """C2: 2:30 of a night that has none is 3:30, and of one that has two the first."""
    with ticking(world, f"{due[:7]}-24T00:00:00") as clock:
        anna = world.user()
        rules(anna, MINE, DAY_BEFORE)
        task(anna, due_at=f"{due}:00Z", assignees=[anna.id])
        world.settle()
        clock.to(f"2026-{moment[:5]}T{moment[6:]}:00")
        assert moments(anna) == [moment]


@pytest.mark.parametrize(("zone", "moment"), [("Asia/Tokyo", "11-23 23:00"), ("America/New_York", "11-24 13:00")])
def test_who_moves_to_another_zone_is_reminded_in_the_morning_there(
    world: World, clock: Ticking, zone: str, moment: str
) -> None:
    """C2"""
    anna = world.user()
    task(anna, due_on="2026-11-24", assignees=[anna.id])
    world.settle()
    assert anna.patch("/v1/me", {"time_zone": zone}).status == 200
    world.settle()
    for at in ("2026-11-23T06:02", "2026-11-23T23:00", "2026-11-24T07:00", "2026-11-24T13:00", "2026-11-25T07:00"):
        clock.to(at)
    assert moments(anna) == [moment]


def test_who_moves_after_being_reminded_is_not_reminded_again(world: World) -> None:
    """C2"""
    with ticking(world, "2026-11-24T06:55:00") as clock:
        anna = world.user()
        task(anna, due_on="2026-11-24", assignees=[anna.id])
        world.settle()
        clock.to("2026-11-24T07:00")
        assert anna.patch("/v1/me", {"time_zone": "America/New_York"}).status == 200
        world.settle()
        clock.to("2026-11-24T07:02")
        clock.to("2026-11-24T13:01")
        assert moments(anna) == ["11-24 07:00"]


def test_nobody_called_for_two_hours_and_each_is_told_once_and_late(world: World, clock: Ticking) -> None:
    """C2: of what repeats only the last; what falls due just now is not late."""
    anna = world.user()
    rules(anna, MINE, {**AT_ONCE, "repeat": "PT30M", "repeats": 10})
    often = task(anna, due_at="2026-11-23T06:10:00Z", assignees=[anna.id])
    once = task(anna, due_at="2026-11-23T07:45:00Z", assignees=[anna.id])
    punctual = task(anna, due_at="2026-11-23T08:05:00Z", assignees=[anna.id])
    world.settle()
    clock.after_outage("2026-11-23T08:05:30")
    found = {(each.record, each.at[11:16], each.late) for each in told(anna)}
    assert found == {(often.id, "07:40", True), (once.id, "07:45", True), (punctual.id, "08:05", False)}
    clock.to("2026-11-23T08:11")
    assert [(each.record, each.at[11:16], each.late) for each in told(anna)][3:] == [(often.id, "08:10", False)]


def test_a_clock_that_goes_back_and_a_call_that_comes_twice_tell_nothing_twice(world: World, clock: Ticking) -> None:
    """C2"""
    anna = world.user()
    task(anna, due_at="2026-11-23T06:10:00Z", assignees=[anna.id])
    world.settle()
    clock.to("2026-11-23T06:10")
    clock.after_outage("2026-11-23T06:03")
    clock.after_outage("2026-11-23T06:10")
    world.tick()
    clock.after_outage("2026-11-23T06:11")
    assert moments(anna) == ["11-23 06:10"]


def test_after_a_restore_nothing_is_sent_that_fell_due_before(
    world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C6"""
    anna = world.user()
    for minute in ("07:30", "08:30"):
        task(anna, due_at=f"2026-11-23T{minute}:00Z", assignees=[anna.id])
    world.settle()
    with epoch(monkeypatch, "2026-11-23T08:00:00Z"):
        clock.after_outage("2026-11-23T08:31")
    assert moments(anna) == ["11-23 08:30"]


# ------------------------------------------------------------------------------------------------------- channels


def test_a_letter_comes_beside_the_notice_and_once(world: World, clock: Ticking) -> None:
    anna = world.user()
    sent = len(world.outbox())
    rules(anna, MINE, {**AT_ONCE, "channel": "mail"})
    for subject in ("Offerte", "Factuur"):
        task(anna, subject=subject, due_at="2026-11-23T07:30:00Z", assignees=[anna.id])
    world.settle()
    clock.to("2026-11-23T07:30")
    (letter,) = world.outbox()[sent:]
    assert "Offerte" in letter
    assert "Factuur" in letter
    clock.after_outage("2026-11-23T07:29")
    clock.after_outage("2026-11-23T07:31")
    assert len(world.outbox()) == sent + 1
    assert len(told(anna)) == 2


def test_the_digest_is_one_letter_in_the_morning_of_the_user(world: World, clock: Ticking) -> None:
    """C2: of Anna in Amsterdam and of Bert in New York."""
    anna, bert = world.user(), world.user()
    assert bert.patch("/v1/me", {"time_zone": "America/New_York"}).status == 200
    sent = len(world.outbox())
    for user in (anna, bert):
        rules(user, MINE, {**AT_ONCE, "channel": "digest"})
        for number in range(3):
            task(user, subject=f"Taak {number}", due_at=f"2026-11-23T1{number}:00:00Z", assignees=[user.id])
    world.settle()
    clock.to("2026-11-23T06:02")
    clock.to("2026-11-24T06:59")
    assert len(told(anna)) == 0
    assert len(world.outbox()) - sent == 1  # Bert's morning came at 13:00 UTC, before his third task was due
    clock.to("2026-11-24T07:00")
    assert len(told(anna)) == 3
    letter = world.outbox()[-1]
    assert all(f"Taak {number}" in letter for number in range(3))
    clock.to("2026-11-24T13:00")
    assert len(world.outbox()) - sent == 2


def test_a_digest_that_a_passing_fault_kept_back_comes_all_the_same(
    world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R3"""
    anna = world.user()
    sent = len(world.outbox())
    rules(anna, MINE, {**AT_ONCE, "channel": "digest"})
    task(anna, subject="Bellen", due_on="2026-11-24", assignees=[anna.id])
    world.settle()

    def fault(tenant: str, dues: Sequence[Due]) -> None:
        raise RuntimeError

    clock.to("2026-11-23T06:02")
    with monkeypatch.context() as broken:
        broken.setitem(due_kinds.KINDS, due.REMINDER, fault)
        clock.to("2026-11-24T07:00")
    assert (told(anna), len(world.outbox())) == ([], sent)
    clock.to("2026-11-24T08:00")
    assert (len(told(anna)), len(world.outbox())) == (1, sent + 1)
    clock.to("2026-11-26T08:00")
    assert len(world.outbox()) == sent + 1


def test_of_two_tenants_each_is_told_of_its_own(world: World, clock: Ticking) -> None:
    people = [world.user(tenant=name) for name in ("Acme", "Bolt")]
    made = [task(each, due_at="2026-11-23T07:30:00Z", assignees=[each.id]) for each in people]
    world.settle()
    clock.to("2026-11-23T07:30")
    assert [[each.record for each in told(user)] for user in people] == [[each.id] for each in made]
