"""Delivers again what nobody could carry out: `make redrive STAGE=prod`, after what was wrong has been mended.

Reads the dead letters of a stage, and those of its mail queue, with the credentials of an operator; without `--stage`,
those of the queues that RELATA_DEAD_LETTERS and RELATA_MAIL_QUEUE name. One is taken out only after it was delivered,
or because it is over; what cannot be delivered stays, and why is told. With `--look` nothing is delivered: it shows
what waits.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from chalicelib import aws, clock
from chalicelib.settings import settings
from infra import console, stage
from infra.dead_letter import ATTRIBUTES, Letter, Over, Stays, kind, letter

MOST, IN_ONE_GO = 10_000, 10
WAIT_SECONDS = 1  # long enough for SQS to ask all of its servers
HELD_SECONDS = 600  # nobody else is shown what this run is looking at
DELIVERED, OVER = "delivered", "dropped: it is over"
ROW = "{when:26}{kind:10}{tenant:32}{told}"


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    return console.reported(lambda: _carried_out(asked))


def _carried_out(asked: argparse.Namespace) -> int:
    if asked.stage:
        stage.enter(asked.stage)
    held: list[Letter] = []
    try:
        return _look(asked.limit, held) if asked.look else _redrive(asked.limit, held)
    finally:
        for each in held:
            _give_back(each)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make redrive", description=__doc__)
    parser.add_argument(
        "--stage", default="", type=stage.named, help="dev or prod on AWS; left out: what the environment names"
    )
    parser.add_argument("--look", action="store_true", help="show what waits, and change nothing")
    parser.add_argument("--limit", type=int, default=MOST, help="the most letters to read")
    return parser


def _look(limit: int, held: list[Letter]) -> int:
    for each in _waiting(limit):
        held.append(each)
        print(_row(each, kind(each).cause(each)))
    print(f"{len(held)} waiting.")
    return 0


def _redrive(limit: int, held: list[Letter]) -> int:
    fates: Counter[str] = Counter()
    for each in _waiting(limit):
        held.append(each)
        fate = _fate(each)
        fates[fate] += 1
        print(_row(each, fate))
        if fate in (DELIVERED, OVER):
            _take_out(held.pop())
    print(f"{fates[DELIVERED]} delivered, {len(held)} left.")
    return 1 if held else 0


def _fate(each: Letter) -> str:
    """What became of it, or why it stays."""
    try:
        kind(each).deliver(each)
    except Over:
        return OVER
    except Stays as reason:
        return f"stays: {reason}"
    except Exception as error:  # whatever is the matter with one, the others are not to wait for it
        return f"stays: {type(error).__name__}: {error}"
    return DELIVERED


def _waiting(limit: int) -> Iterator[Letter]:
    """Of both queues together no more than the limit."""
    for queue in (settings().dead_letters, *_of_mail()):
        for each in _waiting_in(queue, limit):
            yield each
            limit -= 1


def _of_mail() -> Iterator[str]:
    """Where the mail queue puts aside what its worker fails on: itself says where."""
    sqs = aws.client("sqs")
    told = sqs.get_queue_attributes(QueueUrl=settings().mail_queue, AttributeNames=["RedrivePolicy"])
    if policy := told.get("Attributes", {}).get("RedrivePolicy"):
        name = json.loads(policy)["deadLetterTargetArn"].rpartition(":")[2]
        yield sqs.get_queue_url(QueueName=name)["QueueUrl"]


def _waiting_in(queue: str, limit: int) -> Iterator[Letter]:
    """Each once."""
    while limit > 0:
        messages = _received(queue, min(IN_ONE_GO, limit))
        if not messages:
            return
        yield from (letter(queue, message) for message in messages)
        limit -= len(messages)


def _received(queue: str, most: int) -> list[dict[str, Any]]:
    told = aws.client("sqs").receive_message(
        QueueUrl=queue,
        MaxNumberOfMessages=most,
        WaitTimeSeconds=WAIT_SECONDS,
        VisibilityTimeout=HELD_SECONDS,
        MessageSystemAttributeNames=["SentTimestamp"],
        MessageAttributeNames=list(ATTRIBUTES),
    )
    found: list[dict[str, Any]] = told.get("Messages", [])
    return found


def _take_out(each: Letter) -> None:
    aws.client("sqs").delete_message(QueueUrl=each.queue, ReceiptHandle=each.receipt)


def _give_back(each: Letter) -> None:
    aws.client("sqs").change_message_visibility(QueueUrl=each.queue, ReceiptHandle=each.receipt, VisibilityTimeout=0)


def _row(each: Letter, told: str) -> str:
    known = kind(each)
    return ROW.format(when=clock.stamp(each.sent), kind=known.name, tenant=known.tenant(each) or "-", told=told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
