"""Custom fields through the front door: made by an administrator, and there at once for everybody and everything."""

from typing import Any

import pytest

from tests.test_portal import office
from tests.world import Reply, User, World

COMPANY = "Bakkerij Jansen"


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def field(ann: User, **more: Any) -> Reply:
    made = ann.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", "kind": "text", **more})
    assert made.status == 201, made.text
    return made


def choice(ann: User, *keys: str, **more: Any) -> Reply:
    options = [{"key": key, "name": key.title()} for key in keys]
    return field(ann, kind=more.pop("kind", "choice"), options=options, **more)


def company(who: User, name: str = COMPANY, **more: Any) -> Reply:
    return who.post("/v1/relations", {"name": name, **more})


def found(who: User, value: Any, op: str = "eq", name: str = "custom_size") -> list[str]:
    asked = who.post("/v1/relations/search", {"criteria": {"field": name, "op": op, "value": value}})
    assert asked.status == 200, asked.text
    return [each["name"] for each in asked["data"]]


# ------------------------------------------------------------------------------------------------------ the values


def test_what_is_made_is_kept_answered_and_changed(ann: User, bert: User) -> None:
    assert field(ann)["field"] == "custom_size"
    made = company(bert, custom_size=" large ")
    assert made.status == 201, made.text
    assert made["custom_size"] == "large"
    assert "custom" not in made.json
    assert bert.get("/v1/relations")["data"][0]["custom_size"] == "large"
    changed = bert.patch(f"/v1/relations/{made.id}", {"custom_size": "small"})
    assert changed["custom_size"] == "small"
    history = bert.get(f"/v1/relations/{made.id}/history")["data"]
    assert history[0]["changed"] == {"custom_size": {"was": "large", "now": "small"}}
    assert "custom" not in history[1]["changed"]
    assert "custom_size" not in bert.patch(f"/v1/relations/{made.id}", {"custom_size": None}).json


KINDS: list[tuple[str, dict[str, Any], Any, Any, Any]] = [
    ("text", {}, "grès", "grès", 5),
    ("long_text", {}, "two\nlines", "two\nlines", "x" * 20_001),
    ("number", {"decimals": 1, "minimum": 0, "maximum": 9}, 2.5, 2.5, 2.55),
    ("number", {"minimum": 1}, 1, 1, 0),
    ("number", {}, -3, -3, True),
    ("number", {}, 1e9, 1e9, 1e15),
    ("money", {"currency": "EUR"}, {"amount": "3.5"}, {"amount": "3.50", "currency": "EUR"}, {"amount": "1e3"}),
    ("money", {"currency": "EUR"}, {"amount": "3"}, {"amount": "3.00", "currency": "EUR"},
     {"amount": "3", "currency": "USD"}),
    ("date", {}, "2026-02-28", "2026-02-28", "2026-02-30"),
    ("datetime", {}, "2026-02-28T10:00:00+01:00", "2026-02-28T09:00:00.000Z", "2026-02-28T10:00:00"),
    ("boolean", {}, False, False, "no"),
    ("choice", {"options": [{"key": "a", "name": "A"}]}, "a", "a", "b"),
    ("choices", {"options": [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]}, ["b", "a", "b"], ["b", "a"],
     ["c"]),
    ("phone", {}, "036 530 12 34", "+31365301234", "12"),
    ("email", {}, "Jan@Example.org", "jan@example.org", "jan"),
    ("url", {}, "example.org", "https://example.org", "javascript:alert(1)"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "more", "given", "kept", "refused"), KINDS)
def test_each_kind_is_kept_in_its_normal_form(
    world: World, ann: User, kind: str, more: dict[str, Any], given: Any, kept: Any, refused: Any
) -> None:
    field(ann, kind=kind, **more)
    made = company(ann, custom_size=given)
    assert made.status == 201, made.text
    assert made["custom_size"] == kept
    assert ann.patch(f"/v1/relations/{made.id}", {"custom_size": kept})["version"] == made["version"]
    with world.unchanged():
        answer = ann.patch(f"/v1/relations/{made.id}", {"custom_size": refused})
        assert (answer.status, answer.fields) == (422, ["custom_size"])


def test_a_link_has_the_title_of_what_it_leads_to(world: World, ann: User, bert: User) -> None:
    field(ann, kind="link", to=["relation"])
    bank, other = company(bert, "Bank").id, world.user("employee", tenant="Other")
    made = company(bert, custom_size=bank)
    assert made["custom_size"]["title"] == "Bank"
    ann.patch(f"/v1/relations/{bank}", {"name": "Rabobank"})
    world.settle()
    assert bert.get(f"/v1/relations/{made.id}")["custom_size"]["title"] == "Rabobank"
    assert found(bert, bank) == [COMPANY]
    wrong: list[Any] = [company(other, "Theirs").id, bert.id, "rel_00000000000000000000000000", "x", 5, {},
                        {"id": 5}, {"id": ["x"]}, {"new": {"name": "Made by the way"}}, {"new": "x"}]  # fmt: skip
    for each in wrong:
        answer = bert.patch(f"/v1/relations/{made.id}", {"custom_size": each})
        assert answer.status == 422
        assert answer.fields[0].startswith("custom_size"), answer.text


def test_several_choices_are_added_and_taken_away(ann: User) -> None:
    choice(ann, "north", "south", "east", kind="choices")
    made = company(ann, custom_size=["north"])
    told = ann.patch(f"/v1/relations/{made.id}", {"custom_size": {"add": ["east"], "remove": ["north"]}})
    assert told["custom_size"] == ["east"]


def test_there_is_no_field_that_nobody_made(world: World, ann: User, bert: User) -> None:
    field(ann)
    made = company(bert)
    with world.unchanged():
        for wrong in ("custom_other", "custom_", "custom_Size", "other", "custom"):
            for answer in (company(bert, **{wrong: "x"}), bert.patch(f"/v1/relations/{made.id}", {wrong: "x"})):
                assert (answer.status, answer.fields) == (400, [wrong]), answer.text
    contact = ann.post("/v1/contacts", {"company": made.id, "last_name": "Visser", "custom_size": "x"})
    assert (contact.status, contact.fields) == (400, ["custom_size"])


# ------------------------------------------------------------------------------------------------ what is asked for


def test_what_is_required_is_asked_of_who_fills_in_the_form(world: World, ann: User, bert: User) -> None:
    old = company(bert)
    field(ann, required=True)
    with world.unchanged():
        refused = company(bert)
        assert (refused.status, refused.fields) == (422, ["custom_size"])
    assert bert.patch(f"/v1/relations/{old.id}", {"note": "It had none, and may be changed."}).status == 200
    made = company(bert, custom_size="large")
    nothings: list[Any] = [None, []]
    for nothing in nothings:
        cleared = bert.patch(f"/v1/relations/{made.id}", {"custom_size": nothing})
        assert (cleared.status, cleared.fields) == (422, ["custom_size"])
    with world.unchanged():
        keyed = bert.put("/v1/relations/by/erp/1", {"name": "By its key"})
        assert (keyed.status, keyed.fields) == (422, ["custom_size"])


def test_a_default_is_that_of_a_new_record_only(ann: User, bert: User) -> None:
    old = company(bert)
    field(ann, default="unknown", required=True)
    assert "custom_size" not in bert.get(f"/v1/relations/{old.id}").json
    assert company(bert)["custom_size"] == "unknown"
    assert company(bert, custom_size="large")["custom_size"] == "large"


def test_of_what_is_unique_there_is_one(world: World, ann: User, bert: User) -> None:
    field(ann, unique=True)
    first = company(bert, custom_size="A-1")
    with world.unchanged():
        second = company(bert, "Other", custom_size="a-1")
        assert (second.status, second.fields) == (409, ["custom_size"])
    assert company(world.user("employee", tenant="Other")).status == 201
    bert.patch(f"/v1/relations/{first.id}", {"custom_size": "A-2"})
    field(ann, key="number", kind="number", unique=True)
    assert [company(bert, "N", custom_number=number).status for number in (5, 5.0, -0.0, 0)] == [201, 409, 201, 409]
    assert company(bert, "Other", custom_size="A-1").status == 201


# -------------------------------------------------------------------------------------------------------- finding


def test_criteria_ask_about_it_like_about_any_other(ann: User, bert: User) -> None:
    choice(ann, "north", "south")
    field(ann, key="area", kind="number")
    field(ann, key="price", kind="money", currency="EUR")
    field(ann, key="day", kind="date")
    company(bert, "A", custom_size="north", custom_area=10, custom_price={"amount": "10.00"}, custom_day="2026-01-01")
    company(bert, "B", custom_size="south", custom_area=9.5)
    company(bert, "C")
    assert found(bert, "north") == ["A"]
    assert found(bert, True, "missing") == ["C"]
    assert found(bert, 9.5, "gt", "custom_area") == ["A"]
    assert found(bert, [9, 10], "between", "custom_area") == ["A", "B"]
    assert found(bert, 10, "gte", "custom_price") == ["A"]
    assert found(bert, "2026-01-02", "lt", "custom_day") == ["A"]
    wrong = bert.post("/v1/relations/search", {"criteria": {"field": "custom_size", "op": "eq", "value": "west"}})
    assert wrong.status == 422
    wrong = bert.post("/v1/relations/search", {"criteria": {"field": "custom_x", "op": "eq", "value": "west"}})
    assert wrong.status == 422


def test_lists_by_what_is_indexed_read_what_they_show(world: World, ann: User, bert: User) -> None:
    choice(ann, "north", "south", indexed=True)
    for number in range(30):
        company(bert, f"Company {number:02}", custom_size="north" if number % 10 else "south")
    with world.meter() as meter:
        assert found(bert, "south") == ["Company 00", "Company 10", "Company 20"]
    assert meter.round_trips == 2


def test_words_of_what_is_searchable_are_found_while_typing(ann: User, bert: User) -> None:
    field(ann, searchable=True)
    field(ann, key="secret", searchable=False)
    made = company(bert, custom_size="Grindweg", custom_secret="Verborgen")
    assert bert.search("grindw") == [COMPANY]
    assert bert.search("verborg") == []
    bert.patch(f"/v1/relations/{made.id}", {"custom_size": None})
    assert bert.search("grindw") == []


# -------------------------------------------------------------------------------------------------- administration


def test_a_name_is_changed_and_nothing_else_moves(ann: User, bert: User) -> None:
    made = field(ann)
    record = company(bert, custom_size="large")
    assert ann.patch(f"/v1/custom-fields/{made.id}", {"name": "How large"})["name"] == "How large"
    assert bert.get(f"/v1/relations/{record.id}").json == record.json


@pytest.mark.parametrize("fixed", [{"key": "other"}, {"kind": "number"}, {"unique": True}, {"of": "contact"}])
def test_what_says_how_values_are_kept_stays(ann: User, fixed: dict[str, Any]) -> None:
    made = field(ann)
    answer = ann.patch(f"/v1/custom-fields/{made.id}", fixed)
    assert (answer.status, answer.fields) == (422, [*fixed])


def test_what_is_archived_is_gone_with_its_values_and_comes_back_with_them(world: World, ann: User, bert: User) -> None:
    made = field(ann, searchable=True)
    record = company(bert, custom_size="Grindweg")
    assert ann.delete(f"/v1/custom-fields/{made.id}").status == 200
    for who in (ann, bert):
        assert "custom_size" not in who.get(f"/v1/relations/{record.id}").json
        history = who.get(f"/v1/relations/{record.id}/history")["data"]
        assert "custom_size" not in history[0]["changed"]
    with world.unchanged():
        assert bert.patch(f"/v1/relations/{record.id}", {"custom_size": "x"}).status == 400
        again = ann.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", "kind": "number"})
        assert (again.status, again.fields) == (409, ["key"])
    bert.patch(f"/v1/relations/{record.id}", {"note": "Changed meanwhile."})
    assert ann.post(f"/v1/custom-fields/{made.id}/restore").status == 200
    assert bert.get(f"/v1/relations/{record.id}")["custom_size"] == "Grindweg"


def test_an_option_that_is_archived_stays_where_it_is(ann: User, bert: User) -> None:
    made = choice(ann, "north", "south")
    record = company(bert, custom_size="north")
    options = [{**each, "archived": each["key"] == "north"} for each in made["options"]]
    assert ann.patch(f"/v1/custom-fields/{made.id}", {"options": options}).status == 200
    assert bert.patch(f"/v1/relations/{record.id}", {"note": "Still north."})["custom_size"] == "north"
    assert company(bert, "Other", custom_size="north").status == 422
    assert found(bert, "north") == [COMPANY]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"of": "user"}, "of"),
    ({"of": "nothing"}, "of"),
    ({"key": "Größe"}, "key"),
    ({"key": "a" * 41}, "key"),
    ({"kind": "choice"}, "options"),
    ({"kind": "choice", "options": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]}, "options[1].key"),
    ({"options": [{"key": "a", "name": "A"}]}, "options"),
    ({"kind": "link"}, "to"),
    ({"kind": "link", "to": ["nothing"]}, "to[0]"),
    ({"kind": "money"}, "currency"),
    ({"kind": "number", "searchable": True}, "searchable"),
    ({"kind": "long_text", "unique": True}, "unique"),
    ({"indexed": True}, "indexed"),
    ({"kind": "link", "to": ["relation"], "outside": True}, "outside"),
    ({"kind": "money", "currency": "euro"}, "currency"),
    ({"kind": "link", "to": ["relation"], "default": "rel_00000000000000000000000000"}, "default"),
    ({"kind": "link", "to": ["contact"]}, "to[0]"),
    ({"unique": True, "default": "x"}, "default"),
    ({"kind": "number", "minimum": 9, "maximum": 1}, "maximum"),
    ({"kind": "number", "default": "x"}, "default"),
    ({"kind": "number", "minimum": 5, "default": 4}, "default"),
    ({"decimals": 2}, "decimals"),
]


@pytest.mark.parametrize(("wrong", "path"), WRONG)
def test_what_cannot_be_is_refused_by_name(world: World, ann: User, wrong: dict[str, Any], path: str) -> None:
    with world.unchanged():
        told = {"of": "relation", "key": "size", "name": "Size", "kind": "text", **wrong}
        answer = ann.post("/v1/custom-fields", told)
        assert (answer.status, answer.fields) == (422, [path]), answer.text


def test_the_key_is_that_of_one_field_of_a_type(ann: User) -> None:
    field(ann)
    assert ann.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "B", "kind": "text"}).status == 409
    assert ann.post("/v1/custom-fields", {"of": "contact", "key": "size", "name": "B", "kind": "text"}).status == 201


# ---------------------------------------------------------------------------------------------------------- rights


def test_t1_they_are_made_by_administrators_and_seen_by_their_own(world: World, ann: User, bert: User) -> None:
    made = field(ann)
    assert ann.get("/v1/custom-fields")["data"][0]["key"] == "size"
    with world.unchanged():
        assert bert.get("/v1/custom-fields").status == 403
        assert bert.get(f"/v1/custom-fields/{made.id}").status == 403
        assert bert.post("/v1/custom-fields", {"of": "relation", "key": "b", "name": "B", "kind": "text"}).status == 403
        assert bert.patch(f"/v1/custom-fields/{made.id}", {"name": "B"}).status == 403
    other = world.user("administrator", tenant="Other")
    assert other.get("/v1/custom-fields")["data"] == []
    assert other.get(f"/v1/custom-fields/{made.id}").status == 404
    assert company(other, custom_size="x").status == 400


def limited(world: World, ann: User, **fields: str) -> User:
    told = {"actions": ["read", "create", "edit"], "view_all": True, "fields": {"*": "write", **fields}}
    profile = ann.post(
        "/v1/profiles", {"name": "Limited", "types": {"*": {**told, "fields": {"*": "write"}}, "relation": told}}
    )
    assert profile.status == 201, profile.text
    assert ann.post("/v1/roles", {"key": "limited", "name": "Limited", "profiles": [profile.id]}).status == 201
    return world.user("limited")


def test_z3_what_a_profile_hides_is_no_field_at_all(world: World, ann: User, bert: User) -> None:
    choice(ann, "north", "south", indexed=True)
    field(ann, key="word", searchable=True)
    field(ann, key="f1")
    cas = limited(world, ann, custom_size="none", custom_word="none", custom_f1="none")
    record = company(bert, custom_size="north", custom_word="Verborgen")
    told = cas.get(f"/v1/relations/{record.id}").json
    assert not [name for name in told if name.startswith("custom")]
    assert not [name for name in cas.get("/v1/relations")["data"][0] if name.startswith("custom")]
    history = cas.get(f"/v1/relations/{record.id}/history")["data"]
    assert not [name for name in history[0]["changed"] if name.startswith("custom")]
    assert cas.search("verborg") == []
    asked = {"criteria": {"field": "custom_size", "op": "eq", "value": "north"}}
    assert cas.post("/v1/relations/search", asked).status == 422
    with world.unchanged():
        refused = cas.patch(f"/v1/relations/{record.id}", {"custom_size": "south"})
        assert (refused.status, refused.fields) == (400, ["custom_size"])
    kept = cas.patch(f"/v1/relations/{record.id}", {"note": "Changed by who does not see it."})
    assert kept.status == 200
    assert bert.get(f"/v1/relations/{record.id}")["custom_size"] == "north"
    told = ann.post("/v1/rights/explain", {
        "user": cas.id, "right": {"type": "relation", "action": "read"}, "record": record.id, "field": "custom_size",
    })  # fmt: skip
    assert (told["allowed"], told["rule"], told["field"]["level"]) == (False, "fields", "none")


def test_z3_who_sees_little_finds_by_what_they_see(world: World, ann: User, bert: User) -> None:
    choice(ann, "north", "south", indexed=True)
    field(ann, key="word", searchable=True)
    cas = limited(world, ann, **{"*": "none", "name": "write", "custom_size": "write", "custom_word": "read"})
    company(bert, custom_size="north", custom_word="Grindweg")
    assert found(cas, "north") == [COMPANY]
    assert cas.search("grindw") == [COMPANY]


def test_what_may_only_be_read_is_not_written(world: World, ann: User, bert: User) -> None:
    field(ann)
    cas = limited(world, ann, custom_size="read")
    record = company(bert, custom_size="large")
    assert cas.get(f"/v1/relations/{record.id}")["custom_size"] == "large"
    with world.unchanged():
        refused = cas.patch(f"/v1/relations/{record.id}", {"custom_size": "small"})
        assert (refused.status, refused.fields) == (403, ["custom_size"])


def test_the_five_hundredth_works_as_the_first(world: World, ann: User, bert: User) -> None:
    for number in range(500):
        field(ann, key=f"f{number}", name=f"Field {number}")
    made = company(bert, **{f"custom_f{number}": f"value {number}" for number in range(500)})
    assert made.status == 201, made.text
    assert made["custom_f499"] == "value 499"
    assert found(bert, "value 499", name="custom_f499") == [COMPANY]
    with world.meter() as meter:
        assert bert.patch(f"/v1/relations/{made.id}", {"custom_f499": "other"})["custom_f499"] == "other"
    assert meter.round_trips == 3
    kept = next(item for key, item in world.items().items() if key[1] == "model")
    assert len(kept["body"]["S"]) < 40_000, "a tenth of what an item may have"


def test_what_is_unique_stays_with_the_first_of_a_series_and_of_a_copy(ann: User, bert: User) -> None:
    field(ann, of="activity", unique=True)
    field(ann, of="activity", key="kept")
    field(ann, of="address", unique=True)
    task = {"kind": "task", "subject": "Feed", "is_task": True, "due_on": "2027-01-04", "recurrence": "FREQ=DAILY"}
    made = bert.post("/v1/activities", {**task, "custom_size": "A", "custom_kept": "B"})
    done = bert.post(f"/v1/activities/{made.id}/complete", {})
    assert done.status == 200, done.text
    following = bert.get(f"/v1/activities/{done['next']}")
    assert (following.json.get("custom_size"), following["custom_kept"]) == (None, "B")
    shared = bert.address(custom_size="A").id
    first, second = (company(bert, name, addresses=[{"address": shared}]).id for name in ("One", "Two"))
    assert first != second
    assert bert.post(f"/v1/addresses/{shared}/detach", {"user": second}).status in (200, 201)


def test_what_is_made_by_the_way_links_to_nothing(world: World, ann: User, bert: User) -> None:
    """T1: nobody looks at those links."""
    field(ann, of="address", kind="link", to=["relation"])
    theirs = company(world.user("employee", tenant="Other"), "Theirs").id
    place = {"street": "Dorpsstraat", "number": "1", "postcode": "1315 AB", "city": "Almere", "custom_size": theirs}
    with world.unchanged():
        answer = company(bert, addresses=[{"address": place}])
        assert answer.status == 422
        assert answer.fields[0].startswith("addresses[0]"), answer.text


def test_an_option_that_records_may_have_is_not_left_out(world: World, ann: User) -> None:
    made = choice(ann, "north", "south")
    with world.unchanged():
        answer = ann.patch(f"/v1/custom-fields/{made.id}", {"options": [{"key": "south", "name": "South"}]})
        assert (answer.status, answer.fields) == (422, ["options"])


def test_r11_a_type_has_no_more_entries_than_a_record_can_be_saved_with(ann: User, bert: User) -> None:
    names = [f"f{number}" for number in range(30)]
    made = [choice(ann, "a", "b", key=name)["indexed"] for name in names]
    assert made == [True] * 24 + [False] * 6
    with_words = {"of": "relation", "key": "word", "name": "Word", "kind": "text", "searchable": True}
    answer = ann.post("/v1/custom-fields", with_words)
    assert (answer.status, answer.fields) == (422, ["searchable"])
    record = bert.company(**{f"custom_{name}": "a" for name in names})
    renamed = bert.patch(f"/v1/relations/{record.id}", {"name": "Another name of several words"})
    assert renamed.status == 200, renamed.text
    assert found(bert, "a", name="custom_f29") == ["Another name of several words"]


def test_r11_long_texts_do_not_stand_in_every_list(world: World, ann: User, bert: User) -> None:
    for number in range(20):
        field(ann, key=f"f{number}")
    made = company(bert, **{f"custom_f{number}": f"{number} {'x' * 190}" for number in range(20)})
    assert made.status == 201, made.text
    assert found(bert, f"7 {'x' * 190}", name="custom_f7") == [COMPANY]
    assert max(len(item.get("digest", {}).get("S", "")) for item in world.items().values()) < 1_000


# ---------------------------------------------------------------------------------------------------------- schema


def test_the_schema_tells_at_once_which_fields_there_are_and_what_one_may_do(
    world: World, ann: User, bert: User
) -> None:
    choice(ann, "north", "south", name="Region", names={"nl": "Regio"}, indexed=True, section="Sales", required=True)
    told = bert.get("/v1/schema/relation")
    assert told.status == 200, told.text
    fields = {each["name"]: each for each in told["fields"]}
    assert fields["custom_size"] == {
        "name": "custom_size", "custom": True, "kind": "choice", "label": "Region", "labels": {"nl": "Regio"},
        "may": "write", "required": True, "unique": False, "searchable": False, "outside": False, "section": "Sales",
        "options": [{"key": "north", "name": "North", "names": {}, "archived": False},
                    {"key": "south", "name": "South", "names": {}, "archived": False}],
        "criteria": {"kind": "choice", "many": False, "indexed": True},
        "schema": {"type": "string", "enum": ["north", "south"]},
    }  # fmt: skip
    assert fields["status"]["criteria"] == {"kind": "choice", "many": True, "indexed": True}
    assert fields["display_name"]["may"] == "read"
    assert {"#/$defs/Channel", "#/$defs/KnownChannel"} & {fields["channels"]["schema"]["anyOf"][0]["items"]["$ref"]}
    assert "create" in told["actions"]
    hidden = limited(world, ann, custom_size="none", note="none")
    assert not {"custom_size", "note"} & {each["name"] for each in hidden.get("/v1/schema/relation")["fields"]}
    assert "relation" in {each["type"] for each in bert.get("/v1/schema")["data"]}
    assert bert.get("/v1/schema/nothing").status == 404
    with world.meter() as meter:
        bert.get("/v1/schema/relation")
    assert meter.round_trips == 1


def test_people_from_outside_are_told_of_no_schema(world: World) -> None:
    outsider = world.user("external", kind="external")
    assert outsider.get("/v1/schema/relation").status in (403, 404)
    assert outsider.get("/v1/schema").json.get("data", []) == []


# ---------------------------------------------------------------------------------------------------------- labels


def tree(*told: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"key": key, "name": key.title(), **({"parent": parent} if parent else {})} for key, parent in told]


REGIONS = tree(("nl", ""), ("north", "nl"), ("groningen", "north"), ("south", "nl"), ("be", ""))


def test_a7_labels_stand_in_a_tree_and_are_found_within_it(ann: User, bert: User) -> None:
    field(ann, kind="choices", options=REGIONS)
    for name, regions in (("A", ["groningen"]), ("B", ["south", "be"]), ("C", ["be"]), ("D", ["nl"])):
        assert company(bert, name, custom_size=regions).status == 201
    assert found(bert, "nl", "within") == ["A", "B", "D"]
    assert found(bert, "north", "within") == ["A"]
    assert found(bert, "be", "within") == ["B", "C"]
    assert found(bert, ["be", "groningen"], "has_any") == ["A", "B", "C"]


def test_only_what_stands_in_a_tree_is_asked_within(ann: User, bert: User) -> None:
    choice(ann, "north", "south")
    asked = {"criteria": {"field": "custom_size", "op": "within", "value": "north"}}
    assert bert.post("/v1/relations/search", asked).status == 422


@pytest.mark.parametrize(
    ("options", "path"),
    [(tree(("a", "b")), "options[0].parent"), (tree(("a", "a")), "options[0].parent"),
     (tree(("a", "b"), ("b", "a")), "options[0].parent")],
)  # fmt: skip
def test_a_tree_of_labels_has_no_circle(ann: User, options: list[dict[str, Any]], path: str) -> None:
    told = {"of": "relation", "key": "size", "name": "Size", "kind": "choice", "options": options}
    answer = ann.post("/v1/custom-fields", told)
    assert answer.status == 422
    assert path in answer.fields


def test_f8_how_much_each_label_is_used_is_counted(world: World, ann: User, bert: User) -> None:
    options = [{"key": f"o{n}", "name": f"Option {n}"} for n in range(30)]
    made = field(ann, kind="choices", options=options)
    assert made["indexed"] is True
    for name, chosen in (("A", ["o0", "o29"]), ("B", ["o0"]), ("C", [])):
        record = company(bert, name, custom_size=chosen)
    bert.delete(f"/v1/relations/{company(bert, 'D', custom_size=['o1']).id}")
    assert record.status == 201
    with world.meter() as meter:
        told = ann.get(f"/v1/custom-fields/{made.id}/usage")
    assert meter.round_trips <= 3
    counts = {each["key"]: each["records"] for each in told["data"]}
    assert (len(counts), counts["o0"], counts["o1"], told["next"]) == (25, 2, 0, 25)
    rest = ann.get(f"/v1/custom-fields/{made.id}/usage?start=25")
    assert ({each["key"]: each["records"] for each in rest["data"]}["o29"], rest["next"]) == (1, None)
    assert bert.get(f"/v1/custom-fields/{made.id}/usage").status == 403
    assert world.user("administrator", tenant="Other").get(f"/v1/custom-fields/{made.id}/usage").status == 404
    plain = field(ann, key="plain")
    assert ann.get(f"/v1/custom-fields/{plain.id}/usage").status == 409


def test_e6_people_from_outside_see_what_is_marked_for_them(world: World) -> None:
    ours = office(world)
    field(ours.anna, of="activity", outside=True)
    field(ours.anna, of="activity", key="secret")
    visit = ours.with_jan(custom_size="large", custom_secret="hidden")
    seen = ours.jan.get(f"/v1/portal/activities/{visit.id}")
    assert seen["custom_size"] == "large"
    assert not {"custom_secret", "custom"} & seen.json.keys()


def test_erasing_somebody_takes_along_what_was_kept_of_them(world: World, ann: User) -> None:
    field(ann, kind="long_text")
    field(ann, of="activity", kind="long_text")
    field(ann, of="activity", key="phone", kind="phone", searchable=True)
    person = ann.person("Kanariana", "Vogelzangh", custom_size="Has a rare disease")
    call = {"kind": "phone_call", "subject": "Call", "links": [person.id], "custom_size": "Of that rare disease"}
    assert ann.post("/v1/activities", {**call, "custom_phone": "06 1234 9876"}).status == 201
    world.settle()
    assert ann.post(f"/v1/relations/{person.id}/erase", {"reason": "request"}).status == 202
    world.settle()
    told = str(world.items())
    assert "Vogelzangh" not in told
    assert "rare disease" not in told
    assert "61234" not in told
