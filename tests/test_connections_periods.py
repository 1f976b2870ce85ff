"""That of what is one at a time there are never two, and that nothing stands above itself, though all try at once."""

from functools import partial
from itertools import pairwise

import pytest

from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.errors import AlreadyExists, Invalid
from chalicelib.models.connection import CONNECTION, ConnectionFields
from chalicelib.storage import turns
from chalicelib.storage.work import Work
from tests.at_once import at_once
from tests.consistency import assert_consistent
from tests.test_connections import CONNECTIONS, connect, connected, seen
from tests.world import User, World


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


# ------------------------------------------------------------------------------------------------ one at a time


def test_the_same_two_are_the_same_to_each_other_once_at_a_time(world: World, anna: User) -> None:
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    first = connected(anna, "supplies", mill, baker, started_on="2020-01-01", ended_on="2022-12-31")
    for days in ({}, {"started_on": "2022-12-31"}, {"ended_on": "2020-01-01"}, {"started_on": "2021-01-01"}):
        refused = connect(anna, "supplies", mill, baker, **days)
        assert (refused.status, refused["code"], refused["existing"]) == (409, "already_exists", first.id), days
    again = connected(anna, "supplies", mill, baker, started_on="2023-01-01")
    connected(anna, "supplies", baker, mill)
    connected(anna, "dealer", mill, baker)
    for path, change in ((first.id, {"ended_on": None}), (again.id, {"started_on": "2022-12-31"})):
        assert anna.patch(f"{CONNECTIONS}/{path}", change).status == 409
    assert anna.patch(f"{CONNECTIONS}/{first.id}", {"note": "Flour"}).status == 200
    assert_consistent(world)


def test_what_has_no_direction_is_the_same_in_either_order(anna: User) -> None:
    jan, piet = anna.person("Jan").id, anna.person("Piet").id
    made = connected(anna, "sibling", jan, piet)
    refused = connect(anna, "sibling", piet, jan)
    assert (refused.status, refused["existing"]) == (409, made.id)
    role = "is broer of zus van"
    assert seen(anna, jan) == [(role, "Piet Visser")]
    assert seen(anna, piet) == [(role, "Jan Visser")]


def test_what_was_archived_makes_room_and_comes_back_where_there_is_some(world: World, anna: User) -> None:
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    first = connected(anna, "supplies", mill, baker)
    assert anna.delete(f"{CONNECTIONS}/{first.id}").status == 200
    second = connected(anna, "supplies", mill, baker, started_on="2024-01-01")
    refused = anna.post(f"{CONNECTIONS}/{first.id}/restore")
    assert (refused.status, refused["existing"]) == (409, second.id)
    anna.delete(f"{CONNECTIONS}/{second.id}")
    assert anna.post(f"{CONNECTIONS}/{first.id}/restore").status == 200
    assert_consistent(world)


def test_of_twenty_at_once_one_is_made(world: World, anna: User) -> None:
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    replies = at_once([partial(connect, anna, "supplies", mill, baker)] * 20)
    assert {each.status for each in replies} == {201, 409}
    assert [each.status for each in replies].count(201) == 1
    assert len(anna.get(f"{CONNECTIONS}?record={mill}")["data"]) == 1
    assert_consistent(world)


def test_nobody_is_married_to_two_though_twenty_try_at_once(world: World, anna: User) -> None:
    jan, *others = (anna.person(f"P{place}").id for place in range(21))
    pairs = [(jan, other) if place % 2 else (other, jan) for place, other in enumerate(others)]
    replies = at_once([partial(connect, anna, "spouse", *pair) for pair in pairs])
    assert [each.status for each in replies].count(201) == 1
    assert {each.status for each in replies} == {201, 409}
    (found,) = anna.get(f"{CONNECTIONS}?record={jan}")["data"]
    assert anna.patch(f"{CONNECTIONS}/{found['id']}", {"ended_on": "2020-01-01"}).status == 200
    free = next(each for each in others if each != found["other"]["id"])
    connected(anna, "spouse", free, jan, started_on="2020-01-02")


def test_two_that_are_moved_towards_each_other_at_once_do_not_meet(anna: User) -> None:
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    early = connected(anna, "supplies", mill, baker, ended_on="2020-12-31")
    late = connected(anna, "supplies", mill, baker, started_on="2023-01-01")
    paths = (early.id, {"ended_on": "2022-06-30"}), (late.id, {"started_on": "2021-06-30"})
    replies = at_once([partial(anna.patch, f"{CONNECTIONS}/{one}", change) for one, change in paths])
    assert sorted(each.status for each in replies) == [200, 409]


# ------------------------------------------------------------------------------------------------------- no circles


def test_nobody_is_their_own_ancestor(world: World, anna: User) -> None:
    opa, jan, kind = (anna.person(name).id for name in ("Opa", "Jan", "Kind"))
    connected(anna, "parent_of", opa, jan)
    connected(anna, "parent_of", jan, kind)
    connected(anna, "parent_of", anna.person("Ma").id, kind)
    with world.unchanged():
        for one, other in ((kind, opa), (jan, opa), (kind, jan)):
            refused = connect(anna, "parent_of", one, other)
            assert (refused.status, refused["errors"][0]["code"]) == (422, "circle")


def test_circles_are_not_closed_at_the_same_moment_either(anna: User) -> None:
    ring = [anna.person(f"P{place}").id for place in range(3)]
    pairs = [(ring[place], ring[(place + 1) % 3]) for place in range(3)] * 3
    replies = at_once([partial(connect, anna, "parent_of", *pair) for pair in pairs])
    assert {each.status for each in replies} <= {201, 409, 422}
    assert [each.status for each in replies].count(201) == 2


def test_what_is_saved_together_is_held_to_each_other(world: World, anna: User) -> None:
    """As a job does: in one transaction."""
    actor, work = Actor(anna.tenant, anna.id, "", "", "administrator"), Work(anna.tenant, anna.id)
    ring = [anna.person(f"P{place}").id for place in range(3)]

    def save_one(link_type: str, one: str, other: str) -> None:
        ends = {"from_record": one, "to_record": other}
        save.create(work, actor, CONNECTION, ConnectionFields.model_validate({"link_type": link_type, **ends}))

    save_one("parent_of", ring[0], ring[1])
    save_one("parent_of", ring[1], ring[2])
    work.commit()
    assert len(anna.get(f"{CONNECTIONS}?record={ring[1]}")["data"]) == 2
    assert_consistent(world)
    work = Work(anna.tenant, anna.id)
    save_one("spouse", ring[0], ring[1])
    with pytest.raises(AlreadyExists):
        save_one("spouse", ring[2], ring[0])
    with pytest.raises(Invalid):
        save_one("parent_of", ring[2], ring[0])


def test_a_tree_has_at_most_twelve_levels(anna: User) -> None:
    line = [anna.person(f"P{place}").id for place in range(13)]
    for one, other in pairwise(line[:12]):
        connected(anna, "parent_of", one, other)
    refused = connect(anna, "parent_of", line[11], line[12])
    assert (refused.status, refused["errors"][0]["code"]) == (422, "too_deep")


def test_what_is_too_much_to_look_at_is_refused_and_closes_no_circle(
    world: World, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a limit of few, since hundreds take their time to make."""
    child, *parents = (anna.person(name).id for name in ("Kind", "Pa", "Ma", "Oma"))
    for parent in parents:
        connected(anna, "parent_of", parent, child)
    monkeypatch.setattr(turns, "MOST", 2)
    with world.unchanged():
        for parent in parents:
            refused = connect(anna, "parent_of", child, parent)
            assert (refused.status, refused["errors"][0]["code"]) == (422, "too_many")
