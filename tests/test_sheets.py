"""Tables as files: what is written is read again as it was, and a spreadsheet runs nothing of it (I4)."""

import csv
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from chalicelib.agenda import zone
from chalicelib.files.sheets import lines, workbook
from chalicelib.files.sheets.sheet import Column, DoesNotFit, KindName, Sheet
from chalicelib.text.formula import BEGINS, defused, restored

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\nplain", " =1", "\u00a0=1", "＝1", "﹢1", '"=1', "'=1",
    "''=1", '"\'"=1', "\u200b=1", "\ufeff=1", "\x00=1", "=cmd|'/C calc'!A0", "@SUM(1+9)*cmd|' /C calc'!A0",
    "+31365301234", '=HYPERLINK("https://evil.example","x")', "=\u0338x",
)  # fmt: skip
PLAIN = (
    "",
    "a",
    "'",
    '"',
    "'a",
    "a=1",
    "1",
    "1e5",
    "2026-01-01",
    "true",
    "x\r\ny",
    "a,b;c\td",
    'say "x"',
    "_x0041_",
    "𝄞",
)
NASTY = st.lists(st.sampled_from([*"=+-@'\" \t\r\n＝﹦a1", "\u200b", "\u0338"]) | st.characters(codec="utf-8")).map(
    "".join
)
ALL: tuple[Column, ...] = (
    Column("Text"), Column("Number", "number"), Column("Price", "money"), Column("Day", "date"),
    Column("Moment", "datetime"), Column("Yes", "boolean"),
)  # fmt: skip
ROW = ["Ève", Decimal("0.1"), Decimal("1234.50"), date(2026, 2, 28), NOON, True]


def of_kind(kind: KindName = "text") -> Sheet:
    return Sheet("Report", (Column("Value", kind),))


def as_csv(sheet: Sheet, rows: Sequence[Sequence[Any]], separator: str = ",") -> str:
    into = BytesIO()
    assert lines.write(sheet, rows, into, separator) == len(rows)
    return into.getvalue().decode("utf-8-sig")


def as_xlsx(sheet: Sheet, rows: Sequence[Sequence[Any]]) -> BytesIO:
    into = BytesIO()
    assert workbook.write(sheet, rows, into) == len(rows)
    into.seek(0)
    return into


def csv_rows(told: str, separator: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(told, newline=""), delimiter=separator, strict=True))


def xlsx_rows(file: BytesIO) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python(skip_empty_area=False)


# -------------------------------------------------------------------------------------------------------- formulas


@pytest.mark.parametrize("value", HOSTILE)
def test_i4_in_csv_a_spreadsheet_runs_nothing(value: str) -> None:
    ((_,), (cell,)) = csv_rows(as_csv(of_kind(), [[value]]))
    assert cell == f"'{value}"
    assert restored(cell) == value


@pytest.mark.parametrize("value", PLAIN)
def test_i4_what_is_no_formula_is_left_as_it_is(value: str) -> None:
    ((_,), (cell,)) = csv_rows(as_csv(of_kind(), [[value]]))
    assert cell == value == restored(value)


@given(NASTY)
def test_i4_an_import_gets_back_exactly_what_was_exported(value: str) -> None:
    assert restored(defused(value)) == value
    assert defused(value)[:1] not in BEGINS
    ((_,), (cell,)) = csv_rows(as_csv(of_kind(), [[value]]))
    assert restored(cell) == value


@pytest.mark.parametrize("value", [*HOSTILE, *PLAIN[1:]])
def test_i4_in_xlsx_a_text_is_a_text(value: str) -> None:
    file = as_xlsx(of_kind(), [[value]])
    assert xlsx_rows(file)[1] == [value]
    with ZipFile(file) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in page
        assert "<hyperlink" not in page
        assert not [name for name in parts.namelist() if "external" in name.lower()]


@given(st.lists(NASTY, min_size=1, max_size=5))
def test_i4_xlsx_reopened_has_every_text_as_it_was(values: list[str]) -> None:
    """The engine that imports read with tells an empty text from none no more than a spreadsheet does."""
    told = xlsx_rows(as_xlsx(Sheet("x", (Column("n", "number"), Column("t"))), [[1, each] for each in values]))
    assert [row[1] for row in told[1:]] == values


# ------------------------------------------------------------------------------------------------------ the values


def test_csv_is_exact() -> None:
    told = as_csv(Sheet("Report", ALL), [ROW, [None] * 6, ["", 3, Decimal("-9e20"), None, None, False]])
    assert told == (
        '"Text","Number","Price","Day","Moment","Yes"\r\n'
        '"Ève",0.1,1234.50,2026-02-28,2026-07-01T12:00:00.000Z,true\r\n'
        ",,,,,\r\n"
        '"",3,-900000000000000000000,,,false\r\n'
    )


def test_csv_begins_with_the_mark_that_tells_its_encoding() -> None:
    into = BytesIO()
    lines.write(of_kind(), [["é"]], into)
    assert into.getvalue().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("separator", lines.SEPARATORS)
def test_csv_by_another_separator(separator: str) -> None:
    row = ["a;b,c\td", Decimal("1.5"), Decimal("2"), None, None, None]
    assert csv_rows(as_csv(Sheet("x", ALL), [row], separator), separator)[1][:3] == ["a;b,c\td", "1.5", "2"]


def test_xlsx_has_types() -> None:
    amsterdam = zone.named("Europe/Amsterdam")
    head, row, empty = xlsx_rows(as_xlsx(Sheet("Report", ALL, amsterdam), [ROW, [None] * 5 + [False]]))
    assert head == ["Text", "Number", "Price", "Day", "Moment", "Yes"]
    assert row == ["Ève", 0.1, 1234.5, date(2026, 2, 28), datetime(2026, 7, 1, 14), True]
    assert empty[0] == ""
    assert empty[5] is False


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("number", Decimal("123456789012345.67"), "123456789012345.67"),
        ("number", 123456789012345, 123456789012345),
        ("money", Decimal("99999999999999.99"), "99999999999999.99"),
        ("number", Decimal(10**14) + Decimal("1e-13"), "100000000000000.0000000000001"),
        ("number", Decimal("100000000000000.000000000000001"), "100000000000000.000000000000001"),
        ("date", date(1875, 3, 1), "1875-03-01"),
        ("text", "12", "12"),
        ("text", "007", "007"),
    ],
)
def test_xlsx_loses_no_digit(kind: KindName, value: Any, told: Any) -> None:
    """A spreadsheet keeps fifteen digits, and no day before 1900."""
    (cell,) = xlsx_rows(as_xlsx(of_kind(kind), [[value]]))[1]
    assert cell == told
    assert isinstance(cell, str) == isinstance(told, str)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_numbers_come_back_exactly(value: Decimal) -> None:
    sheet, row = Sheet("x", (Column("a", "number"), Column("b", "money"))), [value, value]
    assert [Decimal(each) for each in csv_rows(as_csv(sheet, [row]))[1]] == row
    assert [Decimal(str(each)) for each in xlsx_rows(as_xlsx(sheet, [row]))[1]] == row


# ------------------------------------------------------------------------------------------------------ the limits


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Omzet", "Omzet"),
        ("a/b\\c[d]e:f*g?h", "a b c d e f g h"),
        ("x" * 40, "x" * 31),
        ("'quoted'", "quoted"),
        ("'''", "Sheet1"),
        ("", "Sheet1"),
        ("History", "Sheet1"),
        ("\n\t", "Sheet1"),
    ],
)
def test_a_sheet_has_a_name_that_spreadsheets_take(title: str, name: str) -> None:
    assert workbook.named(title) == name
    file = as_xlsx(Sheet(title, (Column("a"),)), [])
    assert CalamineWorkbook.from_filelike(file).sheet_names == [name]


@given(st.text())
def test_any_title_makes_a_sheet(title: str) -> None:
    assert CalamineWorkbook.from_filelike(as_xlsx(Sheet(title, (Column("a"),)), [])).sheet_names


def test_what_does_not_fit_into_xlsx_is_told() -> None:
    assert xlsx_rows(as_xlsx(of_kind(), [["x" * 32_767]]))[1] == ["x" * 32_767]
    for each in ("x" * 32_768, "𝄞" * 16_384):
        with pytest.raises(DoesNotFit, match=r"Row 1, Value: .* take CSV"):
            as_xlsx(of_kind(), [[each]])
        assert csv_rows(as_csv(of_kind(), [[each]]))[1] == [each]
    with pytest.raises(DoesNotFit, match="columns"):
        as_xlsx(Sheet("x", (Column("a"),) * 16_385), [])


def test_more_rows_than_xlsx_takes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    assert len(xlsx_rows(as_xlsx(of_kind(), [["a"], ["b"]]))) == 3
    with pytest.raises(DoesNotFit, match="2 rows"):
        as_xlsx(of_kind(), [["a"], ["b"], ["c"]])


def test_lone_halves_of_signs_break_nothing() -> None:
    assert csv_rows(as_csv(of_kind(), [["a\ud800"]]))[1] == ["a?"]
    assert xlsx_rows(as_xlsx(of_kind(), [["a\ud800"]]))[1] == ["a?"]
