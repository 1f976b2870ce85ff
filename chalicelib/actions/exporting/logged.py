"""What the audit log tells of an export: that it was made, and of which records in it the log has to tell when they are
read (C4)."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from chalicelib import clock
from chalicelib.access import noted, reading
from chalicelib.access.actor import Actor
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import audit, table

ACTION = "export"
MOST_NAMED = 20  # records in one row


def allowed(actor: Actor, job: Record, found: Collection[Record]) -> list[Record]:
    """Those that they may export. It is told before they are anywhere, and again where that is done twice."""
    with noted.within() as notes:
        kept = reading.allowed(replace(actor, session=job.id), found, ACTION)
    ids = [*notes.told]
    parts = [ids[place : place + MOST_NAMED] for place in range(0, len(ids), MOST_NAMED)]
    if rows := [_of_records(actor, job, each, notes.told[each[0]]) for each in parts]:
        table.transact(job.tenant, [audit.write(job.tenant, each) for each in rows])
    return kept


def _of_records(actor: Actor, job: Record, ids: list[str], rule: str) -> Data:
    others = {"records": ids, "count": len(ids)} if len(ids) > 1 else {}
    return row(clock.timestamp(), actor, job, record=ids[0], rule=rule, **others)


def row(at: str, actor: Actor, job: Record, **told: Any) -> Data:
    about = {"operation": "export", "action": ACTION, "type": job.data["of"], "outcome": audit.ALLOWED}
    known = {"at": at, "by": actor.user, "kind": actor.kind, "channel": "job", **about, **told}
    return {name: value for name, value in known.items() if value != ""}
