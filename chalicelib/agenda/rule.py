"""A recurrence rule (RFC 5545, 3.3.10) as people send it, checked and in one normal form.

What is taken: daily, weekly, monthly and yearly rules by day. Nothing finer than a day, no week numbers or days of the
year, and weeks begin on Monday: programs that read calendars differ in the rest."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, NoReturn

MOST = 1_000  # occurrences of one rule
LONGEST = 500
LONGEST_LIST = 100
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The largest step of each: about ten years at most.
FREQUENCIES = {"DAILY": 3_660, "WEEKLY": 520, "MONTHLY": 120, "YEARLY": 10}


class RecurrenceError(ValueError):
    pass


class Weekday(NamedTuple):
    """(1, 0) is the first Monday, (-1, 4) the last Friday, (0, 2) every Wednesday."""

    nth: int
    day: int


class Rule(NamedTuple):
    frequency: str
    interval: int = 1
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    positions: tuple[int, ...] = ()
    times: int | None = None  # COUNT
    until: date | datetime | None = None  # a date is included; a datetime is UTC


def refuse(message: str) -> NoReturn:
    raise RecurrenceError(message)


def parse(text: str) -> Rule:
    """Raises RecurrenceError; its message says what to do."""
    if len(text) > LONGEST:
        refuse(f"Shorten the rule to {LONGEST} characters at most.")
    given = dict(_parts(text.strip().upper().removeprefix("RRULE:")))
    if given.pop("WKST", "MO") != "MO":
        refuse("Leave WKST out: weeks begin on Monday.")
    frequency = given.pop("FREQ", "")
    if frequency not in FREQUENCIES:
        refuse(f"Begin the rule with FREQ and one of {', '.join(FREQUENCIES)}.")
    rule = Rule(frequency, **{PARTS[name].field: PARTS[name].read(name, value) for name, value in given.items()})
    for fault in _faults(rule):
        refuse(fault)
    return rule


def _parts(text: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for part in text.split(";"):
        name, equals, value = part.partition("=")
        if not equals or name not in (*PARTS, "FREQ", "WKST"):
            refuse(f"Remove {part[:40]!r} from the rule; it may have FREQ, {', '.join(PARTS)}.")
        if name in seen:
            refuse(f"Give {name} once.")
        seen.add(name)
        yield name, value


def _numbers(low: int, high: int) -> Callable[[str, str], tuple[int, ...]]:
    def read(name: str, value: str) -> tuple[int, ...]:
        texts = value.split(",")
        if len(texts) > LONGEST_LIST or not all(re.fullmatch(r"[+-]?[0-9]{1,3}", each, re.A) for each in texts):
            refuse(f"Give {name} as whole numbers with commas between them.")
        numbers = {int(each) for each in texts}
        if not all(low <= number <= high and number for number in numbers):
            refuse(f"Give {name} numbers from {low} to {high}{', and not 0' if low < 0 else ''}.")
        return tuple(sorted(numbers, key=lambda number: (number < 0, number)))

    return read


def _number(most: int) -> Callable[[str, str], int]:
    def read(name: str, value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,5}", value, re.A) or not 1 <= int(value) <= most:
            refuse(f"Give {name} a whole number from 1 to {most}.")
        return int(value)

    return read


def _weekdays(name: str, value: str) -> tuple[Weekday, ...]:
    found = [re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", each, re.A) for each in value.split(",")]
    if len(found) > LONGEST_LIST or not all(found):
        refuse(f"Give {name} days such as MO,WE, or 1MO and -1FR for the first Monday and the last Friday.")
    days = {Weekday(int(each[1] or 0), WEEKDAYS.index(each[2])) for each in found if each}
    if any(each and each[1] and not int(each[1]) for each in found):
        refuse(f"Count the days in {name} from 1, or from -1 for the last.")
    return tuple(sorted(days, key=lambda each: (each.nth < 0, each)))


def _until(name: str, value: str) -> date | datetime:
    try:
        if re.fullmatch("[0-9]{8}", value, re.A):
            return datetime.strptime(value, "%Y%m%d").date()
        if re.fullmatch("[0-9]{8}T[0-9]{6}Z", value, re.A):
            return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    refuse(f"Give {name} as a date such as 20261231, or as a time in UTC such as 20261231T220000Z.")


class Part(NamedTuple):
    field: str
    read: Callable[[str, str], Any]


PARTS = {  # in the order of the normal form
    "INTERVAL": Part("interval", _number(max(FREQUENCIES.values()))),
    "BYMONTH": Part("months", _numbers(1, 12)),
    "BYMONTHDAY": Part("month_days", _numbers(-31, 31)),
    "BYDAY": Part("weekdays", _weekdays),
    "BYSETPOS": Part("positions", _numbers(-366, 366)),
    "COUNT": Part("times", _number(MOST)),
    "UNTIL": Part("until", _until),
}


def _faults(rule: Rule) -> Iterator[str]:
    counted = any(each.nth for each in rule.weekdays)
    if rule.interval > FREQUENCIES[rule.frequency]:
        yield f"Give INTERVAL at most {FREQUENCIES[rule.frequency]} with FREQ={rule.frequency}."
    if rule.times and rule.until:
        yield "Give COUNT or UNTIL, not both."
    if rule.positions and not (rule.months or rule.month_days or rule.weekdays):
        yield "Give BYSETPOS together with BYDAY or BYMONTHDAY: it chooses among those days."
    if rule.frequency == "WEEKLY" and rule.month_days:
        yield "Leave BYMONTHDAY out of a weekly rule, or use FREQ=MONTHLY."
    if rule.frequency in ("DAILY", "WEEKLY") and counted:
        yield "Use FREQ=MONTHLY to count days of the week, such as BYDAY=1MO; a daily or weekly rule takes BYDAY=MO."
    if rule.frequency == "YEARLY" and rule.month_days and not rule.months:
        yield "Add BYMONTH to say in which months, or use FREQ=MONTHLY; calendars disagree on what is meant without it."
    if counted and _most_weeks(rule) < max(abs(each.nth) for each in rule.weekdays):
        yield f"Count the days in BYDAY to {_most_weeks(rule)} at most."
    if _no_such_day(rule):
        yield "No month named in BYMONTH has a day named in BYMONTHDAY; use BYMONTHDAY=-1 for the last day of a month."


def _most_weeks(rule: Rule) -> int:
    return 53 if rule.frequency == "YEARLY" and not rule.months else 5


def _no_such_day(rule: Rule) -> bool:
    longest = max((MONTH_LENGTHS[month - 1] for month in rule.months), default=31)
    return bool(rule.month_days) and min(map(abs, rule.month_days)) > longest


def written(rule: Rule) -> str:
    """The normal form, which is stored: parts in one order, lists sorted, nothing that goes without saying."""
    parts = [f"FREQ={rule.frequency}"]
    for name, part in PARTS.items():
        value = getattr(rule, part.field)
        if value and (name, value) != ("INTERVAL", 1):
            parts.append(f"{name}={_written(value)}")
    return ";".join(parts)


def _written(value: Any) -> str:
    if isinstance(value, Weekday):
        return f"{value.nth or ''}{WEEKDAYS[value.day]}"
    if isinstance(value, tuple):
        return ",".join(map(_written, value))
    if isinstance(value, datetime):
        return f"{value:%Y%m%dT%H%M%SZ}"
    return f"{value:%Y%m%d}" if isinstance(value, date) else str(value)
