"""What is there already is not made twice by mistake: refused with what it is like, unless somebody says why."""

from typing import Any

import pytest

from chalicelib import schema
from chalicelib.access import held, reading
from chalicelib.actions import duplicates, duplicates_scan, save
from chalicelib.duplicates.evidence import CODES
from chalicelib.errors import Invalid
from chalicelib.models.duplicate_rule import SUSPECTED
from chalicelib.models.relation import RELATION
from chalicelib.storage import records
from chalicelib.storage.work import Work
from tests.at_once import at_once
from tests.world import Reply, User, World

AT = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere"}
JANSEN = {"name": "Bakkerij Jansen B.V.", "addresses": [{"address": AT}]}
BAKER = {"first_name": "Jan", "last_name": "Visser"}


def made(reply: Reply) -> str:
    assert reply.status == 201, reply.text
    return reply.id


def at(city: str, **more: str) -> list[dict[str, Any]]:
    return [{"address": {"city": city, **more}}]


@pytest.fixture
def anna(world: World) -> User:
    return world.user()


# ------------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("again", "reasons"),
    [
        (JANSEN, ["same_name", "same_postcode", "same_house", "same_city"]),
        ({"name": "jansen, bakkerij", "addresses": at("ALMERE")}, ["same_name", "same_city"]),
        ({"name": "Bakkerij Janssen", "addresses": [{"address": AT}]}, ["similar_name"]),
        ({"name": "Bakkerij Jansen", "channels": [{"kind": "phone", "value": "036 530 12 34"}]}, ["same_phone"]),
        ({"name": "Bakkerij Jansen", "channels": [{"kind": "email", "value": "jan@jansen.example"}]}, ["same_host"]),
        ({"name": "Iets heel anders", "chamber_number": "12345678"}, ["same_chamber_number"]),
    ],
)
def test_a_company_that_is_there_is_not_made_again(
    world: World, anna: User, again: dict[str, Any], reasons: list[str]
) -> None:
    channels = [{"kind": "phone", "value": "+31365301234"}, {"kind": "email", "value": "info@jansen.example"}]
    first = made(anna.post("/v1/relations", {**JANSEN, "channels": channels, "chamber_number": "12345678"}))
    with world.unchanged():
        refused = anna.post("/v1/relations", again)
    assert (refused.status, refused["code"]) == (409, "duplicate_suspected")
    (candidate,) = refused["candidates"]
    assert candidate["id"] == first
    assert (candidate["title"], candidate["place"]) == ("Bakkerij Jansen B.V.", "Almere")
    assert candidate["score"] >= 85
    assert not candidate["masked"]
    assert {*reasons} <= {each["code"] for each in candidate["reasons"]} <= {*CODES}


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Bakkerij Jansen", "addresses": at("Utrecht")},
        {"name": "Bakkerij Jansen"},
        {"name": "Bakkerij Pietersen", "addresses": at("Almere")},
        {"kind": "person", "first_name": "Bakkerij", "last_name": "Jansen", "addresses": at("Almere")},
        {"name": "Bakkerij Jansen 2", "addresses": at("Almere")},
    ],
)
def test_what_is_another_company_is_made_without_a_word(anna: User, other: dict[str, Any]) -> None:
    made(anna.post("/v1/relations", JANSEN))
    made(anna.post("/v1/relations", other))


def test_what_may_be_there_once_is_refused_as_that(anna: User) -> None:
    """A program that sends its own key again is told what has it, as before."""
    keyed = {**JANSEN, "external_ids": {"erp": "1"}}
    first = made(anna.post("/v1/relations", keyed))
    refused = anna.post("/v1/relations", keyed)
    assert (refused.status, refused["code"], refused["existing"]) == (409, "already_exists", first)


def test_what_was_archived_keeps_nobody_from_making_it_anew(anna: User) -> None:
    first = made(anna.post("/v1/relations", JANSEN))
    assert anna.ask("DELETE", f"/v1/relations/{first}").status == 200
    made(anna.post("/v1/relations", JANSEN))


def test_a_contact_is_not_made_twice_in_its_company_and_may_be_in_another(world: World, anna: User) -> None:
    here, there = (made(anna.post("/v1/relations", {"name": name})) for name in ("Hamerslag", "Zonnebloem"))
    jan = made(anna.post("/v1/contacts", {**BAKER, "company": here}))
    with world.unchanged():
        refused = anna.post("/v1/contacts", {**BAKER, "company": here})
    assert [each["id"] for each in refused["candidates"]] == [jan]
    made(anna.post("/v1/contacts", {**BAKER, "company": there}))
    made(anna.post("/v1/contacts", {"first_name": "Piet", "last_name": "Visser", "company": here}))


def test_who_comes_back_is_a_new_contact(anna: User) -> None:
    company = made(anna.post("/v1/relations", {"name": "Hamerslag"}))
    jan = {**BAKER, "company": company}
    made(anna.post("/v1/contacts", {**jan, "started_on": "2020-01-01", "ended_on": "2024-01-01"}))
    made(anna.post("/v1/contacts", jan))


def test_an_address_is_not_made_twice(world: World, anna: User) -> None:
    first = made(anna.post("/v1/addresses", AT))
    with world.unchanged():
        refused = anna.post("/v1/addresses", {**AT, "postcode": "1315ab", "street": "Dorpsstr."})
    assert [each["id"] for each in refused["candidates"]] == [first]
    made(anna.post("/v1/addresses", {**AT, "number": "14"}))


def test_each_floor_of_a_building_is_an_address(anna: User) -> None:
    for floor in ("Unit 1", "Unit 2"):
        made(anna.post("/v1/addresses", {**AT, "extra": floor}))


def test_at_most_five_are_told_the_most_alike_first(anna: User) -> None:
    for _ in range(6):
        made(anna.post("/v1/relations?allow_duplicate=another", {"name": "Bakkerij Jansen", "addresses": at("Almere")}))
    closest = made(anna.post("/v1/relations?allow_duplicate=another", JANSEN))
    told = anna.post("/v1/relations", JANSEN)["candidates"]
    assert len(told) == 5
    assert told[0]["id"] == closest
    assert told[0]["score"] > told[1]["score"]


# --------------------------------------------------------------------------------------------------- all the same


def test_who_says_why_makes_it_and_that_stands_in_its_history(anna: User) -> None:
    made(anna.post("/v1/relations", JANSEN))
    again = made(anna.post("/v1/relations?allow_duplicate=a second shop in town", JANSEN))
    (change,) = anna.get(f"/v1/relations/{again}/history")["data"]
    assert change["about"] == {"allow_duplicate": "a second shop in town"}


@pytest.mark.parametrize(
    "reason", ["", "a", "x" * 201, "%20%20%20", "...", "a%00bc", "%E2%80%8B%E2%80%8B%E2%80%8B", "a%E2%80%AEbc"]
)
def test_a_reason_is_to_be_given_and_a_short_one(world: World, anna: User, reason: str) -> None:
    with world.unchanged():
        assert anna.post(f"/v1/relations?allow_duplicate={reason}", JANSEN).status == 400


def test_a_refusal_is_not_kept_under_its_key_and_a_success_is(world: World, anna: User) -> None:
    """R3: the same request again gets the answer that it got, not a refusal because of what itself made."""
    key = {"Idempotency-Key": "one"}
    first = anna.post("/v1/relations", JANSEN, headers=key)
    again = anna.post("/v1/relations", JANSEN, headers=key)
    assert (first.status, again.status, again.id) == (201, 201, first.id)
    refused = anna.post("/v1/relations", JANSEN, headers={"Idempotency-Key": "two"})
    assert refused.status == 409
    allowed = anna.post("/v1/relations?allow_duplicate=as well", JANSEN, headers={"Idempotency-Key": "two"})
    assert allowed.status == 201


def test_twenty_at_once_are_not_kept_apart(world: World, anna: User) -> None:
    """Each looks before any has been made: nothing but a claim keeps two from being made at once, and names are none.
    What comes after them is refused."""
    told = at_once([lambda: anna.post("/v1/relations", JANSEN)] * 20)
    assert {each.status for each in told} <= {201, 409}
    assert sum(each.status == 201 for each in told) >= 1
    assert anna.post("/v1/relations", JANSEN).status == 409


# ------------------------------------------------------------------------------------------------- who may see it


@pytest.fixture
def private(world: World) -> User:
    """The administrator of a tenant where everybody sees their own relations only."""
    root = world.user("administrator")
    assert root.post("/v1/type-defaults", {"of": "relation", "level": "private"}).status == 201
    return root


def test_of_what_one_may_not_read_one_is_told_that_it_is_there(world: World, private: User) -> None:
    """R8: neither its id, nor its title, nor what is the same."""
    anna, bert = world.user(), world.user()
    first = made(anna.post("/v1/relations", {**JANSEN, "owner": anna.id}))
    with world.unchanged():
        refused = bert.post("/v1/relations", JANSEN)
    assert refused["candidates"] == [{"masked": True}]
    assert first not in refused.text
    made(bert.post("/v1/relations?allow_duplicate=ours", JANSEN))


def test_a_tenant_may_keep_even_that_to_itself(world: World, private: User) -> None:
    rules = {"relation": {"masked": False}}
    assert private.put("/v1/duplicates/rules", rules).status == 200
    anna, bert = world.user(), world.user()
    made(anna.post("/v1/relations", {**JANSEN, "owner": anna.id}))
    made(bert.post("/v1/relations", JANSEN))


def test_another_tenant_has_nothing_to_do_with_it(world: World, anna: User) -> None:
    made(anna.post("/v1/relations", JANSEN))
    made(world.user(tenant="Other").post("/v1/relations", JANSEN))


# ---------------------------------------------------------------------------------------------------- beforehand


def test_what_is_likely_there_is_told_before_it_is_saved(world: World, anna: User) -> None:
    first = made(anna.post("/v1/relations", JANSEN))
    with world.unchanged():
        told = anna.post("/v1/duplicates/check", {"of": "relation", "data": {**JANSEN, "name": "Bakkerij Janssen"}})
        none = anna.post("/v1/duplicates/check", {"of": "relation", "data": {"name": "Zonnebloem"}})
    assert [each["id"] for each in told["data"]] == [first]
    assert told["data"][0]["score"] >= SUSPECTED
    assert none["data"] == []


def test_a_name_that_is_mistyped_in_front_is_found_by_the_phone(anna: User) -> None:
    """More is asked for when somebody asks than at every create."""
    phone = {"channels": [{"kind": "phone", "value": "036 530 12 34"}]}
    first = made(anna.post("/v1/relations", {"name": "Kruidenier", **phone}))
    told = anna.post("/v1/duplicates/check", {"of": "relation", "data": {"name": "Krudienier", **phone}})
    assert [each["id"] for each in told["data"]] == [first]


def test_who_may_create_contacts_only_may_ask_about_those(world: World, anna: User) -> None:
    root = world.user("administrator")
    company = made(anna.post("/v1/relations", {"name": "Hamerslag"}))
    types = {"relation": {"actions": ["read"]}, "contact": {"actions": ["read", "create"]}}
    every = {name: {**each, "fields": {"*": "write"}} for name, each in types.items()}
    profile = root.post("/v1/profiles", {"name": "Contacts", "types": every})
    assert root.post("/v1/roles", {"key": "desk", "name": "Desk", "profiles": [profile.id]}).status == 201
    cara = world.user("desk")
    jan = made(anna.post("/v1/contacts", {**BAKER, "company": company}))
    told = cara.post("/v1/duplicates/check", {"of": "contact", "data": {**BAKER, "company": company}})
    assert [each["id"] for each in told["data"]] == [jan]
    assert cara.post("/v1/duplicates/check", {"of": "relation", "data": JANSEN}).status == 403


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"of": "relation", "data": {"nmae": "x"}}, 400, "data.nmae"),
        ({"of": "relation", "data": {}}, 422, "data.name"),
        ({"of": "task", "data": {}}, 422, "of"),
        (
            {"of": "contact", "data": {"company": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "last_name": "X"}},
            422,
            "data.company",
        ),
    ],
)
def test_what_could_not_be_created_is_told_by_its_path(
    anna: User, body: dict[str, Any], status: int, field: str
) -> None:
    told = anna.post("/v1/duplicates/check", body)
    assert (told.status, told.fields) == (status, [field])


# ---------------------------------------------------------------------------------------------------------- rules


def test_a_tenant_says_when_it_is_refused(world: World, anna: User) -> None:
    root = world.user("administrator")
    made(anna.post("/v1/relations", JANSEN))
    for rule, status in (
        ({"on_create": "off"}, 201),
        ({"threshold": 100}, 201),
        ({"ignored": ["same_name", "similar_name"]}, 201),
        ({}, 409),
    ):
        assert root.put("/v1/duplicates/rules", {"relation": rule}).status == 200
        assert anna.post("/v1/relations", JANSEN).status == status


def test_rules_are_read_as_they_stand_and_changed_by_administrators(world: World, anna: User) -> None:
    root = world.user("administrator")
    shipped = root.get("/v1/duplicates/rules")
    assert shipped["relation"] == {"on_create": "refuse", "threshold": 85, "ignored": [], "masked": True}
    changed = root.put("/v1/duplicates/rules", {"contact": {"threshold": 95}}, headers={"If-Match": '"0"'})
    assert changed["contact"]["threshold"] == 95
    assert changed["relation"] == shipped["relation"]
    with world.unchanged():
        assert root.put("/v1/duplicates/rules", {}, headers={"If-Match": '"0"'}).status == 412
        assert anna.put("/v1/duplicates/rules", {}).status == 403
        assert root.put("/v1/duplicates/rules", {"relation": {"threshold": 69}}).fields == ["relation.threshold"]
        unknown = root.put("/v1/duplicates/rules", {"relation": {"ignored": ["same_shoes"]}})
    assert unknown.fields == ["relation.ignored[0]"]


# ----------------------------------------------------------------------------------------------------------- cost


def test_a_create_that_is_like_nothing_costs_one_round_trip_more_and_a_bare_name_none(world: World, anna: User) -> None:
    made(anna.post("/v1/relations", JANSEN))
    trips = {}
    for name, body in {
        "bare": {"name": "Zonnebloem Advies"},
        "placed": {"name": "Klaproos Advies", "addresses": at("Breda")},
        "allowed": {"name": "Vondeling Advies", "addresses": at("Breda")},
    }.items():
        with world.meter() as meter:
            made(anna.post(f"/v1/relations{'?allow_duplicate=yes' if name == 'allowed' else ''}", body))
        trips[name] = meter.round_trips
    assert trips["placed"] == trips["allowed"] + 1
    assert trips["bare"] == trips["allowed"]


def test_a_word_that_thousands_have_is_read_no_further_than_a_hundred_entries(world: World, anna: User) -> None:
    """I7, and what it costs: a name of which only the commonest word is known."""
    for n in range(130):
        made(anna.post("/v1/relations", {"name": f"Bakkerij Nummer {n}", "addresses": at(f"Plaats{n}")}))
    with world.meter() as meter:
        made(anna.post("/v1/relations", {"name": "Bakkerij Bakkerij", "addresses": at("Elders")}))
    assert meter.round_trips <= 4
    assert meter.read_units <= 30


def test_many_are_asked_about_in_two_round_trips_and_one_counts_for_those_behind_it(world: World, anna: User) -> None:
    """E12: as the rows of a file are."""
    there = made(anna.post("/v1/relations", JANSEN))
    names = ["Bakkerij Jansen", *(f"{'abcdefghij'[n] * 4}beek Advies" for n in range(10)), "Zonnebloem", "Zonnebloem"]
    user = records.get(anna.tenant, anna.id)
    assert user is not None
    actor, work = reading.on_behalf_of(user), Work(anna.tenant, anna.id)
    sent = [schema.parse(RELATION.fields, {"name": each, "addresses": at("Almere")}) for each in names]
    rows = [save.create(work, actor, RELATION, each).record for each in sent]
    with held.within(anna.tenant), world.meter() as meter:
        told = duplicates.refusing(actor, RELATION, rows)
    assert meter.round_trips <= 3  # with the rights, once
    assert [[each["id"] for each in some] for some in told] == [[there], *[[]] * 11, [rows[-2].id]]
    assert told[0][0]["score"] == 85
    with world.unchanged():
        assert anna.post("/v1/relations", JANSEN)["candidates"][0]["id"] == there


# ----------------------------------------------------------------------------------------------------------- scan


def scanned(who: User, of: str = "relation") -> list[tuple[str, str]]:
    user = records.get(who.tenant, who.id)
    assert user is not None
    found = duplicates_scan.scan(reading.on_behalf_of(user), duplicates_scan.all_of(of))
    return [(each.one, each.other) for each in found.pairs]


def test_a_scan_tells_all_pairs_of_what_is_there(anna: User) -> None:
    first = made(anna.post("/v1/relations", JANSEN))
    made(anna.post("/v1/relations", {"name": "Zonnebloem", "addresses": at("Almere")}))
    second = made(anna.post("/v1/relations?allow_duplicate=try", {**JANSEN, "name": "Bakkerij Janssen"}))
    archived = made(anna.post("/v1/relations?allow_duplicate=try", JANSEN))
    assert anna.delete(f"/v1/relations/{archived}").status == 200
    assert scanned(anna) == [(first, second)]
    assert scanned(anna) == scanned(anna)


def test_a_scan_goes_over_all_pages(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates_scan, "AT_A_TIME", 2)
    test_a_scan_tells_all_pairs_of_what_is_there(anna)


def test_a_scan_compares_what_its_asker_may_read(world: World, private: User) -> None:
    """R8"""
    anna, bert = world.user(), world.user()
    pair = [
        made(anna.post("/v1/relations?allow_duplicate=try", {**JANSEN, "owner": owner.id})) for owner in (anna, bert)
    ]
    assert scanned(anna) == scanned(bert) == []
    assert scanned(private) == [tuple(pair)]


def test_z3_a_scan_compares_nothing_that_is_hidden_from_its_asker(world: World) -> None:
    root = world.user("administrator")
    types = {"relation": {"actions": ["read"], "fields": {"*": "read", "chamber_number": "none"}}}
    profile = root.post("/v1/profiles", {"name": "Few", "types": types})
    assert root.post("/v1/roles", {"key": "few", "name": "Few", "profiles": [profile.id]}).status == 201
    for name in ("Hamerslag", "Zonnebloem"):
        sent = {"name": name, "chamber_number": "12345678"}
        made(root.post("/v1/relations?allow_duplicate=another branch", sent))
    assert len(scanned(root)) == 1
    assert scanned(world.user("few")) == []


def test_there_is_an_end_to_what_is_compared(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates_scan, "MOST", 1)
    for name in ("Hamerslag", "Zonnebloem"):
        made(anna.post("/v1/relations", {"name": name}))
    with pytest.raises(Invalid, match="choose fewer"):
        scanned(anna)
