"""XLSX as it comes in (ECMA-376): the first sheet that is shown, row by row, so that its size takes no memory.

Nothing is unpacked before its directory says that it may be (F2), nothing outside the file is looked at, and a file
with a document type, by which XML can be made to grow, is refused."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, NamedTuple

from chalicelib.files import content, zip_directory
from chalicelib.files.sheets import workbook_cells
from chalicelib.files.sheets.incoming import Line, Unreadable
from chalicelib.files.sheets.workbook_xml import Attributes, elements, rows, texts

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
MOST_STRINGS = 2_000_000
MOST_ASIDE = 20_000_000  # bytes of a part that is not the sheet, nor its texts
LOCATOR, AHEAD = b"PK\6\7", 20  # of a second directory (ZIP64), which would be believed in place of the first
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
NONE_SHOWN = "This workbook has no sheet with rows: save it as XLSX again, or as CSV."
DAMAGED = "This is no sound XLSX: save it again, or as CSV."


class Found(NamedTuple):
    """Where the first sheet is that is shown, and from what day it counts."""

    path: str
    from_1904: bool


def lines(raw: bytes) -> Iterator[Line]:
    """Raises Unreadable."""
    _hold(raw)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            yield from _lines(book)
    except (zipfile.BadZipFile, zlib.error, LookupError, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Unreadable(DAMAGED) from None


def _hold(raw: bytes) -> None:
    """By what its directory declares: more than that is not read of any member either."""
    try:
        directory = zip_directory.read(content.of(raw))
    except zip_directory.BadZip as reason:
        raise Unreadable(str(reason)) from None
    if fault := zip_directory.fault(directory):
        raise Unreadable(fault)
    end = raw.rfind(b"PK\5\6")
    if raw[max(0, end - AHEAD) : end].startswith(LOCATOR):
        raise Unreadable(DAMAGED)
    if any(each.encrypted for each in directory.entries):
        raise Unreadable("This workbook has a password: save it without.")


def _lines(book: zipfile.ZipFile) -> Iterator[Line]:
    names = {*book.namelist()}
    if any(each.compress_type not in PACKED for each in book.infolist()):
        raise Unreadable(DAMAGED)
    found = _sheet(book)
    strings = _strings(book) if STRINGS in names else []
    dated = workbook_cells.dated(_opened(book, STYLES)) if STYLES in names else frozenset[int]()
    read = workbook_cells.Reading(strings, dated, found.from_1904)
    with book.open(found.path) as sheet:
        yield from rows(sheet, read.cell)


def _sheet(book: zipfile.ZipFile) -> Found:
    told = [each for each in _elements(book, WORKBOOK) if each[0] in ("sheet", "workbookPr")]
    shown = next((each for name, each in told if name == "sheet" and each.get("state", "visible") == "visible"), None)
    if shown is None:
        raise Unreadable(NONE_SHOWN)
    wanted = next((value for name, value in shown.items() if name.rpartition(":")[2] == "id"), "")
    targets = {each.get("Id"): each.get("Target", "") for name, each in _elements(book, RELATIONS)}
    target = targets.get(wanted, "")
    from_1904 = any(name == "workbookPr" and each.get("date1904") in ("1", "true") for name, each in told)
    return Found(target.lstrip("/") if target.startswith("/") else f"xl/{target}", from_1904)


def _opened(book: zipfile.ZipFile, path: str) -> IO[bytes]:
    if book.getinfo(path).file_size > MOST_ASIDE:
        raise Unreadable(DAMAGED)
    return book.open(path)


def _elements(book: zipfile.ZipFile, path: str) -> Iterator[tuple[str, Attributes]]:
    with _opened(book, path) as part:
        yield from elements(part)


def _strings(book: zipfile.ZipFile) -> list[str]:
    found = list[str]()
    with book.open(STRINGS) as part:
        for each in texts(part):
            found.append(each)
            if len(found) > MOST_STRINGS:
                raise Unreadable(f"This workbook has more than {MOST_STRINGS:,} texts: save it as CSV.")
    return found
