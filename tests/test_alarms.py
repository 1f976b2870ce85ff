"""Who is called for what, and what they then look at: alarms, the lines of the log that are counted, the dashboard."""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from chalicelib import logs
from chalicelib.storage import guard
from infra import resources
from infra.resources import alarms, dashboard
from infra.resources.logs import BREACHES, CRASHES, ERRORS, SIGNALS, Signal

Data = dict[str, Any]


class Called(NamedTuple):
    id: str
    trigger: str
    timeout: int = 29


FUNCTIONS = [
    Called("CreateRelation", "api"),
    Called("Authorizer", "authorizer"),
    Called("Publish", "stream"),
    Called("React", "bus"),
    Called("Deliver", "queue"),
    Called("Tick", "minute"),
    Called("Nightly", "schedule"),
]


@pytest.fixture(scope="module")
def made() -> Data:
    return resources.of_stage("prod", FUNCTIONS)


def rung(made: Data) -> dict[str, Data]:
    """Properties of the alarms by name."""
    found = {name: each["Properties"] for name, each in made.items() if each["Type"] == "AWS::CloudWatch::Alarm"}
    return {name.removesuffix("Alarm"): told for name, told in found.items()}


def test_nobody_is_called_for_a_stage_that_is_tried_out() -> None:
    tried = resources.of_stage("dev", FUNCTIONS)
    assert not rung(tried)
    assert {"AlarmTopic", "Dashboard", "LoggedErrorsFilter"} <= tried.keys()


def test_these_are_watched_and_each_costs_a_dime_a_month(made: Data) -> None:
    assert sorted(rung(made)) == sorted((
        "Api5xx", "LoggedErrors", "Breaches", "Crashes", "MassReads", "FunctionThrottles",
        "TableReadThrottles", "TableWriteThrottles", "IdentityTableReadThrottles", "IdentityTableWriteThrottles",
        "DeadLetters", "MailDeadLetters", "MailWaits", "MailBounces", "MailComplaints",
        "PublishErrors", "PublishAge", "PublishLost", "ReactErrors", "ReactLost", "DeliverErrors",
        "TickErrors", "TickLost", "TickAsleep", "NightlyErrors", "NightlyLost",
    ))  # fmt: skip


def test_a_new_operation_costs_no_alarm() -> None:
    some = resources.of_stage("prod", FUNCTIONS)
    more = resources.of_stage("prod", [*FUNCTIONS, *(Called(f"Operation{each}", "api") for each in range(300))])
    assert rung(some) == rung(more)
    assert len(json.dumps(some)) == len(json.dumps(more))


def test_an_alarm_says_where_it_is_from_and_what_to_do_first(made: Data) -> None:
    for told in rung(made).values():
        assert told["AlarmName"]["Fn::Sub"].startswith("${AWS::StackName}-")
        assert len(told["AlarmDescription"].split()) > 5
        assert told["AlarmActions"] == told["OKActions"] == [{"Ref": "AlarmTopic"}]


def test_silence_rings_where_the_clock_has_to_call_and_nowhere_else(made: Data) -> None:
    """C2"""
    silent = {name for name, told in rung(made).items() if told["TreatMissingData"] == "breaching"}
    assert silent == {"TickAsleep"}
    asleep = rung(made)["TickAsleep"]
    assert (asleep["MetricName"], asleep["ComparisonOperator"]) == ("Invocations", "LessThanThreshold")
    assert asleep["Period"] * asleep["EvaluationPeriods"] == 600
    assert asleep["Threshold"] == 1


def test_one_letter_put_aside_rings(made: Data) -> None:
    """R3"""
    for queue in ("DeadLetters", "MailDeadLetters"):
        told = rung(made)[queue]
        assert told["Dimensions"] == [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}]
        assert (told["Threshold"], told["ComparisonOperator"]) == (0, "GreaterThanThreshold")


def test_a_restored_table_is_watched_as_the_one_before(made: Data) -> None:
    """C6"""
    (dimension,) = rung(made)["TableWriteThrottles"]["Dimensions"]
    assert dimension == {"Name": "TableName", "Value": resources.table_name()}


def test_alarms_go_to_an_address_where_one_is_given_and_over_tls(made: Data) -> None:
    assert made["AlarmSubscription"]["Condition"] in resources.CONDITIONS
    assert made["AlarmTopic"]["Properties"]["KmsMasterKeyId"] == {"Fn::GetAtt": ["DataKey", "Arn"]}
    only_tls, publish = made["AlarmTopicPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert (only_tls["Effect"], only_tls["Sid"]) == ("Deny", "OnlyTls")
    assert publish["Principal"] == {"Service": ["cloudwatch.amazonaws.com"]}


# --- lines that are counted


def finds(signal: Signal, line: str) -> bool:
    """As CloudWatch reads a pattern for JSON: `=` with `*` at the end, `&&`, `||` and brackets."""
    told = json.loads(line)

    def term(found: re.Match[str]) -> str:
        value: Any = told
        for part in found[1].split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return str(isinstance(value, str) and bool(re.fullmatch(found[2].replace("*", ".*"), value)))

    meaning = re.sub(r'\$\.([\w.]+) = "([^"]*)"', term, signal.pattern[1:-1].strip())
    return bool(eval(meaning.replace("&&", "and").replace("||", "or")))


def breach() -> None:
    with guard.within("ten_1"), pytest.raises(guard.TenantBreach):
        guard.check("Scan", {"TableName": "relata"}, "relata")


@pytest.mark.parametrize(
    ("write", "found"),
    [
        (lambda: logs.exception("failed", ValueError("x"), operation="create_relation"), {"LoggedErrors"}),
        (breach, {"Breaches"}),
        (lambda: logs.warning("mass_read", tenant="ten_1", user="usr_1", count=5_000), {"MassReads"}),
        (lambda: logs.warning("mail_failed", code="Throttling"), set()),
        (lambda: logs.info("started"), set()),
    ],
)
def test_what_relata_logs_is_counted(
    capsys: pytest.CaptureFixture[str], write: Callable[[], None], found: set[str]
) -> None:
    write()
    line = capsys.readouterr().out
    assert {each.name for each in SIGNALS if finds(each, line)} == found


def report(**record: str) -> str:
    return json.dumps({"time": "2026-11-21T10:00:00Z", "type": "platform.report", "record": record})


@pytest.mark.parametrize(("line", "counted"), [
    (report(status="timeout"), True),
    (report(status="failure", errorType="Runtime.ExitError"), True),
    (report(status="error", errorType="Runtime.OutOfMemory"), True),
    (report(status="error", errorType="Runtime.ImportModuleError"), True),
    (report(status="success"), False),
    (report(status="error", errorType="Exception"), False),  # the authorizer, of a token that is not good
    ('{"type": "platform.start", "record": {}}', False),
])  # fmt: skip
def test_a_call_that_could_not_end_is_counted_as_a_crash(line: str, counted: bool) -> None:
    assert finds(CRASHES, line) is counted
    assert not finds(ERRORS, line)
    assert not finds(BREACHES, line)


def test_what_is_counted_is_what_rings(made: Data) -> None:
    for signal in SIGNALS:
        filtered = made[f"{signal.name}Filter"]["Properties"]
        (counted,) = filtered["MetricTransformations"]
        told = rung(made)[signal.name]
        assert (counted["MetricNamespace"], counted["MetricName"]) == (told["Namespace"], told["MetricName"])
        assert filtered["LogGroupName"] == resources.function_logging()["LogGroup"] == {"Ref": "LogGroup"}


def test_the_platform_reports_in_the_form_that_is_looked_for() -> None:
    assert resources.function_logging()["LogFormat"] == "JSON"
    assert resources.function_logging()["SystemLogLevel"] == "INFO"


# --- dashboard


def shown(made: Data) -> list[Data]:
    """The widgets, with the names of CloudFormation's things in place of their values."""
    text, named = made["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    for name, value in named.items():
        text = text.replace(f"${{{name}}}", json.dumps(value).replace('"', "'"))
    assert "${" not in text.replace("${LogGroup}", "")
    found: list[Data] = json.loads(text)["widgets"]
    return found


def test_the_dashboard_shows_what_alarms_ring_for(made: Data) -> None:
    text = json.dumps(shown(made))
    for told in rung(made).values():
        lambdas = told["Namespace"] == "AWS/Lambda"
        if not lambdas and not told["MetricName"].startswith(("Reputation", "ApproximateAge")):
            assert f'"{told["MetricName"]}"' in text
    for searched in ("Duration", "Errors", "Throttles", "ConcurrentExecutions"):
        assert f'MetricName=\\"{searched}\\" relata prod' in text
    for percentile in ("p50", "p95", "p99"):
        assert percentile in text


def test_nothing_on_the_dashboard_covers_something_else(made: Data) -> None:
    taken = [
        (x, y)
        for each in shown(made)
        for x in range(each["x"], each["x"] + each["width"])
        for y in range(each["y"], each["y"] + each["height"])
    ]
    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) < dashboard.WIDTH * dashboard.COLUMNS == 24


def test_the_latest_errors_are_read_from_the_log_of_all_functions(made: Data) -> None:
    (log,) = [each["properties"] for each in shown(made) if each["type"] == "log"]
    assert "SOURCE '${LogGroup}'" in log["query"]
    assert "level = 'error'" in log["query"]


def test_a_trigger_that_is_not_known_is_no_function_without_alarms() -> None:
    with pytest.raises(KeyError):
        list(alarms.alarms("prod", [Called("New", "websocket")]))
