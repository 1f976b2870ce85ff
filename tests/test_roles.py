"""Roles and profiles as an administrator meets them: what a new organisation starts with, what can be changed of it,
and who is given what."""

import pytest

from chalicelib.actions import shipping
from chalicelib.models.shipped_rights import KEYS, profile_id, role_id
from tests.consistency import assert_consistent
from tests.world import User, World

ALL = {"*": {"actions": ["read"], "fields": {"*": "read"}}}


@pytest.fixture
def anna(world: World) -> User:
    anna = world.user("administrator")
    shipping.ship(anna.tenant)
    return anna


def test_a_new_organisation_has_the_shipped_roles_to_change_as_it_likes(world: World, anna: User) -> None:
    roles = anna.get("/v1/roles")["data"]
    assert {each["key"] for each in roles} == set(KEYS)
    profiles = {each["id"] for each in anna.get("/v1/profiles")["data"]}
    assert {link["id"] for each in roles for link in each["profiles"]} <= profiles
    sales = next(each for each in roles if each["key"] == "sales")
    assert sales["parent"] == {"id": role_id("manager"), "title": "Manager", "place": ""}
    assert anna.patch(f"/v1/roles/{sales['id']}", {"name": "Verkoop"})["name"] == "Verkoop"
    assert anna.patch(f"/v1/roles/{sales['id']}", {"key": "other"}).status == 422
    assert_consistent(world)


def test_to_ship_again_makes_what_is_missing_and_keeps_what_was_changed(world: World, anna: User) -> None:
    anna.patch(f"/v1/profiles/{profile_id('sales')}", {"name": "Ours"})
    anna.delete(f"/v1/roles/{role_id('after_sales')}")
    with world.unchanged():
        assert shipping.ship(anna.tenant) == 0
    keys = {each["key"] for each in anna.get("/v1/roles")["data"]}
    assert keys == set(KEYS) - {"after_sales"}
    assert anna.post("/v1/users", {"email": "x@example.com", "name": "X", "role": "after_sales"}).status == 422


def test_without_any_record_everything_works_by_what_is_shipped(world: World) -> None:
    """A tenant of an earlier release has none until they are shipped."""
    bob, reader = world.user("sales", tenant="Old"), world.user("reader", tenant="Old")
    company = bob.company("Hamerslag")
    assert reader.get(f"/v1/relations/{company.id}").status == 200
    with world.unchanged():
        assert reader.patch(f"/v1/relations/{company.id}", {"note": "x"}).status == 403


@pytest.mark.parametrize(
    ("role", "creates", "edits", "deletes"),
    [
        ("administrator", 201, 200, 200),
        ("manager", 201, 200, 200),
        ("sales", 201, 200, 200),
        ("employee", 201, 200, 200),
        ("after_sales", 201, 200, 403),
        ("accounting", 201, 200, 403),
        ("reader", 403, 403, 403),
        ("nobody-knows-this", 403, 404, 404),
    ],
)
def test_what_each_shipped_role_may_do_with_a_relation(
    world: World, role: str, creates: int, edits: int, deletes: int
) -> None:
    """Z1: of a role that there is not any more nothing is left."""
    company = world.user("manager").company("Hamerslag")
    bob = world.user(role)
    known = (403,) if role == "nobody-knows-this" else ()
    assert bob.post("/v1/relations", {"name": "Bakker"}).status == creates
    assert bob.patch(f"/v1/relations/{company.id}", {"note": "x"}).status in (edits, *known)
    assert bob.delete(f"/v1/relations/{company.id}").status in (deletes, *known)


def test_a_role_of_ones_own_is_given_to_users_by_its_key(world: World, anna: User) -> None:
    profile = anna.post("/v1/profiles", {"name": "Looks", "types": ALL})
    role = anna.post("/v1/roles", {"key": "trainee", "name": "Trainee", "profiles": [profile.id]})
    assert role.status == 201
    bob = world.user("employee")
    company = bob.company("Hamerslag")
    assert anna.patch(f"/v1/users/{bob.id}", {"role": "trainee"})["role"] == "trainee"
    assert bob.get(f"/v1/relations/{company.id}").status == 200
    with world.unchanged():
        assert bob.patch(f"/v1/relations/{company.id}", {"note": "x"}).status == 403
    assert anna.post("/v1/roles", {"key": "TRAINEE", "name": "Again"}).status == 409
    assert anna.post("/v1/roles", {"key": "Sales", "name": "Again"}).fields == ["key"]


def test_a_role_that_users_have_is_not_archived_under_them(world: World, anna: User) -> None:
    role = anna.post("/v1/roles", {"key": "trainee", "name": "Trainee"})
    bob = world.user("employee")
    anna.patch(f"/v1/users/{bob.id}", {"role": "trainee"})
    with world.unchanged():
        refused = anna.delete(f"/v1/roles/{role.id}")
        assert (refused.status, refused["code"], refused["users"]) == (409, "in_use", [bob.id])
        assert anna.delete(f"/v1/roles/{role_id('administrator')}").status == 409
    anna.patch(f"/v1/users/{bob.id}", {"role": "employee"})
    assert anna.delete(f"/v1/roles/{role.id}").status == 200


@pytest.mark.parametrize("role", ["nobody", "external", "rol_00000000000000000000000003"])
def test_a_role_that_is_not_there_or_for_outsiders_is_given_to_nobody(world: World, anna: User, role: str) -> None:
    bob = world.user()
    with world.unchanged():
        invited = anna.post("/v1/users", {"email": "new@example.com", "name": "New", "role": role})
        changed = anna.patch(f"/v1/users/{bob.id}", {"role": role})
    assert [(each.status, each.fields) for each in (invited, changed)] == [(422, ["role"])] * 2
    assert role == "external" or "sales" in invited["errors"][0]["message"]


def test_a_role_of_another_organisation_is_not_there(world: World, anna: User) -> None:
    """T2"""
    other = world.user("administrator", tenant="Other")
    theirs = other.post("/v1/roles", {"key": "ours", "name": "Ours"})
    with world.unchanged():
        assert anna.post("/v1/users", {"email": "n@example.com", "name": "N", "role": "ours"}).status == 422
        assert anna.post("/v1/roles", {"key": "x", "name": "X", "parent": theirs.id}).fields == ["parent"]
        team = {"name": "Team", "roles": [theirs.id]}
        assert anna.post("/v1/teams", team).fields == ["roles[0]"]


@pytest.mark.parametrize("place", ["roles", "profiles", "sharing-rules", "type-defaults", "ties", "teams"])
def test_only_administrators_describe_rights_whatever_a_profile_says(world: World, anna: User, place: str) -> None:
    """A profile that grants everything on everything does not make an administrator."""
    everything = {"*": {"actions": ["read", "create", "edit", "delete", "restore"], "view_all": True, "edit_all": True}}
    profile = anna.post("/v1/profiles", {"name": "All", "types": everything})
    anna.post("/v1/roles", {"key": "almost", "name": "Almost", "profiles": [profile.id]})
    bob = world.user("almost")
    body = {
        "roles": {"key": "mine", "name": "Mine", "profiles": [profile_id("administrator")]},
        "profiles": {"name": "Mine", "types": everything},
        "sharing-rules": {"name": "Mine", "of": "relation", "owned_by": {"role": role_id("sales")},
                          "shared_with": {"role": role_id("sales")}},
        "type-defaults": {"of": "relation"},
        "ties": {"user": bob.id, "relation": bob.company().id},
        "teams": {"name": "Mine", "roles": [role_id("administrator")]},
    }[place]  # fmt: skip
    with world.unchanged():
        assert bob.post(f"/v1/{place}", body).status == 403
    assert bob.get(f"/v1/{place}").status == 200


def test_no_team_carries_the_role_of_administrators(world: World, anna: User) -> None:
    """Z8: its members would stand above everybody."""
    made = anna.post("/v1/teams", {"name": "Chiefs", "roles": [role_id("manager")]})
    with world.unchanged():
        refused = anna.post("/v1/teams", {"name": "Bosses", "roles": [role_id("manager"), role_id("administrator")]})
        assert (refused.status, refused.fields) == (422, ["roles[1]"])
        refused = anna.patch(f"/v1/teams/{made.id}", {"roles": [role_id("administrator")]})
        assert (refused.status, refused.fields) == (422, ["roles[0]"])
