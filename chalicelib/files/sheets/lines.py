"""A table as CSV (RFC 4180), in UTF-8 with the mark by which spreadsheets know it.

Texts stand in quotes, and what would be run has an apostrophe in front (`text.formula`); nothing else does, so that an
empty text can be told from none. Numbers and dates are written as they are, dates by ISO 8601, moments in UTC."""

import codecs
from collections.abc import Iterable
from typing import IO, Any

from chalicelib.files.sheets.sheet import KINDS, Column, Row, Sheet, kind_of
from chalicelib.text.formula import defused

END = "\r\n"
SEPARATORS = (",", ";", "\t")
MEDIA_TYPE = "text/csv; charset=utf-8"


def write(sheet: Sheet, rows: Iterable[Row], into: IO[bytes], separator: str = ",") -> int:
    """How many rows there are, besides that of the titles."""
    into.write(codecs.BOM_UTF8)
    into.write(_line([_text(each.title) for each in sheet.columns], separator))
    return sum(_add(sheet, row, into, separator) for row in rows)


def _add(sheet: Sheet, row: Row, into: IO[bytes], separator: str) -> int:
    into.write(_line([_cell(*each) for each in zip(sheet.columns, row, strict=True)], separator))
    return 1


def _line(cells: list[str], separator: str) -> bytes:
    return (separator.join(cells) + END).encode("utf-8", "replace")


def _cell(column: Column, value: Any) -> str:
    if value is None:
        return ""
    kind = kind_of(column, value)
    written = KINDS[kind].written(value)
    return _text(written) if kind == "text" else written


def _text(value: str) -> str:
    return '"' + defused(value).replace('"', '""') + '"'
