"""The organisation says where its quick search looks (E15)."""

from typing import Any

import pytest

from chalicelib.models import search_setting
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import search_settings
from tests import canaries
from tests.world import Reply, User, World

SETTINGS = "/v1/search/settings"


@pytest.fixture
def anna(world: World) -> User:
    anna = world.user("administrator")
    channels = [{"kind": "phone", "value": "036 123 45 67"}]
    anna.company("Hamerslag", chamber_number="17193245", channels=channels)
    anna.post("/v1/products", {"name": "Hamersteel", "number": "HS-1"})
    return anna


def put(who: User, **types: Any) -> Reply:
    return who.put(SETTINGS, {"types": types})


def test_e15_what_is_switched_off_is_not_looked_at_any_more(world: World, anna: User) -> None:
    """E15: at once, as nothing has to be written anew; elsewhere within minutes."""
    bert = world.user("employee")
    assert bert.search("17193") == bert.search("0361234567") == ["Hamerslag"]
    assert sorted(bert.search("hamer")) == ["Hamerslag", "Hamersteel"]
    kept = put(anna, relation={"off": ["chamber_number"]}, product={"searched": False})
    assert kept.status == 200, kept.text
    assert kept.json == anna.get(SETTINGS).json
    assert bert.search("17193") == []
    assert bert.search("0361234567") == bert.search("hamer") == ["Hamerslag"]
    assert [each["title"] for each in bert.get("/v1/search?q=hamer&types=product")["data"]] == ["Hamersteel"]
    search_settings.KNOWN.forget()
    assert bert.search("17193") == []
    assert put(anna).status == 200
    assert bert.search("17193") == ["Hamerslag"]


def test_what_is_wrong_is_told_and_nothing_changes(world: World, anna: User) -> None:
    assert put(anna, relation={"off": ["parent"]}).status == 200
    for wrong, field in (
        ({"nothing": {}}, "types.nothing"),
        ({"relation": {"off": ["name"]}}, "types.relation.off[0]"),
        ({"team": {"off": ["name"]}}, "types.team.off[0]"),
    ):
        refused = put(anna, **wrong)
        assert (refused.status, refused.fields) == (422, [field])
    assert world.user("employee").put(SETTINGS, {"types": {}}).status == 403
    assert anna.put(SETTINGS, {"types": {}}, headers={"If-Match": '"9"'}).status == 412
    assert anna.get(SETTINGS)["types"]["relation"]["off"] == ["parent"]


def test_another_organisation_looks_where_it_likes(world: World, anna: User) -> None:
    world.tenant("Other")
    other = world.user("administrator", tenant="Other")
    other.company("Hamerslag", chamber_number="17193245")
    assert put(anna, relation={"off": ["chamber_number"]}).status == 200
    assert other.search("17193") == ["Hamerslag"]


CALLED = frozenset({"name", "title", "subject", "address", "product"})  # by what each is called


@pytest.mark.parametrize("of", sorted(canaries.FIELDS))
def test_whatever_else_is_looked_at_can_be_switched_off(of: str) -> None:
    record = Record("x_1", of, "ten_1", 1, "", "usr_1", "", "usr_1", None, canaries.FIELDS[of])
    places = {word.field for word in TYPES[of].words(record)} - CALLED
    assert places <= set(search_setting.FIELDS.get(of, ()))
    assert set(search_setting.FIELDS.get(of, ())) <= TYPES[of].names


def test_it_costs_no_round_trip_to_know_where(world: World, anna: User) -> None:
    with world.meter() as before:
        anna.search("hamerslag")
    put(anna, relation={"off": ["chamber_number"]})
    with world.meter() as after:
        anna.search("hamerslag")
    assert before.round_trips == after.round_trips == 2
