"""What users and teams have a stake in, and what belongs to a record: by the entries of each."""

from collections.abc import Collection
from functools import partial

from chalicelib.models.record_type import RecordType
from chalicelib.storage import derived, keys, table
from chalicelib.storage.at_once import at_once


def partitions(tenant: str, declared: RecordType, whose: Collection[str]) -> tuple[str, ...]:
    return tuple(keys.partition(tenant, derived.STAKE, declared.name, each) for each in sorted(whose))


def ids(tenant: str, declared: RecordType, whose: Collection[str], most: int) -> frozenset[str] | None:
    """Of all records that any of them has a stake in; None where those are more than `most`. One round trip."""
    pks = partitions(tenant, declared, whose)
    found = at_once([partial(table.query, tenant, pk, limit=most + 1) for pk in pks])
    those = frozenset(keys.entry_record_id(sk) for each in found for sk, _ in each.rows)
    return None if len(those) > most or any(each.more for each in found) else those
