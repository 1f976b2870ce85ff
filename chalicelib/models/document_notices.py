"""Who is told of a document: who follows it, or the dossier that it is in."""

from collections.abc import Iterator

from chalicelib.models import file_version, notice_kind, stored
from chalicelib.models.record import Record
from chalicelib.models.telling import Moved, Subject, Telling, followed


def tells(moved: Moved) -> Iterator[Telling]:
    if is_shared(moved.after) and not is_shared(moved.before):
        yield Telling(notice_kind.SHARED.name, outside=True)
        if moved.before is not None:
            yield Telling(notice_kind.PUBLISHED.name, followed=_who(moved))
    before, after = _current(moved.before), _current(moved.after)
    if 0 < before < after:  # the first came with the document
        by = stored.line(file_version.numbered(moved.after.data, after), "uploaded_by")
        yield Telling(notice_kind.NEW_VERSION.name, followed=_who(moved), by=by, told={"version": after})


def _who(moved: Moved) -> tuple[Subject, ...]:
    return followed((moved.after.id, *moved.targets))


def is_shared(record: Record | None) -> bool:
    return record is not None and stored.line(record.data, "visibility") == "shared"


def _current(record: Record | None) -> int:
    """0 when there is none."""
    number = (file_version.current(record.data) or {}).get("version") if record else 0
    return number if isinstance(number, int) else 0
