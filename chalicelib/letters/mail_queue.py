"""Letters that wait to be sent. An operation hands a letter over to a queue, from which a worker takes it (`mail`).

So no operation waits for SES, none loses its letter while SES is down, and none but the worker may send mail. In the
queue is one JSON object per letter. Senders and workers of two versions of Relata run side by side for a while:
members may be added, if the worker can do without, since it passes over those that it does not know; `version` goes up
when that does not do, and what a worker cannot read stays in the queue for one that can."""

import json
from typing import NamedTuple

from chalicelib import aws, clock, logs
from chalicelib.letters.letter import Letter
from chalicelib.settings import settings

VERSION = 1
NEWS = 7 * 86400
BLANK = Letter("", "", "")


class Waiting(NamedTuple):
    letter: Letter
    expires_at: int


class UnknownVersion(Exception):
    """Written by a newer Relata."""


def send(letter: Letter, lifetime: int = NEWS) -> bool:
    """False when it could not be handed over. What the letter tells of has been saved by then and stays saved.

    `lifetime` is for how many seconds it is worth sending: as long as the link in it works."""
    from botocore.exceptions import BotoCoreError, ClientError

    body = packed(Waiting(letter, clock.epoch() + lifetime))
    try:
        aws.client("sqs").send_message(QueueUrl=settings().mail_queue, MessageBody=body)
    except ClientError as error:
        return _failed(error.response["Error"]["Code"])
    except BotoCoreError as error:
        return _failed(type(error).__name__)
    return True


def _failed(code: str) -> bool:
    logs.warning("mail_not_queued", code=code)
    return False


def send_nothing() -> None:
    """Takes as long as `send`, and nobody gets anything: for where an answer's time must not tell whether one did."""
    send(BLANK)


def packed(waiting: Waiting) -> str:
    return json.dumps({"version": VERSION, "expires_at": waiting.expires_at, **waiting.letter._asdict()})


def unpacked(body: str) -> Waiting:
    """Raises UnknownVersion."""
    told = json.loads(body)
    if told["version"] != VERSION:
        raise UnknownVersion(told["version"])
    return Waiting(Letter(*(told[name] for name in Letter._fields)), told["expires_at"])
