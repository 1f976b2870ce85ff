"""A record as lists of work and of what happened show it: without its text, of which there may be much."""

from typing import Any

from chalicelib.models.activity_row import ActivityRow
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES

OF_DATA = tuple(
    name for name in ActivityRow.model_fields if name not in ("id", "type", "version", "title", "created_by")
)


def row(record: Record) -> dict[str, Any]:
    """Of whatever type: what it has of what a row shows."""
    shown = {name: record.known[name] for name in OF_DATA if name in record.known}
    return {
        "id": record.id,
        "type": record.type,
        "version": record.version,
        "title": TYPES[record.type].title(record.data),
        "created_by": record.created_by,
        **shown,
    }
