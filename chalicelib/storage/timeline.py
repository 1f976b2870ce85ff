"""What stands in the timeline of a record, the newest first: at most two queries over entries, then one batch of
records, whatever there is."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.models.record import Record
from chalicelib.models.record_type import Dated
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, keys
from chalicelib.storage.listing import Source

ROOM = 5_000_000  # rows show a part of their records only
NEWEST = "9999-12-31"


@dataclass(frozen=True)
class Timeline:
    """`kinds` and `visibility` empty are all; `since` and `until` dates or moments, both included."""

    tenant: str
    target: str
    keep: Callable[[Record], bool]
    limit: int
    kinds: frozenset[str] = frozenset()
    visibility: str = ""
    direct_only: bool = False
    since: str = ""
    until: str = ""
    room: int = ROOM

    @property
    def also(self) -> tuple[str, ...]:
        """Read with the rest, so that whether it is there costs no round trip."""
        return (self.target,)

    @property
    def source(self) -> Source:
        pk = keys.partition(self.tenant, derived.TIMELINE, self.target)
        sift = bool(self.kinds or self.visibility or self.direct_only)
        return Source(pk, backward=True, sift=sift, floor=keys.join(self.since) if self.since else "")

    @property
    def start(self) -> str:
        return keys.above(self.until or NEWEST)

    def may_match(self, digest: str) -> bool:
        return self._wanted(json.loads(digest))

    def matches(self, record: Record) -> bool:
        """The live record may have changed since its entry was read."""
        return record.alive and self.place(record) is not None and self.keep(record)

    def place(self, record: Record) -> Dated | None:
        """Where it stands in this timeline."""
        for each in TYPES[record.type].dated(record):
            if each.target == self.target and not each.open and self._wanted(each.digest):
                return each
        return None

    def _wanted(self, digest: dict[str, Any]) -> bool:
        return (
            (not self.kinds or digest.get("kind") in self.kinds)
            and (not self.visibility or digest.get("visibility") == self.visibility)
            and not (self.direct_only and "through" in digest)
        )
