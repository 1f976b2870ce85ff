"""Who asks, when and where: what `@me`, `@today` and "last 30 days" are taken from."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from chalicelib.criteria.fault import one_of, quoted, refuse

Day = TypeVar("Day", bound=date)

FIRST = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
TICK = timedelta(microseconds=1)


class Unit(NamedTuple):
    days: int
    months: int
    most: int  # about a century, so that no date falls off the calendar


UNITS = {
    "days": Unit(1, 0, 36_600),
    "weeks": Unit(7, 0, 5_200),
    "months": Unit(0, 1, 1_200),
    "years": Unit(0, 12, 100),
}


class Relative(NamedTuple):
    """{"last": 30, "unit": "days"} is (-30, "days"); "next" is positive."""

    amount: int
    unit: str


class Moment(NamedTuple):
    me: str
    now: datetime  # aware, in the zone
    zone: tzinfo

    @property
    def today(self) -> date:
        return self.now.date()

    def on(self, by: Relative) -> date:
        return shift(self.today, by)

    def instant(self, by: Relative) -> datetime:
        """The same wall-clock time, so many days or months away."""
        return shift(self.now, by).astimezone(UTC)

    def span(self, day: date) -> tuple[datetime, datetime]:
        """The first and the last microsecond of a day in the zone; 23 or 25 hours when the clock changes."""
        end = LAST if day == date.max else self._midnight(day + timedelta(days=1)) - TICK
        return self._midnight(day), end

    def _midnight(self, day: date) -> datetime:
        try:
            return datetime.combine(day, time(), self.zone).astimezone(UTC)
        except OverflowError:
            return FIRST if day.year == 1 else LAST


def moment(me: str, now: datetime, zone: str) -> Moment:
    if not me or now.tzinfo is None:
        raise ValueError("bind() needs the id of a user and a time with a zone")
    place = zone_named(zone)
    return Moment(me, now.astimezone(place), place)


def zone_named(name: str) -> tzinfo:
    if name == "UTC":
        return UTC  # the usual case does not read the list of zones
    if not isinstance(name, str) or name not in _zones():
        given = name if isinstance(name, str) else ""
        refuse("zone", "malformed", f"Unknown time zone {quoted(given)}. {one_of(given, _zones())}")
    return ZoneInfo(name)


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))


def shift(start: Day, by: Relative) -> Day:
    """31 January and one month is 28 or 29 February."""
    unit = UNITS[by.unit]
    year, month = divmod(start.year * 12 + start.month - 1 + by.amount * unit.months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return start.replace(year=year, month=month + 1, day=day) + timedelta(days=by.amount * unit.days)
