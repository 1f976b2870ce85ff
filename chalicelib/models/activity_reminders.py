"""Who is reminded of an activity: those who are to do it, when it is due, and those who take part, before it begins."""

from collections.abc import Iterable, Iterator

from chalicelib.models import activity_time, stored
from chalicelib.models.entry import Remind
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data


def reminds(record: Record) -> Iterable[Remind]:
    """Where nobody is named, whoever made it."""
    data = record.data
    if stored.line(data, "done_at"):
        return
    doers = _assignees(data)
    for who in (doers or [record.created_by]) if activity_time.is_open(data) else ():
        yield from _to_do(who, activity_time.due(data), stored.line(data, "follow_up_on"))
    start = _to_come(record)
    for who in (_once([*doers, *_users(data)]) or [record.created_by]) if start else ():
        yield Remind(who, "start", start)


def _to_do(who: str, due: str, later: str) -> Iterator[Remind]:
    """What is put off is told of on the day that it comes back, and when it is due after that."""
    if due:
        yield Remind(who, "due", due, later)
    if later and not "" < due[:10] <= later:
        yield Remind(who, "due", later, later, due)


def _to_come(record: Record) -> str:
    """Nothing of what was noted afterwards, or is put off to a later day."""
    start, later = activity_time.start(record.data), stored.line(record.data, "follow_up_on")
    return start if start >= record.created_at[: len(start)] and start >= later else ""


def _assignees(data: Data) -> list[str]:
    return _once(stored.line(each, "id") for each in stored.parts(data, "assignees"))


def _users(data: Data) -> list[str]:
    return [stored.line(stored.part(each, "user"), "id") for each in stored.parts(data, "participants")]


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, ids)))
