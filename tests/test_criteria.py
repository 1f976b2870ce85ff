"""The criteria language: a table of every operator on every kind of field, faults with their paths, laws."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.criteria import OPERATORS, Criteria, CriteriaError, Fault, Field, json_schema, offered, parse
from chalicelib.criteria.kind import KINDS, KindName, fold

LAW = settings(max_examples=300, deadline=None)  # a busy machine is no failure
NOW = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)  # in Amsterdam it is 1 April, half past midnight
CHOICES = ("open", "won", "lost")
BANDS = {"few": (Decimal("-Infinity"), Decimal(9)), "some": (Decimal(9), Decimal(49))}
FIELDS: dict[str, Field] = {
    field.name: field
    for kind in KINDS
    for many in (False, True)
    for field in [
        Field(
            f"{kind}s" if many else kind,
            kind,
            many,
            choices=CHOICES if kind == "choice" else None,
            below={"open": ("won", "lost")} if kind == "choice" else {},
            bands=BANDS if kind == "number" else {},
        )
    ]
}


def read(raw: object, zone: str = "UTC", now: datetime = NOW) -> Criteria:
    return parse(raw, FIELDS).bind(me="usr_me", now=now, zone=zone)


def matches(raw: object, values: Mapping[str, object], zone: str = "UTC") -> bool:
    return read(raw, zone).matches(values)


def faults(raw: object, fields: Mapping[str, Field] = FIELDS) -> list[Fault]:
    with pytest.raises(CriteriaError) as caught:
        parse(raw, fields)
    assert isinstance(caught.value, ValueError)
    assert all(fault.field.startswith("criteria") and fault.message.endswith(".") for fault in caught.value.faults)
    assert str(caught.value).startswith("criteria")
    return caught.value.faults


def coded(raw: object) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in faults(raw)]


def ask(field: str, op: str, value: object = True) -> dict[str, object]:
    return {"field": field, "op": op, "value": value}


EVENING = "2026-01-31T22:00:00Z"
Case = tuple[str, str, object, object, bool]
CASES: list[Case] = [
    # field, operator, operand, stored, expected
    ("text", "eq", "Muller", "MÜLLER", True),
    ("text", "eq", "strasse", "Straße", True),
    ("text", "eq", "Muller", "Mullers", False),
    ("texts", "eq", "ann", ["bob", "Ann"], True),
    ("texts", "eq", "ann", ["bob"], False),
    ("text", "ne", "Muller", "Jansen", True),
    ("text", "ne", "Muller", "müller", False),
    ("texts", "ne", "ann", ["bob"], True),
    ("texts", "ne", "ann", ["bob", "ANN"], False),
    ("text", "in", ["a", "É"], "e", True),
    ("text", "in", ["a", "b"], "ab", False),
    ("text", "nin", ["a", "b"], "c", True),
    ("text", "nin", ["a", "b"], "B", False),
    ("text", "prefix", "mul", "Müller & Zn", True),
    ("text", "prefix", "ller", "Müller", False),
    ("texts", "prefix", "mul", ["Jansen", "Müller"], True),
    ("text", "contains", "LLER", "Müller", True),
    ("text", "contains", "m.ller", "Müller", False),
    ("text", "contains", "%", "100 %", True),
    ("texts", "contains", "ler", ["Jansen", "Müller"], True),
    ("texts", "has_any", ["ann", "bob"], ["BOB", "cid"], True),
    ("texts", "has_any", ["ann"], ["bob"], False),
    ("texts", "has_all", ["ann", "bob"], ["BOB", "cid", "Ann"], True),
    ("texts", "has_all", ["ann", "bob"], ["bob"], False),
    ("text", "exists", True, "x", True),
    ("text", "missing", True, "x", False),
    ("number", "eq", 0.1, Decimal("0.1"), True),
    ("number", "eq", 1, 1.0, True),
    ("number", "eq", 1, True, False),
    ("number", "eq", 1, "1", False),
    ("number", "eq", 1, float("nan"), False),
    ("numbers", "eq", 2, {1, 2}, True),
    ("number", "ne", 1, 2, True),
    ("number", "ne", 1, 1, False),
    ("number", "in", [1, 2.5], Decimal("2.50"), True),
    ("number", "in", [1, 2], 3, False),
    ("number", "nin", [1, 2], 3, True),
    ("number", "nin", [1, 2], 2, False),
    ("number", "lt", 5, 4, True),
    ("number", "lt", 5, 5, False),
    ("number", "lte", 5, 5, True),
    ("number", "lte", 5, 5.01, False),
    ("number", "gt", 5, Decimal("5.01"), True),
    ("number", "gt", 5, 5, False),
    ("number", "gte", -5, -5, True),
    ("number", "gte", 5, 4.99, False),
    ("numbers", "gte", 5, [1, 9], True),
    ("number", "between", [1, 3], 3, True),
    ("number", "between", [1, 3], 3.5, False),
    ("number", "between", [3, 1], 2, False),
    ("numbers", "between", [4, 6], [1, 9], False),
    ("numbers", "has_any", [1, 2], [2], True),
    ("numbers", "has_any", [1, 2], [3], False),
    ("numbers", "has_all", [1, 2], [2, 1], True),
    ("numbers", "has_all", [1, 2], [2], False),
    ("number", "in_band", ["few"], -3, True),
    ("number", "in_band", ["few"], 9, True),
    ("number", "in_band", ["some"], 9, False),
    ("number", "in_band", ["some"], 9.01, True),
    ("number", "in_band", ["few", "some"], 49, True),
    ("number", "in_band", ["few", "some"], 50, False),
    ("numbers", "in_band", ["some"], [1, 10], True),
    ("number", "exists", True, 0, True),
    ("number", "missing", True, 0, False),
    ("date", "eq", "2026-01-31", "2026-01-31", True),
    ("date", "eq", "2026-01-31", date(2026, 1, 31), True),
    ("date", "eq", "2026-01-31", "20260131", False),
    ("date", "eq", "2026-01-31", datetime(2026, 1, 31, tzinfo=UTC), False),
    ("date", "eq", "2026-01-31", EVENING, False),
    ("date", "eq", "@today", "2026-03-31", True),
    ("date", "ne", "2026-01-31", "2026-01-30", True),
    ("date", "ne", "2026-01-31", "2026-01-31", False),
    ("date", "in", ["2026-01-31", "@today"], "2026-03-31", True),
    ("date", "in", ["2026-01-31"], "2026-03-31", False),
    ("date", "nin", ["2026-01-31"], "2026-03-31", True),
    ("date", "nin", ["2026-01-31"], "2026-01-31", False),
    ("date", "lt", "@today", "2026-03-30", True),
    ("date", "lt", "@today", "2026-03-31", False),
    ("date", "lte", "@today", "2026-03-31", True),
    ("date", "lte", "@today", "2026-04-01", False),
    ("date", "gt", {"last": 1, "unit": "months"}, "2026-03-01", True),
    ("date", "gt", {"last": 1, "unit": "months"}, "2026-02-28", False),
    ("date", "gte", {"last": 30, "unit": "days"}, "2026-03-01", True),
    ("date", "gte", {"last": 30, "unit": "days"}, "2026-02-28", False),
    ("date", "between", ["@today", {"next": 2, "unit": "weeks"}], "2026-04-14", True),
    ("date", "between", ["@today", {"next": 2, "unit": "weeks"}], "2026-04-15", False),
    ("dates", "has_any", ["2026-01-31"], ["2026-01-31"], True),
    ("dates", "has_any", ["2026-01-31"], ["2026-01-30"], False),
    ("dates", "has_all", ["2026-01-31"], ["2026-01-31"], True),
    ("dates", "has_all", ["2026-01-31", "2026-01-30"], ["2026-01-31"], False),
    ("date", "exists", True, "2026-01-31", True),
    ("date", "missing", True, "2026-01-31", False),
    ("datetime", "eq", EVENING, "2026-01-31T23:00:00+01:00", True),
    ("datetime", "eq", EVENING, datetime(2026, 1, 31, 22, tzinfo=UTC), True),
    ("datetime", "eq", EVENING, datetime(2026, 1, 31, 22), False),
    ("datetime", "eq", "2026-01-31", EVENING, True),
    ("datetime", "eq", "@today", "2026-03-31T00:00:00Z", True),
    ("datetime", "ne", EVENING, "2026-01-31T22:00:01Z", True),
    ("datetime", "ne", "2026-01-31", EVENING, False),
    ("datetime", "in", ["2026-01-30", "2026-01-31"], EVENING, True),
    ("datetime", "in", ["2026-01-30"], EVENING, False),
    ("datetime", "nin", ["2026-01-30"], EVENING, True),
    ("datetime", "nin", ["2026-01-31"], EVENING, False),
    ("datetime", "lt", "2026-02-01", EVENING, True),
    ("datetime", "lt", "2026-01-31", EVENING, False),
    ("datetime", "lte", "2026-01-31", EVENING, True),
    ("datetime", "lte", "2026-01-31T21:59:59Z", EVENING, False),
    ("datetime", "gt", "2026-01-30", EVENING, True),
    ("datetime", "gt", "2026-01-31", EVENING, False),
    ("datetime", "gte", {"last": 1, "unit": "days"}, "2026-03-30T22:30:00Z", True),
    ("datetime", "gte", {"last": 1, "unit": "days"}, "2026-03-30T22:29:59Z", False),
    ("datetime", "between", ["2026-01-01", "2026-01-31"], "2026-01-31T23:59:59.999999Z", True),
    ("datetime", "between", ["2026-01-01", "2026-01-31"], "2026-02-01T00:00:00Z", False),
    ("datetimes", "has_any", [EVENING], [EVENING], True),
    ("datetimes", "has_any", [EVENING], ["2026-01-30T22:00:00Z"], False),
    ("datetimes", "has_all", ["2026-01-31"], [EVENING], True),
    ("datetimes", "has_all", ["2026-01-31", "2026-01-30"], [EVENING], False),
    ("datetime", "exists", True, EVENING, True),
    ("datetime", "missing", True, EVENING, False),
    ("boolean", "eq", False, False, True),
    ("boolean", "eq", True, False, False),
    ("boolean", "eq", True, 1, False),
    ("boolean", "ne", True, False, True),
    ("boolean", "ne", True, True, False),
    ("boolean", "in", [True, False], False, True),
    ("boolean", "in", [True], False, False),
    ("boolean", "nin", [True], False, True),
    ("boolean", "nin", [False], False, False),
    ("booleans", "has_any", [True], [True], True),
    ("booleans", "has_any", [True], [False], False),
    ("booleans", "has_all", [True, False], [False, True], True),
    ("booleans", "has_all", [True, False], [True], False),
    ("boolean", "exists", True, False, True),
    ("boolean", "missing", True, False, False),
    ("choice", "eq", "open", "open", True),
    ("choice", "eq", "open", "Open", False),
    ("choice", "eq", "@me", "usr_me", True),
    ("choice", "ne", "open", "won", True),
    ("choice", "ne", "open", "open", False),
    ("choice", "in", ["open", "won"], "won", True),
    ("choice", "in", ["open", "won"], "lost", False),
    ("choice", "nin", ["open", "won"], "lost", True),
    ("choice", "nin", ["open", "won"], "won", False),
    ("choices", "has_any", ["open", "won"], ["won", "lost"], True),
    ("choices", "has_any", ["open"], ["won"], False),
    ("choices", "has_all", ["open", "won"], {"won", "open"}, True),
    ("choices", "has_all", ["open", "won"], ["won"], False),
    ("choice", "exists", True, "open", True),
    ("choice", "missing", True, "open", False),
    ("link", "eq", "rel_1", {"id": "rel_1", "title": "Ann"}, True),
    ("link", "eq", "rel_1", "rel_1", True),
    ("link", "eq", "@me", {"id": "usr_me"}, True),
    ("link", "eq", "Ann", {"id": "rel_1", "title": "Ann"}, False),
    ("link", "eq", "rel_1", {"id": ["rel_1"]}, False),
    ("link", "ne", "rel_1", {"id": "rel_2"}, True),
    ("link", "ne", "@me", "usr_me", False),
    ("link", "in", ["rel_1", "@me"], "usr_me", True),
    ("link", "in", ["rel_1"], "rel_2", False),
    ("link", "nin", ["rel_1"], "rel_2", True),
    ("link", "nin", ["rel_1"], {"id": "rel_1"}, False),
    ("links", "has_any", ["rel_1"], [{"id": "rel_1"}], True),
    ("links", "has_any", ["rel_1"], ["rel_2"], False),
    ("links", "has_all", ["rel_1", "rel_2"], ["rel_2", {"id": "rel_1"}], True),
    ("links", "has_all", ["rel_1", "rel_2"], ["rel_2"], False),
    ("link", "exists", True, {"id": "rel_1"}, True),
    ("link", "missing", True, "rel_1", False),
    ("tree", "eq", "nl/flevoland", ["nl", "flevoland"], True),
    ("tree", "eq", "nl/flevoland", ["nl", "flevoland", "almere"], False),
    ("tree", "ne", "nl", "nl/flevoland", True),
    ("tree", "ne", ["nl"], "nl", False),
    ("tree", "in", ["nl", ["be", "antwerpen"]], "be/antwerpen", True),
    ("tree", "in", ["nl", "be"], "be/antwerpen", False),
    ("tree", "nin", ["nl"], "be", True),
    ("tree", "nin", ["nl"], "nl", False),
    ("trees", "has_any", ["nl", "be"], [["be"]], True),
    ("trees", "has_any", ["nl"], ["be"], False),
    ("trees", "has_all", ["nl", "be"], ["be", "nl"], True),
    ("trees", "has_all", ["nl", "be"], ["be"], False),
    ("tree", "exists", True, "nl", True),
    ("tree", "missing", True, "nl", False),
    ("tree", "within", "nl/flevoland", ["nl", "flevoland", "almere"], True),
    ("tree", "within", "nl/flevoland", "nl/flevoland", True),
    ("tree", "within", ["nl", "flevoland"], "nl/flevoland/almere/haven", True),
    ("tree", "within", "nl/flevoland", "nl", False),
    ("tree", "within", "nl/flevo", "nl/flevoland", False),
    ("tree", "within", "nl", ["nl", 5], False),
    ("choice", "within", "open", "lost", True),
    ("choice", "within", "open", "open", True),
    ("choice", "within", "lost", "open", False),
    ("choices", "within", "open", ["lost", "other"], True),
    ("choices", "within", "won", ["lost"], False),
    ("trees", "within", "nl", ["be/antwerpen", "nl/flevoland"], True),
]
OPERAND = {(FIELDS[field].kind, op): (field, operand) for field, op, operand, _, _ in CASES}
PAIRS = [(operator.key, kind) for operator in OPERATORS for kind in operator.kinds]


class TestMeaning:
    @pytest.mark.parametrize(("field", "op", "operand", "stored", "expected"), CASES)
    def test_table(self, field: str, op: str, operand: object, stored: object, expected: bool) -> None:
        assert matches(ask(field, op, operand), {field: stored}) is expected

    @pytest.mark.parametrize(("op", "kind"), PAIRS)
    def test_table_is_complete(self, op: str, kind: KindName) -> None:
        seen = {expected for field, key, *_, expected in CASES if key == op and FIELDS[field].kind == kind}
        assert seen == ({op == "exists"} if op in ("exists", "missing") else {True, False})

    @pytest.mark.parametrize("stored", [None, "", [], (), {}, set()], ids=repr)
    @pytest.mark.parametrize(("op", "kind"), PAIRS)
    def test_a_missing_value(self, op: str, kind: KindName, stored: object) -> None:
        field, operand = OPERAND[kind, op]
        expected = op in ("ne", "nin", "missing")
        assert matches(ask(field, op, operand), {field: stored}) is expected
        assert matches(ask(field, op, operand), {}) is expected

    @pytest.mark.parametrize("stored", [[], [None], ["", None], {None}, ()])
    def test_a_list_of_nothing_is_missing(self, stored: object) -> None:
        assert matches(ask("texts", "missing"), {"texts": stored})
        assert matches(ask("texts", "ne", "ann"), {"texts": stored})

    @pytest.mark.parametrize(("op", "kind"), PAIRS)
    @pytest.mark.parametrize("stored", [object(), b"bytes", 1j, {"x": {"y": []}}, [object()], {1: 2}])
    def test_a_value_of_the_wrong_type(self, op: str, kind: KindName, stored: object) -> None:
        field, operand = OPERAND[kind, op]
        assert matches(ask(field, op, operand), {field: stored}) is (op == "exists")

    def test_a_single_value_in_a_field_of_many_is_of_the_wrong_type_and_so_is_a_list_in_a_single_one(
        self,
    ) -> None:
        assert not matches(ask("texts", "eq", "ann"), {"texts": "ann"})
        assert not matches(ask("text", "eq", "ann"), {"text": ["ann"]})

    def test_elements_of_the_wrong_type_are_left_out(self) -> None:
        assert matches(ask("texts", "eq", "ann"), {"texts": [5, None, "Ann"]})
        assert matches(ask("texts", "ne", "bob"), {"texts": [5, None, "Ann"]})

    def test_groups(self) -> None:
        low, high = ask("number", "lt", 3), ask("number", "gt", 7)
        assert [n for n in range(10) if matches({"any": [low, high]}, {"number": n})] == [0, 1, 2, 8, 9]
        assert [n for n in range(10) if matches({"not": {"any": [low, high]}}, {"number": n})] == [
            3,
            4,
            5,
            6,
            7,
        ]
        assert [n for n in range(10) if matches({"all": [low, high]}, {"number": n})] == []

    def test_an_empty_all_is_everything(self) -> None:
        assert matches({"all": []}, {})
        assert read({"all": []}).required() == {}

    @pytest.mark.parametrize("text", ["Müller", "MULLER", "muller", "mu\u0308ller", "\uff4düller"])
    def test_folding(self, text: str) -> None:
        assert fold(text) == "muller"

    @LAW
    @given(st.text())
    def test_folding_twice_is_folding_once(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)


class TestBinding:
    def test_the_day_is_that_of_the_zone(self) -> None:
        today = ask("date", "eq", "@today")
        assert matches(today, {"date": "2026-03-31"}, "UTC")
        assert matches(today, {"date": "2026-04-01"}, "Europe/Amsterdam")

    def test_a_day_asked_of_a_time_is_the_day_in_the_zone(self) -> None:
        day = ask("datetime", "eq", "2026-04-01")
        assert not matches(day, {"datetime": "2026-03-31T22:00:00Z"}, "UTC")
        assert matches(day, {"datetime": "2026-03-31T22:00:00Z"}, "Europe/Amsterdam")
        assert not matches(day, {"datetime": "2026-04-01T22:00:00Z"}, "Europe/Amsterdam")

    @pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25)])
    def test_a_day_is_as_long_as_the_clock_says(self, day: str, hours: int) -> None:
        at = read(ask("datetime", "eq", day), "Europe/Amsterdam")
        start = datetime.fromisoformat(f"{day}T00:00:00Z") - timedelta(hours=3)
        assert sum(at.matches({"datetime": start + timedelta(hours=hour)}) for hour in range(48)) == hours

    @pytest.mark.parametrize(
        ("relative", "expected"),
        [
            ({"last": 1, "unit": "months"}, "2026-02-28"),
            ({"next": 1, "unit": "months"}, "2026-04-30"),
            ({"last": 13, "unit": "months"}, "2025-02-28"),
            ({"last": 25, "unit": "months"}, "2024-02-29"),
            ({"next": 1, "unit": "years"}, "2027-03-31"),
            ({"last": 2, "unit": "weeks"}, "2026-03-17"),
            ({"next": 1, "unit": "days"}, "2026-04-01"),
            ({"last": 100, "unit": "years"}, "1926-03-31"),
        ],
    )
    def test_relative_days(self, relative: object, expected: str) -> None:
        assert matches(ask("date", "eq", relative), {"date": expected})

    def test_a_leap_day_a_year_on(self) -> None:
        leap = datetime(2028, 2, 29, 12, tzinfo=UTC)
        assert read(ask("date", "eq", {"next": 1, "unit": "years"}), now=leap).matches({"date": "2029-02-28"})

    def test_a_relative_time_keeps_the_time_on_the_clock(self) -> None:
        """Yesterday at half past midnight, over the change to summer time, is 23 hours ago."""
        now = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)
        asked = read(ask("datetime", "eq", {"last": 1, "unit": "days"}), "Europe/Amsterdam", now)
        assert asked.matches({"datetime": "2026-03-28T23:30:00Z"})

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    @pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York", "UTC"])
    def test_the_ends_of_the_calendar(self, day: str, zone: str) -> None:
        assert matches(ask("datetime", "eq", day), {"datetime": f"{day}T12:00:00Z"}, zone)
        assert matches(ask("date", "eq", day), {"date": day}, zone)

    @pytest.mark.parametrize("now", [NOW, NOW.astimezone(timezone(timedelta(hours=9)))])
    def test_now_may_come_in_any_zone(self, now: datetime) -> None:
        assert read(ask("date", "eq", "@today"), now=now).matches({"date": "2026-03-31"})

    def test_me_in_a_text(self) -> None:
        assert matches(ask("text", "eq", "@me"), {"text": "USR_ME"})
        assert matches(ask("texts", "has_all", ["@me"]), {"texts": ["usr_me"]})

    @pytest.mark.parametrize("zone", ["Europe/Amsterdm", "", "../../etc/passwd", "#", "\ud800", "A" * 99_999, None])
    def test_an_unknown_zone(self, zone: Any) -> None:
        with pytest.raises(CriteriaError) as caught:
            read({"all": []}, zone)
        [fault] = caught.value.faults
        assert (fault.field, fault.code) == ("zone", "malformed")
        assert len(fault.message) < 2_000
        if zone == "Europe/Amsterdm":
            assert "Use one of: Europe/Amsterdam," in fault.message

    @pytest.mark.parametrize("zone", sorted(available_timezones())[::25])
    def test_every_zone_binds(self, zone: str) -> None:
        assert matches(ask("datetime", "lte", "@today"), {"datetime": NOW}, zone)

    @pytest.mark.parametrize(("me", "now"), [("", NOW), ("usr_1", datetime(2026, 1, 1))])
    def test_nobody_or_a_time_without_zone(self, me: str, now: datetime) -> None:
        with pytest.raises(ValueError, match="bind"):
            parse({"all": []}, FIELDS).bind(me=me, now=now)

    @pytest.mark.parametrize(
        "raw", [ask("link", "eq", "@me"), ask("date", "in", ["@today"]), ask("datetime", "lt", "2026-01-31")]
    )
    def test_what_needs_binding_says_so(self, raw: object) -> None:
        unbound = parse(raw, FIELDS)
        assert unbound.required() == {}
        with pytest.raises(RuntimeError, match="needs bind"):
            unbound.matches({})

    def test_what_needs_no_binding_matches_at_once(self) -> None:
        assert parse(ask("text", "eq", "ann"), FIELDS).matches({"text": "Ann"})

    def test_binding_leaves_the_original_alone(self) -> None:
        criteria = parse(ask("link", "eq", "@me"), FIELDS)
        mine = criteria.bind(me="usr_1", now=NOW)
        assert mine.bind(me="usr_2", now=NOW).matches({"link": "usr_2"})
        assert mine.matches({"link": "usr_1"})


class TestFaults:
    @pytest.mark.parametrize(
        ("raw", "path", "code"),
        [
            (None, "criteria", "malformed"),
            ([], "criteria", "malformed"),
            ("all", "criteria", "malformed"),
            ({}, "criteria", "malformed"),
            ({"op": "eq", "value": 1}, "criteria", "malformed"),
            ({"all": [], "any": []}, "criteria", "malformed"),
            ({"all": [], "field": "text"}, "criteria", "malformed"),
            ({"all": {}}, "criteria.all", "malformed"),
            ({"any": []}, "criteria.any", "malformed"),
            ({"all": [{"all": []}]}, "criteria.all[0].all", "malformed"),
            ({"not": []}, "criteria.not", "malformed"),
            ({"all": [ask("text", "eq", "a"), 5]}, "criteria.all[1]", "malformed"),
            ({"all": [], "limit": 5}, "criteria.limit", "malformed"),
            ({**ask("text", "eq", "a"), "vaule": 1}, "criteria.vaule", "malformed"),
            (ask("tekst", "eq", "a"), "criteria.field", "unknown_field"),
            ({"not": ask("tekst", "eq", "a")}, "criteria.not.field", "unknown_field"),
            ({"field": 5, "op": "eq", "value": "a"}, "criteria.field", "wrong_type"),
            ({"field": [], "op": "eq", "value": "a"}, "criteria.field", "wrong_type"),
            (ask("text", "equals", "a"), "criteria.op", "unknown_operator"),
            (ask("text", "lt", "a"), "criteria.op", "unknown_operator"),
            (ask("text", "has_any", ["a"]), "criteria.op", "unknown_operator"),
            ({"field": "text", "value": "a"}, "criteria.op", "unknown_operator"),
            ({"field": "text", "op": {}, "value": "a"}, "criteria.op", "unknown_operator"),
            ({"field": "text", "op": "eq"}, "criteria.value", "malformed"),
            (
                {"all": [ask("text", "exists"), ask("number", "eq", "1")]},
                "criteria.all[1].value",
                "wrong_type",
            ),
            (ask("text", "eq", 5), "criteria.value", "wrong_type"),
            (ask("text", "eq", None), "criteria.value", "wrong_type"),
            (ask("text", "eq", ["a"]), "criteria.value", "wrong_type"),
            (ask("text", "eq", ""), "criteria.value", "wrong_type"),
            (ask("text", "contains", "\u0301"), "criteria.value", "wrong_type"),
            (ask("text", "in", "a"), "criteria.value", "wrong_type"),
            (ask("text", "in", []), "criteria.value", "malformed"),
            (ask("text", "in", ["a", 5]), "criteria.value[1]", "wrong_type"),
            (ask("text", "in", ["a"] * 101), "criteria.value", "too_many"),
            (ask("text", "eq", "a" * 201), "criteria.value", "too_many"),
            (ask("tree", "within", ["abcd"] * 41), "criteria.value", "too_many"),
            (ask("text", "exists", False), "criteria.value", "wrong_type"),
            (ask("text", "missing", None), "criteria.value", "wrong_type"),
            (ask("number", "eq", True), "criteria.value", "wrong_type"),
            (ask("number", "eq", float("nan")), "criteria.value", "wrong_type"),
            (ask("number", "eq", float("-inf")), "criteria.value", "wrong_type"),
            (ask("number", "eq", 10**400), "criteria.value", "wrong_type"),
            (ask("number", "eq", Decimal("1e500")), "criteria.value", "wrong_type"),
            (ask("number", "eq", 10**40 + 1), "criteria.value", "wrong_type"),
            (ask("number", "eq", Decimal("0." + "1" * 5_000)), "criteria.value", "wrong_type"),
            (ask("number", "between", [1]), "criteria.value", "malformed"),
            (ask("number", "between", [1, 2, 3]), "criteria.value", "malformed"),
            (ask("number", "between", {"low": 1}), "criteria.value", "wrong_type"),
            (ask("date", "eq", "20260131"), "criteria.value", "wrong_type"),
            (ask("date", "eq", "2026-02-30"), "criteria.value", "wrong_type"),
            (ask("date", "eq", "2026-W05-6"), "criteria.value", "wrong_type"),
            (ask("date", "eq", EVENING), "criteria.value", "wrong_type"),
            (ask("date", "eq", "@tomorrow"), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": 30}), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": 0, "unit": "days"}), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": True, "unit": "days"}), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": 10**9, "unit": "days"}), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": 1, "unit": "hours"}), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": 1, "unit": []}), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": None, "next": 1}), "criteria.value", "wrong_type"),
            (ask("date", "eq", {"last": 1, "next": 1, "unit": "days"}), "criteria.value", "wrong_type"),
            (ask("datetime", "eq", "2026-01-31T22:00:00"), "criteria.value", "wrong_type"),
            (ask("datetime", "eq", "0001-01-01T00:00:00+14:00"), "criteria.value", "wrong_type"),
            (ask("boolean", "eq", "true"), "criteria.value", "wrong_type"),
            (ask("choice", "eq", "opne"), "criteria.value", "wrong_type"),
            (ask("link", "eq", {"id": "rel_1"}), "criteria.value", "wrong_type"),
            (ask("tree", "within", ["nl", 5]), "criteria.value", "wrong_type"),
            (ask("tree", "within", "/"), "criteria.value", "wrong_type"),
        ],
    )
    def test_one(self, raw: object, path: str, code: str) -> None:
        assert coded(raw) == [(path, code)]

    def test_all_are_collected(self) -> None:
        raw = {"all": [ask("tekst", "equals"), {"not": 5}, ask("number", "in", [1, "a", None])], "sort": 1}
        assert coded(raw) == [
            ("criteria.sort", "malformed"),
            ("criteria.all[0].field", "unknown_field"),
            ("criteria.all[0].op", "unknown_operator"),
            ("criteria.all[1].not", "malformed"),
            ("criteria.all[2].value[1]", "wrong_type"),
            ("criteria.all[2].value[2]", "wrong_type"),
        ]

    @pytest.mark.parametrize(
        ("raw", "words"),
        [
            (ask("nmuber", "eq", 1), "Unknown field 'nmuber'. Use one of: number, numbers, "),
            (ask("text", "contain", "a"), "Unknown operator 'contain'. Use one of: contains, "),
            (ask("text", "has_any", ["a"]), "Operator has_any does not suit a text field. Use one of: "),
            (ask("choice", "eq", "opne"), "Unknown choice 'opne'. Use one of: open, "),
            ({**ask("text", "eq", "a"), "vaule": 1}, "Unknown key. Use one of: value, "),
            (ask("number", "eq", "1"), "Give a number of at most 38 digits, not '1'."),
            (ask("text", "eq", None), "Give a text that is not empty, not null."),
            (ask("text", "eq", {}), "not an object."),
            (
                ask("text", "in", 5),
                "Give a list of 1 to 100, each a text that is not empty, not this number.",
            ),
        ],
    )
    def test_the_message_says_what_to_do(self, raw: object, words: str) -> None:
        assert words in faults(raw)[0].message

    @pytest.mark.parametrize("word", ["#", ":v", "#n0 = :v0", "SIZE", "__proto__", "a.b[0]", "\x00", "\ud800", "'; --"])
    def test_injection(self, word: str) -> None:
        assert coded(ask(word, "eq", "a")) == [("criteria.field", "unknown_field")]
        assert coded(ask("text", word, "a")) == [("criteria.op", "unknown_operator")]
        assert matches(ask("text", "eq", word), {"text": word})
        [fault] = faults({**ask("text", "eq", "a"), word: 1})
        assert fault.code == "malformed"
        assert (fault.field + fault.message).isprintable()

    def test_a_key_that_is_no_text(self) -> None:
        assert coded({"field": "text", "op": "eq", "value": "a", 5: 1}) == [("criteria.this number", "malformed")]

    def test_no_fields_at_all(self) -> None:
        assert [fault.code for fault in faults(ask("text", "eq", "a"), {})] == ["unknown_field"]


class TestLimits:
    def test_conditions(self) -> None:
        one = ask("text", "eq", "a")
        assert read({"all": [one] * 25}).matches({"text": "a"})
        assert coded({"all": [one] * 26}) == [("criteria.all[25]", "too_many")]
        spread = {"all": [{"any": [one] * 13}, {"not": {"any": [one] * 13}}]}
        assert coded(spread) == [("criteria.all[1].not.any[12]", "too_many")]

    def test_levels(self) -> None:
        four: object = {"all": [{"any": [{"not": {"all": [ask("text", "eq", "a")]}}]}]}
        assert not matches(four, {"text": "a"})
        assert coded({"not": four}) == [("criteria.not.all[0].any[0].not", "too_deep")]

    def test_values_and_characters(self) -> None:
        assert matches(ask("text", "in", ["b"] * 99 + ["a"]), {"text": "a"})
        assert matches(ask("text", "eq", "a" * 200), {"text": "A" * 200})

    @pytest.mark.parametrize("group", ["all", "any", "not", "value"])
    def test_depth_of_5000(self, group: str) -> None:
        raw: object = ask("text", "eq", "a")
        for _ in range(5_000):
            raw = {"not": raw} if group == "not" else ask("text", "eq", [raw]) if group == "value" else {group: [raw]}
        assert len(faults(raw)) == 1

    @pytest.mark.parametrize(
        "raw",
        [
            {"all": [{"all": []}] * 200_000},
            {"all": [5] * 200_000},
            {"all": [{"all": [{"all": [{"any": []}] * 100}] * 100}] * 100},
            {"all": [ask("choice", "in", ["opne"] * 100)] * 25},
            {"all": [ask("q" * 100_000, "w" * 100_000)] * 1_000},
            {**ask("text", "eq", "a"), **{f"key{number}": 1 for number in range(100_000)}},
        ],
    )
    def test_a_hostile_request_gets_a_short_answer_soon(self, raw: object) -> None:
        fields = FIELDS | {f"field_{number}": Field(f"field_{number}", "text") for number in range(300)}
        start = perf_counter()
        found = faults(raw, fields)
        assert perf_counter() - start < 2
        assert len(found) <= 50
        assert sum(len(fault.field) + len(fault.message) for fault in found) < 50_000

    @pytest.mark.parametrize(
        "hostile",
        [
            "a" * 200_000,
            "a" * 200_000 + "b",
            "\u0301\u0323" * 100_000,
            "\u0301" * 100_000 + "\u0323" * 100_000,
            "ﷺ" * 100_000,
            "/" * 200_000,
            "2026-01-31T" + "0" * 200_000,
        ],
    )
    @pytest.mark.parametrize(
        ("field", "op"), [("text", "contains"), ("text", "prefix"), ("tree", "within"), ("datetime", "lt")]
    )
    def test_linear_on_hostile_values(self, hostile: str, field: str, op: str) -> None:
        operand = "2026-01-31" if field == "datetime" else "a" * 100 + "b" + "a" * 99
        criteria = read(ask(field, op, operand))
        start = perf_counter()
        criteria.matches({field: hostile})
        assert perf_counter() - start < 1


class TestPushDown:
    OWNERS = ask("link", "in", ["usr_1", "usr_2"])

    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            (ask("choice", "eq", "open"), {"choice": {"open"}}),
            (ask("link", "eq", "@me"), {"link": {"usr_me"}}),
            (ask("boolean", "eq", True), {"boolean": {"true"}}),
            (ask("boolean", "in", [True, False]), {"boolean": {"true", "false"}}),
            (ask("links", "has_any", ["rel_1", "rel_2"]), {"links": {"rel_1", "rel_2"}}),
            (ask("links", "has_all", ["rel_1", "rel_2"]), {"links": {"rel_1"}}),
            ({"all": [OWNERS, ask("choice", "eq", "won")]}, {"link": {"usr_1", "usr_2"}, "choice": {"won"}}),
            ({"all": [{"all": [OWNERS]}, ask("link", "eq", "usr_3")]}, {"link": {"usr_3"}}),
            ({"any": [OWNERS, ask("link", "eq", "usr_3")]}, {"link": {"usr_1", "usr_2", "usr_3"}}),
            ({"any": [OWNERS, ask("choice", "eq", "won")]}, {}),
            ({"any": [OWNERS, {"all": [OWNERS, ask("choice", "eq", "won")]}]}, {"link": {"usr_1", "usr_2"}}),
            ({"not": OWNERS}, {}),
            ({"not": {"not": OWNERS}}, {}),
            (ask("choice", "ne", "open"), {}),
            (ask("choice", "nin", ["open"]), {}),
            (ask("choice", "exists"), {}),
            (ask("text", "eq", "ann"), {}),
            (ask("tree", "within", "nl"), {}),
        ],
    )
    def test_required(self, raw: object, expected: dict[str, set[str]]) -> None:
        assert read(raw).required() == expected

    def test_fields(self) -> None:
        raw = {"all": [self.OWNERS, {"not": {"any": [ask("text", "exists"), ask("text", "eq", "a")]}}]}
        assert parse(raw, FIELDS).fields() == {"link", "text"}


class TestCanonical:
    def test_order_and_spelling_do_not_matter(self) -> None:
        one = {"all": [ask("number", "in", [2, 1.0, 1]), {"op": "exists", "field": "text"}]}
        two = {"all": [ask("text", "exists"), ask("number", "in", [1, 2]), ask("text", "exists")]}
        assert parse(one, FIELDS).canonical() == parse(two, FIELDS).canonical()

    def test_the_order_of_between_matters(self) -> None:
        up, down = (parse(ask("number", "between", pair), FIELDS) for pair in ([1, 2], [2, 1]))
        assert up.canonical() != down.canonical()

    def test_binding_does_not_change_it(self) -> None:
        raw = {"all": [ask("link", "eq", "@me"), ask("date", "gte", {"last": 30, "unit": "days"})]}
        assert parse(raw, FIELDS).canonical() == read(raw, "Europe/Amsterdam").canonical()
        assert json.loads(read(raw).canonical()) == {
            "all": [
                ask("date", "gte", {"last": 30, "unit": "days"}),
                ask("link", "eq", "@me"),
            ]
        }

    @pytest.mark.parametrize("number", [0, -0.0, 1e22, 1e100, 0.1 + 0.2, 10**37, -1.5, 1e-100, Decimal("2.50")])
    def test_a_number_keeps_its_value(self, number: float | Decimal) -> None:
        again = json.loads(parse(ask("number", "eq", number), FIELDS).canonical())
        assert parse(again, FIELDS).matches({"number": number})


# Laws


def conditions() -> st.SearchStrategy[object]:
    return st.sampled_from([ask(field, op, operand) for field, op, operand, _, _ in CASES])


def nodes() -> st.SearchStrategy[object]:
    """At most 8 conditions in two levels, which leaves room for a law to wrap them."""
    group = conditions()
    for _ in range(2):
        some = st.lists(group, min_size=1, max_size=2)
        group = group | st.builds(lambda nodes: {"all": nodes}, some) | st.builds(lambda nodes: {"any": nodes}, some)
        group = group | st.builds(lambda node: {"not": node}, conditions())
    return group


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | st.text()
    | st.dates()
    | st.datetimes(timezones=st.none() | st.timezones())
    | st.sampled_from([stored for *_, stored, _ in CASES if not isinstance(stored, set | list | dict)])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=5) | st.just("id"), inner, max_size=3)
        | st.tuples(inner)
    ),
    max_leaves=8,
)


@st.composite
def records(draw: st.DrawFn) -> dict[str, object]:
    """Values from the table for most fields, so that conditions do match, and anything at all for some."""
    values: dict[str, object] = {}
    for name in FIELDS:
        stored = [value for field, _, _, value, _ in CASES if field == name]
        values[name] = draw(st.sampled_from([*stored, None]) if draw(st.booleans()) else ANYTHING)
    return values


RECORDS = records()
WORDS = st.sampled_from(
    [
        "all",
        "any",
        "not",
        "field",
        "op",
        "value",
        "last",
        "next",
        "unit",
        "days",
        "@me",
        "@today",
        "#",
        ":v",
        "id",
    ]
    + [operator.key for operator in OPERATORS]
    + list(FIELDS)
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(WORDS | st.text(), inner, max_size=4),
    max_leaves=20,
)
NEARLY = st.fixed_dictionaries(
    {"field": st.sampled_from(list(FIELDS)), "op": st.sampled_from([row.key for row in OPERATORS])},
    optional={"value": JSON | ANYTHING | st.sampled_from([case[2] for case in CASES])},
)


class TestLaws:
    @LAW
    @given(JSON | NEARLY | st.fixed_dictionaries({"any": st.lists(NEARLY | JSON, max_size=3)}), RECORDS)
    def test_parsing_any_json_gives_criteria_or_faults(self, raw: object, values: dict[str, object]) -> None:
        try:
            criteria = parse(raw, FIELDS)
        except CriteriaError as error:
            faults = error.faults
        else:
            faults = []
        if faults:
            return
        bound = criteria.bind(me="usr_me", now=NOW, zone="Europe/Amsterdam")
        assert bound.matches(values) in (True, False)
        assert parse(json.loads(bound.canonical()), FIELDS).canonical() == bound.canonical()

    @LAW
    @given(nodes(), st.dictionaries(st.sampled_from(list(FIELDS)), ANYTHING))
    def test_matching_never_raises(self, raw: object, values: dict[str, object]) -> None:
        assert matches(raw, values) in (True, False)

    @LAW
    @given(nodes(), RECORDS)
    def test_double_negation(self, raw: object, values: dict[str, object]) -> None:
        assert matches({"not": {"not": raw}}, values) == matches(raw, values)
        assert matches({"not": raw}, values) != matches(raw, values)

    @LAW
    @given(nodes(), nodes(), RECORDS)
    def test_de_morgan(self, one: object, two: object, values: dict[str, object]) -> None:
        neither = {"all": [{"not": one}, {"not": two}]}
        assert matches({"not": {"any": [one, two]}}, values) == matches(neither, values)

    @LAW
    @given(nodes(), RECORDS)
    def test_canonical_means_the_same(self, raw: object, values: dict[str, object]) -> None:
        criteria = read(raw)
        again = json.loads(criteria.canonical())
        assert read(again).canonical() == criteria.canonical()
        assert read(again).matches(values) == criteria.matches(values)

    @LAW
    @given(nodes(), RECORDS)
    def test_only_the_fields_named_are_read(self, raw: object, values: dict[str, object]) -> None:
        criteria = read(raw)
        assert criteria.matches({name: values[name] for name in criteria.fields()}) == criteria.matches(values)

    @LAW
    @given(nodes(), RECORDS)
    def test_push_down_never_drops_a_record_that_matches(self, raw: object, values: dict[str, object]) -> None:
        criteria = read(raw)
        if criteria.matches(values):
            for name, allowed in criteria.required().items():
                assert facets(values[name]) & allowed

    def test_push_down_of_the_table(self) -> None:
        """Every row that matches, so that the law above cannot pass for want of a match."""
        for field, op, operand, stored, expected in CASES:
            if expected:
                for name, allowed in read(ask(field, op, operand)).required().items():
                    assert facets({name: stored}[name]) & allowed


def facets(stored: Any) -> set[str]:
    """Read apart from the code under test."""
    items = stored if isinstance(stored, list | tuple | set) else [stored]
    found = [item.get("id") if isinstance(item, dict) else item for item in items]
    return {str(item).lower() if isinstance(item, bool) else item for item in found if isinstance(item, str | bool)}


class TestReference:
    def test_every_operator_says_what_it_does(self) -> None:
        assert len({operator.key for operator in OPERATORS}) == len(OPERATORS) == 17
        for operator in OPERATORS:
            assert operator.label
            assert operator.help.endswith(".")
            assert set(operator.kinds) <= set(KINDS)

    @pytest.mark.parametrize("field", FIELDS.values(), ids=str)
    def test_what_is_offered_is_what_parses(self, field: Field) -> None:
        keys = {operator.key for operator in offered(field)}
        assert ("has_any" in keys) is field.many
        for operator in OPERATORS:
            wrong = [fault for fault in _faults_or_none(ask(field.name, operator.key)) if fault.field == "criteria.op"]
            assert bool(wrong) is (operator.key not in keys)

    @pytest.mark.parametrize("at", ["#/$defs/", "#/components/schemas/"])
    def test_schema(self, at: str) -> None:
        schema: dict[str, Any] = json_schema(at)
        text = json.dumps(schema)
        names = {part.split('"')[0] for part in text.split(f'"$ref": "{at}')[1:]}
        assert names == set(schema["$defs"])
        op = schema["$defs"]["Condition"]["properties"]["op"]
        assert op["enum"] == [operator.key for operator in OPERATORS]
        assert all(operator.help in op["description"] for operator in OPERATORS)

    def test_pure(self) -> None:
        """No I/O, no clock and nothing else of the project."""
        sources = Path(__file__).parents[1].glob("chalicelib/criteria/*.py")
        text = "\n".join(source.read_text() for source in sources)
        modules = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
        assert {name for name in modules if name.startswith("chalicelib")} == {
            name for name in modules if name.startswith("chalicelib.criteria.")
        }
        assert not [word for word in ("open(", ".now(", ".today(", "boto3", "os.environ") if word in text]


def _faults_or_none(raw: object) -> list[Fault]:
    try:
        parse(raw, FIELDS)
    except CriteriaError as error:
        return error.faults
    return []
