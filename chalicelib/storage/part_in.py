"""What somebody did and will do: the records of a type that they made, were given or take part in, in the order of
time. Read from the entries that tell who has a part in what, so that none had to be written for it."""

from dataclasses import dataclass, field

from chalicelib.models.entry import Dated
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.storage import derived, keys, packed
from chalicelib.storage.listing import Source
from chalicelib.storage.timeline import Timeline

KIND, VISIBILITY = "kind", "visibility"
ASKED = frozenset({KIND, VISIBILITY})


@dataclass(frozen=True)
class PartIn(Timeline):
    """The timeline of a user, `target`; with `open` what they were given to do. Nothing is there through another."""

    declared: RecordType = field(kw_only=True)

    @property
    def source(self) -> Source:
        if self.open:
            return Source((keys.partition(self.tenant, derived.TODO, self.target),))
        pk = keys.partition(self.tenant, derived.STAKE, self.declared.name, self.target)
        floor = min(self.since.day, self.since.moment)
        sift = bool(self.kinds or self.visibility)
        return Source((pk,), backward=True, sift=sift, floor=keys.join(floor) if floor else "")

    def may_match(self, digest: str) -> bool:
        return self.open or self._wanted(packed.read(digest, ASKED))

    def matches(self, record: Record) -> bool:
        return record.type == self.declared.name and super().matches(record)

    def place(self, record: Record) -> Dated | None:
        at = self._due(record) if self.open else self._at(record)
        digest: Data = {name: record.data.get(name) for name in ASKED}
        if not at or not self._wanted(digest) or not self._within(at):
            return None
        return Dated(self.target, at, digest, open=self.open)

    def _at(self, record: Record) -> str:
        is_theirs = self.target in derived.stakeholders(self.declared, record)
        return derived.sort_value(self.declared, self.declared.natural, record) if is_theirs else ""

    def _due(self, record: Record) -> str:
        return next((each.due for each in self.declared.todo(record) if each.who == self.target), "")
