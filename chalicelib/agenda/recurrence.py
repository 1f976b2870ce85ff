"""What recurs, in a zone: a rule, where it starts, and the moments that follow.

The rule counts in wall-clock time, so a task of nine o'clock stays at nine when the clock changes. A time that the
clock skips moves forward by the gap, one that it shows twice is the first. A day that a month does not have is passed
over, as RFC 5545 says; the last day of a month is BYMONTHDAY=-1."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import NamedTuple

from chalicelib.agenda import zone as zones
from chalicelib.agenda.period import dates
from chalicelib.agenda.rule import MOST, RecurrenceError, Rule

A_DAY = timedelta(1)


class Series(NamedTuple):
    """`start` is the first due day, or the wall-clock time of it; the first occurrence is the first day from there on
    that suits the rule."""

    rule: Rule
    start: date | datetime
    zone: tzinfo


class Occurrence(NamedTuple):
    """`local` as Series.start, a date or a wall-clock time; `moment` in UTC, for a date its first moment."""

    local: date | datetime
    moment: datetime


def check(series: Series) -> None:
    """Raises RecurrenceError where nothing recurs."""
    if not occurrences(series, 1):
        raise RecurrenceError("Change the rule: counted from its start, no day in a hundred years suits it.")


def occurrences(series: Series, most: int = MOST) -> list[Occurrence]:
    """The first so many, at most a thousand."""
    return list(islice(_all(series), min(most, MOST)))


def next_after(series: Series, moment: datetime) -> Occurrence | None:
    return next((each for each in _all(series, moment) if each.moment > moment), None)


def remaining(series: Series, moment: datetime) -> int | None:
    """How many of COUNT come after the moment; None without COUNT."""
    if series.rule.times is None:
        return None
    return sum(each.moment > moment for each in _all(series))


def rest(series: Series, moment: datetime) -> Series | None:
    """What is left after the moment, as a series of its own: what the next task is made with."""
    following = next_after(series, moment)
    if following is None:
        return None
    return series._replace(rule=series.rule._replace(times=remaining(series, moment)), start=following.local)


def _all(series: Series, after: datetime | None = None) -> Iterator[Occurrence]:
    """In order, within COUNT and UNTIL. Without COUNT what lies before `after` is leapt over."""
    leap = _day(zones.local(after, series.zone)) - A_DAY * 2 if after and series.rule.times is None else None
    found = dates(series.rule, _day(series.start), leap)
    for each in islice(_moments(series, found), series.rule.times):
        if _is_over(series, each):
            return
        yield each


def _moments(series: Series, days: Iterator[date]) -> Iterator[Occurrence]:
    """Each moment once: where a zone skipped a whole day (Pacific/Apia, 30 December 2011) two days meet in one."""
    last = datetime.min.replace(tzinfo=UTC)
    for day in days:
        each = _occurrence(series, day)
        if each.moment > last:
            yield each
        last = each.moment


def _occurrence(series: Series, day: date) -> Occurrence:
    if not isinstance(series.start, datetime):
        return Occurrence(day, zones.at(day, time(), series.zone))
    local = datetime.combine(day, series.start.time())
    return Occurrence(local, zones.moment(local, series.zone))


def _is_over(series: Series, each: Occurrence) -> bool:
    until = series.rule.until
    if isinstance(until, datetime):
        return each.moment > until
    return until is not None and _day(each.local) > until


def _day(of: date | datetime) -> date:
    return of.date() if isinstance(of, datetime) else of
