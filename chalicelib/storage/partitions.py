"""Several partitions of entries that have one order, read as if they were one: each once, by its sort key.

All are read at once, a share of each. Those that end before enough was found are then read on, far enough for it to be
enough: two round trips at most, however many there are."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from math import ceil
from typing import NamedTuple

from chalicelib.storage import table
from chalicelib.storage.at_once import at_once
from chalicelib.storage.table import Rows

LEAST = 16  # entries: what one unit reads
SPREAD = 4  # as uneven as shares may be without a second round trip


def read(
    tenant: str,
    pks: Sequence[str],
    *,
    prefix: str = "",
    after: str,
    most: int,
    backward: bool = False,
    exact: bool = True,
) -> Rows:
    """At least `most` rows where there are so many, and all up to the last of them; when it need not be `exact`, maybe
    without what was saved a moment ago."""
    query = partial(table.query, tenant, prefix=prefix, backward=backward, at_once=exact)
    share = min(most, max(LEAST, ceil(SPREAD * most / len(pks)))) if pks else most
    begun = at_once([partial(query, pk, after=after, limit=share) for pk in pks])
    found = dict(zip(pks, begun, strict=True))
    late = _late(found, most, backward)
    more = at_once([partial(query, pk, after=end, limit=most) for pk, end in late.items()])
    for pk, rows in zip(late, more, strict=True):
        found[pk] = Rows(found[pk].rows + rows.rows, rows.more)
    return _merged(found.values(), backward)


class Ends(NamedTuple):
    """The `first` rows behind where one stands, and the `last` there are, those backward."""

    first: Rows
    last: Rows


def ends(tenant: str, several: Sequence[Sequence[str]], after: str, begin: int, end: int) -> list[Ends]:
    """Of several such at once: so many rows of every partition, from where one stands and from its end."""
    pks = list(dict.fromkeys(pk for each in several for pk in each))
    first = [partial(table.query, tenant, pk, after=after, limit=begin) for pk in pks]
    last = [partial(table.query, tenant, pk, limit=end, backward=True, at_once=False) for pk in pks]
    found = at_once([*first, *last])
    ahead, back = dict(zip(pks, found[: len(pks)], strict=True)), dict(zip(pks, found[len(pks) :], strict=True))
    return [
        Ends(_merged([ahead[pk] for pk in each], False), _merged([back[pk] for pk in each], True)) for each in several
    ]


def _late(found: Mapping[str, Rows], most: int, backward: bool) -> dict[str, str]:
    """Where the partitions end that may have rows before the last that is wanted."""
    ends = {pk: each.rows[-1][0] for pk, each in found.items() if each.more and each.rows}
    rows = sorted({sk for each in found.values() for sk, _ in each.rows}, reverse=backward)
    if len(found) == 1 or not ends:
        return {}
    last = rows[min(most, len(rows)) - 1]
    return {pk: end for pk, end in ends.items() if (end > last if backward else end < last) or len(rows) < most}


def _merged(found: Collection[Rows], backward: bool) -> Rows:
    """As far as all of them were read."""
    ends = [each.rows[-1][0] for each in found if each.more and each.rows]
    rows = sorted({sk: digest for each in found for sk, digest in each.rows}.items(), reverse=backward)
    if not ends:
        return Rows(rows, False)
    end = max(ends) if backward else min(ends)
    return Rows([row for row in rows if (row[0] >= end if backward else row[0] <= end)], True)
