"""Whose a relation is: it goes to another with its contacts, is taken from the queue of a team, and goes along when a
colleague leaves; everybody's rights are right at once (B9, B10, A33)."""

from functools import partial
from typing import Any

import pytest
from botocore.client import BaseClient

from chalicelib.storage import records, table
from chalicelib.storage.work import Work
from tests.at_once import at_once
from tests.bus import chosen
from tests.consistency import assert_consistent
from tests.faults import Crash, crash_at
from tests.test_hand_over import appointment, assignees, counts, who_takes_part
from tests.test_tasks import task
from tests.world import Reply, User, World

TOMORROW = "2099-11-21T09:00:00Z"


@pytest.fixture
def chief(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def client(world: World) -> BaseClient:
    client: BaseClient = table.connection().connection.client
    return client


def private(chief: User, *types: str, level: str = "private") -> None:
    for each in types or ("relation", "contact", "activity"):
        made = chief.post("/v1/type-defaults", {"of": each, "level": level})
        assert made.status == 201, made.text


def give(by: User, company: Reply, to: str, **more: Any) -> Reply:
    return by.post(f"/v1/relations/{company.id}/hand-over", {"to": to, **more})


def owner(chief: User, place: str) -> str | None:
    told = chief.get(place).json.get("owner")
    return told["id"] if told else None


def go_on(world: World) -> None:
    world.publish(world.new_changes())
    world.hand_over(chosen("hand_over", world.bus.drain()))


# ---------------------------------------------------------------------------------------- a relation goes to another


def test_b10_a_relation_goes_with_its_contacts_and_the_former_owner_loses_it_at_once(world: World, chief: User) -> None:
    """B10"""
    anna, bert, cleo = world.user("sales"), world.user("sales"), world.user("sales")
    private(chief)
    company = anna.company()
    jan, piet = anna.contact(company.id), anna.contact(company.id, last_name="Post")
    hers = chief.contact(company.id, last_name="Elders", owner=cleo.id)
    with world.meter() as meter:
        given = give(anna, company, bert.id, reason="Other region")
    assert meter.round_trips == 4, "the relation and the taker, its contacts, those themselves, one write"
    assert (given.status, given["state"], given["done"], given["left"]) == (
        201, "done", {"relations": 1, "contacts": 2}, 0,
    )  # fmt: skip
    assert (given["of"]["title"], given["from_user"]["id"], given["to"]["id"]) == ("Hamerslag", anna.id, bert.id)
    places = [f"/v1/relations/{company.id}", *(f"/v1/contacts/{each.id}" for each in (jan, piet))]
    assert [owner(chief, each) for each in places] == [bert.id] * 3
    assert owner(chief, f"/v1/contacts/{hers.id}") == cleo.id
    assert [anna.get(each).status for each in places] == [404] * 3
    assert [bert.get(each).status for each in places] == [200] * 3
    assert (anna.names("/v1/relations"), bert.names("/v1/relations")) == ([], ["Hamerslag"])
    assert_consistent(world)


def test_histories_tell_who_gave_it_and_why_and_the_taker_is_told_once(world: World, chief: User) -> None:
    anna, bert = world.user("sales"), world.user("sales")
    company = anna.company()
    jan = anna.contact(company.id)
    given = give(anna, company, bert.id, reason="Other region")
    told = {"hand_over": given.id, "by": anna.id, "from_user": anna.id, "reason": "Other region"}
    newest = chief.get(f"/v1/relations/{company.id}/history")["data"][0]
    assert (newest["by"], newest["about"], list(newest["changed"])) == (anna.id, told, ["owner"])
    of_jan = chief.get(f"/v1/contacts/{jan.id}/history")["data"][0]
    assert (of_jan["by"], of_jan["about"]) == ("system:hand-over", told)
    world.settle()
    (notice,) = bert.get("/v1/notices")["data"]
    assert (notice["kind"], notice["by"]["id"], notice["record"]["title"]) == ("handed_over", anna.id, "Hamerslag")
    assert notice["told"] == {"from_user": anna.id, "of": company.id, "relations": 1, "contacts": 1}
    assert anna.get(f"/v1/hand-overs/{given.id}")["state"] == "done"
    assert bert.get(f"/v1/hand-overs/{given.id}")["state"] == "done"
    assert world.user().get(f"/v1/hand-overs/{given.id}").status == 403
    assert chief.get(f"/v1/users/{anna.id}/work")["last_hand_over"] is None


def test_open_work_on_it_goes_along_where_it_is_asked(world: World, chief: User) -> None:
    anna, bert, cleo = world.user("sales"), world.user("sales"), world.user("sales")
    company, other = anna.company(), anna.company("Elders")
    jan = anna.contact(company.id)
    mine, through = task(anna, links=[company.id], assignees=[anna.id, cleo.id]), task(anna, links=[jan.id])
    elsewhere, hers = task(anna, links=[other.id]), task(anna, links=[company.id], assignees=[cleo.id])
    visit = appointment(anna, TOMORROW, anna.id, links=[company.id])
    there = appointment(anna, TOMORROW, anna.id, links=[other.id])
    given = give(anna, company, bert.id, with_open_work=True)
    assert given["done"] == {"relations": 1, "contacts": 1, "tasks": 2, "appointments": 1}
    assert assignees(chief, mine) == [cleo.id, bert.id]
    assert [assignees(chief, each) for each in (through, elsewhere, hers)] == [[bert.id], [anna.id], [cleo.id]]
    assert [who_takes_part(chief, each)[0][0] for each in (visit, there)] == [bert.id, anna.id]
    again = give(bert, company, cleo.id, with_contacts=False)
    assert again["done"] == {"relations": 1}
    assert owner(chief, f"/v1/contacts/{jan.id}") == bert.id
    assert_consistent(world)


def test_a_team_gives_and_is_given(world: World, chief: User) -> None:
    """B9"""
    anna, bert = world.user("sales"), world.user("sales")
    private(chief)
    east = chief.post("/v1/teams", {"name": "East", "members": [anna.id]})
    west = chief.post("/v1/teams", {"name": "West", "members": [bert.id]})
    company = anna.company(owner=east.id)
    assert give(anna, company, west.id)["from_user"]["title"] == "East"
    assert [each.get(f"/v1/relations/{company.id}").status for each in (anna, bert)] == [404, 200]
    assert owner(chief, f"/v1/relations/{company.id}") == west.id


# ------------------------------------------------------------------------------------------------------- however much


def many(world: World, anna: User, number: int) -> Reply:
    company = anna.company()
    for place in range(number):
        anna.contact(company.id, last_name=f"Visser {place}")
    world.new_changes()
    return company


def test_what_does_not_fit_goes_on_by_itself(world: World, chief: User) -> None:
    anna, bert = world.user("sales"), world.user("sales")
    private(chief)
    company = many(world, anna, 25)
    given = give(anna, company, bert.id)
    assert (given["state"], owner(chief, f"/v1/relations/{company.id}")) == ("running", bert.id)
    assert sum(given["done"].values()) + given["left"] == 26
    assert anna.get(f"/v1/relations/{company.id}").status == 404
    go_on(world)
    done = anna.get(f"/v1/hand-overs/{given.id}")
    assert (done["state"], done["done"], done["left"]) == ("done", {"relations": 1, "contacts": 25}, 0)
    assert counts(chief, anna.id)["contacts"] == 0
    assert counts(chief, bert.id)["contacts"] == 25
    assert_consistent(world)


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_r3_wherever_it_dies_it_goes_on_and_counts_right(
    world: World, chief: User, client: BaseClient, after: bool
) -> None:
    """R3: the worker is killed at every third call."""
    anna, bert = world.user("sales"), world.user("sales")
    company = many(world, anna, 25)
    given = give(anna, company, bert.id)
    world.publish(world.new_changes())
    (event,) = chosen("hand_over", world.bus.drain())
    for place in (2, 5, 8):
        with pytest.raises(Crash), crash_at(client, place, after=after):
            world.hand_over([event])
    world.hand_over([event])
    assert anna.get(f"/v1/hand-overs/{given.id}")["done"] == {"relations": 1, "contacts": 25}
    assert_consistent(world)


def test_z6_it_stops_when_who_began_it_left(world: World, chief: User) -> None:
    """Z6"""
    anna, bert = world.user("sales"), world.user("sales")
    company = many(world, anna, 25)
    given = give(anna, company, bert.id)
    chief.patch(f"/v1/users/{anna.id}", {"status": "disabled"})
    go_on(world)
    assert chief.get(f"/v1/hand-overs/{given.id}")["state"] == "stopped"


def test_r10_the_same_key_hands_over_once_and_of_two_at_once_each_decides_on_what_is_there(
    world: World, chief: User
) -> None:
    """R10, R7"""
    anna, bert, cleo = world.user("sales"), world.user("sales"), world.user("sales")
    company = anna.company()
    first, second = (
        anna.post(f"/v1/relations/{company.id}/hand-over", {"to": bert.id}, headers={"Idempotency-Key": "a"})
        for _ in "12"
    )
    assert (first.status, second.status, first.id) == (201, 201, second.id)
    replies = at_once([partial(give, chief, company, to) for to in (anna.id, cleo.id)])
    assert [each.status for each in replies] == [201, 201]
    last = chief.get(f"/v1/relations/{company.id}/history")["data"][:2]
    assert {each["about"]["from_user"] for each in last} > {bert.id}, "one was given by the taker of the other"
    assert_consistent(world)


# -------------------------------------------------------------------------------------------------- what is refused


def test_t2_nobody_hands_over_what_is_not_theirs_nor_to_who_is_not_there(world: World, chief: User) -> None:
    """T2, Z2"""
    anna, bert, gone = world.user("sales"), world.user("sales"), world.user()
    reader, stranger, outsider = world.user("reader"), world.user(tenant="Other"), world.user(kind="external")
    company, archived = anna.company(), anna.company("Gone")
    anna.delete(f"/v1/relations/{archived.id}")
    chief.patch(f"/v1/users/{gone.id}", {"status": "disabled"})
    with world.unchanged():
        for by, status in ((bert, 403), (reader, 403), (outsider, 403), (stranger, 404)):
            assert give(by, company, by.id).status == status
        assert give(bert, company, bert.id).fields == ["owner"]
        for to, code in (
            (gone.id, "not_linkable"), (anna.id, "same"), (stranger.id, "no_such_record"),
            (company.id, "no_such_record"),
        ):  # fmt: skip
            refused = give(anna, company, to)
            assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, ["to"], code)
        assert give(anna, archived, bert.id).status == 409
        stale = anna.post(f"/v1/relations/{company.id}/hand-over", {"to": bert.id}, headers={"If-Match": '"7"'})
        assert stale.status == 412
    private(chief)
    with world.unchanged():
        assert give(bert, company, bert.id).status == 404


# ------------------------------------------------------------------------------------------- the queue of a team


def take(by: User, company: Reply) -> Reply:
    return by.post(f"/v1/relations/{company.id}/take", {})


@pytest.mark.parametrize("level", ["private", "delete"])
def test_b9_of_two_who_take_a_relation_from_the_queue_one_gets_it(world: World, chief: User, level: str) -> None:
    """B9, R7"""
    anna, bert, stranger = world.user("sales"), world.user("sales"), world.user("sales")
    private(chief, level=level)
    team = chief.post("/v1/teams", {"name": "Leads", "members": [anna.id, bert.id]})
    company = chief.company(owner=team.id)
    jan = chief.contact(company.id, owner=team.id)
    assert anna.names(f"/v1/relations?owner={team.id}") == ["Hamerslag"]
    with world.unchanged():
        assert take(stranger, company).status == (404 if level == "private" else 409)
    replies = at_once([partial(take, by, company) for by in (anna, bert)])
    lost = 404 if level == "private" else 409
    assert sorted(each.status for each in replies) == sorted([201, lost])
    winner = (anna, bert)[[each.status for each in replies].index(201)]
    assert owner(chief, f"/v1/relations/{company.id}") == owner(chief, f"/v1/contacts/{jan.id}") == winner.id
    assert winner.names(f"/v1/relations?owner={team.id}") == []
    assert_consistent(world)


# ------------------------------------------------------------------------------------------------- a colleague leaves


def test_a33_what_somebody_owned_alone_or_with_others_goes_along_when_they_leave(world: World, chief: User) -> None:
    """A33, C1"""
    bob, eva, cleo = world.user("sales"), world.user("sales"), world.user("sales")
    private(chief)
    made, named = bob.company("Made"), chief.company("Named", owner=bob.id, co_owners=[eva.id, cleo.id])
    shared, listed = chief.company("Shared", owner=cleo.id, co_owners=[bob.id]), chief.company("Listed")
    chief.patch(f"/v1/relations/{listed.id}", {"access": [{"who": bob.id, "level": "edit"}]})
    chief.delete(f"/v1/relations/{bob.company('Gone').id}")
    jan = bob.contact(made.id)
    chief.patch(f"/v1/users/{bob.id}", {"status": "disabled"})
    told = counts(chief, bob.id)
    assert (told["relations"], told["contacts"]) == (3, 1)
    begun = chief.post(f"/v1/users/{bob.id}/hand-over", {"to": eva.id})
    assert (begun["state"], begun["done"]) == ("done", {"relations": 3, "contacts": 1})
    found = {each.id: chief.get(f"/v1/relations/{each.id}") for each in (made, named, shared, listed)}
    assert [found[each.id]["owner"]["id"] for each in (made, named, shared)] == [eva.id, eva.id, cleo.id]
    assert [[who["id"] for who in found[each.id]["co_owners"]] for each in (named, shared)] == [[cleo.id], [eva.id]]
    assert found[listed.id]["access"][0]["who"]["id"] == bob.id, "it names a person, not their work"
    assert sorted(eva.names("/v1/relations")) == ["Made", "Named", "Shared"]
    assert eva.get(f"/v1/contacts/{jan.id}").status == 200
    assert counts(chief, bob.id)["relations"] == 0
    assert_consistent(world)


def test_what_only_a_machine_made_has_no_owner_who_is_told(world: World, chief: User) -> None:
    """Such as a relation that came with a mail."""
    bert = world.user("sales")
    company = chief.company()
    kept = records.get(chief.tenant, company.id)
    assert kept
    work = Work(chief.tenant, "system:filing")
    made = work.create(_type(), dict(kept.data))
    work.commit()
    given = chief.post(f"/v1/relations/{made.id}/hand-over", {"to": bert.id})
    assert (given.status, given["from_user"]["id"], given["done"]) == (201, "system:filing", {"relations": 1})


def _type() -> Any:
    from chalicelib.models.relation import RELATION

    return RELATION
