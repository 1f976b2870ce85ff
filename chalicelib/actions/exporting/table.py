"""Exporting as a table: a page of records as rows, and all rows as a file."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import IO, Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.fields import ENVELOPE
from chalicelib.actions.exporting import asked, flat
from chalicelib.actions.exporting.flat import Cells
from chalicelib.actions.exporting.parts import Part, Used
from chalicelib.actions.reports.dimension import titled
from chalicelib.errors import Invalid
from chalicelib.files.sheets import lines, workbook
from chalicelib.files.sheets.sheet import Column, DoesNotFit, KindName, Row, Sheet
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, Definitions, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.text import fold

MOST_COLUMNS = 3_000
TOO_MANY = f"There are more than {MOST_COLUMNS:,} columns; choose fewer fields."
MOST_BYTES, A_CELL = 200_000_000, 50  # of a sheet, which lies in the temporary folder twice until it is packed
TOO_LARGE = "This is too much for XLSX: choose fewer columns or records, or take CSV."
HEADS = {"id": "Relata id"}  # files of others have ids too
KINDS: Mapping[str, KindName] = {"date": "date", "datetime": "datetime", "money": "money"}


def part(actor: Actor, job: Record, seen: Collection[Record]) -> Part:
    """The cells of each, and which columns they have."""
    declared = TYPES[job.data["of"]]
    fields = asked.columns_now(actor, declared, job.data["what"])
    customs = reading.subject_of(actor).custom(declared)
    used, told = dict[str, list[str]](), list[tuple[str, Cells]]()
    for record in seen:
        values = {**record.known, **{name: getattr(record, name) for name in asked.BESIDE}}
        row: Cells = {}
        for field in fields:
            found = flat.cells(field, values.get(field), customs.get(field, {}))
            row |= found
            _use(used, field, found)
        told.append((record.id, row))
    return Part(told, used, sum(_weight(row) for _, row in told))


def _weight(row: Cells) -> int:
    return sum(A_CELL + len(str(each).encode("utf-8", "replace")) for each in row.values())


def _use(used: Used, field: str, found: Cells) -> None:
    if found.keys() - {field}:
        known = used.setdefault(field, [])
        known += [each for each in found if each not in known]


def joined(one: Used, other: Used) -> Used:
    """Raises Invalid where they are more than can be kept until the end."""
    both = {name: list(dict.fromkeys([*one.get(name, ()), *other.get(name, ())])) for name in {**one, **other}}
    if sum(map(len, both.values())) > MOST_COLUMNS:
        raise Invalid(TOO_MANY)
    return both


def whole(actor: Actor, job: Record, used: Used, gathered: Iterable[Cells], into: IO[bytes]) -> int:
    """How many rows there are. Raises Invalid where the kind of file has no room for it."""
    what, declared = job.data["what"], TYPES[job.data["of"]]
    names = [each for field in asked.columns_now(actor, declared, what) for each in used.get(field, [field])]
    sheet = Sheet(declared.plural, _columns(declared, reading.subject_of(actor).custom(declared), names, what))
    rows = _rows(names, sheet.columns, gathered)
    if what["format"] == "xlsx" and model.kept(job).get("weight", 0) > MOST_BYTES:
        raise Invalid(TOO_LARGE)
    try:
        if what["format"] == "xlsx":
            return workbook.write(sheet, rows, into)
        return lines.write(sheet, rows, into, what["separator"])
    except DoesNotFit as problem:
        raise Invalid(str(problem)) from problem


def _columns(declared: RecordType, customs: Definitions, names: list[str], what: Data) -> tuple[Column, ...]:
    heads = names if what["names"] else _labelled(customs, names, what["language"])
    return tuple(Column(head, _kind(declared, customs, name)) for head, name in zip(heads, names, strict=True))


def _labelled(customs: Definitions, names: list[str], language: str) -> list[str]:
    """Fields of the tenant by their labels, as far as those tell them apart."""
    taken = {*map(fold, names), *map(fold, HEADS.values())}
    heads = list[str]()
    for name in names:
        label = titled(customs[name], language) if name in customs else ""
        heads.append(HEADS.get(name) or (label if label and fold(label) not in taken else name))
        taken.add(fold(heads[-1]))
    return heads


def _kind(declared: RecordType, customs: Definitions, name: str) -> KindName:
    if name in ENVELOPE:
        return "datetime" if name.endswith("_at") else "text"
    asked_as = declared.criteria_fields.get(name)
    return KINDS.get(stored.line(customs.get(name, {}), "kind") or (asked_as.kind if asked_as else ""), "text")


def _rows(names: list[str], columns: tuple[Column, ...], gathered: Iterable[Cells]) -> Iterator[Row]:
    for row in gathered:
        yield [_read(column.kind, row.get(name)) for name, column in zip(names, columns, strict=True)]


def _read(kind: KindName, value: Any) -> Any:
    """What is no date after all, or no amount, stays there as a text."""
    if value is None or kind not in READS:
        return value
    try:
        return READS[kind](value)
    except (ValueError, TypeError):
        return str(value)


def _amount(value: Any) -> Any:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return found if found.is_finite() else str(value)


READS: Mapping[KindName, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "money": _amount,
}
