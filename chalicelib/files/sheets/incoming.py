"""Tables that come in: what is so of any, whatever kind of file it stands in."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

Cell = str | int | float | bool  # a date is a text by ISO 8601
MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 50_000_000, 100_000, 200
MOST_CELLS = 2_000_000  # with something in them: what is read in ten seconds or so
LONGEST_CELL, LONGEST_ROW = 32_767, 100_000  # signs: what a spreadsheet takes, and more than a record does


class Unreadable(Exception):
    """Says what is wrong, where, and what to do."""


class Line(NamedTuple):
    """A row by its number in the file, the first being 1. Rows with nothing in them are none."""

    number: int
    cells: list[Cell]


def held(lines: Iterable[Line]) -> Iterator[Line]:
    """As many as may come, and as long. Raises Unreadable."""
    cells = 0
    for count, line in enumerate(each for each in lines if any(cell != "" for cell in each.cells)):
        if count > MOST_ROWS:
            raise Unreadable(f"Send at most {MOST_ROWS:,} rows in a file; put the others into another.")
        cells += sum(cell != "" for cell in line.cells)
        if cells > MOST_CELLS:
            raise Unreadable(f"There are more than {MOST_CELLS:,} cells in this file: send it in parts.")
        yield _held(line)


def _held(line: Line) -> Line:
    cells = line.cells
    while cells and cells[-1] == "":
        cells.pop()
    hold_columns(len(cells), line.number)
    sizes = [len(each) for each in cells if isinstance(each, str)]
    if max(sizes, default=0) > LONGEST_CELL or sum(sizes) > LONGEST_ROW:
        raise Unreadable(f"Row {line.number} is too long: {LONGEST_CELL:,} signs in a cell, {LONGEST_ROW:,} in all.")
    return line


def hold_columns(number: int, row: int) -> None:
    if number > MOST_COLUMNS:
        raise Unreadable(f"Row {row} has more than {MOST_COLUMNS} columns: leave out those that you do not need.")
