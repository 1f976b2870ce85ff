"""What is asked most stays cheap, however large a tenant grows. Round trips and units are exact, so they are held."""

import pytest

from bench import figures, page
from chalicelib import aws
from chalicelib.storage import table
from tests import cases, costs
from tests.cases import CASES, Case
from tests.costs import Measured
from tests.engine import Engine
from tests.world import World

TOLERANCE = 0.1
MOST_UNITS = 60  # for what many records have in common
Told = dict[tuple[str, str], Measured]
PROMISED = {
    ("read_relation", "with its address"): 2,
    ("quick_search", "a name"): 3,
    ("quick_search", "a company, a person and a city"): 3,
    ("list_relations", "the first 50"): 3,
    ("list_relations", "50 customers"): 3,
    ("search_relations", "50 customers in a city of one in fifty"): 3,
    ("create_relation", "a company with address, phone, mail and two statuses"): 4,
    ("create_relation", "the same with an Idempotency-Key"): 4,
    ("update_relation", "another phone number"): 4,
}


@pytest.fixture(scope="module")
def measured(running: Engine) -> Told:
    return {(each.case.operation, each.case.told): each for each in costs.measure(running)}


@pytest.mark.parametrize(("case", "most"), PROMISED.items(), ids=map(": ".join, PROMISED))
def test_round_trips_stay_within_what_was_promised(measured: Told, case: tuple[str, str], most: int) -> None:
    assert all(units.round_trips <= most for units in measured[case].sizes)


def test_a_whole_company_is_at_most_thirty_one_items(measured: Told) -> None:
    """And the answer under its key."""
    for told, most in (
        ("a company with address, phone, mail and two statuses", 31),
        ("the same with an Idempotency-Key", 32),
    ):
        assert all(units.items_written <= most for units in measured["create_relation", told].sizes)


def test_every_search_and_list_takes_at_most_three_round_trips(measured: Told) -> None:
    """But what retention proposes, of which it is looked up what still links to it."""
    asked = {name for name, _ in measured if "search" in name or name.startswith("list")} - {"list_retention_due"}
    reading = [each for (name, _), each in measured.items() if name in asked]
    assert len(reading) > 10
    assert all(units.round_trips <= 3 for each in reading for units in each.sizes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.operation}: {case.told}")
def test_a_tenant_ten_times_as_large_costs_the_same(measured: Told, case: Case) -> None:
    """Of what many records have in common there is more to find; that has a bound instead."""
    small, large = measured[case.operation, case.told].sizes
    assert (large.round_trips, large.items_written) == (small.round_trips, small.items_written)
    assert large.write_units == small.write_units
    assert large.read_units <= (MOST_UNITS if case.common else small.read_units * (1 + TOLERANCE))


def test_every_operation_on_records_is_measured() -> None:
    assert cases.missing() == set()


def test_the_page_shows_what_was_measured(measured: Told) -> None:
    assert page.PAGE.read_text() == page.page(list(measured.values()), figures.kept()), "run `make docs`"


def test_what_is_the_same_for_all_requests_is_not_made_for_each(world: World) -> None:
    """Neither botocore's long name for itself nor the endpoint: a quarter of all that a request does."""
    anna, asked = world.user(), []
    anna.company()  # once the rights are known
    client = table.connection().connection.client
    hooks = {
        "before-endpoint-resolution.dynamodb": lambda **_: asked.append("endpoint"),
        "before-sign.dynamodb": lambda request, **_: asked.append(request.headers["User-Agent"]),
    }
    for event, hook in hooks.items():
        client.meta.events.register(event, hook)
    anna.company()
    for event, hook in hooks.items():
        client.meta.events.unregister(event, hook)
    assert asked == [aws.AGENT] * 2
