"""What is said of costs is made of what was measured, and holds."""

import math

import pytest

from infra import costs_page, prices, tenant_costs
from infra.tenant_costs import SIZES, USES, Size, Units, Weights
from tests import tenant_costs as measuring
from tests.world import World

FREE = {(use.operation, use.case): Units(0, 0) for use in USES}
NOTHING = Weights(0, 0)


def month(units: dict[tuple[str, str], Units], weights: Weights, size: Size = SIZES[0]) -> dict[str, float]:
    return tenant_costs.month(size, units, weights, "arm64")


def test_the_page_is_what_was_measured(world: World) -> None:
    assert measuring.PAGE.read_text() == measuring.page(world), "run `make docs`"


def test_units_are_paid_for_as_often_as_they_are_used() -> None:
    """Another thousand units a search, 40 times a day by one user for 21 days, at $0.125 a million."""
    dearer = FREE | {("quick_search", "a name"): Units(1000, 0)}
    added = month(dearer, NOTHING)["read"] - month(FREE, NOTHING)["read"]
    assert math.isclose(added, 1000 * 40 * 21 * 0.125 / 1e6)


def test_what_is_kept_is_paid_for_by_its_size_and_backed_up() -> None:
    """A thousand relations of a megabyte are a gigabyte; so are their changes of 100 kB."""
    size = Size(1000, 1)
    told = month(FREE, Weights(1_000_000, 100_000), size)
    assert math.isclose(told["stored"], 2 * 0.25)
    assert math.isclose(told["backed_up"], 2 * 0.20)


def test_only_what_changes_something_is_followed() -> None:
    changes = sum(use.a_day for use in USES if use.operation.startswith(("create", "update")))
    assert math.isclose(month(FREE, NOTHING)["event"], changes * 21 / 1e6)


@pytest.mark.parametrize("name", ["request", "invocation", "read", "asymmetric", "mail"])
def test_what_users_do_grows_with_them_and_not_with_the_relations(name: str) -> None:
    one, many, fifty = (month(FREE, Weights(9, 9), Size(*each))[name] for each in ((1, 1), (99_999, 1), (1, 50)))
    assert many == one
    assert math.isclose(fifty, 50 * one)


def test_loading_is_paid_by_the_write() -> None:
    written = FREE | {(use.operation, use.case): Units(0, 50) for use in USES if use.operation.startswith("create")}
    added = tenant_costs.loading(Size(1000, 1), written) - tenant_costs.loading(Size(1000, 1), FREE)
    assert math.isclose(added, 1000 * 2 * 50 * 0.625 / 1e6)


def test_an_installation_pays_for_what_its_template_has() -> None:
    kinds = (
        ["AWS::KMS::Key"] * 3
        + ["AWS::SecretsManager::Secret"]
        + ["AWS::CloudWatch::Alarm"] * 20
        + ["AWS::Lambda::Function"] * 60
    )
    told = tenant_costs.standing({str(place): {"Type": kind} for place, kind in enumerate(kinds)})
    assert told == {"3 keys": 3.0, "1 secret": 0.4, "20 alarms": 2.0, "0 dashboards": 0.0}


def test_twenty_tenants_cost_the_installation_once_and_themselves_twenty_times() -> None:
    units = {each: Units(10, 10) for each in FREE}
    resources = {"Key": {"Type": "AWS::KMS::Key"}}
    each = sum(month(units, NOTHING, SIZES[1]).values())
    (line,) = (
        line
        for line in costs_page.page(units, NOTHING, "arm64", resources).splitlines()
        if line.startswith("20 tenants")
    )
    assert line == f"20 tenants of 1,000 relations: ${1 + 20 * each:.2f} a month in all."


def test_graviton_is_a_fifth_cheaper() -> None:
    assert prices.cost("arm64", 1) == pytest.approx(prices.cost("x86_64", 1) * 0.8, rel=1e-3)
