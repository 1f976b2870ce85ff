"""These records, and how many: by ids, criteria or a selection, for what who asks may see, and at what cost."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bench import selection
from bench.selection import OWNER, THREE, measured
from chalicelib.access import held
from chalicelib.access.actor import Actor
from chalicelib.actions import selecting
from chalicelib.actions.selecting import Those
from chalicelib.errors import Invalid
from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from chalicelib.storage import derived
from tests import browser, crowd
from tests.test_selections import ALL, CUSTOMERS, counted, filled, saved
from tests.world import User, World

Ids = list[str]
TWO = {"all": [CUSTOMERS, {"field": "kind", "op": "eq", "value": "company"}]}


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def actor(who: User, role: str = "administrator") -> Actor:
    return Actor(who.tenant, who.id, "idn_1", "ses_1", role)


def walked(who: Actor, chosen: dict[str, Any], limit: int) -> tuple[Ids, Ids]:
    """All of them page by page, and those that are gone."""
    found, gone, after = [], [], ""
    for _ in range(50):
        page = selecting.page(who, chosen, after, limit)
        found += [each.id for each in page.records]
        gone += page.gone
        assert page.seen.keys() == {each.id for each in page.records}
        if not (after := page.next):
            return found, gone
    raise AssertionError("there is no end to it")


def listed(who: User, criteria: Any) -> Ids:
    reply = who.post("/v1/relations/search", {"criteria": criteria, "limit": 200})
    return [each["id"] for each in reply["data"]]


# ------------------------------------------------------------------------------------------------------ which, and all


@pytest.mark.parametrize("limit", [1, 3, 200])
def test_going_over_a_selection_ends_with_what_a_list_has(world: World, ann: User, limit: int) -> None:
    for n in range(9):
        ann.company(f"Hamer {n}", status=["customer", "supplier"] if n % 2 else ["prospect"], owner=ann.id)
    cases = (
        ALL,
        CUSTOMERS,
        {"field": "status", "op": "has_any", "value": ["customer", "prospect"]},
        {"all": [*TWO["all"], {"field": "owner", "op": "eq", "value": "@me"}]},
        {"field": "name", "op": "contains", "value": "r 5"},
        {"not": CUSTOMERS},
    )  # fmt: skip
    for criteria in cases:
        chosen = selecting.chosen(actor(ann), Those(of="relation", criteria=criteria))
        assert walked(actor(ann), chosen, limit) == (listed(ann, criteria), []), criteria
        assert counted(ann, criteria=criteria) == len(listed(ann, criteria))


def test_a_place_in_a_selection_survives_what_changes_meanwhile(ann: User) -> None:
    """Each record that stays is met once, whatever comes and goes around the place."""
    ids = [ann.company(f"Hamer {n}", status=["customer"]).id for n in range(6)]
    chosen = selecting.chosen(actor(ann), Those(of="relation", criteria=CUSTOMERS))
    first = selecting.page(actor(ann), chosen, "", 3)
    ann.delete(f"/v1/relations/{ids[2]}")
    ann.company("Aambeeld", status=["customer"])
    late = ann.company("Zaag", status=["customer"]).id
    rest = selecting.page(actor(ann), chosen, first.next, 10)
    assert [each.id for each in (*first.records, *rest.records)] == [*ids, late]


def test_ids_are_told_once_and_those_that_are_gone_are_named(ann: User) -> None:
    ids = [ann.company(f"Hamer {n}").id for n in range(5)]
    chosen = selecting.chosen(actor(ann), Those(of="relation", ids=[*ids, ids[0]]))
    assert chosen["ids"] == ids
    ann.delete(f"/v1/relations/{ids[1]}")
    assert walked(actor(ann), chosen, 2) == ([each for each in ids if each != ids[1]], [ids[1]])


@pytest.mark.parametrize(
    ("those", "field"),
    [
        ({"of": "relation"}, "those.ids"),
        ({"of": "relation", "ids": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"], "criteria": ALL}, "those.criteria"),
        ({"of": "user", "criteria": ALL}, "those.of"),
        ({"of": "nothing", "criteria": ALL}, "those.of"),
        ({"of": "relation", "criteria": {}}, "those.criteria"),
        ({"of": "relation", "criteria": {"field": "nothing", "op": "eq", "value": "x"}}, "those.criteria.field"),
        ({"of": "relation", "ids": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]}, "those.ids[0]"),
        ({"of": "relation", "selection": "sel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}, "those.selection"),
    ],
)
def test_what_is_said_wrong_is_named(ann: User, those: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        selecting.chosen(actor(ann), Those(**those), "those")
    assert [each.field for each in refused.value.errors] == [field]


def test_records_are_given_as_they_are_kept_and_as_they_are_seen(world: World, ann: User) -> None:
    """R5: what is hidden is not lost by who saves them, and no reason to select them."""
    half = _half(world, ann)
    ann.company("Hamer", chamber_number="32123456", status=["customer"])
    chosen = selecting.chosen(actor(half, "half"), Those(of="relation", criteria=CUSTOMERS))
    page = selecting.page(actor(half, "half"), chosen, "", 10)
    (kept,) = page.records
    assert (kept.kept, kept.data["chamber_number"]) == (None, "32123456")
    assert "chamber_number" not in page.seen[kept.id].data
    asked = {"field": "chamber_number", "op": "exists"}
    told = half.post("/v1/counts", {"of": "relation", "criteria": asked})
    assert (told.status, told.fields) == (422, ["criteria.field"])
    assert half.post("/v1/counts", {"of": "relation", "criteria": ALL, "by": "chamber_number"}).fields == ["by"]


def _half(world: World, ann: User) -> User:
    read = {"actions": ["read"], "fields": {"*": "read"}}
    hides = {**read, "fields": {"*": "read", "chamber_number": "none"}}
    profile = ann.post("/v1/profiles", {"name": "Half", "types": {"*": read, "relation": hides}})
    ann.post("/v1/roles", {"key": "half", "name": "Half", "profiles": [profile.id]})
    return world.user("half")


# ---------------------------------------------------------------------------------------------------------- how many


def test_r9_counts_are_those_of_the_list(world: World, ann: User, bert: User) -> None:
    """R8, R9: of what is restricted, and of a type that is private."""
    for n in range(6):
        ann.company(f"Hamer {n}", restricted=n % 2 == 0, status=["customer"])
    bert.company("Beitel", status=["customer"])
    for those in ({"criteria": ALL}, {"criteria": CUSTOMERS}):
        assert counted(bert, **those) == len(listed(bert, those["criteria"])) == 4
        assert counted(ann, **those) == 7
    ann.post("/v1/type-defaults", {"of": "relation", "level": "private"})
    assert counted(bert, criteria=CUSTOMERS) == len(listed(bert, CUSTOMERS)) == 1
    by = bert.post("/v1/counts", {"of": "relation", "criteria": ALL, "by": "status"})
    assert (by["count"], by["by"]) == (1, {"customer": 1})


def test_z4_what_may_be_restricted_one_by_one_is_counted_one_by_one(world: World, ann: User, bert: User) -> None:
    """Z4: neither how many private selections colleagues have, nor whose; nor documents that are restricted."""
    saved(bert)
    for _ in range(3):
        saved(ann)
        paper = browser.document(ann, name="plan.pdf", title="Plan", kind="drawing", links=[ann.company().id])
        assert ann.patch(f"/v1/documents/{paper.id}", {"restricted": True}).status == 200
    by = bert.post("/v1/counts", {"of": "selection", "criteria": ALL, "by": "owner"})
    assert (by["count"], by["by"]) == (1, {bert.id: 1})
    for of in ("selection", "document"):
        report = bert.post("/v1/reports", {"of": of, "criteria": ALL, "measures": [{"take": "count"}]})
        shown = len(bert.get(f"/v1/{of}s")["data"])
        assert bert.post("/v1/counts", {"of": of, "criteria": ALL})["count"] == shown < 3
        assert report["totals"] == [f"{shown}"]


def test_counts_by_a_value(ann: User) -> None:
    for status in (["customer"], ["customer", "supplier"], ["prospect"]):
        ann.company("Hamer", status=status, owner=ann.id)
    ann.company("Beitel")
    told = ann.post("/v1/counts", {"of": "relation", "criteria": ALL, "by": "status"})
    assert (told["count"], told["by"]) == (4, {"customer": 2, "supplier": 1, "prospect": 1})
    assert ann.post("/v1/counts", {"of": "relation", "criteria": ALL, "by": "owner"})["by"] == {ann.id: 3}
    assert ann.post("/v1/counts", {"of": "relation", "criteria": ALL, "by": "name"}).fields == ["by"]


def test_who_reads_none_of_a_type_counts_none(world: World, ann: User) -> None:
    """Z1: nor does somebody from outside."""
    profile = ann.post("/v1/profiles", {"name": "Few", "types": {"contact": {"actions": ["read"]}}})
    ann.post("/v1/roles", {"key": "few", "name": "Few", "profiles": [profile.id]})
    for who in (world.user("few"), world.user("external", kind="external")):
        assert who.post("/v1/counts", {"of": "relation", "criteria": ALL}).status == 403


def test_t2_a_count_is_of_ones_own_tenant(world: World, ann: User) -> None:
    """T2"""
    eve = world.user("administrator", tenant="Other")
    theirs = eve.company("Hamer", status=["customer"])
    mine = filled(eve, theirs.id, restricted=False)
    assert counted(ann, criteria=ALL) == 0
    for those, field in (({"ids": [theirs.id]}, "ids[0]"), ({"selection": mine.id}, "selection")):
        assert ann.post("/v1/counts", {"of": "relation", **those}).fields == [field]


# ------------------------------------------------------------------------------------------------------- at what cost


def test_a_count_on_three_criteria_reads_the_narrowest_facet(world: World) -> None:
    """A fiftieth of what is promised: 100 of 2,000 relations; `make bench-selection` has the whole."""
    told = measured(world, 2_000, 100)
    assert 0 < told.found < 100
    assert (told.round_trips, told.read_units) == (3, 10.5)
    long = measured(world, 2_000, 100, selection.LONG, "Long")
    assert (long.round_trips, long.read_units) == (3, 11.5)
    assert long.length <= 145, "5,000 of these are 200 units"


def test_the_narrowest_is_found_where_all_of_it_stands_at_one_end(world: World, ann: User) -> None:
    """Somebody who has the relations from Z on, or those up to B: as many at the start as in the other facets."""
    for at_end in (False, True):
        world.engine.fresh_table("relata-test")
        anna = world.user("administrator", tenant=f"Skewed {at_end}")
        own: list[Record] = []
        others: list[Record] = []
        for place, each in enumerate(sorted(selection.relations(anna.tenant, 1_000, 50), key=_name)):
            mine = place >= 950 if at_end else place < 50
            (own if mine else others).append(replace(each, data={**each.data, "owner": {"id": OWNER if mine else "x"}}))
        crowd.put(world.engine, selection.entries([*own, *others]))
        with world.meter() as meter:
            assert counted(anna, criteria=THREE) == sum(each.data["status"] == ["customer"] for each in own)
        assert meter.read_units < 20, at_end


def _name(record: Record) -> str:
    return derived.sort_value(RELATION, RELATION.natural, record)


def test_a_page_takes_few_round_trips_however_many_it_is_of(world: World, ann: User) -> None:
    """The ends of the facets at once, more entries where those were not enough, all records at once, and the rights."""
    crowd.put(world.engine, (item for each in _companies(ann.tenant) for item in crowd.items(each)))
    chosen = selecting.chosen(actor(ann), Those(of="relation", criteria=TWO))
    customers = list(selecting.told(actor(ann), chosen, 1_000).values)
    assert len(customers) > 100
    for limit, trips in ((10, 3), (200, 4)):
        with world.meter() as meter, held.within(ann.tenant):
            found = selecting.page(actor(ann), chosen, "", limit)
        assert [each.id for each in found.records] == customers[:limit]
        assert meter.round_trips == trips


def _companies(tenant: str) -> Iterator[Record]:
    return selection.relations(tenant, 300, 15)


def test_a_large_static_selection_is_frozen_and_read_in_few_round_trips(world: World, ann: User) -> None:
    crowd.put(world.engine, (item for each in _companies(ann.tenant) for item in crowd.items(each)))
    mine = saved(ann)
    with world.meter() as meter:
        put = ann.post(f"/v1/selections/{mine.id}/members", {"add": {"of": "relation", "criteria": ALL}})
    assert (put.status, put["size"]) == (200, 300)
    assert meter.round_trips <= 7
    assert counted(ann, selection=mine.id) == 300
