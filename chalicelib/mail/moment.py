"""When a message was sent: the Date header, and dates as mail programs write them out above a forwarded message."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import NamedTuple

from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers
from chalicelib.mail.wording import MONTHS

_COMMENT = re.compile(r"\([^()]*\)")
_AROUND_COLON = re.compile(r"\s*:\s*")
_CLOCK = re.compile(r"(?<!\d)([0-2]?\d)[:.h]([0-5]\d)(?:[:.]([0-5]\d))?\s*([ap])?\.?m?\b", re.I)
_DAY_MONTH_YEAR = re.compile(r"(?<!\d)(\d{1,2})(?:\.|er|e|th|st|nd|rd)?\s+(?:de\s+)?([^\W\d]{3,10})\.?,?\s+(\d{4})")
_MONTH_DAY_YEAR = re.compile(r"([^\W\d]{3,10})\.?\s+(\d{1,2})(?:th|st|nd|rd)?,?\s+(\d{4})")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED_ZONE = re.compile(r"(?:GMT|UTC)\s*([+-])(\d{1,2}):?(\d{2})?", re.I)


class Moment(NamedTuple):
    utc: datetime
    offset: timedelta  # of the sender's clock


def read(headers: Headers, faults: Faults) -> Moment | None:
    text = headers.text("date", faults, 200)
    found = of(text)
    if not found:
        faults.tell(f"the date is missing or cannot be read: {text!r}")
    return found


def of(text: str) -> Moment | None:
    """RFC 5322, with the obsolete forms."""
    try:
        fields = parsedate_tz(_AROUND_COLON.sub(":", _COMMENT.sub(" ", text[:200])))
        return _moment(fields[:6], timedelta(seconds=fields[9] or 0)) if fields else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _moment(fields: tuple[int, ...], offset: timedelta) -> Moment:
    year, month, day, hour, minute, second = fields
    sent = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=timezone(offset))
    return Moment(sent.astimezone(UTC), offset)


def written(text: str, offset: timedelta) -> datetime | None:
    """A date in words, of somebody whose clock has this offset; None when it cannot be read without guessing: of
    03/04/2026 nobody knows which is the month."""
    if exact := of(text) if re.search(r"[+-]\d{4}\b", text) else None:
        return exact.utc
    day, clock = _date(text[:200]), _CLOCK.search(text[:200])
    if not day:
        return None
    try:
        return _moment((*day, *_time(clock)), _offset(text, offset)).utc
    except (ValueError, OverflowError):
        return None


def _date(text: str) -> tuple[int, int, int] | None:
    if found := _YEAR_FIRST.search(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMBERS.search(text):
        return (int(found[3]), int(found[2]), int(found[1])) if _sure(found) else None
    for pattern, day, month in ((_DAY_MONTH_YEAR, 1, 2), (_MONTH_DAY_YEAR, 2, 1)):
        found = pattern.search(text)
        if found and (number := MONTHS.get(found[month].casefold()[:3]) or MONTHS.get(found[month].casefold()[:4])):
            return int(found[3]), number, int(found[day])
    return None


def _sure(found: re.Match[str]) -> bool:
    """Dots and hyphens are written by those who put the day first."""
    return "/" not in found[0] or int(found[1]) > 12 or found[1] == found[2]


def _time(found: re.Match[str] | None) -> tuple[int, int, int]:
    if not found:
        return 12, 0, 0
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    return hour, int(found[2]), int(found[3] or 0)


def _offset(text: str, otherwise: timedelta) -> timedelta:
    found = _NAMED_ZONE.search(text)
    if not found:
        return otherwise
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return size if found[1] == "+" else -size
