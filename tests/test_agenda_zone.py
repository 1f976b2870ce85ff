"""Time zones: what a clock on the wall means, and the days and weeks of a user."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.agenda import zone as zones

NAMES = ("Europe/Amsterdam", "Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC")
PLACES = st.sampled_from([zones.named(name) for name in NAMES])
WALLS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1))
MOMENTS = WALLS.map(lambda wall: wall.replace(tzinfo=UTC))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "wall", "moment"),
    [
        ("Europe/Amsterdam", "2026-07-01T09:00", "2026-07-01T07:00"),
        ("Europe/Amsterdam", "2026-03-29T01:59", "2026-03-29T00:59"),
        ("Europe/Amsterdam", "2026-03-29T02:30", "2026-03-29T01:30"),  # skipped: the clock then shows 3:30
        ("Europe/Amsterdam", "2026-03-29T03:00", "2026-03-29T01:00"),
        ("Europe/Amsterdam", "2026-10-25T02:30", "2026-10-25T00:30"),  # shown twice: the first
        ("Europe/Amsterdam", "2026-10-25T03:00", "2026-10-25T02:00"),
        ("Europe/Moscow", "2026-03-29T02:30", "2026-03-28T23:30"),  # no summer time
        ("Europe/Moscow", "2026-10-25T02:30", "2026-10-24T23:30"),
        ("America/New_York", "2026-03-08T02:30", "2026-03-08T07:30"),
        ("America/New_York", "2026-11-01T01:30", "2026-11-01T05:30"),
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45"),  # half an hour is skipped: 2:45
        ("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45"),
        ("Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-04T15:30"),
        ("UTC", "2026-03-29T02:30", "2026-03-29T02:30"),
    ],
)
def test_a_time_on_the_wall_is_one_moment(name: str, wall: str, moment: str) -> None:
    """C2"""
    assert zones.moment(datetime.fromisoformat(wall), zones.named(name)) == utc(moment)


@given(WALLS, PLACES)
def test_a_skipped_time_moves_forward_and_any_other_is_shown_back(wall: datetime, zone: tzinfo) -> None:
    """C2"""
    shown = zones.local(zones.moment(wall, zone), zone)
    assert timedelta() <= shown - wall <= timedelta(days=1)
    assert zones.moment(shown, zone) == zones.moment(wall, zone)


@given(MOMENTS, PLACES)
def test_the_first_of_two_is_meant(moment: datetime, zone: tzinfo) -> None:
    """C2"""
    first = zones.moment(zones.local(moment, zone), zone)
    assert first <= moment
    assert zones.local(first, zone) == zones.local(moment, zone)


@given(MOMENTS, PLACES)
def test_now_is_in_this_day_and_in_this_week(now: datetime, zone: tzinfo) -> None:
    day, week = zones.this_day(now, zone), zones.this_week(now, zone)
    assert now in day
    assert now in week
    assert week.start <= day.start < day.end <= week.end
    assert zones.today(week.start, zone).weekday() in (0, 1)  # Tuesday where Monday was skipped


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), PLACES)
def test_days_follow_each_other_without_a_gap(day: date, zone: tzinfo) -> None:
    spans = [zones.days(day + timedelta(n), 1, zone) for n in range(4)]
    assert all(one.end == other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("name", "day", "hours"),
    [
        ("Europe/Amsterdam", "2026-03-29", 23),
        ("Europe/Amsterdam", "2026-10-25", 25),
        ("Europe/Moscow", "2026-03-29", 24),
        ("Australia/Lord_Howe", "2026-10-04", 23.5),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Pacific/Apia", "2011-12-30", 0),  # a day that was not there
    ],
)
def test_a_day_has_the_hours_that_it_had(name: str, day: str, hours: float) -> None:
    span = zones.days(date.fromisoformat(day), 1, zones.named(name))
    assert span.end - span.start == timedelta(hours=hours)


def test_the_week_of_a_user_is_that_of_the_place_where_the_user_is() -> None:
    now = utc("2026-11-22T23:30")  # Sunday in New York, Monday in Amsterdam
    assert zones.this_week(now, zones.named("Europe/Amsterdam")).start == utc("2026-11-22T23:00")
    assert zones.this_week(now, zones.named("America/New_York")).start == utc("2026-11-16T05:00")


def test_a_name_is_taken_where_the_machine_knows_the_zone() -> None:
    known = zoneinfo.available_timezones() - {"localtime"}  # that of the machine itself, on Debian
    files = {
        str(path.relative_to(root))
        for root in map(Path, zoneinfo.TZPATH)
        for path in (*root.glob("*"), *root.glob("*/*"))
    }
    assert {name for name in known | files if _is_taken(name)} == known


@pytest.mark.parametrize(
    "name",
    ["", "CEST", "Europe", "europe/amsterdam", "../etc/passwd", "Europe/../UTC", "/usr/share/zoneinfo/UTC", "UTC\0",
     "Europe/Amsterdam ", "posix/UTC", "right/UTC", "localtime", "A" * 10_000, "Europe/Amsterdam\n", "Ünited/Kingdom"],
)  # fmt: skip
def test_any_other_name_is_refused(name: str) -> None:
    """I6"""
    with pytest.raises(ValueError, match="IANA name, such as Europe/Amsterdam"):
        zones.named(name)


def test_a_name_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(ValueError, match=r"Did you mean .*Europe/Amsterdam"):
        zones.named("Europe/Amsterdm")


@pytest.mark.parametrize("wall", [datetime.min, datetime.max, datetime(1, 1, 1), datetime(9999, 12, 31)])
def test_a_date_off_the_calendar_is_refused(wall: datetime) -> None:
    with pytest.raises(ValueError, match="Give a date from 1900 to 9000"):
        zones.moment(wall, UTC)


def test_a_time_with_a_zone_is_no_time_on_the_wall() -> None:
    with pytest.raises(ValueError, match="no zone of its own"):
        zones.moment(utc("2026-11-22"), UTC)


def _is_taken(name: str) -> bool:
    try:
        return bool(zones.named(name))
    except ValueError:
        return False
