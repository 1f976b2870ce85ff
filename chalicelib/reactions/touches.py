"""When what stands in the timelines of others changes, those whose type is `touched` are told when they were last dealt
with: the newest touch in their timeline that is not in the future.

Idempotent and free of order: it is computed from what is there now, and kept under the condition that nobody kept
another since it was looked at. It stands beside the record, so that it makes no version, history or event of its own.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from chalicelib import clock
from chalicelib.models.record import Record
from chalicelib.models.record_type import nothing
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.stakes import AROUND
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.change import UPDATED
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

BY = "system:touches"
NAME = "last_touch"
TRIES = 8
PAGE = 100


def is_dated(change: Mapping[str, Any]) -> bool:
    declared = TYPES.get(change["type"])
    return declared is not None and declared.dated is not nothing


def refresh_touches(tenant: str, change: Mapping[str, Any]) -> None:
    record = records.get(tenant, change["record"])
    for target in sorted(set(_targets(tenant, record, change))) if record else ():
        refresh(tenant, target)


def _targets(tenant: str, record: Record, change: Mapping[str, Any]) -> Iterator[str]:
    """Where the change made a touch, moved it or took it away: a new name of one that it is about does none of it."""
    now = set(_touches(record))
    if change["action"] != UPDATED:
        yield from (target for target, *_ in now)
        return
    was = {name: sides.get("was") for name, sides in changed(tenant, change).items()}
    before = set(_touches(replace(record, data={**record.data, **was})))
    yield from (target for target, *_ in now ^ before)


def _touches(record: Record) -> Iterator[tuple[str, str, str]]:
    """What it belongs to besides says who may be told of it."""
    around = {AROUND: sorted(TYPES[record.type].stakes(record).around)}
    for dated in TYPES[record.type].dated(record):
        declared = type_of(dated.target)
        if declared is not None and declared.touched and dated.digest.get("touch"):
            yield dated.target, dated.at, derived.written(dated.digest | around)


def changed(tenant: str, change: Mapping[str, Any]) -> Mapping[str, Any]:
    """An event that would be too large comes without."""
    if "changed" not in change:
        (change,), _ = records.changes(tenant, change["record"], limit=1, before=change["version"] + 1)
    told: Mapping[str, Any] = change["changed"]
    return told


def refresh(tenant: str, target: str) -> None:
    for attempt in range(TRIES):
        record = records.get(tenant, target)
        if record is None:
            return
        try:
            _keep(tenant, record)
            return
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{target} is being changed all the time")


def _keep(tenant: str, record: Record) -> None:
    touch = last(tenant, record.id, clock.timestamp())
    others = {name: value for name, value in record.beside.items() if name != NAME}
    work = Work(tenant, BY)
    work.keep_beside(record, {**others, NAME: touch} if touch else others)
    work.commit()


def last(tenant: str, target: str, now: str) -> dict[str, Any] | None:
    """The newest first, so that one query is enough unless a hundred other things came since."""
    pk, after = keys.partition(tenant, derived.TIMELINE, target), keys.above(now)
    while after:
        rows = table.query(tenant, pk, after=after, limit=PAGE, backward=True)
        for sk, digest in rows.rows:
            if (known := json.loads(digest)).get("touch"):
                return {**_told(sk, known), AROUND: _around(tenant, keys.entry_record_id(sk), target)}
        after = rows.rows[-1][0] if rows.more else ""
    return None


def _around(tenant: str, record_id: str, target: str) -> list[str]:
    record = records.get(tenant, record_id)
    around = TYPES[record.type].stakes(record).around if record else ()
    return [each for each in around if each != target]


def _told(sk: str, known: dict[str, Any]) -> dict[str, str]:
    at = keys.split(sk)[0]
    moment = at if "T" in at else f"{at}T00:00:00.000Z"
    return {"at": moment, "kind": known["kind"], "record": keys.entry_record_id(sk), "by": known["by"]}
