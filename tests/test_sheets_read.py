"""Tables as they come in, however they are written (F2, I4)."""

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
import xlsxwriter

from chalicelib.files.sheets import incoming, lines_read, workbook_read
from chalicelib.files.sheets.incoming import Line, Unreadable
from chalicelib.text.formula import defused

TABLE = "Naam;Plaats\r\nMüller & Zn.;Den Haag\r\n"


def csv(raw: bytes, separator: str = "") -> list[list[Any]]:
    return [each.cells for each in incoming.held(lines_read.lines(raw, lines_read.written(raw, separator)))]


def xlsx(raw: bytes) -> list[Line]:
    return [*incoming.held(workbook_read.lines(raw))]


# ------------------------------------------------------------------------------------------------------------- CSV


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_it_is_found_out_how_a_file_is_encoded(encoding: str) -> None:
    assert csv(TABLE.encode(encoding)) == [["Naam", "Plaats"], ["Müller & Zn.", "Den Haag"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_and_by_what_its_cells_are_parted(separator: str) -> None:
    """Also where another sign stands in the cells."""
    rows = [["Naam", "Plaats"], ["Jansen, Piet; en Zn.", "Almere, Haven"], ['De "Kroon"', "regel\nnog een"]]
    quoted = ["\r\n".join([separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows])]
    assert csv(quoted[0].encode()) == rows


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"'])
def test_a_file_may_tell_it_itself(first: str) -> None:
    raw = f"{first}\r\nNaam,x;Plaats,y\r\nA,b,c;B,d,e\r\n".encode()
    found = [*incoming.held(lines_read.lines(raw, lines_read.written(raw)))]
    assert found == [Line(2, ["Naam,x", "Plaats,y"]), Line(3, ["A,b,c", "B,d,e"])]


def test_rows_keep_their_number_though_some_are_empty() -> None:
    raw = b"Naam,Plaats\n,\n\nJansen,\n"
    found = [*incoming.held(lines_read.lines(raw, lines_read.written(raw)))]
    assert found == [Line(1, ["Naam", "Plaats"]), Line(4, ["Jansen"])]


@pytest.mark.parametrize("value", ["=1+1", "+31 36 530", "-", "@x", "\u00a0=1", "＝1", '"=1', "'=1"])
def test_i4_what_was_defused_when_it_left_is_what_it_was(value: str) -> None:
    """I4"""
    written = '"' + defused(value).replace('"', '""') + '"'
    assert csv(f"A,B\r\n{written},x".encode())[1] == [value.strip(), "x"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "no text"),
        (b'Naam,Plaats\n"Jansen,Almere\n' + b"x" * 200_000, "Row 2 has a quote that does not end"),
        (b",".join([b"x"] * 201), "more than 200 columns"),
        (("x" * 40_000).encode(), "too long"),
    ],
)
def test_what_cannot_be_read_is_told(raw: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        csv(raw)


def test_so_many_cells_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MOST_CELLS", 4)
    assert csv(b"a,b\n,\n1,2\n") == [["a", "b"], ["1", "2"]]
    with pytest.raises(Unreadable, match="more than 4 cells"):
        csv(b"a,b\n1,2\n3,\n")


def test_so_many_rows_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MOST_ROWS", 3)
    assert len(csv(b"a\n" * 4)) == 4
    with pytest.raises(Unreadable, match="at most 3 rows"):
        csv(b"a\n" * 5)


# ------------------------------------------------------------------------------------------------------------ XLSX


def workbook(*rows: list[Any], **options: Any) -> bytes:
    """As a spreadsheet writes it."""
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, options)
    hidden, page = book.add_worksheet("Hidden"), book.add_worksheet("Relaties")
    hidden.write(0, 0, "not this one")
    hidden.hide()
    page.activate()
    page.set_first_sheet()
    shown = {date: book.add_format({"num_format": "dd-mm-yyyy"}), datetime: book.add_format({"num_format": 22})}
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if value is not None:
                page.write(number, place, value, *([shown[type(value)]] if type(value) in shown else []))
    book.close()
    return into.getvalue()


def test_a_workbook_is_read_as_what_stands_in_its_cells() -> None:
    amount = 1234.5
    raw = workbook(
        ["Naam", "Sinds", "Om", "Aantal", "Prijs", "Ja"],
        ["Müller\nZn.", date(2026, 1, 31), datetime(2026, 1, 31, 9, 30), 12, amount, True],
        [None, None, None, None, None, None],
        ["=1+1", None, None, 0.1],
        strings_to_formulas=False,
    )
    assert xlsx(raw) == [
        Line(1, ["Naam", "Sinds", "Om", "Aantal", "Prijs", "Ja"]),
        Line(2, ["Müller\nZn.", "2026-01-31", "2026-01-31T09:30:00", 12, 1234.5, True]),
        Line(4, ["=1+1", "", "", 0.1]),
    ]


def test_days_may_be_counted_from_1904() -> None:
    assert xlsx(workbook([date(2026, 1, 31)], date_1904=True)) == [Line(1, ["2026-01-31"])]


PARTS = {
    "[Content_Types].xml": "<Types/>",
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def book(sheet: str | bytes, method: int = zipfile.ZIP_DEFLATED, /, **parts: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as file:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **parts}.items():
            file.writestr(name, content)
    return into.getvalue()


def rows(inside: str) -> str:
    return f"<worksheet><sheetData>{inside}</sheetData></worksheet>"


def test_what_does_not_say_where_it_is_stands_behind_what_came_before() -> None:
    inside = '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row r="9"><c r="C9"><v>3</v></c></row>'
    assert xlsx(book(rows(inside))) == [Line(1, ["a", 2]), Line(9, ["", "", 3])]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
BOMBS = {
    "unpacks to much": (book(b" " * 200_000_000), "at most 100 MB"),
    "grows": (book(b"<worksheet>" + b" " * 60_000_000), "grow more than 100 times"),
    "has many members": (book(rows(""), **{f"x{n}": "" for n in range(1_001)}), "at most 1000 files"),
    "has a far column": (book(rows('<row><c r="XFD1"><v>1</v></c></row>')), "more than 200 columns"),
    "has many columns": (book(rows("<row>" + "<c/>" * 300 + "</row>")), "more than 200 columns"),
    "laughs": (book(LAUGHS + rows("<row><c><v>&b;</v></c></row>")), "document type"),
    "asks for a file": (book('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rows("")), "document type"),
    "is damaged": (book(rows("<row>"))[:-9], "directory"),
    "is no XML": (book("<worksheet><sheetData>"), "no sound XLSX"),
    "has no sheet": (book(rows("")).replace(b"sheet1.xml", b"sheet2.xml", 2), "no sound XLSX"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_f2_a_bomb_is_refused_in_little_room(name: str) -> None:
    """F2"""
    raw, told = BOMBS[name]
    with pytest.raises(Unreadable, match=told):
        xlsx(raw)


ASIDE = Random(1).randbytes(600_000).hex()  # keeps the whole from growing 100 times
STYLED = "<styleSheet><numFmts><numFmt numFmtId='99' formatCode='{}'/></numFmts></styleSheet>"


def _sheets() -> bytes:
    return book("", aside=ASIDE, **{"xl/workbook.xml": f"<workbook>{'<sheet/>' * 6_000_000}</workbook>"})


def _links() -> bytes:
    told = "".join(f'<Relationship Id="{n}" Target=""/>' for n in range(600_000))
    return book("", aside=ASIDE, **{"xl/_rels/workbook.xml.rels": f"<Relationships>{told}</Relationships>"})


HUGE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a text": (lambda: book(rows(f"<row><c><v>{'x' * 50_000_000}</v></c></row>"), aside=ASIDE), "too long"),
    "a tag": (lambda: book(f"<worksheet a='{'x' * 50_000_000}'>", aside=ASIDE), "no sound XLSX"),
    "a depth": (lambda: book("<a>" * 9_000_000, aside=ASIDE), "no sound XLSX"),
    "sheets": (_sheets, "no sound XLSX"),
    "links": (_links, "no sound XLSX"),
}


@pytest.mark.parametrize("name", HUGE)
def test_f2_what_is_huge_in_one_place_is_refused_soon_and_in_little_room(name: str) -> None:
    """F2: within what may be unpacked. A tag that does not end is not looked at anew with each part of it."""
    made, told = HUGE[name]
    raw = made()
    started = time.process_time()
    tracemalloc.start()
    with pytest.raises(Unreadable, match=told):
        xlsx(raw)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 30_000_000
    assert time.process_time() - started < 3


def test_i7_how_a_number_is_shown_is_looked_at_in_linear_time() -> None:
    """I7"""
    started = time.process_time()
    raw = book(rows("<row><c><v>1</v></c></row>"), **{"xl/styles.xml": STYLED.format("[" * 50_000)})
    assert xlsx(raw) == [Line(1, [1])]
    assert time.process_time() - started < 0.5


def test_f2_of_two_directories_that_differ_none_is_believed() -> None:
    """F2: what unpacks would go by the one that the limits were not held against."""
    raw = book(rows("<row><c><v>1</v></c></row>"))
    end, last = raw.rindex(b"PK\5\6"), raw.rindex(b"PK\1\2")
    size, offset = struct.unpack_from("<2L", raw, end + 12)
    second = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 4, 4, size, offset)
    more = second + struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    lying = bytearray(raw[:end] + more + raw[end:])
    struct.pack_into("<H", lying, last + 32, len(more))  # to the first it is a comment
    struct.pack_into("<L", lying, end + len(more) + 12, size + len(more))
    with pytest.raises(Unreadable, match="no sound XLSX"):
        xlsx(bytes(lying))


@pytest.mark.parametrize(
    "raw",
    [
        book('<?xml version="1.0" encoding="none"?>' + rows("")),
        book(rows('<row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>')),  # the second would be lost
        book(rows(""), zipfile.ZIP_LZMA),
    ],
    ids=["an encoding that there is not", "two rows with one number", "packed in another way"],
)
def test_what_no_spreadsheet_writes_is_told(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="no sound XLSX"):
        xlsx(raw)


def test_the_last_days_that_there_are_may_be_counted_from_1904_too() -> None:
    inside = '<row><c s="0"><v>2957003</v></c><c s="0"><v>2958465</v></c></row>'
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    named = PARTS["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    raw = book(rows(inside), **{"xl/styles.xml": styles, "xl/workbook.xml": named})
    assert xlsx(raw) == [Line(1, ["9999-12-31", 2958465])]


def test_f2_one_text_in_many_cells_takes_no_more_room_than_it_is_long() -> None:
    """F2: 32,000 signs in 30,000 cells would be a gigabyte, were each a copy."""
    inside = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 30_001))
    raw = book(rows(inside), **{"xl/sharedStrings.xml": f"<sst><si><t>{'x' * 32_000}</t></si></sst>"})
    tracemalloc.start()
    assert sum(1 for _ in incoming.held(workbook_read.lines(raw))) == 30_000
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


def test_a_link_to_another_file_is_not_followed() -> None:
    raw = book(rows('<row><c t="str"><f>[1]Sheet1!A1</f><v>kept</v></c></row>'), **{"xl/externalLinks/x.xml": "<x/>"})
    assert xlsx(raw) == [Line(1, ["kept"])]
