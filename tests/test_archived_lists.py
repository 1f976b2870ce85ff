"""Lists of what was archived: found by when, by nobody who might not read it, and brought back from there."""

from typing import Any

import pytest

from chalicelib.storage import rebuild
from tests.consistency import assert_consistent
from tests.secluded import shut
from tests.test_merging import merged
from tests.test_privacy_erasure import erase, known
from tests.world import TABLE, Reply, User, World

ARCHIVED = "/v1/relations?archived=true"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def archived(user: User, record: Reply, plural: str = "relations") -> str:
    reply = user.delete(f"/v1/{plural}/{record.id}")
    assert reply.status == 200, reply.text
    return record.id


def listed(user: User, path: str = ARCHIVED) -> list[str]:
    reply = user.get(path)
    assert reply.status == 200, reply.text
    return [each["id"] for each in reply["data"]]


def searched(user: User, criteria: dict[str, Any], **more: Any) -> Reply:
    return user.post("/v1/relations/search", {"criteria": criteria, "archived": True, **more})


def test_what_was_archived_last_comes_first_and_what_was_not_does_not_come(world: World, anna: User) -> None:
    first, second, stays = (anna.company(name) for name in ("Zwaluw", "Merel", "Roodborst"))
    assert listed(anna) == []
    assert [archived(anna, each) for each in (first, second)] == [first.id, second.id]
    told = anna.get(ARCHIVED)["data"]
    assert [(each["id"], each["name"]) for each in told] == [(second.id, "Merel"), (first.id, "Zwaluw")]
    assert all(each["archived_at"] for each in told)
    assert listed(anna, "/v1/relations") == listed(anna, "/v1/relations?archived=false") == [stays.id]
    assert_consistent(world)


def test_what_is_brought_back_is_no_more_in_it(world: World, anna: User) -> None:
    back, stays = anna.company("Zwaluw"), anna.company("Merel")
    for each in (back, stays):
        archived(anna, each)
    assert anna.post(f"/v1/relations/{back.id}/restore").status == 200
    assert (listed(anna), listed(anna, "/v1/relations")) == ([stays.id], [back.id])
    assert_consistent(world)


def test_it_is_walked_by_cursor_and_the_cursor_is_of_no_other_list(anna: User) -> None:
    ids = [archived(anna, anna.company(f"Vogel {n}")) for n in range(5)]
    found: list[str] = []
    path = f"{ARCHIVED}&limit=2"
    while path:
        page = anna.get(path)
        found.extend(each["id"] for each in page["data"])
        path = f"{ARCHIVED}&limit=2&cursor={page['page']['next_cursor']}" if page["page"]["has_more"] else ""
    assert found == ids[::-1]
    cursor = anna.get(f"{ARCHIVED}&limit=2")["page"]["next_cursor"]
    refused = anna.get(f"/v1/relations?limit=2&cursor={cursor}")
    assert (refused.status, refused["code"]) == (400, "invalid_cursor")


def test_it_is_filtered_and_searched_as_others_are(anna: User) -> None:
    customer, other = anna.company("Zwaluw", status=["customer"]), anna.company("Merel", status=["supplier"])
    for each in (customer, other):
        archived(anna, each)
    assert listed(anna, f"{ARCHIVED}&status=customer") == [customer.id]
    found = searched(anna, {"field": "name", "op": "contains", "value": "mere"})
    assert [each["id"] for each in found["data"]] == [other.id]
    assert searched(anna, {"field": "name", "op": "contains", "value": "koekoek"})["data"] == []


@pytest.mark.parametrize("asked", ["sort=name", "email=a@b.example", "sort=-name&phone=036 530 12 34"])
def test_an_order_and_exact_values_are_refused_by_name(anna: User, asked: str) -> None:
    refused = anna.get(f"{ARCHIVED}&{asked.replace(' ', '%20')}")
    assert (refused.status, refused["code"]) == (400, "invalid_parameter")
    assert refused.fields == sorted(each.partition("=")[0] for each in asked.split("&"))


def test_an_order_is_refused_in_a_search_too(anna: User) -> None:
    refused = searched(anna, {"all": []}, sort="name")
    assert (refused.status, refused.fields) == (422, ["sort"])


def test_colleagues_see_in_it_what_they_may_read(world: World, anna: User) -> None:
    """Z1, Z3: nothing of what is restricted, and of types that are private only their own."""
    eva, bert = world.user("sales"), world.user("sales")
    secret, plain = shut(eva, (anna.id, "delete")), eva.company("Merel")
    for each in (secret, plain):
        archived(anna, each)
    assert listed(eva) == listed(anna) == [plain.id, secret.id]
    assert listed(bert) == [plain.id]
    private = anna.post("/v1/type-defaults", {"of": "relation", "level": "private"})
    assert private.status == 201, private.text
    assert (listed(eva), listed(bert)) == ([plain.id, secret.id], [])


def test_fields_that_are_hidden_are_neither_told_nor_asked_for(world: World, anna: User) -> None:
    fields = {"*": "write", "note": "none", "status": "none"}
    types = {"relation": {"actions": ["read", "create", "edit", "delete", "restore"], "fields": fields}}
    profile = anna.post("/v1/profiles", {"name": "Half", "types": types})
    role = anna.post("/v1/roles", {"key": "half", "name": "Half", "profiles": [profile.id]})
    assert role.status == 201, role.text
    archived(anna, anna.company("Merel", status=["customer"], note="Betaalt laat"))
    bert = world.user("half")
    told = bert.get(ARCHIVED)
    assert "note" not in told["data"][0]
    assert "Betaalt" not in told.text
    assert bert.get(f"{ARCHIVED}&status=customer").status == 400
    assert searched(bert, {"field": "status", "op": "has_any", "value": ["customer"]}).status == 422


def test_others_see_nothing_of_it(world: World, anna: User) -> None:
    """T1 and E7: what was archived is not there for customers, nor for other organisations."""
    archived(anna, anna.company("Merel"))
    assert world.user("administrator", tenant="Other").get(ARCHIVED)["data"] == []
    assert world.user("external", kind="external").get(ARCHIVED).status == 403


def test_what_became_one_with_another_is_not_in_it_until_it_is_split_again(world: World, anna: User) -> None:
    survivor, source = anna.company("Merel"), anna.company("Merels")
    job = merged(world, anna, survivor, source)
    assert listed(anna) == []
    undone = anna.post(f"/v1/jobs/{job.id}/undo")
    assert undone.status == 202, undone.text
    world.settle()
    assert listed(anna) == []
    archived(anna, source)
    assert listed(anna) == [source.id]
    assert_consistent(world)


def test_who_was_erased_is_not_in_it(world: World, anna: User) -> None:
    person = known(anna)["person"]
    assert erase(anna, person).status == 202
    world.settle()
    assert anna.get(f"/v1/relations/{person.id}")["archived_at"]
    assert listed(anna) == []
    assert_consistent(world)


def test_what_was_archived_before_there_were_such_lists_is_in_them_after_a_rebuild(world: World, anna: User) -> None:
    gone = archived(anna, anna.company("Merel"))
    for pk, sk in [key for key in world.items() if "#archived#" in key[0]]:
        world.engine.client.delete_item(TableName=TABLE, Key={"pk": {"S": pk}, "sk": {"S": sk}})
    assert listed(anna) == []
    report = rebuild.rebuild(anna.tenant)
    assert dict(report.counts) == {("archived", "missing"): 1}
    assert listed(anna) == [gone]
    assert_consistent(world)


def test_it_costs_two_round_trips_whatever_it_holds(world: World, anna: User) -> None:
    for n in range(3):
        archived(anna, anna.company(f"Vogel {n}"))
    with world.meter() as meter:
        assert len(listed(anna)) == 3
    assert meter.round_trips == 2
