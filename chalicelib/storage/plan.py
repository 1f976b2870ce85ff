"""What a save writes, as data: the record under its version, the entries and claims that differ, the change. Pure."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pynamodb.expressions.condition import Condition

from chalicelib.models.items import ChangeItem, ClaimItem, EntryItem, Item, RecordItem
from chalicelib.models.record import Record
from chalicelib.storage import derived, keys
from chalicelib.storage.change import change
from chalicelib.storage.keys import ItemKey
from chalicelib.storage.table import Check, Delete, Put, Update, Write

ALIVE: Condition = RecordItem.archived.does_not_exist() & RecordItem.pk.exists()


class Save(NamedTuple):
    before: Record | None
    after: Record
    request_id: str
    about: Mapping[str, Any] | None = None
    channel: str = ""


def save(each: Save) -> Iterator[Write]:
    """The version that was read must still be there, or the whole transaction is refused."""
    yield _record(each)
    yield _change(each)
    yield from _entries(each.before, each.after)
    yield from _claims(each)


def hold(record: Record) -> Check:
    """The record must stand as it was read: what was decided on it is only then still true."""
    key = keys.record(record.tenant, record.id)
    return Check(RecordItem, key, RecordItem.version == record.version)


def link(target: Record, *, unchanged: bool = False) -> Update:
    """The record must still be there and not archived, or even as it was read. That it is linked to is left on it:
    who archives it at the same moment, having seen no link, is held to that."""
    key = keys.record(target.tenant, target.id)
    condition = ALIVE & (RecordItem.version == target.version) if unchanged else ALIVE
    return Update(RecordItem(key.pk, key.sk), [RecordItem.linked.add(1)], condition)


def is_link(write: Write) -> bool:
    """Whether it asks no more of a record than that it is there: others that link to it need no more than this."""
    return isinstance(write, Update) and write.condition is ALIVE


def _record(each: Save) -> Put:
    key = keys.record(each.after.tenant, each.after.id)
    archived = None if each.after.alive else True
    item = RecordItem(key.pk, key.sk, version=each.after.version, body=each.after.body(), archived=archived)
    item.beside = each.after.beside_body()
    if each.before is None:
        return Put(item, RecordItem.pk.does_not_exist())
    return Put(item, _as_read(each.before, archiving=not each.after.alive))


def _as_read(record: Record, *, archiving: bool) -> Condition:
    version: Condition = RecordItem.version == record.version
    version = version & _beside_as_read(record)
    if not archiving:
        return version
    linked: Condition = RecordItem.linked == record.linked
    if not record.linked:
        linked = RecordItem.linked.does_not_exist()
    held: Condition = version & linked
    return held


def _beside_as_read(record: Record) -> Condition:
    told = record.beside_body()
    found: Condition = RecordItem.beside.does_not_exist() if told is None else RecordItem.beside == told
    return found


def keep_beside(before: Record, after: Record) -> Iterator[Write]:
    """What is kept beside the body: no version, no change, only the entries that differ by it."""
    key = keys.record(after.tenant, after.id)
    told = after.beside_body()
    action = RecordItem.beside.remove() if told is None else RecordItem.beside.set(told)
    as_read = (RecordItem.version == before.version) & _beside_as_read(before)
    yield Update(RecordItem(key.pk, key.sk), [action], as_read)
    yield from _entries(before, after)


def _change(each: Save) -> Put:
    key = keys.change(each.after.tenant, each.after.id, each.after.version)
    body = json.dumps(change(*each), ensure_ascii=False, separators=(",", ":"))
    return Put(ChangeItem(key.pk, key.sk, body=body), ChangeItem.pk.does_not_exist())


def _entries(before: Record | None, after: Record) -> Iterator[Write]:
    old = derived.entries(before) if before else {}
    new = derived.entries(after)
    for key in old.keys() - new.keys():
        yield no_entry(key)
    for key, digest in new.items():
        if key not in old or old[key] != digest:
            yield entry(key, digest)


def _claims(each: Save) -> Iterator[Write]:
    before = derived.claims(each.before) if each.before else {}
    after = derived.claims(each.after)
    for key in before.keys() - after.keys():
        yield release(key, each.after.id)
    for key in after.keys() - before.keys():
        yield Put(_claim(key, each.after.id), ClaimItem.pk.does_not_exist())


def setting(key: ItemKey, values: dict[str, Any], version: int) -> Put:
    item = RecordItem(key.pk, key.sk, version=version + 1, body=json.dumps(values, ensure_ascii=False))
    return Put(item, RecordItem.version == version if version else RecordItem.pk.does_not_exist())


def entry(key: ItemKey, digest: str | None) -> Put:
    return Put(EntryItem(key.pk, key.sk, digest=digest))


def no_entry(key: ItemKey) -> Delete:
    return Delete(EntryItem(key.pk, key.sk))


def claim(key: ItemKey, holder: str) -> Put:
    """Also where it holds it already."""
    return Put(_claim(key, holder), ClaimItem.pk.does_not_exist() | (ClaimItem.holder == holder))


def unclaimed(key: ItemKey) -> Check:
    return Check(ClaimItem, key, ClaimItem.pk.does_not_exist())


def release(key: ItemKey, holder: str) -> Delete:
    """Of a claim that was lost there is nothing to release, and that must not keep anybody from saving."""
    return Delete(ClaimItem(key.pk, key.sk), ClaimItem.pk.does_not_exist() | (ClaimItem.holder == holder))


def passed_on(writes: Sequence[Write]) -> list[Write]:
    """What one record gives up and another takes in the same transaction is written once."""
    released = {_place(each.item): each for each in writes if isinstance(each, Delete) and _is_claim(each)}
    if not released:
        return list(writes)
    taken = {_place(each.item) for each in writes if isinstance(each, Put) and _is_claim(each)} & released.keys()
    return [_taken(each, released) for each in writes if not isinstance(each, Delete) or _place(each.item) not in taken]


def _taken(write: Write, released: Mapping[ItemKey, Delete]) -> Write:
    if not isinstance(write, Put) or _place(write.item) not in released:
        return write
    return write._replace(condition=released[_place(write.item)].condition)


def _is_claim(write: Put | Delete) -> bool:
    return isinstance(write.item, ClaimItem) and write.item.sk == keys.CLAIM


def _place(item: Item) -> ItemKey:
    return ItemKey(item.pk, item.sk)


def _claim(key: ItemKey, holder: str) -> ClaimItem:
    return ClaimItem(key.pk, key.sk, holder=holder)
