"""An import as who began it sees it: changed, looked at beforehand, and what was refused, as a file."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple

from chalicelib.access import held
from chalicelib.access.actor import Actor
from chalicelib.actions.importing import claiming, dealing, parts, plan, values
from chalicelib.actions.importing.dealing import Batch, Dealt
from chalicelib.errors import Conflict, NotFound
from chalicelib.files.sheets import lines
from chalicelib.files.sheets.incoming import Line
from chalicelib.files.sheets.sheet import Column, Sheet
from chalicelib.models import stored
from chalicelib.models.import_file import BEGUN_BY, IMPORT, JOB
from chalicelib.models.job import REFUSED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.storage import job_rows, records
from chalicelib.storage.job_rows import Row
from chalicelib.storage.work import Work

SHOWN = 20
KEPT = "kept"
MOST_ROWS, MOST_BYTES = 20_000, 5_000_000  # in one file: an answer has no more room
BEGUN = "This import has been started: send the file again for another."
NOT_STARTED = "This import has not been started yet."


class File(NamedTuple):
    """`left` tells from which row of the file there is more, 0 where there is none."""

    content: str
    rows: int
    left: int


def of(actor: Actor, import_id: str) -> Record:
    """Raises NotFound, for others too."""
    held.of(actor.tenant)  # asked for along with it
    found = records.get(actor.tenant, import_id)
    if found is None or found.type != IMPORT.name or stored.line(found.data, BEGUN_BY) != actor.user:
        raise NotFound
    return found


def change(work: Work, actor: Actor, found: Record, asked: Data) -> Record:
    """Raises Conflict once it has been started, and Invalid where the mapping does not fit."""
    if JOB in found.data:
        raise Conflict(BEGUN)
    data = {**found.data, **{name: _bare(value) for name, value in asked.items() if value is not None}}
    if asked.get("key", KEPT) is None:
        data.pop("key", None)
    plan.of(actor, plan.told(actor, data))
    return work.update(found, data)


def _bare(value: Any) -> Any:
    """A mapping without what goes without saying."""
    if not isinstance(value, list):
        return value
    return [{name: told for name, told in each.items() if told not in (None, {})} for each in value]


def preview(actor: Actor, found: Record, limit: int = SHOWN) -> list[Dealt]:
    """What would become of the first rows; nothing is saved."""
    checked = plan.checked(actor, found.data)
    named = dealing.named(found.data["of"], found.id, found.created_at)
    batch = Batch(actor, checked, named, partial(Work, actor.tenant, actor.user))
    return claiming.held(batch, dealing.dealt(batch, part(found, 1)[:limit]))


def part(found: Record, number: int) -> list[Line]:
    """Raises Conflict after a week."""
    return parts.read(found.tenant, found.id, number)


def title(found: Record, made: Record) -> str:
    return TYPES[found.data["of"]].title(made.data)


# -------------------------------------------------------------------------------------------------- what was refused


def refused(found: Record, start: int, separator: str) -> File:
    """The rows from this number on as they stood there, with why, as CSV that can be imported again."""
    if not (job := stored.line(found.data, JOB)):
        raise Conflict(NOT_STARTED)
    told = {row.number: row for row in _rows(found.tenant, job) if row.number >= start}
    into, size = BytesIO(), _Size()
    sheet = Sheet(found.data["file_name"], tuple(map(Column, [*found.data["columns"], "row", "error"])))
    count = lines.write(sheet, size.held(_lines(found, told)), into, separator)
    return File(into.getvalue().decode(), count, size.left)


class _Size:
    """What goes on until there is no more room."""

    def __init__(self) -> None:
        self.left = 0

    def held(self, rows: Iterator[tuple[int, list[Any]]]) -> Iterator[list[Any]]:
        size = 0
        for count, (number, row) in enumerate(rows):
            size += sum(len(str(each).encode()) for each in row) + 3 * len(row)
            if count == MOST_ROWS or size > MOST_BYTES:
                self.left = number
                return
            yield row


def _rows(tenant: str, job: str) -> Iterator[Row]:
    after = ""
    while True:
        page = job_rows.page(tenant, job, outcome=REFUSED, after=after, limit=job_rows.AT_A_TIME)
        yield from page.rows
        after = page.next
        if not after:
            return


def _lines(found: Record, told: dict[int, Row]) -> Iterator[tuple[int, list[Any]]]:
    columns = len(found.data["columns"])
    for number in range(1, found.data["parts"] + 1):
        for line in part(found, number):
            if line.number in told:
                cells = [*map(values.line, line.cells), *[""] * (columns - len(line.cells))][:columns]
                yield line.number, [*cells, str(line.number), why(told[line.number])]


def why(row: Row) -> str:
    faults = (f"{each['field']}: {each['message']}" if each["field"] else each["message"] for each in row.errors)
    return " ".join(faults) or row.message
