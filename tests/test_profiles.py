"""What profiles, sharing rules and defaults may speak of: types, actions and fields that there are (B19)."""

import re
from typing import Any

import pytest

from chalicelib.models import catalog
from chalicelib.models.registry import TYPES
from chalicelib.models.shipped_rights import SHIPPED
from chalicelib.operation import OPERATIONS
from tests.world import Reply, User, World


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


def profile(ann: User, types: dict[str, Any]) -> Reply:
    return ann.post("/v1/profiles", {"name": "Field sales", "types": types})


@pytest.mark.parametrize(("types", "path", "code"), [
    ({"relatoin": {}}, "types.relatoin", "unknown_type"),
    ({"user": {}}, "types.user", "unknown_type"),
    ({"profile": {}}, "types.profile", "unknown_type"),
    ({"hand_over": {}}, "types.hand_over", "unknown_type"),
    ({"relation": {"actions": ["read", "raed"]}}, "types.relation.actions[1]", "unknown_action"),
    ({"address": {"actions": ["publish"]}}, "types.address.actions[0]", "unknown_action"),
    ({"*": {"actions": ["fly"]}}, "types.*.actions[0]", "unknown_action"),
    ({"relation": {"fields": {"nte": "none"}}}, "types.relation.fields.nte", "unknown_field"),
    ({"relation": {"fields": {"name": "none"}}}, "types.relation.fields.name", "essential"),
    ({"activity": {"fields": {"due_on": "none"}}}, "types.activity.fields.due_on", "essential"),
    ({"*": {"fields": {"display_name": "none"}}}, "types.*.fields.display_name", "essential"),
    ({"*": {"fields": {"nte": "none"}}}, "types.*.fields.nte", "unknown_field"),
])  # fmt: skip
def test_what_there_is_not_is_refused_by_its_path(ann: User, types: dict[str, Any], path: str, code: str) -> None:
    reply = profile(ann, types)
    assert (reply.status, [(each["field"], each["code"]) for each in reply["errors"]]) == (422, [(path, code)])


def test_what_there_is_can_be_granted(ann: User) -> None:
    types = {
        "relation": {"actions": ["read", "edit", "invite"], "fields": {"*": "write", "note": "none", "name": "read"}},
        "contact": {"fields": {"*": "none", "reached_by": "read"}},
        "document": {"actions": ["view", "download", "publish"], "fields": {"versions": "none"}},
        "*": {"actions": ["read", "publish"], "fields": {"*": "read", "note": "none", "language": "none"}},
    }
    assert profile(ann, types).status == 201


def test_what_was_said_before_may_stay(world: World, ann: User) -> None:
    """Such as of a field that a later release does not have any more."""
    from chalicelib.models.profile import PROFILE
    from chalicelib.storage.work import Work

    work = Work(ann.tenant, ann.id)
    told = {"actions": ["read"], "view_all": False, "edit_all": False, "fields": {"*": "write", "fax": "none"}}
    made = work.create(PROFILE, {"name": "Old", "types": {"relation": told}})
    work.commit()
    assert ann.patch(f"/v1/profiles/{made.id}", {"description": "Kept"}).status == 200
    assert ann.patch(f"/v1/profiles/{made.id}", {"types": {"contact": {"actions": ["read"]}}}).status == 200
    changed = ann.patch(f"/v1/profiles/{made.id}", {"types": {"relation": {"fields": {"fax": "read"}}}})
    assert (changed.status, changed.fields) == (422, ["types.relation.fields.fax"])


def _types(ann: User, path: str) -> dict[str, Any]:
    told: dict[str, Any] = ann.get(path)["types"]
    return told


def test_a_change_of_one_field_leaves_the_rest_of_the_profile(ann: User) -> None:
    """RFC 7396: objects are merged however deep, null removes, and lists are replaced."""
    sells = {"actions": ["read", "edit"], "view_all": True, "fields": {"*": "write", "note": "none"}}
    path = f"/v1/profiles/{profile(ann, {'relation': sells, 'contact': {'actions': ['read']}}).id}"
    before = _types(ann, path)

    def now(types: dict[str, Any]) -> dict[str, Any]:
        reply = ann.patch(path, {"types": types})
        assert reply.status == 200, reply.text
        return _types(ann, path)

    assert now({}) == before
    relation = {**before["relation"], "fields": {"*": "write", "note": "read"}}
    assert now({"relation": {"fields": {"note": "read"}}}) == {**before, "relation": relation}
    relation = {**relation, "fields": {"*": "write"}}
    assert now({"relation": {"fields": {"note": None}}}) == {**before, "relation": relation}
    relation = {**relation, "actions": ["read"], "view_all": False}
    assert now({"relation": {"actions": ["read"], "view_all": False}}) == {**before, "relation": relation}
    relation = {**relation, "actions": []}
    assert now({"contact": None, "relation": {"actions": None}}) == {"relation": relation}
    added = {"actions": ["read"], "view_all": False, "edit_all": False, "fields": {"*": "write"}}
    assert now({"address": {"actions": ["read"]}}) == {"relation": relation, "address": added}


def test_a_table_within_a_profile_stays_within_its_size(ann: User) -> None:
    names = {f"x{'a' * number}": "none" for number in range(50)}
    path = f"/v1/profiles/{profile(ann, {'relation': {}}).id}"
    assert ann.patch(path, {"types": {"relation": {"fields": {"nte": "none"}}}}).fields == ["types.relation.fields.nte"]
    assert ann.patch(path, {"types": {"relation": {"fields": {"note": "some"}}}}).fields == [
        "types.relation.fields.note"
    ]
    assert ann.patch(path, {"types": {"relation": {"feilds": {}}}}).fields == ["types.relation.feilds"]
    assert len(ann.patch(path, {"types": {"relation": {"fields": names}}}).fields) == 50


def test_the_reference_says_what_a_change_of_a_profile_may_say(world: World) -> None:
    schemas = world.user().get("/v1/openapi.json")["components"]["schemas"]
    part = schemas["TypeRightsPatch"]
    assert "required" not in part
    assert all("default" not in each for each in part["properties"].values())
    assert {"none", "read", "write"} <= set(re.findall(r"`(\w+)`", part["properties"]["fields"]["description"]))


def test_the_shipped_profiles_name_nothing_that_there_is_not() -> None:
    """What they said themselves could be said by anybody, and nothing of what can be granted is left out but erasing,
    which is for administrators."""
    told = [each["types"] for each in SHIPPED["profiles"].values()]
    assert [fault for types in told for fault in catalog.faults(types, {}, {})] == []
    known = set[str]().union(*map(catalog.actions, catalog.types().values()))
    assert known - {action for types in told for each in types.values() for action in each["actions"]} == {"erase"}


@pytest.mark.parametrize("of", ["relatoin", "user", "role"])
def test_rules_and_defaults_are_of_a_type_that_people_work_on(ann: User, of: str) -> None:
    role = {"role": ann.post("/v1/roles", {"key": "sellers", "name": "Sellers"}).id}
    rule = {"name": "All", "owned_by": role, "shared_with": role}
    for path, body in (("/v1/sharing-rules", rule), ("/v1/type-defaults", {})):
        reply = ann.post(path, {**body, "of": of})
        assert (reply.status, reply.fields) == (422, ["of"]), reply.text
        assert ann.post(path, {**body, "of": "relation"}).status == 201


ON_THE_WAY = {"manage_access", "sign", "file"}  # asked within an operation, by what it is to change


def test_all_that_can_be_granted_is_asked_for_and_told_to_who_may(world: World) -> None:
    """By the catalog, by what operations ask for, and by what one is told of oneself alike."""
    told = {each["type"]: {*each["actions"]} for each in world.user().get("/v1/rights/catalog")["data"]}
    asked = {name: {each.right.action for each in OPERATIONS.values() if each.right and each.right.type == name}
             for name in told}  # fmt: skip
    for name, actions in told.items():
        assert asked[name] <= actions, name
        assert actions - catalog.ON_ALL - ON_THE_WAY <= asked[name], name
    assert set[str]().union(*asked.values()) >= catalog.ON_ALL
    mine = {*world.user("administrator").get("/v1/me")["rights"]}
    assert {f"{name}.{action}" for name in told for action in (told[name] - catalog.ON_ALL) | asked[name]} <= mine
    assert not {f"{name}.{action}" for name in told for action in ON_THE_WAY} & {
        *world.user("reader").get("/v1/me")["rights"]
    }


def test_the_catalog_lists_what_a_profile_can_say(world: World) -> None:
    told = {each["type"]: each for each in world.user("employee").get("/v1/rights/catalog")["data"]}
    assert told.keys() == {name for name, each in TYPES.items() if not each.administered and not each.kept_by}
    fields = {each["name"]: each for each in told["relation"]["fields"]}
    assert fields["display_name"] == {"name": "display_name", "essential": True, "written": False, "made_of": []}
    assert fields["note"] == {"name": "note", "essential": False, "written": True, "made_of": []}
    assert fields["salutation"]["made_of"] == ["salutation_formal", "salutation_informal"]
    assert {"read", "create", "edit", "delete", "restore"} <= {*told["relation"]["actions"]}
    assert {"view", "download", "publish"} <= {*told["document"]["actions"]}


def test_all_that_the_catalog_lists_can_be_said(world: World, ann: User) -> None:
    told = ann.get("/v1/rights/catalog")["data"]
    types = {
        each["type"]: {
            "actions": each["actions"],
            "fields": {field["name"]: "read" if field["essential"] else "none" for field in each["fields"]},
        }
        for each in told
    }
    assert profile(ann, types).status == 201
