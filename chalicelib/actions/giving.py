"""Giving work to somebody else: to whom it may be given, and how much of it one transaction takes."""

from chalicelib.errors import invalid
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage.work import Work


def taker(found: Record | None) -> Record:
    """Raises Invalid where nothing can be given to them."""
    if found is None or not found.alive or found.type not in ("user", "team"):
        raise invalid("to", "no_such_record", "There is no user or team with this id; correct it.")
    if refusal := TYPES[found.type].refuses(found.data):
        raise invalid("to", "not_linkable", refusal)
    return found


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
