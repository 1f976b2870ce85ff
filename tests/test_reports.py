"""Reports through the front door: counts and figures by up to two fields and by time, of what who asks may see."""

import csv
from collections import defaultdict
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from chalicelib.actions import mass_reads, shipping
from chalicelib.actions.reports import report
from chalicelib.files.sheets import XLSX
from chalicelib.models import code_id
from tests import templates
from tests.test_portal import office
from tests.world import Reply, User, World

ALL: dict[str, Any] = {"all": []}
COUNT = {"take": "count"}
SIZE, PRICE, SECTOR = "custom_size", "custom_price", "custom_sector"


@pytest.fixture
def ann(world: World) -> User:
    return world.user("administrator")


@pytest.fixture
def bert(world: World, ann: User) -> User:
    return world.user("employee")


def field(ann: User, key: str, kind: str, **more: Any) -> None:
    made = ann.post("/v1/custom-fields", {"of": "relation", "key": key, "name": key.title(), "kind": kind, **more})
    assert made.status == 201, made.text


def fields(ann: User) -> None:
    field(ann, "size", "number", decimals=1)
    field(ann, "price", "money", currency="EUR")
    field(ann, "sector", "choices", options=[
        {"key": "trade", "name": "Trade", "names": {"nl": "Handel"}}, {"key": "building", "name": "Building"},
    ])  # fmt: skip


def company(who: User, name: str = "Hamerslag", **more: Any) -> str:
    made = who.post("/v1/relations", {"name": name, **more})
    assert made.status == 201, made.text
    return made.id


def asked(who: User, *measures: Any, by: Any = (), of: str = "relation", **more: Any) -> Reply:
    those = more if {"ids", "selection", "criteria"} & more.keys() else {"criteria": ALL, **more}
    return who.post("/v1/reports", {"of": of, **those, "measures": list(measures) or [COUNT], "by": list(by)})


def rows(told: Reply) -> dict[Any, Any]:
    """The first figure by the keys, or by that which there is; `!` is what is not shown."""
    assert told.status == 200, told.text
    found = {}
    for row in told["rows"]:
        keys = tuple("!" if each["kind"] == "not_shown" else each["key"] for each in row["groups"])
        figures = row["figures"][0] if len(row["figures"]) == 1 else row["figures"]
        found[keys if len(keys) > 1 else keys[0]] = figures
    return found


def taken(name: str, *takes: str) -> list[dict[str, str]]:
    return [{"take": take, "field": name} for take in takes or ("sum", "average", "min", "max")]


# -------------------------------------------------------------------------------------------------------- figures


def test_all_are_counted_where_nothing_else_is_asked(ann: User, bert: User) -> None:
    empty = bert.post("/v1/reports", {"of": "relation", "criteria": ALL})
    assert (empty["rows"], empty["totals"], empty["count"]) == ([], ["0"], 0)
    company(ann), company(ann)
    told = bert.post("/v1/reports", {"of": "relation", "criteria": ALL})
    assert (told["rows"], told["totals"], told["count"]) == ([], ["2"], 2)
    assert told["time_zone"] == "Europe/Amsterdam"


def test_figures_are_exact(ann: User) -> None:
    fields(ann)
    for size, price in ((0.1, "0.10"), (0.2, "9999999999999.99"), (0.4, "0.01"), (None, None)):
        company(ann, custom_size=size, custom_price={"amount": price} if price else None)
    told = asked(ann, *taken(SIZE), *taken(PRICE, "sum"))
    assert told["totals"] == ["0.7", "0.233", "0.1", "0.4", "10000000000000.10"]
    assert told["count"] == 4
    assert told["measures"][4] == {"take": "sum", "field": PRICE, "title": "Som van Price", "currency": "EUR"}
    assert asked(ann, *taken(PRICE))["totals"] == ["10000000000000.10", "3333333333333.37", "0.01", "9999999999999.99"]


def test_an_average_is_rounded_half_away_from_nought(ann: User) -> None:
    field(ann, "price", "money", currency="EUR")
    ids = [company(ann, custom_price={"amount": each}) for each in ("0.01", "0.02", "-0.01", "-0.02")]
    assert asked(ann, *taken(PRICE, "average"), ids=ids[:2])["totals"] == ["0.02"]
    assert asked(ann, *taken(PRICE, "average"), ids=ids[2:])["totals"] == ["-0.02"]


def test_nought_is_never_below_nought(ann: User) -> None:
    field(ann, "price", "money", currency="EUR")
    company(ann, custom_price={"amount": "-0.00"})
    assert asked(ann, *taken(PRICE))["totals"] == ["0.00"] * 4


def test_of_nothing_there_is_a_sum_and_no_average(ann: User) -> None:
    fields(ann)
    company(ann)
    assert asked(ann, *taken(SIZE), *taken(PRICE, "sum"))["totals"] == ["0", None, None, None, "0.00"]


COMPANY = st.fixed_dictionaries({
    "size": st.none() | st.integers(-(10**12), 10**12).map(lambda tenths: tenths / 10),
    "sector": st.lists(st.sampled_from(["trade", "building"]), unique=True),
    "kind": st.sampled_from(["company", "person"]),
})  # fmt: skip


@given(st.lists(COMPANY, min_size=1, max_size=8))
@hypothesis_settings(max_examples=8)
def test_reports_say_what_plain_python_says(world: World, companies: list[dict[str, Any]]) -> None:
    """Of each list in a tenant of its own; whoever has several sectors counts in each, and once in the totals."""
    ann = world.user("administrator", tenant=f"Acme {len(world.tenants)}")
    fields(ann)
    sums: dict[Any, Decimal] = defaultdict(Decimal)
    counts: dict[Any, int] = defaultdict(int)
    for n, each in enumerate(companies):
        name = {"first_name": "Jan", "last_name": f"P{n}"} if each["kind"] == "person" else {"name": f"C{n}"}
        sent = {"kind": each["kind"], **name, SECTOR: each["sector"], SIZE: each["size"]}
        assert ann.post("/v1/relations", sent).status == 201
        for sector in each["sector"] or [None]:
            sums[sector, each["kind"]] += Decimal(repr(each["size"] or 0))
            counts[sector, each["kind"]] += 1
    told = asked(ann, COUNT, *taken(SIZE, "sum"), by=[{"field": SECTOR}, {"field": "kind"}])
    found = rows(told)
    assert {key: int(each[0]) for key, each in found.items()} == counts
    assert {key: Decimal(each[1]) for key, each in found.items()} == sums
    total = sum((Decimal(repr(each["size"] or 0)) for each in companies), Decimal(0))
    assert [Decimal(each) for each in told["totals"]] == [len(companies), total]


# --------------------------------------------------------------------------------------------------------- groups


def test_rows_stand_as_the_options_do_in_the_words_of_who_asks(world: World, ann: User) -> None:
    fields(ann)
    company(ann), company(ann, custom_sector=["building"]), company(ann, custom_sector=["trade", "building"])
    told = asked(ann, by=[{"field": SECTOR}])
    groups = [row["groups"][0] for row in told["rows"]]
    assert [(each["key"], each["title"]) for each in groups] == [
        ("trade", "Handel"), ("building", "Building"), (None, "(geen)"),
    ]  # fmt: skip
    assert rows(told) == {"trade": "1", "building": "2", None: "1"}
    assert told["totals"] == ["3"]


def test_by_two_fields(ann: User) -> None:
    company(ann, status=["customer"])
    company(ann, status=["customer", "supplier"])
    ann.post("/v1/relations", {"kind": "person", "first_name": "Jan", "last_name": "Visser", "status": ["prospect"]})
    told = asked(ann, by=[{"field": "status"}, {"field": "kind"}])
    assert rows(told) == {("prospect", "person"): "1", ("customer", "company"): "2", ("supplier", "company"): "1"}


def test_by_a_band_of_a_number(ann: User) -> None:
    field(ann, "size", "number", bands=[
        {"key": "small", "name": "Up to ten", "upto": 10}, {"key": "large", "name": "More"},
    ])  # fmt: skip
    for size in (1, 10, 10.5, None):
        company(ann, custom_size=size)
    assert rows(asked(ann, by=[{"field": SIZE}])) == {"small": "2", "large": "1", None: "1"}


def test_by_yes_and_no(ann: User) -> None:
    field(ann, "vip", "boolean")
    company(ann, custom_vip=True), company(ann, custom_vip=False), company(ann)
    told = asked(ann, by=[{"field": "custom_vip"}])
    assert [row["groups"][0]["title"] for row in told["rows"]] == ["ja", "nee", "(geen)"]


def test_a_link_is_told_by_its_title_and_what_may_not_be_seen_is_one_row(world: World, ann: User, bert: User) -> None:
    """R3 of a report: neither the id nor the title of a relation that is restricted leaves."""
    shut = [company(ann, name=f"Secret {n}") for n in range(2)]
    open_ = company(ann, name="Bank")
    for parent in (*shut, open_, None):
        company(bert, parent=parent)
    for each in shut:
        assert ann.patch(f"/v1/relations/{each}", {"restricted": True, "access": []}).status == 200
    told = asked(bert, by=[{"field": "parent"}])
    assert "Secret" not in told.text
    assert not [each for each in shut if each in told.text]
    assert rows(asked(ann, by=[{"field": "parent"}])).keys() == {*shut, open_, None}
    assert rows(told)[open_] == "1"
    assert told["rows"][0]["groups"][0]["title"] == "Bank"


def test_a_code_is_told_by_what_it_reads_and_by_its_title(ann: User, bert: User) -> None:
    """Of a table of their own, and of one that is shipped; a record that has several counts with each."""
    own = ann.post("/v1/code-tables", {"name": "Branches", "key": "branches"})
    for code, name in (("A", "Landbouw"), ("B", "Horeca")):
        assert ann.post("/v1/codes", {"table": own.id, "code": code, "name": name}).status == 201
    field(ann, "branch", "codes", table=own.id)
    company(ann, custom_branch=["B", "A"]), company(ann, custom_branch=["B"]), company(ann)
    told = asked(bert, by=[{"field": "custom_branch"}])
    assert rows(told) == {"A": "1", "B": "2", None: "1"}
    assert [row["groups"][0]["title"] for row in told["rows"]] == ["A Landbouw", "B Horeca", "(geen)"]
    assert ann.delete(f"/v1/codes/{code_id.of({'id': own.id}, 'B')}").status == 200
    assert "B Horeca" in asked(bert, by=[{"field": "custom_branch"}]).text


def test_a_code_that_is_shipped_is_told_by_its_title(ann: User) -> None:
    sbi = ann.post("/v1/code-tables", {"name": "SBI", "key": "sbi", "shipped": "sbi"})
    assert sbi.status == 201, sbi.text
    field(ann, "branch", "code", table=sbi.id)
    company(ann, custom_branch="62")
    told = asked(ann, by=[{"field": "custom_branch"}])
    (row,) = told["rows"]
    assert row["groups"][0]["title"].startswith("62 ")


@pytest.mark.parametrize(
    ("at", "zone", "day", "week"),
    [
        ("2026-12-31T22:59:59Z", None, "2026-12-31", "2026-W53"),
        ("2026-12-31T23:00:00Z", None, "2027-01-01", "2026-W53"),
        ("2026-12-31T23:00:00Z", "UTC", "2026-12-31", "2026-W53"),
        ("2026-12-31T23:00:00Z", "America/New_York", "2026-12-31", "2026-W53"),
        ("2027-01-03T23:00:00Z", None, "2027-01-04", "2027-W01"),
        ("2026-06-30T22:00:00Z", None, "2026-07-01", "2026-W27"),
    ],
)
def test_a_day_begins_at_midnight_of_the_organisation(
    ann: User, at: str, zone: str | None, day: str, week: str
) -> None:
    field(ann, "seen", "datetime")
    company(ann, custom_seen=at)
    expected = {"day": day, "week": week, "month": day[:7], "year": day[:4]}
    expected["quarter"] = f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
    more = {"time_zone": zone} if zone else {}
    for every, key in expected.items():
        told = asked(ann, by=[{"field": "custom_seen", "every": every}], **more)
        assert rows(told) == {key: "1"}, every


def test_what_was_made_by_month(world: World, ann: User) -> None:
    for at in ("2026-01-31T22:59:00Z", "2026-01-31T23:01:00Z", "2026-03-01T00:00:00Z"):
        with time_machine.travel(at):
            company(world.user("administrator"))
    told = asked(ann, by=[{"field": "created_at", "every": "month"}])
    assert rows(told) == {"2026-01": "1", "2026-02": "1", "2026-03": "1"}


def test_what_was_shipped_was_made_at_no_time(ann: User) -> None:
    shipping.ship(ann.tenant)
    assert rows(asked(ann, of="selection", by=[{"field": "created_at", "every": "year"}])).keys() == {None}


def test_a_date_is_the_same_day_everywhere(ann: User) -> None:
    field(ann, "day", "date")
    company(ann, custom_day="2026-01-01")
    by = [{"field": "custom_day", "every": "day"}]
    assert rows(asked(ann, by=by, time_zone="Pacific/Honolulu")) == {"2026-01-01": "1"}


# --------------------------------------------------------------------------------------------------- saved reports


def test_a_saved_report_is_made_as_it_is_kept(ann: User, bert: User) -> None:
    company(ann, status=["customer"]), company(ann)
    customers = {"field": "status", "op": "has_any", "value": ["customer"]}
    by = [{"field": "created_at", "every": "year"}]
    saved = bert.post("/v1/saved-reports", {"name": "New customers", "of": "relation", "criteria": customers, "by": by})
    assert saved.status == 201, saved.text
    kept = bert.get(f"/v1/saved-reports/{saved.id}").json
    told = bert.post("/v1/reports", {each: kept[each] for each in ("of", "criteria", "measures", "by")})
    assert (told.status, told["count"]) == (200, 1)


def test_a_saved_report_is_its_owners_until_it_is_shared(ann: User, bert: User, world: World) -> None:
    cara = world.user("employee")
    saved = bert.post("/v1/saved-reports", {"name": "Mine", "of": "relation", "criteria": ALL})
    path = f"/v1/saved-reports/{saved.id}"
    assert cara.get(path).status == 404
    assert bert.patch(path, {"restricted": False, "locked": True}).status == 200
    assert cara.get(path).status == 200
    assert cara.patch(path, {"name": "Ours"}).status == 403


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({}, "criteria"),
        ({"criteria": {"field": "none", "op": "eq", "value": 1}}, "criteria.field"),
        ({"criteria": ALL, "measures": [COUNT] * 6}, "measures"),
        ({"criteria": ALL, "of": "planet"}, "of"),
        ({"criteria": ALL, "selection": "sel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"}, "selection"),
    ],
)
def test_what_is_wrong_with_a_saved_report_is_named(bert: User, wrong: dict[str, Any], named: str) -> None:
    told = bert.post("/v1/saved-reports", {"name": "Mine", "of": "relation", **wrong})
    assert told.status == 422
    assert named in told.fields, told.text


# -------------------------------------------------------------------------------------------------- which records


def test_of_criteria_of_ids_and_of_a_selection(ann: User) -> None:
    first, *_ = company(ann, "A", status=["customer"]), company(ann, "B", status=["customer"]), company(ann, "C")
    customers = {"field": "status", "op": "has_any", "value": ["customer"]}
    saved = ann.post("/v1/selections", {"name": "Customers", "of": "relation", "criteria": customers})
    assert asked(ann, criteria=customers)["count"] == 2
    assert asked(ann, ids=[first, first])["count"] == 1
    assert asked(ann, selection=saved.id)["count"] == 2


def test_z1_nothing_of_another_tenant_is_in_it(world: World, ann: User) -> None:
    eve = world.user("administrator", tenant="Other")
    theirs = company(eve)
    company(ann)
    assert asked(ann)["count"] == 1
    assert asked(ann, ids=[theirs]).status == 422
    assert asked(ann, ids=[theirs]).fields == ["ids[0]"]


def test_what_is_private_is_in_the_report_of_its_owner_only(ann: User, bert: User) -> None:
    fields(ann)
    company(bert, custom_size=1, custom_sector=["trade"]), company(ann, custom_size=2, custom_sector=["trade"])
    ann.post("/v1/type-defaults", {"of": "relation", "level": "private"})
    told = asked(bert, *taken(SIZE, "sum"), by=[{"field": SECTOR}])
    assert (rows(told), told["totals"], told["count"]) == ({"trade": "1"}, ["1"], 1)
    assert asked(ann)["count"] == 2


def test_z3_a_hidden_field_is_none(world: World, ann: User) -> None:
    """Neither grouped by, nor summed, nor asked about."""
    fields(ann)
    company(ann, custom_size=5, custom_sector=["trade"])
    types = {"relation": {"actions": ["read"], "fields": {"*": "read", SIZE: "none", SECTOR: "none"}}}
    profile = ann.post("/v1/profiles", {"name": "Few", "types": types})
    role = ann.post("/v1/roles", {"key": "few", "name": "Few", "profiles": [profile.id]})
    assert role.status == 201, role.text
    cara = world.user("few")
    assert asked(cara)["count"] == 1
    assert asked(cara, *taken(SIZE, "sum")).fields == ["measures[0].field"]
    assert asked(cara, by=[{"field": SECTOR}]).fields == ["by[0].field"]
    criteria = {"field": SIZE, "op": "eq", "value": 5}
    assert asked(cara, criteria=criteria).status == 422


def test_people_from_outside_get_no_reports(world: World) -> None:
    assert asked(office(world).jan).status == 403


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"of": "planet"}, ["of"]),
    ({"measures": [{"take": "sum"}]}, ["measures[0].field"]),
    ({"measures": [{"take": "sum", "field": "name"}]}, ["measures[0].field"]),
    ({"measures": [{"take": "count", "field": "name"}]}, ["measures[0].field"]),
    ({"measures": [{"take": "sum", "field": "custom_none"}]}, ["measures[0].field"]),
    ({"measures": []}, ["measures"]),
    ({"measures": [COUNT] * 6}, ["measures"]),
    ({"measures": [{"take": "median"}]}, ["measures[0].take"]),
    ({"by": [{"field": "name"}]}, ["by[0].field"]),
    ({"by": [{"field": "nothing"}]}, ["by[0].field"]),
    ({"by": [{"field": "created_at"}]}, ["by[0].every"]),
    ({"by": [{"field": "kind", "every": "day"}]}, ["by[0].every"]),
    ({"by": [{"field": "kind"}, {"field": "kind"}]}, ["by[1].field"]),
    ({"by": [{"field": "kind"}, {"field": "status"}, {"field": "owner"}]}, ["by"]),
    ({"time_zone": "Mars/Olympus"}, ["time_zone"]),
    ({"ids": []}, ["ids"]),
]


@pytest.mark.parametrize(("wrong", "named"), WRONG)
def test_what_is_asked_wrongly_is_named(ann: User, wrong: dict[str, Any], named: list[str]) -> None:
    told = ann.post("/v1/reports", {"of": "relation", "criteria": ALL, **wrong})
    assert (told.status, told.fields) == (422, named), told.text


def test_a_figure_of_a_part_is_never_given(monkeypatch: pytest.MonkeyPatch, ann: User, bert: User) -> None:
    for n in range(4):
        company(ann, f"C{n}", status=[["customer", "prospect", "supplier", "partner"][n]])
    monkeypatch.setattr(report, "MOST_ENTRIES", 3)
    told = asked(bert)
    assert (told.status, told.fields) == (422, ["criteria"])
    assert "narrow it" in told["errors"][0]["message"]
    monkeypatch.setattr(report, "MOST_ENTRIES", 4)
    assert asked(bert)["count"] == 4
    assert len(asked(bert, by=[{"field": "status"}])["rows"]) == 4
    monkeypatch.setattr(report, "MOST_TITLES", 20)
    assert asked(bert, by=[{"field": "status"}]).fields == ["by"]
    monkeypatch.undo()
    monkeypatch.setattr(report, "MOST_ROWS", 3)
    assert asked(bert, by=[{"field": "status"}]).fields == ["by"]


def test_records_tell_what_entries_tell(monkeypatch: pytest.MonkeyPatch, ann: User, bert: User) -> None:
    """Who does not see all there is gets figures made of the records, and of fewer."""
    fields(ann)
    parent = company(ann, "Parent")
    for n in range(6):
        sent = {SIZE: n + 0.1, PRICE: {"amount": f"{n}.05"}, SECTOR: ["trade", "building"][: n % 3], "parent": parent}
        company(ann, f"C{n}", **{name: value for name, value in sent.items() if value or n % 2})
    asked_for = [COUNT, *taken(SIZE), *taken(PRICE)]
    by: list[list[Any]] = [[{"field": SECTOR}], [{"field": "parent"}, {"field": "created_at", "every": "week"}]]
    before = [asked(bert, *asked_for[:5], by=each).json for each in by]
    ann.post("/v1/relations", {"name": "Secret", "restricted": True, "access": [], SIZE: 5})
    assert [asked(bert, *asked_for[:5], by=each).json for each in by] == before
    assert asked(ann)["count"] == asked(bert)["count"] + 1
    monkeypatch.setattr(report, "MOST_RECORDS", 6)
    assert asked(bert).fields == ["criteria"]
    assert asked(ann)["count"] == 8


def test_c4_what_is_added_up_is_not_read_by_anybody(monkeypatch: pytest.MonkeyPatch, ann: User, bert: User) -> None:
    """So that a report rings no alarm; a list of as many does."""
    monkeypatch.setattr(mass_reads, "TOGETHER", 1)
    ann.put("/v1/audit-settings", {"days": 400, "mass_read_limit": 100})
    ann.post("/v1/relations", {"name": "Secret", "restricted": True, "access": []})
    for n in range(6):
        company(ann, f"C{n}")
    for _ in range(20):
        assert asked(bert)["count"] == 6
    assert ann.get("/v1/audit?outcome=alarm")["data"] == []
    for _ in range(20):
        bert.get("/v1/relations")
    assert [each["by"] for each in ann.get("/v1/audit?outcome=alarm")["data"]] == [bert.id]


def test_c4_titles_of_what_links_lead_to_are_read(monkeypatch: pytest.MonkeyPatch, ann: User, bert: User) -> None:
    """A report by company is a list of companies; who was stopped gets none, and no file of one."""
    monkeypatch.setattr(mass_reads, "TOGETHER", 1)
    ann.put("/v1/audit-settings", {"days": 400, "mass_read_limit": 100, "mass_read_block": True})
    for n in range(6):
        ann.contact(company(ann, f"C{n}"))
    by = [{"field": "company"}]
    assert [asked(bert, of="contact", by=by).status for _ in range(20)][::19] == [200, 429]
    assert exported(bert, of="contact", by=by).status == 429


# ----------------------------------------------------------------------------------------------------------- files


def exported(who: User, accept: str = "text/csv", **more: Any) -> Reply:
    return who.post("/v1/reports/export", {"of": "relation", "criteria": ALL, **more}, headers={"Accept": accept})


def some(ann: User) -> dict[str, Any]:
    fields(ann)
    field(ann, "trap", "choice", options=[{"key": "x", "name": "=1+1"}])
    company(ann, custom_price={"amount": "10.50"}, custom_trap="x")
    company(ann, custom_price={"amount": "-0.25"})
    return {"measures": [COUNT, *taken(PRICE, "sum")], "by": [{"field": "custom_trap"}, {"field": "kind"}]}


def test_i4_as_csv(ann: User) -> None:
    told = exported(ann, **some(ann))
    assert told.status == 200, told.text
    assert told.header("content-type") == "text/csv; charset=utf-8"
    assert told.header("content-disposition") == 'attachment; filename="report.csv"'
    assert told.header("x-row-count") == "3"
    assert list(csv.reader(StringIO(told.content.decode("utf-8-sig"), newline=""))) == [
        ["Trap", "kind", "Aantal", "Som van Price (EUR)"],
        ["'=1+1", "company", "1", "10.50"],
        ["(geen)", "company", "1", "-0.25"],
        ["Totaal", "", "2", "10.25"],
    ]


def test_i4_as_xlsx(ann: User) -> None:
    told = exported(ann, XLSX, **some(ann))
    assert told.status == 200, told.text
    assert told.header("content-type") == XLSX
    page = CalamineWorkbook.from_filelike(BytesIO(told.content)).get_sheet_by_name("Rapport")
    assert page.to_python() == [
        ["Trap", "kind", "Aantal", "Som van Price (EUR)"],
        ["=1+1", "company", 1, 10.5],
        ["(geen)", "company", 1, -0.25],
        ["Totaal", "", 2, 10.25],
    ]


def test_the_gateway_hands_on_what_is_no_text() -> None:
    """API Gateway decodes what is of these types, where it is what `Accept` names first."""
    assert templates.final()["Resources"]["RestAPI"]["Properties"]["BinaryMediaTypes"] == [XLSX]


def test_by_semicolons(ann: User) -> None:
    company(ann)
    told = exported(ann, separator=";", by=[{"field": "kind"}])
    assert told.text.splitlines()[1] == '"company";1'
    assert exported(ann, separator="|").fields == ["separator"]


@pytest.mark.parametrize("accept", ["", "*/*", "application/json", f"text/html, {XLSX}"])
def test_csv_is_what_is_given_otherwise(ann: User, accept: str) -> None:
    assert (exported(ann, accept).header("content-type") or "").startswith("text/csv")


def test_a_refusal_is_told_whatever_is_accepted(ann: User) -> None:
    told = exported(ann, XLSX, of="planet")
    assert (told.status, told.fields) == (422, ["of"])
    assert told.header("content-type") == "application/problem+json"


def test_who_may_not_export_the_type_may_not_export_its_figures(world: World, ann: User) -> None:
    company(ann)
    types = {"*": {"actions": []}, "relation": {"actions": ["read"], "fields": {"*": "read"}}}
    profile = ann.post("/v1/profiles", {"name": "Readers", "types": types})
    ann.post("/v1/roles", {"key": "looker", "name": "Looker", "profiles": [profile.id]})
    cara = world.user("looker")
    assert asked(cara)["count"] == 1
    assert exported(cara).status == 403
    assert asked(cara, of="address").status == 403
    assert exported(ann).status == 200
    log = ann.get("/v1/audit?operation=export_report")["data"]
    assert [(each["by"], each["outcome"]) for each in log] == [(ann.id, "allowed"), (cara.id, "refused")]


# ----------------------------------------------------------------------------------------------------------- costs


def test_a_report_on_what_entries_tell_takes_few_round_trips(world: World, ann: User, bert: User) -> None:
    fields(ann)
    for n in range(30):
        company(ann, f"C{n}", custom_size=n, custom_sector=["trade"])
    with world.meter() as meter:
        told = asked(bert, COUNT, *taken(SIZE, "sum"), by=[{"field": SECTOR}])
    assert told["totals"] == ["30", str(sum(range(30)))]
    assert meter.round_trips <= 3
