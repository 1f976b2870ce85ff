"""The members of a static selection: their ids, in a few items beside the record, so that thousands are read in one
round trip and changed in one transaction. What says how many there are is the record, whose version holds them."""

import json
from collections.abc import Collection, Iterator
from zlib import crc32

from chalicelib.models.items import ChangeItem
from chalicelib.storage import keys, table
from chalicelib.storage.table import Delete, Put

MOST = 10_000  # of 31 bytes: a query reads 1 MB
SHELVES = 16

Members = frozenset[str]


def read(tenant: str, selection: str) -> Members:
    pk = keys.record(tenant, selection).pk
    items, _ = table.bodies(tenant, pk, prefix=keys.MEMBERS, after="", limit=SHELVES, backward=False)
    return frozenset(each for item in items for each in json.loads(item["body"]["S"]))


def writes(tenant: str, selection: str, before: Members, after: Members) -> Iterator[Put | Delete]:
    """Of the shelves that differ."""
    was, will = _shelved(before), _shelved(after)
    for shelf in range(SHELVES):
        if was[shelf] != will[shelf]:
            key = keys.members(tenant, selection, shelf)
            item = ChangeItem(key.pk, key.sk, body=json.dumps(will[shelf], separators=(",", ":")))
            yield Put(item) if will[shelf] else Delete(item)


def _shelved(ids: Collection[str]) -> list[list[str]]:
    """Always on the same shelf: one that comes or goes rewrites that alone."""
    shelves: list[list[str]] = [[] for _ in range(SHELVES)]
    for each in sorted(ids):
        shelves[crc32(each.encode()) % SHELVES].append(each)
    return shelves
