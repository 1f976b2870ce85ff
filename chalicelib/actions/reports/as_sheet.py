"""A report as a table for a file: a column for all that it is put together by, one for each measure, and the totals at
the end."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from typing import NamedTuple

from chalicelib.actions.reports.measure import Figure
from chalicelib.actions.reports.report import Made
from chalicelib.files.sheets import XLSX, lines, workbook
from chalicelib.files.sheets.sheet import Column, Row, Sheet


class File(NamedTuple):
    """`rows` is how many there are, besides that of the titles."""

    content: str | bytes
    name: str
    media_type: str
    rows: int


def as_csv(made: Made, separator: str) -> File:
    into = BytesIO()
    rows = lines.write(_sheet(made), _rows(made), into, separator)
    return File(into.getvalue().decode(), "report.csv", lines.MEDIA_TYPE, rows)


def as_xlsx(made: Made, _: str) -> File:
    into = BytesIO()
    rows = workbook.write(_sheet(made), _rows(made), into)
    return File(into.getvalue(), "report.xlsx", XLSX, rows)


def as_accepted(accept: str) -> Callable[[Made, str], File]:
    """By what who asks takes first."""
    first = accept.partition(",")[0].partition(";")[0].strip().casefold()
    return as_xlsx if first == XLSX else as_csv


def _sheet(made: Made) -> Sheet:
    by = tuple(Column(each.title) for each in made.plan.dimensions)
    return Sheet(made.seen.words.report, (*by, *map(_column, made.plan.figures)), made.seen.zone)


def _column(figure: Figure) -> Column:
    return Column(f"{figure.title} ({figure.currency})", "money") if figure.currency else Column(figure.title, "number")


def _rows(made: Made) -> Iterator[Row]:
    for each in made.table.rows():
        yield [*each.titles, *_figures(made, each.figures)]
    by = made.plan.dimensions
    yield [*([made.seen.words.total] if by else []), *[None] * (len(by) - 1), *_figures(made, made.table.totals)]


def _figures(made: Made, told: Iterable[Decimal | None]) -> Iterator[Decimal | None]:
    for figure, value in zip(made.plan.figures, told, strict=True):
        written = figure.written(value)
        yield None if written is None else Decimal(written)
