"""Teams that pass work to each other where everything is private: who sees it before and after, who is told, and what
stands in its history (B9, B11, B12)."""

from functools import partial
from typing import NamedTuple

import pytest

from chalicelib.actions import shipping
from chalicelib.models.shipped_rights import role_id
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.test_giving import assign
from tests.test_hand_over import assignees
from tests.test_hand_over_owned import private
from tests.test_tasks import do, task
from tests.world import Reply, User, World


class Company(NamedTuple):
    """Two of after-sales, two of accounting and a seller; all types are private."""

    chief: User
    repair: User
    bench: User
    books: User
    ledger: User
    seller: User
    after_sales: str
    accounting: str

    @property
    def readers(self) -> dict[str, User]:
        return {"repair": self.repair, "bench": self.bench, "books": self.books, "ledger": self.ledger}


@pytest.fixture
def acme(world: World) -> Company:
    chief = world.user("administrator")
    repair, bench = world.user("after_sales"), world.user("after_sales")
    books, ledger = world.user("accounting"), world.user("accounting")
    teams = [
        chief.post("/v1/teams", {"name": name, "members": [each.id for each in members]}).id
        for name, members in (("After-sales", (repair, bench)), ("Accounting", (books, ledger)))
    ]
    private(chief)
    return Company(chief, repair, bench, books, ledger, world.user("sales"), *teams)


def seen(acme: Company, made: Reply) -> set[str]:
    """Who may read it; the same find it in their lists and in the work of their teams."""
    told = {name: by.get(f"/v1/activities/{made.id}").status for name, by in acme.readers.items()}
    assert set(told.values()) <= {200, 404}
    may = {name for name, status in told.items() if status == 200}
    assert {name for name, by in acme.readers.items() if made.id in ids(by, "/v1/activities")} == may
    return may


def ids(by: User, path: str) -> list[str]:
    reply = by.get(path)
    assert reply.status == 200, reply.text
    return [each["id"] for each in reply["data"]]


def told(by: User) -> list[tuple[str, str]]:
    return [(each["kind"], each["record"]["title"]) for each in by.get("/v1/notices")["data"]]


# -------------------------------------------------------------------------------------------------- passing it on


def test_b12_a_problem_goes_from_after_sales_to_accounting_and_the_rights_with_it(world: World, acme: Company) -> None:
    """B12"""
    made = task(acme.seller, subject="Oven is cold", assignees=[acme.after_sales])
    assert seen(acme, made) == {"repair", "bench"}
    passed = assign(acme.repair, made, acme.accounting, reason="They did not pay")
    assert (passed.status, passed["assignees"][0]["title"]) == (200, "Accounting")
    assert seen(acme, made) == {"books", "ledger"}
    assert acme.seller.get(f"/v1/activities/{made.id}").status == 200, "who made it"
    with world.unchanged():
        assert do(acme.repair, made, "complete", {}).status == 404
        assert assign(acme.bench, made, acme.bench.id).status == 404
        assert acme.repair.get(f"/v1/activities/{made.id}/history").status == 404
    newest, first = acme.books.get(f"/v1/activities/{made.id}/history")["data"]
    assert (newest["by"], newest["about"]) == (acme.repair.id, {"reason": "They did not pay"})
    was, now = (newest["changed"]["assignees"][side][0]["title"] for side in ("was", "now"))
    assert (was, now, first["by"]) == ("After-sales", "Accounting", acme.seller.id)
    assert do(acme.books, made, "complete", {"outcome": "Paid"}).status == 200
    assert_consistent(world)


def test_b12_who_took_part_goes_on_seeing_it(world: World, acme: Company) -> None:
    """B12"""
    mine = task(acme.repair, assignees=[acme.after_sales])
    visit = task(acme.seller, assignees=[acme.after_sales], participants=[{"user": acme.bench.id}])
    for made in (mine, visit):
        assert assign(acme.repair, made, acme.accounting).status == 200
    assert seen(acme, mine) == {"repair", "books", "ledger"}, "who made it"
    assert seen(acme, visit) == {"bench", "books", "ledger"}
    assert acme.bench.patch(f"/v1/activities/{visit.id}", {"subject": "x"}).status == 403, "to look at it only"


def test_z4_the_new_team_is_told_and_the_old_one_not_any_more(world: World, acme: Company) -> None:
    """Z4: what the old one was told stands without what it was about."""
    made = task(acme.seller, subject="Oven is cold", assignees=[acme.after_sales])
    world.settle()
    assert told(acme.bench) == [("assigned", "Oven is cold")]
    assign(acme.repair, made, acme.accounting)
    world.settle()
    assert (told(acme.books), told(acme.ledger)) == ([("assigned", "Oven is cold")] * 1, [("assigned", "Oven is cold")])
    assert "Oven" not in acme.bench.get("/v1/notices").text
    assert made.id in ids(acme.books, f"/v1/worklist?team={acme.accounting}")
    assert ids(acme.bench, "/v1/worklist") == []


def test_b11_accounting_reads_what_sales_owns_as_long_as_the_rule_stands(world: World, acme: Company) -> None:
    """B11"""
    shipping.ship(acme.chief.tenant)
    ours, theirs = task(acme.seller, subject="Quote"), task(acme.repair, subject="Repair")
    assert seen(acme, ours) == set()
    rule = acme.chief.post(
        "/v1/sharing-rules",
        {
            "name": "Accounting reads what sales owns",
            "of": "activity",
            "owned_by": {"role": role_id("sales")},
            "shared_with": {"role": role_id("accounting")},
            "level": "read",
        },
    )
    assert rule.status == 201, rule.text
    assert (seen(acme, ours), seen(acme, theirs)) == ({"books", "ledger"}, {"repair"})
    with world.unchanged():
        assert acme.books.patch(f"/v1/activities/{ours.id}", {"subject": "x"}).status == 403
        assert assign(acme.books, ours, acme.books.id).status == 403
    assert acme.chief.delete(f"/v1/sharing-rules/{rule.id}").status == 200
    assert seen(acme, ours) == set()


def test_who_leaves_a_team_leaves_its_work(world: World, acme: Company) -> None:
    made = task(acme.seller, assignees=[acme.after_sales])
    acme.chief.patch(f"/v1/teams/{acme.after_sales}", {"members": {"remove": [acme.bench.id]}})
    assert seen(acme, made) == {"repair"}


# ------------------------------------------------------------------------------------------------ queues (B9)


def test_b9_of_two_who_take_a_task_from_the_queue_one_gets_it_and_the_team_still_sees_it(
    world: World, acme: Company
) -> None:
    """B9, R7"""
    made = task(acme.seller, assignees=[acme.after_sales, acme.seller.id])
    replies = at_once([partial(do, by, made, "take") for by in (acme.repair, acme.bench)])
    assert sorted(each.status for each in replies) == [200, 409]
    winner = (acme.repair, acme.bench)[[each.status for each in replies].index(200)]
    assert assignees(acme.chief, made) == [acme.seller.id, winner.id]
    assert seen(acme, made) == {"repair", "bench"}
    assert made.id not in ids(acme.bench, f"/v1/worklist?team={acme.after_sales}")
    assert made.id in ids(winner, "/v1/worklist")
    with world.unchanged():
        assert do(winner, made, "take").status == 409
    assert_consistent(world)


def test_b9_what_was_taken_goes_back_into_the_queue(world: World, acme: Company) -> None:
    """B9, R10"""
    made = task(acme.seller, assignees=[acme.after_sales])
    with world.meter() as meter:
        taken = do(acme.repair, made, "take", headers={"Idempotency-Key": "k"})
    assert meter.round_trips == 3, "the task with the rights, what it links to, one write"
    assert taken["taken"] == {
        "by": acme.repair.id,
        "teams": [{"id": acme.after_sales, "title": "After-sales", "place": ""}],
    }
    assert do(acme.repair, made, "take", headers={"Idempotency-Key": "k"}).json == taken.json
    back = do(acme.repair, made, "give-back")
    assert (back.status, [each["id"] for each in back["assignees"]], "taken" in back.json) == (
        200, [acme.after_sales], False,
    )  # fmt: skip
    with world.unchanged():
        assert do(acme.repair, made, "give-back").status == 409
    assert do(acme.bench, made, "take").status == 200
    assert_consistent(world)


def test_what_was_taken_and_is_passed_on_is_the_teams_no_more(world: World, acme: Company) -> None:
    """By whatever verb; and as long as who took it has it too, it is."""
    for verb in ("assign", "patch", "reassign"):
        made = task(acme.seller, assignees=[acme.after_sales])
        do(acme.repair, made, "take")
        body = {"assignees": [acme.accounting]}
        if verb == "assign":
            do(acme.repair, made, verb, body)
        elif verb == "patch":
            acme.repair.patch(f"/v1/activities/{made.id}", body)
        else:
            acme.repair.post("/v1/activities/reassign", {"to": acme.accounting, "ids": [made.id]})
        assert seen(acme, made) == {"books", "ledger"}, verb
        assert "taken" not in acme.books.get(f"/v1/activities/{made.id}").json
    shared = task(acme.seller, assignees=[acme.after_sales])
    do(acme.repair, shared, "take")
    acme.repair.patch(f"/v1/activities/{shared.id}", {"assignees": {"add": [acme.books.id]}})
    assert seen(acme, shared) == {"repair", "bench", "books"}


def test_t2_nobody_takes_what_is_in_no_queue_of_theirs(world: World, acme: Company) -> None:
    """T2, Z2"""
    made, mine = task(acme.seller, assignees=[acme.after_sales]), task(acme.seller)
    done, note = task(acme.seller, assignees=[acme.after_sales]), acme.seller.post(
        "/v1/activities", {"kind": "note", "subject": "x"}
    )  # fmt: skip
    do(acme.repair, done, "complete", {})
    stranger, outsider = world.user("administrator", tenant="Other"), world.user(kind="external")
    reader = world.user("reader")
    acme.chief.patch(f"/v1/teams/{acme.after_sales}", {"members": {"add": [reader.id]}})
    with world.unchanged():
        for verb in ("take", "give-back"):
            assert do(acme.books, made, verb).status == 404
            assert do(stranger, made, verb).status == 404
            assert do(outsider, made, verb).status in (403, 404)
            assert do(reader, made, verb).status == 403
            assert do(acme.seller, mine, verb).status == 409
            assert do(acme.repair, done, verb).status == 409
            assert do(acme.seller, note, verb).status == 409
        assert do(acme.seller, made, "take").status == 409, "who made it is not of the team"
        assert do(acme.repair, made, "take", headers={"If-Match": '"7"'}).status == 412
        forged = {"kind": "task", "subject": "x", "is_task": True, "taken": {"by": acme.seller.id, "teams": []}}
        assert acme.seller.post("/v1/activities", forged).status == 400


def test_an_administrator_takes_from_the_queue_of_a_team_of_theirs(world: World, acme: Company) -> None:
    made = task(acme.seller, assignees=[acme.after_sales])
    assert do(acme.chief, made, "take").status == 409
    acme.chief.patch(f"/v1/teams/{acme.after_sales}", {"members": {"add": [acme.chief.id]}})
    assert do(acme.chief, made, "take").status == 200
