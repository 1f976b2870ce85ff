"""From a change in the table's stream to the event on the bus that tells of it. Pure.

Its source is `relata`, its type such as `relation.updated`, its detail the change with the tenant, an id that is the
same whenever it comes (`<record id>:<version>`), and `changed_fields`. Where the whole would be too large, `changed` is
left out and `complete` is false: who needs it reads that version, with
`records.changes(tenant, record, limit=1, before=version + 1)`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.storage import keys

Image = Mapping[str, Any]
Entry = dict[str, Any]

SOURCE, EVENT_VERSION = "relata", 1
SHAPE = {"record": str, "type": str, "version": int, "action": str, "at": str, "by": str, "changed": dict}

# EventBridge takes 256 KB in one call. An event grows on its way: the bus wraps it, and so does Lambda when it puts it
# aside in a queue, which takes 256 KB as well.
MOST_IN_CALL, MOST_BYTES_IN_CALL, MOST_BYTES = 10, 256_000, 200_000
TIME_BYTES = 14


class Origin(NamedTuple):
    """What can be told of a record in the stream however broken it is; all but the number is "" where it cannot."""

    number: str
    event_id: str
    tenant: str
    pk: str
    sk: str


class Event(NamedTuple):
    """`entry` is what PutEvents takes, but for the name of the bus."""

    origin: Origin
    entry: Entry


class Poison(NamedTuple):
    """A record that no other try will make sense of. `cause` quotes nothing of it."""

    origin: Origin
    cause: str


class NotUnderstood(ValueError):
    pass


MALFORMED = (AttributeError, KeyError, IndexError, TypeError, ValueError, RecursionError)


def read(record: Image, since: str = "") -> Event | Poison | None:
    """None: not a new change, or one from before `since`."""
    try:
        if not _is_new_change(record):
            return None
        origin = _origin(record)
        change = _change(record["dynamodb"]["NewImage"]["body"]["S"], origin)
        return Event(origin, entry(origin.tenant, change)) if change["at"] >= since else None
    except NotUnderstood as error:
        return Poison(_origin(record), str(error))
    except MALFORMED as error:
        return Poison(_origin(record), type(error).__name__)


def _is_new_change(record: Image) -> bool:
    """The filter of the event source says the same."""
    return bool(record["eventName"] == "INSERT" and record["dynamodb"]["Keys"]["sk"]["S"].startswith(keys.CHANGE))


def _origin(record: Image) -> Origin:
    stream = record.get("dynamodb", {})
    pk, sk = (str(stream.get("Keys", {}).get(name, {}).get("S", "")) for name in ("pk", "sk"))
    try:
        tenant = keys.tenant_of(pk)
    except ValueError:
        tenant = ""
    return Origin(str(stream.get("SequenceNumber", "")), str(record.get("eventID", "")), tenant, pk, sk)


def _change(body: str, origin: Origin) -> dict[str, Any]:
    change: dict[str, Any] = json.loads(body)
    wrong = [name for name, kind in SHAPE.items() if type(change.get(name)) is not kind]
    if wrong:
        raise NotUnderstood(f"not as a change should be: {', '.join(wrong)}")
    told = keys.change(origin.tenant, change["record"], change["version"])
    if told != (origin.pk, origin.sk):
        raise NotUnderstood("it tells of another record or version than its key")
    return change


def entry(tenant: str, change: Mapping[str, Any]) -> Entry:
    """Raises ValueError for what is no JSON, such as NaN, or no moment."""
    told = {**change, **_named(tenant, change)}
    whole = _entry({**told, "complete": True})
    if size(whole) <= MOST_BYTES:
        return whole
    del told["changed"]
    return _entry({**told, "complete": False})


def _named(tenant: str, change: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "event_version": EVENT_VERSION,
        "id": f"{change['record']}:{change['version']}",
        "tenant": tenant,
        "changed_fields": sorted(change["changed"]),
    }


def _entry(detail: Mapping[str, Any]) -> Entry:
    return {
        "Source": SOURCE,
        "DetailType": f"{detail['type']}.{detail['action']}",
        "Detail": json.dumps(detail, ensure_ascii=False, separators=(",", ":"), allow_nan=False),
        "Time": datetime.fromisoformat(detail["at"]),
    }


def size(entry: Entry) -> int:
    """In bytes, as AWS counts them (EventBridge user guide, "Calculating PutEvents event entry size")."""
    return TIME_BYTES + sum(len(entry[name].encode()) for name in ("Source", "DetailType", "Detail"))


def batches(events: Iterable[Event]) -> Iterator[list[Event]]:
    """In their order, as many as one call takes."""
    batch: list[Event] = []
    room = MOST_BYTES_IN_CALL
    for event in events:
        needed = size(event.entry)
        if len(batch) == MOST_IN_CALL or needed > room:
            yield batch
            batch, room = [], MOST_BYTES_IN_CALL
        batch.append(event)
        room -= needed
    if batch:
        yield batch


def moment(epoch: str) -> str:
    """The setting in the form that changes have: as text in the order of time. Raises ValueError for no moment."""
    return clock.stamp(datetime.fromisoformat(epoch)) if epoch else ""
