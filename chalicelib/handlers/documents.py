"""What documents can do besides being kept: files are sent to them."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from chalicelib.access import reading, writing
from chalicelib.actions import documents, giving, uploads, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    AlreadyExists,
    Busy,
    Conflict,
    Invalid,
    KeyReused,
    NotFound,
    QuotaExceeded,
    StaleVersion,
    invalid,
)
from chalicelib.files.kind import ATTACHMENT
from chalicelib.files.placing import MOST_BYTES
from chalicelib.footprint import READS, RECEIVES, SEEKS, WRITES
from chalicelib.handlers.verbs import answer, created
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_ASSIGNEES, Visibility
from chalicelib.models.document import DOCUMENT, DocumentFields
from chalicelib.models.fields import ID, Day, Line, Linked
from chalicelib.models.record import Record
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import operation
from chalicelib.schema import Schema

AREA = "documents"
WRITE_ERRORS = (NotFound, Conflict, AlreadyExists, QuotaExceeded, Invalid, StaleVersion, KeyReused, Busy)
TYPE = re.compile(r"[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,99}", re.ASCII)
AN_UPLOAD = "m3Vd…, as the upload gave it"


def _type(value: str) -> str:
    """Without its parameters; browsers send none for what they do not know."""
    told = value.partition(";")[0].strip().lower() or ATTACHMENT
    if not TYPE.fullmatch(told):
        raise ValueError("Give the type of the file, such as application/pdf, or leave it out.")
    return told


FileName = Annotated[str, StringConstraints(min_length=1, max_length=5_000)]
MediaType = Annotated[str, StringConstraints(max_length=200), AfterValidator(_type)]
Token = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class NewUpload(Schema):
    """`document` is for a new version of one that there is."""

    file_name: FileName
    type: MediaType = ATTACHMENT
    size: int = Field(ge=1, le=MOST_BYTES, description="in bytes; just as many may then be sent")
    document: str | None = Field(default=None, pattern=ID)


class Upload(BaseModel):
    """Send `fields` and then the `file` to `url`, as a form of multipart/form-data, before `expires_at`. With `upload`
    it is then attached to a document, within an hour."""

    upload: str
    url: str
    fields: dict[str, str]
    expires_at: str


class Ask(Schema):
    """A task about it for users and teams; without `subject` it is called as the document is."""

    assignees: list[Linked] = Field(min_length=1, max_length=MOST_ASSIGNEES, description="users and teams")
    subject: Line | None = None
    due_on: Day | None = None


class NewDocument(DocumentFields):
    """Later it is published and withdrawn by operations of their own."""

    visibility: Visibility | None = Field(default=None, description="when left out, what the tenant says for its kind")
    upload: Token | None = Field(default=None, description="of the file that has been sent; it may also come later")
    ask: Ask | None = Field(default=None, description="a task that is made with it; the answer has its id as `task`")


class NewVersion(Schema):
    upload: Token


@operation(
    "POST /v1/documents/uploads",
    right=("document", "create"),
    area=AREA,
    takes=NewUpload,
    gives=Upload,
    status=201,
    touches=(READS, RECEIVES),
    errors=(NotFound, Conflict, Invalid),
    example={"file_name": "contract.pdf", "type": "application/pdf", "size": 48_211},
)
def create_upload(call: Call[NewUpload, None]) -> dict[str, Any]:
    """Says where to send a file

    Programs and scripts are refused. What is sent waits in quarantine until it is attached and checked; after a day it
    is gone.
    """
    asked = call.body
    if asked.document is not None:
        _known(call, asked.document)
    return uploads.begin(call.actor, asked.file_name, asked.type, asked.size, asked.document)


@operation(
    "POST /v1/documents",
    right=("document", "create"),
    area=AREA,
    takes=NewDocument,
    gives=RecordShape(DOCUMENT),
    status=201,
    touches=(READS, WRITES, SEEKS),
    errors=(AlreadyExists, QuotaExceeded, Invalid, KeyReused, Busy),
    example=DOCUMENT.example,
)
def create_document(call: Call[NewDocument, None]) -> Answer:
    """Creates a document

    Its file is checked right after; until then its version is `pending`.
    """
    writing.hold_new(call.actor, DOCUMENT, call.body)
    if call.body.upload is not None:
        _hold_file(call)
    fields = call.body.model_dump(exclude={"upload", "ask"})
    saved = documents.create(call.work, call.actor, fields, call.body.upload)
    if call.body.ask is None:
        return created(call, DOCUMENT, saved)
    writing.hold_as(call.actor, ACTIVITY, {f"ask.{name}": name for name in call.body.ask.model_fields_set})
    task = documents.ask(call.work, call.actor, saved.record, call.body.ask.model_dump())
    now = giving.current(call.work, saved.record)
    made = created(call, DOCUMENT, saved._replace(record=now, offered=[*saved.offered, *task.offered]))
    made.body["task"] = task.record.id
    return made


@operation(
    "POST /v1/documents/{id}/versions",
    right=("document", "edit"),
    area=AREA,
    takes=NewVersion,
    gives=RecordShape(DOCUMENT),
    touches=(READS, WRITES, SEEKS),
    errors=WRITE_ERRORS,
    example={"upload": AN_UPLOAD},
)
def add_version(call: Call[NewVersion, None]) -> Answer:
    """Adds a version of a document's file

    What could be downloaded stays current until the new one has been checked.
    """
    before = _to_change(call, call.ids["id"])
    versions.hold_all(call.if_match, before)
    _hold_file(call)
    return answer(call, *documents.add_version(call.work, call.actor, before, call.body.upload))


def _hold_file(call: Call[Any, Any]) -> None:
    writing.hold_as(call.actor, DOCUMENT, {uploads.FIELD: "versions"})


def _known(call: Call[NewUpload, None], document: str) -> None:
    """In a body an id that leads nowhere is a fault of the body (T2)."""
    try:
        _to_change(call, document)
    except NotFound:
        raise invalid("document", "no_such_record", "There is no document with this id; correct it.") from None


def _to_change(call: Call[Any, Any], document: str) -> Record:
    before = reading.get(call.actor, DOCUMENT, document, "edit")
    versions.hold_alive(before)
    return before
