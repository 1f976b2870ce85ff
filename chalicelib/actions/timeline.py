"""The timeline of a record as it is asked for over the API."""

import json
from typing import Any

from chalicelib import answers
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import cursor, listing
from chalicelib.storage.timeline import Timeline

SHOWN = (
    "kind", "subject", "preview", "direction", "starts_at", "ends_at", "date", "time_zone", "place", "participants",
    "links", "visibility", "priority", "is_task", "assignees", "due_on", "due_at", "done_at", "done_by", "outcome",
)  # fmt: skip


def page(actor: Actor, declared: RecordType, asked: Timeline, at: str | None) -> dict[str, Any]:
    """Raises NotFound where the record is not there, or not for this actor."""
    scope = _scope(actor, asked)
    found = listing.page(asked, cursor.open_(at, scope) if at else asked.start)
    reading.checked(actor, declared, found.also.get(asked.target))
    following = cursor.seal(found.next, scope) if found.next else None
    return answers.page([row(asked, record) for record in found.records], following)


def _scope(actor: Actor, asked: Timeline) -> str:
    filters = [sorted(asked.kinds), asked.visibility, asked.direct_only, asked.since, asked.until]
    return json.dumps(["timeline", actor.tenant, actor.user, asked.target, filters])


def row(asked: Timeline, record: Record) -> dict[str, Any]:
    place = asked.place(record)
    told = {"at": place.at, "through": place.digest.get("through")} if place else {}
    return {**brief(record), **told}


def brief(record: Record) -> dict[str, Any]:
    """Without its text, of which there may be much."""
    shown = {name: record.data[name] for name in SHOWN if name in record.data}
    title = TYPES[record.type].title(record.data)
    return {"id": record.id, "type": record.type, "version": record.version, "title": title, **shown}
