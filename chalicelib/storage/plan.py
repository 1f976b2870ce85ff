"""What a save writes, as data: the record under its version, the entries and claims that differ, the change. Pure."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from pynamodb.expressions.condition import Condition

from chalicelib.models.items import ChangeItem, ClaimItem, EntryItem, RecordItem
from chalicelib.models.record import Record
from chalicelib.storage import derived, keys
from chalicelib.storage.change import change
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Check, Delete, Put, Update, Write


class Save(NamedTuple):
    before: Record | None
    after: Record
    request_id: str


def save(each: Save) -> Iterator[Write]:
    """The version that was read must still be there, or the whole transaction is refused."""
    yield _record(each)
    yield _change(each)
    yield from _entries(each)
    yield from _claims(each)


def hold(record: Record) -> Check:
    """The record must stand as it was read: what was decided on it is only then still true."""
    key = keys.record(record.tenant, record.id)
    return Check(RecordItem, key, RecordItem.version == record.version)


def link(target: Record, *, unchanged: bool = False) -> Update:
    """The record must still be there and not archived, or even as it was read. That it is linked to is left on it:
    who archives it at the same moment, having seen no link, is held to that."""
    key = keys.record(target.tenant, target.id)
    alive = RecordItem.archived.does_not_exist() & RecordItem.pk.exists()
    condition = alive & (RecordItem.version == target.version) if unchanged else alive
    return Update(RecordItem(key.pk, key.sk), [RecordItem.linked.add(1)], condition)


def _record(each: Save) -> Put:
    key = keys.record(each.after.tenant, each.after.id)
    archived = None if each.after.alive else True
    item = RecordItem(key.pk, key.sk, version=each.after.version, body=each.after.body(), archived=archived)
    if each.before is None:
        return Put(item, RecordItem.pk.does_not_exist())
    return Put(item, _as_read(each.before, archiving=not each.after.alive))


def _as_read(record: Record, *, archiving: bool) -> Condition:
    version: Condition = RecordItem.version == record.version
    if not archiving:
        return version
    linked: Condition = RecordItem.linked == record.linked
    if not record.linked:
        linked = RecordItem.linked.does_not_exist()
    held: Condition = version & linked
    return held


def _change(each: Save) -> Put:
    key = keys.change(each.after.tenant, each.after.id, each.after.version)
    body = json.dumps(change(*each), ensure_ascii=False, separators=(",", ":"))
    return Put(ChangeItem(key.pk, key.sk, body=body), ChangeItem.pk.does_not_exist())


def _entries(each: Save) -> Iterator[Write]:
    before = derived.entries(each.before) if each.before else {}
    after = derived.entries(each.after)
    for key in before.keys() - after.keys():
        yield no_entry(key)
    for key, digest in after.items():
        if key not in before or before[key] != digest:
            yield entry(key, digest)


def _claims(each: Save) -> Iterator[Write]:
    before = derived.claims(each.before) if each.before else {}
    after = derived.claims(each.after)
    for key in before.keys() - after.keys():
        yield release(key, each.after.id)
    for key in after.keys() - before.keys():
        yield Put(_claim(key, each.after.id), ClaimItem.pk.does_not_exist())


def entry(key: ItemKey, digest: str | None) -> Put:
    return Put(EntryItem(key.pk, key.sk, digest=digest))


def no_entry(key: ItemKey) -> Delete:
    return Delete(EntryItem(key.pk, key.sk))


def claim(key: ItemKey, holder: str) -> Put:
    """Also where it holds it already."""
    return Put(_claim(key, holder), ClaimItem.pk.does_not_exist() | (ClaimItem.holder == holder))


def release(key: ItemKey, holder: str) -> Delete:
    """Of a claim that was lost there is nothing to release, and that must not keep anybody from saving."""
    return Delete(ClaimItem(key.pk, key.sk), ClaimItem.pk.does_not_exist() | (ClaimItem.holder == holder))


def _claim(key: ItemKey, holder: str) -> ClaimItem:
    return ClaimItem(key.pk, key.sk, holder=holder)
