"""How far people from outside see: themselves, their company, what stands below it, its whole group, or a list."""

from dataclasses import dataclass

import pytest

from tests.test_portal import Office, office
from tests.world import User, World


def test_with_the_reach_own_there_is_only_what_they_take_part_in(world: World) -> None:
    ours = office(world, reach="own")
    ours.with_jan(subject="Met Jan")
    ours.activity(subject="Van het bedrijf", participants=[{"relation": ours.company}])
    ours.document(title="Van het bedrijf")
    mine = ours.document(title="Voor Jan", links=[ours.contact])
    ours.anna.post("/v1/type-defaults", {"of": "activity", "outsiders": "all"})
    assert ours.subjects() == ["Met Jan"]
    assert ours.titles() == ["Voor Jan"]
    assert ours.jan.get(f"/v1/portal/documents/{mine}").status == 200
    assert [each["part"] for each in ours.start()["relations"]] == ["customer"]


@dataclass
class Group:
    """Three levels: the group, two companies, and a branch of the first."""

    ours: Office
    top: str
    sister: str
    branch: str


def group(world: World, reach: str) -> Group:
    """Jan is a contact of the first company."""
    ours = office(world, "company")
    top = ours.anna.company("Groep")
    ours.anna.patch(f"/v1/relations/{ours.company}", {"parent": top.id})
    sister = ours.anna.company("Zuster", parent=top.id)
    branch = ours.anna.company("Filiaal", parent=ours.company)
    world.settle()
    assert ours.anna.patch(f"/v1/ties/{ours.tie}", {"reach": reach}).status == 200
    for name, each in (("Groep", top.id), ("Eigen", ours.company), ("Zuster", sister.id), ("Filiaal", branch.id)):
        ours.document(title=name, links=[each])
    return Group(ours, top.id, sister.id, branch.id)


@pytest.mark.parametrize(
    ("reach", "seen"),
    [
        ("company", {"Eigen"}),
        ("subsidiaries", {"Eigen", "Filiaal"}),
        ("group", {"Eigen", "Filiaal", "Zuster", "Groep"}),
    ],
)
def test_how_far_they_see_of_a_group(world: World, reach: str, seen: set[str]) -> None:
    made = group(world, reach)
    assert set(made.ours.titles()) == seen
    for relation, title in ((made.sister, "Zuster"), (made.branch, "Filiaal"), (made.top, "Groep")):
        assert made.ours.jan.get(f"/v1/portal/relations/{relation}").status == (200 if title in seen else 404)


def test_a_list_reaches_those_that_it_names(world: World) -> None:
    made = group(world, "company")
    told = {"reach": "list", "relations": [made.sister]}
    assert made.ours.anna.patch(f"/v1/ties/{made.ours.tie}", {"relations": [made.sister]}).status == 422
    assert made.ours.anna.patch(f"/v1/ties/{made.ours.tie}", told).status == 200
    assert set(made.ours.titles()) == {"Eigen", "Zuster"}


def test_a_subsidiary_that_is_withdrawn_is_not_seen_from_that_moment_on(world: World) -> None:
    """Before any reaction ran; and one that comes is seen after it."""
    made = group(world, "subsidiaries")
    assert "Filiaal" in made.ours.titles()
    made.ours.anna.patch(f"/v1/relations/{made.branch}", {"parent": None})
    assert set(made.ours.titles()) == {"Eigen"}
    assert made.ours.jan.get(f"/v1/portal/relations/{made.branch}").status == 404
    made.ours.anna.patch(f"/v1/relations/{made.sister}", {"parent": made.ours.company})
    world.settle()
    assert set(made.ours.titles()) == {"Eigen", "Zuster"}
    tie = made.ours.anna.get(f"/v1/ties/{made.ours.tie}")
    assert (tie["reached"], tie["complete"]) == ([made.sister], True)


def test_what_comes_below_a_subsidiary_is_reached_too(world: World) -> None:
    made = group(world, "subsidiaries")
    low = made.ours.anna.company("Magazijn", parent=made.branch)
    world.settle()
    assert made.ours.anna.get(f"/v1/ties/{made.ours.tie}")["reached"] == [made.branch, low.id]


def test_a_restricted_relation_is_open_to_its_own_people_and_to_no_others(world: World) -> None:
    made = group(world, "group")
    for each in (made.ours.company, made.sister):
        assert made.ours.anna.patch(f"/v1/relations/{each}", {"restricted": True}).status == 200
    assert set(made.ours.titles()) == {"Eigen", "Filiaal", "Groep"}


def test_z8_only_people_from_outside_are_tied(world: World) -> None:
    """Z8: and as a contact of that relation."""
    ours = office(world)
    told = {"user": ours.anna.id, "relation": ours.company}
    assert ours.anna.post("/v1/ties", told).fields == ["user"]
    other = ours.anna.contact(ours.anna.company().id).id
    assert ours.anna.patch(f"/v1/ties/{ours.tie}", {"contact": other}).fields == ["contact"]


# ------------------------------------------------------------------------------------ who brings it within reach


def moved(by: User, relation: str, parent: str | None) -> tuple[int, list[str]]:
    reply = by.patch(f"/v1/relations/{relation}", {"parent": parent})
    return reply.status, reply.fields if reply.status == 403 else []


NOT_THEIRS = 403, ["parent"]


def test_z2_who_may_not_say_who_gets_at_a_relation_brings_it_within_nobodys_reach(world: World) -> None:
    """Z2, e2: whoever could edit it would open its dossier; its owners may, and who manages access."""
    made = group(world, "subsidiaries")
    anna = made.ours.anna
    bob, manager = world.user("sales", tenant="Acme"), world.user("manager", tenant="Acme")
    other = anna.company("Geheim")
    made.ours.document(title="Canary", links=[other.id])
    with world.unchanged():
        assert moved(bob, other.id, made.ours.company) == NOT_THEIRS
        assert moved(bob, other.id, made.branch) == NOT_THEIRS
    own = bob.company("Van Bob")
    anna.patch(f"/v1/relations/{other.id}", {"parent": own.id})
    assert moved(bob, own.id, made.branch) == NOT_THEIRS
    assert moved(bob, other.id, None)[0] == moved(bob, own.id, made.branch)[0] == 200
    assert moved(bob, made.branch, None)[0] == 200
    assert moved(bob, made.branch, made.ours.company) == NOT_THEIRS
    world.settle()
    assert "Canary" not in made.ours.titles()
    assert moved(manager, other.id, made.ours.company)[0] == 200
    world.settle()
    assert "Canary" in made.ours.titles()
    assert moved(bob, other.id, made.sister)[0] == 200


def test_z2_nor_does_a_group_come_to_stand_in_another(world: World) -> None:
    """Z2, e2: who sees the whole group would see all of the other, and within one group nothing more."""
    made = group(world, "group")
    bob = world.user("sales", tenant="Acme")
    other, own = made.ours.anna.company("Geheim"), bob.company("Van Bob")
    for relation, parent in ((made.top, other.id), (other.id, made.sister), (made.top, made.ours.company)):
        assert moved(bob, relation, parent)[0] in (403, 422)
    assert moved(bob, made.sister, made.ours.company)[0] == 200
    assert moved(bob, made.sister, other.id)[0] == 200
    assert moved(bob, made.sister, made.top) == NOT_THEIRS
    assert moved(bob, made.top, own.id)[0] == 200


def test_z2_what_was_archived_does_not_come_back_within_reach(world: World) -> None:
    """Z2: where what it stands below came within reach meanwhile."""
    made = group(world, "subsidiaries")
    bob = world.user("employee", tenant="Acme")
    own = bob.company("Van Bob")
    other = made.ours.anna.company("Geheim", parent=own.id)
    assert made.ours.anna.delete(f"/v1/relations/{other.id}").status == 200
    assert moved(bob, own.id, made.ours.company)[0] == 200
    assert bob.post(f"/v1/relations/{other.id}/restore").status == 403
    assert made.ours.anna.post(f"/v1/relations/{other.id}/restore").status == 200


def test_r_where_nobody_from_outside_spans_a_tree_a_move_takes_no_round_trip_more(world: World) -> None:
    ours = office(world)
    bob = world.user("sales", tenant="Acme")
    one, two = ours.anna.company("Een").id, ours.anna.company("Twee").id
    with world.meter() as meter:
        assert moved(bob, one, two)[0] == 200
    assert meter.round_trips <= 3
