"""Undoing what a job did: each field gets back what it had, where it still has what the job gave it. What it had stands
in the history of the record."""

import json
from collections.abc import Iterator
from typing import Any

from chalicelib import clock
from chalicelib.access import reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.unnamed import COPIED
from chalicelib.actions import archiving, save, versions
from chalicelib.actions.jobs.kind import Deal, Page
from chalicelib.errors import Conflict
from chalicelib.models import stored
from chalicelib.models.custom_found import is_custom
from chalicelib.models.job import CHANGED, DONE, RUNNING, SINCE_CHANGED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import job_rows, keys, records, table
from chalicelib.storage.change import ARCHIVED, CREATED
from chalicelib.storage.job_rows import Row

SINCE = "Somebody changed this since; it stays as it is."


def hold(job: Record, earlier: Record | None) -> None:
    """Raises Conflict where there is nothing to undo, or not any more. `earlier` is who undid it before."""
    if stored.line(job.data, "state") == RUNNING:
        raise Conflict("It goes on still: cancel it first.")
    if not (until := stored.line(job.data, "undo_until")):
        raise Conflict("This kind of job cannot be undone.")
    if until < clock.timestamp():
        raise Conflict(f"A job can be undone for {job_rows.KEPT.days} days; this one is older.")
    if earlier is not None and stored.line(earlier.data, "state") in (RUNNING, DONE):
        raise Conflict(f"It is undone already, by {earlier.id}.")


def page(actor: Actor, job: Record, after: str, limit: int) -> Page:
    """Of those that the other changed, as they stand now; what was made last, and may link to what was made before it,
    is undone first."""
    undone, tenant = job.data["chosen"]["job"], job.tenant
    found = job_rows.page(tenant, undone, outcome=CHANGED, after=after, limit=limit, backward=True)
    live = records.get_many(tenant, [row.id for row in found.rows])
    readable = {each.id: each for each in reading.allowed(actor, list(live.values()))}
    gone = [row.id for row in found.rows if row.id not in readable]
    return Page(list(readable.values()), gone, found.next, changes(tenant, found.rows))


def changes(tenant: str, rows: list[Row]) -> dict[str, Data]:
    """By record what the job changed of it."""
    wanted = [keys.change(tenant, row.id, row.version) for row in rows]
    told = [json.loads(item["body"]["S"]) for item in (table.get_many(tenant, wanted) if wanted else ())]
    return {each["record"]: each for each in told}


def act(deal: Deal) -> Row | None:
    if stored.line(deal.told, "action") == ARCHIVED:
        return _restore(deal)
    if stored.line(deal.told, "action") == CREATED:
        return _discard(deal)
    reading.hold(deal.actor, deal.record, "edit")
    versions.hold_alive(deal.record)
    back, since = told_apart(deal)
    errors = tuple({"field": name, "code": SINCE_CHANGED, "message": SINCE} for name in since)
    version = _put_back(deal, back) if back or not since else deal.record.version
    if version > deal.record.version:
        return Row(deal.record.id, CHANGED, version, errors=errors)
    return Row(deal.record.id, SINCE_CHANGED, errors=errors) if since else None


def _discard(deal: Deal) -> Row | None:
    """What was made and has been changed since stays, with what linked to it since."""
    reading.hold(deal.actor, deal.record, "delete")
    if deal.record.alive and deal.record.version != deal.told.get("version"):
        return _changed_since(deal, "version")
    archiving.archive(deal.work, deal.actor, deal.record)
    return None


def _changed_since(deal: Deal, field: str) -> Row:
    return Row(deal.record.id, SINCE_CHANGED, errors=({"field": field, "code": SINCE_CHANGED, "message": SINCE},))


def _restore(deal: Deal) -> Row | None:
    """What somebody archived anew since stays so."""
    reading.hold(deal.actor, deal.record, "restore")
    if not deal.record.alive and deal.record.version != deal.told.get("version"):
        return _changed_since(deal, "archived_at")
    save.restore(deal.work, deal.actor, TYPES[deal.record.type], deal.record)
    return None


def told_apart(deal: Deal) -> tuple[Data, list[str]]:
    """What each field gets back, and those that others changed since. What has it back already is neither."""
    back, since = dict[str, Any](), list[str]()
    for name, sides in _sent(deal):
        now = deal.record.data.get(name)
        if _same(now, sides.get("now")):
            back[name] = sides.get("was")
        elif not _same(now, sides.get("was")):
            since.append(name)
    return back, since


def _sent(deal: Deal) -> Iterator[tuple[str, Data]]:
    """What is made of other fields is made anew, and so is what a rule gave."""
    known = TYPES[deal.record.type].fields.model_fields
    for name, sides in stored.part(deal.told, "changed").items():
        if (name in known or is_custom(name)) and "rule" not in sides:
            yield name, sides


def _same(one: Any, other: Any) -> bool:
    """Links are the same by their ids, whatever what they lead to is called by now."""
    return bool(_bare(one) == _bare(other))


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        left_out = COPIED if "id" in value else ()
        return {name: _bare(each) for name, each in value.items() if name not in left_out}
    return [_bare(each) for each in value] if isinstance(value, list) else value


def _put_back(deal: Deal, back: Data) -> int:
    declared = TYPES[deal.record.type]
    writing.hold(deal.actor, declared, back)
    data = {name: value for name, value in {**deal.record.data, **back}.items() if value is not None}
    return save.update(deal.work, deal.actor, declared, deal.record, data, undone=True).record.version
