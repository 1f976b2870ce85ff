"""What starts a function that no client calls, and what becomes of an event that it cannot carry out. Pure."""

import json
from collections.abc import Callable
from typing import Any

from chalicelib.footprint import BURIES, FOLLOWS, TAKES_MAIL, Touch
from chalicelib.storage import keys
from infra import resources

Data = dict[str, Any]

STREAM_FILTER = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"sk": {"S": [{"prefix": keys.CHANGE}]}}}}
OUR_SOURCE = "relata"
# By the source, what tells that an event of a service is about something of ours.
ABOUT_US: dict[str, Data] = {
    "aws.s3": {"bucket": {"name": [{"Ref": resources.INBOUND_MAIL}]}},
    "aws.ses": {"mail": {"tags": {"ses:configuration-set": [{"Ref": resources.CONFIGURATION_SET}]}}},
}
AS_LONG_AS_IT_LASTS, ASYNCHRONOUS_TRIES, BUS_TRIES = -1, 2, 24
DAY, HOUR = 86_400, 3600

# What a function's role needs because of what starts it: Lambda reads the stream and the queue, and puts aside what
# failed, in the name of the function.
BY_TRIGGER: dict[str, tuple[Touch, ...]] = {
    "api": (),
    "authorizer": (),
    "stream": (FOLLOWS, BURIES),
    "bus": (BURIES,),
    "minute": (BURIES,),
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
    if trigger in ("bus", "minute", "schedule"):
        properties["EventInvokeConfig"] = {
            "MaximumRetryAttempts": ASYNCHRONOUS_TRIES,
            "MaximumEventAgeInSeconds": 6 * HOUR,
            "DestinationConfig": _put_aside(),
        }


def _stream(event: Data) -> None:
    """New changes only. What cannot be understood is put aside at once, so only trouble of the bus comes here: that is
    tried for half a day, since what is given up is only a pointer into a stream that lasts a whole one."""
    event["Properties"] |= {
        "Stream": resources.stream_arn(),
        "StartingPosition": "TRIM_HORIZON",
        "BatchSize": 100,
        "FilterCriteria": {"Filters": [{"Pattern": json.dumps(STREAM_FILTER)}]},
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "BisectBatchOnFunctionError": True,
        "MaximumRetryAttempts": AS_LONG_AS_IT_LASTS,
        "MaximumRecordAgeInSeconds": DAY // 2,
        "DestinationConfig": _put_aside(),
    }


def _bus(event: Data) -> None:
    """Our own events are on our own bus; those of AWS's services come on the account's, with those of others."""
    pattern = event["Properties"]["Pattern"]
    (source,) = pattern["source"]
    if about := ABOUT_US.get(source):
        pattern["detail"] = {**pattern.get("detail", {}), **about}
    event["Type"] = "EventBridgeRule"
    event["Properties"] |= {
        **({"EventBusName": {"Ref": resources.BUS}} if source == OUR_SOURCE else {}),
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
    "minute": _schedule,
    "schedule": _schedule,
}
