"""Options of a custom field that would be called alike: whoever reads them could not tell which is which."""

from typing import Any

import pytest

from chalicelib.storage import records, work
from tests.test_custom_choices import add, labels
from tests.test_custom_fields import field
from tests.world import Reply, User, World

RED: dict[str, Any] = {"key": "red", "name": "Rood", "names": {"de": "Rot"}}
BLUE: dict[str, Any] = {"key": "blue", "name": "Blauw"}


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


def choice(ann: User, *options: dict[str, Any]) -> Reply:
    return field(ann, kind="choice", options=list(options))


def put(ann: User, made: Reply, *options: dict[str, Any]) -> Reply:
    return ann.patch(f"/v1/custom-fields/{made.id}", {"options": list(options)})


def refused(reply: Reply) -> list[tuple[str, str]]:
    assert reply.status == 422, reply.text
    return [(each["field"], each["code"]) for each in reply["errors"]]


ALIKE = [
    ({"key": "rood", "name": "Rood"}, "name"),
    ({"key": "rood", "name": "  rOOD "}, "name"),
    ({"key": "rood", "name": "Scharlaken", "names": {"de": "ROT"}}, "names.de"),
    ({"key": "rood", "name": "Rot", "names": {"nl": "Scharlaken"}}, "name"),
    ({"key": "rood", "name": "Scharlaken", "names": {"fr": "Rood"}}, "names.fr"),
]


@pytest.mark.parametrize(("other", "path"), ALIKE)
def test_the_second_of_one_name_is_refused_by_its_place(world: World, ann: User, other: Any, path: str) -> None:
    made = choice(ann, RED, BLUE)
    with world.unchanged():
        assert refused(put(ann, made, RED, BLUE, other)) == [(f"options[2].{path}", "twice")]
        again = {**made.json["options"][1], **other, "key": "blue"}
        assert refused(put(ann, made, RED, again)) == [(f"options[1].{path}", "twice")]
        whole = {"of": "relation", "key": "paint", "name": "Paint", "kind": "choices", "options": [RED, other]}
        assert refused(ann.post("/v1/custom-fields", whole)) == [(f"options[1].{path}", "twice")]
    now = ann.get(f"/v1/custom-fields/{made.id}")
    assert (now["version"], [each["name"] for each in now["options"]]) == (1, ["Rood", "Blauw"])


def test_of_one_renamed_to_the_name_of_a_later_one_it_is_named_itself(world: World, ann: User) -> None:
    made = choice(ann, BLUE, RED)
    with world.unchanged():
        assert refused(put(ann, made, {**BLUE, "name": "rood"}, RED)) == [("options[0].name", "twice")]
        three = [{"key": key, "name": "Groen"} for key in ("one", "two", "three")]
        twice = [("options[3].name", "twice"), ("options[4].name", "twice")]
        assert refused(put(ann, made, BLUE, RED, *three)) == twice


def test_what_has_the_key_of_another_too_is_told_by_that(world: World, ann: User) -> None:
    made = choice(ann, RED, BLUE)
    with world.unchanged():
        assert refused(put(ann, made, RED, BLUE, {**BLUE, "name": "Indigo"})) == [("options[2].key", "twice")]
        assert refused(put(ann, made, RED, BLUE, BLUE)) == [("options[2].key", "twice")]


def test_what_cannot_be_chosen_or_stands_elsewhere_is_told_apart(ann: User) -> None:
    wood, metal = {"key": "wood", "name": "Hout"}, {"key": "metal", "name": "Metaal"}
    below = [{"key": f"{each['key']}_other", "name": "Overig", "parent": each["key"]} for each in (wood, metal)]
    old = {"key": "old", "name": "Hout", "archived": True}
    made = choice(ann, wood, metal, *below, old)
    assert made.status == 201, made.text
    assert refused(put(ann, made, wood, metal, *below, {**old, "archived": False})) == [("options[4].name", "twice")]
    swapped = put(ann, made, {**wood, "name": "Metaal"}, {**metal, "name": "Hout"}, *below, old)
    assert swapped.status == 200, swapped.text


def test_those_that_were_alike_already_keep_their_names(world: World, ann: User) -> None:
    made = choice(ann, RED, BLUE)
    twin = {**BLUE, "name": "Rood", "archived": False}
    _as_an_earlier_release_kept_it(ann, made, [{**RED, "archived": False}, twin])
    green = {"key": "green", "name": "Groen"}
    saved = put(ann, made, {**RED, "colour": "#ff0000"}, twin, green)
    assert saved.status == 200, saved.text
    assert ann.patch(f"/v1/custom-fields/{made.id}", {"name": "Kleur"}).status == 200
    with world.unchanged():
        third = {**green, "name": "rood"}
        assert refused(put(ann, made, RED, twin, third)) == [("options[2].name", "twice")]
    assert put(ann, made, RED, {**twin, "name": "Karmijn"}, green).status == 200


def test_a_merge_hangs_those_of_one_name_below_one_parent(world: World, ann: User) -> None:
    both = [{"key": key, "name": key} for key in ("a", "b")]
    below = [{"key": f"{key}_other", "name": "Other", "parent": key} for key in ("a", "b")]
    made = choice(ann, *both, *below)
    what = {"field": made.id, "source": "a", "target": "b"}
    job = ann.post("/v1/jobs", {"kind": "merge_choices", "what": what})
    assert job.status == 202, job.text
    world.settle()
    assert ann.get(f"/v1/jobs/{job.id}")["state"] == "done"
    options = ann.get(f"/v1/custom-fields/{made.id}")["options"]
    assert [each["key"] for each in options if each.get("parent") == "b"] == ["a_other", "b_other"]
    undone = ann.post(f"/v1/jobs/{job.id}/undo")
    world.settle()
    assert ann.get(f"/v1/jobs/{undone.id}")["state"] == "done"
    assert [each.get("parent") for each in ann.get(f"/v1/custom-fields/{made.id}")["options"]][2:] == ["a", "b"]


def test_an_option_that_is_added_by_itself_is_held_to_it_too(world: World, ann: User) -> None:
    made = labels(ann, "Fair")
    assert put(ann, made, {"key": "fair", "name": "Fair", "names": {"de": "Messe"}}).status == 200
    with world.unchanged():
        assert refused(add(ann, made, name="Messe")) == [("options[1].name", "twice")]


def _as_an_earlier_release_kept_it(ann: User, made: Reply, options: list[dict[str, Any]]) -> None:
    found = records.get(ann.tenant, made.id)
    assert found is not None
    doing = work.Work(ann.tenant, ann.id)
    doing.update(found, {**found.data, "options": options})
    doing.commit()
