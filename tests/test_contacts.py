"""Contacts: persons in companies, with a typed name or linked to a person (D7-D10, C3, C13)."""

from typing import Any

from tests.world import Reply, User, World


def contacts_of(user: User, relation: Reply) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = user.get(f"/v1/relations/{relation.id}/contacts")["data"]
    return told


# ------------------------------------------------------------------------------------------------------ both ways


def test_a_standalone_contact_hangs_on_its_company_only(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    made = anna.contact(company.id, function="Purchaser", department="Stock", rank=2, started_on="2026-01-01")
    assert made["company"] == {"id": company.id, "title": "Hamerslag", "place": ""}
    assert (made["display_name"], made["function"], made["rank"]) == ("Jan Visser", "Purchaser", 2)
    assert "person" not in made.json
    assert anna.names("/v1/relations?kind=person") == []
    assert [each["id"] for each in contacts_of(anna, company)] == [made.id]


def test_a_linked_contact_has_the_name_of_its_person(world: World) -> None:
    anna = world.user()
    company, jan = anna.company("Hamerslag"), anna.person("Jan", "Visser", gender="male", language="de")
    made = anna.contact(company.id, person=jan.id)
    assert (made["display_name"], made["sort_name"]) == ("Jan Visser", "Hamerslag, Visser, Jan")
    assert made["salutation"]["formal"] == "Sehr geehrter Herr Visser,"
    with world.unchanged():
        refused = anna.patch(f"/v1/contacts/{made.id}", {"last_name": "Mulder"})
    assert (refused.status, refused.fields) == (422, ["last_name"])
    anna.patch(f"/v1/relations/{jan.id}", {"last_name": "de Vries"})
    world.settle()
    read = anna.get(f"/v1/contacts/{made.id}")
    assert (read["display_name"], read["sort_name"]) == ("Jan de Vries", "Hamerslag, Vries, Jan de")
    assert anna.search("vries hamerslag") == ["Jan de Vries"]


def test_a_contact_needs_a_company_and_a_name(world: World) -> None:
    anna = world.user()
    company, jan = anna.company(), anna.person()
    cases: list[tuple[dict[str, Any], list[str]]] = [
        ({"last_name": "Visser"}, ["company"]),
        ({"company": company.id}, ["last_name"]),
        ({"company": company.id, "gender": "female"}, ["last_name"]),
        ({"company": jan.id, "last_name": "Visser"}, ["company"]),
        ({"company": company.id, "person": company.id}, ["person"]),
        ({"company": company.id, "person": jan.id, "first_name": "Jan"}, ["first_name"]),
        ({"company": company.id, "last_name": "X", "started_on": "2026-02-01", "ended_on": "2026-01-31"}, ["ended_on"]),
        ({"company": company.id, "last_name": "X", "started_on": "2026-02-30"}, ["started_on"]),
        ({"company": company.id, "last_name": "X", "started_on": "20260201"}, ["started_on"]),
        ({"company": company.id, "last_name": "X", "rank": 0}, ["rank"]),
        ({"company": company.id, "last_name": "X", "rank": 100}, ["rank"]),
    ]
    with world.unchanged():
        for body, named in cases:
            refused = anna.post("/v1/contacts", body)
            assert (refused.status, refused.fields) == (422, named), body
    made = anna.contact(company.id)
    with world.unchanged():
        assert anna.patch(f"/v1/contacts/{made.id}", {"company": None}).fields == ["company"]
        assert anna.patch(f"/v1/contacts/{made.id}", {"rank": 100}).fields == ["rank"]


def test_one_person_in_several_companies_is_another_in_each(world: World) -> None:
    anna = world.user()
    bakery, butcher, jan = anna.company("Bakery"), anna.company("Butcher"), anna.person()
    mail = {"kind": "email", "value": "jan@bakery.example"}
    anna.contact(bakery.id, person=jan.id, function="Owner", primary=True, channels=[mail], started_on="2020-01-01")
    anna.contact(butcher.id, person=jan.id, function="Adviser", ended_on="2025-12-31")
    told = contacts_of(anna, jan)
    assert [(each["company"]["title"], each["function"], each["primary"]) for each in told] == [
        ("Bakery", "Owner", True),
        ("Butcher", "Adviser", False),
    ]
    assert [each["display_name"] for each in contacts_of(anna, bakery)] == ["Jan Visser"]
    assert [each["value"] for each in contacts_of(anna, bakery)[0]["channels"]] == ["jan@bakery.example"]
    assert contacts_of(anna, butcher)[0]["channels"] == []


def test_the_officials_of_a_company_are_found_by_function_and_rank(world: World) -> None:
    """C3"""
    anna = world.user()
    company = anna.company("Hamerslag")
    anna.contact(company.id, first_name="Ada", last_name="Bos", function="Managing director", rank=1)
    anna.contact(company.id, first_name="Piet", last_name="Mulder", function="Purchaser", rank=3, department="Stock")
    asked: list[tuple[dict[str, Any], list[str]]] = [
        ({"field": "rank", "op": "lte", "value": 1}, ["Ada Bos"]),
        ({"field": "function", "op": "contains", "value": "director"}, ["Ada Bos"]),
        ({"field": "department", "op": "eq", "value": "stock"}, ["Piet Mulder"]),
    ]
    for condition, found in asked:
        criteria = {"all": [{"field": "company", "op": "eq", "value": company.id}, condition]}
        told = anna.post("/v1/contacts/search", {"criteria": criteria})
        assert [each["display_name"] for each in told["data"]] == found
    assert anna.search("director hamerslag") == ["Ada Bos"]
    assert anna.search("stock") == ["Piet Mulder"]


# ------------------------------------------------------------------------------------------- converting way 1 and 2


def test_link_person_makes_a_person_of_the_typed_name(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    phone = {"kind": "phone", "value": "036 530 1234"}
    contact = anna.contact(company.id, title="dr.", gender="male", language="de", channels=[phone], function="Owner")
    linked = anna.post(f"/v1/contacts/{contact.id}/link-person", {})
    assert (linked.status, linked.id, linked["version"]) == (200, contact.id, 2)
    for name in ("channels", "function", "display_name", "sort_name", "salutation", "reached_by"):
        assert linked[name] == contact[name]
    assert not {"first_name", "last_name", "gender", "title"} & linked.json.keys()
    person = anna.get(f"/v1/relations/{linked['person']['id']}")
    assert [person[name] for name in ("kind", "title", "first_name", "last_name", "gender", "language")] == [
        "person", "dr.", "Jan", "Visser", "male", "de",
    ]  # fmt: skip
    assert [each["id"] for each in contacts_of(anna, person)] == [contact.id]


def test_link_person_takes_an_existing_person(world: World) -> None:
    anna = world.user()
    company, johannes = anna.company("Hamerslag"), anna.person("Johannes", "Visser")
    contact = anna.contact(company.id, channels=[{"kind": "email", "value": "jan@hamerslag.example"}])
    linked = anna.post(f"/v1/contacts/{contact.id}/link-person", {"person": johannes.id})
    assert (linked.id, linked["display_name"]) == (contact.id, "Johannes Visser")
    assert linked["person"] == {"id": johannes.id, "title": "Johannes Visser", "place": ""}
    assert linked["channels"] == contact["channels"]
    with world.unchanged():
        again = anna.post(f"/v1/contacts/{contact.id}/link-person", {"person": johannes.id})
    assert (again.status, again["code"]) == (409, "conflict")


def test_link_person_takes_persons_only(world: World) -> None:
    """T2"""
    anna = world.user()
    company, foreigner = anna.company(), world.user(tenant="Other").person()
    contact = anna.contact(company.id)
    couple = anna._made("relations", {"kind": "couple", "halves": [{"first_name": "A"}, {"first_name": "B"}]})
    with world.unchanged():
        for target in (company.id, couple.id, contact.id, foreigner.id, "rel_" + "0" * 26):
            refused = anna.post(f"/v1/contacts/{contact.id}/link-person", {"person": target})
            assert (refused.status, refused.fields) == (422, ["person"])


def test_unlink_person_copies_the_name_back(world: World) -> None:
    anna = world.user()
    company, jan = anna.company("Hamerslag"), anna.person("Jan", "de Vries", gender="male", language="fr")
    contact = anna.contact(company.id, person=jan.id, function="Owner")
    anna.patch(f"/v1/relations/{jan.id}", {"first_name": "Johan"})
    unlinked = anna.post(f"/v1/contacts/{contact.id}/unlink-person")
    assert (unlinked.id, unlinked["function"]) == (contact.id, "Owner")
    assert [unlinked[name] for name in ("first_name", "particle", "last_name", "gender", "language")] == [
        "Johan", "de", "Vries", "male", "fr",
    ]  # fmt: skip
    assert "person" not in unlinked.json
    assert unlinked["salutation"]["formal"] == "Monsieur,"
    assert anna.get(f"/v1/relations/{jan.id}")["archived_at"] is None
    assert contacts_of(anna, jan) == []
    with world.unchanged():
        assert anna.post(f"/v1/contacts/{contact.id}/unlink-person").status == 409


def test_a_stale_link_person_is_refused(world: World) -> None:
    anna = world.user()
    contact = anna.contact(anna.company().id)
    anna.patch(f"/v1/contacts/{contact.id}", {"function": "Owner"})
    with world.unchanged():
        stale = anna.post(f"/v1/contacts/{contact.id}/link-person", {}, headers={"If-Match": '"1"'})
    assert stale.status == 412


# ------------------------------------------------------------------------------------------------ coming and going


def test_a_person_with_contacts_is_not_archived_before_they_are_converted(world: World) -> None:
    anna = world.user()
    company, jan = anna.company(), anna.person()
    contact = anna.contact(company.id, person=jan.id)
    with world.unchanged():
        for relation in (jan, company):
            refused = anna.delete(f"/v1/relations/{relation.id}")
            assert (refused.status, refused["code"], refused["used_by"]) == (409, "in_use", [contact.id])
    anna.post(f"/v1/contacts/{contact.id}/unlink-person")
    assert anna.delete(f"/v1/relations/{jan.id}").status == 200
    assert anna.get(f"/v1/contacts/{contact.id}")["display_name"] == "Jan Visser"


def test_an_ended_contact_keeps_its_history_and_can_be_left_out(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    jan = anna.contact(company.id)
    anna.contact(company.id, first_name="Piet", last_name="Mulder")
    ended = anna.patch(f"/v1/contacts/{jan.id}", {"ended_on": "2026-01-31"})
    assert ended["ended_on"] == "2026-01-31"
    assert anna.search("visser hamerslag") == ["Jan Visser"]
    criteria = {
        "all": [
            {"field": "company", "op": "eq", "value": company.id},
            {"any": [{"field": "ended_on", "op": "missing"}, {"field": "ended_on", "op": "gte", "value": "@today"}]},
        ]
    }
    found = anna.post("/v1/contacts/search", {"criteria": criteria})
    assert [each["display_name"] for each in found["data"]] == ["Piet Mulder"]
    assert anna.patch(f"/v1/contacts/{jan.id}", {"ended_on": None}).status == 200


def test_a_contact_is_restored_after_its_company(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    contact = anna.contact(company.id)
    anna.delete(f"/v1/contacts/{contact.id}")
    anna.delete(f"/v1/relations/{company.id}")
    with world.unchanged():
        refused = anna.post(f"/v1/contacts/{contact.id}/restore")
    assert (refused.status, refused["code"], refused.fields) == (409, "conflict", ["company"])
    anna.post(f"/v1/relations/{company.id}/restore")
    assert anna.post(f"/v1/contacts/{contact.id}/restore").status == 200
    assert anna.search("visser hamerslag") == ["Jan Visser"]


def test_a_restored_contact_has_the_names_of_today(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    contact = anna.contact(company.id)
    anna.delete(f"/v1/contacts/{contact.id}")
    anna.patch(f"/v1/relations/{company.id}", {"name": "Aambeeld"})
    world.settle()
    restored = anna.post(f"/v1/contacts/{contact.id}/restore")
    assert (restored["company"]["title"], restored["sort_name"]) == ("Aambeeld", "Aambeeld, Visser, Jan")
    assert anna.search("aambeeld visser") == ["Jan Visser"]
    assert anna.get(f"/v1/contacts/{contact.id}/history")["data"][0]["changed"]["sort_name"]["now"] == (
        "Aambeeld, Visser, Jan"
    )


def test_a_contact_can_be_moved_to_the_company_where_it_belongs(world: World) -> None:
    anna = world.user()
    wrong = anna.company("Wrong", channels=[{"kind": "phone", "value": "036 530 0001"}])
    right = anna.company("Right", channels=[{"kind": "phone", "value": "036 530 0002"}])
    contact = anna.contact(wrong.id)
    moved = anna.patch(f"/v1/contacts/{contact.id}", {"company": right.id})
    assert (moved["company"]["title"], moved["sort_name"]) == ("Right", "Right, Visser, Jan")
    assert [each["normal"] for each in moved["reached_by"]] == ["+31365300002"]
    assert contacts_of(anna, wrong) == []
    assert [each["id"] for each in contacts_of(anna, right)] == [contact.id]
    assert anna.search("visser wrong") == []
    assert anna.delete(f"/v1/relations/{wrong.id}").status == 200


def test_the_new_name_of_a_company_reaches_its_contacts(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    anna.contact(company.id)
    anna.patch(f"/v1/relations/{company.id}", {"name": "Aambeeld"})
    world.settle()
    assert [each["sort_name"] for each in contacts_of(anna, company)] == ["Aambeeld, Visser, Jan"]
    assert anna.search("visser aambeeld") == ["Jan Visser"]
    assert anna.search("visser hamerslag") == []
