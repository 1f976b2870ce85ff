"""Durations as reminders have them (ISO 8601): P2W, P1D, PT15M, P1DT2H.

Days and weeks are days on the calendar, hours and minutes are exact (RFC 5545, 3.3.6): a day before nine o'clock is
nine o'clock, also when the clock changes in between. Months and years are refused, as they have no length."""

import re
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from chalicelib.agenda import zone as zones

MOST_DAYS = 366
_FORM = re.compile(r"P(?:([0-9]{1,3})W|(?:([0-9]{1,3})D)?(?:T(?=[0-9])(?:([0-9]{1,4})H)?(?:([0-9]{1,5})M)?)?)", re.A)


class Duration(NamedTuple):
    days: int
    minutes: int

    def __str__(self) -> str:
        hours, minutes = divmod(self.minutes, 60)
        clock = "".join(f"{number}{sign}" for number, sign in ((hours, "H"), (minutes, "M")) if number)
        day = f"{self.days}D" if self.days else ""
        return f"P{day}{'T' if clock else ''}{clock}" if day or clock else "PT0M"

    @property
    def length(self) -> timedelta:
        """With days of 24 hours."""
        return timedelta(self.days, minutes=self.minutes)


def parse(text: str) -> Duration:
    """Raises ValueError."""
    found = _FORM.fullmatch(text) if len(text) <= 20 and text != "P" else None
    if not found:
        raise ValueError("Give a duration such as PT15M, PT2H, P1D or P2W.")
    weeks, days, hours, minutes = (int(number or 0) for number in found.groups())
    duration = Duration(weeks * 7 + days, hours * 60 + minutes)
    if duration.length > timedelta(MOST_DAYS):
        raise ValueError(f"Give a duration of {MOST_DAYS} days at most.")
    return duration


def before(moment: datetime, duration: Duration, zone: tzinfo) -> datetime:
    return _days_from(moment, -duration.days, zone) - timedelta(minutes=duration.minutes)


def after(moment: datetime, duration: Duration, zone: tzinfo) -> datetime:
    return _days_from(moment, duration.days, zone) + timedelta(minutes=duration.minutes)


def _days_from(moment: datetime, days: int, zone: tzinfo) -> datetime:
    """The moment itself for no days: going by the wall clock would take the second 2:30 of a night for the first."""
    return zones.moment(zones.local(moment, zone) + timedelta(days), zone) if days else moment
