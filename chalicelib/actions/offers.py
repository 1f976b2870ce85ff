"""Access that somebody needs who was given work: what it is about is shut to them, and an entry in the access list of
that would open it. Nobody is offered what their profile does not let them read at all.

Where nothing is private or restricted it costs nothing. Else it is one round trip, where what the work is about was
not read with it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from chalicelib.access import assigning, guarding, held, reading, subject, writing
from chalicelib.access.actor import Actor, actor_of
from chalicelib.access.decide import Decision, Right, decide, stakes_of
from chalicelib.access.rights import RANKS, Rights
from chalicelib.actions import giving
from chalicelib.errors import invalid
from chalicelib.models import stakes, stored
from chalicelib.models.guarded import MOST_LISTED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.storage import records
from chalicelib.storage.work import Work

LEVEL = "read"
FINAL = ("0", "4")  # no entry of an access list changes these


class Given(NamedTuple):
    """A record, and links to users and teams who have just been given it."""

    record: Record
    to: tuple[Data, ...]


class Offered(NamedTuple):
    """An entry for the access list of `record`."""

    record: Record
    who: Data
    because: str


def of(actor: Actor, given: Iterable[Given], known: Mapping[str, Record]) -> list[Offered]:
    """`known` has records that were read already. Nothing is told of records that the actor may not read."""
    about = [(around, each.to) for each in given if each.to for around in about_of(each.record)]
    if not about:
        return []
    rights = held.of(actor.tenant)
    pairs = [(around, to) for around, to in about if not _is_open(rights, around)]
    missing = {around for around, _ in pairs} - known.keys()
    live = {**known, **(records.get_many(actor.tenant, missing) if missing else {})}
    seen = {each.id for each in reading.allowed(actor, [live[around] for around, _ in pairs if around in live])}
    wanted = {(around, link["id"]): link for around, to in pairs for link in to if around in seen}
    told = (offer(rights, live[around], link) for (around, _), link in wanted.items())
    return [each for each in told if each is not None]


def about_of(record: Record) -> Iterator[str]:
    """What it is about, and is not itself."""
    yield from (each for each in stakes_of(record).around if each != record.id)


def shut(actor: Actor, found: Iterable[Record]) -> set[str]:
    """What they are about that not every colleague may read."""
    rights = held.of(actor.tenant)
    return {around for each in found for around in about_of(each) if not _is_open(rights, around)}


def _is_open(rights: Rights, record_id: str) -> bool:
    """Whether every colleague may read it whose profile lets them."""
    declared = type_of(record_id)
    told = rights.default(declared.name) if declared else {"level": "private"}
    return record_id not in rights.shut and (not told or RANKS.get(stored.line(told, "level"), 0) >= RANKS["view"])


def offer(rights: Rights, record: Record, who: Data) -> Offered | None:
    """What the user or team needs to read it, None where they may."""
    told = [_decision(rights, user, record) for user in assigning.people(rights, who["id"])]
    refused = next((each for each in told if each and not each.allowed and each.rule not in FINAL), None)
    return Offered(record, who, refused.because) if refused else None


def _decision(rights: Rights, user: str, record: Record) -> Decision | None:
    """None of somebody from outside, for whom access lists say nothing."""
    told = rights.sections[stakes.PEOPLE].get(user, {})
    if stored.line(told, "kind") == EXTERNAL:
        return None
    return decide(subject.of(rights, actor_of(rights.tenant, user, told)), Right(record.type, "read"), record)


def told(actor: Actor, offered: Offered) -> dict[str, Any]:
    """As it is answered."""
    record = giving.link(reading.shown(actor, offered.record))
    return {"record": record, "who": offered.who, "level": LEVEL, "because": offered.because}


def grant(work: Work, actor: Actor, offered: Iterable[Offered]) -> None:
    """Raises Forbidden where the actor may not say who gets at it."""
    for each in offered:
        before = giving.current(work, reading.hold(actor, each.record, "edit"))
        writing.hold(actor, TYPES[before.type], [stakes.ACCESS])
        after = work.update(before, {**before.data, stakes.ACCESS: _listed(before.data, each.who)})
        guarding.hold(actor, each.record, after)


def _listed(data: Data, who: Data) -> list[Data]:
    others = [each for each in stored.parts(data, stakes.ACCESS) if stored.part(each, "who").get("id") != who["id"]]
    if len(others) >= MOST_LISTED:
        raise invalid("grant", "too_many", f"An access list has at most {MOST_LISTED} entries; clear some first.")
    return [*others, {"who": who, "level": LEVEL}]
