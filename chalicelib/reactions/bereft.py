"""When a record is archived, or comes back, what joins it to another says what becomes of that. Idempotent: it goes by
what is there now, and nothing is saved where that says the same."""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.storage import derived, listing, records
from chalicelib.storage.change import ARCHIVED, RESTORED
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

BY = "system:bereft"
PAGE = 100
TRIES = 8


def concerns(change: Mapping[str, Any]) -> bool:
    joined = {name for each in TYPES.values() if each.bereft for name in each.joins}
    return change["action"] in (ARCHIVED, RESTORED) and change["type"] in joined


def tell(tenant: str, change: Mapping[str, Any]) -> None:
    after = ""
    while True:
        ids, after = listing.linked(tenant, change["record"], limit=PAGE, after=after, family=derived.MENTION)
        for each in filter(_is_told, ids):
            _tell(tenant, each)
        if not after:
            return


def _is_told(record_id: str) -> bool:
    declared = type_of(record_id)
    return declared is not None and declared.bereft is not None


def _tell(tenant: str, record_id: str) -> None:
    for attempt in range(TRIES):
        record = records.get(tenant, record_id)
        if record is None or not record.alive:
            return
        try:
            _save(record)
            return
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{record_id} is being changed all the time")


def _save(record: Record) -> None:
    declared, work = TYPES[record.type], Work(record.tenant, BY)
    if declared.bereft is not None:
        ids = [link.snapshot.get("id", "") for link in declared.links(record.data)]
        joined = records.get_all(record.tenant, ids)
        work.update(record, declared.bereft(record.data, [joined[each] for each in ids if each in joined]))
    work.commit()
