"""When an activity is, when its task is due, and when it comes again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from chalicelib.agenda import recurrence, rule, zone
from chalicelib.agenda.recurrence import Series
from chalicelib.errors import FieldError
from chalicelib.models import moment, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

TASK_ONLY = ("assignees", "due_on", "due_at", "term", "follow_up_on", "recurrence")
FAR = "9999-12-31"  # when what has no date is due
A_MOMENT = timedelta(microseconds=1)


def at(record: Record) -> str:
    """Where it stands in time: when it took place or will, else when it was done or is due, else when it was noted."""
    data = record.data
    planned, done = start(data), stored.line(data, "done_at")
    if planned and done:
        return min(planned, done)
    return planned or done or due(data) or record.created_at


def start(data: Data) -> str:
    return stored.line(data, "starts_at") or stored.line(data, "date")


def due(data: Data) -> str:
    return stored.line(data, "due_at") or stored.line(data, "due_on")


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
    if data.get("recurrence"):
        yield from _recurrence_faults(data)


def _task_faults(data: Data) -> Iterator[FieldError]:
    for name in TASK_ONLY if not data.get("is_task") else ():
        if data.get(name):
            yield FieldError(name, "not_a_task", "Only a task has this; set is_task to true.")
    if not data.get("is_task") and data.get("done_at"):
        yield FieldError("is_task", "done", "This is a task that is done; reopen it first.")
    if data.get("due_on") and data.get("due_at"):
        yield FieldError("due_on", "both", "Give due_at, or due_on for a whole day, not both.")
    if data.get("term") == "deadline" and not due(data):
        yield FieldError("term", "without_due", "A deadline needs due_on or due_at.")


def _recurrence_faults(data: Data) -> Iterator[FieldError]:
    """The normal form of the rule replaces what was sent."""
    try:
        parsed = rule.parse(stored.line(data, "recurrence"))
        data["recurrence"] = rule.written(parsed)
        series = _series(data)
        if series is None:
            yield FieldError("recurrence", "without_due", "Give due_on or due_at: the rule counts from there.")
        else:
            recurrence.check(series)
    except (ValueError, OverflowError) as error:
        yield FieldError("recurrence", "not_valid", str(error))


def _series(data: Data) -> Series | None:
    """Also of what is damaged: then there is none."""
    first = moment.read(due(data))
    if first is None:
        return None
    place = _zone(data)
    begin = zone.local(first, place) if isinstance(first, datetime) else first
    return Series(rule.parse(stored.line(data, "recurrence")), begin, place)


def _zone(data: Data) -> tzinfo:
    try:
        return zone.named(stored.line(data, "time_zone"))
    except ValueError:
        return UTC


def following(data: Data, done_at: str) -> Data | None:
    """The due date, the rest of the rule, and when it takes place, of the next occurrence; None when that was the last.

    What was missed is not made up for: the next is the first after both the one that was due and yesterday."""
    try:
        return _next(data, moment.read(done_at)) if data.get("recurrence") else None
    except (ValueError, OverflowError):
        return None


def _next(data: Data, done: date | datetime | None) -> Data | None:
    series = _series(data)
    if series is None or not isinstance(done, datetime):
        return None
    rest = recurrence.rest(series, max(_moment_of(series), _before_today(done, series.zone)))
    return None if rest is None else {**_moved(data, series, rest), "recurrence": rule.written(rest.rule)}


def _moment_of(series: Series) -> datetime:
    if isinstance(series.start, datetime):
        return zone.moment(series.start, series.zone)
    return zone.at(series.start, time(), series.zone)


def _before_today(now: datetime, place: tzinfo) -> datetime:
    return zone.this_day(now, place).start - A_MOMENT


def _moved(data: Data, before: Series, after: Series) -> Data:
    """By as many days on the calendar as the due date moves; what is at nine o'clock stays at nine."""
    days = _day(after.start) - _day(before.start)
    told = {name: _later(stored.line(data, name), days, after.zone) for name in ("starts_at", "ends_at", "date")}
    if isinstance(after.start, datetime):
        told["due_at"] = moment.written(_moment_of(after))
    else:
        told["due_on"] = after.start.isoformat()
    return {name: value for name, value in told.items() if value}


def _later(kept: str, days: timedelta, place: tzinfo) -> str:
    found = moment.read(kept)
    if isinstance(found, datetime):
        return moment.written(zone.moment(zone.local(found, place) + days, place))
    return (found + days).isoformat() if found else ""


def _day(of: date | datetime) -> date:
    return of.date() if isinstance(of, datetime) else of
