"""Archiving a record of any type: what others still need stays."""

from chalicelib.access import guarding, held, reading
from chalicelib.access.actor import Actor
from chalicelib.errors import InUse
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.storage import listing, todos
from chalicelib.storage.work import Work

LINKED = "Other records link to this one: move them, or archive them first. `used_by` names the first of them."


def archive(work: Work, actor: Actor, before: Record) -> Record:
    """Raises InUse, and Forbidden where it stands with what is not theirs to edit."""
    ids, more = listing.linked(actor.tenant, before.id, limit=10)
    if not before.alive:
        return before
    if more or not all(_is_going(work, each) for each in ids):
        raise InUse(LINKED, used_by=list(reading.linking(actor, ids, before.id)))
    declared = TYPES[before.type]
    if declared.is_group:
        _hold_idle(before)
    if declared.administered:
        _hold_unused(before)
    guarding.hold_archived(actor, before)
    return work.archive(before)


def _is_going(work: Work, record_id: str) -> bool:
    """Archived in the same work."""
    saved = work.saves.get(record_id)
    return saved is not None and not saved.after.alive


def _hold_idle(before: Record) -> None:
    """What stands for others is not archived with work that nobody would see any more."""
    found = todos.of(before.tenant, before.id)
    if found.todos:
        told = "Open tasks are given to this: reassign them first. `open_tasks` counts them, with `at_least` not all."
        raise InUse(told, open_tasks=len(found.todos), at_least=bool(found.end))


def _hold_unused(before: Record) -> None:
    """What users have their rights from is not archived under them; nor is what the product itself counts on."""
    people = held.of(before.tenant).holders(before)
    if people:
        told = "Users have their rights from this: give them another first. `users` names the first of them."
        raise InUse(told, users=people[:10], count=len(people))
