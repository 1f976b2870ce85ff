"""Reading a file that has been sent: what kind it is, its columns, and its rows, which are laid by in parts; and what
its columns likely become."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.actions import uploads
from chalicelib.actions.importing import parts, suggesting, targets
from chalicelib.errors import invalid
from chalicelib.files import signature
from chalicelib.files.kind import ATTACHMENT
from chalicelib.files.sheets import incoming, lines_read, workbook_read
from chalicelib.files.sheets.incoming import MOST_BYTES, Line, Unreadable
from chalicelib.files.vcards import reading as cards
from chalicelib.models import stored
from chalicelib.models.import_file import BEGUN_BY, IMPORT, FileKind
from chalicelib.models.import_plan import ImportPlan
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.storage import files
from chalicelib.storage.work import Work

FIELD = uploads.FIELD
LONGEST_TITLE = 200
SAMPLE = 300  # rows that tell how numbers and days are written
TOO_LARGE = f"Send a file of at most {MOST_BYTES // 1_000_000} MB; put the other rows into another."
OLD = "This is an old workbook of Excel: save it as XLSX, or as CSV."
EMPTY = "There is no row in this file below that of the titles."
CARD = b"BEGIN:VCARD"


class Asked(NamedTuple):
    """`separator` "" is found out; without a `header` columns are called by their places."""

    of: str
    upload: str
    separator: str = ""
    header: bool = True


class Table(NamedTuple):
    kind: FileKind
    separator: str
    columns: list[str]
    lines: Iterator[Line]


def upload(actor: Actor, of: str, file_name: str, size: int) -> Data:
    """Where it may be sent; raises Forbidden where they may neither make nor change such records."""
    targets.held(actor, of)
    return uploads.begin(actor, file_name, ATTACHMENT, size, None)


def begin(work: Work, actor: Actor, asked: Asked) -> Record:
    """Raises Invalid where the file cannot be read, saying where and what to do."""
    declared = targets.held(actor, asked.of)
    sent = uploads.opened(actor, asked.upload)
    import_id = clock.new_id(IMPORT.prefix)
    try:
        table = read(_content(work, sent), asked)
        first = [*islice(table.lines, SAMPLE)]
        rows, number = parts.keep(work.tenant, import_id, chain(first, table.lines))
    except Unreadable as reason:
        raise invalid(FIELD, "unreadable", str(reason)) from None
    if not rows:
        raise invalid(FIELD, "unreadable", EMPTY)
    known = {"rows": rows, "parts": number, "columns": table.columns, "file_kind": table.kind}
    told = {"of": asked.of, "file_name": sent.file_name, **known, **_suggested(actor, declared, table, first)}
    return work.create(IMPORT, {**told, BEGUN_BY: actor.user}, import_id)


def _suggested(actor: Actor, declared: RecordType, table: Table, first: Sequence[Line]) -> Data:
    mapping = suggesting.mapping(targets.of(actor, declared), table.columns, table.kind)
    decimals = suggesting.decimals(first, table.separator)
    return ImportPlan(decimals=decimals, dates=suggesting.dates(first)).model_dump() | {"mapping": mapping}


def _content(work: Work, upload: uploads.Told) -> bytes:
    if int(uploads.version(work, upload)["size"]) > MOST_BYTES:
        raise invalid(FIELD, "too_large", TOO_LARGE)
    place = upload.place(work.tenant)
    found = files.arrived(place)
    if found is None:
        raise Unreadable("The file is not there any more: send it again.")
    content = files.content(place, found)
    return content.read(0, content.size)


def read(raw: bytes, asked: Asked) -> Table:
    """Raises Unreadable."""
    kind, separator, lines = _lines(raw, asked.separator)
    held = incoming.held(lines)
    first = next(held, None)
    if first is None:
        raise Unreadable(EMPTY)
    if asked.header or kind == "vcard":
        return Table(kind, separator, titles(first, named=True), held)
    return Table(kind, separator, titles(first, named=False), chain([first], held))


def _lines(raw: bytes, separator: str) -> tuple[FileKind, str, Iterator[Line]]:
    sign = signature.found(raw[:65_536])
    if sign == "zip":
        return "xlsx", "", workbook_read.lines(raw)
    if sign == "ole":
        raise Unreadable(OLD)
    if CARD in raw[:1_000].upper().replace(b"\0", b"").replace(b" ", b""):
        return "vcard", "", cards.table(raw)
    how = lines_read.written(raw, separator)
    return "csv", how.separator, lines_read.lines(raw, how)


def titles(line: Line, *, named: bool) -> list[str]:
    """Each has one of its own: what is called as another before it, or not at all, gets a number."""
    told = dict[str, None]()
    for place, cell in enumerate(line.cells, 1):
        title = " ".join(str(cell).split())[:LONGEST_TITLE] if named else ""
        title = title or f"Column {place}"
        number = 2
        unique = title
        while unique in told:
            unique, number = f"{title} {number}", number + 1
        told[unique] = None
    return [*told]


def fields(actor: Actor, found: Record) -> list[Data]:
    """What its columns may become."""
    known = targets.of(actor, targets.importable()[found.data["of"]])
    return [
        {"name": each.name, "label": stored.line(each.content, "name") or None, "required": each.is_required,
         "reads": each.reads}
        for each in known.values()
    ]  # fmt: skip
