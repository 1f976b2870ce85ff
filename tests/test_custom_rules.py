"""Classes that follow from what a record says: by rule, or by hand where that is allowed; through the front door."""

from typing import Any

import pytest

from tests.at_once import at_once
from tests.test_custom_fields import company, field, found
from tests.world import Reply, User, World

ABC = [{"key": key, "name": key.upper()} for key in "abc"]


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def where(name: str, op: str, value: Any) -> dict[str, Any]:
    return {"field": name, "op": op, "value": value}


RULES = [
    {"option": "a", "criteria": {"all": [where("custom_size", "gte", 250), where("status", "has_any", ["customer"])]}},
    {"option": "b", "criteria": where("custom_size", "gte", 50)},
]


def classes(ann: User, rules: list[dict[str, Any]] = RULES, **more: Any) -> Reply:
    """By how many work there, and whether it is a customer."""
    field(ann, kind="number")
    return field(ann, key="class", name="Class", kind="choice", options=ABC, rules=rules, **more)


def change(who: User, record: Reply, **fields: Any) -> Reply:
    return who.patch(f"/v1/relations/{record.id}", fields)


def history(who: User, record: Reply) -> list[Any]:
    """Of its class, the newest first."""
    told = who.get(f"/v1/relations/{record.id}/history")["data"]
    return [each["changed"].get("custom_class") for each in told]


# --------------------------------------------------------------------------------------------------------- by rule


def test_e28_a_class_follows_what_the_record_says(ann: User, bert: User) -> None:
    classes(ann)
    made = company(bert, custom_size=60)
    assert made["custom_class"] == "b"
    assert change(bert, made, custom_size=300)["custom_class"] == "b"
    assert change(bert, made, status=["customer"])["custom_class"] == "a"
    assert "custom_class" not in change(bert, made, custom_size=1).json
    assert change(bert, made, custom_size=250)["custom_class"] == "a"
    assert found(bert, "a", name="custom_class") == [made["name"]]
    assert found(bert, "b", name="custom_class") == []
    assert "custom_class" not in company(bert, "Small").json


def test_e28_its_history_tells_what_a_rule_gave(ann: User, bert: User) -> None:
    classes(ann, by_hand=True)
    made = company(bert, custom_size=60)
    change(bert, made, note="Nothing about its class.")
    change(bert, made, custom_size=1)
    change(bert, made, custom_class="c")
    change(bert, made, custom_class=None, custom_size=50)
    assert history(bert, made) == [
        {"was": "c", "now": "b", "rule": True},
        {"now": "c"},
        {"was": "b", "rule": True},
        None,
        {"now": "b", "rule": True},
    ]


def test_e28_a_rule_is_not_overruled(world: World, ann: User, bert: User) -> None:
    classes(ann)
    made = company(bert, custom_size=60)
    with world.unchanged():
        for who in (ann, bert):
            refused = change(who, made, custom_class="c")
            assert (refused.status, refused.fields) == (422, ["custom_class"])
            assert refused["errors"][0]["code"] == "by_rule"
        assert company(bert, "Other", custom_size=60, custom_class="a").status == 422
        assert change(bert, made, custom_class=None)["custom_class"] == "b"
    assert company(bert, "Other", custom_size=60, custom_class="b").status == 201
    assert change(bert, made, custom_class="b", note="As it was read.").status == 200
    fields = {each["name"]: each for each in bert.get("/v1/schema/relation")["fields"]}
    assert (fields["custom_class"]["may"], fields["custom_class"]["ruled"]) == ("read", True)


# --------------------------------------------------------------------------------------------------------- by hand


def test_e28_what_somebody_chose_stays_until_it_is_cleared(ann: User, bert: User) -> None:
    classes(ann, by_hand=True)
    made = company(bert, custom_size=60)
    assert change(bert, made, custom_class="c")["custom_class"] == "c"
    assert change(bert, made, custom_size=1)["custom_class"] == "c"
    assert change(bert, made, custom_size=60, custom_class="c")["custom_class"] == "c"
    assert change(bert, made, custom_class=None)["custom_class"] == "b"
    assert "custom_class" not in change(bert, made, custom_size=1).json
    assert company(bert, "Chosen", custom_class="a")["custom_class"] == "a"
    with_a_form = bert.get(f"/v1/relations/{made.id}")
    assert "custom_class" not in change(bert, with_a_form, custom_size=2).json


def test_e28_what_was_chosen_before_there_were_rules_was_chosen_by_hand(ann: User, bert: User) -> None:
    field(ann, kind="number")
    made = field(ann, key="class", name="Class", kind="choice", options=ABC)
    one, other = (company(bert, name, custom_size=60, custom_class="c") for name in ("One", "Other"))
    ann.patch(f"/v1/custom-fields/{made.id}", {"rules": RULES, "by_hand": True})
    assert change(bert, one, note="x")["custom_class"] == "c"
    ann.patch(f"/v1/custom-fields/{made.id}", {"by_hand": None})
    assert change(bert, other, note="x")["custom_class"] == "b"


# ------------------------------------------------------------------------------------------ all the ways to save one


def test_e28_a_class_follows_whichever_way_a_record_is_saved(world: World, ann: User, bert: User) -> None:
    made = classes(ann)
    keyed = bert.put("/v1/relations/by/erp/1", {"name": "By its key", "custom_size": 60})
    assert keyed["custom_class"] == "b"
    assert bert.put("/v1/relations/by/erp/1", {"custom_size": 1}).json.get("custom_class") is None
    bert.delete(f"/v1/relations/{keyed.id}")
    rules = [{"option": "c", "criteria": where("custom_size", "lt", 50)}]
    assert ann.patch(f"/v1/custom-fields/{made.id}", {"rules": rules}).status == 200
    assert ann.post(f"/v1/relations/{keyed.id}/restore")["custom_class"] == "c"


def test_e28_a_record_that_is_made_within_another_has_its_class(ann: User, bert: User) -> None:
    rules = [{"option": "a", "criteria": where("city", "eq", "almere")}]
    field(ann, of="address", key="class", kind="choice", options=ABC, rules=rules)
    place = {"street": "Dorpsstraat", "number": "1", "postcode": "1315 AB", "city": "Almere"}
    made = company(bert, addresses=[{"address": place}])
    address = bert.get(f"/v1/addresses/{made['addresses'][0]['address']['id']}")
    assert address["custom_class"] == "a"


def test_e28_a_class_follows_what_is_copied_of_others(world: World, ann: User, bert: User) -> None:
    rules = [{"option": "a", "criteria": where("city", "eq", "Almere")}]
    field(ann, key="class", kind="choice", options=ABC, rules=rules)
    address = bert.address(city="Zwolle")
    made = company(bert, addresses=[{"address": address.id}])
    assert "custom_class" not in made.json
    bert.patch(f"/v1/addresses/{address.id}", {"city": "Almere"})
    world.settle()
    assert bert.get(f"/v1/relations/{made.id}")["custom_class"] == "a"
    assert history(bert, made)[0] == {"now": "a", "rule": True}


def test_e28_bands_and_codes_of_money_and_days_are_asked_about(ann: User, bert: User) -> None:
    bands = [{"key": "few", "name": "Few", "upto": 9}, {"key": "many", "name": "Many"}]
    field(ann, kind="number", bands=bands)
    field(ann, key="revenue", kind="money", currency="EUR")
    field(ann, key="since", kind="datetime")
    rules = [
        {"option": "a", "criteria": where("custom_revenue", "gte", 1_000_000)},
        {"option": "b", "criteria": where("custom_size", "in_band", ["many"])},
        {"option": "c", "criteria": where("custom_since", "lt", "2026-01-01")},
    ]
    field(ann, key="class", kind="choice", options=ABC, rules=rules)
    assert company(bert, "A", custom_revenue={"amount": "1000000.00"}, custom_size=10)["custom_class"] == "a"
    assert company(bert, "B", custom_size=10)["custom_class"] == "b"
    assert company(bert, "C", custom_since="2025-12-31T23:59:59Z")["custom_class"] == "c"
    assert "custom_class" not in company(bert, "D", custom_since="2026-01-01T00:00:00Z").json


def test_r7_of_two_changes_at_once_the_class_is_that_of_both(ann: User, bert: User) -> None:
    classes(ann)
    made = company(bert)
    replies = at_once([
        lambda: change(bert, made, custom_size=300),
        lambda: change(bert, made, status=["customer"]),
    ])  # fmt: skip
    assert {each.status for each in replies} == {200}
    assert bert.get(f"/v1/relations/{made.id}")["custom_class"] == "a"


def test_saving_costs_no_round_trip_more_where_there_are_rules(world: World, ann: User, bert: User) -> None:
    made = company(bert)
    with world.meter() as without:
        change(bert, made, note="One")
    classes(ann)
    with world.meter() as meter:
        change(bert, made, note="Two")
    assert meter.round_trips == without.round_trips


# --------------------------------------------------------------------------------------------------- what rules ask


def test_when_what_rules_ask_about_is_gone_classes_stay(ann: User, bert: User) -> None:
    classes(ann)
    size = next(each for each in ann.get("/v1/custom-fields")["data"] if each["key"] == "size")
    made = company(bert, custom_size=60)
    ann.delete(f"/v1/custom-fields/{size['id']}")
    assert change(bert, made, note="Nobody can tell now.")["custom_class"] == "b"
    assert change(bert, made, status=["customer"])["custom_class"] == "b"
    ann.post(f"/v1/custom-fields/{size['id']}/restore")
    assert change(bert, made, custom_size=250)["custom_class"] == "a"


SIZE = where("custom_size", "gte", 5)
WRONG: list[tuple[dict[str, Any], str]] = [
    ({"rules": [{"option": "z", "criteria": SIZE}]}, "rules[0].option"),
    ({"rules": [{"option": "a", "criteria": {}}]}, "rules[0].criteria"),
    ({"rules": [{"option": "a", "criteria": where("custom_nothing", "eq", 1)}]}, "rules[0].criteria.field"),
    ({"rules": [{"option": "a", "criteria": where("custom_class", "eq", "a")}]}, "rules[0].criteria.field"),
    ({"rules": [{"option": "a", "criteria": where("custom_ruled", "eq", "a")}]}, "rules[0].criteria.field"),
    ({"rules": [{"option": "a", "criteria": where("last_touch_at", "gte", "2026-01-01")}]}, "rules[0].criteria.field"),
    ({"rules": [{"option": "a", "criteria": {"not": where("owner", "eq", "@me")}}]}, "rules[0].criteria.not.value"),
    ({"rules": [{"option": "a", "criteria": {"any": [SIZE, where("custom_day", "lt", "@today")]}}]},
     "rules[0].criteria.any[1].value"),
    ({"rules": [{"option": "a", "criteria": where("custom_day", "gte", {"last": 30, "unit": "days"})}]},
     "rules[0].criteria.value"),
    ({"rules": [{"option": "a", "criteria": SIZE}], "default": "a"}, "default"),
    ({"rules": [{"option": "a", "criteria": SIZE}], "required": True}, "required"),
    ({"rules": [{"option": "a", "criteria": SIZE}], "options": [{"key": "a", "name": "A", "next": []}]}, "rules"),
    ({"rules": [{"option": "a", "criteria": SIZE}], "kind": "choices"}, "rules"),
    ({"rules": [{"option": "a", "criteria": SIZE}] * 11}, "rules"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "path"), WRONG)
def test_rules_that_cannot_be_are_refused_by_name(world: World, ann: User, wrong: dict[str, Any], path: str) -> None:
    field(ann, kind="number")
    field(ann, key="day", kind="date")
    field(ann, key="ruled", kind="choice", options=ABC, rules=[{"option": "a", "criteria": SIZE}])
    with world.unchanged():
        told = {"of": "relation", "key": "class", "name": "Class", "kind": "choice", "options": ABC, **wrong}
        answer = ann.post("/v1/custom-fields", told)
        assert (answer.status, answer.fields) == (422, [path]), answer.text


def test_what_rules_ask_about_gets_none_itself(ann: User) -> None:
    one = field(ann, kind="choice", options=ABC)
    field(
        ann,
        key="class",
        kind="choice",
        options=ABC,
        rules=[{"option": "a", "criteria": where("custom_size", "eq", "a")}],
    )
    rules = [{"option": "a", "criteria": where("kind", "eq", "company")}]
    answer = ann.patch(f"/v1/custom-fields/{one.id}", {"rules": rules})
    assert (answer.status, answer.fields) == (422, ["rules"])


def test_rules_give_what_can_be_chosen(world: World, ann: User) -> None:
    made = classes(ann)
    options = [{**each, "archived": each["key"] == "b"} for each in ABC]
    with world.unchanged():
        answer = ann.patch(f"/v1/custom-fields/{made.id}", {"options": options})
        assert (answer.status, answer.fields) == (422, ["rules[1].option"])
    rules = [RULES[0], {**RULES[1], "option": "c"}]
    assert ann.patch(f"/v1/custom-fields/{made.id}", {"options": options, "rules": rules}).status == 200


def test_t1_rules_are_of_one_organisation(world: World, ann: User) -> None:
    classes(ann)
    other = world.user("administrator", tenant="Other")
    assert "custom_class" not in company(other, "Theirs").json
