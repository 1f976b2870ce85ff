"""Reading records and their history."""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from chalicelib.models.record import Record, from_body
from chalicelib.models.registry import type_of
from chalicelib.storage import keys, table
from chalicelib.storage.at_once import at_once
from chalicelib.storage.table import Attributes

SHIPPED, RELEASED = "system:shipped", "2026-11-22T00:00:00.000Z"
BATCH = 99  # records of one round trip, with room for what rides along


def get(tenant: str, record_id: str) -> Record | None:
    if known := shipped(tenant, [record_id]):
        return known[record_id]
    item = table.get(tenant, keys.record(tenant, record_id))
    return None if item is None else from_item(tenant, item)


def get_many(tenant: str, record_ids: Iterable[str]) -> dict[str, Record]:
    """By id; what does not exist is left out. One round trip per 100."""
    ids = list(record_ids)
    known = shipped(tenant, ids)
    wanted = [keys.record(tenant, record_id) for record_id in ids if record_id not in known]
    found = (from_item(tenant, item) for item in (table.get_many(tenant, wanted) if wanted else ()))
    return known | {record.id: record for record in found}


def get_all(tenant: str, record_ids: Iterable[str]) -> dict[str, Record]:
    """As `get_many`, with all batches read in the time of one round trip."""
    wanted = list(dict.fromkeys(record_ids))
    parts = [wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)]
    found = at_once([partial(get_many, tenant, part) for part in parts])
    return {record_id: record for each in found for record_id, record in each.items()}


def shipped(tenant: str, record_ids: Iterable[str]) -> dict[str, Record]:
    """Those that come with Relata, by id: as they would be kept, in a version that nobody saved."""
    return {each: found for each in record_ids if (found := _shipped(tenant, each))}


def _shipped(tenant: str, record_id: str) -> Record | None:
    declared = type_of(record_id)
    data = declared.shipped(record_id) if declared else None
    if declared is None or data is None:
        return None
    return Record(record_id, declared.name, tenant, 0, RELEASED, SHIPPED, RELEASED, SHIPPED, None, data)


def from_item(tenant: str, item: Attributes) -> Record:
    version, linked = (int(item.get(name, {"N": "0"})["N"]) for name in ("version", "linked"))
    beside = item.get("beside", {}).get("S", "{}")
    return from_body(tenant, keys.record_id_of(item["pk"]["S"]), version, item["body"]["S"], linked, beside)


def changes(tenant: str, record_id: str, *, limit: int, before: int | None = None) -> tuple[list[dict[str, Any]], bool]:
    """The newest first; only those with a version below `before`. Also whether there are more: one more is read,
    since DynamoDB, once it has read as many as asked, does not know whether that was all."""
    pk = keys.record(tenant, record_id).pk
    after = "" if before is None else keys.change(tenant, record_id, before).sk
    items, more = table.bodies(tenant, pk, prefix=keys.CHANGE, after=after, limit=limit + 1, backward=True)
    return [_change(item) for item in items[:limit]], more or len(items) > limit


def changed_since(tenant: str, record_id: str, version: int, *, most: int = 50) -> set[str] | None:
    """The fields that were changed after a version; None when that is too long ago to tell."""
    told, _ = changes(tenant, record_id, limit=most)
    later = [change for change in told if change["version"] > version]
    oldest = min((change["version"] for change in told), default=0)
    if len(later) == len(told) and oldest > version + 1:
        return None
    return {name for change in later for name in change["changed"]}


def _change(item: Attributes) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(item["body"]["S"])
    return body


def claimed(tenant: str, kind: str, value: str) -> Record | None:
    """The record that holds a unique value; two round trips."""
    item = table.get(tenant, keys.claim(tenant, kind, value))
    return None if item is None else get(tenant, item["holder"]["S"])
