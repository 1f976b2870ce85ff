"""How a record leaves Relata: every answer, list, hit and history is made here, so that what a reader may not see is
left out in one place."""

from dataclasses import replace
from typing import Any

from chalicelib.access import fields, reading
from chalicelib.access.actor import Actor
from chalicelib.models.custom import FOUND
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, RecordType
from chalicelib.models.registry import TYPES

UNSAID = frozenset({FOUND})
TOLD_OF_CHANGE = ("version", "action", "at", "by", "channel", "changed", "about")


def record(actor: Actor, kept: Record, context: Context | None = None) -> dict[str, Any]:
    """As the actor sees it. With `context`, which has the live records that its type needs, also what the type shows of
    those. The rows of a list go without, so that a page does not read twice as many records."""
    kept = reading.shown(actor, kept)
    told = {
        "id": kept.id,
        "type": kept.type,
        "version": kept.version,
        "created_at": kept.created_at,
        "created_by": kept.created_by,
        "updated_at": kept.updated_at,
        "updated_by": kept.updated_by,
        "archived_at": kept.archived_at,
        **_said(kept),
    }
    if context is None:
        return told
    shown = TYPES[kept.type].show(kept, context)
    return {**told, **reading.shown(actor, replace(kept, data=shown, beside={})).data}


def _said(kept: Record) -> dict[str, Any]:
    """Without what stands there for Relata itself."""
    return {name: value for name, value in kept.known.items() if name not in UNSAID}


def page(data: list[dict[str, Any]], next_cursor: str | None) -> dict[str, Any]:
    return {"data": data, "page": {"next_cursor": next_cursor, "has_more": next_cursor is not None}}


def change(actor: Actor, declared: RecordType, told: dict[str, Any]) -> dict[str, Any]:
    told = fields.change(reading.subject_of(actor), declared, told)
    changed = {name: each for name, each in told.get("changed", {}).items() if name not in UNSAID}
    return {name: told[name] for name in TOLD_OF_CHANGE if name in told} | {"changed": changed}
