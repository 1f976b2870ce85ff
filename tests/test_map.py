"""The map through the front door: what is near, all there is, and nothing that is not for the asker."""

from typing import Any

import pytest

from tests.world import Reply, User, World

HERE = {"latitude": 52.37, "longitude": 5.2}


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


def at(latitude: float, longitude: float, city: str = "Almere", **use: Any) -> dict[str, Any]:
    coordinates = {"latitude": latitude, "longitude": longitude}
    return {"address": {"street": "Kade", "city": city, "coordinates": coordinates}, **use}


def company(who: User, name: str, *addresses: dict[str, Any], **more: Any) -> Reply:
    made = who.post("/v1/relations", {"name": name, "addresses": list(addresses), **more})
    assert made.status == 201, made.text
    return made


def near(who: User, within: float, **more: Any) -> Reply:
    found = who.post("/v1/map", {"near": HERE, "within": within, **more})
    assert found.status == 200, found.text
    return found


def titles(found: Reply) -> list[str]:
    return [each["properties"]["title"] for each in found["features"]]


def test_what_is_near_comes_nearest_first_as_geojson(world: World, ann: User) -> None:
    far = company(ann, "Verweg", at(52.09, 5.12, "Utrecht"))
    by = company(ann, "Dichtbij", at(52.371, 5.2))
    company(ann, "Buitenland", at(48.85, 2.35, "Paris"))
    company(ann, "Nergens")
    with world.meter() as meter:
        found = near(ann, 50)
    assert meter.round_trips == 2
    assert (found["type"], found["complete"], found["next_cursor"]) == ("FeatureCollection", True, None)
    assert [(each["id"], each["properties"]["distance"]) for each in found["features"]] == [
        (by.id, pytest.approx(0.111, abs=0.001)),
        (far.id, pytest.approx(31.6, abs=0.1)),
    ]
    assert found["features"][0] == {
        "type": "Feature",
        "id": by.id,
        "geometry": {"type": "Point", "coordinates": [5.2, 52.371]},
        "properties": {
            "id": by.id, "type": "relation", "title": "Dichtbij", "place": "Almere",
            "address": {"id": by["addresses"][0]["address"]["id"], "title": "Kade, Almere"}, "distance": 0.111,
        },
    }  # fmt: skip


def test_where_somebody_is_follows_the_address_that_they_share(ann: User) -> None:
    made = company(ann, "Verhuizer", at(52.371, 5.2))
    address = made["addresses"][0]["address"]["id"]
    assert ann.patch(f"/v1/addresses/{address}", {"coordinates": {"latitude": 50.85, "longitude": 5.69}}).status == 200
    ann.world.settle()
    assert titles(near(ann, 50)) == []
    assert titles(ann.post("/v1/map", {"near": {"latitude": 50.85, "longitude": 5.69}, "within": 1})) == ["Verhuizer"]
    assert ann.patch(f"/v1/addresses/{address}", {"coordinates": None}).status == 200
    ann.world.settle()
    assert titles(ann.post("/v1/map", {})) == []
    assert ann.post("/v1/map", {"of": "address"})["features"] == []


def test_all_there_is_comes_page_by_page(ann: User) -> None:
    for number in range(5):
        company(ann, f"Bedrijf {number}", at(52 + number / 10, 5))
    body: dict[str, Any] = {"limit": 2}
    seen: list[str] = []
    for _ in range(5):
        page = ann.post("/v1/map", body)
        seen += titles(page)
        if page["complete"]:
            break
        body["cursor"] = page["next_cursor"]
    assert sorted(seen) == [f"Bedrijf {number}" for number in range(5)]
    refused = ann.post("/v1/map", {"cursor": body["cursor"], "of": "address"})
    assert (refused.status, refused["code"]) == (400, "invalid_cursor")


def test_several_addresses_are_several_features_and_a_home_is_none(ann: User) -> None:
    company(ann, "Twee", at(52.371, 5.2), at(52.372, 5.2, purposes=["delivery"]))
    person = ann.post("/v1/relations", {"kind": "person", "last_name": "Visser",
                                        "addresses": [at(52.371, 5.2, purposes=["private"])]})  # fmt: skip
    assert person.status == 201
    assert titles(near(ann, 1)) == ["Twee", "Twee"]


def test_criteria_narrow_it(world: World, ann: User) -> None:
    company(ann, "Klant", at(52.371, 5.2), status=["customer"])
    company(ann, "Prospect", at(52.372, 5.2), status=["prospect"])
    asked = {"field": "status", "op": "has_any", "value": ["customer"]}
    assert titles(near(ann, 5, criteria=asked)) == ["Klant"]
    refused = ann.post("/v1/map", {"criteria": {"field": "nothing", "op": "eq", "value": "x"}})
    assert refused.status == 422


def test_buildings_and_contacts_are_on_the_map_too(ann: User) -> None:
    firm = company(ann, "Firma")
    made = ann.post("/v1/buildings", {"name": "Havengebouw", "addresses": [at(52.371, 5.2)]})
    contact = ann.post("/v1/contacts", {"company": firm.id, "last_name": "Visser", "addresses": [at(52.371, 5.2)]})
    assert (made.status, contact.status) == (201, 201)
    assert titles(near(ann, 1, of="building")) == ["Havengebouw"]
    assert titles(near(ann, 1, of="contact")) == ["Visser"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"within": 5}, "near"),
        ({"near": HERE}, "within"),
        ({"near": HERE, "within": 501}, "within"),
        ({"near": {"latitude": 91, "longitude": 5}, "within": 1}, "near.latitude"),
        ({"of": "role"}, "of"),
        ({"near": HERE, "within": 1, "cursor": "abc"}, "cursor"),
    ],
)
def test_what_makes_no_circle_is_refused(ann: User, body: dict[str, Any], field: str) -> None:
    refused = ann.post("/v1/map", body)
    assert (refused.status, refused.fields) == (422, [field])


def test_z1_nobody_sees_on_the_map_what_they_may_not_read(world: World, ann: User) -> None:
    """Z1: restricted relations, another tenant's, and addresses that are hidden."""
    company(ann, "Open", at(52.371, 5.2))
    company(ann, "Gesloten", at(52.372, 5.2), restricted=True)
    other = world.user("administrator", tenant="Elsewhere")
    company(other, "Vreemd", at(52.371, 5.2))
    bert = world.user("employee")
    assert titles(near(bert, 5)) == ["Open"]
    assert titles(bert.post("/v1/map", {})) == ["Open"]
    assert titles(near(other, 5)) == ["Vreemd"]


def test_z3_addresses_that_are_hidden_are_nowhere(world: World, ann: User) -> None:
    """Z3: a profile without the addresses of relations."""
    company(ann, "Open", at(52.371, 5.2))
    types = {"*": {"actions": ["read"], "fields": {"*": "read"}},
             "relation": {"actions": ["read"], "fields": {"*": "read", "addresses": "none"}}}  # fmt: skip
    profile = ann.post("/v1/profiles", {"name": "blind", "types": types})
    role = ann.post("/v1/roles", {"key": "blind", "name": "Blind", "profiles": [profile.id]})
    assert (profile.status, role.status) == (201, 201), role.text
    blind = world.user("blind")
    assert titles(near(blind, 5)) == []
    assert titles(blind.post("/v1/map", {})) == []


def test_z1_what_one_may_see_is_found_behind_what_one_may_not(ann: User) -> None:
    """Z1: page by page and near somewhere, though others have much more that comes before; nothing tells how much."""
    for number in range(12):
        company(ann, f"Gesloten {number}", at(52.37 + number / 1000, 5.2), restricted=True)
    company(ann, "Open", at(52.4, 5.2))
    company(ann, "Ook open", at(52.41, 5.2))
    bert = ann.world.user("employee")
    found = near(bert, 1, limit=1)
    assert (titles(found), found["complete"]) == ([], True)
    assert titles(near(bert, 50, limit=1)) == ["Open"]
    first = bert.post("/v1/map", {"limit": 1})
    assert (len(titles(first)), first["complete"]) == (1, False)
    second = bert.post("/v1/map", {"limit": 1, "cursor": first["next_cursor"]})
    assert sorted(titles(first) + titles(second)) == ["Ook open", "Open"]
    assert titles(ann.post("/v1/map", {"limit": 20})).count("Open") == 1
