"""Who sees what two records are to each other: who sees both; and says it: who may edit one of them (T1, Z2)."""

from typing import Any

import pytest

from tests.secluded import SECRET, shut
from tests.test_connections import CONNECTIONS, connect, connected, seen
from tests.test_portal import office
from tests.test_private_lists import Company
from tests.world import Reply, User, World


@pytest.fixture
def eva(world: World) -> User:
    """Who owns what is restricted."""
    return world.user("sales")


@pytest.fixture
def bert(world: World) -> User:
    return world.user("sales")


def all_ways(who: User, made: Reply, record: str) -> dict[str, Any]:
    """What is answered, by each way to a connection."""
    path = f"{CONNECTIONS}/{made.id}"
    asked = {"criteria": {"field": "record", "op": "has_any", "value": [record]}}
    return {
        "read": who.get(path).status,
        "history": who.get(f"{path}/history").status,
        "change": who.patch(path, {"note": "x"}).status,
        "archive": who.delete(path).status,
        "search": len(who.post(f"{CONNECTIONS}/search", asked)["data"]),
        "follow": who.put(f"/v1/me/subscriptions/records/{made.id}", {}).status,
    }


GONE = {"read": 404, "history": 404, "change": 404, "archive": 404, "search": 0, "follow": 404}


def test_whom_a_restricted_relation_is_connected_with_is_seen_by_who_sees_it(eva: User, bert: User) -> None:
    """T1, Z1, Z2: also when bert made the other end."""
    baker, hidden = bert.company("Baker").id, shut(eva).id
    made = connected(eva, "supplies", hidden, baker)
    assert all_ways(bert, made, baker) == GONE
    reply = bert.get(f"{CONNECTIONS}?record={baker}")
    assert (reply["data"], SECRET in reply.text) == ([], False)
    assert bert.get(f"{CONNECTIONS}?record={hidden}").status == 404
    assert seen(eva, baker) == [("krijgt geleverd van", f"{SECRET} Holding")]


def test_what_is_restricted_later_is_gone_with_its_connections_also_for_who_made_them(eva: User, bert: User) -> None:
    mill, baker = eva.company("Mill").id, bert.company("Baker").id
    made = connected(bert, "supplies", mill, baker)
    contact = eva.contact(mill, last_name="Desk").id
    desk = connected(bert, "advisor", contact, baker)
    assert eva.patch(f"/v1/relations/{mill}", {"restricted": True}).status == 200
    assert all_ways(bert, made, baker) == GONE
    assert all_ways(bert, desk, baker) == GONE
    assert seen(bert, baker) == []


def test_who_is_on_the_list_of_a_restricted_one_may_what_it_says(eva: User, bert: User) -> None:
    baker = bert.company("Baker").id
    readable, editable = shut(eva, (bert.id, "read")).id, shut(eva, (bert.id, "edit"), name="Other").id
    made = connected(eva, "supplies", readable, baker)
    assert bert.get(f"{CONNECTIONS}/{made.id}").status == 200
    assert bert.patch(f"{CONNECTIONS}/{made.id}", {"note": "x"}).status == 403
    assert bert.delete(f"{CONNECTIONS}/{made.id}").status == 403
    assert connect(bert, "dealer", readable, shut(eva, (bert.id, "read")).id).status == 403
    theirs = connected(eva, "supplies", editable, baker)
    assert bert.patch(f"{CONNECTIONS}/{theirs.id}", {"note": "x"}).status == 200


def test_nothing_is_connected_with_what_one_does_not_see(world: World, eva: User, bert: User) -> None:
    """T2: neither with another tenant's nor with what is restricted."""
    baker, hidden = bert.company("Baker").id, shut(eva).id
    with world.unchanged():
        for pair, field in (((hidden, baker), "from_record"), ((baker, hidden), "to_record")):
            reply = connect(bert, "supplies", *pair)
            assert (reply.status, reply.fields, SECRET in reply.text) == (422, [field], False)


def test_that_there_is_another_is_told_and_not_which_where_that_is_hidden(eva: User, bert: User) -> None:
    """Who is married is, though to whom is not told."""
    jan = bert.person("Jan").id
    hidden = eva.person("Piet", SECRET, restricted=True).id
    made = connected(eva, "spouse", jan, hidden)
    refused = connect(bert, "spouse", jan, bert.person("Kim").id)
    assert (refused.status, "existing" in refused.json) == (409, False)
    assert not [each for each in (SECRET, hidden, made.id) if each in refused.text]


def test_an_owner_is_told_who_sees_it(eva: User, bert: User) -> None:
    baker, hidden = bert.company("Baker").id, shut(eva).id
    made = connected(eva, "supplies", hidden, baker)
    told = {each["user"]["id"]: each["level"] for each in eva.get(f"/v1/records/{made.id}/access")["data"]}
    assert (told.get(eva.id), bert.id in told) == ("delete", False)
    path = f"{CONNECTIONS}/{connected(bert, 'supplies', bert.company('Mill').id, baker).id}"
    assert bert.get(path.replace(CONNECTIONS, "/v1/records") + "/access").status == 200


@pytest.fixture
def company(world: World) -> Company:
    return Company(world)


def test_of_private_relations_one_sees_what_joins_two_of_ones_own(world: World, company: Company) -> None:
    """Whatever the default of connections is; and the list of a record holds nothing else."""
    eva, bert, lead = world.user("seller"), world.user("clerk"), world.user("lead")
    company.private("relation", "contact")
    mine, also, theirs = eva.company("Mine").id, eva.company("Also").id, bert.company("Theirs").id
    within = connected(eva, "supplies", mine, also)
    across = connected(company.ann, "supplies", mine, theirs)
    desk = connected(company.ann, "advisor", company.ann.contact(theirs, last_name="Desk").id, also)
    assert all_ways(eva, across, mine) == {**GONE, "search": 1}
    assert all_ways(eva, desk, also) == {**GONE, "search": 1}
    assert [name for _, name in seen(eva, mine)] == ["Also"]
    assert [name for _, name in seen(lead, mine)] == ["Also"]
    assert bert.get(f"{CONNECTIONS}/{within.id}").status == 404
    assert connect(eva, "dealer", theirs, mine).fields == ["from_record"]


def test_who_may_edit_one_of_two_says_what_they_are_to_each_other(world: World, company: Company) -> None:
    """With a relation that one may read only, and one of one's own; not with two that one may only read."""
    eva, bert = world.user("seller"), world.user("clerk")
    company.made("type-defaults", of="relation", level="read")
    mine, theirs, other = eva.company("Mine").id, bert.company("Theirs").id, bert.company("Other").id
    made = connected(eva, "supplies", mine, theirs)
    for reply in (eva.patch(f"{CONNECTIONS}/{made.id}", {"note": "x"}), bert.patch(f"{CONNECTIONS}/{made.id}", {})):
        assert reply.status == 200
    with world.unchanged():
        assert connect(eva, "supplies", theirs, other).status == 403
    joined = connected(bert, "supplies", theirs, other)
    with world.unchanged():
        for method, body in (("PATCH", {"note": "y"}), ("DELETE", None)):
            assert eva.ask(method, f"{CONNECTIONS}/{joined.id}", body).status == 403
    assert bert.delete(f"{CONNECTIONS}/{joined.id}").status == 200
    assert eva.post(f"{CONNECTIONS}/{joined.id}/restore").status == 403


def test_a_reader_reads_and_a_hidden_field_is_hidden(world: World, company: Company) -> None:
    """Z2"""
    types = {"*": {"actions": ["read", "create", "edit"]}, "connection": {"actions": ["read"], "fields": {"*": "read",
             "percentage": "none"}}}  # fmt: skip
    looks = company.made("profiles", name="Looks", types=types)
    company.made("roles", key="looks", name="Looks", profiles=[looks])
    eva = world.user("looks")
    mill, baker = eva.company("Mill").id, eva.company("Baker").id
    made = connected(company.ann, "shareholder", mill, baker, percentage=10)
    assert connect(eva, "supplies", mill, baker).status == 403
    told = [eva.get(f"{CONNECTIONS}/{made.id}"), eva.get(f"{CONNECTIONS}?record={mill}"),
            eva.get(f"{CONNECTIONS}/network?record={mill}")]  # fmt: skip
    assert [(each.status, "percentage" in each.text) for each in told] == [(200, False)] * 3


def test_nobody_from_outside_sees_any(world: World) -> None:
    """Z1, C9: not even of the relation that they are tied to."""
    ours = office(world)
    made = connected(ours.anna, "advisor", ours.contact, ours.company)
    refused = [ours.jan.get(f"{CONNECTIONS}/{made.id}"), ours.jan.get(f"{CONNECTIONS}?record={ours.company}"),
               ours.jan.get(f"{CONNECTIONS}/network?record={ours.company}")]  # fmt: skip
    assert {each.status for each in refused} == {403}
    assert made.id not in ours.jan.get(f"/v1/portal/relations/{ours.company}").text


def test_what_names_two_relations_is_linked_to_by_nothing_that_others_see(world: World, eva: User, bert: User) -> None:
    """T1, Z1: a link keeps the title of what it leads to, also when that is restricted later."""
    baker, mill = bert.company("Baker").id, eva.company("Mill").id
    cable = world.user("administrator").post("/v1/products", {"name": "Cable"}).id
    supply = eva.post("/v1/supplies", {"supplier": mill, "product": cable}).id
    for named in (connected(eva, "supplies", mill, baker).id, supply):
        note = eva.post("/v1/activities", {"kind": "note", "subject": "Talks", "links": [baker, named]})
        assert (note.status, note.fields, note["errors"][0]["code"]) == (422, ["links[1]"], "not_linkable")


def test_nor_is_a_tie_which_names_its_relation(world: World) -> None:
    """T1"""
    anna = office(world).anna
    (tie, *_) = anna.get("/v1/ties")["data"]
    refused = anna.post("/v1/activities", {"kind": "note", "subject": "Talks", "links": [tie["id"]]})
    assert (refused.status, refused["errors"][0]["code"]) == (422, "not_linkable")
