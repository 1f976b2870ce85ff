"""CSV as it comes in (RFC 4180, and what spreadsheets of five countries make of it): how it is written is found out
from the file itself."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.files.sheets.incoming import Line, Unreadable, hold_columns
from chalicelib.files.sheets.lines import SEPARATORS
from chalicelib.text.formula import restored

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OTHERWISE = "cp1252"
TOLD = re.compile(r'"?sep=([,;\t])"?\r?\n')  # by a first line of its own, which Excel takes
TRIED, LOOKED_AT = 20, 20_000  # rows, signs
LONGEST = 131_072  # of a cell, by the module csv: a quote that does not end swallows what follows


class Written(NamedTuple):
    encoding: str
    separator: str


def written(raw: bytes, separator: str = "") -> Written:
    """Raises Unreadable on what is no text."""
    encoding = _encoding(raw)
    return Written(encoding, separator or _separator(_beginning(raw, encoding)))


def _encoding(raw: bytes) -> str:
    if marked := next((name for mark, name in MARKS if raw.startswith(mark)), ""):
        return marked
    if b"\0" in raw[:LOOKED_AT]:
        return _without_mark(raw)
    try:
        codecs.decode(raw, "utf-8")
    except UnicodeDecodeError:
        return OTHERWISE
    return "utf-8"


def _without_mark(raw: bytes) -> str:
    """Of UTF-16 every other byte of plain text is nothing."""
    head = raw[:LOOKED_AT]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if max(odd, even) < len(head) // 4 or min(odd, even):
        raise Unreadable("This is no text: save it as CSV in UTF-8, or as XLSX.")
    return "utf-16-le" if odd else "utf-16-be"


def _beginning(raw: bytes, encoding: str) -> str:
    return raw[: 4 * LOOKED_AT].decode(encoding, "replace")[:LOOKED_AT]


def _separator(beginning: str) -> str:
    """By which most rows have as many cells as the first, and that is more than one."""
    if told := TOLD.match(beginning):
        return told[1]
    return max(SEPARATORS, key=lambda each: _fit(beginning, each))


def _fit(beginning: str, separator: str) -> tuple[int, int]:
    try:
        rows = [row for _, row in zip(range(TRIED), csv.reader(io.StringIO(beginning, ""), delimiter=separator))]  # noqa: B905
    except csv.Error:
        return 0, 0
    cells = len(rows[0]) if rows else 0
    return sum(len(row) == cells for row in rows) if cells > 1 else 0, cells


def lines(raw: bytes, how: Written) -> Iterator[Line]:
    """With what was defused as it was. Raises Unreadable."""
    text = io.TextIOWrapper(io.BytesIO(raw), how.encoding, "replace", newline="")
    reader, number = csv.reader(text, delimiter=how.separator), 0
    try:
        for number, row in enumerate(reader, 1):
            if number == 1 and row[:1] in (["sep="], [f"sep={how.separator}"]):
                continue
            while row and not row[-1].strip():
                row.pop()
            hold_columns(len(row), number)
            yield Line(number, [restored(each).strip() for each in row])
    except csv.Error:
        raise Unreadable(f"Row {number + 1} has a quote that does not end, or a cell that is too long.") from None
