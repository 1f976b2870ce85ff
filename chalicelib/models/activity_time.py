"""When an activity is, and when its task is due."""

from collections.abc import Iterator

from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.moment import FAR
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

TASK_ONLY = ("assignees", "due_on", "due_at", "term", "follow_up_on", "recurrence")


def at(record: Record) -> str:
    """Where it stands in time: when it was done, else when it took place or will, else when it is due, else when it
    was noted."""
    data = record.data
    return stored.line(data, "done_at") or start(data) or due(data) or record.created_at


def start(data: Data) -> str:
    return stored.line(data, "starts_at") or stored.line(data, "date")


def due(data: Data) -> str:
    return stored.line(data, "due_at") or stored.line(data, "due_on")


def waits_until(data: Data) -> str:
    """Where it stands in lists of work: when it is due; what only has a time, then; what has none, at the end."""
    return due(data) or start(data) or FAR


def is_open(data: Data) -> bool:
    return data.get("is_task") is True and not stored.line(data, "done_at")


def faults(data: Data) -> Iterator[FieldError]:
    starts, ends, day = (stored.line(data, name) for name in ("starts_at", "ends_at", "date"))
    if starts and day:
        yield FieldError("date", "both", "Give starts_at, or date for a whole day, not both.")
    if ends and not starts:
        yield FieldError("ends_at", "without_start", "Give starts_at too.")
    if starts and ends and ends < starts:
        yield FieldError("ends_at", "before_start", "An activity cannot end before it starts.")
    yield from _task_faults(data)


def _task_faults(data: Data) -> Iterator[FieldError]:
    for name in TASK_ONLY if not data.get("is_task") else ():
        if data.get(name):
            yield FieldError(name, "not_a_task", "Only a task has this; set is_task to true.")
    if data.get("due_on") and data.get("due_at"):
        yield FieldError("due_on", "both", "Give due_at, or due_on for a whole day, not both.")
    if data.get("term") == "deadline" and not due(data):
        yield FieldError("term", "without_due", "A deadline needs due_on or due_at.")
