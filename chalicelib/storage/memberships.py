"""What somebody belongs to, such as their teams. Members have no entries of their own, for there may be more of them
than a transaction has room for; but of that which has members there is little, and its list tells them all."""

import json

from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, keys, table
from chalicelib.storage.table import Sift


def of(tenant: str, user: str) -> list[str]:
    """By name. One round trip, of up to 1 MB: hundreds of teams."""
    groups = [each for each in TYPES.values() if each.is_group]
    return [found for declared in groups for found in _in(tenant, declared, user)]


def _in(tenant: str, declared: RecordType, user: str) -> list[str]:
    pk = keys.partition(tenant, derived.LIST, declared.name, declared.natural)
    rows = table.query(tenant, pk, limit=None, sift=Sift([json.dumps(user)]))
    return [keys.entry_record_id(sk) for sk, _ in rows.rows]
