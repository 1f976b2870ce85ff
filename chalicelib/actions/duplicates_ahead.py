"""The pairs that a search for duplicates goes over: those that are alike, those of what is searched that wait to be
looked at already, and of the first those that may be merged without anybody looking.

They are found in one go, in memory, and held for as long as a leg goes on. That only says where to look: each pair is
compared again when it is dealt with, with what is there then."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from chalicelib.access.actor import Actor
from chalicelib.actions import duplicates_scan, selecting
from chalicelib.duplicates.scan import Found
from chalicelib.models import duplicate, stored
from chalicelib.models.duplicate import DUPLICATE, NOT_DUPLICATE, OF, OPEN, STATE
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import records, survivors

MOST_KNOWN = 110_000
MOST_SOURCES = 9  # in one merge


class Pair(NamedTuple):
    """Ids, in their order. With this pair the `sources` are merged into the `survivor`, where there are any."""

    one: str
    other: str
    survivor: str = ""
    sources: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return duplicate.id_of(self.one, self.other)

    @property
    def place(self) -> str:
        return f"{self.one} {self.other}"

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.one, self.other, *self.sources)


class Leg(NamedTuple):
    """Of which job, and which leg of it."""

    tenant: str
    job: str
    number: int


class Last:
    """The pairs of the leg that goes on: another takes their place."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[Leg, Sequence[Pair]] | None = None

    def of(self, leg: Leg) -> Sequence[Pair] | None:
        with self._lock:
            return self._held[1] if self._held and self._held[0] == leg else None

    def hold(self, leg: Leg, pairs: Sequence[Pair]) -> Sequence[Pair]:
        with self._lock:
            self._held = (leg, pairs)
        return pairs


last = Last()


def ahead(actor: Actor, job: Record, after: str, limit: int) -> tuple[Sequence[Pair], str]:
    """Behind the one that was dealt with last, and where to go on. Behind one with which records are merged others may
    be over: it is the last of its page."""
    leg = Leg(job.tenant, job.id, int(job.data["leg"]))
    pairs = last.of(leg)
    if pairs is None:
        pairs = last.hold(leg, sorted(_found(actor, job), key=lambda pair: pair.place))
    start = bisect_right(pairs, after, key=lambda pair: pair.place)
    some = _until_merged(pairs[start : start + limit])
    return some, some[-1].place if pairs[start + len(some) :] else ""


def _until_merged(some: Sequence[Pair]) -> Sequence[Pair]:
    end = next((number for number, each in enumerate(some, 1) if each.sources), len(some))
    return some[:end]


def _found(actor: Actor, job: Record) -> Iterator[Pair]:
    what, of = job.data["what"], job.data["of"]
    scanned = duplicates_scan.scan(actor, job.data["chosen"], what["threshold"])
    apart = _told(actor, of, NOT_DUPLICATE)
    led = _led(actor.tenant, apart, scanned.ids) - apart
    found = {(each.one, each.other): each for each in scanned.pairs if (each.one, each.other) not in led}
    merges = _merges([found[each] for each in found.keys() - apart], what["merge_above"]) if what["merge_above"] else {}
    alike = found.keys()
    yield from (merges.get(each, Pair(*each)) for each in alike)
    waiting = _told(actor, of, OPEN) - alike
    is_whole = job.data["chosen"] == duplicates_scan.all_of(of)
    yield from (Pair(*each) for each in waiting if is_whole or not scanned.ids.isdisjoint(each))


def _told(actor: Actor, of: str, state: str) -> set[tuple[str, str]]:
    """The pairs of which this is said already."""
    raw: list[Data] = [{"field": OF, "op": "eq", "value": of}, {"field": STATE, "op": "eq", "value": state}]
    chosen = {"of": DUPLICATE.name, "criteria": {"all": raw}}
    told = selecting.told(actor, chosen, MOST_KNOWN, "record").values
    ends = (stored.lines(each, "record") for each in told.values())
    return {(each[0], each[1]) for each in ends if len(each) == len(duplicate.ENDS)}


def _led(tenant: str, apart: Collection[tuple[str, str]], there: Collection[str]) -> set[tuple[str, str]]:
    """What somebody told from a record that went into another since, they told from that."""
    away = {id for pair in apart for id in pair} - {*there}
    into = survivors.moves(tenant, records.get_all(tenant, away).values()) if away else {}
    led = (sorted(into.get(id, id) for id in pair) for pair in apart if into.keys() & {*pair})
    return {(one, other) for one, other in led}


# ----------------------------------------------------------------------------------------------- merged by themselves


def _merges(found: Sequence[Found], least: int) -> Mapping[tuple[str, str], Pair]:
    """Into the oldest, whose id others know best, goes what is beyond doubt the same as it, and as all that goes with
    it. Nothing goes into what goes elsewhere: that waits for the next search."""
    sure: dict[str, set[str]] = {}
    for each in found:
        if each.verdict.score >= least and each.verdict.is_undisputed:
            sure.setdefault(each.one, set()).add(each.other)
    taken: set[str] = set()
    merges: dict[tuple[str, str], Pair] = {}
    for one in sorted(sure):
        sources = _together(sure, one, taken) if one not in taken else []
        if sources:
            taken |= {one, *sources}
            merges[(one, sources[0])] = Pair(one, sources[0], one, tuple(sources))
    return merges


def _together(sure: Mapping[str, Collection[str]], oldest: str, taken: Collection[str]) -> list[str]:
    sources: list[str] = []
    for each in sorted(set(sure[oldest]) - {*taken}):
        if all(each in sure.get(known, ()) for known in sources) and len(sources) < MOST_SOURCES:
            sources.append(each)
    return sources
