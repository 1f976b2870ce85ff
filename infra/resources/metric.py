"""The CloudWatch metrics that alarms and the dashboard look at."""

from typing import Any, NamedTuple

from infra.resources import queues
from infra.resources.logs import Signal
from infra.resources.mail import CONFIGURATION_SET
from infra.resources.resource import ref


class Metric(NamedTuple):
    """The values of `dimensions` may be CloudFormation's functions."""

    namespace: Any
    name: str
    dimensions: tuple[tuple[str, Any], ...] = ()
    statistic: str = "Sum"


def of_api(stage: str, name: str, statistic: str = "Sum") -> Metric:
    return Metric("AWS/ApiGateway", name, (("ApiName", ref("AWS::StackName")), ("Stage", stage)), statistic)


def of_function(function: str, name: str, statistic: str = "Sum") -> Metric:
    return Metric("AWS/Lambda", name, (("FunctionName", ref(function)),), statistic)


def of_all_functions(name: str, statistic: str = "Sum") -> Metric:
    """Of the whole account and region: an alarm takes no search, and one per function would cost a dime each."""
    return Metric("AWS/Lambda", name, (), statistic)


def of_table(table_name: Any, name: str, statistic: str = "Sum") -> Metric:
    return Metric("AWS/DynamoDB", name, (("TableName", table_name),), statistic)


def latency_of_table(table_name: Any, operation: str, statistic: str) -> Metric:
    dimensions = (("TableName", table_name), ("Operation", operation))
    return Metric("AWS/DynamoDB", "SuccessfulRequestLatency", dimensions, statistic)


def of_queue(queue: str, name: str) -> Metric:
    return Metric("AWS/SQS", name, (("QueueName", queues.name(queue)),), "Maximum")


def of_mail(name: str, statistic: str = "Sum") -> Metric:
    """Of the whole account and region: SES tells these per configuration set only to CloudWatch as a destination."""
    return Metric("AWS/SES", name, (), statistic)


def reputation(name: str) -> Metric:
    return Metric("AWS/SES", f"Reputation.{name}", (("ses:configuration-set", ref(CONFIGURATION_SET)),), "Maximum")


def logged(signal: Signal) -> Metric:
    return Metric(ref("AWS::StackName"), signal.name)
