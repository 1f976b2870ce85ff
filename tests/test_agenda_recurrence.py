"""Recurrence rules: what is taken, what comes next, and that nothing runs away."""

from calendar import monthrange
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from chalicelib.agenda import zone as zones
from chalicelib.agenda.period import dates, filled_in
from chalicelib.agenda.recurrence import Occurrence, Series, check, next_after, occurrences, remaining, rest
from chalicelib.agenda.rule import MOST, PARTS, WEEKDAYS, RecurrenceError, Rule, parse, written

LAW = settings(max_examples=50, deadline=None)
dateutil: Any = import_module("dateutil.rrule")


def series(text: str, start: str = "2026-01-01T09:00", zone: str = "Europe/Amsterdam") -> Series:
    begin = datetime.fromisoformat(start) if "T" in start else date.fromisoformat(start)
    return Series(parse(text), begin, zones.named(zone))


def locals_of(found: list[Occurrence]) -> list[str]:
    return [f"{each.local:%Y-%m-%d}" for each in found]


# ------------------------------------------------------------------------------------------------- reading a rule


@pytest.mark.parametrize(
    ("given_text", "stored"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("rrule:freq=daily;interval=1", "FREQ=DAILY"),
        (" INTERVAL=02;FREQ=WEEKLY;BYDAY=FR,MO,FR ", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR"),
        ("FREQ=WEEKLY;WKST=MO", "FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYDAY=-1FR,+1MO", "FREQ=MONTHLY;BYDAY=1MO,-1FR"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1,15,1,+1", "FREQ=MONTHLY;BYMONTHDAY=1,15,-1"),
        ("UNTIL=20261231;FREQ=DAILY", "FREQ=DAILY;UNTIL=20261231"),
        ("FREQ=DAILY;UNTIL=20261231T220000Z", "FREQ=DAILY;UNTIL=20261231T220000Z"),
        ("FREQ=YEARLY;COUNT=10;BYSETPOS=-1;BYDAY=MO,TU;BYMONTH=12,3",
         "FREQ=YEARLY;BYMONTH=3,12;BYDAY=MO,TU;BYSETPOS=-1;COUNT=10"),
    ],
)  # fmt: skip
def test_a_rule_is_stored_in_one_form(given_text: str, stored: str) -> None:
    assert written(parse(given_text)) == stored
    assert written(parse(stored)) == stored


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "Remove '' from the rule; it may have FREQ"),
        ("hello", "Remove 'HELLO' from the rule"),
        ("INTERVAL=2", "Begin the rule with FREQ and one of DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("FREQ=SECONDLY", "Begin the rule with FREQ"),
        ("FREQ=HOURLY;INTERVAL=24", "Begin the rule with FREQ"),
        ("FREQ=DAILY;BYHOUR=9", "Remove 'BYHOUR=9'"),
        ("FREQ=YEARLY;BYWEEKNO=20", "Remove 'BYWEEKNO=20'"),
        ("FREQ=YEARLY;BYYEARDAY=100", "Remove 'BYYEARDAY=100'"),
        ("FREQ=DAILY;FREQ=DAILY", "Give FREQ once"),
        ("FREQ=DAILY\nRRULE:FREQ=DAILY", "Begin the rule with FREQ"),
        ("FREQ=DAILY;", "Remove ''"),
        ("FREQ=WEEKLY;WKST=SU", "Leave WKST out"),
        ("FREQ=DAILY;INTERVAL=0", "Give INTERVAL a whole number from 1"),
        ("FREQ=DAILY;INTERVAL=-1", "Give INTERVAL a whole number from 1"),
        ("FREQ=DAILY;INTERVAL=٣", "Give INTERVAL a whole number from 1"),
        ("FREQ=YEARLY;INTERVAL=11", "Give INTERVAL at most 10 with FREQ=YEARLY"),
        ("FREQ=DAILY;COUNT=0", "Give COUNT a whole number from 1 to 1000"),
        ("FREQ=DAILY;COUNT=1001", "Give COUNT a whole number from 1 to 1000"),
        ("FREQ=DAILY;COUNT=99999999999999999999", "Give COUNT a whole number from 1 to 1000"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20261231", "Give COUNT or UNTIL, not both"),
        ("FREQ=DAILY;UNTIL=20261231T220000", "Give UNTIL as a date such as"),
        ("FREQ=DAILY;UNTIL=20260231", "Give UNTIL as a date such as"),
        ("FREQ=DAILY;BYMONTH=13", "Give BYMONTH numbers from 1 to 12"),
        ("FREQ=DAILY;BYMONTH=", "Give BYMONTH as whole numbers"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "Give BYMONTHDAY numbers from -31 to 31, and not 0"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "Give BYMONTHDAY numbers"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "Leave BYMONTHDAY out of a weekly rule"),
        ("FREQ=WEEKLY;BYDAY=1MO", "Use FREQ=MONTHLY to count days of the week"),
        ("FREQ=DAILY;BYDAY=-1MO", "Use FREQ=MONTHLY to count days of the week"),
        ("FREQ=MONTHLY;BYDAY=6MO", "Count the days in BYDAY to 5 at most"),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=6MO", "Count the days in BYDAY to 5 at most"),
        ("FREQ=YEARLY;BYDAY=54MO", "Count the days in BYDAY to 53 at most"),
        ("FREQ=MONTHLY;BYDAY=0MO", "Count the days in BYDAY from 1"),
        ("FREQ=MONTHLY;BYDAY=MONDAY", "Give BYDAY days such as MO,WE"),
        ("FREQ=MONTHLY;BYSETPOS=1", "Give BYSETPOS together with BYDAY or BYMONTHDAY"),
        ("FREQ=YEARLY;BYMONTHDAY=1", "Add BYMONTH to say in which months"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "use BYMONTHDAY=-1 for the last day of a month"),
        ("FREQ=YEARLY;BYMONTH=4,6;BYMONTHDAY=31", "use BYMONTHDAY=-1"),
        ("FREQ=DAILY;BYMONTH=" + "1," * 400, "Shorten the rule to 500 characters"),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_with_what_to_do(text: str, advice: str) -> None:
    """I10"""
    with pytest.raises(RecurrenceError) as caught:
        parse(text)
    assert advice in str(caught.value)
    assert str(caught.value).endswith(".")


@LAW
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from("FREQ=;,-+0123456789DAILYMOWEBYSETPOS")).map("".join)))
def test_whatever_is_sent_is_a_rule_or_is_refused(text: str) -> None:
    """I10"""
    with suppress(RecurrenceError):
        assert parse(written(parse(text))) == parse(text)


@pytest.mark.parametrize("name", [*PARTS, "FREQ"])
@pytest.mark.parametrize("char", ["9", ",", "-", "1MO,", "٣"])
def test_reading_a_rule_takes_no_time(name: str, char: str) -> None:
    """I7"""
    before = perf_counter()
    with pytest.raises(RecurrenceError):
        parse(f"FREQ=YEARLY;{name}={char * 50_000}")
    assert perf_counter() - before < 0.05


# ------------------------------------------------------------------------------------------------- what comes next


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=10", "2026-02-20", ["2026-02-20", "2026-03-02", "2026-03-12"]),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20", ["2026-11-20", "2026-11-23", "2026-11-24"]),
        ("FREQ=WEEKLY", "2026-11-24", ["2026-11-24", "2026-12-01", "2026-12-08"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", "2026-11-24", ["2026-11-29", "2026-12-07", "2026-12-13"]),
        ("FREQ=MONTHLY", "2026-01-31", ["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-12-31", ["2027-12-31", "2028-01-31", "2028-02-29"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-01", ["2026-11-27", "2026-12-25", "2027-01-29"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01", ["2026-01-30", "2026-02-27", "2026-03-31"]),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2026-01-01", ["2026-02-13", "2026-03-13", "2026-11-13"]),
        ("FREQ=YEARLY", "2024-02-29", ["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=YEARLY", "2096-02-29", ["2096-02-29", "2104-02-29", "2108-02-29"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "2024-02-29", ["2024-02-29", "2025-02-28", "2026-02-28"]),
        ("FREQ=YEARLY;BYMONTH=3,9", "2026-01-15", ["2026-03-15", "2026-09-15", "2027-03-15"]),
        ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", ["1997-05-19", "1998-05-18", "1999-05-17"]),  # RFC 5545, page 43
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05",
         ["1996-11-05", "2000-11-07", "2004-11-02"]),
        ("FREQ=DAILY;COUNT=2", "2026-11-24", ["2026-11-24", "2026-11-25"]),
        ("FREQ=DAILY;UNTIL=20261125", "2026-11-24", ["2026-11-24", "2026-11-25"]),
        ("FREQ=DAILY;UNTIL=20261124T235900Z", "2026-11-24", ["2026-11-24", "2026-11-25"]),  # the 25th in Amsterdam
        ("FREQ=DAILY;UNTIL=20200101", "2026-11-24", []),
    ],
)  # fmt: skip
def test_the_first_three(text: str, start: str, expected: list[str]) -> None:
    assert locals_of(occurrences(series(text, start), 3)) == expected


@pytest.mark.parametrize(
    ("zone", "start", "moments"),
    [
        ("Europe/Amsterdam", "2026-03-28T02:30", ["28 01:30", "29 01:30", "30 00:30"]),  # 3:30 on the 29th
        ("Europe/Amsterdam", "2026-10-24T02:30", ["24 00:30", "25 00:30", "26 01:30"]),
        ("Europe/Amsterdam", "2026-10-24T09:00", ["24 07:00", "25 08:00", "26 08:00"]),
        ("Europe/Moscow", "2026-03-28T02:30", ["27 23:30", "28 23:30", "29 23:30"]),
        ("America/New_York", "2026-03-07T02:30", ["07 07:30", "08 07:30", "09 06:30"]),
        ("America/New_York", "2026-10-31T01:30", ["31 05:30", "01 05:30", "02 06:30"]),
        ("Australia/Lord_Howe", "2026-10-03T02:15", ["02 15:45", "03 15:45", "04 15:15"]),
        ("Australia/Lord_Howe", "2026-04-04T01:45", ["03 14:45", "04 14:45", "05 15:15"]),
        ("UTC", "2026-03-28T02:30", ["28 02:30", "29 02:30", "30 02:30"]),
        ("Pacific/Apia", "2011-12-29T12:00", ["29 22:00", "30 22:00", "31 22:00"]),  # the 30th was skipped: no double
    ],
)
def test_a_clock_that_changes_neither_skips_nor_doubles(zone: str, start: str, moments: list[str]) -> None:
    """C2"""
    found = occurrences(series("FREQ=DAILY", start, zone), 3)
    assert [f"{each.moment:%d %H:%M}" for each in found] == moments


def test_a_day_without_a_time_begins_at_midnight_where_the_task_is() -> None:
    found = occurrences(series("FREQ=DAILY", "2026-03-29"), 2)
    assert [each.moment.hour for each in found] == [23, 22]


def test_what_is_left_is_a_rule_of_its_own() -> None:
    """A done task makes the next one with it."""
    whole = series("FREQ=MONTHLY;COUNT=3", "2026-01-31T02:30")
    second = rest(whole, occurrences(whole)[0].moment)
    assert second is not None
    assert (written(second.rule), second.start) == ("FREQ=MONTHLY;COUNT=2", datetime(2026, 3, 31, 2, 30))
    assert rest(whole, occurrences(whole)[-1].moment) is None


def test_a_task_that_lay_for_twenty_years_is_read_at_once() -> None:
    before = perf_counter()
    found = next_after(series("FREQ=DAILY;INTERVAL=3", "2006-01-01T09:00"), datetime(2026, 11, 22, tzinfo=UTC))
    assert perf_counter() - before < 0.02
    assert found is not None
    assert (found.moment.date() - date(2006, 1, 1)).days % 3 == 0


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYMONTHDAY=29;BYSETPOS=2",
        "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=2",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYSETPOS=2",
        "FREQ=YEARLY;BYDAY=53MO;BYMONTHDAY=1;BYMONTH=1",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29",  # from an odd year
    ],
)
def test_a_rule_that_never_matches_ends(text: str) -> None:
    """I10"""
    before = perf_counter()
    with pytest.raises(RecurrenceError, match=r"no day in a hundred years|BYDAY"):
        check(series(text, "2025-01-01"))
    assert perf_counter() - before < 1


def test_no_more_than_a_thousand_are_given() -> None:
    """I10"""
    assert len(occurrences(series("FREQ=DAILY"), 10**9)) == MOST


def test_nothing_recurs_after_the_calendar() -> None:
    assert occurrences(series("FREQ=YEARLY", "8500-01-01T09:00")) == []


# ---------------------------------------------------------------------------------------------------------- laws


def _sets(low: int, high: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(low, high).filter(bool), max_size=4, unique=True)


@st.composite
def texts(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    nth: Sequence[object] = draw(_sets(-5, 5)) if frequency in ("MONTHLY", "YEARLY") else []
    days = [f"{n}{day}" for n in nth or [""] for day in draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3))]
    parts: dict[str, Sequence[object]] = {
        "INTERVAL": [draw(st.integers(1, 4))],
        "BYMONTH": draw(_sets(1, 12)),
        "BYMONTHDAY": draw(_sets(-31, 31)),
        "BYDAY": sorted(set(days)),
        "BYSETPOS": draw(_sets(-4, 4)),
        "COUNT": draw(st.lists(st.integers(1, 30), max_size=1)),
    }
    given_parts = [f"{name}={','.join(map(str, values))}" for name, values in parts.items() if values]
    return ";".join([f"FREQ={frequency}", *given_parts])


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    try:
        return parse(draw(texts()))
    except RecurrenceError:
        assume(False)
        raise


STARTS = st.datetimes(datetime(1995, 1, 1), datetime(2035, 12, 31)).map(
    lambda each: each.replace(microsecond=0, fold=0)
)
PLACES = st.sampled_from(["Europe/Amsterdam", "Europe/Moscow", "America/New_York", "Australia/Lord_Howe", "UTC"])
SERIES = st.builds(Series, rules(), STARTS, PLACES.map(zones.named))
YEARS = 5


@LAW
@given(rules(), STARTS)
def test_day_by_day_gives_the_same(rule: Rule, start: datetime) -> None:
    end = start.date() + timedelta(365 * YEARS)
    found = []
    for day in dates(rule, start.date()):
        if day > end:
            break
        found.append(day)
    assert found == _day_by_day(filled_in(rule, start.date()), start.date(), end)


@LAW
@given(rules(), STARTS)
@example(parse("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;BYMONTH=1,12"), datetime(2023, 12, 28))
def test_another_implementation_gives_the_same(rule: Rule, start: datetime) -> None:
    days = dates(rule, start.date())
    ours = [day for _, day in zip(range(10), days, strict=False)]
    assume(ours)  # it would look until the year 9999
    assume(not (rule.positions and rule.frequency == "WEEKLY"))  # it counts positions from the start within a week
    theirs = dateutil.rrulestr(
        written(rule._replace(times=len(ours))), dtstart=datetime.combine(start, datetime.min.time())
    )
    assert [each.date() for each in theirs] == ours


@LAW
@given(SERIES, st.timedeltas(timedelta(-40), timedelta(400)))
def test_the_next_is_strictly_after_and_the_first_that_is(series: Series, ahead: timedelta) -> None:
    """C2"""
    moment = zones.moment(series.start, series.zone) + ahead if isinstance(series.start, datetime) else None
    assert moment
    found = next_after(series, moment)
    every = occurrences(series, 450)  # those of every day until then, and one more
    assert found == next((each for each in every if each.moment > moment), None)
    assert found is None or found.moment > moment


@LAW
@given(SERIES)
def test_none_comes_twice_and_all_are_in_order(series: Series) -> None:
    """C2"""
    found = occurrences(series, 60)
    assert all(one.moment < other.moment and one.local < other.local for one, other in pairwise(found))
    assert len(found) <= (series.rule.times or MOST)


@LAW
@given(SERIES, st.integers(0, 12))
def test_the_rest_is_the_end_of_the_whole(series: Series, place: int) -> None:
    """C2"""
    whole = occurrences(series, 25)
    assume(len(whole) > place)
    left = rest(series, whole[place].moment)
    after = occurrences(left, 25 - place - 1) if left else []
    assert after == whole[place + 1 :]
    assert remaining(series, whole[place].moment) == (left.rule.times if left else series.rule.times and 0)


def _day_by_day(rule: Rule, start: date, end: date) -> list[date]:
    """The plainest reading of the RFC: look at each day, then choose within its period."""
    periods: dict[object, list[date]] = {}
    day = start.replace(month=1, day=1) - timedelta(7)
    while day <= end + timedelta(366):
        name, distance = _period(rule.frequency, day, start)
        if distance % rule.interval == 0 and _matches(rule, day):
            periods.setdefault(name, []).append(day)
        day += timedelta(1)
    chosen = {day for days in periods.values() for day in _positions(days, rule.positions)}
    return sorted(day for day in chosen if start <= day <= end)


def _period(frequency: str, day: date, start: date) -> tuple[object, int]:
    monday, first = (each - timedelta(each.weekday()) for each in (day, start))
    return {
        "DAILY": (day, (day - start).days),
        "WEEKLY": (monday, (monday - first).days // 7),
        "MONTHLY": ((day.year, day.month), (day.year - start.year) * 12 + day.month - start.month),
        "YEARLY": (day.year, day.year - start.year),
    }[frequency]


def _matches(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    yearly = rule.frequency == "YEARLY" and not rule.months
    first, last = (
        (date(day.year, 1, 1), date(day.year, 12, 31)) if yearly else (day.replace(day=1), day.replace(day=length))
    )
    names = {(0, day.weekday()), (len(range(0, (day - first).days + 1, 7)), day.weekday())}
    names.add((-len(range(0, (last - day).days + 1, 7)), day.weekday()))
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or bool({day.day, day.day - length - 1} & set(rule.month_days)))
        and (not rule.weekdays or bool(names & set(rule.weekdays)))
    )


def _positions(days: list[date], positions: tuple[int, ...]) -> list[date]:
    return [day for n, day in enumerate(days) if {n + 1, n - len(days)} & set(positions)] if positions else days
