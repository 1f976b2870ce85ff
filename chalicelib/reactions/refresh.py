"""When what others keep of a record changes, such as its name, their copies are made anew.

Idempotent: each linking record is prepared again from what is there now, and saved only when that differs. So a
change that is delivered twice, or late, does no harm.
"""

import copy
from typing import Any

from chalicelib import clock
from chalicelib.merge_patch import without_nothing
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import listing, records, tenant_settings
from chalicelib.storage.work import Lost, Work

BY = "system:refresh"
PAGE = 100
TRIES = 8


def concerns(change: dict[str, Any]) -> bool:
    """Whether a change can show in records that link to the one that changed."""
    declared = TYPES.get(change["type"])
    return declared is not None and change["action"] == "updated" and bool(declared.shared & set(change["changed"]))


def refresh(tenant: str, change: dict[str, Any]) -> None:
    after = ""
    while True:
        ids, after = listing.linked(tenant, change["record"], limit=PAGE, after=after)
        for record_id in ids:
            _refresh_one(tenant, record_id)
        if not after:
            return


def _refresh_one(tenant: str, record_id: str) -> None:
    for attempt in range(TRIES):
        record = records.get(tenant, record_id)
        declared = TYPES.get(record.type) if record else None
        if record is None or declared is None or not record.alive:
            return
        work = Work(tenant, BY)
        work.update(record, _anew(tenant, declared, record.data))
        try:
            work.commit()
            return
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{record_id} is being changed all the time")


def _anew(tenant: str, declared: RecordType, data: dict[str, Any]) -> dict[str, Any]:
    """The data with its snapshots and all that is computed of them; kept as it is where it no longer passes."""
    data = copy.deepcopy(data)
    links = list(declared.links(data))
    context = tenant_settings.context(tenant, [link.snapshot["id"] for link in links])
    for link in links:
        target = context.linked.get(link.snapshot["id"])
        if target is not None:
            kept = TYPES[target.type]
            link.snapshot.update(title=kept.title(target.data), place=kept.place(target.data))
    prepared = declared.prepare(data, context)
    return without_nothing(prepared.data) if not prepared.faults else data
