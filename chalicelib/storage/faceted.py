"""What entries tell of the records that have a value, without those records: one query."""

from typing import Any

from chalicelib.models.record_type import RecordType
from chalicelib.storage import derived, keys, packed, table


def told(tenant: str, declared: RecordType, field: str, value: str, most: int) -> list[dict[str, Any]]:
    """What can be filtered on, of `most` of them at most. A link is an id here."""
    pk = keys.partition(tenant, derived.FACET, declared.name, field, value)
    return [packed.read(digest) for _, digest in table.query(tenant, pk, limit=most).rows]
