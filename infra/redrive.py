"""Delivers again what nobody could carry out: `make redrive STAGE=prod`, after what was wrong has been mended.

Reads the dead letter queue of a stage with the credentials of an operator; without `--stage`, the queue that
RELATA_DEAD_LETTERS names. A letter is taken out of the queue only after it was delivered; one that cannot be delivered
stays, and why is told. With `--look` nothing is delivered: it shows what waits.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence

from chalicelib import aws, clock
from chalicelib.settings import settings
from infra import stage
from infra.dead_letter import Letter, Stays, kind, letter

MOST, IN_ONE_GO = 10_000, 10
WAIT_SECONDS = 1  # long enough for SQS to ask all of its servers
HELD_SECONDS = 600  # nobody else is shown what this run is looking at
ROW = "{when:26}{kind:10}{tenant:32}{told}"


def main(arguments: Sequence[str]) -> int:
    asked = _parser().parse_args(arguments)
    if asked.stage:
        _enter(asked.stage)
    held: list[Letter] = []
    try:
        return _look(asked.limit, held) if asked.look else _redrive(asked.limit, held)
    finally:
        for each in held:
            _give_back(each)


def _enter(name: str) -> None:
    try:
        stage.enter(name)
    except stage.Unreachable as error:
        raise SystemExit(str(error)) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make redrive", description=__doc__)
    parser.add_argument("--stage", default="", help="dev or prod on AWS; left out: what the environment names")
    parser.add_argument("--look", action="store_true", help="show what waits, and change nothing")
    parser.add_argument("--limit", type=int, default=MOST, help="the most letters to read")
    return parser


def _look(limit: int, held: list[Letter]) -> int:
    for each in _waiting(limit):
        held.append(each)
        print(_row(each, kind(each).cause(each)))
    print(f"{len(held)} in the queue.")
    return 0


def _redrive(limit: int, held: list[Letter]) -> int:
    delivered = 0
    for each in _waiting(limit):
        held.append(each)
        why = _refusal(each)
        print(_row(each, f"stays: {why}" if why else "delivered"))
        if not why:
            _take_out(held.pop())
            delivered += 1
    print(f"{delivered} delivered, {len(held)} left.")
    return 1 if held else 0


def _refusal(each: Letter) -> str:
    """Why it could not be delivered, "" when it was."""
    try:
        kind(each).deliver(each.told)
    except Stays as reason:
        return str(reason)
    except Exception as error:  # whatever is the matter with one, the others are not to wait for it
        return f"{type(error).__name__}: {error}"
    return ""


def _waiting(limit: int) -> Iterator[Letter]:
    """Each once."""
    while limit > 0:
        messages = (
            aws.client("sqs")
            .receive_message(
                QueueUrl=settings().dead_letters,
                MaxNumberOfMessages=min(IN_ONE_GO, limit),
                WaitTimeSeconds=WAIT_SECONDS,
                VisibilityTimeout=HELD_SECONDS,
                MessageSystemAttributeNames=["SentTimestamp"],
                MessageAttributeNames=["ERROR_CODE"],
            )
            .get("Messages", ())
        )
        if not messages:
            return
        yield from map(letter, messages)
        limit -= len(messages)


def _take_out(each: Letter) -> None:
    aws.client("sqs").delete_message(QueueUrl=settings().dead_letters, ReceiptHandle=each.receipt)


def _give_back(each: Letter) -> None:
    aws.client("sqs").change_message_visibility(
        QueueUrl=settings().dead_letters, ReceiptHandle=each.receipt, VisibilityTimeout=0
    )


def _row(each: Letter, told: str) -> str:
    known = kind(each)
    return ROW.format(when=clock.stamp(each.sent), kind=known.name, tenant=known.tenant(each) or "-", told=told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
