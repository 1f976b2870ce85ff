"""Code tables and their codes through the front door: own trees, and the lists that are shipped."""

from collections import Counter
from functools import partial
from typing import Any

import pytest

from chalicelib.models import shipped_codes
from tests.at_once import at_once
from tests.coding import code, code_id, field, regions, table
from tests.consistency import assert_consistent
from tests.world import User, World


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def found(who: User, of: str, **asked: Any) -> list[str]:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    told = who.get(f"/v1/code-tables/{of}/codes?{query}")
    assert told.status == 200, told.text
    return [each["code"] for each in told["data"]]


# ----------------------------------------------------------------------------------------------- a tree of one's own


def test_codes_stand_in_a_tree_and_are_found_while_somebody_types(ann: User, bert: User) -> None:
    of = regions(ann)
    assert found(bert, of) == ["BE", "NL"]
    assert found(bert, of, below="NL") == ["NL-FL", "NL-UT"]
    assert found(bert, of, below=code_id(bert, of, "NL-FL")) == ["NL-FL-ALM"]
    assert found(bert, of, q="alm") == ["NL-FL-ALM"]
    assert sorted(found(bert, of, q="nl-fl")) == ["NL-FL", "NL-FL-ALM"]
    assert found(bert, of, q="belgie") == ["BE"]
    assert found(bert, of, q="n%20a", below="NL-FL") == ["NL-FL-ALM"]
    assert found(bert, of, q="none") == found(bert, of, below="none") == found(bert, of, q="-") == []


def test_a_code_is_found_by_how_it_begins(ann: User, bert: User) -> None:
    of = table(ann, "trade")
    for each in ("62", "62.01", "62.02", "70"):
        code(ann, of, each, name="Trade", names={"de": "Gewerbe"})
    assert found(bert, of, q="62.0") == ["62.01", "62.02"]
    assert sorted(found(bert, of, q="62%20gew")) == ["62", "62.01", "62.02"]
    assert found(bert, of, q="6202") == ["62.02"]
    told = bert.get(f"/v1/code-tables/{of}/codes?q=trade&limit=2")
    assert (len(told["data"]), told["complete"]) == (2, False)


def test_codes_do_not_stand_in_the_way_of_what_people_look_for(ann: User, bert: User) -> None:
    regions(ann)
    bert.post("/v1/relations", {"name": "Almere Bouw"})
    assert [each["type"] for each in bert.get("/v1/search?q=almere")["data"]] == ["relation"]


def test_what_a_code_reads_is_unique_in_its_table_and_stays(world: World, ann: User) -> None:
    of = regions(ann)
    kept = code_id(ann, of, "NL-UT")
    with world.unchanged():
        again = ann.post("/v1/codes", {"table": of, "code": "nl-ut", "name": "Again"})
        assert (again.status, again["existing"]) == (409, kept)
        other = ann.patch(f"/v1/codes/{kept}", {"code": "NL-UTR"})
        assert (other.status, other.fields) == (422, ["code"])
        for wrong in ("", "-x", "a b", "é", "x" * 31):
            answer = ann.post("/v1/codes", {"table": of, "code": wrong, "name": "Wrong"})
            assert (answer.status, answer.fields) == (422, ["code"])
    assert code(ann, table(ann, "branch"), "NL-UT").id != kept
    ann.delete(f"/v1/codes/{kept}")
    again = ann.post("/v1/codes", {"table": of, "code": "NL-UT", "name": "Again"})
    assert (again.status, again["existing"]) == (409, kept)
    assert ann.post(f"/v1/codes/{kept}/restore").status == 200


def test_no_code_stands_below_itself_or_in_another_table(world: World, ann: User) -> None:
    of, other = regions(ann), table(ann, "branch")
    below, top = code_id(ann, of, "NL-FL-ALM"), code_id(ann, of, "NL")
    with world.unchanged():
        circle = ann.patch(f"/v1/codes/{top}", {"parent": below})
        assert (circle.status, circle.fields) == (422, ["parent"])
        itself = ann.patch(f"/v1/codes/{top}", {"parent": "NL"})
        assert (itself.status, itself.fields) == (422, ["parent"])
        foreign = ann.post("/v1/codes", {"table": other, "code": "X", "name": "X", "parent": top})
        assert (foreign.status, foreign.fields) == (422, ["parent"])
        absent = ann.post("/v1/codes", {"table": other, "code": "X", "name": "X", "parent": "NL"})
        assert (absent.status, absent.fields) == (422, ["parent"])
        held = ann.delete(f"/v1/codes/{top}")
        assert held.status == 409
        assert ann.delete(f"/v1/code-tables/{of}").status == 409


def test_six_levels_stand_below_each_other(world: World, ann: User) -> None:
    of = table(ann)
    for level in range(1, 7):
        code(ann, of, str(level), str(level - 1) if level > 1 else None)
    with world.unchanged():
        answer = ann.post("/v1/codes", {"table": of, "code": "7", "name": "7", "parent": "6"})
        assert (answer.status, answer.fields) == (422, ["parent"])


def test_what_moves_with_all_below_it_makes_no_more_than_six_levels(world: World, ann: User) -> None:
    of = table(ann)
    for tree in "ab":
        for level in range(1, 5):
            code(ann, of, f"{tree}{level}", f"{tree}{level - 1}" if level > 1 else None)
    top = code_id(ann, of, "a1")
    with world.unchanged():
        answer = ann.patch(f"/v1/codes/{top}", {"parent": "b3"})
        assert (answer.status, answer.fields) == (422, ["parent"])
    assert ann.patch(f"/v1/codes/{top}", {"parent": "b2"}).status == 200
    world.settle()
    assert len(ann.get(f"/v1/codes/{code_id(ann, of, 'a4')}")["above"]) == 5


def test_r7_of_moves_at_once_none_closes_a_circle(world: World, ann: User) -> None:
    of = table(ann)
    ids = {each: code(ann, of, each).id for each in "abc"}
    moves = [partial(ann.patch, f"/v1/codes/{ids[one]}", {"parent": to}) for one, to in ("ab", "bc", "ca")]
    assert sorted(each.status for each in at_once(moves)) == [200, 200, 422]
    world.settle()
    assert sorted(len(ann.get(f"/v1/codes/{each}")["above"]) for each in ids.values()) == [0, 1, 2]
    assert_consistent(world)


def test_a_branch_of_the_tree_moves_with_all_that_stands_below(world: World, ann: User) -> None:
    of = regions(ann)
    flevoland, belgium, almere = (code_id(ann, of, each) for each in ("NL-FL", "BE", "NL-FL-ALM"))
    assert ann.get(f"/v1/codes?above={belgium}")["data"] == []
    ann.patch(f"/v1/codes/{flevoland}", {"parent": "BE"})
    world.settle()
    assert [each["code"] for each in ann.get(f"/v1/codes?above={belgium}")["data"]] == ["NL-FL", "NL-FL-ALM"]
    assert ann.get(f"/v1/codes/{almere}")["above"] == [flevoland, belgium]
    assert ann.patch(f"/v1/codes/{flevoland}", {"parent": None})["above"] == []
    world.settle()
    assert ann.get(f"/v1/codes/{almere}")["above"] == [flevoland]


# ----------------------------------------------------------------------------------------------------- whose they are


def test_codes_are_for_all_to_see_and_for_administrators_to_change(world: World, ann: User, bert: User) -> None:
    of = regions(ann)
    one = code_id(bert, of, "BE")
    assert bert.get(f"/v1/codes/{one}")["name"] == "België"
    with world.unchanged():
        for refused in (
            bert.post("/v1/code-tables", {"key": "mine", "name": "Mine"}),
            bert.post("/v1/codes", {"table": of, "code": "X", "name": "X"}),
            bert.patch(f"/v1/codes/{one}", {"name": "X"}),
            bert.delete(f"/v1/codes/{one}"),
        ):
            assert refused.status == 403


def test_another_organisations_tables_and_codes_are_not_there(world: World, ann: User) -> None:
    """T2: in the URL, and in a body."""
    of = regions(ann)
    theirs = code_id(ann, of, "BE")
    eve = world.user("administrator", tenant="Other")
    own = table(eve)
    with world.unchanged():
        assert eve.get(f"/v1/code-tables/{of}/codes").status == 404
        assert eve.get(f"/v1/codes/{theirs}").status == 404
        for body in ({"table": of, "code": "X"}, {"table": own, "code": "X", "parent": theirs}):
            answer = eve.post("/v1/codes", {"name": "X", **body})
            assert answer.status == 422, answer.text
        answer = eve.post("/v1/custom-fields", {"of": "relation", "key": "x", "name": "X", "kind": "code", "table": of})
        assert (answer.status, answer.fields) == (422, ["table"])
    assert eve.get(f"/v1/codes?table={of}")["data"] == found(eve, own, q="bel") == []


# ----------------------------------------------------------------------------------------------------- what is shipped


def test_a_shipped_list_is_there_without_being_written(world: World, ann: User, bert: User) -> None:
    before = len(world.kept())
    of = table(ann, "trade", shipped="sbi")
    assert len(world.kept()) < before + 20
    assert "Statistics Netherlands" in bert.get(f"/v1/code-tables/{of}")["source"]
    assert found(bert, of)[:2] == ["A", "B"]
    assert found(bert, of, below="01")[:2] == ["01.1", "01.2"]
    assert found(bert, of, below="62.10") == found(bert, of, q="62100") == ["62.10.0"]
    assert found(bert, of, below="62.10.0") == []
    assert found(bert, of, q="011")[:3] == ["01.1", "01.11", "01.11.0"]
    assert found(bert, of, q="zonnepanelen%20instal") == found(bert, of, q="solar%20instal") == ["43.21.1"]
    one = bert.get(f"/v1/codes/{code_id(bert, of, '01.1')}")
    assert (one["code"], one["parent"]["place"], one["shipped"]) == ("01.1", "01", "sbi")


def test_the_list_of_trades_is_whole() -> None:
    """As many on each level as the classification that it follows has (NACE Rev. 2.1 of Eurostat)."""
    codes = shipped_codes.codes("sbi")
    levels = Counter(len(plain) if plain.isdigit() else 0 for plain in codes)
    assert [levels[length] for length in (0, 2, 3, 4)] == [22, 87, 287, 651]
    assert list(codes) == sorted(codes, key=lambda plain: (*codes[plain].above[-1:], plain))
    assert all(each.name.strip() and each.english.strip() for each in codes.values())
    assert all(parent in codes for each in codes.values() for parent in each.above)
    assert all(len(plain) == 5 or shipped_codes.children("sbi", plain) for plain in codes)
    assert (codes["43211"].code, codes["43211"].above) == ("43.21.1", ("4321", "432", "43", "F"))


def test_what_is_shipped_stays_as_it_is(world: World, ann: User) -> None:
    of, own = table(ann, "trade", shipped="sbi"), table(ann, "own")
    one = code_id(ann, of, "01.1")
    with world.unchanged():
        for answer in (ann.patch(f"/v1/codes/{one}", {"name": "Mine"}), ann.delete(f"/v1/codes/{one}")):
            assert answer.status == 409, answer.text
        added = ann.post("/v1/codes", {"table": of, "code": "99.99", "name": "Mine"})
        assert (added.status, added.fields) == (422, ["table"])
        below = ann.post("/v1/codes", {"table": own, "code": "X", "name": "X", "parent": one})
        assert (below.status, below.fields) == (422, ["parent"])
        assert ann.get(f"/v1/codes/{one}/history")["data"] == []


def test_finding_a_code_takes_three_round_trips(world: World, ann: User, bert: User) -> None:
    own, listed = regions(ann), table(ann, "trade", shipped="sbi")
    with world.meter() as meter:
        assert found(bert, own, q="alm")
    assert meter.round_trips <= 3
    with world.meter() as meter:
        assert found(bert, own, below="NL")
    assert meter.round_trips <= 3
    with world.meter() as meter:
        assert found(bert, listed, q="teelt")
    assert meter.round_trips == 1


def test_below_a_code_of_another_table_stands_nothing(ann: User, bert: User) -> None:
    own, listed = regions(ann), table(ann, "trade", shipped="sbi")
    theirs, shipped = code_id(ann, own, "NL"), code_id(ann, listed, "01")
    assert found(bert, listed, below=theirs) == found(bert, own, below=shipped) == []
    assert found(bert, table(ann, "other"), below=theirs) == []


def test_a_field_keeps_its_table(ann: User) -> None:
    of = regions(ann)
    told = field(ann, of)
    assert told["table"]["title"] == "Region"
    changed = ann.patch(f"/v1/custom-fields/{told.id}", {"table": table(ann, "other")})
    assert (changed.status, changed.fields) == (422, ["table"])
    one = code_id(ann, of, "NL")
    ann.patch(f"/v1/code-tables/{of}", {"name": "Sales regions"})
    for path in (f"/v1/custom-fields/{told.id}", f"/v1/codes/{one}"):
        assert ann.patch(path, {"table": of, "name": "The same table, by its id"}).status == 200
