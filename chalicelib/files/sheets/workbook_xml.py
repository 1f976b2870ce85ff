"""The XML within an XLSX, in a stream: names without their prefix, nothing that is declared, nothing from outside."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO, Any
from xml.parsers import expat

from chalicelib.files.sheets.incoming import LONGEST_CELL, LONGEST_ROW, Cell, Line, Unreadable, hold_columns

PART = 64 * 1024
PLACE = re.compile("[A-Z]{1,3}")
SPOKEN = "rPh"  # how it is spoken, beside what it reads
MOST_ROWS = 1_048_576
DEEPEST = 50  # elements within one another
LONGEST_TAG = 2_000_000  # bytes: one that does not end is looked at anew with each part that comes
DECLARED = "This workbook has a document type of its own, which no spreadsheet writes: save it again."
TOO_LONG = f"A text in this workbook is too long: {LONGEST_CELL:,} signs in a cell."
Attributes = Mapping[str, str]
Read = Callable[[Attributes, str], Cell]


def elements(part: IO[bytes]) -> Iterator[tuple[str, Attributes]]:
    """Each as it begins."""
    taker = _Begun()
    for _ in _fed(taker.parser, part):
        yield from taker.found
        taker.found.clear()


def texts(part: IO[bytes]) -> Iterator[str]:
    """Of each string item: its runs together."""
    taker = _Texts()
    for _ in _fed(taker.parser, part):
        yield from taker.found
        taker.found.clear()


def rows(part: IO[bytes], read: Read) -> Iterator[Line]:
    taker = _Rows(read)
    for _ in _fed(taker.parser, part):
        yield from taker.found
        taker.found.clear()


def _refuse(*_: Any) -> None:
    raise Unreadable(DECLARED)


def _fed(parser: Any, part: IO[bytes]) -> Iterator[None]:
    """Once for each part that was looked at. Raises ValueError on what is no XML."""
    try:
        fed = 0
        while block := part.read(PART):
            parser.Parse(block)
            fed += len(block)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise ValueError("a tag that does not end")
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, LookupError) as error:  # or it is encoded in a way that there is not
        raise ValueError(str(error)) from None


def _bare(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


class _Taker:
    """Of what is read no more is held than a row may have, and no more elements within one another than there are."""

    def __init__(self) -> None:
        self._depth, self._text, self._long, self._takes = 0, list[str](), 0, False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._stop
        self.parser.CharacterDataHandler = self._take

    def _begin(self, name: str, told: Attributes) -> None:
        """As an element begins, by its name without a prefix."""

    def _end(self, name: str) -> None:
        """As it ends."""

    def _start(self, name: str, told: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise ValueError("too deep")
        self._begin(_bare(name), told)

    def _stop(self, name: str) -> None:
        self._depth -= 1
        self._takes = False
        self._end(_bare(name))

    def _take(self, text: str) -> None:
        if self._takes:
            self._text.append(text)
            self._long += len(text)
            if self._long > LONGEST_ROW:
                raise Unreadable(TOO_LONG)

    def _taken(self) -> str:
        if not self._long:
            return ""
        text = "".join(self._text)
        self._text.clear()
        self._long = 0
        return text


class _Begun(_Taker):
    def __init__(self) -> None:
        super().__init__()
        self.found = list[tuple[str, Attributes]]()

    def _begin(self, name: str, told: Attributes) -> None:
        self.found.append((name, told))


class _Texts(_Taker):
    def __init__(self) -> None:
        super().__init__()
        self.found, self._spoken = list[str](), False

    def _begin(self, name: str, told: Attributes) -> None:
        self._spoken = self._spoken or name == SPOKEN
        self._takes = name == "t" and not self._spoken

    def _end(self, name: str) -> None:
        if name == SPOKEN:
            self._spoken = False
        elif name == "si":
            self.found.append(self._taken())


class _Rows(_Taker):
    """A cell that does not say where it is stands behind the one before, and so does a row."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self.found = list[Line]()
        self._read, self._number, self._column = read, 0, 0
        self._cells = list[Cell]()
        self._cell: Attributes = {}

    def _begin(self, name: str, told: Attributes) -> None:
        if name == "c":
            self._cell, self._column = told, _column(told.get("r", "")) or self._column + 1
            hold_columns(self._column, self._number)
            self._taken()
        elif name == "row":
            self._number = _held_row(int(told.get("r", self._number + 1)), self._number)
            self._cells, self._column = [], 0
        else:
            self._takes = name in ("v", "t")

    def _end(self, name: str) -> None:
        if name == "c":
            self._cells += [""] * (self._column - len(self._cells))
            self._cells[self._column - 1] = self._read(self._cell, self._taken())
        elif name == "row":
            self.found.append(Line(self._number, self._cells))


def _held_row(number: int, before: int) -> int:
    """What is made of a row is known by its number: of two with the same one would be lost."""
    if not before < number <= MOST_ROWS:
        raise ValueError("no row of a spreadsheet")
    return number


def _column(place: str) -> int:
    """AB12 is in the 28th."""
    told, found = 0, PLACE.match(place)
    for sign in found[0] if found else "":
        told = told * 26 + ord(sign) - 64
    return told
