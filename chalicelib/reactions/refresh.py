"""When what others keep of a record changes, such as its name, their copies are made anew.

Idempotent: each record is prepared again from what is there now, and saved only when that differs. So a change that is
delivered twice, or late, does no harm.

Nobody is left with an old copy, though entries move while they are read: what links to a record at the moment of its
change is found by the reaction to that change, unless it is being saved at the same time; and then that save is a
change of its own, after which its copies are looked at once more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from chalicelib import clock, logs
from chalicelib.access import held
from chalicelib.errors import AlreadyExists, Invalid
from chalicelib.merge_patch import without_nothing
from chalicelib.models import merged, relinking, snapshot, stored
from chalicelib.models.job import CHANGED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, job_rows, listing, records, survivors, tenant_settings
from chalicelib.storage.change import ARCHIVED, UPDATED
from chalicelib.storage.job_rows import Row
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

BY = "system:refresh"
PAGE = 100
TRIES = 8


def shows_elsewhere(change: Mapping[str, Any]) -> bool:
    """Whether a change can show in records that link to the one that changed."""
    declared = TYPES.get(change["type"])
    if declared is None or change["action"] != UPDATED:
        return False
    return not declared.shared.isdisjoint(change["changed_fields"])


def refresh_others(tenant: str, change: Mapping[str, Any]) -> None:
    for family in (derived.LINK, derived.MENTION):
        _refresh_all(tenant, change["record"], family)


def _refresh_all(tenant: str, target: str, family: str) -> None:
    after = ""
    while True:
        ids, after = listing.linked(tenant, target, limit=PAGE, after=after, family=family)
        live = records.get_many(tenant, ids)
        for record_id in ids:
            _refresh(tenant, record_id, live.get(record_id))
        if not after:
            return


def may_be_late(change: Mapping[str, Any]) -> bool:
    """Whether a save may have copied what was just being changed."""
    return bool(change["action"] != ARCHIVED)


def refresh_itself(tenant: str, change: Mapping[str, Any]) -> None:
    _refresh(tenant, change["record"], records.get(tenant, change["record"]))


def _refresh(tenant: str, record_id: str, record: Record | None) -> None:
    for attempt in range(TRIES):
        declared = TYPES.get(record.type) if record else None
        if record is None or declared is None or not record.alive:
            return
        try:
            _save(tenant, declared, record)
            return
        except Lost:
            clock.pause(attempt)
            record = records.get(tenant, record_id)
    raise Lost(f"{record_id} is being changed all the time")


def _save(tenant: str, declared: RecordType, record: Record) -> None:
    targets = [target for link in declared.links(record.data) if (target := stored.line(link.snapshot, "id"))]
    if not targets:
        return
    context = tenant_settings.context(tenant, targets, declared.settings)
    work = Work(tenant, BY)
    try:
        _put(work, declared, record, context)
        work.commit()
    except (AlreadyExists, Invalid) as error:  # it grew past a limit: the copy stays as it was, and nobody waits for it
        logs.warning("refresh_refused", id=record.id, tenant=tenant, error=error.code)


def _put(work: Work, declared: RecordType, record: Record, context: Context) -> None:
    gone = [each for each in context.linked.values() if merged.into(each)]
    if not gone:
        work.update(record, _renewed(declared, record, context))
        return
    data, context = _followed(declared, record, context, gone)
    after = work.update(record, _renewed(declared, replace(record, data=data), context))
    for job in survivors.going_on(work.tenant, [each.id for each in gone]) if after is not record else ():
        if not job_rows.known(work.tenant, job, [record.id]):  # so that undoing it knows of this too
            work.extra.append(job_rows.put(work.tenant, job, Row(record.id, CHANGED, after.version)))


def _followed(declared: RecordType, record: Record, context: Context, gone: Sequence[Record]) -> tuple[Data, Context]:
    """What was linked to in the moment in which it became one with another leads to that, where it can."""
    found = {each.id: survivors.of(record.tenant, each) for each in gone}
    moves = {id: each.id for id, each in found.items() if each is not None}
    context = replace(context, linked={**context.linked, **{each.id: each for each in found.values() if each}})
    data = relinking.relinked(declared, record.data, moves)
    passes = not relinking.prepared(declared, data, context).faults
    return data if passes else record.data, context


def _renewed(declared: RecordType, record: Record, context: Context) -> Data:
    """What rules give is made of copies too, such as of the city of an address."""
    fresh: Data = without_nothing(snapshot.renewed(declared, record.data, context))
    if fresh != record.data and declared.is_customised:
        customs = held.of(record.tenant).customs
        context = replace(context, customs=customs, defined=customs)
        fresh = without_nothing(snapshot.renewed(declared, record.data, context))
    return fresh
