"""What a client has to know of a type to show and change its records, in one request."""

from typing import Any

import pytest

from chalicelib.actions.field_facts import leads_to
from chalicelib.models.fields import LinkTo
from chalicelib.models.registry import TYPES
from tests.world import User, World


def fields(who: User, of: str) -> dict[str, Any]:
    reply = who.get(f"/v1/schema/{of}")
    assert reply.status == 200, reply.text
    return {each["name"]: each for each in reply["fields"]}


def test_the_kinds_of_activities_are_options_as_the_organisation_calls_them(world: World) -> None:
    ann, boss = world.user(), world.user("administrator")
    kinds = boss.get("/v1/activity-kinds")["data"]
    sent = [{name: each[name] for name in ("key", "labels", "touch", "archived")} for each in kinds]
    sent[0] = {**sent[0], "labels": {"nl": "Klus", "en": "Job"}}
    sent[-1] = {**sent[-1], "archived": True}
    fair = {"key": "fair", "labels": {"en": "Trade fair"}}
    assert boss.put("/v1/activity-kinds", {"kinds": [*sent, fair]}).status == 200
    options = fields(ann, "activity")["kind"]["options"]
    assert options[0] == {
        "key": sent[0]["key"], "name": "Klus", "names": {"nl": "Klus", "en": "Job"}, "archived": False,
    }  # fmt: skip
    assert options[-1] == {"key": "fair", "name": "Trade fair", "names": {"en": "Trade fair"}, "archived": False}
    assert [each["key"] for each in options if each["archived"]] == [sent[-1]["key"]]


@pytest.mark.parametrize(
    ("of", "name", "keys"),
    [
        ("relation", "kind", ["company", "person", "couple"]),
        ("relation", "status", ["suspect", "prospect", "customer"]),
        ("activity", "term", ["deadline", "pending"]),
    ],
)
def test_what_is_the_same_everywhere_has_keys(world: World, of: str, name: str, keys: list[str]) -> None:
    """One of its own, one in a list, one that may be left out."""
    assert fields(world.user(), of)[name]["options"][:3] == [{"key": each} for each in keys]


@pytest.mark.parametrize(
    ("of", "name", "to"),
    [
        ("relation", "parent", ["relation"]),
        ("relation", "owner", ["user", "team"]),
        ("contact", "company", ["relation"]),
        ("activity", "assignees", ["user", "team"]),
        ("activity", "links", []),
        ("view", "selection", ["selection"]),
    ],
)
def test_a_link_tells_where_it_leads(world: World, of: str, name: str, to: list[str]) -> None:
    assert fields(world.user(), of)[name]["to"] == to


def test_what_is_no_link_leads_nowhere(world: World) -> None:
    told = fields(world.user(), "relation")
    assert not [name for name in ("name", "status", "channels", "note") if "to" in told[name]]


def test_every_field_that_takes_links_tells_where_they_lead() -> None:
    """By their declaration the same fields are links as by what the types make of them."""
    found = set()
    for declared in TYPES.values():
        links = {name for name, info in declared.fields.model_fields.items() if LinkTo.__name__ in str(info)}
        told = {name for name in declared.fields.model_fields if leads_to(declared, name) is not None}
        assert links <= told or not told, declared.name
        found |= {f"{declared.name}.{name}" for name in links & told}
    assert {"relation.parent", "activity.links", "document.keeper", "view.selection", "role.profiles"} <= found


def test_a_custom_link_and_a_custom_choice_are_told_alike(world: World) -> None:
    boss = world.user("administrator")
    boss.post("/v1/custom-fields", {"of": "relation", "key": "dealer", "name": "Dealer", "kind": "link",
                                    "to": ["relation"]})  # fmt: skip
    boss.post("/v1/custom-fields", {"of": "relation", "key": "size", "name": "Size", "kind": "choice",
                                    "options": [{"key": "small", "name": "Small"}]})  # fmt: skip
    told = fields(world.user(), "relation")
    assert told["custom_dealer"]["to"] == ["relation"]
    assert told["custom_size"]["options"] == [{"key": "small", "name": "Small", "names": {}, "archived": False}]


@pytest.mark.parametrize(("of", "is_archived"), [("relation", True), ("consent", False), ("duplicate", False)])
def test_what_is_never_archived_offers_nobody_to_do_so(world: World, of: str, is_archived: bool) -> None:
    """Whatever an action on all types would give."""
    reply = world.user("administrator").get(f"/v1/schema/{of}")
    assert {*reply["actions"]} & {"delete", "restore"} == ({"delete", "restore"} if is_archived else set())
    assert "read" in reply["actions"]


# ------------------------------------------------------------------------------------------------------- the card


def blocks(who: User, of: str = "relation") -> list[dict[str, Any]]:
    return list(who.get(f"/v1/schema/{of}")["blocks"])


def test_it_tells_the_blocks_of_the_card_as_the_role_has_them(world: World) -> None:
    """E2: the same that /v1/me/layouts tells."""
    boss, bert = world.user("administrator"), world.user("employee")
    assert [each["kind"] for each in blocks(bert)] == ["contacts", "open_work", "timeline", "documents"]
    facts = {"kind": "fields", "names": {"en": "Facts"}, "fields": ["status", "owner"]}
    mine = {"of": "relation", "role": "employee", "blocks": [facts, {"kind": "timeline"}]}
    assert boss.put("/v1/layouts", {"layouts": [mine]}).status == 200
    (told,) = (each for each in bert.get("/v1/me/layouts")["data"] if each["of"] == "relation")
    assert blocks(bert) == told["blocks"]
    assert [(each["kind"], each["fields"]) for each in told["blocks"]] == [
        ("fields", ["status", "owner"]), ("timeline", []),
    ]  # fmt: skip
    assert [each["kind"] for each in blocks(boss)] == ["contacts", "open_work", "timeline", "documents"]
    assert blocks(bert, "document") == []


def test_all_of_it_takes_one_round_trip_and_one_more_where_the_card_shows_something_saved(world: World) -> None:
    boss = world.user("administrator")
    for of in ("relation", "activity"):
        with world.meter() as meter:
            boss.get(f"/v1/schema/{of}")
        assert meter.round_trips == 1
    view = boss.post("/v1/views", {"of": "relation", "name": "All"}).id
    shown = {"of": "relation", "blocks": [{"kind": "view", "record": view}]}
    assert boss.put("/v1/layouts", {"layouts": [shown]}).status == 200
    with world.meter() as meter:
        assert [each["record"] for each in blocks(boss)] == [view]
    assert meter.round_trips == 2
