"""The dashboard: one screen that says whether all is well, and if not, where to look. Graphs are rows."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from infra.resources import logs, metric
from infra.resources.alarms import WAITING, Function
from infra.resources.metric import Metric
from infra.resources.queues import DEAD_LETTERS, MAIL_DEAD_LETTERS, MAIL_QUEUE
from infra.resources.resource import Resource, ref
from infra.resources.tables import identity_table_name, table_name

DASHBOARD = "Dashboard"
WIDTH, HEIGHT, COLUMNS = 8, 6, 3
LATEST_ERRORS = (
    "fields @timestamp, event, operation, tenant, error, stack.0 "
    "| filter level = 'error' | sort @timestamp desc | limit 50"
)


class Search(NamedTuple):
    """One line per function, whichever there are by then."""

    metric: str
    statistic: str


class Graph(NamedTuple):
    title: str
    lines: tuple[Metric | Search, ...]


def resources(stage: str, functions: Iterable[Function]) -> dict[str, Resource]:
    streams = [each.id for each in functions if each.trigger == "stream"]
    properties = {"DashboardName": ref("AWS::StackName"), "DashboardBody": _text(_body(stage, graphs(stage, streams)))}
    return {DASHBOARD: {"Type": "AWS::CloudWatch::Dashboard", "Properties": properties}}


def graphs(stage: str, streams: Iterable[str]) -> list[Graph]:
    latency = tuple(metric.of_api(stage, "Latency", each) for each in ("p50", "p95", "p99"))
    answers = tuple(metric.of_api(stage, each) for each in ("Count", "4XXError", "5XXError"))
    return [
        Graph("Requests", answers),
        Graph("Latency of the API, ms", latency),
        Graph("Logged", tuple(metric.logged(each) for each in logs.SIGNALS)),
        Graph("Duration of functions, p95, ms", (Search("Duration", "p95"),)),
        Graph("Errors of functions", (Search("Errors", "Sum"),)),
        Graph("Throttled functions", (Search("Throttles", "Sum"),)),
        Graph("Concurrent executions", (Search("ConcurrentExecutions", "Maximum"),)),
        Graph("Age of the stream, ms", tuple(metric.of_function(each, "IteratorAge", "Maximum") for each in streams)),
        Graph("Waiting and put aside", tuple(metric.of_queue(each, WAITING) for each in QUEUES)),
        *_of_tables(),
        Graph("Mail", tuple(metric.of_mail(each) for each in ("Send", "Bounce", "Complaint"))),
    ]


QUEUES = (MAIL_QUEUE, DEAD_LETTERS, MAIL_DEAD_LETTERS)
UNITS = ("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits")
THROTTLES = ("ReadThrottleEvents", "WriteThrottleEvents")
CALLS = ("Query", "BatchGetItem", "TransactWriteItems")


def _of_tables() -> list[Graph]:
    tables = (table_name(), identity_table_name())
    return [
        Graph("Units of the tables", tuple(metric.of_table(table, each) for table in tables for each in UNITS)),
        Graph("Throttled in the tables", tuple(metric.of_table(table, each) for table in tables for each in THROTTLES)),
        Graph(
            "Latency of the tables, p95, ms",
            tuple(metric.latency_of_table(table, each, "p95") for table in tables for each in CALLS),
        ),
    ]


def _body(stage: str, rows: list[Graph]) -> dict[str, Any]:
    errors = _widget(len(rows), "log", {
        "title": "Latest errors",
        "query": {"Fn::Sub": f"SOURCE '${{{logs.LOG_GROUP}}}' | {LATEST_ERRORS}"},
        "view": "table",
    })  # fmt: skip
    shown = [_widget(place, "metric", _graph(stage, row)) for place, row in enumerate(rows)]
    return {"widgets": [*shown, errors | {"x": 0, "y": errors["y"] + HEIGHT, "width": WIDTH * COLUMNS}]}


def _widget(place: int, kind: str, properties: dict[str, Any]) -> dict[str, Any]:
    y, x = divmod(place, COLUMNS)
    region = {"region": ref("AWS::Region")}
    where = {"x": x * WIDTH, "y": y * HEIGHT, "width": WIDTH, "height": HEIGHT}
    return {"type": kind, **where, "properties": properties | region}


def _graph(stage: str, row: Graph) -> dict[str, Any]:
    return {
        "title": row.title,
        "period": 300,
        "view": "timeSeries",
        "metrics": [_line(stage, each) for each in row.lines],
    }


def _line(stage: str, line: Metric | Search) -> list[Any]:
    if isinstance(line, Search):
        return [{"expression": _search(stage, line), "label": ""}]
    dimensions = [part for pair in line.dimensions for part in pair]
    return [line.namespace, line.name, *dimensions, {"stat": line.statistic}]


def _search(stage: str, line: Search) -> str:
    """Functions of this stack are named `relata-<stage>-…`; CloudWatch searches for the words of a name."""
    wanted = f'{{AWS/Lambda,FunctionName}} MetricName="{line.metric}" relata {stage}'
    return f"SEARCH('{wanted}', '{line.statistic}', 300)"


def _text(body: Any) -> dict[str, Any]:
    """The body as JSON text, in which CloudFormation puts the names that it knows."""
    named: dict[str, Any] = {}
    text = json.dumps(_placed(body, named))
    return {"Fn::Sub": [text, named]}


def _placed(part: Any, named: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_placed(each, named) for each in part]
    if not isinstance(part, dict):
        return part
    if len(part) == 1 and next(iter(part)).startswith(("Ref", "Fn::")):
        return f"${{{_name(part, named)}}}"
    return {key: _placed(each, named) for key, each in part.items()}


def _name(part: Any, named: dict[str, Any]) -> str:
    """The same thing has one name, however often it is shown."""
    known = [name for name, value in named.items() if value == part]
    if not known:
        known = [f"Name{len(named)}"]
        named[known[0]] = part
    return known[0]
