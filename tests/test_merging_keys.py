"""Keys in other systems of what became one: who knows it by an old key finds the one that stayed (C49, F1)."""

from typing import Any

import pytest

from tests import imports
from tests.consistency import assert_consistent
from tests.test_merging import merged, profiled, read, split
from tests.world import Reply, User, World


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def upsert(user: User, key: str, **fields: Any) -> Reply:
    return user.put(f"/v1/relations/by/{key.replace(':', '/')}", {"name": "Jansen", **fields})


def found(user: User, key: str) -> list[str]:
    return [each["id"] for each in user.get(f"/v1/relations?external_id={key}")["data"]]


def keyed(anna: User, *keys: str) -> list[Reply]:
    return [anna.company(f"Company {key}", external_ids={"sap": key}) for key in keys]


def test_c49_who_upserts_by_the_old_key_changes_the_one_that_stayed(world: World, anna: User) -> None:
    """C49, F1: it makes no new one, takes no key of its own away, and after they are split each has its own again."""
    stays, goes = keyed(anna, "1", "2.x")
    job = merged(world, anna, stays, goes)
    now = read(anna, stays)
    assert (now["external_ids"], now["merged_keys"]) == ({"sap": "1"}, {"sap:2.x": goes.id})
    for key in ("sap:2.x", "sap:1"):
        told = upsert(anna, key, note=f"By {key}")
        assert (told.status, told.id, told["note"]) == (200, stays.id, f"By {key}")
        assert (told["external_ids"], found(anna, key)) == ({"sap": "1"}, [stays.id])
    with world.unchanged():
        refused = anna.post("/v1/relations", {"kind": "company", "name": "Third", "external_ids": {"sap": "2.x"}})
        assert (refused.status, refused.fields) == (409, ["external_ids.sap"]), refused.text
    assert_consistent(world)

    split(world, anna, job)
    for each, key in ((stays, "1"), (goes, "2.x")):
        told = upsert(anna, f"sap:{key}", note="Split")
        assert (told.status, told.id, told["external_ids"]) == (200, each.id, {"sap": key})
        assert (told.json.get("merged_keys"), found(anna, f"sap:{key}")) == (None, [each.id])
    assert_consistent(world)


def test_c49_also_when_it_goes_on_into_another(world: World, anna: User) -> None:
    """C49, F1"""
    first, second, last = keyed(anna, "1", "2", "3")
    jobs = [merged(world, anna, second, first), merged(world, anna, last, second)]
    assert read(anna, last)["merged_keys"] == {"sap:1": first.id, "sap:2": second.id}
    assert {upsert(anna, f"sap:{key}").id for key in "123"} == {last.id}
    assert_consistent(world)
    split(world, anna, jobs[1])
    assert [upsert(anna, f"sap:{key}").id for key in "123"] == [second.id, second.id, last.id]
    split(world, anna, jobs[0])
    assert [upsert(anna, f"sap:{key}").id for key in "123"] == [first.id, second.id, last.id]
    assert_consistent(world)


def test_f1_also_its_own_where_that_of_another_was_chosen(world: World, anna: User) -> None:
    """F1: and whatever came to it since."""
    stays, goes, third = keyed(anna, "1", "2", "3")
    jobs = [merged(world, anna, stays, goes, third, choices={"external_ids": goes.id})]
    now = read(anna, stays)
    assert (now["external_ids"], now["merged_keys"]) == ({"sap": "2"}, {"sap:1": stays.id, "sap:3": third.id})
    assert {upsert(anna, f"sap:{key}").id for key in "123"} == {stays.id}
    assert upsert(anna, "sap:1", external_ids={"exact": "J-1"})["external_ids"] == {"sap": "2", "exact": "J-1"}
    split(world, anna, jobs[0])
    assert [upsert(anna, f"sap:{key}").id for key in "123"] == [stays.id, goes.id, third.id]
    now = read(anna, stays)
    assert (now["external_ids"], now.json.get("merged_keys")) == ({"sap": "1", "exact": "J-1"}, None)
    assert_consistent(world)


def test_an_old_key_is_given_up_by_who_makes_it_their_own_first_and_by_what_is_archived(
    world: World, anna: User
) -> None:
    stays, goes, other = keyed(anna, "1", "2", "3")
    merged(world, anna, stays, goes)
    address = f"/v1/relations/{stays.id}"
    changed = anna.patch(address, {"external_ids": {"sap": "2"}})
    assert (changed["external_ids"], changed.json.get("merged_keys")) == ({"sap": "2"}, None)
    assert anna.patch(address, {"external_ids": {"sap": None}}).status == 200
    assert anna.patch(f"/v1/relations/{other.id}", {"external_ids": {"sap": "2"}}).status == 200

    more = keyed(anna, "4", "5")
    merged(world, anna, *more)
    assert anna.delete(f"/v1/relations/{more[0].id}").status == 200
    made = upsert(anna, "sap:5", kind="company")
    assert (made.status, made["external_ids"]) == (201, {"sap": "5"})
    assert anna.post(f"/v1/relations/{more[0].id}/restore").status == 409
    assert_consistent(world)


def test_a_row_of_a_file_finds_it_by_the_old_key_too(world: World, anna: User) -> None:
    stays, goes = keyed(anna, "1", "2")
    merged(world, anna, stays, goes)
    file = imports.read(anna, "Memo,Nummer\nFrom the file,2\n")
    columns = [{"column": "Memo", "to": "note"}, {"column": "Nummer", "to": "external_ids.sap"}]
    imports.mapped(anna, file, *columns, key="external_ids.sap", matched="update")
    assert imports.counts(imports.carried_out(world, anna, file)) == {"changed": 1}
    now = read(anna, stays)
    assert (now["note"], now["external_ids"], now["merged_keys"]) == (
        "From the file",
        {"sap": "1"},
        {"sap:2": goes.id},
    )


def test_who_is_erased_is_not_found_by_it(world: World, anna: User) -> None:
    stays, goes = (anna.person(name, "Visser", external_ids={"sap": key}) for name, key in (("Jan", "1"), ("J.", "2")))
    merged(world, anna, stays, goes)
    assert anna.post(f"/v1/relations/{stays.id}/erase", {"reason": "request"}).status < 300
    world.settle()
    made = upsert(anna, "sap:2", kind="company")
    assert (made.status, found(anna, "sap:2")) == (201, [made.id])
    assert_consistent(world)


def test_z3_who_may_not_see_keys_sees_none_of_these(world: World, anna: User) -> None:
    """Z3: nor in its history."""
    stays, goes = keyed(anna, "1", "canary")
    merged(world, anna, stays, goes)
    bert = profiled(world, anna, fields={"*": "read", "external_ids": "none"})
    for place in ("", "/history"):
        told, hidden = (each.get(f"/v1/relations/{stays.id}{place}") for each in (anna, bert))
        assert (hidden.status, "canary" in told.text, "canary" in hidden.text) == (200, True, False)
        assert "merged_keys" not in hidden.text
