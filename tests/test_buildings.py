"""Buildings and properties through the front door (C17)."""

from typing import Any

import pytest

from tests.world import Reply, User, World

KADE = {"address": {"street": "Kade", "number": "3", "postcode": "1316 AB", "city": "Almere"}}


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


def building(who: User, name: str = "Havengebouw", **more: Any) -> Reply:
    made = who.post("/v1/buildings", {"name": name, **more})
    assert made.status == 201, made.text
    return made


def company(who: User, name: str = "Vastgoed", **more: Any) -> Reply:
    return who.post("/v1/relations", {"name": name, **more})


def test_a_building_has_addresses_and_people_who_have_to_do_with_it(ann: User) -> None:
    firm = company(ann)
    jan = ann.post("/v1/contacts", {"company": firm.id, "last_name": "Visser"})
    parties = [{"party": firm.id, "role": "owner"}, {"party": jan.id, "role": "manager"}]
    made = building(ann, addresses=[KADE], parties=parties, kind="office", floor_area=1450.5, built_in=1998)
    assert made["addresses"][0]["lines"][1:] == ["Kade 3", "1316 AB  ALMERE"]
    assert [(each["party"]["title"], each["role"]) for each in made["parties"]] == [
        ("Vastgoed", "owner"), ("Visser", "manager")]  # fmt: skip
    for who in (firm, jan):
        assert [each["id"] for each in ann.get(f"/v1/buildings?parties={who.id}")["data"]] == [made.id]
    address = made["addresses"][0]["address"]["id"]
    assert [each["id"] for each in ann.get(f"/v1/addresses/{address}/used-by")["data"]] == [made.id]
    for typed in ("haven almere", "kade", "1316"):
        assert [each["id"] for each in ann.get(f"/v1/search?q={typed}&types=building")["data"]] == [made.id]


def test_a_building_is_what_activities_and_documents_are_about(ann: User) -> None:
    made = building(ann)
    task = ann.post("/v1/activities", {"kind": "task", "subject": "Dakgoot", "links": [made.id]})
    paper = ann.post("/v1/documents", {"title": "Keuring", "links": [made.id]})
    assert (task.status, paper.status) == (201, 201), (task.text, paper.text)
    assert ann.patch(f"/v1/buildings/{made.id}", {"name": "Kantoor"}).status == 200
    ann.world.settle()
    assert ann.get(f"/v1/activities/{task.id}")["links"][0]["title"] == "Kantoor"


def test_parts_stand_below_the_whole_and_in_no_circle(world: World, ann: User) -> None:
    whole = building(ann, "Complex", kind="complex")
    part = building(ann, "Flat 1", kind="apartment", parent=whole.id)
    assert [each["id"] for each in ann.get(f"/v1/buildings?parent={whole.id}")["data"]] == [part.id]
    with world.unchanged():
        circle = ann.patch(f"/v1/buildings/{whole.id}", {"parent": part.id})
    assert (circle.status, circle.fields) == (422, ["parent"])
    assert ann.delete(f"/v1/buildings/{whole.id}").status == 409
    assert ann.delete(f"/v1/buildings/{part.id}").status == 200
    assert ann.delete(f"/v1/buildings/{whole.id}").status == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "castle"}, "kind"),
        ({"built_in": 999}, "built_in"),
        ({"floor_area": -1}, "floor_area"),
        ({"name": " "}, "name"),
        ({"parties": [{"party": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "role": "owner"}]}, "parties[0].party"),
        ({"parties": [{"party": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "role": "king"}]}, "parties[0].role"),
    ],
)
def test_what_makes_no_building_is_refused(world: World, ann: User, change: dict[str, Any], field: str) -> None:
    with world.unchanged():
        refused = ann.post("/v1/buildings", {"name": "Huis", **change})
    assert (refused.status, refused.fields) == (422, [field])


def test_somebody_has_a_role_in_it_once(world: World, ann: User) -> None:
    row = {"party": company(ann).id, "role": "tenant"}
    with world.unchanged():
        refused = ann.post("/v1/buildings", {"name": "Huis", "parties": [row, row]})
    assert (refused.status, refused.fields) == (422, ["parties[1]"])
    assert building(ann, parties=[row, {**row, "role": "owner"}])["parties"][1]["role"] == "owner"


def test_z1_what_belongs_to_a_restricted_relation_is_theirs_to_see_who_see_it(world: World, ann: User) -> None:
    """Z1: by the company itself, and by its contact."""
    bert = world.user("employee")
    secret = company(ann, "Geheim", restricted=True)
    jan = ann.post("/v1/contacts", {"company": secret.id, "last_name": "Visser"})
    for party in (secret, jan):
        made = building(ann, parties=[{"party": party.id, "role": "owner"}])
        assert bert.get(f"/v1/buildings/{made.id}").status == 404
    assert bert.get("/v1/buildings")["data"] == []
    assert len(ann.get("/v1/buildings")["data"]) == 2


def test_t2_another_organisations_ids_are_not_there(world: World, ann: User) -> None:
    """T2: party, parent and address."""
    other = world.user("administrator", tenant="Elsewhere")
    foreign = building(other, addresses=[KADE])
    theirs = company(other)
    tried: dict[str, dict[str, Any]] = {
        "parent": {"parent": foreign.id},
        "parties[0].party": {"parties": [{"party": theirs.id, "role": "owner"}]},
        "addresses[0].address": {"addresses": [{"address": foreign["addresses"][0]["address"]["id"]}]},
    }
    with world.unchanged():
        for field, body in tried.items():
            refused = ann.post("/v1/buildings", {"name": "Huis", **body})
            assert (refused.status, refused.fields) == (422, [field])
