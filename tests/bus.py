"""EventBridge as far as Relata uses it: a bus that holds callers to AWS's limits and hands events to whoever asks.

Answered inside botocore, before anything goes out. Moto's own takes calls of any size, cannot refuse one entry of
several, and raises on a rule whose target is a function.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import uuid4

from chalice.app import CloudWatchEventConfig

from chalicelib import aws
from chalicelib.settings import settings

Event = dict[str, Any]
CALL = "before-call.eventbridge.PutEvents"
MOST_ENTRIES, MOST_BYTES = 10, 256 * 1024


class Status(NamedTuple):
    status_code: int


class Bus:
    """`calls` has the number of entries of each call."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.calls: list[int] = []
        self._codes: dict[str, str] = {}
        self._trouble = ""

    def stand(self) -> None:
        """In place of the one that stood before."""
        events = aws.client("events").meta.events
        events.unregister(CALL, unique_id=__name__)
        events.register(CALL, self.answer, unique_id=__name__)

    def answer(self, params: Mapping[str, Any], **_: Any) -> tuple[Status, dict[str, Any]]:
        """PutEvents: a call within its limits, and for each entry an id or the code of its error."""
        if self._trouble:
            return Status(500), {"Error": {"Code": self._trouble, "Message": "injected"}}
        entries = json.loads(params["body"])["Entries"]
        assert 0 < len(entries) <= MOST_ENTRIES
        assert sum(map(_size, entries)) <= MOST_BYTES
        self.calls.append(len(entries))
        told = [self._taken(entry) for entry in entries]
        return Status(200), {"FailedEntryCount": sum("ErrorCode" in each for each in told), "Entries": told}

    def _taken(self, entry: Mapping[str, Any]) -> dict[str, str]:
        assert entry["EventBusName"] == settings().bus
        event = _event(entry)
        if code := self._codes.get(event["detail"]["id"]):
            return {"ErrorCode": code, "ErrorMessage": "injected"}
        self.events.append(event)
        return {"EventId": event["id"]}

    @contextmanager
    def refusing(self, code: str, *ids: str) -> Iterator[None]:
        """Answers this error for the entries that tell of these changes, and takes the others."""
        self._codes = dict.fromkeys(ids, code)
        yield
        self._codes = {}

    @contextmanager
    def down(self, code: str = "InternalFailure") -> Iterator[None]:
        """Every call fails as a whole, and botocore has tried again by then."""
        self._trouble = code
        yield
        self._trouble = ""

    def take(self) -> list[Event]:
        """What came since the last time and the rule of `app.react` lets through."""
        return chosen("react", self.drain())

    def drain(self) -> list[Event]:
        """All that came since the last time."""
        taken, self.events = self.events, []
        return taken


def _size(entry: Mapping[str, Any]) -> int:
    return 14 + sum(len(entry[name].encode()) for name in ("Source", "DetailType", "Detail"))


def _event(entry: Mapping[str, Any]) -> Event:
    """As the bus hands it on."""
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": entry["DetailType"],
        "source": entry["Source"],
        "account": "123456789012",
        "time": datetime.fromtimestamp(entry["Time"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "eu-central-1",
        "resources": [],
        "detail": json.loads(entry["Detail"]),
    }


def matches(pattern: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Patterns of plain values and beginnings, nested as the event is. Of a list one that is wanted is enough."""
    return all(
        matches(wanted, event.get(name, {})) if isinstance(wanted, dict) else _has_one(event.get(name), wanted)
        for name, wanted in pattern.items()
    )


def _has_one(value: Any, wanted: list[Any]) -> bool:
    return any(_is(one, each) for one in (value if isinstance(value, list) else [value]) for each in wanted)


def _is(value: Any, wanted: Any) -> bool:
    return str(value).startswith(wanted["prefix"]) if isinstance(wanted, dict) else bool(value == wanted)


def chosen(worker: str, events: list[Event]) -> list[Event]:
    """Those that the rule of this worker lets through."""
    rule = _rule(worker)
    return [event for event in events if matches(rule, event)]


def _rule(worker: str) -> Mapping[str, Any]:
    import app

    rules = [each for each in app.app.event_sources if isinstance(each, CloudWatchEventConfig)]
    (rule,) = (each for each in rules if each.name == worker)
    pattern: Mapping[str, Any] = rule.event_pattern
    return pattern
