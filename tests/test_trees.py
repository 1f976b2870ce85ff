"""Parents and subsidiaries: one parent at most, no circles, and the whole group at a glance (A28)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.actions import tree as actions_tree
from tests.world import Reply, User, World


def tree(user: User, company: Reply) -> list[tuple[str, str | None]]:
    reply = user.get(f"/v1/relations/{company.id}/tree")
    assert (reply.status, reply["complete"]) == (200, True)
    titles: dict[str | None, str | None] = {each["id"]: each["title"] for each in reply["data"]}
    return [(each["title"], titles.get(each["parent"])) for each in reply["data"]]


def path(company: Reply) -> str:
    return f"/v1/relations/{company.id}"


def test_the_whole_group_is_shown_from_anywhere_in_it(world: World) -> None:
    anna = world.user()
    top = anna.company("Top")
    left, right = anna.company("Left", parent=top.id), anna.company("Right", parent=top.id)
    leaf = anna.company("Leaf", parent=left.id)
    whole = [("Top", None), ("Left", "Top"), ("Right", "Top"), ("Leaf", "Left")]
    for company in (top, left, right, leaf):
        assert tree(anna, company) == whole
    assert leaf["parent"] == {"id": left.id, "title": "Left", "place": ""}
    assert anna.names(f"/v1/relations?parent={top.id}") == ["Left", "Right"]


def test_a_company_on_its_own_is_a_tree_of_one(world: World) -> None:
    anna = world.user()
    assert tree(anna, anna.company("Alone")) == [("Alone", None)]


def test_no_company_is_its_own_ancestor(world: World) -> None:
    anna = world.user()
    top = anna.company("Top")
    middle = anna.company("Middle", parent=top.id)
    leaf = anna.company("Leaf", parent=middle.id)
    with world.unchanged():
        for company in (top, middle, leaf):
            refused = anna.patch(path(top), {"parent": company.id})
            assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, ["parent"], "circle")
    assert anna.patch(path(leaf), {"parent": top.id})["parent"]["title"] == "Top"
    assert anna.patch(path(leaf), {"parent": None}).status == 200
    assert tree(anna, leaf) == [("Leaf", None)]


def test_two_changes_at_once_close_no_circle(world: World) -> None:
    anna = world.user()
    one, other = anna.company("One"), anna.company("Other")
    asked: list[tuple[Reply, Reply]] = [(one, other), (other, one)] * 4
    with ThreadPoolExecutor(len(asked)) as pool:
        replies = list(pool.map(lambda pair: anna.patch(path(pair[0]), {"parent": pair[1].id}), asked))
    assert {each.status for each in replies} <= {200, 409, 422}
    parents = [anna.get(path(company)).json.get("parent") for company in (one, other)]
    assert sum(parent is not None for parent in parents) == 1


def test_a_parent_is_a_company_that_is_there(world: World) -> None:
    """T2"""
    anna, foreigner = world.user(), world.user(tenant="Other").company()
    made, person = anna.company(), anna.person()
    targets: list[Any] = [person.id, foreigner.id, "rel_" + "0" * 26, made.id.lower(), "x", {"id": person.id}, 7]
    with world.unchanged():
        for target in targets:
            refused = anna.patch(path(made), {"parent": target})
            assert (refused.status, refused.fields) == (422, ["parent"]), target


def test_a_tree_has_at_most_twelve_levels(world: World) -> None:
    anna = world.user()
    company = anna.company("Level 1")
    for level in range(2, 13):
        company = anna.company(f"Level {level}", parent=company.id)
    with world.unchanged():
        refused = anna.post("/v1/relations", {"name": "Level 13", "parent": company.id})
    assert (refused.status, refused["errors"][0]["code"]) == (422, "too_deep")
    assert len(tree(anna, company)) == 12


def test_a_group_of_large_records_is_shown_whole(world: World) -> None:
    """They do not fit one page of a list."""
    anna = world.user()
    top = anna.company("Top")
    shops = [anna.company(f"Shop {place}", parent=top.id, note="A" * 20_000)["name"] for place in range(6)]
    assert anna.get(f"/v1/relations?parent={top.id}")["page"]["has_more"]
    assert tree(anna, top) == [("Top", None), *((name, "Top") for name in shops)]


def test_a_group_that_is_too_large_is_told_to_be_incomplete(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a limit of 5 in place of 200, since that many companies take their time to make."""
    monkeypatch.setattr(actions_tree, "MOST_NODES", 5)
    anna = world.user()
    top = anna.company("Top")
    for place in range(4):
        anna.company(f"Shop {place}", parent=top.id)
    assert len(anna.get(f"{path(top)}/tree")["data"]) == 5
    anna.company("Shop 9", parent=top.id)
    reply = anna.get(f"{path(top)}/tree")
    assert (len(reply["data"]), reply["complete"]) == (5, False)


def test_the_new_name_of_a_parent_reaches_its_subsidiaries(world: World) -> None:
    anna = world.user()
    top = anna.company("Top")
    shop = anna.company("Shop", parent=top.id)
    assert anna.search("shop top") == ["Shop"]
    assert anna.search("top") == ["Top", "Shop"]
    anna.patch(path(top), {"name": "Summit"})
    world.settle()
    assert anna.get(path(shop))["parent"]["title"] == "Summit"
    assert anna.search("shop summit") == ["Shop"]
    assert anna.search("top") == []


def test_a_parent_is_not_archived_before_its_subsidiaries(world: World) -> None:
    anna = world.user()
    top = anna.company("Top")
    shop = anna.company("Shop", parent=top.id)
    with world.unchanged():
        assert anna.delete(path(top)).status == 409
    anna.delete(path(shop))
    anna.delete(path(top))
    with world.unchanged():
        assert anna.post(f"{path(shop)}/restore").fields == ["parent"]
