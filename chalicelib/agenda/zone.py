"""Time zones by their IANA name, and what a local date and time means in one of them."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

# The files beside the zones (posixrules, tzdata.zi) and their copies (posix/…, right/…) begin with a small letter.
_NAME = re.compile(r"[A-Z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
_LONGEST_NAME = 60
FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)


class Span(NamedTuple):
    """UTC; `end` is the first moment that is no longer in it."""

    start: datetime
    end: datetime

    def __contains__(self, moment: object) -> bool:
        return isinstance(moment, datetime) and self.start <= moment < self.end


def named(name: str) -> tzinfo:
    """Raises ValueError. The zone is loaded rather than looked up in zoneinfo.available_timezones(), which opens six
    hundred files (0.1 s); a test holds both to the same answer."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if len(name) <= _LONGEST_NAME and _NAME.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, OSError):  # a folder, such as Europe, is an OSError
            pass
    raise ValueError(f"Give a time zone by its IANA name, such as Europe/Amsterdam or UTC.{_meant(name)}")


def _meant(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    close = get_close_matches(name[:_LONGEST_NAME], sorted(available_timezones()), n=3)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def moment(local: datetime, zone: tzinfo) -> datetime:
    """UTC of a wall-clock time. One that the clock skips moves forward by what it skips (RFC 5545, 3.3.5: the offset
    before the gap counts); one that it shows twice is the first."""
    if local.tzinfo is not None:
        raise ValueError("a local time has no zone of its own")
    if not FIRST <= local.date() <= LAST:
        raise ValueError(f"Give a date from {FIRST.year} to {LAST.year}.")
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC)


def local(moment: datetime, zone: tzinfo) -> datetime:
    """What the clock on the wall shows."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def at(day: date, clock: time, zone: tzinfo) -> datetime:
    return moment(datetime.combine(day, clock), zone)


def today(now: datetime, zone: tzinfo) -> date:
    return now.astimezone(zone).date()


def days(first: date, number: int, zone: tzinfo) -> Span:
    """So many days from local midnight to local midnight; a day has 23, 24 or 25 hours."""
    return Span(at(first, time(), zone), at(first + timedelta(number), time(), zone))


def this_day(now: datetime, zone: tzinfo) -> Span:
    return days(today(now, zone), 1, zone)


def this_week(now: datetime, zone: tzinfo) -> Span:
    """From Monday (ISO 8601)."""
    day = today(now, zone)
    return days(day - timedelta(day.weekday()), 7, zone)
