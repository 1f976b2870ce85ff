"""What stands on the screens of an organisation, and in which order: for everybody, or by role (E2, E3, E18)."""

from typing import Any

import pytest

from tests.world import Reply, User, World

MINE, ALL = "/v1/me/layouts", "/v1/layouts"
FACTS = {"kind": "fields", "names": {"en": "Facts"}, "fields": ["status", "owner", "custom_rating"]}


@pytest.fixture
def anna(world: World) -> User:
    anna = world.user("administrator")
    anna.post("/v1/custom-fields", {"of": "relation", "key": "rating", "name": "Rating", "kind": "number"})
    return anna


def layout(*blocks: Any, of: str = "relation", **more: Any) -> dict[str, Any]:
    return {"of": of, "blocks": [{"kind": each} if isinstance(each, str) else each for each in blocks], **more}


def put(who: User, *layouts: dict[str, Any], **how: Any) -> Reply:
    return who.put(ALL, {"layouts": list(layouts)}, **how)


def kinds(who: User, of: str = "relation") -> list[str]:
    return [block["kind"] for block in of_screen(who, of)["blocks"]]


def of_screen(who: User, of: str) -> dict[str, Any]:
    (told,) = (each for each in who.get(MINE)["data"] if each["of"] == of)
    return dict(told)


def test_e2_the_company_sets_content_and_order_and_roles_may_have_another(world: World, anna: User) -> None:
    """E2, E3, E18"""
    bert, carl = world.user("employee"), world.user("manager")
    assert kinds(bert) == ["contacts", "open_work", "timeline", "documents"]
    assert of_screen(bert, "relation")["shipped"]
    six = layout(FACTS, "numbers", "contacts", "timeline", "documents", "links")
    kept = put(anna, six, layout("timeline", "contacts", role="Employee"), layout("worklist", of="start"))
    assert kept.status == 200, kept.text
    assert anna.get(ALL).json == kept.json
    assert {each["kind"]: each["on"] for each in kept["kinds"]}["contacts"] == ["relation"]
    assert [each["of"] for each in kept["shipped"]] == ["relation", "contact", "building", "start"]
    assert (kept["most"], {each["shipped"] for each in kept["shipped"]}) == (6, {True})
    assert kinds(carl) == ["fields", "numbers", "contacts", "timeline", "documents", "links"]
    assert of_screen(carl, "relation")["blocks"][0] == FACTS
    assert kinds(bert) == ["timeline", "contacts"]
    assert kinds(bert, "start") == ["worklist"]
    assert kinds(bert, "contact") == kinds(carl, "contact") == ["open_work", "timeline", "documents", "links"]
    assert put(anna).status == 200
    assert of_screen(bert, "relation")["shipped"]
    assert kinds(bert, "start") == ["worklist", "calendar", "notices"]


def test_what_one_may_not_see_is_left_out(world: World, anna: User) -> None:
    read = {"actions": ["read"], "fields": {"*": "read"}}
    relation = {**read, "fields": {"*": "read", "custom_rating": "none"}}
    profile = anna.post("/v1/profiles", {"name": "Half", "types": {"relation": relation, "view": read}})
    anna.post("/v1/roles", {"key": "half", "name": "Half", "profiles": [profile.id]})
    half = world.user("half")
    ours = anna.post("/v1/views", {"name": "Ours", "of": "relation", "restricted": False})
    private = anna.post("/v1/views", {"name": "Mine", "of": "relation", "restricted": True})
    views = [{"kind": "view", "record": each.id} for each in (ours, private)]
    only = {"kind": "fields", "fields": ["custom_rating"]}
    assert put(anna, layout(FACTS, only, "contacts", *views), layout("worklist", of="start")).status == 200
    assert len(of_screen(anna, "relation")["blocks"]) == 5
    blocks = of_screen(half, "relation")["blocks"]
    assert [(each["kind"], each["fields"], each.get("record")) for each in blocks] == [
        ("fields", ["status", "owner"], None), ("view", [], ours.id),
    ]  # fmt: skip
    assert kinds(half, "start") == ["notices"], "nothing was left, so it is as it is shipped"
    assert "contact" not in {each["of"] for each in half.get(MINE)["data"]}


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        (layout({"kind": "fields", "fields": ["state"]}, of="job"), "layouts[0].of", "unknown_type"),
        (layout({"kind": "fields", "fields": ["state"]}, of="nothing"), "layouts[0].of", "unknown_type"),
        (layout("contacts", role="king"), "layouts[0].role", "unknown_role"),
        (layout("contacts", of="contact"), "layouts[0].blocks[0].kind", "not_here"),
        (layout({"kind": "fields", "fields": ["status"]}, of="start"), "layouts[0].blocks[0].kind", "not_here"),
        (layout("fields"), "layouts[0].blocks[0].fields", "required"),
        (layout({"kind": "fields", "fields": ["nothing"]}), "layouts[0].blocks[0].fields[0]", "unknown_field"),
        (layout("report"), "layouts[0].blocks[0].record", "required"),
        (layout({"kind": "view", "record": "viw_01M6V6YMP3AJJTEC6D7W1VC3N9"}), "layouts[0].blocks[0].record",
         "no_such_record"),
        (layout({"kind": "timeline", "fields": ["status"]}), "layouts[0].blocks[0].fields", "not_for_kind"),
        (layout(*["contacts"] * 7), "layouts[0].blocks", "too_long"),
        (layout(), "layouts[0].blocks", "too_short"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_changes(anna: User, wrong: dict[str, Any], field: str, code: str) -> None:
    assert put(anna, layout("timeline")).status == 200
    refused = put(anna, wrong)
    assert (refused.status, refused.fields, refused["errors"][0]["code"]) == (422, [field], code)
    assert kinds(anna) == ["timeline"]


def test_there_is_one_of_each_screen_for_a_role_and_not_too_many_fields(anna: User) -> None:
    assert put(anna, layout("contacts"), layout("timeline")).fields == ["layouts[1]"]
    many = [{"kind": "fields", "fields": ["status"] * 40}] * 6
    assert put(anna, *(layout(*many, role=f"r{n}") for n in range(9))).fields[-1] == "layouts"


def test_t2_what_a_block_shows_is_there_for_who_says_so(world: World, anna: User) -> None:
    """T2: of another tenant, or of another type, is none."""
    world.tenant("Other")
    theirs = world.user("administrator", tenant="Other").post("/v1/views", {"name": "Theirs", "of": "relation"})
    report = anna.post("/v1/saved-reports", {"name": "All", "of": "relation", "criteria": {"all": []}})
    for wrong in (theirs.id, report.id, anna.company().id):
        refused = put(anna, layout({"kind": "view", "record": wrong}))
        assert (refused.status, refused.fields) == (422, ["layouts[0].blocks[0].record"])
    assert put(anna, layout({"kind": "report", "record": report.id}, of="start")).status == 200


def test_administrators_lay_out_and_do_not_undo_each_other(world: World, anna: User) -> None:
    bert = world.user("employee")
    assert (put(bert, layout("timeline")).status, bert.get(ALL).status) == (403, 403)
    before = anna.get(ALL)
    assert put(anna, layout("timeline"), headers={"If-Match": before.header("ETag")}).status == 200
    assert put(anna, layout("contacts"), headers={"If-Match": before.header("ETag")}).status == 412
    assert kinds(bert) == ["timeline"]


def test_one_round_trip_asks_for_all_and_another_for_what_they_show(world: World, anna: User) -> None:
    view = anna.post("/v1/views", {"name": "Ours", "of": "relation", "restricted": False})
    put(anna, layout("timeline", {"kind": "view", "record": view.id}))
    with world.meter() as meter:
        anna.get(MINE)
    assert meter.round_trips <= 3
