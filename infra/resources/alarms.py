"""What somebody is called for, and what to do then. One row per alarm; each costs a dime a month.

API functions have none of their own: there are hundreds, and what fails in one of them the client sees as a 5XX and
the log as an error. Functions that no client waits for have theirs. The archive of the bus has none: EventBridge tells
nothing about it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from infra.resources import logs, metric, policy
from infra.resources.keys import DATA_KEY
from infra.resources.metric import Metric
from infra.resources.queues import DEAD_LETTERS, MAIL_DEAD_LETTERS, MAIL_QUEUE
from infra.resources.resource import Resource, arn, given, ref
from infra.resources.tables import identity_table_name, table_name

TOPIC, TOPIC_POLICY, SUBSCRIPTION = "AlarmTopic", "AlarmTopicPolicy", "AlarmSubscription"
ADDRESS, HAS_ADDRESS = "AlarmAddress", "HasAlarmAddress"
WATCHED = ("prod",)

PARAMETERS = {
    ADDRESS: {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "([^@ ]+@[^@ ]+)?",
        "Description": "E-mail address that alarms go to; it is asked to confirm once",
    },
}
CONDITIONS = {HAS_ADDRESS: given(ADDRESS)}


class Function(Protocol):
    """`id` is logical; `trigger` is api, authorizer, stream, bus, queue, minute or schedule; `timeout` in seconds."""

    @property
    def id(self) -> str: ...

    @property
    def trigger(self) -> str: ...

    @property
    def timeout(self) -> int: ...


class Alarm(NamedTuple):
    """Rings when the metric is over `limit` for `periods`, each of `seconds`. `first` is what to do first."""

    name: str
    metric: Metric
    first: str
    limit: float = 0
    seconds: int = 300
    periods: int = 1
    below: bool = False


def resources(stage: str, functions: Iterable[Function]) -> dict[str, Resource]:
    """The topic in every stage, alarms where somebody is to be called."""
    rows = alarms(stage, functions) if stage in WATCHED else ()
    return _topic() | {f"{row.name}Alarm": _alarm(row) for row in rows}


def alarms(stage: str, functions: Iterable[Function]) -> Iterator[Alarm]:
    yield Alarm("Api5xx", metric.of_api(stage, "5XXError", "Average"), LOOK_AT_ERRORS, limit=0.01, periods=2)
    yield from STANDING
    for each in functions:
        yield from (row(each.id) for row in BY_TRIGGER[each.trigger])


LOOK_AT_ERRORS = "Look at the latest errors on the dashboard; if they began with a deployment, deploy the one before."
HOT = "One partition is hot, or load doubled at once. Find the tenant in the access log; DynamoDB adapts in minutes."
TABLES = (("Table", table_name()), ("IdentityTable", identity_table_name()))
WAITING = "ApproximateNumberOfMessagesVisible"
STANDING = (
    Alarm(
        logs.ERRORS.name,
        metric.logged(logs.ERRORS),
        "Find the line in the log group: `operation` and `stack` say where. It is a fault in the code.",
    ),
    Alarm(
        logs.BREACHES.name,
        metric.logged(logs.BREACHES),
        "An operation reached for another tenant and was stopped. Treat as an attack until the code proves a fault.",
    ),
    Alarm(
        logs.MASS_READS.name,
        metric.logged(logs.MASS_READS),
        "Somebody read very much in an hour: the line has tenant and user. The tenant's administrators were told too.",
    ),
    Alarm(
        logs.CRASHES.name,
        metric.logged(logs.CRASHES),
        "A call timed out, ran out of memory or could not load: the platform.report line has its `requestId`.",
    ),
    Alarm(
        "FunctionThrottles",
        metric.of_all_functions("Throttles"),
        "Find the function on the dashboard. Many: raise the account's concurrency. One: its reserved concurrency.",
    ),
    *(
        Alarm(f"{name}{kind}Throttles", metric.of_table(table, f"{kind}ThrottleEvents"), HOT)
        for name, table in TABLES
        for kind in ("Read", "Write")
    ),
    Alarm(
        DEAD_LETTERS,
        metric.of_queue(DEAD_LETTERS, WAITING),
        "Read one message: it says which function and why. Mend that, then redrive the queue.",
        seconds=60,
    ),
    Alarm(
        MAIL_DEAD_LETTERS,
        metric.of_queue(MAIL_DEAD_LETTERS, WAITING),
        "Letters could not be sent: see `mail_failed` in the log and SES's state. Redrive what is still of use.",
        seconds=60,
    ),
    Alarm(
        "MailWaits",
        metric.of_queue(MAIL_QUEUE, "ApproximateAgeOfOldestMessage"),
        "Nobody sends mail. See whether the function that delivers is throttled or switched off, and SES's state.",
        limit=300,
        seconds=60,
    ),
    Alarm(
        "MailBounces",
        metric.reputation("BounceRate"),
        "SES stops sending at 10 %. Find who invites addresses that do not exist; stop them.",
        limit=0.04,
        seconds=3600,
    ),
    Alarm(
        "MailComplaints",
        metric.reputation("ComplaintRate"),
        "SES stops sending at 0.5 %. Find the tenant whose mail is called spam; stop it.",
        limit=0.0008,
        seconds=3600,
    ),
)


def _errors(function: str) -> Alarm:
    first = "See the function's errors in the log. It is tried again by itself; what fails for good is put aside."
    return Alarm(f"{function}Errors", metric.of_function(function, "Errors"), first)


def _age(function: str) -> Alarm:
    first = "Reactions run late. See its errors first; without any, too much is written for it: raise its parallelism."
    age = metric.of_function(function, "IteratorAge", "Maximum")
    return Alarm(f"{function}Age", age, first, limit=60_000, seconds=60, periods=5)


def _lost(function: str) -> Alarm:
    first = "What failed could not even be put in DeadLetters: see its policy, its key and the role of the function."
    return Alarm(f"{function}Lost", metric.of_function(function, "DestinationDeliveryFailures"), first)


def _asleep(function: str) -> Alarm:
    """Nothing said is the very thing to be told of."""
    first = "The clock does not call it: see that the rule is enabled and that its role may call the function."
    return Alarm(
        f"{function}Asleep", metric.of_function(function, "Invocations"), first, limit=1, periods=2, below=True
    )


BY_TRIGGER = {
    "api": (),
    "authorizer": (),
    "stream": (_errors, _age, _lost),
    "bus": (_errors, _lost),
    "queue": (_errors,),
    "minute": (_errors, _lost, _asleep),
    "schedule": (_errors, _lost),
}


def _alarm(row: Alarm) -> Resource:
    properties = {
        "AlarmName": {"Fn::Sub": f"${{AWS::StackName}}-{row.name}"},
        "AlarmDescription": row.first,
        "Namespace": row.metric.namespace,
        "MetricName": row.metric.name,
        "Dimensions": [{"Name": name, "Value": value} for name, value in row.metric.dimensions],
        "Statistic": row.metric.statistic,
        "Period": row.seconds,
        "EvaluationPeriods": row.periods,
        "Threshold": row.limit,
        "ComparisonOperator": "LessThanThreshold" if row.below else "GreaterThanThreshold",
        "TreatMissingData": "breaching" if row.below else "notBreaching",
        "AlarmActions": [ref(TOPIC)],
        "OKActions": [ref(TOPIC)],
    }
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties}


def _topic() -> dict[str, Resource]:
    publish = policy.let_in("AlarmsPublish", ["cloudwatch"], ["sns:Publish"], ref(TOPIC))
    document = policy.document(policy.only_tls("sns:Publish", ref(TOPIC)), publish)
    subscription = {"TopicArn": ref(TOPIC), "Protocol": "email", "Endpoint": ref(ADDRESS)}
    return {
        TOPIC: {"Type": "AWS::SNS::Topic", "Properties": {"KmsMasterKeyId": arn(DATA_KEY)}},
        TOPIC_POLICY: {
            "Type": "AWS::SNS::TopicPolicy",
            "Properties": {"Topics": [ref(TOPIC)], "PolicyDocument": document},
        },
        SUBSCRIPTION: {"Type": "AWS::SNS::Subscription", "Condition": HAS_ADDRESS, "Properties": subscription},
    }
