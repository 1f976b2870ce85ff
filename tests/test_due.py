"""What falls due, by the minute: hints that are written, read once and for all, and carried out by the run of every
minute, whatever becomes of it (C2, R1, R3)."""

import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib import aws
from chalicelib import clock as machine
from chalicelib.errors import Unavailable
from chalicelib.models.items import RecordItem
from chalicelib.models.record import Record
from chalicelib.models.record import created as record_of
from chalicelib.reactions import due_kinds, planning, run, tick
from chalicelib.storage import due, due_clock, keys, notices, records, table
from chalicelib.storage.due import Due
from chalicelib.storage.table import Put
from infra import redrive
from tests.faults import Crash, crash_at, throttle
from tests.outage import down
from tests.ticking import Ticking, minutes, ticking, told
from tests.world import User, World

BEGAN = "2026-11-23T06:00:00"
TENANT, OTHER = "ten_ONE", "ten_OTHER"
FOREVER = 1_000_000
AT_ONCE = int(os.environ.get("DUE_AT_ONCE", "2500"))  # DUE_AT_ONCE=10000 takes 45 s


@pytest.fixture
def clock(world: World) -> Iterator[Ticking]:
    with ticking(world, BEGAN) as clock:
        yield clock


class Carried:
    """Kinds that only say what they were asked to do, and fail at some."""

    def __init__(self, *poison: str) -> None:
        self.done: list[str] = []
        self._poison = poison

    def __call__(self, tenant: str, dues: Sequence[Due]) -> None:
        if any(each.record in self._poison for each in dues):
            raise ValueError("secret")
        self.done += [each.record for each in dues]


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> Carried:
    carried = Carried()
    monkeypatch.setitem(due_kinds.KINDS, "try", carried)
    return carried


def tried(*records: str, at: str = "2026-11-23T06:05:00Z", tenant: str = TENANT) -> list[Due]:
    return [Due(at, tenant, "try", each) for each in records]


def client() -> Any:
    return table.connection().connection.client


# ------------------------------------------------------------------------------------------------------- writing


@pytest.mark.parametrize(
    ("at", "minute"),
    [
        ("2026-11-23T06:05:00Z", "06:05"),
        ("2026-11-23T06:04:00.001Z", "06:05"),
        ("2026-11-23T07:05:30+01:00", "06:06"),
        ("2026-11-23T06:00:00Z", "06:02"),
        ("2026-11-23T06:01:59Z", "06:02"),
        ("2020-01-01T00:00:00Z", "06:02"),
    ],
)
def test_a_hint_stands_at_its_minute_or_two_minutes_ahead(world: World, clock: Ticking, at: str, minute: str) -> None:
    """C2: nobody writes into a minute that a run may have read."""
    due.plan(tried("a", at=at))
    assert [f"{each:%H:%M}" for each in minutes(world)] == [minute]


def test_what_is_planned_twice_is_one_hint_and_lapses(world: World, clock: Ticking) -> None:
    for _ in range(2):
        due.plan([*tried("a", "b"), *tried("a", tenant=OTHER)])
    hints = [item for key, item in world.items().items() if key[0] != due_clock.KEY.pk]
    assert len(hints) == 3
    assert {int(item["expires_at"]["N"]) for item in hints} == {
        int((datetime(2026, 11, 23, 6, 5, tzinfo=UTC) + due.KEPT).timestamp())
    }


def test_two_who_plan_the_same_at_once_both_succeed(world: World, clock: Ticking) -> None:
    conflict = [{"Code": "TransactionConflict", "Message": "x"}]
    with throttle(client(), "TransactWriteItems", 1, "TransactionCanceledException", CancellationReasons=conflict):
        due.plan(tried("a"))
    assert len(minutes(world)) == 1


# ------------------------------------------------------------------------------------------------------ the clock


def test_each_minute_is_read_once_and_only_its_own_shards(world: World, clock: Ticking, carried: Carried) -> None:
    due.plan(tried(*map(str, range(20))))
    clock.to("2026-11-23T06:04")
    with world.meter() as meter:
        clock.after_outage("2026-11-23T06:05")
    assert sorted(carried.done) == sorted(map(str, range(20)))
    read = [call for call in meter.calls if call.operation == "Query"]
    assert len(read) == due.SHARDS
    with world.meter() as meter:
        world.tick()
    assert [call.operation for call in meter.calls] == ["GetItem", "TransactWriteItems", "TransactWriteItems"]


def test_what_was_missed_is_caught_up_in_its_order(world: World, clock: Ticking, carried: Carried) -> None:
    """C2: the function was down for two hours."""
    for minute in (90, 5, 119):
        due.plan(tried(str(minute), at=f"{moment_of(minute)}:00Z"))
    clock.after_outage("2026-11-23T08:00")
    assert carried.done == ["5", "90", "119"]


def test_a_run_that_comes_while_another_is_at_it_leaves_it_alone(
    world: World, clock: Ticking, carried: Carried
) -> None:
    """C2: a call that comes twice."""
    due.plan(tried("a"))
    due_clock.take(datetime.now(UTC))
    clock.after_outage("2026-11-23T06:00:40")
    assert carried.done == []
    clock.after_outage("2026-11-23T06:05")
    assert carried.done == ["a"]


def test_a_machine_whose_clock_is_ahead_does_not_run_ahead(world: World, clock: Ticking, carried: Carried) -> None:
    """C2: what others still write to the minutes between would never be read."""
    called_at = datetime(2026, 11, 23, 6, 1, tzinfo=UTC)
    clock.after_outage("2026-11-23T06:01")
    clock.sleep("2026-11-23T09:00")
    tick.tick(called_at)
    clock.sleep("2026-11-23T06:01")
    due.plan(tried("a"))
    clock.after_outage("2026-11-23T06:05")
    assert carried.done == ["a"]


def test_after_three_weeks_it_begins_where_hints_have_not_lapsed(
    world: World, clock: Ticking, carried: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock.sleep("2026-12-14T06:00")
    hand = due_clock.take(datetime.now(UTC))
    assert hand.place.minute == datetime.now(UTC) - due.KEPT


def test_a_run_that_is_out_of_time_is_continued_by_the_next(
    world: World, clock: Ticking, carried: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tick, "PORTION", 10)
    due.plan(tried(*map(str, range(100))))
    monkeypatch.setattr(tick, "BUDGET", timedelta())
    clock.after_outage("2026-11-23T06:05")
    assert carried.done == []
    monkeypatch.setattr(tick, "BUDGET", timedelta(seconds=1))

    def slow(tenant: str, dues: Sequence[Due]) -> None:
        carried(tenant, dues)
        if len(carried.done) > 35:
            clock.sleep("2026-11-23T06:05:02")

    monkeypatch.setitem(due_kinds.KINDS, "try", slow)
    world.tick()
    assert 35 < len(carried.done) < 50
    clock.after_outage("2026-11-23T06:06")
    assert Counter(carried.done) == Counter(map(str, range(100)))


def test_pages_of_a_shard_are_read_one_after_the_other_and_nobody_is_torn_apart(
    world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "PAGE", 7)
    monkeypatch.setattr(tick, "PORTION", 5)
    asked: list[list[str]] = []
    monkeypatch.setitem(due_kinds.KINDS, "try", lambda _, dues: asked.append([each.who for each in dues]))
    people = {"ann": 3, "bob": 6, "cas": 2, "dan": 1, "eve": 4}
    due.plan(
        [Due(BEGAN + "Z", TENANT, "try", f"{n}", {"user": who}) for who, many in people.items() for n in range(many)]
    )
    clock.to("2026-11-23T06:02")
    assert Counter(who for portion in asked for who in portion) == Counter(people)
    assert len({(number, who) for number, portion in enumerate(asked) for who in portion}) == len(people)


def test_digests_come_after_what_goes_into_them(world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    for kind in (due.DIGEST, due.REMINDER, due.TOUCH):
        monkeypatch.setitem(due_kinds.KINDS, kind, lambda _, dues: asked.extend(each.kind for each in dues))
    due.plan([Due(BEGAN + "Z", TENANT, kind, "usr_1") for kind in (due.DIGEST, due.TOUCH, due.REMINDER)])
    clock.to("2026-11-23T06:02")
    assert asked[-1] == due.DIGEST
    assert len(asked) == 3


# -------------------------------------------------------------------------------------------------- what goes wrong


def test_one_that_cannot_be_carried_out_keeps_nobody_waiting(
    world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R3: it is tried again every five minutes, and put aside with tenant and cause after half an hour."""
    carried = Carried("bad")
    monkeypatch.setitem(due_kinds.KINDS, "try", carried)
    due.plan(tried(*map(str, range(30)), "bad"))
    clock.to("2026-11-23T06:05")
    assert Counter(carried.done) == Counter(map(str, range(30)))
    clock.to("2026-11-23T06:29")
    assert world.dead_letters == []
    clock.to("2026-11-23T07:00")
    (letter,) = world.dead_letters
    told = json.loads(letter.body)
    assert (told["kind"], told["tenant"], told["cause"]) == ("due", TENANT, "try: ValueError")
    assert "secret" not in letter.body
    assert len(carried.done) == 30


def test_what_kills_every_run_that_comes_to_it_is_put_off(
    world: World, clock: Ticking, carried: Carried, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R3, C2: such as what takes all of the memory; others wait behind it for some minutes."""

    def deadly(tenant: str, dues: Sequence[Due]) -> None:
        if any(each.record == "bad" for each in dues):
            raise Crash
        carried(tenant, dues)

    monkeypatch.setitem(due_kinds.KINDS, "try", deadly)
    due.plan([*tried(*map(str, range(30)), "bad"), *tried("behind", at="2026-11-23T06:07:00Z")])
    for minute in range(5, 11):
        with suppress(Crash):
            clock.after_outage(f"{moment_of(minute)}:00")
    assert Counter(carried.done) == Counter([*map(str, range(30)), "behind"])
    for minute in range(11, 40):
        with suppress(Crash):
            clock.after_outage(f"{moment_of(minute)}:00")
    (letter,) = world.dead_letters
    assert json.loads(letter.body)["cause"] == "try: Died"


def test_runs_that_end_while_the_table_is_down_put_nothing_off(world: World, clock: Ticking, carried: Carried) -> None:
    """R5"""
    due.plan(tried("a"))
    for minute in range(5, 10):
        clock.sleep(moment_of(minute))
        with throttle(client(), "Query", 1_000), pytest.raises(Unavailable):
            world.tick()
    clock.after_outage("2026-11-23T06:10")
    assert carried.done == ["a"]


def test_what_was_put_aside_is_delivered_again_by_an_operator(
    world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch, carried: Carried
) -> None:
    monkeypatch.setattr(redrive, "WAIT_SECONDS", 0)
    monkeypatch.setattr(tick, "MOST_TRIES", 1)
    monkeypatch.setitem(due_kinds.KINDS, "try", Carried("bad"))
    due.plan(tried("bad"))
    clock.to("2026-11-23T06:05")
    assert len(world.dead_letters) == 1
    monkeypatch.setitem(due_kinds.KINDS, "try", carried)
    assert redrive.main([]) == 0
    assert world.dead_letters == []
    clock.to("2026-11-23T06:10")
    assert carried.done == ["bad"]


def test_what_newer_code_planned_waits_for_it(world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch) -> None:
    """C5"""
    due.plan([Due(BEGAN + "Z", TENANT, "of tomorrow", "a")])
    clock.to("2026-11-23T06:04")
    carried = Carried()
    monkeypatch.setitem(due_kinds.KINDS, "of tomorrow", carried)
    clock.to("2026-11-23T06:10")
    assert carried.done == ["a"]


def test_while_the_table_is_down_the_clock_stands_still(world: World, clock: Ticking, carried: Carried) -> None:
    """R5"""
    due.plan(tried("a"))
    clock.sleep("2026-11-23T06:05")
    with throttle(client(), "Query", 1_000), pytest.raises(Unavailable):
        world.tick()
    assert carried.done == []
    clock.after_outage("2026-11-23T06:06")
    assert carried.done == ["a"]


def test_an_event_may_be_put_on_the_bus_later(world: World, clock: Ticking) -> None:
    detail = {"id": "act_1:3", "tenant": TENANT, "record": "act_1"}
    told = {"detail_type": "mail.due", "detail": detail}
    due.plan([Due("2026-11-23T06:05:00Z", TENANT, due.EVENT, "act_1", told)])
    clock.to("2026-11-23T06:04")
    assert world.bus.drain() == []
    with world.bus.down():
        clock.to("2026-11-23T06:05")
    assert world.bus.drain() == []
    clock.to("2026-11-23T06:10")
    (event,) = world.bus.drain()
    assert (event["source"], event["detail-type"], event["detail"]) == ("relata", "mail.due", detail)


# ----------------------------------------------------------------------------------------------- many at one moment


def crowd(world: World, tenants: int, users: int, tasks: int) -> list[User]:
    """In each tenant so many users, who share so many tasks that are due at 06:05. The records stand there without
    entries: nobody lists them."""
    people: list[User] = []
    for number in range(tenants):
        theirs = [world.user(tenant=f"Tenant {number}") for _ in range(users)]
        made = [task_of(theirs, n) for n in range(tasks)]
        for start in range(0, tasks, 100):
            table.transact(theirs[0].tenant, [put(each) for each in made[start : start + 100]])
        planning.plan(theirs[0].tenant, made, datetime(2026, 11, 23, 6, tzinfo=UTC))
        people += theirs
    return people


def task_of(users: Sequence[User], number: int, due_at: str = "2026-11-23T06:05") -> Record:
    assignees = [{"id": each.id} for each in users]
    data = {"subject": f"{number}", "is_task": True, "due_at": f"{due_at}:00.000Z", "assignees": assignees}
    at, made_by = machine.timestamp(), users[0]
    return record_of(id=machine.new_id("act"), type="activity", tenant=made_by.tenant, data=data, at=at, by=made_by.id)


def put(record: Record) -> Put:
    key = keys.record(record.tenant, record.id)
    return Put(RecordItem(key.pk, key.sk, version=1, body=record.body()))


def all_told(world: World) -> Counter[tuple[str, str]]:
    """How often each user was told of each record."""
    found: Counter[tuple[str, str]] = Counter()
    for (pk, _), item in world.items().items():
        if keys.split(pk)[2] == notices.NOTICE:
            found[keys.split(pk)[3], json.loads(item["body"]["S"])["record"]] += 1
    return found


def test_thousands_at_once_are_each_told_once(world: World, clock: Ticking) -> None:
    """C2: in one run, over five tenants; ten thousand take fewer than a thousand round trips, each of which takes some
    milliseconds."""
    people = crowd(world, tenants=5, users=10, tasks=AT_ONCE // 50)
    with crash_at(client(), FOREVER) as calls:
        clock.after_outage("2026-11-23T06:05")
    for user in people:
        assert sorted(Counter(each.record for each in told(user)).values()) == [1] * (AT_ONCE // 50)
    assert calls.count < AT_ONCE // 10


@pytest.mark.parametrize("after", [False, True])
def test_a_run_that_is_killed_anywhere_is_continued_by_the_next(world: World, clock: Ticking, after: bool) -> None:
    """C2, R1: at the n-th call to the table, for every n there is."""
    people = [world.user(tenant=name) for name in ("Acme", "Bolt", "Bolt")]
    for n in range(1, 100):
        for user in people:
            plan_one(user, 4 * n)
        clock.sleep(f"{moment_of(4 * n)}:00")
        try:
            with crash_at(client(), n, after=after):
                world.tick()
            break
        except Crash:
            clock.after_outage(f"{moment_of(4 * n + 1)}:00")
    assert n > 20
    found = all_told(world)
    assert len(found) == 3 * n
    assert set(found.values()) == {1}


def test_two_runs_at_once_tell_nobody_twice(world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch) -> None:
    """C2: the second finds the first asleep for longer than it may have the clock; that one then stops."""
    crowd(world, tenants=1, users=4, tasks=30)
    monkeypatch.setattr(tick, "PORTION", 10)
    remind = due_kinds.KINDS[due.REMINDER]
    runs: list[int] = []

    def overtaken(tenant: str, dues: Sequence[Due]) -> None:
        runs.append(len(dues))
        if len(runs) == 2:
            clock.after_outage("2026-11-23T06:06")
        remind(tenant, dues)

    monkeypatch.setitem(due_kinds.KINDS, due.REMINDER, overtaken)
    clock.after_outage("2026-11-23T06:05")
    found = all_told(world)
    assert len(found) == 120
    assert set(found.values()) == {1}
    # of the four, one was done by both; the second took the first for dead, and the first stopped after it
    assert runs == [30, 30, *[1] * 30, 30, 30]


@pytest.mark.parametrize("after", [False, True])
def test_a_letter_whose_run_dies_comes_all_the_same_and_at_most_twice(
    world: World, clock: Ticking, after: bool
) -> None:
    """C2: at the n-th call to the table, for every n there is."""
    anna = mailed(world)
    for n in range(1, 100):
        plan_one(anna, 4 * n)
        clock.sleep(f"{moment_of(4 * n)}:00")
        try:
            with crash_at(client(), n, after=after):
                world.tick()
            break
        except Crash:
            clock.after_outage(f"{moment_of(4 * n + 1)}:00")
    assert n > 10
    letters = Counter(json.loads(each.body)["subject"] for each in world.waiting)
    assert len(letters) == n
    assert set(letters.values()) <= {1, 2}
    assert set(all_told(world).values()) == {1}


def test_letters_that_take_long_are_sent_once_and_keep_no_other_tenant_waiting(
    world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C2, C8: half a minute each, while the schedule calls every minute."""
    monkeypatch.setattr(run, "AT_ONCE", 1)
    people = [mailed(world, "Acme") for _ in range(12)]
    other = world.user(tenant="Zeta")
    for user in [*people, other]:
        plan_one(user, 5)
    with slow_queue(world, clock):
        clock.after_outage("2026-11-23T06:05")
    for minute in range(12, 16):
        clock.after_outage(f"{moment_of(minute)}:00")
    assert sorted(json.loads(each.body)["to"] for each in world.waiting) == sorted(map(email, people))
    assert Counter(user for user, _ in all_told(world)) == Counter(user.id for user in [*people, other])


@contextmanager
def slow_queue(world: World, clock: Ticking) -> Iterator[None]:
    """The schedule goes on calling meanwhile."""

    def wait(**_: object) -> None:
        clock.sleep(f"{datetime.now(UTC) + timedelta(seconds=30):%Y-%m-%dT%H:%M:%S}")
        world.tick()

    events = aws.client("sqs").meta.events
    events.register_first("before-send.sqs.SendMessage", wait)
    try:
        yield
    finally:
        events.unregister("before-send.sqs.SendMessage", wait)


def email(user: User) -> str:
    found = records.get(user.tenant, user.id)
    assert found
    return str(found.data["email"])


def test_a_queue_that_is_down_is_tried_once_in_a_run(
    world: World, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C8: each try takes seconds."""
    monkeypatch.setattr(run, "AT_ONCE", 1)
    for _ in range(6):
        plan_one(mailed(world), 5)
    with down("sqs", "SendMessage") as tries:
        clock.after_outage("2026-11-23T06:05")
    assert tries.hits == aws.LIMITS["sqs"].attempts
    assert len(all_told(world)) == 6
    clock.to("2026-11-23T06:30")
    assert len(world.waiting) == 6


def mailed(world: World, tenant: str = "") -> User:
    """Who gets letters."""
    anna = world.user(tenant=tenant) if tenant else world.user()
    rule = {"key": "at_once", "of": "due", "channel": "mail"}
    assert anna.put("/v1/me/reminder-rules", {"rules": [rule]}).status == 200
    return anna


def plan_one(user: User, minute: int) -> None:
    made = task_of([user], minute, moment_of(minute))
    table.transact(user.tenant, [put(made)])
    planning.plan(user.tenant, [made], datetime(2026, 11, 23, 6, tzinfo=UTC))


def moment_of(minute: int) -> str:
    return f"2026-11-23T{6 + minute // 60:02d}:{minute % 60:02d}"


def test_the_mail_queue_is_down_and_nobody_is_told_twice(world: World, clock: Ticking) -> None:
    """C8"""
    anna = mailed(world)
    made = {"kind": "task", "subject": "Bellen", "is_task": True, "due_at": "2026-11-23T06:05:00Z"}
    assert anna.post("/v1/activities", {**made, "assignees": [anna.id]}).status == 201
    world.settle()
    with down("sqs", "SendMessage", "ServiceUnavailable"):
        clock.to("2026-11-23T06:05")
    assert len(told(anna)) == 1
    assert world.waiting == []
    clock.to("2026-11-23T07:00")
    assert len(told(anna)) == 1
    assert len(world.waiting) == 1
