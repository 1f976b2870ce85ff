"""The log of all functions, and the lines in it that are counted."""

from typing import Any, NamedTuple

from infra.resources.resource import Resource, ref

LOG_GROUP = "LogGroup"
RETENTION_DAYS = 90


class Signal(NamedTuple):
    """Lines that `pattern` finds become a metric of this name, in the stack's own namespace."""

    name: str
    pattern: str


ERRORS = Signal("LoggedErrors", '{ $.level = "error" }')
BREACHES = Signal("Breaches", '{ $.event = "tenant_breach" || $.event = "access_denied" }')
MASS_READS = Signal("MassReads", '{ $.event = "mass_read" }')
# What the platform says at the end of a call that timed out, ran out of memory or could not be loaded. Not of one that
# raised: so the authorizer says that a token is not good.
CRASHES = Signal(
    "Crashes",
    '{ $.type = "platform.report" && ($.record.status = "timeout" || $.record.status = "failure" '
    '|| $.record.errorType = "Runtime.*") }',
)
SIGNALS = (ERRORS, BREACHES, CRASHES, MASS_READS)


def resources() -> dict[str, Resource]:
    group: Resource = {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": RETENTION_DAYS}}
    return {LOG_GROUP: group, **{f"{each.name}Filter": _filter(each) for each in SIGNALS}}


def function_logging() -> dict[str, Any]:
    """`LoggingConfig` of every function. As JSON, so that CRASHES can be told from the text of a line; what our own
    code prints passes as it is, with a level of its own and below any that would be held back."""
    return {
        "LogGroup": ref(LOG_GROUP),
        "LogFormat": "JSON",
        "ApplicationLogLevel": "INFO",
        "SystemLogLevel": "INFO",  # above it there are no platform.report lines
    }


def _filter(signal: Signal) -> Resource:
    counted = {"MetricNamespace": ref("AWS::StackName"), "MetricName": signal.name, "MetricValue": "1", "Unit": "Count"}
    properties = {
        "LogGroupName": ref(LOG_GROUP),
        "FilterPattern": signal.pattern,
        "MetricTransformations": [counted],
    }
    return {"Type": "AWS::Logs::MetricFilter", "Properties": properties}
