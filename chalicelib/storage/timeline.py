"""What stands in the timeline of a record, the newest first: at most two queries over entries, then one batch of
records, whatever there is."""

import json
from dataclasses import dataclass
from typing import Any

from chalicelib.models.entry import Dated
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import derived, keys
from chalicelib.storage.listing import Keep, Source

ROOM = 5_000_000  # rows show a part of their records only
NEWEST = "9999-12-31"


@dataclass(frozen=True)
class Bound:
    """A day, and the moment in UTC at which it begins or ends for who asks; of a moment both are the moment."""

    day: str
    moment: str

    def of(self, at: str) -> str:
        """What to compare with something that has a day, or a moment."""
        return self.moment if len(at) > len(NEWEST) else self.day


ANY_TIME = Bound("", "")


@dataclass(frozen=True)
class Timeline:
    """`kinds`, `types` and `visibility` empty are all; `since` and `until` are both included. With `open` it is what is
    to be done instead, what is due first at the top."""

    tenant: str
    target: str
    keep: Keep
    limit: int
    kinds: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    visibility: str = ""
    direct_only: bool = False
    open: bool = False
    since: Bound = ANY_TIME
    until: Bound = ANY_TIME
    room: int = ROOM

    @property
    def also(self) -> tuple[str, ...]:
        """Read with the rest, so that whether it is there costs no round trip."""
        return (self.target,)

    @property
    def source(self) -> Source:
        pk = keys.partition(self.tenant, derived.TIMELINE, self.target)
        sift = bool(self.kinds or self.types or self.visibility or self.direct_only)
        if self.open:
            return Source((pk,), prefix=keys.join(derived.OPEN, ""), backward=True, sift=sift)
        floor = min(self.since.day, self.since.moment)
        return Source((pk,), backward=True, sift=sift, floor=keys.join(floor) if floor else "")

    @property
    def start(self) -> str:
        """From where to read backward; what is open stands behind all that has a time."""
        return "" if self.open else keys.above(max(self.until.day, self.until.moment) or NEWEST)

    def may_match(self, digest: str) -> bool:
        return self._wanted(json.loads(digest))

    def matches(self, record: Record) -> bool:
        """The live record may have changed since its entry was read."""
        wanted = not self.types or record.type in self.types
        return wanted and record.alive and self.place(record) is not None

    def place(self, record: Record) -> Dated | None:
        """Where it stands in this timeline."""
        for each in TYPES[record.type].dated(record):
            if each.target == self.target and each.open is self.open and self._wanted(each.digest):
                return each if self._within(each.at) else None
        return None

    def _within(self, at: str) -> bool:
        return self.since.of(at) <= at and (not self.until.of(at) or at <= self.until.of(at))

    def _wanted(self, digest: dict[str, Any]) -> bool:
        return (
            (not self.kinds or digest.get("kind") in self.kinds)
            and (not self.visibility or digest.get("visibility") == self.visibility)
            and not (self.direct_only and "through" in digest)
        )
