"""What a colleague did and will do: the timeline of a user."""

from typing import Any

import pytest
import time_machine

from tests.world import Reply, User, World

NOON = "2026-11-20T11:00:00Z"


def log(user: User, subject: str, **fields: Any) -> Reply:
    reply = user.post("/v1/activities", {"kind": "phone_call", "subject": subject, **fields})
    assert reply.status == 201, reply.text
    return reply


def asked(by: User, of: User, query: str = "") -> list[str]:
    reply = by.get(f"/v1/users/{of.id}/timeline{query}")
    assert reply.status == 200, reply.text
    return [each["subject"] for each in reply["data"]]


def test_it_tells_what_they_made_were_given_and_took_part_in_the_newest_first(world: World) -> None:
    ann, bob, eve = (world.user() for _ in range(3))
    log(ann, "made", date="2026-01-05")
    log(eve, "given", kind="task", assignees=[ann.id], due_on="2027-03-01")
    log(eve, "took part", starts_at="2026-06-01T09:00:00Z", participants=[{"user": ann.id}])
    log(eve, "of others", date="2026-02-01", assignees=[], participants=[{"user": bob.id}])
    assert asked(bob, ann) == ["given", "took part", "made"]
    assert asked(ann, ann) == ["given", "took part", "made"]
    assert asked(ann, eve) == ["given", "took part", "of others"]
    (row, *_) = bob.get(f"/v1/users/{ann.id}/timeline?limit=1")["data"]
    assert (row["at"], row["through"], row["subject"]) == ("2027-03-01", None, "given")


def test_page_by_page_it_is_the_same(world: World) -> None:
    ann = world.user()
    for day in range(1, 8):
        log(ann, f"of {day}", date=f"2026-01-{day:02}")
    told: list[str] = []
    cursor = ""
    while True:
        page = ann.get(f"/v1/users/{ann.id}/timeline?limit=3{cursor}")
        told += [each["subject"] for each in page["data"]]
        if not page["page"]["has_more"]:
            break
        cursor = f"&cursor={page['page']['next_cursor']}"
    assert told == [f"of {day}" for day in range(7, 0, -1)]
    assert world.user().get(f"/v1/users/{ann.id}/timeline?limit=3{cursor}").status == 400, "a cursor is of one's own"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kinds=fax", ["fax"]),
        ("?kinds=fax&kinds=note", ["fax", "note"]),
        ("?visibility=internal", ["note"]),
        ("?from=2026-03-15", ["fax", "visit"]),
        ("?until=2026-03-31", ["note"]),
        ("?from=2026-04-01&until=2026-04-01", ["visit"]),
        ("?from=2026-03-31&until=2026-03-31&time_zone=UTC", ["visit"]),
        ("?types=activity", ["fax", "visit", "note"]),
        ("?types=document", []),
        ("?direct_only=true", ["fax", "visit", "note"]),
    ],
)
def test_it_is_narrowed_as_others_are(world: World, query: str, expected: list[str]) -> None:
    ann = world.user()
    log(ann, "note", kind="note", date="2026-03-01", visibility="internal")
    log(ann, "visit", kind="visit", starts_at="2026-03-31T22:30:00Z")
    log(ann, "fax", kind="fax", date="2026-04-02")
    assert asked(ann, ann, query) == expected


def test_open_is_what_they_were_given_to_do_what_is_due_first_at_the_top(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        ann, bob = world.user(), world.user()
        log(bob, "later", kind="task", assignees=[ann.id], due_on="2027-03-01")
        log(bob, "sooner", kind="task", assignees=[ann.id, bob.id], due_on="2026-12-01")
        log(bob, "whenever", kind="task", assignees=[ann.id])
        log(ann, "for Bob", kind="task", assignees=[bob.id], due_on="2026-12-02")
        done = log(bob, "done", kind="task", assignees=[ann.id], due_on="2026-11-01")
        bob.post(f"/v1/activities/{done.id}/complete", {})
        assert asked(ann, ann, "?open=true") == ["sooner", "later", "whenever"]
        assert asked(ann, bob, "?open=true") == ["sooner", "for Bob"]
        assert asked(ann, ann, "?open=true&kinds=note") == []
        assert "done" in asked(bob, ann)


def test_z3_nobody_sees_by_it_what_they_may_not_see(world: World) -> None:
    ann, bob, boss = world.user("sales"), world.user("sales"), world.user("administrator")
    shut = boss.company("Secret", restricted=True)
    log(boss, "of the secret", links=[shut.id])
    log(boss, "open to all", links=[boss.company("Open").id])
    assert (asked(ann, boss), asked(bob, boss)) == (["open to all"], ["open to all"])
    assert asked(boss, boss) == ["open to all", "of the secret"]


def test_t1_somebody_of_another_tenant_or_nobody_is_not_there(world: World) -> None:
    ann, other = world.user(), world.user(tenant="Bolt")
    nobody = f"{ann.id[:-4]}0000"
    assert [ann.get(f"/v1/users/{each}/timeline").status for each in (other.id, nobody)] == [404, 404]
    relation = ann.company()
    assert ann.get(f"/v1/users/{relation.id}/timeline").status == 404


def test_it_takes_three_round_trips(world: World) -> None:
    ann = world.user()
    for day in range(1, 20):
        log(ann, f"of {day}", date=f"2026-01-{day:02}")
    with world.meter() as meter:
        assert len(asked(ann, ann)) == 19
    assert meter.round_trips <= 3
