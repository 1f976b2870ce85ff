"""Giving a record its own copy of something that it shares with others, such as an address that only it has left."""

from typing import Any

from chalicelib.errors import invalid
from chalicelib.models import custom
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage.work import Work


def fields(record: Record, shared: Record) -> list[str]:
    """Those of the record that link to it."""
    links = TYPES[record.type].links(record.data)
    return sorted({each.path.partition("[")[0] for each in links if each.snapshot.get("id") == shared.id})


def detach(work: Work, record: Record, shared: Record) -> Record:
    """The copy, to which every link of `record` to `shared` leads afterwards; raises Invalid without such a link."""
    if not fields(record, shared):
        raise invalid("user", "not_used", "This record does not use it, so there is nothing to detach.")
    copied = work.create(TYPES[shared.type], custom.cloned(shared.data))
    work.update(record, _relinked(record.data, shared.id, copied.id))
    return copied


def _relinked(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        told = {name: _relinked(each, old, new) for name, each in value.items()}
        return {**told, "id": new} if told.get("id") == old else told
    if isinstance(value, list):
        return [_relinked(each, old, new) for each in value]
    return value
