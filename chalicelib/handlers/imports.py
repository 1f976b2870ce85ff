"""Files of records that come in: read, mapped to fields, and looked at before a job of that kind carries them out."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib import answers
from chalicelib.actions.importing import beginning, looking, overview
from chalicelib.actions.importing.dealing import Dealt
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Forbidden, Invalid, InvalidCursor, InvalidParameter, KeyReused, NotFound
from chalicelib.files.sheets import lines
from chalicelib.files.sheets.incoming import MOST_BYTES
from chalicelib.footprint import CHECKS, HANDS_OUT, MAKES_FILES, READS, RECEIVES, SEEKS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.models.duplicate import Candidate
from chalicelib.models.fields import Line
from chalicelib.models.import_file import FileKind
from chalicelib.models.import_plan import Dates, Decimals, Duplicates, MappedColumn, Matched, Unmatched
from chalicelib.models.record import Record
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.page import PageInfo
from chalicelib.schema import Parameters, Schema

AREA = "imports"
MEMORY = 1769  # a whole processor, and room for a file of 50 MB
EXAMPLE: dict[str, Any] = {
    "mapping": [
        {"column": "Bedrijfsnaam", "to": "name"},
        {"column": "E-mail", "to": "email"},
        {"column": "Klant", "to": "status", "values": {"J": "customer", "N": None}},
        {"column": "Nummer", "to": "external_ids.shop"},
    ],
    "key": "external_ids.shop",
    "matched": "fill_blanks",
}


class NewImportFile(Schema):
    of: Line = Field(description="the type of record, such as relation")
    file_name: str = Field(min_length=1, max_length=5_000)
    size: int = Field(ge=1, le=MOST_BYTES, description="in bytes; just as many may then be sent")


class ImportFile(BaseModel):
    """Send `fields` and then the `file` to `url`, as a form of multipart/form-data, before `expires_at`."""

    upload: str
    url: str
    fields: dict[str, str]
    expires_at: str


class NewImport(Schema):
    """`upload` is that of a file that has been sent (`POST /v1/imports/uploads`): CSV in UTF-8, UTF-16 or
    Windows-1252, XLSX of which the first sheet is read, or vCard of version 2.1, 3.0 or 4.0."""

    of: Line = Field(description="the type of record, such as relation")
    upload: str = Field(min_length=1, max_length=2_000)
    separator: Literal[",", ";", "\t"] | None = Field(default=None, description="of CSV; found out when left out")
    header: bool = Field(default=True, description="whether the first row has the titles of the columns")


class PlanChange(Schema):
    """What is left out stays as it is; `mapping` is replaced whole."""

    mapping: list[MappedColumn] | None = Field(default=None, max_length=200)
    key: str | None = Field(default=None, max_length=100)
    matched: Matched | None = None
    unmatched: Unmatched | None = None
    duplicates: Duplicates | None = None
    dates: Dates | None = None
    decimals: Decimals | None = None


class ImportField(BaseModel):
    """What a column may become, and how its cells are read."""

    name: str
    label: str | None
    required: bool
    reads: str


class ListedImport(BaseModel):
    """`job` is the one that carries it out, once that has begun."""

    id: str
    of: str
    file_name: str
    file_kind: FileKind
    rows: int
    job: str | None
    created_at: str


class Import(ListedImport):
    """The `columns` of the file, and what each becomes; `fields` are what there is to choose from."""

    model_config = ConfigDict(defer_build=True)
    columns: list[str]
    mapping: list[dict[str, Any]]
    key: str | None
    matched: str
    unmatched: str
    duplicates: str
    dates: str
    decimals: str
    fields: list[ImportField]


class ImportPage(BaseModel):
    data: list[ListedImport]
    page: PageInfo


class CellFault(BaseModel):
    """`field` is the title of the column that it is about."""

    field: str
    code: str
    message: str


class PreviewRow(BaseModel):
    """`row` is its number in the file, `id` that of the record that is there already. `body` is what would be sent.
    Of one that is refused as `duplicate_suspected`, `candidates` are what it is likely the same as."""

    row: int
    outcome: Literal["create", "update", "unchanged", "skip", "refused"]
    id: str | None
    title: str
    body: dict[str, Any]
    message: str | None
    errors: list[CellFault]
    candidates: list[Candidate]


class Preview(BaseModel):
    data: list[PreviewRow]


class WhichErrors(Parameters):
    separator: Literal[",", ";", "\t"] = ","
    start: int = Field(default=1, ge=1, le=2_000_000, description="the number of the row to begin with")


@operation("POST /v1/imports/uploads", right=("self", "edit"), area=AREA, takes=NewImportFile, gives=ImportFile,
           status=201, touches=(READS, RECEIVES), errors=(Forbidden, Invalid),
           example={"of": "relation", "file_name": "customers.csv", "size": 48_211})  # fmt: skip
def create_import_upload(call: Call[NewImportFile, None]) -> dict[str, Any]:
    """Says where to send a file that is to be imported

    For who may create or change records of the type. What is sent and not imported is gone after a day.
    """
    return beginning.upload(call.actor, call.body.of, call.body.file_name, call.body.size)


@operation("POST /v1/imports", right=("self", "edit"), area=AREA, takes=NewImport, gives=Import, status=201,
           touches=(READS, WRITES, SEEKS, CHECKS, MAKES_FILES), memory=MEMORY,
           errors=(Forbidden, Invalid, KeyReused, Busy), example={"of": "relation", "upload": "m3Vd…"})  # fmt: skip
def create_import(call: Call[NewImport, None]) -> Answer:
    """Reads a file of records that has been sent, and suggests what its columns become

    At most 50 MB, 100,000 rows, 200 columns and 2,000,000 cells. Nothing is imported yet. The rows are kept for a week.
    """
    body = call.body
    asked = beginning.Asked(body.of, body.upload, body.separator or "", body.header)
    made = beginning.begin(call.work, call.actor, asked)
    return Answer(_told(call, made), status=201, headers={"Location": f"/v1/imports/{made.id}"})


@operation("GET /v1/imports", right=("self", "read"), area=AREA, asks=Paging, gives=ImportPage, touches=(READS,),
           together=AREA, errors=(InvalidCursor, InvalidParameter))  # fmt: skip
def list_imports(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists your imports, the newest first"""
    found = overview.page(call.actor, call.asked.limit, call.asked.cursor)
    return answers.page([_listed(each) for each in found.imports], found.next)


@operation("GET /v1/imports/{id}", right=("self", "read"), area=AREA, gives=Import, touches=(READS,),
           together=AREA, errors=(NotFound,))  # fmt: skip
def read_import(call: Call[None, None]) -> dict[str, Any]:
    """Reads an import: the columns of its file, and what each becomes"""
    return _told(call, looking.of(call.actor, call.ids["id"]))


@operation("PATCH /v1/imports/{id}", right=("self", "edit"), area=AREA, takes=PlanChange, gives=Import,
           touches=(READS, WRITES), together=ADMINISTRATION, errors=(NotFound, Conflict, Invalid, KeyReused, Busy),
           example=EXAMPLE)  # fmt: skip
def change_import(call: Call[PlanChange, None]) -> dict[str, Any]:
    """Says what the columns become, and what is done with what is there already

    Then look at what would become of the first rows, and begin it with `POST /v1/jobs`, with kind `import` and what
    `{"import": id}`. That job tells how far it is and what became of each row, and is undone as others are.
    """
    found = looking.of(call.actor, call.ids["id"])
    asked = call.body.model_dump(exclude_unset=True)
    return _told(call, looking.change(call.work, call.actor, found, asked))


@operation("POST /v1/imports/{id}/preview", right=("self", "edit"), area=AREA, gives=Preview,
           touches=(READS, HANDS_OUT), memory=MEMORY,
           errors=(NotFound, Conflict, Forbidden, Invalid))  # fmt: skip
def preview_import(call: Call[None, None]) -> dict[str, Any]:
    """Tells what would become of the first twenty rows, and what is wrong with them"""
    found = looking.of(call.actor, call.ids["id"])
    return {"data": [_row(found, each) for each in looking.preview(call.actor, found)]}


@operation("GET /v1/imports/{id}/errors", right=("self", "read"), area=AREA, asks=WhichErrors,
           touches=(READS, HANDS_OUT), memory=MEMORY,
           errors=(NotFound, Conflict, InvalidParameter))  # fmt: skip
def errors_of_import(call: Call[None, WhichErrors]) -> Answer:
    """Gives the rows that were refused, with why, as CSV

    As they stood in the file, with two columns more: mend them and import the file again. `X-Row-Count` tells how many
    there are. Where there are very many `X-Next-Start` has the `start` to go on from.
    """
    found = looking.of(call.actor, call.ids["id"])
    file = looking.refused(found, call.asked.start, call.asked.separator)
    headers = {"Content-Disposition": 'attachment; filename="errors.csv"', "X-Row-Count": str(file.rows)}
    if file.left:
        headers["X-Next-Start"] = str(file.left)
    return Answer(file.content, headers=headers, media_type=lines.MEDIA_TYPE)


def _listed(found: Record) -> dict[str, Any]:
    told = {name: found.data.get(name) for name in ListedImport.model_fields}
    return {**told, "id": found.id, "created_at": found.created_at}


def _told(call: Call[Any, None], found: Record) -> dict[str, Any]:
    told = {name: found.data.get(name) for name in Import.model_fields}
    return {**told, **_listed(found), "fields": beginning.fields(call.actor, found)}


def _row(found: Record, each: Dealt) -> dict[str, Any]:
    problem, after = each.problem, each.after
    return {
        "row": each.number,
        "outcome": each.outcome,
        "id": each.before.id if each.before else None,
        "title": looking.title(found, after) if after else "",
        "body": each.row.body,
        "message": problem.detail if problem else None,
        "errors": [error._asdict() for error in problem.errors] if problem else [],
        "candidates": problem.extra.get("candidates", []) if problem else [],
    }
