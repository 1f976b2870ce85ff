"""Reminders: when something falls due, in the morning of the user, once, and late where it was."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.agenda import duration as durations
from chalicelib.agenda import reminder
from chalicelib.agenda import zone as zones
from chalicelib.agenda.duration import Duration
from chalicelib.agenda.reminder import Due, Occasion, Reminder, due_moments, is_late, standing

AMSTERDAM = zones.named("Europe/Amsterdam")
NAMES = ("Europe/Amsterdam", "Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "UTC")
ZONES = st.sampled_from([zones.named(name) for name in NAMES])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda each: each.replace(tzinfo=UTC))
LENGTHS = st.builds(Duration, st.integers(0, 100), st.integers(0, 3000))
REPEATS = st.builds(Duration, st.integers(0, 30), st.integers(15, 3000))
CHANNELS = st.sampled_from(["in_app", "mail", "digest"])
RULES = st.builds(Reminder, LENGTHS, CHANNELS, of=st.just("due"), repeat=REPEATS, repeats=st.integers(1, 30))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def rule(ahead: str = "PT0M", repeat: str = "", repeats: int = 0, channel: reminder.Channel = "in_app") -> Reminder:
    return Reminder(durations.parse(ahead), channel, "due", durations.parse(repeat) if repeat else None, repeats)


def told(dues: list[Due]) -> list[str]:
    return [f"{due.moment:%m-%d %H:%M}" for due in dues]


# ------------------------------------------------------------------------------------------------------ durations


@pytest.mark.parametrize(
    ("text", "days", "minutes", "written"),
    [
        ("PT15M", 0, 15, "PT15M"),
        ("PT90M", 0, 90, "PT1H30M"),
        ("P1D", 1, 0, "P1D"),
        ("P2W", 14, 0, "P14D"),
        ("P1DT2H", 1, 120, "P1DT2H"),
        ("PT0M", 0, 0, "PT0M"),
        ("P0D", 0, 0, "PT0M"),
        ("P366D", 366, 0, "P366D"),
    ],
)
def test_a_duration_is_read_and_written(text: str, days: int, minutes: int, written: str) -> None:
    assert durations.parse(text) == (days, minutes)
    assert str(durations.parse(text)) == written


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1", "1D", "P1DT", "-P1D", "P1M", "P1Y", "PT1S", "PT1.5H", "P1W1D", "p1d", "P1D\n", "P٣D", "P367D",
     "PT9999H", "P" + "1" * 50_000 + "D", "PT15M;PT5M"],
)  # fmt: skip
def test_any_other_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Give a duration"):
        durations.parse(text)


@given(LENGTHS)
def test_a_duration_is_written_as_it_is_read(length: Duration) -> None:
    assert durations.parse(str(length)) == length


@given(MOMENTS, ZONES)
def test_no_time_before_a_moment_is_the_moment(moment: datetime, zone: timezone) -> None:
    """Also in the second of two hours that the clock shows alike (C2)."""
    assert durations.before(moment, Duration(0, 0), zone) == moment


# ---------------------------------------------------------------------------------------------- when it falls due


@pytest.mark.parametrize(
    ("due", "ahead", "moment"),
    [
        (utc("2026-11-24T14:00"), "PT15M", "11-24 13:45"),
        (utc("2026-11-24T14:00"), "P1D", "11-23 14:00"),
        (utc("2026-03-29T12:00"), "P1D", "03-28 13:00"),  # 14:00 in Amsterdam on both days
        (utc("2026-03-29T12:00"), "PT24H", "03-28 12:00"),  # 24 hours are 24 hours
        (utc("2026-10-25T13:00"), "P1D", "10-24 12:00"),
        (utc("2026-03-30T00:30"), "P1D", "03-29 01:30"),  # 2:30, which the 29th does not have
        (utc("2028-03-01T12:00"), "P1D", "02-29 12:00"),
        (date(2026, 11, 24), "PT0M", "11-24 07:00"),  # eight o'clock of the user
        (date(2026, 11, 24), "P1D", "11-23 07:00"),
        (date(2026, 7, 1), "P1D", "06-30 06:00"),
        (date(2026, 3, 29), "P1W", "03-22 07:00"),
        (datetime(2026, 11, 24, 14, tzinfo=timezone(timedelta(hours=2))), "PT15M", "11-24 11:45"),
    ],
)
def test_when_a_reminder_falls_due(due: date, ahead: str, moment: str) -> None:
    """C2"""
    assert told(due_moments(Occasion(due), rule(ahead), AMSTERDAM)) == [moment]


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("Europe/Moscow", "11-24 05:00"),
        ("America/New_York", "11-24 13:00"),
        ("Australia/Lord_Howe", "11-23 21:00"),
        ("UTC", "11-24 08:00"),
    ],
)
def test_a_day_is_due_in_the_morning_of_the_user(name: str, moment: str) -> None:
    """Who moves to another zone is reminded in the morning there (C2)."""
    assert told(due_moments(Occasion(date(2026, 11, 24)), rule(), zones.named(name))) == [moment]


def test_the_morning_is_a_setting() -> None:
    assert told(due_moments(Occasion(date(2026, 11, 24)), rule(), AMSTERDAM, time(6, 30))) == ["11-24 05:30"]


def test_it_repeats_so_many_times() -> None:
    occasion = Occasion(utc("2026-11-24T09:00"))
    found = due_moments(occasion, rule("PT1H", "PT30M", 2), AMSTERDAM)
    assert told(found) == ["11-24 08:00", "11-24 08:30", "11-24 09:00"]


def test_what_was_put_off_is_told_on_the_morning_that_it_comes_back() -> None:
    put_off = Occasion(utc("2026-11-24T09:00"), not_before=date(2026, 11, 25))
    assert told(due_moments(put_off, rule("PT1H"), AMSTERDAM)) == ["11-25 07:00"]
    repeated = due_moments(put_off, rule("PT0M", "P1D", 2), AMSTERDAM)
    assert told(repeated) == ["11-25 07:00", "11-25 09:00", "11-26 09:00"]
    back = put_off._replace(not_before=date(2026, 11, 23))
    assert told(due_moments(back, rule("PT1H"), AMSTERDAM)) == ["11-24 08:00"]


def test_a_daily_repeat_stays_at_its_hour_when_the_clock_changes() -> None:
    """C2: also after a night in which 2:30 was skipped."""
    found = due_moments(Occasion(utc("2026-03-28T01:30")), rule("PT0M", "P1D", 3), AMSTERDAM)
    assert told(found) == ["03-28 01:30", "03-29 01:30", "03-30 00:30", "03-31 00:30"]


def test_a_digest_comes_in_the_morning_and_once_a_day() -> None:
    found = due_moments(Occasion(utc("2026-11-24T09:00")), rule("PT0M", "PT1H", 30, "digest"), AMSTERDAM)
    assert told(found) == ["11-25 07:00", "11-26 07:00"]
    assert [due.nth for due in found] == [0, 1]


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), ZONES)
def test_a_user_has_one_digest_a_day(day: date, zone: timezone) -> None:
    """C2"""
    moment = reminder.digest_moment(day, zone)
    assert (zones.local(moment, zone).date(), zones.local(moment, zone).time()) == (day, time(8))
    assert reminder.next_digest(moment, zone) == moment
    following = reminder.next_digest(moment + timedelta(microseconds=1), zone)
    assert following == reminder.digest_moment(day + timedelta(1), zone)


@given(RULES, st.one_of(MOMENTS, st.dates(date(2020, 1, 1), date(2040, 1, 1))), ZONES)
def test_moments_are_in_order_without_doubles_and_bounded(rule: Reminder, due: date, zone: timezone) -> None:
    """C2"""
    found = due_moments(Occasion(due), rule, zone)
    moments = [each.moment for each in found]
    assert len(moments) == len(set(moments)) <= rule.repeats + 1
    assert moments == sorted(moments)
    assert [each.nth for each in found] == list(range(len(found)))


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        (rule("PT0M", "PT14M", 1), "15 minutes or more"),
        (rule("PT0M", "PT1H", 0), "together with how many times"),
        (rule("PT0M", "", 3), "together with how many times"),
        (rule("PT0M", "PT1H", 101), "at most 100 times"),
        (rule("PT0M", "PT1H", -1), "at most 100 times"),
    ],
)
def test_a_rule_that_would_pester_is_refused(wrong: Reminder, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        reminder.check(wrong)


def test_a_moment_has_a_zone() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        due_moments(Occasion(datetime(2026, 11, 24)), rule(), AMSTERDAM)


# ------------------------------------------------------------------------------------------------ who was not there


def test_after_an_outage_the_last_overtakes_those_before_it() -> None:
    """C2"""
    dues = due_moments(Occasion(utc("2026-11-24T09:00")), rule("PT0M", "PT1H", 5), AMSTERDAM)
    found = standing(dues, utc("2026-11-24T11:02"))
    assert found.fallen
    assert found.next
    assert (found.fallen.nth, found.next.nth) == (2, 3)
    assert standing(dues, utc("2026-11-24T08:59")) == (None, dues[0])
    assert standing(dues, utc("2026-11-24T14:00")) == (dues[-1], None)


@pytest.mark.parametrize(("now", "late"), [("09:00", False), ("09:05", False), ("09:06", True), ("11:00", True)])
def test_what_waited_longer_than_five_minutes_is_late(now: str, late: bool) -> None:
    """C2"""
    assert is_late(Due(utc("2026-11-24T09:00"), "in_app", 0), utc(f"2026-11-24T{now}")) is late


@given(RULES, MOMENTS, ZONES, st.lists(st.timedeltas(timedelta(-1), timedelta(60)), max_size=20))
def test_however_the_runs_fall_the_last_is_told_and_none_twice(
    rule: Reminder, due: datetime, zone: timezone, ticks: list[timedelta]
) -> None:
    """C2, R1: late runs, runs that are missing, two at once."""
    dues = due_moments(Occasion(due), rule, zone)
    runs = sorted(dues[0].moment + tick for tick in [*ticks, *ticks[:3], timedelta(-2), timedelta(5000)])
    seen = list(dict.fromkeys(fallen for now in runs if (fallen := standing(dues, now).fallen)))
    assert seen == sorted(seen)
    assert seen[-1] == dues[-1]


# ---------------------------------------------------------------------------------------------- minutes and shards


@given(MOMENTS)
def test_the_minute_from_a_moment_on_is_never_before_it(moment: datetime) -> None:
    minute = reminder.minute_from(moment)
    assert timedelta() <= minute - moment < timedelta(minutes=1)
    assert minute == reminder.whole_minute(minute)


@given(MOMENTS, MOMENTS)
def test_minutes_sort_as_text(one: datetime, other: datetime) -> None:
    ours = [reminder.minute_of(each) for each in (one, other)]
    assert (ours == sorted(ours)) or one > other
    assert reminder.minute_of(utc("2026-11-22T08:00:59")) == "2026-11-22T08:00Z"
    assert reminder.minute_of(one.astimezone(AMSTERDAM)) == reminder.minute_of(one)


def test_shards_are_filled_alike_and_stay_the_same() -> None:
    count = Counter(reminder.shard_of(f"act_{n:026d}", 8) for n in range(8_000))
    assert set(count) == set(range(8))
    assert max(count.values()) < 1_250
    assert reminder.shard_of("act_01J9Z0000000000000000000AA", 8) == 6
