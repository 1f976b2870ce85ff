"""What stands in the cells of an XLSX: texts, numbers as exact as they are written, yes and no, and dates, which are
numbers that are shown as such."""

import math
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import IO, NamedTuple

from chalicelib.files.sheets.incoming import Cell
from chalicelib.files.sheets.workbook_xml import Attributes, elements

BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)  # texts, colours and such in a format
OF_A_DATE = re.compile(r"[dmyhs]", re.IGNORECASE)
FIRST, FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LAST_DAY = 2_958_465  # of the year 9999
LONGEST_FORMAT = 255  # signs, by which a number is shown


def dated(styles: IO[bytes]) -> frozenset[int]:
    """The styles of cells that show a date or a time."""
    shown, formats, is_cell = list[str](), {str(each) for each in BUILT_IN}, False
    with styles:
        for name, told in elements(styles):
            if name == "numFmt" and OF_A_DATE.search(ASIDE.sub("", told.get("formatCode", "")[:LONGEST_FORMAT])):
                formats.add(told.get("numFmtId", ""))
            is_cell = name == "cellXfs" or (is_cell and name not in ("cellStyles", "dxfs", "cellStyleXfs"))
            if is_cell and name == "xf":
                shown.append(told.get("numFmtId", ""))
    return frozenset(place for place, each in enumerate(shown) if each in formats)


class Reading(NamedTuple):
    strings: Sequence[str]
    dated: frozenset[int]
    from_1904: bool

    def cell(self, told: Attributes, written: str) -> Cell:
        kind = told.get("t", "n")
        if kind == "s":
            place = int(written or -1)
            return self.strings[place].strip() if 0 <= place < len(self.strings) else ""
        if kind == "b":
            return written == "1"
        if kind != "n":  # a text, a date by ISO 8601, or an error such as #N/A
            return "" if kind == "e" else written.strip()
        return self._number(written, int(told.get("s", "0")) in self.dated)

    def _number(self, written: str, is_dated: bool) -> Cell:
        if not written:
            return ""
        value = float(written)
        first = FIRST_1904 if self.from_1904 else FIRST
        if is_dated and 0 < value <= LAST_DAY - (first - FIRST).days:
            return moment(value, first)
        if not math.isfinite(value):
            return ""
        return int(value) if value.is_integer() and abs(value) < 10**15 else value


def moment(days: float, first: datetime = FIRST) -> str:
    """A date, with the time of day where there is one, to the second."""
    found = first + timedelta(seconds=round(days * 86_400))
    return found.isoformat() if found.hour or found.minute or found.second else found.date().isoformat()
