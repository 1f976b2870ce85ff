"""Connections through the front door: what two records are to each other, from one day to another (C39, C40, E30)."""

from typing import Any

import pytest

from tests.consistency import assert_consistent
from tests.world import Reply, User, World

CONNECTIONS = "/v1/connections"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def connect(who: User, link_type: str, one: str, other: str, **more: Any) -> Reply:
    return who.post(CONNECTIONS, {"link_type": link_type, "from_record": one, "to_record": other, **more})


def connected(who: User, link_type: str, one: str, other: str, **more: Any) -> Reply:
    made = connect(who, link_type, one, other, **more)
    assert made.status == 201, made.text
    return made


def seen(who: User, record: str, query: str = "") -> list[tuple[str, str]]:
    """The role and the other end of each, in the order of the list."""
    reply = who.get(f"{CONNECTIONS}?record={record}{query}")
    assert reply.status == 200, reply.text
    return [(each["role"], each["other"]["title"]) for each in reply["data"]]


def test_each_side_reads_what_the_other_is_to_it(world: World, anna: User) -> None:
    mill, baker = anna.company("Mill"), anna.company("Baker")
    made = connected(anna, "supplies", mill.id, baker.id, started_on="2024-01-01", note="Flour")
    assert made["from_record"] == {"id": mill.id, "title": "Mill", "place": ""}
    assert seen(anna, mill.id) == [("levert aan", "Baker")]
    assert seen(anna, baker.id) == [("krijgt geleverd van", "Mill")]
    (row,) = anna.get(f"{CONNECTIONS}?record={baker.id}")["data"]
    assert (row["direction"], row["is_current"], row["note"]) == ("backward", True, "Flour")
    assert row["other"] == {"id": mill.id, "type": "relation", "title": "Mill", "place": ""}
    assert_consistent(world)


def test_what_is_wrong_with_one_is_told_by_its_field_and_nothing_is_kept(world: World, anna: User) -> None:
    """T2"""
    mill, baker, jan = anna.company("Mill").id, anna.company("Baker").id, anna.person().id
    gone, theirs = anna.company("Gone").id, world.user(tenant="Other").company().id
    anna.delete(f"/v1/relations/{gone}")
    refused: list[tuple[tuple[Any, ...], dict[str, Any], str, str]] = [
        (("supplies", mill, mill), {}, "to_record", "itself"),
        (("supplies", mill, jan, ), {"ended_on": "2024-01-01", "started_on": "2024-01-02"}, "ended_on", "before_start"),
        (("nothing", mill, baker), {}, "link_type", "not_a_choice"),
        (("spouse", mill, jan), {}, "from_record", "not_for_type"),
        (("shareholder", mill, jan), {}, "to_record", "not_for_type"),
        (("supplies", mill, baker), {"priority": 1}, "priority", "not_for_type"),
        (("shareholder", mill, baker), {"percentage": 101}, "percentage", "too_high"),
        (("supplies", theirs, baker), {}, "from_record", "no_such_record"),
        (("supplies", mill, gone), {}, "to_record", "no_such_record"),
        (("supplies", mill, f"rel_{0:026d}"), {}, "to_record", "no_such_record"),
    ]  # fmt: skip
    with world.unchanged():
        for told, more, field, code in refused:
            reply = connect(anna, *told, **more)
            assert (reply.status, reply["errors"][0]["field"], reply["errors"][0]["code"]) == (422, field, code), told


def test_what_it_joins_stays_and_the_rest_may_change(anna: User) -> None:
    mill, baker, smith = (anna.company(name).id for name in ("Mill", "Baker", "Smith"))
    made = connected(anna, "shareholder", mill, baker, percentage=12.5)
    path = f"{CONNECTIONS}/{made.id}"
    assert anna.patch(path, {"percentage": 40, "ended_on": "2025-12-31"})["percentage"] == 40
    for name, value in (("link_type", "supplies"), ("from_record", smith), ("to_record", smith)):
        assert anna.patch(path, {name: value}).fields == [name]
    changes = anna.get(f"{path}/history")["data"]
    assert changes[0]["changed"]["percentage"] == {"was": 12.5, "now": 40}


# ------------------------------------------------------------------------------------------------------- as a list


def test_whom_to_call_first_stands_first(anna: User) -> None:
    """C40"""
    jan = anna.person("Jan").id
    for priority, name in ((2, "Anna"), (1, "Zoë"), (None, "Bert"), (2, "Aart")):
        connected(anna, "emergency_contact", anna.person(name).id, jan, priority=priority)
    connected(anna, "sibling", anna.person("Kees").id, jan)
    found = seen(anna, jan, "&link_type=emergency_contact")
    assert [name.split()[0] for _, name in found] == ["Zoë", "Aart", "Anna", "Bert"]
    assert {role for role, _ in found} == {"heeft als noodcontact"}


def test_what_is_over_is_told_apart(anna: User) -> None:
    jan = anna.person("Jan").id
    days = {"Was": {"ended_on": "2020-01-01"}, "Is": {}, "Will": {"started_on": "2090-01-01"}}
    for name, told in days.items():
        connected(anna, "assistant", anna.person(name).id, jan, **told)
    assert {name.split()[0] for _, name in seen(anna, jan)} == {"Was", "Is", "Will"}
    assert [name.split()[0] for _, name in seen(anna, jan, "&current=true")] == ["Is"]
    assert {name.split()[0] for _, name in seen(anna, jan, "&current=false")} == {"Was", "Will"}


def test_a_long_list_comes_page_by_page(anna: User) -> None:
    hub = anna.company("Group").id
    for place in range(5):
        connected(anna, "buying_group", anna.company(f"Shop {place}").id, hub)
    path, found = f"{CONNECTIONS}?record={hub}&limit=2", []
    reply = anna.get(path)
    while True:
        found += [each["other"]["title"] for each in reply["data"]]
        if not reply["page"]["has_more"]:
            break
        reply = anna.get(f"{path}&cursor={reply['page']['next_cursor']}")
    assert found == [f"Shop {place}" for place in range(5)]


def test_what_one_is_to_others_does_not_keep_it_and_is_hidden_with_it(world: World, anna: User) -> None:
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    connected(anna, "supplies", mill, baker)
    assert anna.delete(f"/v1/relations/{mill}").status == 200
    assert seen(anna, baker) == []
    assert anna.post(f"/v1/relations/{mill}/restore").status == 200
    assert seen(anna, baker) == [("krijgt geleverd van", "Mill")]


def test_the_new_name_of_one_end_reaches_the_connection(world: World, anna: User) -> None:
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    made = connected(anna, "supplies", mill, baker)
    anna.patch(f"/v1/relations/{mill}", {"name": "Windmill"})
    world.settle()
    assert anna.get(f"{CONNECTIONS}/{made.id}")["from_record"]["title"] == "Windmill"
    assert_consistent(world)


def test_contacts_and_colleagues_are_connected_too(world: World, anna: User) -> None:
    jan = anna.person("Jan").id
    desk = anna.contact(anna.company("Mill").id, last_name="Desk").id
    connected(anna, "assistant", desk, jan)
    assert connected(anna, "emergency_contact", jan, anna.id)["to_record"]["id"] == anna.id
    assert [role for role, _ in seen(anna, desk)] == ["is assistent van"]
    assert [role for role, _ in seen(anna, anna.id)] == ["heeft als noodcontact"]


def test_tenants_add_fields_of_their_own_and_ask_by_them(anna: User) -> None:
    field = {"of": "connection", "key": "grade", "name": "Grade", "kind": "text"}
    assert anna.post("/v1/custom-fields", field).status == 201
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    made = connected(anna, "supplies", mill, baker, custom_grade="A")
    asked = {"criteria": {"field": "custom_grade", "op": "eq", "value": "a"}}
    assert [each["id"] for each in anna.post(f"{CONNECTIONS}/search", asked)["data"]] == [made.id]


# ------------------------------------------------------------------------------------------------------------ costs


def test_a_list_takes_three_round_trips_however_many_there_are(world: World, anna: User) -> None:
    hub = anna.company("Group").id
    for place in range(12):
        connected(anna, "buying_group", anna.company(f"Shop {place}").id, hub)
    with world.meter() as meter:
        assert len(seen(anna, hub)) == 12
    assert meter.round_trips == 3


def test_making_one_takes_four_round_trips(world: World, anna: User) -> None:
    """What it links to, whose turn it is, what is there already, and the transaction."""
    mill, baker = anna.company("Mill").id, anna.company("Baker").id
    with world.meter() as meter:
        connected(anna, "supplies", mill, baker)
    assert meter.round_trips == 4
