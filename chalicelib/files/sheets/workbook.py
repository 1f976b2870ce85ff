"""A table as XLSX. Texts are typed as texts, so that none is taken for a formula, a link or a number; they stand there
as they are. Row by row goes to a file in the temporary folder, so that size takes no memory."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from chalicelib import clock
from chalicelib.files.sheets.sheet import KINDS, Column, DoesNotFit, KindName, Row, Sheet, digits, kind_of

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS, MOST_SIGNS = 1_048_576, 16_384, 32_767
MOST_DIGITS = 15  # of a number in a spreadsheet; one that has more stands there as a text
FIRST_YEAR = 1901  # from which spreadsheets agree about days
LONGEST_NAME, WIDEST = 31, 60
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
OTHERWISE = "Sheet1"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _Place(NamedTuple):
    """A cell that is to be filled."""

    page: "Worksheet"
    row: int
    column: int
    sheet: Sheet
    shown: "Format"


def write(sheet: Sheet, rows: Iterable[Row], into: IO[bytes]) -> int:
    """How many rows there are, besides that of the titles. Raises DoesNotFit; then what was written is of no use."""
    from xlsxwriter import Workbook

    if len(sheet.columns) > MOST_COLUMNS:
        raise DoesNotFit(f"XLSX takes at most {MOST_COLUMNS:,} columns; take fewer, or CSV.")
    book = Workbook(into, OPTIONS)
    book.set_properties({"title": sheet.title[:200], "created": clock.now().replace(tzinfo=None)})
    page = book.add_worksheet(named(sheet.title))
    shown = [book.add_format({"num_format": KINDS[each.kind].shown}) for each in sheet.columns]
    try:
        _head(page, sheet, book.add_format({"bold": True}))
        return _fill(page, sheet, rows, shown)
    finally:
        book.close()  # also removes its temporary file


def named(title: str) -> str:
    """As spreadsheets take it for a sheet: 31 signs, some not, and no apostrophe at an end."""
    name = "".join(each for each in title.translate(FORBIDDEN) if each.isprintable())
    name = _cut(name.strip(" '")).strip(" '")
    return name if name and name.casefold() != "history" else OTHERWISE


def _cut(name: str) -> str:
    """Signs outside the first plane count twice."""
    return name.encode("utf-16-le")[: 2 * LONGEST_NAME].decode("utf-16-le", "ignore")


def _head(page: "Worksheet", sheet: Sheet, bold: "Format") -> None:
    page.freeze_panes(1, 0)
    for place, each in enumerate(sheet.columns):
        page.set_column(place, place, min(WIDEST, max(KINDS[each.kind].width, len(each.title) + 2)))
        page.write_string(0, place, _fitting(each.title, 0, each), bold)


def _fill(page: "Worksheet", sheet: Sheet, rows: Iterable[Row], shown: list["Format"]) -> int:
    number = 0
    for number, row in enumerate(rows, 1):
        if number >= MOST_ROWS:
            raise DoesNotFit(f"XLSX takes at most {MOST_ROWS - 1:,} rows; take fewer, or CSV.")
        for column, value in enumerate(row):
            if value is not None:
                kind = kind_of(sheet.columns[column], value)
                PUT[kind](_Place(page, number, column, sheet, shown[column]), value)
    return number


def _fitting(value: str, row: int, column: Column) -> str:
    value = value.encode("utf-8", "replace").decode()
    if len(value.encode("utf-16-le")) // 2 > MOST_SIGNS:
        raise DoesNotFit(
            f"Row {row}, {column.title[:40]}: XLSX takes at most {MOST_SIGNS:,} signs in a cell; take CSV."
        )
    return value


def _text(place: _Place, value: str) -> None:
    place.page.write_string(place.row, place.column, _fitting(value, place.row, place.sheet.columns[place.column]))


def _number(place: _Place, value: Any) -> None:
    if len(digits(value).replace(".", "").strip("-0")) > MOST_DIGITS:
        _text(place, digits(value))
    else:
        place.page.write_number(place.row, place.column, float(value), place.shown)


def _day(place: _Place, value: date) -> None:
    if value.year < FIRST_YEAR:
        _text(place, value.isoformat())
    else:
        place.page.write_datetime(place.row, place.column, value, place.shown)


def _moment(place: _Place, value: datetime) -> None:
    """As the clock shows it in the zone of the table: a cell has none of its own."""
    _day(place, value.astimezone(place.sheet.zone).replace(tzinfo=None))


def _boolean(place: _Place, value: bool) -> None:
    place.page.write_boolean(place.row, place.column, value)


PUT: Mapping[KindName, Callable[[_Place, Any], None]] = {
    "text": _text,
    "number": _number,
    "money": _number,
    "date": _day,
    "datetime": _moment,
    "boolean": _boolean,
}
