"""Invitations: the few properties of an event that a dossier shows (RFC 5545, 5546), read up to a limit.

Recurrence is told and not expanded, so a rule for a million years costs nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.mail import charset, limits
from chalicelib.mail.fault import Faults
from chalicelib.mail.part import Part
from chalicelib.mail.plain import line

_FOLD = re.compile(r"\r?\n[ \t]")
_PROPERTY = re.compile(r'([A-Za-z0-9-]++)((?:"[^"]*+"|[^":])*):(.*)')
_ZONE = re.compile(r';TZID="?([^";:]{1,80})', re.I)
_ZONE_NAME = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2}")
_ESCAPED = re.compile(r"\\(.)")
_FORMS = ("%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%d")
# What Outlook calls zones (CLDR windowsZones), as far as our users have them.
_WINDOWS_ZONES = {
    "W. Europe Standard Time": "Europe/Amsterdam", "Romance Standard Time": "Europe/Paris",
    "Central Europe Standard Time": "Europe/Budapest", "Central European Standard Time": "Europe/Warsaw",
    "GMT Standard Time": "Europe/London", "Greenwich Standard Time": "Etc/UTC", "UTC": "Etc/UTC",
    "E. Europe Standard Time": "Europe/Chisinau", "FLE Standard Time": "Europe/Kiev",
    "GTB Standard Time": "Europe/Athens",
    "Russian Standard Time": "Europe/Moscow", "Turkey Standard Time": "Europe/Istanbul",
    "Eastern Standard Time": "America/New_York", "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver", "Pacific Standard Time": "America/Los_Angeles",
    "India Standard Time": "Asia/Kolkata", "China Standard Time": "Asia/Shanghai", "Tokyo Standard Time": "Asia/Tokyo",
}  # fmt: skip


class When(NamedTuple):
    text: str  # as it was written, with its zone
    utc: datetime | None = None  # None for a whole day, and when the zone is not known
    day: date | None = None


class Event(NamedTuple):
    method: str  # REQUEST, REPLY, CANCEL, …; "" when it is not an invitation
    uid: str
    summary: str
    start: When | None
    end: When | None
    location: str
    recurs: bool


class _Property(NamedTuple):
    name: str
    parameters: str
    value: str

    def text(self) -> str:
        return line(_ESCAPED.sub(lambda found: " " if found[1] in "nN" else found[1], self.value), 500)


def read(part: Part, faults: Faults) -> tuple[Event, ...]:
    octets = part.content(faults, limits.CALENDAR.most)
    if part.end - part.start > limits.CALENDAR.most:
        faults.over(limits.CALENDAR)
    properties = list(_properties(charset.decode(octets, part.parameters.get("charset", ""), faults)))
    methods = [each.text().upper() for each in properties if each.name == "METHOD"]
    method = (methods or [line(part.parameters.get("method", "")).upper()])[0][:20]
    events = list(_events(properties))
    if len(events) > limits.EVENTS.most:
        faults.over(limits.EVENTS)
    return tuple(_event(method, each) for each in events[: limits.EVENTS.most])


def _properties(text: str) -> Iterator[_Property]:
    for row in _FOLD.sub("", text).splitlines():
        if found := _PROPERTY.fullmatch(row[:5_000]):
            yield _Property(found[1].upper(), found[2], found[3])


def _events(properties: list[_Property]) -> Iterator[dict[str, _Property]]:
    """The first of each property of an event, without those of the alarms within it."""
    event: dict[str, _Property] | None = None
    within: list[str] = []
    for each in properties:
        value = each.value.strip().upper()
        if each.name == "BEGIN":
            within = [*within[-5:], value]
            event = {} if value == "VEVENT" else event
        elif each.name == "END":
            within = within[:-1]
            if value == "VEVENT" and event is not None:
                yield event
                event = None
        elif event is not None and within[-1:] == ["VEVENT"]:
            event.setdefault(each.name, each)


def _event(method: str, named: dict[str, _Property]) -> Event:
    uid, summary, location = (named[name].text() if name in named else "" for name in ("UID", "SUMMARY", "LOCATION"))
    start, end = (_when(named[name]) if name in named else None for name in ("DTSTART", "DTEND"))
    return Event(method, uid, summary, start, end, location, "RRULE" in named or "RDATE" in named)


def _when(written: _Property) -> When:
    zone = _ZONE.search(written.parameters)
    text = line(f"{written.value} {zone[1] if zone else ''}", 120)
    for form in _FORMS:
        try:
            moment = datetime.strptime(written.value.strip()[:20], form)
        except ValueError:
            continue
        return When(text, day=moment.date()) if form == "%Y%m%d" else When(text, _utc(moment, form, zone))
    return When(text)


def _utc(moment: datetime, form: str, zone: re.Match[str] | None) -> datetime | None:
    if form.endswith("Z"):
        return moment.replace(tzinfo=UTC)
    named = _WINDOWS_ZONES.get(zone[1].strip(), zone[1].strip()) if zone else ""
    if not _ZONE_NAME.fullmatch(named):
        return None
    try:
        return moment.replace(tzinfo=ZoneInfo(named)).astimezone(UTC)
    except (KeyError, ValueError, OSError, OverflowError):
        return None
