"""Types of link: those that come with Relata, and those that a tenant makes (E30)."""

from typing import Any

import pytest

from tests.test_connections import connect, connected, seen
from tests.world import Reply, User, World

TYPES = "/v1/link-types"
FRANCHISE = {
    "key": "franchise",
    "forward": {"en": "is franchisee of", "nl": "is franchisenemer van"},
    "backward": {"nl": "heeft als franchisenemer"},
    "from_types": ["company"],
    "to_types": ["company", "contact"],
}


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def kept(who: User) -> dict[str, dict[str, Any]]:
    """As they may be sent again."""
    shown = ("from_name", "to_name", "shipped")
    told = who.get(TYPES)["data"]
    return {each["key"]: {name: value for name, value in each.items() if name not in shown} for each in told}


def put(who: User, *more: dict[str, Any], without: str = "", **how: Any) -> Reply:
    own = {each["key"]: each for each in more}
    types = {**kept(who), **own}
    return who.put(TYPES, {"types": [each for key, each in types.items() if key != without]}, **how)


def test_every_tenant_has_those_that_are_shipped_in_its_language(world: World) -> None:
    for language, told in (("nl", "is ouder van"), ("fr", "est parent de"), ("ru", "родитель")):
        world.tenant(language, language=language)
        types = {each["key"]: each for each in world.user("employee", tenant=language).get(TYPES)["data"]}
        assert types["parent_of"]["from_name"] == told
        assert all(
            each["shipped"] and set(each["forward"]) == {"en", "nl", "de", "fr", "ru"} for each in types.values()
        )
        assert all(each["symmetric"] or set(each["backward"]) == set(each["forward"]) for each in types.values())


def test_what_is_shipped_passes_the_checks_of_what_is_sent(anna: User) -> None:
    reply = put(anna)
    assert reply.status == 200, reply.text
    assert reply.json == anna.get(TYPES).json


def test_a_type_of_ones_own_is_there_at_once(anna: User) -> None:
    assert put(anna, FRANCHISE).status == 200
    head, shop = anna.company("Head").id, anna.company("Shop").id
    assert connect(anna, "franchise", anna.person().id, head).fields == ["from_record"]
    connected(anna, "franchise", shop, head)
    assert seen(anna, head) == [("heeft als franchisenemer", "Shop")]
    assert seen(anna, shop) == [("is franchisenemer van", "Head")]


def test_each_has_one_where_the_type_says_so_on_its_side(anna: User) -> None:
    put(anna, {**FRANCHISE, "one_to": True}, {**FRANCHISE, "key": "owner", "one_from": True})
    a, b, c = (anna.company(name).id for name in "ABC")
    connected(anna, "franchise", a, b)
    connected(anna, "franchise", c, b)
    assert connect(anna, "franchise", a, c).status == 409
    connected(anna, "owner", a, b)
    connected(anna, "owner", a, c)
    assert connect(anna, "owner", c, b).status == 409


def test_a_new_name_is_read_everywhere_and_no_connection_is_saved_for_it(anna: User) -> None:
    put(anna, FRANCHISE)
    head, shop = anna.company("Head").id, anna.company("Shop").id
    made = connected(anna, "franchise", shop, head)
    put(anna, {**FRANCHISE, "backward": {"nl": "heeft als winkel"}})
    assert seen(anna, head) == [("heeft als winkel", "Shop")]
    assert anna.get(f"/v1/connections/{made.id}")["version"] == 1


def test_what_is_archived_is_kept_and_chosen_no_more(anna: User) -> None:
    mill, baker, smith = (anna.company(name).id for name in ("Mill", "Baker", "Smith"))
    made = connected(anna, "supplies", mill, baker)
    put(anna, {**kept(anna)["supplies"], "archived": True})
    assert connect(anna, "supplies", mill, smith).fields == ["link_type"]
    assert seen(anna, mill) == [("levert aan", "Baker")]
    assert anna.patch(f"/v1/connections/{made.id}", {"note": "Flour"}).status == 200


def test_what_holds_of_its_links_stays_and_none_may_go(world: World, anna: User) -> None:
    put(anna, FRANCHISE)
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"one_from": True}, "one_from", "fixed"),
        ({"tree": True}, "tree", "fixed"),
        ({"symmetric": True}, "backward", "not_for_symmetric"),
        ({"backward": None}, "backward", "required"),
        ({"key": "new", "symmetric": True, "backward": None}, "to_types", "not_for_symmetric"),
        ({"key": "new", "symmetric": True, "tree": True, "backward": None, "to_types": ["company"]}, "tree",
         "not_for_symmetric"),
        ({"key": "new", "symmetric": True, "one_to": True, "backward": None, "to_types": ["company"]}, "one_to",
         "not_for_symmetric"),
        ({"from_types": ["building"]}, "from_types[0]", "not_a_choice"),
        ({"key": "No"}, "key", "not_valid"),
    ]  # fmt: skip
    with world.unchanged():
        for change, name, code in wrong:
            reply = put(anna, {**FRANCHISE, **change})
            (told, *_) = [each for each in reply["errors"] if each["field"].endswith(f".{name}")]
            assert (reply.status, told["code"]) == (422, code), change
        assert put(anna, without="franchise")["errors"][0]["code"] == "missing"


def test_two_who_change_them_at_once_do_not_undo_each_other(anna: User) -> None:
    told = anna.get(TYPES).header("ETag")
    assert put(anna, FRANCHISE, headers={"If-Match": str(told)}).status == 200
    assert put(anna, {**FRANCHISE, "key": "other"}, headers={"If-Match": str(told)}).status == 412


def test_who_is_no_administrator_makes_none_and_tenants_have_their_own(world: World, anna: User) -> None:
    """T1, Z1"""
    put(anna, FRANCHISE)
    assert put(world.user("manager"), FRANCHISE).status == 403
    assert "franchise" not in kept(world.user("administrator", tenant="Other"))
