"""Handing over one record: who owned it owns it no more, nor what belongs to it that was theirs too, and where it is
asked their open work on it goes along. A little goes with the answer, more goes on by itself."""

from typing import NamedTuple

from chalicelib.access import assigning, guarding, held, reading, writing
from chalicelib.access.actor import Actor
from chalicelib.actions import giving
from chalicelib.actions.giving import Given
from chalicelib.actions.hand_over import steps
from chalicelib.actions.hand_over.steps import Step
from chalicelib.errors import invalid
from chalicelib.models import owned, stakes, stored
from chalicelib.models.hand_over import HAND_OVER, OF
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage.work import Work


class Along(NamedTuple):
    """`what` of it goes along, by the names of what can be held."""

    what: tuple[str, ...] = ()
    reason: str | None = None


def begin(work: Work, actor: Actor, before: Record, to: Record, along: Along) -> Record:
    """How it stands. Raises Invalid and Forbidden: who owns it changes it with the leave of their profile."""
    reading.hold(actor, before, "edit")
    writing.hold(actor, TYPES[before.type], [stakes.OWNER])
    giver = owner(before)
    if giver["id"] == to.id:
        raise invalid("to", "same", "They own this already; choose somebody else.")
    giving.hold(actor, [Given("to", to)])
    _hold_able(before, to)
    what = [name for name in steps.takes(to) if name in along.what]
    made = work.create(HAND_OVER, _new(before, steps.new(giver, to, what, along.reason)))
    step = Step(work, actor, to, made)
    guarding.hold(actor, before, step.change(before, owned.given(before.data, giver["id"], giving.link(to))))
    return step.begin()


def _hold_able(record: Record, to: Record) -> None:
    giving.colleague(to)
    if not assigning.can_keep(held.of(record.tenant), to.id, record.type):
        plural = TYPES[record.type].plural
        raise invalid("to", "cannot_edit", f"Their profile does not let them read and change {plural}.")


def owner(record: Record) -> Data:
    """As the record names them; who made it only by their id."""
    found: Data = stored.part(record.data, stakes.OWNER) or {"id": record.created_by}
    return found


def _new(record: Record, data: Data) -> Data:
    """The record itself is dealt with."""
    plural = TYPES[record.type].plural
    return {**data, OF: giving.link(record), "found": {plural: 1}, "done": {plural: 1}}
