"""Puts the changes in the table's stream on the bus: at least once, and in their order per call.

Of a batch the first that could not be published is named, and Lambda delivers it and all behind it again. What no
other try will make sense of is put aside at once, so that it keeps nobody waiting; the change itself stays in the
table, and `infra/redrive.py` publishes it once it can be understood.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from chalicelib import aws, clock, logs
from chalicelib.reactions import aside
from chalicelib.reactions.event import Entry, Event, Image, Origin, Poison, batches, moment, read
from chalicelib.settings import settings

# Of a single entry, and for good: the next try would get the same answer.
REFUSED = frozenset({"InvalidArgument", "MalformedDetail"})


class Failed(Exception):
    """The record with this sequence number is to be delivered again."""

    def __init__(self, origin: Origin) -> None:
        super().__init__(origin.number)
        self.number = origin.number


def publish(records: Iterable[Image]) -> dict[str, list[dict[str, str]]]:
    """Answers in Lambda's form for partial batches."""
    since = moment(settings().epoch)
    found = [each for record in records if (each := read(record, since)) is not None]
    try:
        for kind, run in groupby(found, type):
            CARRY_OUT[kind](run)
    except Failed as failed:
        return {"batchItemFailures": [{"itemIdentifier": failed.number}]}
    return {"batchItemFailures": []}


def _send(events: Iterable[Event]) -> None:
    for batch in batches(events):
        for event, code in zip(batch, _codes(batch), strict=True):
            if code in REFUSED:
                _put_aside(Poison(event.origin, f"EventBridge: {code}"))
            elif code:
                logs.warning("publishing_failed", code=code, tenant=event.origin.tenant, id=event.origin.event_id)
                raise Failed(event.origin)


def _codes(batch: Sequence[Event]) -> list[str]:
    try:
        return put([event.entry for event in batch])
    except Exception as error:
        logs.exception("publishing_failed", error, code=_code(error), count=len(batch))
        raise Failed(batch[0].origin) from error


def put(entries: Sequence[Entry]) -> list[str]:
    """Per entry the code of its error, "" where it is on the bus. Raises what botocore does when all failed."""
    bus = settings().bus
    answer = aws.client("events").put_events(Entries=[{**entry, "EventBusName": bus} for entry in entries])
    return [told.get("ErrorCode", "") for told in answer["Entries"]]


def _bury(poisons: Iterable[Poison]) -> None:
    for poison in poisons:
        _put_aside(poison)


def _put_aside(poison: Poison) -> None:
    logs.warning("change_put_aside", tenant=poison.origin.tenant, id=poison.origin.event_id, reason=poison.cause)
    try:
        aside.put(_letter(poison))
    except Exception as error:
        logs.exception("putting_aside_failed", error, code=_code(error), id=poison.origin.event_id)
        raise Failed(poison.origin) from error


def _letter(poison: Poison) -> dict[str, Any]:
    origin = poison.origin
    return {
        "kind": "change",
        "tenant": origin.tenant,
        "cause": poison.cause,
        "event_id": origin.event_id,
        "sequence_number": origin.number,
        "keys": {"pk": origin.pk, "sk": origin.sk},
        "at": clock.timestamp(),
    }


def _code(error: Exception) -> str | None:
    """What AWS called it, None where it did not answer."""
    code: str | None = getattr(error, "response", {}).get("Error", {}).get("Code")
    return code


CARRY_OUT: dict[type, Callable[[Any], None]] = {Event: _send, Poison: _bury}
