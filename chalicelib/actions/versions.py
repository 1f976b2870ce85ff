"""If-Match: nobody overwrites what they have not seen. Changes to different fields merge."""

from typing import Any

from chalicelib.errors import Conflict, StaleVersion
from chalicelib.models.record import Record
from chalicelib.storage import records


def hold_fields(seen: int | None, record: Record, fields: set[str]) -> None:
    """Raises StaleVersion when one of `fields` was changed after version `seen`; costs a round trip only then."""
    if seen is None or seen == record.version:
        return
    changed = records.changed_since(record.tenant, record.id, seen) if seen < record.version else None
    conflict = fields if changed is None else fields & changed
    if conflict:
        raise _stale(record, {name: record.data.get(name) for name in sorted(conflict)})


def hold_all(seen: int | None, record: Record) -> None:
    """For verbs that mean the record as a whole: any later change is a conflict."""
    if seen is not None and seen != record.version:
        raise _stale(record, {"archived_at": record.archived_at, "updated_at": record.updated_at})


def hold_setting(seen: int | None, version: int) -> None:
    if seen is not None and seen != version:
        told = "Somebody changed these settings after you read them; read them again."
        raise StaleVersion(told, version=version, headers={"ETag": f'"{version}"'})


def _stale(record: Record, current: dict[str, Any]) -> StaleVersion:
    return StaleVersion(current=current, version=record.version, headers={"ETag": f'"{record.version}"'})


def hold_alive(record: Record) -> None:
    if not record.alive:
        raise Conflict("This record is archived; restore it first.")
