"""Keeping relations: companies, persons and couples."""

from tests.world import World


def test_a_company_needs_only_its_name(world: World) -> None:
    anna = world.user()
    made = anna.post("/v1/relations", {"name": "Hamerslag"})
    assert made.status == 201
    assert made["kind"] == "company"
    assert made["display_name"] == "Hamerslag"
    assert made.header("Location") == f"/v1/relations/{made.id}"
    read = anna.get(f"/v1/relations/{made.id}")
    assert (read.status, read["name"], read["version"]) == (200, "Hamerslag", 1)
    assert read.header("ETag") == '"1"'


def test_hamer_jan_almere_lands_on_jan_visser_of_hamerslag(world: World) -> None:
    anna = world.user()
    address = {"street": "Dorpsstraat", "number": "12", "postcode": "1315AB", "city": "Almere"}
    company = anna.company("Hamerslag", addresses=[{"address": address}])
    jan = anna.contact(company.id, first_name="Jan", last_name="Visser")
    anna.contact(company.id, first_name="Piet", last_name="Mulder")
    hits = anna.get("/v1/search?q=hamer%20jan%20almere")
    assert [hit["id"] for hit in hits["data"]] == [jan.id]
    assert hits["data"][0]["title"] == "Jan Visser"
    assert hits["data"][0]["place"] == "Hamerslag"
    assert {each["typed"]: each["field"] for each in hits["data"][0]["hits"]} == {
        "hamer": "company", "jan": "name", "almere": "company",
    }  # fmt: skip
