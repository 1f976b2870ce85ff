"""What follows a change, as one table: which changes a reaction is concerned with, and what it does.

Fed from the table's stream, which delivers at least once and in order per record.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from chalicelib import logs
from chalicelib.reactions import refresh
from chalicelib.storage import keys

Image = dict[str, Any]


class Reaction(NamedTuple):
    concerns: Callable[[dict[str, Any]], bool]
    act: Callable[[str, dict[str, Any]], None]


REACTIONS = (
    Reaction(refresh.shows_elsewhere, refresh.refresh_others),
    Reaction(refresh.may_be_late, refresh.refresh_itself),
)


def react(events: Iterable[Image]) -> dict[str, list[dict[str, str]]]:
    """Answers, in Lambda's form for partial batches, the first record that failed: it and all after it come again."""
    for event in events:
        try:
            _react_to(event)
        except Exception as error:
            logs.exception("reaction_failed", error, id=event.get("eventID"))
            return {"batchItemFailures": [{"itemIdentifier": event["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}


def _react_to(event: Image) -> None:
    image = event["dynamodb"].get("NewImage")
    if event["eventName"] != "INSERT" or image is None or not image["sk"]["S"].startswith(keys.CHANGE):
        return
    tenant = keys.tenant_of(image["pk"]["S"])
    change = json.loads(image["body"]["S"])
    for reaction in REACTIONS:
        if reaction.concerns(change):
            reaction.act(tenant, change)
