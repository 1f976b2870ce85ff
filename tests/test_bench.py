"""The benchmarks themselves; what they measure is of a machine, and held to nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from bench import cold, database, figures, function, page
from bench.event import event
from bench.figures import Figures, Speed, Start, percentile
from bench.speed import calls, milliseconds
from chalicelib.access.actor import Actor
from chalicelib.operation import OPERATIONS
from tests import cases, crowd
from tests.cases import CASES, Asked
from tests.costs import Measured, Units
from tests.engine import ENVIRONMENT, environment
from tests.world import TABLE, World

ANNA = Actor("ten_1", "usr_1", "idn_1", "ses_1", "employee")
CASE = next(case for case in CASES if case.operation == "read_relation")
UNITS = Units(round_trips=2, items_written=0, read_units=3, write_units=0)
SPEED = Speed(CASE.operation, CASE.told, p50=[2.0, 2.5], p95=[3.0, 3.5], calls=[9000, 9900])
STARTS = [Start("read_relation", 150, 50, 500, 200), Start("publish", 100, None, 270, None)]
FIGURES = Figures("a machine", [1_000, 100_000], [SPEED], "a machine", 200, 350, STARTS)


@pytest.mark.parametrize(("percent", "expected"), [(0, 1), (1, 1), (50, 5), (51, 6), (95, 10), (100, 10)])
def test_a_percentile_is_a_value_that_was_measured(percent: int, expected: float) -> None:
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], percent) == expected


def test_a_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 50) == percentile([7.0], 95) == 7.0


NAMED = (
    "key", "asker", "role", "profile", "sharing_rule", "owners", "readers", "company", "used", "plain", "contact",
    "address", "team", "document", "task", "weekly", "daily", "template", "mail", "shop", "person", "leaver", "erasure",
    "consent", "export", "custom_field", "product", "supply", "building", "connection", "child", "duplicate",
    "code_table", "coded", "code", "job",
    "selection", "static", "view", "fresh", "fresher", "number", "saved_report", "noted", "sold",
    "twin", "stays", "goes", "lasts", "lapses",
)  # fmt: skip


def test_every_case_is_a_request_that_its_operation_takes() -> None:
    ids = dict.fromkeys(NAMED, "rel_1")
    for case in CASES:
        told = event(OPERATIONS[case.operation], cases.asked(case, ids), ANNA)
        assert told["httpMethod"] == OPERATIONS[case.operation].method, case
        assert told["requestContext"]["authorizer"]["tenant"] == "ten_1"


def test_a_query_goes_apart_from_the_path() -> None:
    told = event(OPERATIONS["quick_search"], Asked("GET", "/v1/search?q=jan+almere&types=contact", None, {}), ANNA)
    assert told["path"] == "/v1/search"
    assert told["multiValueQueryStringParameters"] == {"q": ["jan almere"], "types": ["contact"]}


def test_what_is_asked_may_be_answered_with_a_file(world: World) -> None:
    root = world.user("administrator")
    who = replace(ANNA, tenant=root.tenant, user=root.id, role="administrator")
    sent = {"of": "relation", "criteria": {"all": []}}
    for name, path in (("export_report", "/v1/reports/export"), ("make_report", "/v1/reports")):
        told = event(OPERATIONS[name], Asked("POST", path, sent, {}), who)
        assert "Aantal" in str(function.asked(OPERATIONS[name], told))


def test_a_request_to_another_route_is_a_mistake() -> None:
    with pytest.raises(AssertionError):
        event(OPERATIONS["read_relation"], Asked("GET", "/v1/contacts/con_1", None, {}), ANNA)


def test_calls_are_counted_to_the_one() -> None:
    def work(times: int) -> list[int]:
        return [abs(number) for number in range(times)]

    ten, twenty = (calls(lambda times=times: work(times)) for times in (10, 20))  # type: ignore[misc]
    assert twenty - ten == 10
    assert milliseconds(lambda: work(1_000)) >= 0


def first(status: int | None, called: bool = True) -> dict[str, Any]:
    return {"imported": 200.4, "answered": 1.2, "called": called, "modules": 500, "status": status}


@pytest.mark.parametrize(
    ("told", "answered"),
    [(first(200), 1), (first(204), 1), (first(None), 1), (first(403), None), (first(503), None),
     (first(None, called=False), None)],
)  # fmt: skip
def test_a_refusal_is_not_taken_for_an_answer(told: dict[str, Any], answered: float | None) -> None:
    assert cold._start("get_user", [told] * 3) == Start("get_user", 200, answered, 500, told["status"])


def test_the_database_holds_what_the_front_door_would_have_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read through the API of the engine, which did not write it. Skipped where there is no dynoxide."""
    monkeypatch.setattr(database, "KEPT", tmp_path / "bench")
    with environment(ENVIRONMENT), database.opened([10]) as url:
        client = boto3.client("dynamodb", endpoint_url=url)
        found = client.scan(TableName=TABLE, ConsistentRead=True)["Items"]
    given = [item for each in crowd.crowd(database.tenant(10), 10) for item in crowd.items(each)]
    assert len(given) > 200
    assert sorted(found, key=_key) == sorted(given, key=_key)
    assert [file.name for file in (tmp_path / "bench").rglob("*.db*")] == ["10.db"]


def _key(item: crowd.Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


# ------------------------------------------------------------------------------------------------ file and page


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "bench.json"
    figures.keep(FIGURES, file)
    assert figures.kept(file) == FIGURES
    assert sum("read_relation" in line for line in file.read_text().splitlines()) == 2


def test_without_a_file_there_are_no_figures(tmp_path: Path) -> None:
    assert figures.kept(tmp_path / "absent.json") == Figures()


def _rows(figures: Figures) -> list[list[str]]:
    """Of the operation, in each table: what it touches, what it costs, how it starts."""
    told = page.page([Measured(CASE, (UNITS, UNITS))], figures).splitlines()
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in told if line.startswith("| `read_relation`")]


def test_the_page_shows_figures_and_price() -> None:
    _, cost, start = _rows(FIGURES)
    assert cost[1:5] == [CASE.told, "2.0 / 2.5 (3.5)", "≤ 2 **missed**", "1.10"]
    assert cost[5:9] == ["2", "0", "3", "0"]
    assert cost[9] == f"{3.50 + 0.20 + 3 * 0.125 + 0.0000166667 * 1000 * (2.5 * 1769 / 1024 + 2 * 5):.2f}"
    assert start[1:] == ["150", "50", "1.0", "500", "200"]


def test_what_was_not_timed_yet_shows_so() -> None:
    """A new operation must not wait for a benchmark to be documented."""
    _, cost, start = _rows(Figures())
    assert cost[2:5] == ["–", "–", "–"]
    assert cost[5:9] == ["2", "0", "3", "0"]
    assert cost[9] == "–"
    assert start[1:] == ["–"] * 5


def test_what_no_request_starts_shows_how_it_starts() -> None:
    told = page.page([], FIGURES).splitlines()
    assert "| `publish` | 100 | – | – | 270 | – |" in told


@pytest.mark.parametrize(
    ("name", "p50", "shown"),
    [
        ("read_contact", [2.0, 2.0], "≤ 2"),
        ("read_contact", [2.01, 1.9], "≤ 2 **missed**"),
        ("create_relation", [5.9, 6.0], "≤ 6"),
        ("archive_relation", [4.9, 5.1], "≤ 5 **missed**"),
        ("quick_search", [3.9, 4.0], "≤ 4"),
        ("list_relations", [10.1, 9.0], "≤ 10 **missed**"),
        ("history_of_relation", [99.0, 99.0], "–"),
    ],
)
def test_a_miss_is_told_beside_the_figure(name: str, p50: list[float], shown: str) -> None:
    case = next(case for case in CASES if case.operation == name)
    told = page.page([Measured(case, (UNITS, UNITS))], Figures(speeds=[Speed(name, case.told, p50, p50, [100, 111])]))
    _, cost, _ = (line for line in told.splitlines() if line.startswith(f"| `{name}`"))
    assert [cell.strip() for cell in cost.split("|")][4:6] == [shown, "1.11 **missed**"]


def test_misses_are_counted_by_kind() -> None:
    slow = replace(SPEED, p50=[1.9, 2.1], calls=[100, 200])
    told = page.page([], replace(FIGURES, speeds=[SPEED, slow, replace(SPEED, p50=[1.0, 1.0])])).splitlines()
    assert "| read a record | ≤ 2 | 3 | 2 |" in told
    assert "| create | ≤ 6 | 0 | 0 |" in told
    assert "| growth | × 1.1 | 3 | 1 |" in told


def test_more_memory_than_a_processor_makes_nothing_faster() -> None:
    assert page.price(UNITS, 2.5, 3538) - page.price(UNITS, 2.5, 1769) > 0


def test_every_operation_is_on_the_page() -> None:
    told = page.page([], Figures())
    assert not [name for name in OPERATIONS if f"| `{name}` |" not in told]
