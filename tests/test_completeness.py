"""How complete records are: what is asked, by type, status and country, and what of it is missing (E11, E13)."""

from typing import Any

import pytest

from chalicelib.models import completeness
from chalicelib.models.record_type import COMPLETENESS
from chalicelib.models.relation import RELATION
from chalicelib.storage import records
from chalicelib.storage.work import Work
from tests.consistency import assert_consistent
from tests.test_jobs import ALL
from tests.world import Reply, User, World

ADDRESS = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere", "country": "NL"}
PHONE, MAIL = {"kind": "mobile", "value": "06 12345678"}, {"kind": "email", "value": "info@one.example"}
RULES = "/v1/completeness-rules"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def rule(field: str, weight: int = 1, when: Any = None) -> dict[str, Any]:
    return {"field": field, "weight": weight, **({"when": when} if when else {})}


def put(user: User, *rules: dict[str, Any], of: str = "relation") -> Reply:
    return user.put(RULES, {"types": {of: list(rules)}})


def told(user: User, made: Reply, plural: str = "relations") -> tuple[int, list[str]]:
    found = user.get(f"/v1/{plural}/{made.id}")
    return found["completeness"], found["missing"]


def use(**address: Any) -> list[dict[str, Any]]:
    given = {name: value for name, value in {**ADDRESS, **address}.items() if value}
    return [{"address": {"new": given}, "purposes": ["visiting"]}]


# ------------------------------------------------------------------------------------------------------ what is asked


def test_a_record_tells_what_is_missing_and_gets_better(world: World, anna: User) -> None:
    one = anna.company("One")
    assert (one["completeness"], one["missing"]) == (0, ["address", "phone", "email", "status", "chamber_number"])
    better = anna.patch(f"/v1/relations/{one.id}", {"channels": [PHONE, MAIL], "addresses": use()})
    assert (better["completeness"], better["missing"]) == (77, ["status", "chamber_number"])
    whole = anna.patch(f"/v1/relations/{one.id}", {"status": ["prospect"], "chamber_number": "12345678"})
    assert (whole["completeness"], whole["missing"]) == (100, [])
    customer = anna.patch(f"/v1/relations/{one.id}", {"status": ["customer"]})
    assert (customer["completeness"], customer["missing"]) == (90, ["vat_number"])
    jan = anna.person("Piet", "Boer")
    assert told(anna, jan) == (11, ["address", "phone", "email", "status"])
    contact = anna.contact(one.id)
    assert told(anna, contact, "contacts") == (14, ["email", "phone", "function"])
    known = anna.contact(one.id, person=jan.id, function="Buyer")
    assert told(anna, known, "contacts") == (100, [])
    assert_consistent(world)


@pytest.mark.parametrize(("address", "lacks"), [
    ({}, []),
    ({"postcode": "", "number": ""}, ["number", "postcode"]),
    ({"postcode": "13 ABC"}, ["postcode"]),
    ({"country": "IE", "postcode": "", "number": ""}, []),
    ({"country": "US", "postcode": "90210"}, ["region"]),
])  # fmt: skip
def test_an_address_is_held_to_what_the_post_of_its_country_needs(address: dict[str, Any], lacks: list[str]) -> None:
    uses = [{"address": {**ADDRESS, **address}, "default_for": ["visiting"]}]
    for name in ("address", "visiting_address"):
        found = completeness.missing(RELATION, [rule(name)], {"addresses": uses})
        assert found == [f"{name}.{each}" for each in lacks]
        assert completeness.score(RELATION, [rule(name)], {"addresses": uses}) == (0 if lacks else 100)
    assert completeness.missing(RELATION, [rule("postal_address")], {"addresses": uses}) == ["postal_address"]


def test_what_is_damaged_has_a_score_all_the_same() -> None:
    asked = [rule("email", when=1), {"field": 3}, {}, rule("address"), rule("note", weight=-1)]
    data: dict[str, Any] = {"channels": "x", "addresses": [3, {"address": 1}], "custom": 7, "kind": 4}
    assert 0 <= completeness.score(RELATION, asked, data) <= 100
    assert completeness.score(RELATION, [], {}) == 100


def test_an_address_that_is_changed_where_it_is_kept_counts_at_once(world: World, anna: User) -> None:
    """E13"""
    put(anna, rule("address"))
    address = anna.address(postcode=None, number=None)
    one = anna.company("One", addresses=[{"address": address.id}])
    assert told(anna, one) == (0, ["address.number", "address.postcode"])
    anna.patch(f"/v1/addresses/{address.id}", {"postcode": "1315 AB", "number": "1"})
    world.settle()
    assert told(anna, one) == (100, [])


# ---------------------------------------------------------------------------------------------------------- the rules


def test_rules_are_the_tenants_own(world: World, anna: User) -> None:
    field = {"of": "relation", "key": "size", "name": "Size", "kind": "number"}
    assert anna.post("/v1/custom-fields", field).status == 201
    shipped = anna.get(RULES)
    assert "custom_size" in shipped["fields"]["relation"]
    assert [each["field"] for each in shipped["types"]["contact"]] == ["email", "phone", "first_name", "function"]
    customer = {"field": "status", "op": "has_any", "value": ["customer"]}
    large = {"field": "custom_size", "op": "gt", "value": 10}
    made = put(anna, rule("custom_size", 3), rule("note"), rule("vat_number", 4, customer), rule("email", 2, large))
    assert made.status == 200, made.text
    assert anna.get(RULES)["types"]["relation"] == made["types"]["relation"]
    assert told(anna, anna.company("One")) == (0, ["custom_size", "note"])
    assert told(anna, anna.company("Two", custom_size=5)) == (75, ["note"])
    assert told(anna, anna.company("Three", custom_size=50)) == (50, ["email", "note"])
    assert told(anna, anna.company("Four", custom_size=5, status=["customer"])) == (37, ["vat_number", "note"])
    other = world.user("administrator", tenant="Other")
    assert told(other, other.company("One"))[1][0] == "address"


def test_what_is_wrong_with_them_is_named(world: World, anna: User) -> None:
    faults = {
        "types.relation[0].field": rule("nothing"),
        "types.relation[1].field": rule("display_name"),
        "types.relation[2].when.field": rule("note", 1, {"field": "nothing", "op": "eq", "value": 1}),
        "types.relation[3].when.value": rule("note", 1, {"field": "owner", "op": "eq", "value": "@me"}),
        "types.relation[4].when.field": rule("note", 1, {"field": "completeness", "op": "lt", "value": 5}),
    }
    refused = put(anna, *faults.values())
    assert (refused.status, refused.fields) == (422, [*faults])
    assert put(anna, rule("note"), of="document").fields == ["types.document"]
    assert world.user("sales").put(RULES, {"types": {}}).status == 403


def test_new_rules_reach_all_records_by_a_job(world: World, anna: User) -> None:
    one, two = anna.company("One", note="A note"), anna.company("Two")
    put(anna, rule("note"))
    assert told(anna, one) == (0, [])
    job = anna.post("/v1/jobs", {"kind": "renew", "those": ALL})
    world.settle()
    assert anna.get(f"/v1/jobs/{job.id}")["counts"]["changed"] == 1
    assert (told(anna, one), told(anna, two)) == ((100, []), (0, ["note"]))
    assert_consistent(world)


def test_what_is_asked_of_an_archived_field_rests(world: World, anna: User) -> None:
    """Nobody could fill it in; it is asked again when it is restored. Copies that are made anew know it too."""
    field = {"of": "relation", "key": "size", "name": "Size", "kind": "number"}
    made = anna.post("/v1/custom-fields", field)
    large = {"field": "custom_size", "op": "gt", "value": 10}
    put(anna, rule("custom_size"), rule("note"), rule("email", 1, large))
    address = anna.address()
    one = anna.company("One", note="x", addresses=[{"address": address.id}])
    assert told(anna, one) == (50, ["custom_size"])
    assert anna.delete(f"/v1/custom-fields/{made.id}").status == 200
    assert told(anna, anna.company("Two", note="x")) == (100, [])
    anna.patch(f"/v1/addresses/{address.id}", {"number": "99"})
    world.settle()
    assert told(anna, one) == (100, [])
    asked = anna.get(RULES)["types"]["relation"]
    assert [each["field"] for each in asked] == ["note", "email"]
    assert anna.post(f"/v1/custom-fields/{made.id}/restore").status == 200
    assert told(anna, anna.company("Three", note="x")) == (50, ["custom_size"])


def test_rules_are_read_whenever_something_is_saved_and_so_are_small(world: World, anna: User) -> None:
    many = {"field": "city", "op": "in", "value": [f"{number:0180}" for number in range(100)]}
    assert put(anna, *[rule("note", 1, many)] * 2).status == 200
    refused = put(anna, *[rule("note", 1, many)] * 3)
    assert (refused.status, refused.fields) == (422, ["types"])


def test_what_is_older_than_scores_has_none_until_it_is_renewed(world: World, anna: User) -> None:
    """What a record of an earlier release has; it is found as such."""
    one, below = anna.company("One"), {"field": COMPLETENESS, "op": "lt", "value": 80}
    found = records.get(anna.tenant, one.id)
    assert found is not None
    work = Work(anna.tenant, anna.id)
    work.update(found, {name: value for name, value in found.data.items() if name != COMPLETENESS})
    work.commit()
    assert anna.get(f"/v1/relations/{one.id}").json.get(COMPLETENESS) is None
    unscored = {"any": [below, {"field": COMPLETENESS, "op": "missing"}]}
    for asked, number in ((below, 0), (unscored, 1)):
        assert len(anna.post("/v1/relations/search", {"criteria": asked})["data"]) == number
    anna.post("/v1/jobs", {"kind": "renew", "those": ALL})
    world.settle()
    assert len(anna.post("/v1/relations/search", {"criteria": below})["data"]) == 1


# --------------------------------------------------------------------------------------------------- lists and rights


def test_lists_find_and_order_by_it(world: World, anna: User) -> None:
    put(anna, rule("note"), rule("email"))
    for name, more in (("Whole", {"note": "x", "channels": [MAIL]}), ("Half", {"note": "x"}), ("None", {})):
        anna.company(name, **more)
    below = {"field": "completeness", "op": "lt", "value": 100}
    found = anna.post("/v1/relations/search", {"criteria": below, "sort": "completeness"})
    assert [each["name"] for each in found["data"]] == ["None", "Half"]
    assert [each["name"] for each in anna.get("/v1/relations?sort=-completeness")["data"]] == ["Whole", "Half", "None"]
    schema = {each["name"]: each for each in anna.get("/v1/schema/relation")["fields"]}
    assert (schema["completeness"]["may"], schema["completeness"]["criteria"]["kind"]) == ("read", "number")


def test_z3_what_is_hidden_is_not_told_to_be_missing(world: World, anna: User) -> None:
    """Z3: the score is of all that is asked; who may not see it is told by the profile."""
    put(anna, rule("note"), rule("email"), rule("status"))
    one = anna.company("One", chamber_number="12345678")
    hidden = dict.fromkeys(["note", "channels", "chamber_number"], "none")
    seen = {"actions": ["read"], "fields": {"*": "read", **hidden}}
    blind = {"actions": ["read"], "fields": {"*": "read", "completeness": "none"}}
    for key, fields in (("few", seen), ("blind", blind)):
        profile = anna.post("/v1/profiles", {"name": key, "types": {"relation": fields}})
        assert anna.post("/v1/roles", {"key": key, "name": key, "profiles": [profile.id]}).status == 201
    few, none = world.user("few"), world.user("blind")
    assert told(few, one) == (0, ["status"])
    put(anna, rule("vat_number", 1, {"field": "chamber_number", "op": "missing"}), rule("status"))
    assert told(anna, one)[1] == told(few, one)[1] == ["status"], "not asked, though to them its reason is missing"
    put(anna, rule("note"), rule("email"), rule("status"))
    assert {"completeness", "missing"}.isdisjoint(none.get(f"/v1/relations/{one.id}").json)
    asked = {"criteria": {"field": "completeness", "op": "lt", "value": 100}}
    assert none.post("/v1/relations/search", asked).status == 422
    assert none.get("/v1/relations?sort=completeness").status == 400
