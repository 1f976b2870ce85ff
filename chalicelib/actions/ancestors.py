"""Up the tree that a record stands in, before it is given a place there."""

from collections.abc import Iterable

from chalicelib.errors import FieldError
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, RecordType
from chalicelib.storage import branch, records
from chalicelib.storage.work import Work

MOST_LEVELS = 12


def climb(
    work: Work, declared: RecordType, data: Data, before: Record | None, context: Context
) -> Iterable[FieldError]:
    """Up the tree from a new parent: the record itself must not be met, and what was met must stay as it was until
    the transaction, so that two changes at once cannot close a circle either. Nothing is below a new record yet."""
    parent = (data.get(declared.tree) or {}).get("id") if declared.tree else None
    if parent is None or (before and parent == (before.data.get(declared.tree) or {}).get("id")):
        return ()
    for above in range(1, MOST_LEVELS):
        if before and parent == before.id:
            return [FieldError(declared.tree, "circle", "This would make it its own ancestor.")]
        ancestor = context.linked.get(parent) or records.get(work.tenant, parent)
        if ancestor is None:
            return ()
        if before:
            work.hold(ancestor)
        parent = (ancestor.data.get(declared.tree) or {}).get("id")
        if parent is None:
            return _grown(work, declared, before, above) if before and declared.levels else ()
    return [FieldError(declared.tree, "too_deep", f"At most {MOST_LEVELS - 1} others may stand above it.")]


def _grown(work: Work, declared: RecordType, before: Record, above: int) -> Iterable[FieldError]:
    """Of what moves all that stands below it moves too."""
    if above + 1 + branch.levels(work.tenant, before.id) > declared.levels:
        yield FieldError(declared.tree, "too_deep", f"At most {declared.levels} levels stand below each other.")
