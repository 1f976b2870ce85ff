"""That of what is one at a time there are no two on any day, and that nothing stands above itself. Decided on what
there is, and held to it until it is saved, so that of twenty at once one succeeds."""

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.errors import AlreadyExists, FieldError, Invalid
from chalicelib.models.entry import Period
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.storage import records, turns
from chalicelib.storage.work import Work

MOST_LEVELS = 12
FAR = "9999-12-31"
TAKEN = "On some of these days there is another: end that one first, or choose other days."
CIRCLE = "This would make it stand above itself."
TOO_DEEP = f"At most {MOST_LEVELS - 1} others may stand above it."
TOO_MANY = "There are too many of this type here already: archive those that are over."


def hold(work: Work, actor: Actor, declared: RecordType, before: Record | None, after: Record) -> None:
    """Raises AlreadyExists, or Invalid. Nothing is read where its days are as they were."""
    told = list(declared.periods(after))
    if not told or (before is not None and told == list(declared.periods(before))):
        return
    mine = {each.group: each for each in told}
    seen = turns.read(work.tenant, mine)
    turns.take(work, seen)
    for other in _members(work, declared, mine, told[0].path):
        if other.id != after.id and (met := _met(declared, mine, other)):
            raise _taken(actor, met, other)
    for each in told:
        if each.above is not None:
            _climb(work, declared, each, after.id)


def _met(declared: RecordType, mine: Mapping[str, Period], other: Record) -> Period | None:
    """The period of ours that the other's runs into."""
    for each in declared.periods(other):
        own = mine.get(each.group)
        if own is not None and own.alone and _meet(own, each):
            return own
    return None


def _meet(one: Period, other: Period) -> bool:
    return one.since <= (other.until or FAR) and other.since <= (one.until or FAR)


def _taken(actor: Actor, met: Period, other: Record) -> AlreadyExists:
    """Which one it is, is told to who may see it."""
    errors = [FieldError(met.path, "taken", TAKEN)]
    is_seen = reading.may(actor, Right(other.type, "read"), other)
    return AlreadyExists(TAKEN, errors, existing=other.id) if is_seen else AlreadyExists(TAKEN, errors)


def _members(work: Work, declared: RecordType, groups: Iterable[str], path: str) -> list[Record]:
    """As they stand, or will with what is saved in the same work. Raises Invalid where there are too many to look at
    all of them, so that what is not looked at is never taken for nothing."""
    ids, are_all = turns.ids(work.tenant, groups)
    if not are_all:
        raise Invalid(errors=[FieldError(path, "too_many", TOO_MANY)])
    found = records.get_all(work.tenant, ids)
    found |= {record_id: each.after for record_id, each in work.saves.items()}
    return [each for each in found.values() if each.alive and each.type == declared.name]


def _climb(work: Work, declared: RecordType, start: Period, itself: str) -> None:
    """A level at a time: its own group must not be met, and what was met must stay so until it is saved, what stands
    nowhere too."""
    waiting, seen = set(start.above or ()), set[str]()
    for _ in range(MOST_LEVELS - 1):
        if start.group in waiting:
            raise Invalid(errors=[FieldError(start.path, "circle", CIRCLE)])
        seen |= waiting
        turns.hold(work, turns.read(work.tenant, sorted(waiting)))
        found = [each for each in _members(work, declared, sorted(waiting), start.path) if each.id != itself]
        waiting = set(_above(declared, start, found, waiting)) - seen
        if not waiting:
            return
    raise Invalid(errors=[FieldError(start.path, "too_deep", TOO_DEEP)])


def _above(declared: RecordType, start: Period, found: Iterable[Record], groups: set[str]) -> Iterator[str]:
    """On the days in question."""
    for record in found:
        for each in declared.periods(record):
            if each.group in groups and each.above is not None and _meet(start, each):
                yield from each.above
