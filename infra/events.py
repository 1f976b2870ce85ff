"""What starts a function that no client calls, and what becomes of an event that it cannot carry out. Pure."""

import json
from collections.abc import Callable
from typing import Any

from chalicelib.footprint import BURIES, FOLLOWS, TAKES_MAIL, Touch
from infra import resources

Data = dict[str, Any]

STREAM_FILTER = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "CHANGE"}]}}}}
STREAM_TRIES, ASYNCHRONOUS_TRIES, BUS_TRIES = 5, 2, 24
DAY, HOUR = 86_400, 3600

# What a function's role needs because of what starts it: Lambda reads the stream and the queue, and puts aside what
# failed, in the name of the function.
BY_TRIGGER: dict[str, tuple[Touch, ...]] = {
    "api": (),
    "authorizer": (),
    "stream": (FOLLOWS, BURIES),
    "bus": (BURIES,),
    "schedule": (BURIES,),
    "queue": (TAKES_MAIL,),
}


def _dead_letters() -> Data:
    return {"Fn::GetAtt": [resources.DEAD_LETTERS, "Arn"]}


def _put_aside() -> Data:
    return {"OnFailure": {"Type": "SQS", "Destination": _dead_letters()}}


def equip(properties: Data, trigger: str) -> None:
    """Completes the events that Chalice made, in place."""
    for event in properties.get("Events", {}).values():
        SOURCES[trigger](event)
    if trigger in ("bus", "schedule"):
        properties["EventInvokeConfig"] = {
            "MaximumRetryAttempts": ASYNCHRONOUS_TRIES,
            "MaximumEventAgeInSeconds": 6 * HOUR,
            "DestinationConfig": _put_aside(),
        }


def _stream(event: Data) -> None:
    """New changes only; a record that fails is reported by itself, and a poisoned batch is cut in halves."""
    event["Properties"] |= {
        "Stream": resources.stream_arn(),
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": 100,
        "FilterCriteria": {"Filters": [{"Pattern": json.dumps(STREAM_FILTER)}]},
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": STREAM_TRIES,
        "MaximumRecordAgeInSeconds": DAY // 2,  # the stream keeps a day, and redriving takes some of it
        "DestinationConfig": _put_aside(),
    }


def _bus(event: Data) -> None:
    event["Type"] = "EventBridgeRule"
    event["Properties"] |= {
        "EventBusName": {"Ref": resources.BUS},
        "RetryPolicy": {"MaximumRetryAttempts": BUS_TRIES, "MaximumEventAgeInSeconds": DAY},
        "DeadLetterConfig": {"Arn": _dead_letters()},
    }


def _queue(event: Data) -> None:
    """Chalice has the name of the queue at the end of its ARN: `mail` is the resource MailQueue."""
    name = event["Properties"]["Queue"]["Fn::Sub"].rpartition(":")[2]
    event["Properties"]["Queue"] = {"Fn::GetAtt": [f"{name.capitalize()}Queue", "Arn"]}


def _schedule(event: Data) -> None:
    event["Properties"] |= {
        "RetryPolicy": {"MaximumRetryAttempts": 2, "MaximumEventAgeInSeconds": HOUR},
        "DeadLetterConfig": {"Arn": _dead_letters()},
    }


SOURCES: dict[str, Callable[[Data], None]] = {
    "stream": _stream,
    "bus": _bus,
    "queue": _queue,
    "schedule": _schedule,
}
