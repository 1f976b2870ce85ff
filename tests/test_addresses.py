"""Addresses: records of their own that parties share; changed once, seen everywhere (C15, C16, E4, E13)."""

from typing import Any

import pytest

from tests.world import Reply, User, World

DORPSSTRAAT = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere", "country": "NL"}
BERLIN = {"street": "Hauptstraße", "number": "5", "postcode": "10115", "city": "Berlin", "country": "DE"}


def use(address: Any, *purposes: str, **more: Any) -> dict[str, Any]:
    return {"address": address, **({"purposes": list(purposes)} if purposes else {}), **more}


def used_by(user: User, address_id: str) -> list[str]:
    return [each["title"] for each in user.get(f"/v1/addresses/{address_id}/used-by")["data"]]


def streets(record: Reply) -> list[str]:
    return [each["address"]["street"] for each in record["addresses"]]


# ------------------------------------------------------------------------------------------------- inline, shared


def test_a_new_address_is_made_with_the_relation_or_not_at_all(world: World) -> None:
    anna = world.user()
    made = anna.company("Hamerslag", addresses=[use({**DORPSSTRAAT, "postcode": "1315ab"})])
    address = anna.get(f"/v1/addresses/{made['addresses'][0]['address']['id']}")
    assert (address["postcode"], address["title"]) == ("1315 AB", "Dorpsstraat 12, 1315 AB Almere")
    assert used_by(anna, address.id) == ["Hamerslag"]
    with world.unchanged():
        refused = anna.post("/v1/relations", {"addresses": [use(DORPSSTRAAT)]})
        assert (refused.status, refused.fields) == (422, ["name"])
        refused = anna.post("/v1/relations", {"name": "X", "addresses": [use(DORPSSTRAAT), use({"number": "1"})]})
        assert (refused.status, refused.fields) == (422, ["addresses[1].address.street"])


def test_one_address_is_shared_and_it_is_known_by_whom(world: World) -> None:
    anna = world.user()
    address = anna.address()
    company = anna.company("Hamerslag", addresses=[use(address.id)])
    anna.person("Jan", "Visser", addresses=[use({"id": address.id}, "private")])
    anna.contact(company.id, first_name="Piet", last_name="Mulder", addresses=[use(address.id, "delivery")])
    anna.post("/v1/relations", {
        "kind": "couple", "halves": [{"first_name": "A"}, {"first_name": "B"}], "addresses": [use(address.id)],
    })  # fmt: skip
    assert sorted(used_by(anna, address.id)) == ["A en B", "Hamerslag", "Jan Visser", "Piet Mulder"]
    first = anna.get(f"/v1/addresses/{address.id}/used-by?limit=3")
    second = anna.get(f"/v1/addresses/{address.id}/used-by?limit=3&cursor={first['page']['next_cursor']}")
    assert len(first["data"] + second["data"]) == 4
    assert not second["page"]["has_more"]


def test_a_change_shows_everywhere_at_once(world: World) -> None:
    """C10, C15"""
    anna = world.user()
    address = anna.address()
    company = anna.company("Hamerslag", addresses=[use(address.id)])
    person = anna.person("Jan", "Visser", addresses=[use(address.id)])
    anna.patch(f"/v1/addresses/{address.id}", {"street": "Kerkstraat", "city": "Weesp", "extra": "2nd floor"})
    for relation in (company, person):
        read = anna.get(f"/v1/relations/{relation.id}")
        assert streets(read) == ["Kerkstraat"]
        assert read["addresses"][0]["lines"][1:] == ["2nd floor", "Kerkstraat 12", "1315 AB  WEESP"]


def test_copies_follow_a_moment_later(world: World) -> None:
    """Search, lists, sort names and contacts live on copies, which the table's stream brings up to date."""
    anna = world.user()
    address = anna.address()
    company = anna.company("Hamerslag", addresses=[use(address.id)])
    contact = anna.contact(company.id)
    anna.patch(f"/v1/addresses/{address.id}", {"city": "Weesp", "extra": "2nd floor", "region": "NH"})
    world.settle()
    listed = anna.get("/v1/relations")["data"][0]
    assert (listed["city"], listed["sort_name"]) == ("Weesp", "Hamerslag, Weesp")
    assert listed["addresses"][0]["address"]["extra"] == "2nd floor"
    assert anna.search("hamerslag weesp", "relation") == ["Hamerslag"]
    assert anna.search("hamerslag almere") == []
    assert anna.search("visser weesp") == ["Jan Visser"]
    read = anna.get(f"/v1/contacts/{contact.id}")
    assert read["company"]["place"] == "Weesp"
    assert read["located_at"][0]["lines"] == [
        "Hamerslag",
        "Jan Visser",
        "2nd floor",
        "Dorpsstraat 12",
        "1315 AB  WEESP",
    ]


def test_an_address_is_changed_where_it_is_kept_not_through_a_user(world: World) -> None:
    anna = world.user()
    address = anna.address()
    company = anna.company(addresses=[use(address.id)])
    path = f"/v1/relations/{company.id}"
    addresses = anna.get(path)["addresses"]
    with world.unchanged():
        assert anna.patch(path, {"addresses": addresses}).status == 200
        addresses[0]["address"]["street"] = "Kerkstraat"
        refused = anna.patch(path, {"addresses": addresses})
    assert (refused.status, refused.fields) == (422, ["addresses[0].address.street"])
    assert f"/v1/addresses/{address.id}" in refused["errors"][0]["message"]


def test_detach_gives_one_user_a_copy_of_its_own(world: World) -> None:
    anna = world.user()
    address = anna.address()
    one, other = anna.company("One", addresses=[use(address.id)]), anna.company("Other", addresses=[use(address.id)])
    copy = anna.post(f"/v1/addresses/{address.id}/detach", {"user": one.id})
    assert (copy.status, copy.id != address.id, copy["street"]) == (201, True, "Dorpsstraat")
    assert copy.json == anna.get(f"/v1/addresses/{copy.id}").json
    anna.patch(f"/v1/addresses/{copy.id}", {"street": "Kerkstraat"})
    assert streets(anna.get(f"/v1/relations/{one.id}")) == ["Kerkstraat"]
    assert streets(anna.get(f"/v1/relations/{other.id}")) == ["Dorpsstraat"]
    assert (used_by(anna, address.id), used_by(anna, copy.id)) == (["Other"], ["One"])


def test_detach_is_for_those_who_use_it(world: World) -> None:
    """T2"""
    anna, foreigner = world.user(), world.user(tenant="Other").company()
    address, company = anna.address(), anna.company()
    gone = anna.company(addresses=[use(address.id)])
    anna.delete(f"/v1/relations/{gone.id}")
    path = f"/v1/addresses/{address.id}/detach"
    with world.unchanged():
        for user in (company.id, foreigner.id, "rel_" + "0" * 26, "xyz_" + "0" * 26, address.id):
            refused = anna.post(path, {"user": user})
            assert (refused.status, refused.fields) == (422, ["user"]), user
        assert anna.post(path, {"user": gone.id}).status == 409
        assert anna.post(path, {}).fields == ["user"]


def test_an_address_in_use_is_not_archived(world: World) -> None:
    anna = world.user()
    address = anna.address()
    company = anna.company(addresses=[use(address.id)])
    with world.unchanged():
        refused = anna.delete(f"/v1/addresses/{address.id}")
    assert (refused.status, refused["used_by"]) == (409, [company.id])
    anna.patch(f"/v1/relations/{company.id}", {"addresses": {"remove": [address.id]}})
    assert anna.delete(f"/v1/addresses/{address.id}").status == 200
    with world.unchanged():
        refused = anna.patch(f"/v1/relations/{company.id}", {"addresses": [use(address.id)]})
    assert (refused.status, refused.fields) == (422, ["addresses[0].address"])


def test_only_addresses_can_be_used_as_such(world: World) -> None:
    """T2"""
    anna, foreigner = world.user(), world.user(tenant="Other").address()
    company = anna.company()
    with world.unchanged():
        for target in (foreigner.id, company.id, "adr_" + "0" * 26, "adr_0", {"id": foreigner.id}):
            for path, send in ((f"/v1/relations/{company.id}", anna.patch), ("/v1/relations", anna.post)):
                refused = send(path, {"name": "X", "addresses": [use(target)]})
                assert (refused.status, refused.fields) == (422, ["addresses[0].address"]), target


# ---------------------------------------------------------------------------------------------- purposes, defaults


def test_each_purpose_has_one_default(world: World) -> None:
    """E4"""
    anna = world.user()
    made = anna.company(addresses=[
        use(DORPSSTRAAT),
        use({**DORPSSTRAAT, "street": "Kade"}, "visiting", "postal"),
        use({**DORPSSTRAAT, "street": "Postbus"}, "postal", "billing", default_for=["postal"]),
    ])  # fmt: skip
    assert [each["default_for"] for each in made["addresses"]] == [["visiting"], [], ["postal", "billing"]]
    path = f"/v1/relations/{made.id}"
    new = use({**DORPSSTRAAT, "street": "Kerk"}, "visiting", default_for=["visiting"])
    taken_over = anna.patch(path, {"addresses": {"add": [new]}})
    assert [each["default_for"] for each in taken_over["addresses"]] == [[], [], ["postal", "billing"], ["visiting"]]
    with world.unchanged():
        twice = anna.post("/v1/relations", {"name": "X", "addresses": [new, {**new, "address": BERLIN}]})
        assert (twice.status, twice.fields) == (422, ["addresses[1].default_for"])
        other = anna.post("/v1/relations", {"name": "X", "addresses": [use(BERLIN, "postal", default_for=["billing"])]})
        assert (other.status, other.fields) == (422, ["addresses[0].default_for"])
        same = anna.patch(path, {"addresses": [made["addresses"][0], made["addresses"][0]]})
        assert (same.status, same.fields[0]) == (422, "addresses[1].address")


def test_a_company_is_known_by_the_place_where_it_is_visited(world: World) -> None:
    anna = world.user()
    made = anna.company("Hamerslag", addresses=[use(BERLIN, "postal"), use(DORPSSTRAAT, "visiting")])
    assert (made["city"], made["sort_name"]) == ("Almere", "Hamerslag, Almere")
    assert anna.names("/v1/relations?sort=name") == ["Hamerslag"]


# --------------------------------------------------------------------------------------------------- completeness


@pytest.mark.parametrize(
    ("country", "fields", "missing", "malformed"),
    [
        ("NL", {"city": "Almere"}, ["street", "number", "postcode"], []),
        ("NL", {"street": "Postbus 12", "postcode": "1300 AA", "city": "Almere"}, [], []),
        ("NL", {"street": "Dorpsstraat", "number": "1", "postcode": "131", "city": "Almere"}, [], ["postcode"]),
        ("FR", {"street": "Château du Lac", "postcode": "75001", "city": "Paris"}, [], []),
        ("DE", {"street": "Hauptstraße", "number": "5", "city": "Berlin"}, ["postcode"], []),
        ("US", {"street": "Main St", "number": "1", "city": "Springfield", "postcode": "12345"}, ["region"], []),
        ("GB", {"street": "The Mews", "city": "London", "postcode": "sw1a1aa"}, [], []),
        ("BR", {"street": "Rua A"}, ["city"], []),
    ],
)
def test_incomplete_addresses_are_flagged_not_refused(
    world: World, country: str, fields: dict[str, str], missing: list[str], malformed: list[str]
) -> None:
    """E13"""
    anna = world.user()
    made = anna.post("/v1/addresses", {"country": country, **fields})
    assert (made.status, made["missing"], made["malformed"]) == (201, missing, malformed)
    condition = {"any": [{"field": name, "op": "exists"} for name in ("missing", "malformed")]}
    found = anna.post("/v1/addresses/search", {"criteria": condition})["data"]
    assert [each["id"] for each in found] == ([made.id] if missing or malformed else [])


def test_an_address_needs_something_to_find_it_by(world: World) -> None:
    anna = world.user()
    with world.unchanged():
        for body in ({}, {"number": "12"}, {"country": "NL"}, {"region": "Flevoland", "number": "1"}):
            refused = anna.post("/v1/addresses", body)
            assert (refused.status, refused.fields) == (422, ["street"])
    assert anna.post("/v1/addresses", {"street": "Dorpsstraat"}).status == 201
    assert anna.post("/v1/addresses", {"extra": "Schloss Bellevue"})["title"] == "Schloss Bellevue"


def test_the_country_is_the_tenants_unless_told(world: World) -> None:
    world.tenant("Ghent", country="BE")
    ghent = world.user(tenant="Ghent")
    made = ghent.post("/v1/addresses", {"city": "Gent", "country": "FR"})
    assert ghent.post("/v1/addresses", {"city": "Gent"})["country"] == "BE"
    assert ghent.patch(f"/v1/addresses/{made.id}", {"country": None})["country"] == "BE"


# --------------------------------------------------------------------------------------------------- postal lines


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        (DORPSSTRAAT, ["Dorpsstraat 12", "1315 AB  ALMERE"]),
        (
            {**DORPSSTRAAT, "country": "BE", "addition": "3", "postcode": "9000", "city": "Gent"},
            ["Dorpsstraat 12 bus 3", "9000 GENT", "BELGIUM"],
        ),
        (BERLIN, ["Hauptstraße 5", "10115 BERLIN", "GERMANY"]),
        (
            {"country": "FR", "street": "rue du Lac", "number": "12", "postcode": "75001", "city": "Paris"},
            ["12 rue du Lac", "75001 PARIS", "FRANCE"],
        ),
        (
            {"country": "CH", "street": "Bahnhofstrasse", "number": "1", "postcode": "8001", "city": "Zürich"},
            ["Bahnhofstrasse 1", "8001 ZÜRICH", "SWITZERLAND"],
        ),
        (
            {"country": "AT", "street": "Graben", "number": "1", "addition": "7", "postcode": "1010", "city": "Wien"},
            ["Graben 1/7", "1010 WIEN", "AUSTRIA"],
        ),
        (
            {"country": "RU", "street": "ул. Тверская", "number": "7", "postcode": "125009", "city": "Москва"},
            ["ул. Тверская, д. 7", "МОСКВА", "125009", "RUSSIAN FEDERATION"],
        ),
        (
            {"country": "GB", "street": "Downing Street", "number": "10", "postcode": "SW1A 2AA", "city": "London"},
            ["10 Downing Street", "LONDON", "SW1A 2AA", "UNITED KINGDOM"],
        ),
        (
            {
                "country": "US", "street": "Pennsylvania Avenue NW", "number": "1600", "city": "Washington",
                "region": "DC", "postcode": "20500",
            },
            ["1600 Pennsylvania Avenue NW", "WASHINGTON DC 20500", "UNITED STATES OF AMERICA"],
        ),
        (
            {"country": "BR", "street": "Rua A", "number": "9", "postcode": "01000-000", "city": "São Paulo"},
            ["Rua A 9", "01000-000 SÃO PAULO", "BRAZIL"],
        ),
    ],
)  # fmt: skip
def test_lines_follow_the_country(world: World, address: dict[str, str], lines: list[str]) -> None:
    """As they are printed by a sender in the Netherlands."""
    anna = world.user()
    assert anna.post("/v1/addresses", address)["lines"] == lines
    made = anna.company("Addressee", addresses=[use(address)])
    assert made["addresses"][0]["lines"] == ["Addressee", *lines]
    assert anna.contact(made.id)["located_at"][0]["lines"] == ["Addressee", "Jan Visser", *lines]


def test_a_contact_is_written_to_at_its_own_address_else_at_its_companys(world: World) -> None:
    anna = world.user()
    private = use({**DORPSSTRAAT, "street": "Thuis"}, "private")
    company = anna.company("Hamerslag", addresses=[use(DORPSSTRAAT), private])
    jan = anna.person("Jan", "Visser", addresses=[use({**DORPSSTRAAT, "street": "Privé"}, "private")])
    contact = anna.contact(company.id, person=jan.id)
    told = [(each["source"], each["address"]["street"], each["lines"][:2]) for each in contact["located_at"]]
    assert told == [("company", "Dorpsstraat", ["Hamerslag", "Jan Visser"])]
    path = f"/v1/contacts/{contact.id}"
    home = jan["addresses"][0]["address"]["id"]
    still = anna.patch(path, {"addresses": [use(home, "private")]})
    assert [each["source"] for each in still["located_at"]] == ["company"]
    chosen = anna.patch(path, {"addresses": [use(home, "private", "postal")]})
    assert [(each["source"], each["address"]["street"]) for each in chosen["located_at"]] == [("own", "Privé")]


# ---------------------------------------------------------------------------------------------------- coordinates


def test_an_address_has_a_place_on_the_map(world: World) -> None:
    """C16"""
    anna = world.user()
    made = anna.address(coordinates={"latitude": 52.37, "longitude": 5})
    assert made["coordinates"] == {"latitude": 52.37, "longitude": 5}
    company = anna.company(addresses=[use(made.id)])
    assert company["addresses"][0]["address"]["coordinates"]["latitude"] == 52.37
    bad: list[tuple[Any, list[str]]] = [
        ({"latitude": 90.1, "longitude": 5}, ["coordinates.latitude"]),
        ({"latitude": 52, "longitude": -180.5}, ["coordinates.longitude"]),
        ({"latitude": "52", "longitude": True}, ["coordinates.latitude", "coordinates.longitude"]),
        ({"latitude": 52}, ["coordinates.longitude"]),
        ([52, 5], ["coordinates"]),
    ]
    with world.unchanged():
        for coordinates, named in bad:
            refused = anna.patch(f"/v1/addresses/{made.id}", {"coordinates": coordinates})
            assert (refused.status, refused.fields) == (422, named)
    assert "coordinates" not in anna.patch(f"/v1/addresses/{made.id}", {"coordinates": None}).json


def test_addresses_are_found_by_their_parts(world: World) -> None:
    anna = world.user()
    anna.address()
    anna.post("/v1/addresses", BERLIN)
    assert anna.names("/v1/addresses") == ["Dorpsstraat 12, 1315 AB Almere", "Hauptstraße 5, 10115 Berlin"]
    assert anna.names("/v1/addresses?country=DE") == ["Hauptstraße 5, 10115 Berlin"]
    assert anna.search("hauptstrasse 5 berlin") == ["Hauptstraße 5, 10115 Berlin"]
    assert anna.search("1315ab 12") == anna.search("1315 AB") == ["Dorpsstraat 12, 1315 AB Almere"]
    assert anna.search("do 12") == ["Dorpsstraat 12, 1315 AB Almere"]


def test_the_same_address_sent_again_inline_stays_one(world: World) -> None:
    """An import that runs twice, by PUT or by PATCH, makes nothing twice."""
    anna = world.user()
    body = {"name": "Hamerslag", "addresses": [{"address": {"street": "Kade", "number": "1", "city": "Urk"}}]}
    first = anna.put("/v1/relations/by/erp/77", body)
    assert first.status == 201, first.text
    with world.unchanged():
        again = anna.put("/v1/relations/by/erp/77", body)
    assert (again.status, again["version"], again["addresses"]) == (200, 1, first["addresses"])
    moved = anna.patch(f"/v1/relations/{first.id}", {"addresses": [{"address": {"street": "Dam", "city": "Edam"}}]})
    assert moved["addresses"][0]["address"]["id"] != first["addresses"][0]["address"]["id"]
    assert len(anna.get("/v1/addresses")["data"]) == 2


def test_a_custom_value_of_an_address_is_not_changed_in_passing(world: World) -> None:
    """What was answered may be sent back; another value is refused, and not dropped."""
    anna = world.user("administrator")
    gate = {"of": "address", "key": "gate", "name": "Gate", "kind": "text"}
    assert anna.post("/v1/custom-fields", gate).status == 201
    made = anna.address(custom_gate="A")
    company = anna.company("Hamerslag", addresses=[{"address": made.id}])
    one = f"/v1/relations/{company.id}"
    assert anna.patch(one, {"addresses": company["addresses"]}).status == 200
    with world.unchanged():
        refused = anna.patch(one, {"addresses": [{"address": {"id": made.id, "custom_gate": "B"}}]})
    assert (refused.status, refused.fields) == (422, ["addresses[0].address.custom_gate"])
