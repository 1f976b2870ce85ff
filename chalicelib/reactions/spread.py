"""When a tree changes, what spans a part of it is told anew how far that goes.

Idempotent: it is read as the tree stands now. Nobody is left with what was: who begins to span a tree that is just
being changed looks again after that."""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib import clock
from chalicelib.access import held
from chalicelib.models import stakes, stored
from chalicelib.models.link import REACHED, TOP
from chalicelib.models.registry import TYPES
from chalicelib.reactions import touches
from chalicelib.storage import records, spread
from chalicelib.storage.change import CREATED, UPDATED
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

BY = "system:spread"
TRIES = 8
SPANNED = frozenset(each.spans.of for each in TYPES.values() if each.spans)


def concerns(change: Mapping[str, Any]) -> bool:
    declared = TYPES[change["type"]]
    if declared.spans:
        return bool(change["by"] != BY)
    moved = declared.tree in change["changed_fields"] or change["action"] not in (CREATED, UPDATED)
    return declared.name in SPANNED and moved


def renew(tenant: str, change: Mapping[str, Any]) -> None:
    if TYPES[change["type"]].spans:
        _renew(tenant, change["record"])
        return
    moved = _moved(tenant, change)
    for record_id, told in held.of(tenant).sections[stakes.TIES].items():
        if told.get(TOP) and not moved.isdisjoint(_spanned(told)):
            _renew(tenant, record_id)


def _moved(tenant: str, change: Mapping[str, Any]) -> frozenset[str]:
    """It itself, and what it stood and stands below."""
    sides = touches.changed(tenant, change).get(TYPES[change["type"]].tree, {})
    return frozenset(filter(None, [change["record"], *(stored.line(each, "id") for each in sides.values())]))


def _spanned(told: Mapping[str, Any]) -> Iterator[str]:
    """With the record that it spans from, by whatever name."""
    yield from (value for value in told.values() if isinstance(value, str))
    yield from stored.lines(told, REACHED)


def _renew(tenant: str, record_id: str) -> None:
    for attempt in range(TRIES):
        record = records.get(tenant, record_id)
        if record is None or not record.alive:
            return
        work = Work(tenant, BY)
        work.update(record, spread.filled(tenant, TYPES[record.type], record.data))
        try:
            work.commit()
            return
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{record_id} is being changed all the time")
