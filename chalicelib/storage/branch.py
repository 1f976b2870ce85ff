"""A record and what stands below it in a tree whose records know all that stands above them. One round trip."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from chalicelib.models import stored
from chalicelib.models.code_id import ABOVE, TEXT, UNDER
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import type_of
from chalicelib.storage import derived, keys, packed, records, table
from chalicelib.storage.at_once import at_once
from chalicelib.storage.table import Rows

MOST = 2_000
Told = Mapping[str, Mapping[str, Any]]  # digests by id


def within(tenant: str, tree: str, record_id: str) -> list[str] | None:
    """What each of them reads, archived ones too, since other records have them still; None where they are more than
    MOST."""
    declared = type_of(record_id)
    if declared is None:
        return []
    calls: list[Callable[[], Any]] = [
        partial(records.get, tenant, record_id),
        partial(_below, tenant, declared, record_id),
        partial(table.query, tenant, keys.partition(tenant, derived.REMAINS, tree), limit=MOST + 1),
    ]
    top, live, archived = at_once(calls)
    if top is None:
        return []
    told = {top.id: top.data, **_told(live)}
    told |= _standing(_told(archived), told)
    is_all = not live.more and not archived.more and len(told) <= MOST
    return [stored.line(each, TEXT) for each in told.values()] if is_all else None


def _below(tenant: str, declared: RecordType, record_id: str) -> Rows:
    return table.query(tenant, keys.partition(tenant, derived.FACET, declared.name, ABOVE, record_id), limit=MOST + 1)


def levels(tenant: str, record_id: str) -> int:
    """How many stand below it, one below the other."""
    declared = type_of(record_id)
    found = _told(_below(tenant, declared, record_id)) if declared else {}
    return max((stored.lines(each, ABOVE).index(record_id) + 1 for each in found.values()), default=0)


def _told(rows: Rows) -> Told:
    return {keys.entry_record_id(sk): packed.read(digest) for sk, digest in rows.rows}


def _standing(archived: Told, told: Told) -> Told:
    """Those of what is archived that stand below these: each still says what it is right below, whatever was moved."""
    found: dict[str, Mapping[str, Any]] = {}
    while more := {
        each: digest
        for each, digest in archived.items()
        if each not in found and each not in told and stored.line(digest, UNDER) in {*told, *found}
    }:
        found |= more
    return found
