"""Custom fields whose values are codes of a table: chosen by what they read, asked for within the tree."""

from typing import Any

import pytest

from chalicelib.storage import branch
from tests.coding import code, code_id, company, field, having, regions, table
from tests.test_portal import office
from tests.world import User, World


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def spread(ann: User, who: User, **more: Any) -> str:
    """A company in each of the regions, and the table."""
    of = regions(ann)
    field(ann, of, **more)
    many = more.get("kind") == "codes"
    for reads in ("NL", "NL-FL", "NL-UT", "NL-FL-ALM", "BE"):
        company(who, f"In {reads}", custom_region=[reads] if many else reads)
    return of


# ----------------------------------------------------------------------------------------------------- choosing one


def test_a_code_is_chosen_by_what_it_reads_or_by_its_id(ann: User, bert: User) -> None:
    of = regions(ann)
    field(ann, of)
    one = code_id(bert, of, "NL-FL")
    kept = {"id": one, "title": "Flevoland", "place": "NL-FL"}
    for given in ("NL-FL", "nl-fl", one, {"id": one}, {"code": "NL-FL"}, kept):
        assert company(bert, "Bouw", custom_region=given)["custom_region"] == kept
    made = company(bert, "Bakker", custom_region="BE")
    assert bert.patch(f"/v1/relations/{made.id}", {"custom_region": "BE"})["version"] == 1
    assert bert.patch(f"/v1/relations/{made.id}", {"custom_region": kept})["custom_region"] == kept
    assert "custom_region" not in bert.patch(f"/v1/relations/{made.id}", {"custom_region": None}).json


def test_several_codes_are_added_and_taken_away(ann: User, bert: User) -> None:
    of = regions(ann)
    field(ann, of, kind="codes")
    made = company(bert, "Bouw", custom_region=["NL", "BE", "NL"])
    assert [each["place"] for each in made["custom_region"]] == ["NL", "BE"]
    edit = {"add": ["NL-UT", "BE"], "remove": [code_id(bert, of, "NL")]}
    told = bert.patch(f"/v1/relations/{made.id}", {"custom_region": edit})
    assert [each["place"] for each in told["custom_region"]] == ["BE", "NL-UT"]
    told = bert.patch(f"/v1/relations/{made.id}", {"custom_region": {"add": ["NL"], "remove": ["nl-ut"]}})
    assert [each["place"] for each in told["custom_region"]] == ["BE", "NL"]


def test_many_records_are_given_a_code_at_once_and_it_is_undone(world: World, ann: User, bert: User) -> None:
    of = regions(ann)
    field(ann, of)
    field(ann, of, key="regions", kind="codes")
    made = company(bert, "Bouw", custom_region="NL", custom_regions=["NL", "BE"])
    those = {"of": "relation", "ids": [made.id]}
    what = {"custom_region": "BE", "custom_regions": {"add": ["NL-UT"], "remove": ["BE"]}}
    job = bert.post("/v1/jobs", {"kind": "change", "those": those, "what": what})
    assert (job.status, job["counts"]["changed"]) == (202, 1), job.text
    told = bert.get(f"/v1/relations/{made.id}")
    assert told["custom_region"]["title"] == "België"
    assert [each["place"] for each in told["custom_regions"]] == ["NL", "NL-UT"]
    bert.post(f"/v1/jobs/{job.id}/undo")
    assert bert.get(f"/v1/relations/{made.id}")["custom_region"]["place"] == "NL"
    with world.unchanged():
        refused = bert.post("/v1/jobs", {"kind": "change", "those": those, "what": {"custom_region": "XX"}})
        assert (refused.status, refused.fields) == (422, ["what.custom_region"])


def test_what_is_no_code_of_the_table_is_refused_and_told(world: World, ann: User, bert: User) -> None:
    """T2 too: ids of other tables and of other organisations."""
    of, other = regions(ann), table(ann, "branch")
    code(ann, other, "B1")
    field(ann, of)
    field(ann, of, key="regions", kind="codes")
    made = company(bert, "Bouw", custom_region="BE")
    eve = world.user("administrator", tenant="Other")
    theirs = code_id(eve, regions(eve), "NL")
    sbi = table(ann, "trade", shipped="sbi")
    wrong: list[Any] = ["XX", "", "no code", 5, True, {}, {"id": 5}, {"code": 5}, {"id": "x", "more": 1}, theirs,
                        code_id(ann, other, "B1"), code_id(ann, sbi, "01.1"), bert.id, "cod_x",
                        {"new": {"code": "XX"}}]  # fmt: skip
    with world.unchanged():
        for each in wrong:
            for name, value in (("custom_region", each), ("custom_regions", ["NL", each])):
                answer = bert.patch(f"/v1/relations/{made.id}", {name: value})
                assert answer.status == 422, f"{each}: {answer.text}"
                assert answer.fields[0].startswith(name), answer.text


def test_r11_thousands_of_codes_are_refused_before_they_are_looked_for(world: World, ann: User, bert: User) -> None:
    field(ann, regions(ann), kind="codes")
    made = company(bert, "Bouw", custom_region=["NL", *["BE"] * 50])
    with world.meter() as meter:
        bert.patch(f"/v1/relations/{made.id}", {"custom_region": ["NL"]})
    for many in ([f"X{number}" for number in range(3_000)], [{"id": each.id} for each in [made] * 3_000]):
        with world.meter() as refused:
            answer = bert.patch(f"/v1/relations/{made.id}", {"custom_region": many})
        assert (answer.status, answer.fields) == (422, ["custom_region"]), answer.text[:300]
        assert refused.round_trips < meter.round_trips


def test_shipped_codes_are_chosen_without_dots_too(ann: User, bert: User) -> None:
    field(ann, table(ann, "trade", shipped="sbi"), key="sbi", kind="codes")
    made = company(bert, "Akkers", custom_sbi=["011", "01.2"])
    assert [each["place"] for each in made["custom_sbi"]] == ["01.1", "01.2"]
    assert having(bert, "01", "within", "custom_sbi") == having(bert, "A", "within", "custom_sbi") == ["Akkers"]
    assert having(bert, "B", "within", "custom_sbi") == []


# ------------------------------------------------------------------------------------------------- asking for them


@pytest.mark.parametrize("more", [{}, {"indexed": False}, {"kind": "codes"}, {"kind": "codes", "indexed": False}])
def test_criteria_ask_for_a_code_and_for_all_within_it(ann: User, bert: User, more: dict[str, Any]) -> None:
    spread(ann, bert, **more)
    assert having(bert, "NL-FL") == ["In NL-FL"]
    assert having(bert, ["BE", "NL-UT"], "in") == ["In BE", "In NL-UT"]
    assert having(bert, "NL-FL", "within") == ["In NL-FL", "In NL-FL-ALM"]
    assert having(bert, "NL", "within") == ["In NL", "In NL-FL", "In NL-FL-ALM", "In NL-UT"]
    assert having(bert, "NL-FL-ALM", "within") == ["In NL-FL-ALM"]
    assert having(bert, "XX", "within") == []
    company(bert, "Nowhere")
    assert having(bert, True, "missing") == ["Nowhere"]
    if more.get("kind") == "codes":
        assert having(bert, ["BE", "NL-UT"], "has_any") == ["In BE", "In NL-UT"]


def test_not_within_is_the_rest(ann: User, bert: User) -> None:
    spread(ann, bert)
    asked = {"not": {"field": "custom_region", "op": "within", "value": "NL-FL"}}
    told = bert.post("/v1/relations/search", {"criteria": asked})["data"]
    assert [each["name"] for each in told] == ["In BE", "In NL", "In NL-UT"]


def test_who_moves_a_part_of_the_tree_saves_no_record_that_stands_in_it(world: World, ann: User, bert: User) -> None:
    of = spread(ann, bert)
    before = {each["id"]: each["version"] for each in bert.get("/v1/relations")["data"]}
    ann.patch(f"/v1/codes/{code_id(ann, of, 'NL-FL')}", {"parent": "BE"})
    world.settle()
    assert having(bert, "BE", "within") == ["In BE", "In NL-FL", "In NL-FL-ALM"]
    assert having(bert, "NL", "within") == ["In NL", "In NL-UT"]
    assert {each["id"]: each["version"] for each in bert.get("/v1/relations")["data"]} == before


def test_another_name_of_a_code_reaches_the_records_that_have_it(world: World, ann: User, bert: User) -> None:
    of = regions(ann)
    field(ann, of, kind="codes", searchable=True)
    made = company(bert, "Bouw", custom_region=["BE", "NL-FL"])
    ann.patch(f"/v1/codes/{code_id(ann, of, 'NL-FL')}", {"name": "Polderland"})
    world.settle()
    assert [each["title"] for each in bert.get(f"/v1/relations/{made.id}")["custom_region"]] == ["België", "Polderland"]
    assert bert.search("polder") == ["Bouw"]


def test_a_searchable_code_is_found_by_what_it_reads_and_is_called(ann: User, bert: User) -> None:
    field(ann, table(ann, "trade", shipped="sbi"), key="sbi", searchable=True)
    company(bert, "Akkers", custom_sbi="01.1")
    company(bert, "Weiden", custom_sbi="01.2")
    for typed in ("eenjarige", "01.1", "011", "akk 01"):
        assert bert.search(typed) == ["Akkers"], typed


def test_an_archived_code_stays_where_it_is_and_is_chosen_no_more(world: World, ann: User, bert: User) -> None:
    of = spread(ann, bert)
    ann.delete(f"/v1/codes/{code_id(ann, of, 'BE')}")
    world.settle()
    (kept,) = (each for each in bert.get("/v1/relations")["data"] if each["name"] == "In BE")
    assert kept["custom_region"]["place"] == "BE"
    assert bert.patch(f"/v1/relations/{kept['id']}", {"note": "Still there."}).status == 200
    assert having(bert, "BE") == ["In BE"]
    with world.unchanged():
        answer = bert.post("/v1/relations", {"name": "Late", "custom_region": "BE"})
        assert (answer.status, answer.fields) == (422, ["custom_region"])
    assert bert.get(f"/v1/code-tables/{of}/codes")["data"][0]["code"] == "NL"


def test_what_has_an_archived_code_is_found_within_those_above(world: World, ann: User, bert: User) -> None:
    """Wherever those were moved since, and with all above it archived too."""
    of = spread(ann, bert)
    city, province = (code_id(ann, of, each) for each in ("NL-FL-ALM", "NL-FL"))
    ann.delete(f"/v1/codes/{city}")
    assert having(bert, "NL", "within") == ["In NL", "In NL-FL", "In NL-FL-ALM", "In NL-UT"]
    ann.patch(f"/v1/codes/{province}", {"parent": "BE"})
    world.settle()
    assert having(bert, "BE", "within") == ["In BE", "In NL-FL", "In NL-FL-ALM"]
    assert having(bert, "NL", "within") == ["In NL", "In NL-UT"]
    ann.delete(f"/v1/codes/{province}")
    assert having(bert, "NL-FL", "within") == ["In NL-FL", "In NL-FL-ALM"]
    assert having(bert, "BE", "within") == ["In BE", "In NL-FL", "In NL-FL-ALM"]
    for each in (province, city):
        assert ann.post(f"/v1/codes/{each}/restore").status == 200
    assert having(bert, "BE", "within") == ["In BE", "In NL-FL", "In NL-FL-ALM"]
    assert ann.get(f"/v1/codes/{city}")["above"][0] == province
    assert not [key for key in world.items() if "#remains#" in key[0]]


def test_within_is_asked_by_what_a_code_reads_however_it_is_written(ann: User, bert: User) -> None:
    spread(ann, bert)
    assert having(bert, "nl-fl", "within") == ["In NL-FL", "In NL-FL-ALM"]


# ---------------------------------------------------------------------------------------------------- who sees them


def test_a_hidden_field_is_not_asked_about(world: World, ann: User, bert: User) -> None:
    spread(ann, bert)
    profile = ann.post("/v1/profiles", {"name": "Blind", "types": {"relation": {
        "actions": ["read"], "fields": {"*": "write", "custom_region": "none"}}}})  # fmt: skip
    assert profile.status == 201, profile.text
    role = ann.post("/v1/roles", {"key": "blind", "name": "Blind", "profiles": [profile.id]})
    assert role.status == 201, role.text
    blind = world.user("blind")
    assert all("custom_region" not in each for each in blind.get("/v1/relations")["data"])
    asked = {"criteria": {"field": "custom_region", "op": "within", "value": "NL"}}
    assert blind.post("/v1/relations/search", asked).status == 422
    assert "custom_region" not in [each["name"] for each in blind.get("/v1/schema/relation")["fields"]]


def test_the_schema_says_which_table(ann: User, bert: User) -> None:
    of = regions(ann)
    field(ann, of)
    (told,) = (each for each in bert.get("/v1/schema/relation")["fields"] if each["name"] == "custom_region")
    assert (told["kind"], told["table"]["id"], told["criteria"]["indexed"]) == ("code", of, True)


def test_a_field_of_codes_needs_a_table_and_others_have_none(world: World, ann: User) -> None:
    of = regions(ann)
    with world.unchanged():
        for wrong in ({"kind": "code"}, {"kind": "text", "table": of}, {"kind": "code", "table": ann.id}):
            answer = ann.post("/v1/custom-fields", {"of": "relation", "key": "x", "name": "X", **wrong})
            assert (answer.status, answer.fields) == (422, ["table"]), answer.text
        for more in ({"default": "NL"}, {"unique": True}):
            answer = ann.post("/v1/custom-fields", {"of": "relation", "key": "x", "name": "X", "kind": "code",
                                                    "table": of, **more})  # fmt: skip
            assert (answer.status, answer.fields) == (422, list(more)), answer.text


def test_asking_within_takes_one_round_trip_more(world: World, ann: User, bert: User) -> None:
    spread(ann, bert)
    with world.meter() as plain:
        having(bert, "NL-FL")
    with world.meter() as within:
        having(bert, "NL-FL", "within")
    assert (plain.round_trips, within.round_trips) == (2, 3)
    with world.meter() as given:
        company(bert, "Bouw", custom_region="NL-FL")
    with world.meter() as none:
        company(bert, "Bouw")
    assert given.round_trips == none.round_trips


def usage(who: User, of: str, **asked: Any) -> dict[str, int]:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    told = who.get(f"/v1/custom-fields/{of}/usage?{query}")
    assert told.status == 200, told.text
    return {each["key"]: each["records"] for each in told["data"]}


def test_it_is_told_how_many_records_have_each_code(ann: User, bert: User) -> None:
    spread(ann, bert)
    company(bert, "Second in NL", custom_region="NL")
    of = ann.get("/v1/custom-fields")["data"][0]["id"]
    assert usage(ann, of) == {"BE": 1, "NL": 2, "NL-FL": 1, "NL-FL-ALM": 1, "NL-UT": 1}
    assert usage(ann, of, within="NL-FL") == {"NL-FL": 1, "NL-FL-ALM": 1}
    assert usage(ann, of, start=3) == {"NL-FL-ALM": 1, "NL-UT": 1}
    assert bert.get(f"/v1/custom-fields/{of}/usage").status == 403
    sbi = field(ann, table(ann, "trade", shipped="sbi"), key="sbi", kind="codes").id
    company(bert, "Akkers", custom_sbi=["01.1", "01.2"])
    assert list(usage(ann, sbi, within="01.1").items())[:3] == [("01.1", 1), ("01.11", 0), ("01.11.0", 0)]


def test_e6_people_from_outside_see_codes_that_are_marked_for_them(world: World) -> None:
    ours = office(world)
    of = regions(ours.anna)
    field(ours.anna, of, of="activity", outside=True)
    field(ours.anna, of, of="activity", key="inside")
    made = ours.with_jan(subject="Met Jan", custom_region="NL-FL", custom_inside="BE")
    told = ours.jan.get(f"/v1/portal/activities/{made.id}")
    assert (told["custom_region"]["title"], "custom_inside" in told.json) == ("Flevoland", False)
    assert ours.jan.get(f"/v1/code-tables/{of}/codes").status == 403


def test_a_saved_selection_asks_within_as_the_tree_is_then(world: World, ann: User, bert: User) -> None:
    of = spread(ann, bert)
    asked = {"field": "custom_region", "op": "within", "value": "NL"}
    saved = bert.post("/v1/selections", {"name": "Dutch", "of": "relation", "kind": "dynamic", "criteria": asked})
    assert saved.status == 201, saved.text
    ann.patch(f"/v1/codes/{code_id(ann, of, 'NL-FL')}", {"parent": "BE"})
    world.settle()
    assert bert.get(f"/v1/selections/{saved.id}")["criteria"] == asked
    assert having(bert, "NL", "within") == ["In NL", "In NL-UT"]


def test_so_wide_a_part_of_a_tree_is_not_asked_for(ann: User, bert: User, monkeypatch: pytest.MonkeyPatch) -> None:
    spread(ann, bert)
    monkeypatch.setattr(branch, "MOST", 2)
    asked = {"criteria": {"field": "custom_region", "op": "within", "value": "NL"}}
    refused = bert.post("/v1/relations/search", asked)
    assert (refused.status, refused["errors"][0]["code"]) == (422, "too_many")
    assert having(bert, "NL-FL", "within") == ["In NL-FL", "In NL-FL-ALM"]
