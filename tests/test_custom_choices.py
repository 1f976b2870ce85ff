"""Choices that move, such as a status, and who keeps their options in order: through the front door."""

from functools import partial
from typing import Any

import pytest

from tests.at_once import at_once
from tests.test_custom_fields import company, field, found, limited
from tests.world import Reply, User, World

Option = dict[str, Any]
# Open goes to won or lost, and lost may be opened again.
WAYS: list[Option] = [
    {"key": "open", "name": "Open", "first": True, "next": ["won", "lost"]},
    {"key": "won", "name": "Won", "next": []},
    {"key": "lost", "name": "Lost", "next": ["open"]},
]


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def status(ann: User, options: list[Option] = WAYS, **more: Any) -> Reply:
    return field(ann, kind="choice", options=options, **more)


def move(who: User, record: Reply, to: str | None) -> Reply:
    return who.patch(f"/v1/relations/{record.id}", {"custom_size": to})


def labels(ann: User, *names: str, **more: Any) -> Reply:
    options = [{"key": name.lower(), "name": name} for name in names]
    return field(ann, kind="choices", options=options, **more)


# ----------------------------------------------------------------------------------------------------- transitions


def test_e22_a_status_goes_only_where_it_may(world: World, ann: User, bert: User) -> None:
    status(ann)
    made = company(bert, custom_size="open")
    assert move(bert, made, "lost")["custom_size"] == "lost"
    with world.unchanged():
        refused = move(bert, made, "won")
        assert (refused.status, refused.fields) == (422, ["custom_size"])
        assert refused["errors"][0]["code"] == "no_such_way"
        assert refused["errors"][0]["message"] == "After lost comes open."
    assert move(bert, made, "open").status == 200
    assert move(bert, made, "won").status == 200
    with world.unchanged():
        assert move(bert, made, "open")["errors"][0]["message"] == "Nothing follows won."
    assert bert.patch(f"/v1/relations/{made.id}", {"note": "Won.", "custom_size": "won"}).status == 200


def test_e22_nobody_goes_round_it(world: World, ann: User, bert: User) -> None:
    """Not an administrator, nor by clearing it first, by its key in another system, or as a copy that was made new."""
    status(ann)
    made = company(bert, custom_size="open", external_ids={"erp": "1"})
    move(bert, made, "won")
    with world.unchanged():
        assert move(ann, made, "open").status == 422
        assert move(bert, made, None).status == 422
        keyed = bert.put("/v1/relations/by/erp/1", {"custom_size": "lost"})
        assert (keyed.status, keyed.fields) == (422, ["custom_size"])
        assert bert.put("/v1/relations/by/erp/2", {"name": "New", "custom_size": "won"}).status == 422
        assert company(bert, "New", custom_size="lost")["errors"][0]["message"] == "This begins with open."


def test_e22_what_is_made_within_another_begins_where_all_do(world: World, ann: User, bert: User) -> None:
    status(ann, of="address")
    place = {"street": "Dorpsstraat", "number": "1", "postcode": "1315 AB", "city": "Almere"}
    with world.unchanged():
        wrong = company(bert, addresses=[{"address": {**place, "custom_size": "won"}}])
        assert (wrong.status, wrong["errors"][0]["code"]) == (422, "no_such_way")
    assert company(bert, addresses=[{"address": {**place, "custom_size": "open"}}]).status == 201


def test_e22_what_had_none_begins_where_all_do(ann: User, bert: User) -> None:
    old = company(bert)
    status(ann)
    assert move(bert, old, "won").status == 422
    assert bert.patch(f"/v1/relations/{old.id}", {"note": "Without."}).status == 200
    assert move(bert, old, "open").status == 200


def test_e22_without_ways_any_may_follow(ann: User, bert: User) -> None:
    status(ann, [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}, {"key": "c", "name": "C", "next": []}])
    made = company(bert, custom_size="b")
    assert [move(bert, made, to).status for to in ("a", None, "b", "c", "a", None)] == [200, 200, 200, 200, 422, 422]


def test_e22_other_ways_move_no_record_and_hold_from_then_on(ann: User, bert: User) -> None:
    made = status(ann)
    record = company(bert, custom_size="open")
    move(bert, record, "won")
    options = [{**each, "next": ["lost"]} if each["key"] == "won" else each for each in made["options"]]
    assert ann.patch(f"/v1/custom-fields/{made.id}", {"options": options}).status == 200
    assert bert.get(f"/v1/relations/{record.id}")["custom_size"] == "won"
    assert move(bert, record, "lost").status == 200


def test_e22_what_is_archived_may_be_left_for_anything(ann: User, bert: User) -> None:
    made = status(ann)
    record = company(bert, custom_size="open")
    move(bert, record, "won")
    options = [{**each, "archived": each["key"] == "won"} for each in made["options"]]
    ann.patch(f"/v1/custom-fields/{made.id}", {"options": options})
    assert move(bert, record, "lost").status == 200


def test_e22_what_is_archived_is_nothing_to_begin_with(ann: User, bert: User) -> None:
    made = status(ann)
    options = [{**each, "archived": each["key"] == "open"} for each in made["options"]]
    ann.patch(f"/v1/custom-fields/{made.id}", {"options": options})
    assert company(bert, custom_size="lost").status == 201


def test_e22_archiving_a_record_is_no_move(ann: User, bert: User) -> None:
    made = status(ann)
    record = company(bert, custom_size="open")
    bert.delete(f"/v1/relations/{record.id}")
    options = [{**each, "first": each["key"] == "lost"} for each in made["options"]]
    ann.patch(f"/v1/custom-fields/{made.id}", {"options": options})
    back = ann.post(f"/v1/relations/{record.id}/restore")
    assert (back.status, back["custom_size"]) == (200, "open")


def test_r7_of_two_moves_at_once_the_second_starts_from_the_first(ann: User, bert: User) -> None:
    status(ann)
    made = company(bert, custom_size="open")
    replies = at_once([partial(move, bert, made, to) for to in ("won", "lost", "won", "lost")])
    assert {each.status for each in replies} <= {200, 422}
    steps = [each["changed"]["custom_size"] for each in bert.get(f"/v1/relations/{made.id}/history")["data"]]
    told = [(each.get("was", ""), each["now"]) for each in reversed(steps)]
    assert [was for was, _ in told[1:]] == [now for _, now in told[:-1]]
    assert set(told[1:]) <= {("open", "won"), ("open", "lost")}


def test_e22_the_next_of_a_series_begins_anew(ann: User, bert: User) -> None:
    status(ann, of="activity", default="open")
    task = {"kind": "task", "subject": "Feed", "is_task": True, "due_on": "2027-01-04", "recurrence": "FREQ=DAILY"}
    made = bert.post("/v1/activities", task)
    assert made["custom_size"] == "open"
    bert.patch(f"/v1/activities/{made.id}", {"custom_size": "won"})
    done = bert.post(f"/v1/activities/{made.id}/complete", {})
    assert done["custom_size"] == "won"
    assert bert.get(f"/v1/activities/{done['next']}")["custom_size"] == "open"


def test_e22_many_at_once_go_where_each_may(ann: User, bert: User) -> None:
    status(ann)
    one, other = (company(bert, name, custom_size="open") for name in ("One", "Other"))
    move(bert, other, "lost")
    those = {"of": "relation", "ids": [one.id, other.id]}
    job = bert.post("/v1/jobs", {"kind": "change", "those": those, "what": {"custom_size": "won"}})
    assert (job["counts"]["changed"], job["counts"]["refused"]) == (1, 1), job.text
    (refused,) = bert.get(f"/v1/jobs/{job.id}/rows?outcome=refused")["data"]
    assert (refused["id"], refused["errors"][0]["code"]) == (other.id, "no_such_way")


def test_e22_the_schema_tells_what_may_follow(ann: User, bert: User) -> None:
    status(ann)
    fields = {each["name"]: each for each in bert.get("/v1/schema/relation")["fields"]}
    told = [(each["key"], each.get("first"), each.get("next")) for each in fields["custom_size"]["options"]]
    assert told == [("open", True, ["won", "lost"]), ("won", None, []), ("lost", None, ["open"])]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"kind": "choice", "options": [{"key": "a", "name": "A", "next": ["b"]}]}, "options[0].next[0]"),
    ({"kind": "choices", "options": [{"key": "a", "name": "A", "next": []}]}, "options[0].next"),
    ({"kind": "choices", "options": [{"key": "a", "name": "A", "first": True}]}, "options[0].first"),
    ({"kind": "choice", "options": WAYS, "default": "won"}, "default"),
]


@pytest.mark.parametrize(("wrong", "path"), WRONG)
def test_ways_that_cannot_be_are_refused_by_name(world: World, ann: User, wrong: dict[str, Any], path: str) -> None:
    with world.unchanged():
        answer = ann.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", **wrong})
        assert (answer.status, answer.fields) == (422, [path]), answer.text


# ----------------------------------------------------------------------------------------------------------- bands

BANDS = [
    {"key": "small", "name": "Up to 9", "upto": 9},
    {"key": "middle", "name": "10-49", "upto": 49},
    {"key": "large", "name": "50 and more"},
]


def employees(ann: User, bert: User, *numbers: float, **more: Any) -> Reply:
    made = field(ann, kind="number", bands=BANDS, **more)
    for number in numbers:
        assert company(bert, f"{number}", custom_size=number).status == 201
    return made


def test_e20_how_many_work_there_is_asked_by_band(ann: User, bert: User) -> None:
    employees(ann, bert, 0, 9, 9.5, 49, 50, 100_000)
    company(bert, "unknown")
    assert found(bert, ["small"], "in_band") == ["0", "9"]
    assert found(bert, ["middle"], "in_band") == ["49", "9.5"]
    assert found(bert, ["small", "large"], "in_band") == ["0", "100000", "50", "9"]
    wrong: list[Any] = [["huge"], "small", [], [5], [None], {"small": 1}]
    for each in wrong:
        asked = {"criteria": {"field": "custom_size", "op": "in_band", "value": each}}
        assert bert.post("/v1/relations/search", asked).status == 422, each
    me = {"criteria": {"field": "custom_size", "op": "in_band", "value": ["@me"]}}
    assert bert.post("/v1/relations/search", me).json.get("data", []) == []


def test_e20_bands_are_drawn_anew_without_a_record_being_saved(world: World, ann: User, bert: User) -> None:
    made = employees(ann, bert, 5, 20)
    version = bert.get("/v1/relations")["data"][0]["version"]
    ann.patch(f"/v1/custom-fields/{made.id}", {"bands": [{"key": "small", "name": "Up to 25", "upto": 25}]})
    assert found(bert, ["small"], "in_band") == ["20", "5"]
    assert bert.get("/v1/relations")["data"][0]["version"] == version
    fields = {each["name"]: each for each in bert.get("/v1/schema/relation")["fields"]}
    assert fields["custom_size"]["bands"] == [{"key": "small", "name": "Up to 25", "names": {}, "upto": 25}]


def test_z3_bands_of_a_number_that_is_hidden_are_not_asked_for(world: World, ann: User, bert: User) -> None:
    employees(ann, bert, 5)
    cas = limited(world, ann, custom_size="none")
    asked = {"criteria": {"field": "custom_size", "op": "in_band", "value": ["small"]}}
    assert cas.post("/v1/relations/search", asked).status == 422


@pytest.mark.parametrize(
    ("bands", "path"),
    [
        ([{"key": "a", "name": "A"}, {"key": "b", "name": "B", "upto": 9}], "bands[0].upto"),
        ([{"key": "a", "name": "A", "upto": 9}, {"key": "b", "name": "B", "upto": 9}], "bands[1].upto"),
        ([{"key": "a", "name": "A", "upto": 9}, {"key": "a", "name": "B", "upto": 10}], "bands[1].key"),
    ],
)  # fmt: skip
def test_bands_that_cannot_be_are_refused_by_name(ann: User, bands: list[Any], path: str) -> None:
    told = {"of": "relation", "key": "size", "name": "Size", "kind": "number", "bands": bands}
    answer = ann.post("/v1/custom-fields", told)
    assert (answer.status, answer.fields) == (422, [path]), answer.text
    assert ann.post("/v1/custom-fields", {**told, "kind": "text"}).fields == ["bands", path]


# ------------------------------------------------------------------------------------------------------ governance


def test_f8_a_field_says_whom_to_ask_about_it(world: World, ann: User, bert: User) -> None:
    made = labels(ann, "Fair", owner=bert.id)
    assert made["owner"]["id"] == bert.id
    team = ann.post("/v1/teams", {"name": "Marketing"})
    assert ann.patch(f"/v1/custom-fields/{made.id}", {"owner": team.id})["owner"]["title"] == "Marketing"
    theirs = world.user(tenant="Other").id
    outsider = world.user("external", kind="external").id
    with world.unchanged():
        for wrong in (theirs, outsider, "usr_00000000000000000000000000"):
            assert ann.patch(f"/v1/custom-fields/{made.id}", {"owner": wrong}).fields == ["owner"]
    assert ann.delete(f"/v1/teams/{team.id}").status == 200


def adding(world: World, ann: User, **more: Any) -> tuple[User, Reply]:
    """Somebody whose role may add labels, and the field."""
    role = ann.post("/v1/roles", {"key": "marketing", "name": "Marketing", "profiles": [everything(ann)]})
    assert role.status == 201, role.text
    return world.user("marketing"), labels(ann, "Fair", "Golf", may_add_options=[role.id], **more)


def everything(ann: User) -> str:
    told = {"actions": ["read", "create", "edit"], "view_all": True, "fields": {"*": "write"}}
    return ann.post("/v1/profiles", {"name": "All", "types": {"*": told}}).id


def add(who: User, made: Reply, **label: Any) -> Reply:
    return who.post(f"/v1/custom-fields/{made.id}/options", label)


def test_f8_who_may_adds_a_label_that_is_missing(world: World, ann: User, bert: User) -> None:
    cas, made = adding(world, ann)
    told = add(cas, made, name="Gala diner", colour="#2f6fed")
    assert (told.status, told["key"], told["name"]) == (201, "gala_diner", "Gala diner")
    assert company(cas, custom_size=["gala_diner"]).status == 201
    with world.unchanged():
        for same in ({"name": "gala DINER"}, {"name": "Other", "key": "gala_diner"}):
            refused = add(cas, made, **same)
            assert (refused.status, refused["existing"]) == (409, "gala_diner")
        assert add(cas, made, name="Sub", parent="nothing").status == 422
        assert add(cas, made, name="Sub", next=[]).status == 400
    assert add(cas, made, name="Gala, diner")["key"] == "gala_diner_2"
    history = ann.get(f"/v1/custom-fields/{made.id}/history")["data"]
    assert [each["by"] for each in history[:2]] == [cas.id, cas.id]


def test_f8_the_schema_tells_who_may_add(world: World, ann: User, bert: User) -> None:
    cas, made = adding(world, ann)
    for who, may in ((ann, True), (cas, True), (bert, None)):
        fields = {each["name"]: each for each in who.get("/v1/schema/relation")["fields"]}
        told = fields["custom_size"]
        assert (told.get("may_add_options"), told.get("id")) == (may, made.id if may else None)


def test_z3_nobody_else_adds_one(world: World, ann: User, bert: User) -> None:
    """T1, E6: nor to a field that they do not see, nor to one of another organisation."""
    cas, made = adding(world, ann)
    hidden = limited(world, ann, custom_size="none")
    other, outsider = world.user("administrator", tenant="Other"), world.user("external", kind="external")
    with world.unchanged():
        assert add(bert, made, name="Mine").status == 403
        assert add(hidden, made, name="Mine").status == 404
        assert add(other, made, name="Mine").status == 404
        assert add(outsider, made, name="Mine").status in (403, 404)
        assert cas.patch(f"/v1/custom-fields/{made.id}", {"name": "Mine"}).status == 403
    ann.delete(f"/v1/custom-fields/{made.id}")
    with world.unchanged():
        assert add(cas, made, name="Late").status == 404


def test_a_team_may_add_and_who_may_only_read_the_field_may_not(world: World, ann: User, bert: User) -> None:
    team = ann.post("/v1/teams", {"name": "Marketing", "members": [bert.id]})
    made = labels(ann, "Fair", may_add_options=[team.id])
    assert add(bert, made, name="Golf").status == 201
    dora = limited(world, ann, custom_size="read")
    ann.patch(f"/v1/teams/{team.id}", {"members": [bert.id, dora.id]})
    assert add(dora, made, name="Opera").status == 403


def test_r7_of_two_who_add_the_same_label_one_does(world: World, ann: User) -> None:
    cas, made = adding(world, ann)
    replies = at_once([lambda: add(cas, made, name="Opera") for _ in range(3)])
    assert sorted(each.status for each in replies) == [201, 409, 409]
    assert [each["name"] for each in ann.get(f"/v1/custom-fields/{made.id}")["options"]] == ["Fair", "Golf", "Opera"]


def test_r11_there_are_so_many_options_and_no_more(world: World, ann: User) -> None:
    made = labels(ann, *(f"O{number}" for number in range(200)))
    with world.unchanged():
        refused = add(ann, made, name="One more")
        assert (refused.status, refused.fields) == (422, ["options"])


def test_f8_what_nobody_uses_is_told_of_all_fields_of_a_type(world: World, ann: User, bert: User) -> None:
    labels(ann, *(f"O{number}" for number in range(60)))
    labels(ann, "Fair", "Golf", key="other")
    labels(ann, "Plain", key="plain", indexed=False)
    company(bert, custom_size=["o0", "o59"], custom_other=["golf"])
    with world.meter() as meter:
        told = ann.get("/v1/custom-fields/unused?of=relation")
    assert meter.round_trips <= 3
    assert (len(told["data"]), told["next"]) == (48, 50)
    assert (told["data"][0]["field"], told["data"][0]["key"]) == ("custom_other", "fair")
    rest = ann.get("/v1/custom-fields/unused?of=relation&start=50")
    assert [each["key"] for each in rest["data"]] == [f"o{number}" for number in range(48, 59)]
    assert rest["next"] is None
    assert bert.get("/v1/custom-fields/unused?of=relation").status == 403
    assert ann.get("/v1/custom-fields/unused?of=nothing")["data"] == []
    assert world.user("administrator", tenant="Other").get("/v1/custom-fields/unused?of=relation")["data"] == []
