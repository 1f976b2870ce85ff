"""A task that comes again: its rule, the wall-clock times that the rule counts from, and the next of its series.

The rule knows nothing of an occurrence that was put off once, nor of an hour that the clock skipped one night: so the
times that the series has for this occurrence are kept beside those that the task has, as its anchor."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from chalicelib.agenda import recurrence, rule, zone
from chalicelib.agenda.recurrence import Series
from chalicelib.errors import FieldError
from chalicelib.models import activity_time, moment, stored
from chalicelib.models.record_type import Data

RULE, ANCHOR, DUE = "recurrence", "anchor", "due"
TIMES = ("starts_at", "ends_at", "date")
A_MOMENT = timedelta(microseconds=1)
Wall = date | datetime  # without a zone: what the calendar or the clock on the wall shows


def faults(data: Data, before: Data) -> Iterator[FieldError]:
    """The normal form of the rule replaces what was sent."""
    data.pop(ANCHOR, None)
    if not data.get(RULE):
        return
    if not activity_time.due(data):
        yield FieldError(RULE, "without_due", "Give due_on or due_at: the rule counts from there.")
        return
    try:
        data[RULE] = rule.written(rule.parse(stored.line(data, RULE)))
        anchor = _anchor(data, before)
        data[ANCHOR] = _written(anchor)
        recurrence.check(_series(data, anchor))
    except (ValueError, OverflowError) as error:
        yield FieldError(RULE, "not_valid", str(error))


def following(data: Data, done_at: str) -> Data | None:
    """The due date, the rest of the rule, and when it takes place, of the next occurrence; None when that was the last.

    What was missed is not made up for: the next is the first after both this one, as the series has it, and yesterday.
    """
    try:
        return _next(data, moment.read(done_at)) if data.get(RULE) and activity_time.due(data) else None
    except (ValueError, OverflowError, KeyError):
        return None


def _next(data: Data, done: Any) -> Data | None:
    anchor = _anchor(data, data)
    series = _series(data, anchor)
    after = max(_moment(series.start, series.zone), zone.this_day(done, series.zone).start - A_MOMENT)
    rest = recurrence.rest(series, after)
    if rest is None:
        return None
    days = _day(rest.start) - _day(series.start)
    moved = {name: rest.start if name == DUE else at + days for name, at in anchor.items()}
    return {**_fields(moved, series.zone), RULE: rule.written(rest.rule), ANCHOR: _written(moved)}


def _fields(anchor: dict[str, Wall], place: tzinfo) -> Data:
    due = "due_at" if isinstance(anchor[DUE], datetime) else "due_on"
    return {due if name == DUE else name: _kept(at, place) for name, at in anchor.items()}


def _kept(at: Wall, place: tzinfo) -> str:
    return moment.written(zone.moment(at, place)) if isinstance(at, datetime) else at.isoformat()


def _series(data: Data, anchor: dict[str, Wall]) -> Series:
    return Series(rule.parse(stored.line(data, RULE)), anchor[DUE], _zone(data))


# --------------------------------------------------------------------------------------------------------- the anchor


def _anchor(data: Data, before: Data) -> dict[str, Wall]:
    """That of before, while rule and zone are the same: who moves a task moves it alone. What is new in it stands as
    far from the due date of the series as it does from that of the task."""
    place = _zone(data)
    now = {DUE: _wall(activity_time.due(data), place)}
    now |= {name: _wall(told, place) for name in TIMES if (told := stored.line(data, name))}
    known = _known(before) if all(before.get(name) == data.get(name) for name in (RULE, "time_zone")) else {}
    if type(known.get(DUE)) is not type(now[DUE]):
        return now
    days = _day(known[DUE]) - _day(now[DUE])
    return {name: known[name] if type(known.get(name)) is type(at) else at + days for name, at in now.items()}


def _known(before: Data) -> dict[str, Wall]:
    told = stored.part(before, ANCHOR)
    return {name: _read(stored.line(told, name)) for name in told if stored.line(told, name)}


def _read(written: str) -> Wall:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def _written(anchor: dict[str, Wall]) -> Data:
    return {name: at.isoformat() for name, at in anchor.items()}


def _wall(kept: str, place: tzinfo) -> Wall:
    """Raises ValueError for what is damaged."""
    found = moment.read(kept)
    if found is None:
        raise ValueError("Give a date or a moment.")
    return zone.local(found, place) if isinstance(found, datetime) else found


def _zone(data: Data) -> tzinfo:
    try:
        return zone.named(stored.line(data, "time_zone"))
    except ValueError:
        return UTC


def _moment(at: Wall, place: tzinfo) -> datetime:
    return zone.moment(at, place) if isinstance(at, datetime) else zone.at(at, time(), place)


def _day(of: Wall) -> date:
    return of.date() if isinstance(of, datetime) else of
