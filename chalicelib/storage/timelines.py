"""Several timelines read as one, of what is shared only: a query over entries for each, all at once."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from chalicelib.models.registry import type_of
from chalicelib.models.stakes import SHARED, VISIBILITY
from chalicelib.storage import derived, keys, table
from chalicelib.storage.table import Rows
from chalicelib.storage.timeline import NEWEST

READ_AHEAD = 100
Read = Callable[[], Rows]


class Asked(NamedTuple):
    """Of `targets` what is of one `type`, behind the sort key `after`, the newest first unless `forward`. With `open`
    it is what is to be done, what is due first at the top."""

    tenant: str
    targets: Sequence[str]
    type: str
    after: str
    forward: bool = False
    open: bool = False


class Found(NamedTuple):
    """Sort keys in order, each record once, and where to go on, "" when nothing lies behind."""

    sort_keys: list[str]
    end: str

    @property
    def ids(self) -> list[str]:
        return [keys.entry_record_id(each) for each in self.sort_keys]


def newest() -> str:
    """From where to read backward: what is open stands behind all that has a time."""
    return keys.above(NEWEST)


def behind(at: str) -> str:
    return keys.above(at)


def queries(asked: Asked) -> list[Read]:
    return [partial(_read, asked, target) for target in asked.targets]


def _read(asked: Asked, target: str) -> Rows:
    return table.query(
        asked.tenant,
        keys.partition(asked.tenant, derived.TIMELINE, target),
        prefix=keys.join(derived.OPEN, "") if asked.open else "",
        after=asked.after,
        limit=READ_AHEAD,
        backward=not asked.forward,
    )


def merged(asked: Asked, read: Sequence[Rows], limit: int) -> Found:
    """Of what was cut off, as far as all of them were read."""
    ends = [each.rows[-1][0] for each in read if each.more and each.rows]
    end = (min if asked.forward else max)(ends, default="")
    told = {sk for each in read for sk, digest in each.rows if _is_wanted(asked, sk, digest)}
    reached = [sk for sk in told if not end or (sk <= end if asked.forward else sk >= end)]
    once: dict[str, str] = {}
    for sk in sorted(reached, reverse=not asked.forward):
        once.setdefault(keys.entry_record_id(sk), sk)
    found = list(once.values())
    return Found(found[:limit], found[limit - 1] if len(found) > limit else end)


def _is_wanted(asked: Asked, sk: str, digest: str) -> bool:
    declared = type_of(keys.entry_record_id(sk))
    if declared is None or declared.name != asked.type or (asked.forward and not asked.open and sk > newest()):
        return False
    return bool(json.loads(digest).get(VISIBILITY) == SHARED)
