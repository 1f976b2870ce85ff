"""The network of a record: two hops, in at most four round trips, and nothing of what may not be seen (E30)."""

from typing import Any

import pytest

from chalicelib.actions import network as actions_network
from tests.secluded import SECRET, shut
from tests.test_connections import connected
from tests.world import Reply, User, World

PATH = "/v1/connections/network"


@pytest.fixture
def anna(world: World) -> User:
    return world.user("administrator")


def network(who: User, record: str, query: str = "") -> Reply:
    reply = who.get(f"{PATH}?record={record}{query}")
    assert reply.status == 200, reply.text
    return reply


def names(reply: Reply) -> list[tuple[str, int]]:
    return [(each["title"], each["hops"]) for each in reply["nodes"]]


def lines(reply: Reply) -> set[tuple[str, str, str]]:
    """From, how it reads, to."""
    titles = {each["id"]: each["title"] for each in reply["nodes"]}
    return {(titles[each["from_record"]], each["from_name"], titles[each["to_record"]]) for each in reply["edges"]}


def trade(anna: User) -> dict[str, str]:
    """A mill supplies a baker, who supplies a café, which supplies a guest; the baker has a parent and a daughter."""
    top = anna.company("Top")
    told = {"Top": top.id, "Baker": anna.company("Baker", parent=top.id).id}
    told["Shop"] = anna.company("Shop", parent=told["Baker"]).id
    told |= {name: anna.company(name).id for name in ("Mill", "Cafe", "Guest")}
    for one, other in (("Mill", "Baker"), ("Baker", "Cafe"), ("Cafe", "Guest")):
        connected(anna, "supplies", told[one], told[other])
    return told


def test_who_is_two_steps_away_is_seen_and_parents_and_daughters_too(anna: User) -> None:
    ids = trade(anna)
    reply = network(anna, ids["Mill"])
    assert names(reply) == [("Mill", 0), ("Baker", 1), ("Cafe", 2), ("Shop", 2), ("Top", 2)]
    assert lines(reply) == {
        ("Mill", "levert aan", "Baker"),
        ("Baker", "levert aan", "Cafe"),
        ("Top", "is moederbedrijf van", "Baker"),
        ("Baker", "is moederbedrijf van", "Shop"),
    }
    assert reply["complete"] is True
    assert names(network(anna, ids["Mill"], "&hops=1")) == [("Mill", 0), ("Baker", 1)]
    assert names(network(anna, ids["Top"])) == [("Top", 0), ("Baker", 1), ("Cafe", 2), ("Mill", 2), ("Shop", 2)]


def test_who_is_alone_has_a_network_of_one(anna: User) -> None:
    reply = network(anna, anna.person().id)
    assert (names(reply), reply["edges"], reply["complete"]) == ([("Jan Visser", 0)], [], True)


def test_each_is_there_once_though_two_ways_lead_to_it(anna: User) -> None:
    a, b, c = (anna.company(name).id for name in "ABC")
    for one, other in ((a, b), (b, c), (c, a)):
        connected(anna, "partner", one, other)
    reply = network(anna, a)
    assert names(reply) == [("A", 0), ("B", 1), ("C", 1)]
    assert len(reply["edges"]) == 3


def test_what_is_over_is_marked_and_what_is_archived_is_not_there(anna: User) -> None:
    a, b, c = (anna.company(name).id for name in "ABC")
    connected(anna, "supplies", a, b, ended_on="2020-01-01")
    gone = connected(anna, "supplies", a, c)
    connected(anna, "supplies", b, anna.company("Closed").id)
    anna.delete(f"/v1/connections/{gone.id}")
    closed = next(each["id"] for each in network(anna, a)["nodes"] if each["title"] == "Closed")
    anna.delete(f"/v1/relations/{closed}")
    reply = network(anna, a)
    assert names(reply) == [("A", 0), ("B", 1)]
    assert [(each["is_current"], each["ended_on"]) for each in reply["edges"]] == [(False, "2020-01-01")]


def test_what_is_more_than_can_be_shown_is_cut_off_from_its_far_end(
    anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With limits of a few, since hundreds take their time to make. What is over goes first."""
    hub = anna.company("Hub").id
    for place in range(4):
        connected(anna, "supplies", hub, anna.company(f"Now {place}").id)
    connected(anna, "supplies", hub, anna.company("Before").id, ended_on="2020-01-01")
    monkeypatch.setattr(actions_network, "MOST_NODES", 5)
    reply = network(anna, hub)
    assert ([title for title, _ in names(reply)], reply["complete"]) == (
        ["Hub", *(f"Now {n}" for n in range(4))],
        False,
    )
    assert len(reply["edges"]) == 4
    monkeypatch.setattr(actions_network, "MOST_NODES", 200)
    assert network(anna, hub)["complete"] is True
    for name, most in (("MOST_EDGES", 4), ("MOST_EXPANDED", 4), ("MOST_BESIDE", 4)):
        with monkeypatch.context() as patch:
            patch.setattr(actions_network, name, most)
            assert network(anna, hub)["complete"] is False, name


def test_it_takes_three_round_trips_and_one_more_for_what_rights_ask(world: World, anna: User) -> None:
    """All types private: the contact is seen with its company, which stands nowhere in the network."""
    eva, bert = world.user("sales"), world.user("sales")
    ids = trade(eva)
    desk = anna.contact(ids["Guest"], last_name="Desk")
    connected(anna, "advisor", desk.id, ids["Mill"])
    with world.meter() as meter:
        reply = network(eva, ids["Mill"])
    assert (("Jan Desk", 1) in names(reply), meter.round_trips) == (True, 3)
    for each in ("relation", "contact", "connection"):
        assert anna.post("/v1/type-defaults", {"of": each, "level": "private"}).status == 201
    shut(anna)
    with world.meter() as meter:
        assert names(network(eva, ids["Mill"])) == names(reply)
    assert meter.round_trips == 4
    assert bert.get(f"{PATH}?record={ids['Mill']}").status == 404


def test_what_may_not_be_seen_is_absent_with_all_that_it_alone_leads_to(world: World) -> None:
    """T1, Z2"""
    eva, bert = world.user("sales"), world.user("sales")
    a, far, near = (eva.company(name).id for name in ("A", "Far", "Near"))
    hidden = shut(eva).id
    connected(eva, "supplies", a, hidden)
    connected(eva, "supplies", hidden, far)
    connected(eva, "supplies", a, near)
    assert [title for title, _ in names(network(eva, a))] == ["A", "Near", f"{SECRET} Holding", "Far"]
    reply = network(bert, a)
    assert names(reply) == [("A", 0), ("Near", 1)]
    assert SECRET not in reply.text
    assert hidden not in reply.text
    assert bert.get(f"{PATH}?record={hidden}").status == 404


def test_another_tenant_has_no_network_of_it(world: World, anna: User) -> None:
    """T1, T2"""
    ids, other = trade(anna), world.user("administrator", tenant="Other")
    asked: list[Any] = [other.address().id, ids["Mill"], f"rel_{0:026d}", f"adr_{0:026d}", f"cnx_{0:026d}"]
    for each in asked:
        assert other.get(f"{PATH}?record={each}").status == 404
        assert other.get(f"/v1/connections?record={each}").status == 404
    for query in ("", "?record=x", f"?record={ids['Mill']}&hops=3"):
        assert anna.get(f"{PATH}{query}").status == 400
