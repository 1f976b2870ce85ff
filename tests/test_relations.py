"""Keeping relations: companies, persons and couples, with their statuses, versions, archive and history."""

import pytest

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


def test_the_answer_to_every_write_is_what_a_read_gives(world: World) -> None:
    """Whoever saves sees at once what reaches the party and what stands on the envelope; no second request needed."""
    anna = world.user()
    address = {"street": "Hauptstraße", "number": "5", "postcode": "10115", "city": "Berlin", "country": "DE"}
    phone = {"kind": "phone", "value": "+49 30 1234567"}
    company = anna.company("Müller GmbH", addresses=[{"address": address}], channels=[phone])
    assert company["addresses"][0]["lines"] == ["Müller GmbH", "Hauptstraße 5", "10115 BERLIN", "GERMANY"]
    assert company.json == anna.get(f"/v1/relations/{company.id}").json
    contact = anna.contact(company.id)
    assert [each["source"] for each in contact["reached_by"]] == ["company"]
    path = f"/v1/contacts/{contact.id}"
    steps = [
        contact,
        anna.patch(path, {"function": "Purchaser"}),
        anna.post(f"{path}/link-person", {}),
        anna.post(f"{path}/unlink-person"),
        anna.delete(path),
        anna.post(f"{path}/restore"),
    ]
    for step in steps[:-1]:
        assert step["reached_by"] == contact["reached_by"]
        assert step["located_at"] == contact["located_at"]
    assert steps[-1].json == anna.get(path).json


# ------------------------------------------------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"kind": "company"}, ["name"]),
        ({"kind": "person"}, ["last_name"]),
        ({"kind": "person", "gender": "male"}, ["last_name"]),
        ({"kind": "couple"}, ["halves"]),
        ({"kind": "couple", "halves": [{"first_name": "Jan"}, {"gender": "female"}]}, ["halves"]),
        ({"kind": "company", "name": "X", "first_name": "Jan"}, ["first_name"]),
        ({"kind": "person", "last_name": "Visser", "name": "X"}, ["name"]),
        ({"kind": "person", "last_name": "Visser", "chamber_number": "12345678"}, ["chamber_number"]),
        (
            {"kind": "couple", "last_name": "Visser", "halves": [{"first_name": "A"}, {"first_name": "B"}]},
            ["last_name"],
        ),
        ({"first_name": "Jan", "last_name": "Visser"}, ["first_name", "last_name", "name"]),
    ],
)
def test_each_kind_has_what_it_is_made_of(world: World, fields: dict[str, object], named: list[str]) -> None:
    anna = world.user()
    with world.unchanged():
        refused = anna.post("/v1/relations", fields)
    assert (refused.status, refused["code"], refused.fields) == (422, "invalid", named)


def test_a_person_needs_a_first_or_a_last_name(world: World) -> None:
    anna = world.user()
    for fields, display in (
        ({"first_name": "Jan"}, "Jan"),
        ({"last_name": "Visser"}, "Visser"),
        ({"initials": "J.P.", "last_name": "Visser"}, "J.P. Visser"),
    ):
        made = anna.post("/v1/relations", {"kind": "person", **fields})
        assert (made.status, made["display_name"]) == (201, display)


def test_the_kind_stays_since_contacts_and_subsidiaries_count_on_it(world: World) -> None:
    anna = world.user()
    company = anna.company("Visser")
    with world.unchanged():
        for patch in ({"kind": "person"}, {"kind": "person", "name": None, "last_name": "Visser"}):
            refused = anna.patch(f"/v1/relations/{company.id}", patch)
            assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, ["kind"], "fixed")
    jan = anna.person()
    with world.unchanged():
        assert anna.patch(f"/v1/relations/{jan.id}", {"kind": None}).fields == ["kind"]
    assert anna.patch(f"/v1/relations/{jan.id}", {"kind": "person", "first_name": "Piet"}).status == 200


# --------------------------------------------------------------------------------------------------------- statuses


def test_one_relation_can_be_customer_and_supplier_at_once(world: World) -> None:
    anna = world.user()
    made = anna.company("Both", status=["supplier", "customer", "supplier"])
    assert made["status"] == ["customer", "supplier"]
    anna.company("Only customer", status=["customer"])
    anna.company("Prospect too", status=["customer", "prospect"])
    assert anna.names("/v1/relations?status=supplier") == ["Both"]
    criteria = {
        "all": [
            {"field": "status", "op": "has_any", "value": ["customer"]},
            {"not": {"field": "status", "op": "has_any", "value": ["prospect"]}},
        ]
    }
    found = anna.post("/v1/relations/search", {"criteria": criteria})
    assert [each["name"] for each in found["data"]] == ["Both", "Only customer"]


def test_every_status_can_be_kept_and_found(world: World) -> None:
    anna = world.user()
    statuses = ["suspect", "prospect", "customer", "supplier", "creditor", "competitor", "adviser", "partner"]
    for status in statuses:
        anna.company(f"Is {status}", status=[status])
    for status in statuses:
        assert anna.names(f"/v1/relations?status={status}") == [f"Is {status}"]


def test_a_status_is_added_and_taken_away(world: World) -> None:
    anna = world.user()
    made = anna.company(status=["prospect"])
    path = f"/v1/relations/{made.id}"
    assert anna.patch(path, {"status": {"add": ["customer"], "remove": ["prospect"]}})["status"] == ["customer"]
    again = anna.patch(path, {"status": {"add": ["customer"]}})
    assert (again["status"], again["version"]) == (["customer"], 2)
    assert anna.names("/v1/relations?status=prospect") == []
    assert anna.patch(path, {"status": None})["status"] == []


# ------------------------------------------------------------------------------------------------- merge patches


def test_null_clears_and_what_is_not_sent_stays(world: World) -> None:
    anna = world.user()
    made = anna.company("Hamerslag", note="Call on Monday", vat_number="NL123456782B90", language="de")
    path = f"/v1/relations/{made.id}"
    changed = anna.patch(path, {"note": None, "language": None})
    assert "note" not in changed.json
    assert "language" not in changed.json
    assert changed["vat_number"] == "NL123456782B90"
    with world.unchanged():
        refused = anna.patch(path, {"name": None})
    assert (refused.status, refused.fields) == (422, ["name"])


def test_a_list_is_replaced_whole_or_edited(world: World) -> None:
    anna = world.user()
    made = anna.company(channels=[{"kind": "phone", "value": "036 530 1234"}, {"kind": "fax", "value": "036 530 1235"}])
    path = f"/v1/relations/{made.id}"
    mail, site = {"kind": "email", "value": "a@example.com"}, {"kind": "website", "value": "example.com"}
    edited = anna.patch(path, {"channels": {"add": [mail, site], "remove": [{"kind": "fax"}]}})
    assert [each["kind"] for each in edited["channels"]] == ["phone", "email", "website"]
    replaced = anna.patch(path, {"channels": [mail]})
    assert [each["kind"] for each in replaced["channels"]] == ["email"]
    assert anna.patch(path, {"channels": None})["channels"] == []


def test_a_list_cannot_be_edited_beyond_its_length(world: World) -> None:
    anna = world.user()
    many = [{"kind": "email", "value": f"a{place}@example.com"} for place in range(30)]
    more = [{"kind": "email", "value": f"b{place}@example.com"} for place in range(11)]
    made = anna.person(channels=many[:2])
    with world.unchanged():
        refused = anna.patch(f"/v1/relations/{made.id}", {"channels": {"add": [*many, *more]}})
    assert (refused.status, refused.fields) == (422, ["channels"])


def test_what_was_read_can_be_sent_back_field_by_field(world: World) -> None:
    """An employee's program reads a relation, changes one value in it, and sends the field as it stands."""
    anna = world.user()
    parent = anna.company("Holding")
    made = anna.company(
        "Hamerslag",
        parent=parent.id,
        status=["customer"],
        channels=[{"kind": "phone", "value": "036 530 1234"}, {"kind": "phone", "value": "036 530 9999"}],
        addresses=[{"address": {"street": "Dorpsstraat", "number": "12", "postcode": "1315AB", "city": "Almere"}}],
        external_ids={"erp": "77"},
    )
    path = f"/v1/relations/{made.id}"
    read = anna.get(path)
    kept = ("id", "type", "version", "created_at", "created_by", "updated_at", "updated_by", "archived_at")
    computed = ("display_name", "sort_name", "city", "salutation", "completeness", "missing")
    sent_back = {name: value for name, value in read.json.items() if name not in (*kept, *computed)}
    with world.unchanged():
        same = anna.patch(path, sent_back)
    assert (same.status, same.json) == (200, read.json)
    channels = read["channels"]
    channels[0]["value"] = "036 530 4321"
    assert [each["normal"] for each in anna.patch(path, {"channels": channels})["channels"]] == [
        "+31365304321", "+31365309999",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["id", "version", "created_at", "updated_by", "display_name", "sort_name", "salutation"]
)
def test_what_relata_keeps_itself_is_refused_by_name(world: World, name: str) -> None:
    """T3"""
    anna = world.user()
    made = anna.company()
    with world.unchanged():
        refused = anna.patch(f"/v1/relations/{made.id}", {name: made[name]})
    assert (refused.status, refused["code"], refused.fields) == (400, "unknown_input", [name])


def test_a_change_that_changes_nothing_is_no_new_version(world: World) -> None:
    anna = world.user()
    made = anna.company("Hamerslag", note="A")
    with world.unchanged():
        assert anna.patch(f"/v1/relations/{made.id}", {"note": "A", "name": "Hamerslag"})["version"] == 1


# --------------------------------------------------------------------------------------------------------- versions


def test_changes_to_different_fields_merge(world: World) -> None:
    anna, bert = world.user(), world.user()
    made = anna.company("Hamerslag")
    path, seen = f"/v1/relations/{made.id}", {"If-Match": str(made.header("ETag"))}
    assert bert.patch(path, {"note": "By Bert"}, headers=seen).status == 200
    merged = anna.patch(path, {"language": "de"}, headers=seen)
    assert (merged.status, merged["note"], merged["language"], merged["version"]) == (200, "By Bert", "de", 3)


def test_a_stale_change_of_the_same_field_is_told_what_is_there_now(world: World) -> None:
    """R7"""
    anna, bert = world.user(), world.user()
    made = anna.company("Hamerslag")
    path, seen = f"/v1/relations/{made.id}", {"If-Match": str(made.header("ETag"))}
    bert.patch(path, {"note": "By Bert"}, headers=seen)
    with world.unchanged():
        refused = anna.patch(path, {"note": "By Anna", "language": "de"}, headers=seen)
    assert (refused.status, refused["code"], refused["current"]) == (412, "stale_version", {"note": "By Bert"})
    assert refused.header("ETag") == '"2"'


@pytest.mark.parametrize("tag", ["3", '"x"', 'W/"1"', '"1", "2"', '""', '"-1"'])
def test_an_if_match_that_is_no_etag_is_refused(world: World, tag: str) -> None:
    anna = world.user()
    made = anna.company()
    with world.unchanged():
        assert anna.patch(f"/v1/relations/{made.id}", {"note": "x"}, headers={"If-Match": tag}).status == 400


def test_an_if_match_of_the_future_is_stale(world: World) -> None:
    anna = world.user()
    made = anna.company()
    with world.unchanged():
        assert anna.patch(f"/v1/relations/{made.id}", {"note": "x"}, headers={"If-Match": '"9"'}).status == 412


def test_archiving_and_restoring_mean_the_record_as_a_whole(world: World) -> None:
    anna = world.user()
    made = anna.company()
    path = f"/v1/relations/{made.id}"
    anna.patch(path, {"note": "later"})
    with world.unchanged():
        assert anna.delete(path, headers={"If-Match": '"1"'}).status == 412
    assert anna.delete(path, headers={"If-Match": '"2"'}).status == 200
    with world.unchanged():
        assert anna.post(f"{path}/restore", headers={"If-Match": '"2"'}).status == 412


# ---------------------------------------------------------------------------------------- archive, restore, history


def test_what_is_archived_is_not_found_but_can_be_read_and_brought_back(world: World) -> None:
    anna = world.user()
    made = anna.company("Hamerslag", status=["customer"], channels=[{"kind": "email", "value": "a@hamerslag.example"}])
    path = f"/v1/relations/{made.id}"
    ways = ("/v1/relations", "/v1/relations?status=customer", "/v1/relations?email=a@hamerslag.example")
    archived = anna.delete(path)
    assert (archived.status, archived["version"]) == (200, 2)
    assert archived["archived_at"] == archived["updated_at"]
    assert [anna.names(way) for way in ways] == [[], [], []]
    assert anna.search("hamerslag") == []
    assert anna.get(path)["archived_at"] == archived["archived_at"]
    with world.unchanged():
        assert anna.patch(path, {"note": "x"}).status == 409
        assert anna.delete(path).status == 200
    restored = anna.post(f"{path}/restore")
    assert (restored.status, restored["archived_at"], restored["version"]) == (200, None, 3)
    assert [anna.names(way) for way in ways] == [["Hamerslag"]] * 3
    assert anna.search("hamerslag") == ["Hamerslag"]
    with world.unchanged():
        assert anna.post(f"{path}/restore")["version"] == 3


def test_history_tells_who_changed_what_and_when(world: World) -> None:
    anna, bert = world.user(), world.user()
    made = anna.company("Hamerslag")
    path = f"/v1/relations/{made.id}"
    bert.patch(path, {"note": "Call"})
    bert.patch(path, {"note": "Call on Monday", "name": "Hamerslag B.V."})
    anna.delete(path)
    anna.post(f"{path}/restore")
    told = anna.get(f"{path}/history")["data"]
    assert [(each["version"], each["action"], each["by"]) for each in told] == [
        (5, "restored", anna.id), (4, "archived", anna.id), (3, "updated", bert.id), (2, "updated", bert.id),
        (1, "created", anna.id),
    ]  # fmt: skip
    assert told[2]["changed"]["note"] == {"was": "Call", "now": "Call on Monday"}
    assert told[2]["changed"]["name"] == {"was": "Hamerslag", "now": "Hamerslag B.V."}
    assert told[3]["changed"] == {"note": {"now": "Call"}}
    first = anna.get(f"{path}/history?limit=2")
    second = anna.get(f"{path}/history?limit=3&cursor={first['page']['next_cursor']}")
    assert first["data"] + second["data"] == told
    assert second["page"] == {"next_cursor": None, "has_more": False}


def test_an_archived_relation_is_no_target_for_new_links(world: World) -> None:
    anna = world.user()
    gone, person = anna.company("Gone"), anna.person()
    anna.delete(f"/v1/relations/{gone.id}")
    anna.delete(f"/v1/relations/{person.id}")
    with world.unchanged():
        assert anna.post("/v1/relations", {"name": "X", "parent": gone.id}).fields == ["parent"]
        assert anna.post("/v1/contacts", {"company": gone.id, "last_name": "X"}).fields == ["company"]
        couple = {"kind": "couple", "halves": [{"person": person.id}, {"first_name": "Anna"}]}
        assert anna.post("/v1/relations", couple).fields == ["halves[0].person"]


# ------------------------------------------------------------------------------------------------------- numbers


def test_numbers_are_kept_in_their_normal_form(world: World) -> None:
    anna = world.user()
    made = anna.company(chamber_number="KvK 1234 5678", vat_number="nl 1234.56.782.b90")
    assert (made["chamber_number"], made["vat_number"]) == ("12345678", "NL123456782B90")
    swiss = {"country": "CH", "street": "Bahnhofstrasse", "number": "1", "postcode": "8001", "city": "Zürich"}
    abroad = anna.company("Zürcher", chamber_number="che107787577", addresses=[{"address": swiss}])
    assert abroad["chamber_number"] == "CHE-107.787.577"
    with world.unchanged():
        refused = anna.post("/v1/relations", {"name": "X", "chamber_number": "123", "vat_number": "NL000"})
    assert (refused.status, refused.fields) == (422, ["chamber_number", "vat_number"])
    assert "8 digits" in refused["errors"][0]["message"]


# ------------------------------------------------------------------------------------------------- external ids


def test_an_integration_finds_its_own_again_by_its_key(world: World) -> None:
    anna = world.user()
    path = "/v1/relations/by/erp/D-1"
    made = anna.put(path, {"name": "Hamerslag"})
    assert (made.status, made["external_ids"]) == (201, {"erp": "D-1"})
    assert made.header("Location") == f"/v1/relations/{made.id}"
    with world.unchanged():
        again = anna.put(path, {"name": "Hamerslag"})
    assert (again.status, again.id, again["version"]) == (200, made.id, 1)
    changed = anna.put(path, {"note": "From the ERP", "status": {"add": ["customer"]}})
    assert (changed["name"], changed["note"], changed["status"]) == ("Hamerslag", "From the ERP", ["customer"])
    assert anna.names("/v1/relations?external_id=erp:D-1") == ["Hamerslag"]


def test_an_upsert_that_creates_takes_all_that_a_patch_takes(world: World) -> None:
    anna = world.user()
    made = anna.put(
        "/v1/relations/by/erp/9", {"name": "X", "note": None, "status": {"add": ["customer"]}, "channels": None}
    )
    assert (made.status, made["status"], made["channels"]) == (201, ["customer"], [])


def test_each_system_sets_its_own_key_only(world: World) -> None:
    anna = world.user()
    made = anna.put("/v1/relations/by/erp/1", {"name": "Hamerslag"})
    path = f"/v1/relations/{made.id}"
    assert anna.patch(path, {"external_ids": {"shop": "77"}})["external_ids"] == {"erp": "1", "shop": "77"}
    assert anna.patch(path, {"external_ids": {"erp": None}})["external_ids"] == {"shop": "77"}
    assert anna.put("/v1/relations/by/erp/1", {"name": "Another"}).status == 201
    with world.unchanged():
        refused = anna.put("/v1/relations/by/shop/77", {"external_ids": {"shop": "78"}})
    assert (refused.status, refused.fields) == (422, ["external_ids.shop"])


def test_a_key_belongs_to_one_record_of_its_type(world: World) -> None:
    anna = world.user()
    made = anna.company("Hamerslag", external_ids={"erp": "1"})
    with world.unchanged():
        refused = anna.post("/v1/relations", {"name": "Another", "external_ids": {"erp": "1"}})
    assert (refused.status, refused["code"], refused.fields) == (409, "already_exists", ["external_ids.erp"])
    assert refused["existing"] == made.id
    assert anna.contact(made.id, external_ids={"erp": "1"}).status == 201


def test_an_archived_record_gives_its_key_back(world: World) -> None:
    anna = world.user()
    first = anna.company("First", external_ids={"erp": "1"})
    anna.delete(f"/v1/relations/{first.id}")
    second = anna.put("/v1/relations/by/erp/1", {"name": "Second"})
    assert (second.status, second.id != first.id) == (201, True)
    with world.unchanged():
        refused = anna.post(f"/v1/relations/{first.id}/restore")
    assert (refused.status, refused["existing"]) == (409, second.id)


def test_an_upsert_obeys_if_match(world: World) -> None:
    anna = world.user()
    with world.unchanged():
        assert anna.put("/v1/relations/by/erp/1", {"name": "X"}, headers={"If-Match": '"1"'}).status == 412
    anna.put("/v1/relations/by/erp/1", {"name": "X"})
    anna.put("/v1/relations/by/erp/1", {"name": "Y"})
    with world.unchanged():
        stale = anna.put("/v1/relations/by/erp/1", {"name": "Z"}, headers={"If-Match": '"1"'})
    assert (stale.status, stale["current"]) == (412, {"name": "Y"})


def test_an_external_id_is_what_an_address_can_reach(world: World) -> None:
    """Every key that can be kept can be asked for by PUT."""
    anna = world.user()
    for key in ("A/B", "A#B", "A B", "A?B", "50%", ""):
        with world.unchanged():
            refused = anna.post("/v1/relations", {"name": "Hamerslag", "external_ids": {"sap": key}})
        assert (refused.status, refused.fields) == (422, ["external_ids.sap"]), refused.text
    made = anna.company(external_ids={"sap": "A.B_1~2:3-x"})
    assert anna.put("/v1/relations/by/sap/A.B_1~2:3-x", {"note": "Found"}).id == made.id


def test_patches_cannot_pile_up_more_external_ids_than_a_relation_may_have(world: World) -> None:
    anna = world.user()
    made = anna.company(external_ids={f"one{n}": "1" for n in range(6)})
    with world.unchanged():
        refused = anna.patch(f"/v1/relations/{made.id}", {"external_ids": {f"two{n}": "1" for n in range(6)}})
    assert (refused.status, refused.fields) == (422, ["external_ids"])
