"""The days that a rule gives, one period (a day, week, month or year) after the other.

python-dateutil is not used for this: it looks at UNTIL and COUNT only where it found something, so a rule that never
matches runs to the year 9999 (6 s), and it cannot be told to stop. Here every gap is bounded; the tests have it, and
a plain search day by day, as oracles."""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from chalicelib.agenda.rule import Rule, Weekday

CENTURY = 36_525  # days without any occurrence after which there is none
LAST = date(8000, 1, 1)


class Period(NamedTuple):
    """Periods are numbered, so that every third month is a step of three."""

    number: Callable[[date], int]
    days: Callable[[int], Sequence[date]]


def _run(first: date, length: int) -> list[date]:
    return [first + timedelta(n) for n in range(length)]


def _month(number: int) -> list[date]:
    first = date(number // 12, number % 12 + 1, 1)
    return _run(first, monthrange(first.year, first.month)[1])


PERIODS = {
    "DAILY": Period(date.toordinal, lambda number: [date.fromordinal(number)]),
    "WEEKLY": Period(lambda day: (day.toordinal() - 1) // 7, lambda number: _run(date.fromordinal(number * 7 + 1), 7)),
    "MONTHLY": Period(lambda day: day.year * 12 + day.month - 1, _month),
    "YEARLY": Period(lambda day: day.year, lambda year: _run(date(year, 1, 1), 365 + isleap(year))),
}


def dates(rule: Rule, start: date, floor: date | None = None) -> Iterator[date]:
    """From `start` on, without regard to COUNT and UNTIL; those before `floor` are passed over in one leap."""
    whole, begin = filled_in(rule, start), max(start, floor or start)
    idle = begin
    for number in _numbers(rule, start, begin):
        days = PERIODS[rule.frequency].days(number)
        if days[0] > LAST or (days[0] - idle).days > CENTURY:
            return
        found = [day for day in _chosen(whole, days) if day >= begin]
        idle = found[-1] if found else idle
        yield from found


def _numbers(rule: Rule, start: date, begin: date) -> Iterator[int]:
    number = PERIODS[rule.frequency].number
    first, wanted = number(start), number(begin)
    at = first + (wanted - first) // rule.interval * rule.interval
    while True:
        yield at
        at += rule.interval


def filled_in(rule: Rule, start: date) -> Rule:
    """What a rule leaves out is taken from its start: FREQ=WEEKLY from a Tuesday is every Tuesday."""
    if rule.frequency == "DAILY" or rule.weekdays or rule.month_days:
        return rule
    if rule.frequency == "WEEKLY":
        return rule._replace(weekdays=(Weekday(0, start.weekday()),))
    months = rule.months or ((start.month,) if rule.frequency == "YEARLY" else ())
    return rule._replace(month_days=(start.day,), months=months)


def _chosen(rule: Rule, days: Sequence[date]) -> list[date]:
    found = [day for day in days if _suits(rule, day)]
    if not rule.positions:
        return found
    places = {at - 1 if at > 0 else len(found) + at for at in rule.positions}
    return [day for place, day in enumerate(found) if place in places]


def _suits(rule: Rule, day: date) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _is_month_day(rule, day))
        and (not rule.weekdays or any(_is_weekday(rule, each, day) for each in rule.weekdays))
    )


def _is_month_day(rule: Rule, day: date) -> bool:
    return day.day in rule.month_days or day.day - 1 - monthrange(day.year, day.month)[1] in rule.month_days


def _is_weekday(rule: Rule, wanted: Weekday, day: date) -> bool:
    """Counted within the month; in a yearly rule without BYMONTH within the year."""
    if day.weekday() != wanted.day or not wanted.nth:
        return day.weekday() == wanted.day
    in_year = rule.frequency == "YEARLY" and not rule.months
    place = day.timetuple().tm_yday if in_year else day.day
    length = 365 + isleap(day.year) if in_year else monthrange(day.year, day.month)[1]
    return wanted.nth == ((place - 1) // 7 + 1 if wanted.nth > 0 else -((length - place) // 7 + 1))
