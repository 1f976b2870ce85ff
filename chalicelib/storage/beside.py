"""Records and what stands in facets, read at the same time."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, NamedTuple

from chalicelib.models.record import Record
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.at_once import at_once


class Facet(NamedTuple):
    of: str
    field: str
    value: str


class Shelf(NamedTuple):
    """The digests of the records in a facet by their ids, and whether there are more."""

    digests: dict[str, str]
    more: bool


def read(
    tenant: str, ids: Collection[str], facets: Sequence[Facet], most: int
) -> tuple[dict[str, Record], dict[Facet, Shelf]]:
    """One round trip; at most 99 ids, and of each facet `most`."""
    pks = [keys.partition(tenant, derived.FACET, *each) for each in facets]
    calls: list[Any] = [partial(records.get_many, tenant, ids)]
    live, *rows = at_once([*calls, *(partial(table.query, tenant, pk, limit=most) for pk in pks)])
    return live, {each: _shelf(told) for each, told in zip(facets, rows, strict=True)}


def _shelf(rows: table.Rows) -> Shelf:
    return Shelf({keys.entry_record_id(sk): digest for sk, digest in rows.rows}, rows.more)
