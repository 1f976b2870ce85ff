"""Who moves a record in a tree may bring it, or what it comes to stand with, within the reach of people from outside.
That is for those who may say who gets at what they come to see: at each record of it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from chalicelib.access import guarding, held, reading
from chalicelib.access.actor import Actor
from chalicelib.errors import FieldError, Forbidden
from chalicelib.models import stakes, stored
from chalicelib.models.link import TOP
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import records, spread
from chalicelib.storage.spread import Spread

SPANNED = frozenset(each.spans.of for each in TYPES.values() if each.spans)
NOT_YOURS = (
    "People from outside would come to see what is not yours to open to them; ask its owners, or who manages it."
)
TOO_MUCH = "People from outside would come to see more than can be looked at here; ask an administrator."
Tie = Mapping[str, Any]


class Moved(NamedTuple):
    """What stands `above` it and stood there, the nearest first; all of the tree that it comes to stand in; and it
    itself with all below it."""

    above: list[str]
    was_above: list[str]
    there: Spread
    itself: Spread

    @property
    def stays(self) -> bool:
        """In the same tree."""
        return self.above[-1:] == self.was_above[-1:]


def hold(actor: Actor, before: Record | None, after: Record) -> None:
    """`before` is None of what comes back. Raises Forbidden. No round trip where nobody from outside reaches down a
    tree; otherwise one a level."""
    parent, earlier = _parent(after), _parent(before)
    if after.type not in SPANNED or not parent or parent == earlier:
        return
    if not (ties := [each for each in held.of(after.tenant).sections[stakes.TIES].values() if each.get(TOP)]):
        return
    moved = _moved(after, parent, earlier)
    if coming := set(_coming(ties, moved)):
        _hold(actor, after, coming, moved.there.whole and moved.itself.whole)


def _parent(record: Record | None) -> str:
    return stored.line(stored.part(record.data, TYPES[record.type].tree), "id") if record else ""


def _moved(after: Record, parent: str, earlier: str) -> Moved:
    above = spread.above(after.tenant, parent)
    return Moved(
        above=above,
        was_above=spread.above(after.tenant, earlier) if earlier else [],
        there=spread.of(after.tenant, above[-1], from_top=False),
        itself=spread.of(after.tenant, after.id, from_top=False),
    )


def _coming(ties: Iterable[Tie], moved: Moved) -> Iterable[str]:
    """Who sees a whole tree comes to see what joins it, and what it joins; others what comes below theirs."""
    there, itself = ({each.top, *each.below} for each in (moved.there, moved.itself))
    for tie in ties:
        root, ends = stored.line(tie, "relation"), {stored.line(tie, "relation"), stored.line(tie, TOP)}
        if tie.get("reach") != "group":
            yield from itself if root in moved.above and root not in moved.was_above else ()
        elif not moved.stays:
            yield from itself if ends & there else there if ends & itself else ()


def _hold(actor: Actor, after: Record, coming: set[str], is_all: bool) -> None:
    found = records.get_many(actor.tenant, coming).values()
    told = "" if is_all or reading.subject_of(actor).is_administrator else TOO_MUCH
    if told or not all(guarding.manages(actor, each) for each in found):
        told = told or NOT_YOURS
        raise Forbidden(told, [FieldError(TYPES[after.type].tree, "forbidden", told)])
