"""Records are saved anew when what is said of custom fields changes: classes, and how values are found."""

from typing import Any

import pytest

from tests.consistency import assert_consistent
from tests.test_custom_fields import choice, company, field, found
from tests.test_custom_rules import ABC, RULES, where
from tests.world import Reply, User, World

ALL: dict[str, Any] = {"of": "relation", "criteria": {"all": []}}


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def renew(world: World, who: User, those: dict[str, Any] = ALL) -> Reply:
    begun = who.post("/v1/jobs", {"kind": "renew", "those": those})
    assert begun.status == 202, begun.text
    world.settle()
    return who.get(f"/v1/jobs/{begun.id}")


def described(ann: User, made: Reply, **fields: Any) -> Reply:
    return ann.patch(f"/v1/custom-fields/{made.id}", fields)


# ------------------------------------------------------------------------------------------------------- classes


def test_e28_when_rules_change_records_are_classed_anew(world: World, ann: User, bert: User) -> None:
    field(ann, kind="number")
    made = field(ann, key="class", name="Class", kind="choice", options=ABC)
    for number in range(30):
        company(bert, f"{number:02}", custom_size=number * 10)
    described(ann, made, rules=RULES)
    assert found(bert, "b", name="custom_class") == []
    job = renew(world, ann)
    assert (job["state"], job["counts"]["changed"], job["counts"]["unchanged"]) == ("done", 25, 5)
    assert found(bert, "b", name="custom_class") == [f"{number:02}" for number in range(5, 30)]
    newest = bert.get(f"/v1/relations/{bert.get('/v1/relations?sort=-name')['data'][0]['id']}/history")["data"][0]
    assert (newest["by"], newest["channel"]) == (ann.id, "job")
    assert newest["changed"]["custom_class"] == {"now": "b", "rule": True}
    again = renew(world, ann)
    assert again["counts"]["unchanged"] == 30
    assert_consistent(world)


def test_e28_what_was_chosen_by_hand_stays(world: World, ann: User, bert: User) -> None:
    field(ann, kind="number")
    made = field(ann, key="class", name="Class", kind="choice", options=ABC)
    company(bert, "Chosen", custom_size=60, custom_class="c")
    described(ann, made, rules=RULES, by_hand=True)
    assert renew(world, ann)["counts"]["unchanged"] == 1
    assert found(bert, "c", name="custom_class") == ["Chosen"]


def test_z1_administrators_alone_have_records_renewed(world: World, ann: User, bert: User) -> None:
    with world.unchanged():
        assert bert.post("/v1/jobs", {"kind": "renew", "those": ALL}).status == 403
        assert ann.post("/v1/jobs", {"kind": "renew", "those": ALL, "what": {"note": "x"}}).status == 422
        assert ann.post("/v1/jobs", {"kind": "renew"}).status == 422
        plain = ann.post("/v1/jobs", {"kind": "renew", "those": {**ALL, "of": "role"}})
        assert plain.status == 422


# ------------------------------------------------------------------------------------------- found in another way


def test_lists_miss_nothing_while_a_choice_becomes_indexed(world: World, ann: User, bert: User) -> None:
    made = choice(ann, "north", "south", indexed=False)
    for number in range(20):
        company(bert, f"Company {number:02}", custom_size="north" if number % 10 else "south")
    gone = company(bert, "Gone", custom_size="south")
    bert.delete(f"/v1/relations/{gone.id}")
    marking = described(ann, made, indexed=True)
    assert marking.status == 200, marking.text
    assert marking["marking"]
    assert found(bert, "south") == ["Company 00", "Company 10"]
    company(bert, "Company 99", custom_size="south")
    assert found(bert, "south") == ["Company 00", "Company 10", "Company 99"]
    assert ann.get(f"/v1/custom-fields/{made.id}/usage").status == 409
    part = renew(world, ann, {"of": "relation", "criteria": where("custom_size", "eq", "south")})
    assert part["state"] == "done"
    assert "marking" in ann.get(f"/v1/custom-fields/{made.id}").json
    assert renew(world, ann)["counts"]["refused"] == 0
    assert "marking" not in ann.get(f"/v1/custom-fields/{made.id}").json
    ann.post(f"/v1/relations/{gone.id}/restore")
    with world.meter() as meter:
        assert found(bert, "south") == ["Company 00", "Company 10", "Company 99", "Gone"]
    assert meter.round_trips == 2
    counts = {each["key"]: each["records"] for each in ann.get(f"/v1/custom-fields/{made.id}/usage")["data"]}
    assert counts == {"north": 18, "south": 4}
    assert_consistent(world)


def test_a_choice_that_is_indexed_no_more_is_found_all_the_same(world: World, ann: User, bert: User) -> None:
    made = choice(ann, "north", "south")
    company(bert, custom_size="north")
    assert described(ann, made, indexed=False)["indexed"] is False
    assert found(bert, "north") == ["Bakkerij Jansen"]
    renew(world, ann)
    assert found(bert, "north") == ["Bakkerij Jansen"]
    assert not [key for key in world.items() if "custom_size" in key[0]]


def test_r11_several_choices_that_are_indexed_no_more_make_room(world: World, ann: User, bert: User) -> None:
    made = [choice(ann, *"abcdefg", key=f"f{number}", kind="choices") for number in range(4)]
    assert choice(ann, "a", key="late", kind="choices")["indexed"] is False
    assert described(ann, made[0], indexed=False)["marking"]
    assert choice(ann, "a", key="later", kind="choices")["indexed"] is False
    renew(world, ann)
    assert choice(ann, "a", key="last", kind="choices")["indexed"] is True
    assert company(bert, custom_f0=list("abcdefg")).status == 201


def test_words_become_searchable_and_are_so_no_more(world: World, ann: User, bert: User) -> None:
    made = field(ann)
    company(bert, custom_size="Grindweg")
    described(ann, made, searchable=True)
    assert bert.search("grindw") == []
    renew(world, ann)
    assert bert.search("grindw") == ["Bakkerij Jansen"]
    described(ann, made, searchable=False)
    renew(world, ann)
    assert bert.search("grindw") == []


def test_what_was_changed_again_meanwhile_is_not_taken_for_done(world: World, ann: User, bert: User) -> None:
    made = choice(ann, "north", "south", indexed=False)
    for number in range(40):
        company(bert, f"Company {number:02}", custom_size="north")
    described(ann, made, indexed=True)
    begun = ann.post("/v1/jobs", {"kind": "renew", "those": ALL})
    described(ann, made, indexed=False)
    described(ann, made, indexed=True)
    world.settle()
    assert ann.get(f"/v1/jobs/{begun.id}")["state"] == "done"
    assert "marking" in ann.get(f"/v1/custom-fields/{made.id}").json


def test_r11_no_more_become_indexed_than_a_record_can_be_saved_with(world: World, ann: User) -> None:
    for number in range(24):
        choice(ann, "a", key=f"f{number}")
    late = choice(ann, "a", key="late", indexed=False)
    several = choice(ann, "a", key="several", kind="choices", indexed=False)
    with world.unchanged():
        assert described(ann, late, indexed=True).fields == ["indexed"]
        assert described(ann, several, indexed=True).fields[0] == "indexed"
        assert "searchable" in described(ann, late, searchable=True).fields
        assert described(ann, late, marking="x").status == 400
