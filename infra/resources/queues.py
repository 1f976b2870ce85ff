"""The queues: mail that waits to be sent, and what could not be carried out.

A letter is tried for a quarter of an hour, as long as a link to a new password lives, and is then put aside. What
nobody takes at all (the function is switched off) waits four days: an invitation lives for seven, and a lost one is
missed by nobody until somebody asks. The queue is under the identity service's own key, for its letters hold tokens.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from infra.resources import policy
from infra.resources.keys import DATA_KEY, IDENTITY_KEY
from infra.resources.resource import Resource, arn, attribute, kept, ref

DEAD_LETTERS, MAIL_QUEUE, MAIL_DEAD_LETTERS = "DeadLetters", "MailQueue", "MailDeadLetters"
DAY = 86_400
TRIES = 5
# the mail queue's dead letters keep the age that they had there
MAIL_DAYS, DEAD_DAYS = 4, 14


class Function(Protocol):
    @property
    def trigger(self) -> str: ...

    @property
    def timeout(self) -> int: ...


def resources(functions: Iterable[Function]) -> dict[str, Resource]:
    hidden = visibility(functions)
    put_aside = {"deadLetterTargetArn": arn(MAIL_DEAD_LETTERS), "maxReceiveCount": TRIES}
    return {
        DEAD_LETTERS: kept("AWS::SQS::Queue", _queue(DATA_KEY, DEAD_DAYS, hidden)),
        MAIL_DEAD_LETTERS: kept("AWS::SQS::Queue", _queue(IDENTITY_KEY, DEAD_DAYS, hidden)),
        MAIL_QUEUE: kept("AWS::SQS::Queue", _queue(IDENTITY_KEY, MAIL_DAYS, hidden, RedrivePolicy=put_aside)),
        f"{DEAD_LETTERS}Policy": _policy(DEAD_LETTERS, _events_send()),
        f"{MAIL_DEAD_LETTERS}Policy": _policy(MAIL_DEAD_LETTERS),
        f"{MAIL_QUEUE}Policy": _policy(MAIL_QUEUE),
    }


def visibility(functions: Iterable[Function]) -> int:
    """Lambda asks for six times the function's time, and refuses to take from a queue with less."""
    return 6 * max((each.timeout for each in functions if each.trigger == "queue"), default=29) + 6


def name(queue: str) -> dict[str, Any]:
    return attribute(queue, "QueueName")


def _queue(key: str, days: int, hidden: int, **more: Any) -> dict[str, Any]:
    return {
        "KmsMasterKeyId": arn(key),
        "KmsDataKeyReusePeriodSeconds": 300,
        "MessageRetentionPeriod": days * DAY,
        "VisibilityTimeout": hidden,
        **more,
    }


def _policy(queue: str, *statements: policy.Statement) -> Resource:
    document = policy.document(policy.only_tls("sqs:*", arn(queue)), *statements)
    properties = {"Queues": [ref(queue)], "PolicyDocument": document}
    return {"Type": "AWS::SQS::QueuePolicy", "Properties": properties}


def _events_send() -> policy.Statement:
    """EventBridge, of what its rules cannot deliver. Lambda needs nothing here: it writes with the function's role."""
    rules = {"Fn::Sub": "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/*"}
    where = {**policy.OURS, "ArnLike": {"aws:SourceArn": rules}}
    return policy.let_in("EventsSend", ["events"], ["sqs:SendMessage"], arn(DEAD_LETTERS), where)
