"""Giving work and records to somebody else: to whom it may be given, and how much of it one transaction takes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from chalicelib.access import assigning, held, reading, subject
from chalicelib.access.actor import Actor
from chalicelib.errors import FieldError, Forbidden, invalid
from chalicelib.models import shipped_rights, stored
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.storage.work import Work

ADVICE = "Give it to somebody within reach of your role, or ask an administrator."
OUTSIDER = "This is somebody from outside: tie them instead."
REFUSED = "Your role does not let you give this to {title}."


class Given(NamedTuple):
    """That a `field` gives something `to` somebody."""

    field: str
    to: Record


def taker(found: Record | None) -> Record:
    """Raises Invalid where nothing can be given to them."""
    if found is None or not found.alive or found.type not in ("user", "team"):
        raise invalid("to", "no_such_record", "There is no user or team with this id; correct it.")
    if refusal := TYPES[found.type].refuses(found.data):
        raise invalid("to", "not_linkable", refusal)
    return found


def colleague(found: Record | None) -> Record:
    """Who can own records. Raises Invalid."""
    to = taker(found)
    if is_outsider(to):
        raise invalid("to", "from_outside", OUTSIDER)
    return to


def is_outsider(who: Record) -> bool:
    return who.type == "user" and stored.line(who.data, "kind") == shipped_rights.EXTERNAL


def hold(actor: Actor, given: Iterable[Given]) -> None:
    """Raises Forbidden, which names the fields, and who it is that may not be given it."""
    errors = [_refused(each) for each in given if not may_give(actor, each.to.id)]
    if errors:
        raise Forbidden(ADVICE, errors)


def _refused(given: Given) -> FieldError:
    title = TYPES[given.to.type].title(given.to.data)
    return FieldError(given.field, "out_of_reach", REFUSED.format(title=title))


def may_give(actor: Actor, who: str) -> bool:
    """To administrators the rights say nothing, so that they need not be read."""
    if who == actor.user or reading.subject_of(actor).is_administrator:
        return True
    return assigning.is_within_reach(held.of(actor.tenant), actor, who)


def teams(actor: Actor) -> frozenset[str]:
    """Those that they are in, and those that these belong to; of administrators too."""
    return subject.of(held.of(actor.tenant), actor).circle - {actor.user}


def newly(declared: RecordType, before: Data, after: Data) -> Iterator[Link]:
    """The links that give it to whom no link gave it before."""
    had = {stored.line(each.snapshot, "id") for each in declared.links(before) if each.gives} if before else set()
    for each in declared.links(after):
        if each.gives and stored.line(each.snapshot, "id") not in had:
            yield each


def link(to: Record) -> Data:
    declared = TYPES[to.type]
    return {"id": to.id, "title": declared.title(to.data), "place": declared.place(to.data)}


def current(work: Work, record: Record) -> Record:
    """As the same work saves it, where it does already."""
    earlier = work.saves.get(record.id)
    return earlier.after if earlier else record


def fits(work: Work, before: Record, data: Data, spare: int = 0) -> bool:
    """False where the transaction has no room for it, beside `spare` items of others; then it is not saved either.
    Raises Invalid for a record that grew too large."""
    return work.try_update(before, data, spare)
