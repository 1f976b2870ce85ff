"""Doing something with many records at once: jobs, how far they are, what became of each record, and undoing it."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chalicelib import answers
from chalicelib.actions.jobs import beginning, overview
from chalicelib.actions.jobs.kind import Asked
from chalicelib.actions.selecting import Those
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    Busy,
    Conflict,
    Forbidden,
    Invalid,
    InvalidCursor,
    InvalidParameter,
    KeyReused,
    NotFound,
    Problem,
    QuotaExceeded,
)
from chalicelib.footprint import PLANS, READS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.models import job as model
from chalicelib.models import stored
from chalicelib.models.job import FILE, JobFile, Outcome, State
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.schema import Schema
from chalicelib.storage.job_rows import Row

TOGETHER = "jobs"  # what is asked of one that goes on
ERRORS: tuple[type[Problem], ...] = (Conflict, Forbidden, Invalid, KeyReused, QuotaExceeded, Busy)


def _kind(value: str) -> str:
    if value not in beginning.names():
        raise ValueError(f"Choose one of {', '.join(beginning.names())}.")
    return value


Kind = Annotated[str, AfterValidator(_kind), Field(json_schema_extra={"enum": beginning.names()})]


class Begin(Schema):
    """Of `change`, `what` is a merge patch as PATCH of one of those records takes it. To `archive` nothing is said. Of
    `merge_choices`, which is for administrators, it is `{"field", "source", "target"}`: what has the one option of that
    custom field gets the other, and the one is archived. Of `export`, for who may export records of the type, it is
    `{"format", "columns" or "view", "names", "language", "separator", "version"}`, all of which may be left out: the
    format is csv, xlsx or vcard, the columns all that you see. With `names` the head of a table has the names of
    fields, as the API does; else it is as an import takes it by itself, with your own fields by their labels. It goes
    on by itself, and leaves a `file`. Of `import` it is `{"import": id}`.
    Of `find_duplicates`, of relations, contacts or addresses, it is `{"threshold": 70-100, "merge_above": 90-100}`, or
    nothing: what scores the one is put up in `GET /v1/duplicates`, what scores the other, with nothing that speaks
    against it, is merged into the oldest, unless somebody told them apart or split them before. `found` then counts the
    records, `counts` the pairs; begin it again whenever you like, such as every week."""

    kind: Kind
    those: Those | None = Field(default=None, description="the records; kinds that find them themselves take none")
    what: dict[str, Any] = Field(default={}, description="what is done with each, in the words of its kind")
    expects: int | None = Field(
        default=None, ge=0, le=beginning.MOST, description="how many you saw; nothing is begun when there are others"
    )


class JobCounts(BaseModel):
    """Of the records that were dealt with. What was `unchanged` was so already; what is `gone` was archived, or is not
    yours to read any more; of what is undone, `since_changed` has been changed by others since, and stays."""

    changed: int
    unchanged: int
    refused: int
    gone: int
    since_changed: int


class ListedJob(BaseModel):
    """How far it is. `found` is how many records there were when it began, `left` how many it has still to look at,
    null of a search for duplicates that goes on. One that is `stopped` says why. A `file` that it made can be fetched
    for a week. It can be undone until `undo_until`, null of what cannot be. A merge that a search did is `part_of`
    that."""

    model_config = ConfigDict(defer_build=True)
    id: str
    kind: str
    of: str
    state: State
    found: int
    counts: JobCounts
    left: int | None
    stopped_because: str | None
    file: JobFile | None
    undo_until: str | None
    undoes: str | None
    undone_by: str | None
    part_of: str | None
    created_at: str
    created_by: str
    finished_at: str | None


class Job(ListedJob):
    """With the records that were chosen, and what is done with them."""

    those: dict[str, Any]
    what: dict[str, Any]


class JobPage(BaseModel):
    data: list[ListedJob]
    page: PageInfo


class Fault(BaseModel):
    field: str
    code: str
    message: str


class JobRow(BaseModel):
    """What became of a record. One that was refused has the code and the errors that PATCH of it would have had. Of an
    import `row` is its number in the file, and a fault's `field` the title of the column; `id` leads nowhere where
    nothing was made."""

    id: str
    outcome: Outcome
    code: str | None
    message: str | None
    errors: list[Fault]
    row: int | None


class JobRowPage(BaseModel):
    data: list[JobRow]
    page: PageInfo


class WhichRows(Paging):
    outcome: Outcome | None = Field(default=None, description="those of which this became only")


@operation(
    "POST /v1/jobs",
    right=("self", "edit"),
    area="jobs",
    takes=Begin,
    gives=Job,
    status=202,
    touches=(READS, WRITES, PLANS),
    errors=ERRORS,
    example={
        "kind": "change",
        "those": {"of": "relation", "criteria": {"all": [{"field": "city", "op": "eq", "value": "Almere"}]}},
        "what": {"status": {"add": ["customer"]}},
    },
)
def begin_job(call: Call[Begin, None]) -> Answer:
    """Begins to change many records at once

    Each is changed as by itself, with your rights of that moment: what is refused is told of in the rows, and keeps
    none of the others back. A little is done with the answer, whose `state` is then `done`; more goes on by itself, up
    to 100,000 records: ask for it at `Location`. Who follows many of them is not told of each; who is given something
    is. You get one notice when it is over, after the answer.
    """
    asked = Asked(call.body.those, call.body.what)
    made = beginning.begin(call.work, call.actor, call.body.kind, asked, call.body.expects)
    return Answer(_answer(made), headers={"Location": f"/v1/jobs/{made.id}"})


@operation("GET /v1/jobs", right=("self", "read"), area="jobs", asks=Paging, gives=JobPage, touches=(READS,),
           together=TOGETHER, errors=(InvalidCursor, InvalidParameter))  # fmt: skip
def list_jobs(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists your jobs, the newest first; to administrators those of all"""
    found = overview.page(call.actor, call.asked.limit, call.asked.cursor)
    return answers.page([_told(ListedJob, each) for each in found.jobs], found.next)


@operation("GET /v1/jobs/{id}", right=("self", "read"), area="jobs", gives=Job, touches=(READS,),
           together=TOGETHER, errors=(NotFound,))  # fmt: skip
def read_job(call: Call[None, None]) -> dict[str, Any]:
    """Tells how far a job is, and how many records were changed, refused or left as they were"""
    return _answer(overview.of(call.actor, call.ids["id"]))


@operation("GET /v1/jobs/{id}/rows", right=("self", "read"), area="jobs", asks=WhichRows, gives=JobRowPage,
           touches=(READS,), together=TOGETHER, errors=(NotFound, InvalidCursor, InvalidParameter))  # fmt: skip
def rows_of_job(call: Call[None, WhichRows]) -> dict[str, Any]:
    """Tells what became of each record that a job dealt with, for 30 days

    Of a job of many records of which few had this `outcome` a page may have fewer than asked for, even none.
    """
    asked = call.asked
    found = overview.rows(call.actor, call.ids["id"], asked.outcome, asked.limit, asked.cursor)
    return answers.page([_row(each) for each in found.rows], found.next)


@operation("POST /v1/jobs/{id}/cancel", right=("self", "edit"), area="jobs", gives=Job, touches=(READS, WRITES),
           together=TOGETHER, errors=(NotFound, Conflict, KeyReused, Busy))  # fmt: skip
def cancel_job(call: Call[None, None]) -> dict[str, Any]:
    """Stops a job that goes on; what is done stays done, and can be undone"""
    return _answer(overview.cancel(call.work, call.actor, call.ids["id"]))


@operation("POST /v1/jobs/{id}/undo", right=("self", "edit"), area="jobs", gives=Job, status=202,
           touches=(READS, WRITES, PLANS),
           errors=(NotFound, Forbidden, Conflict, KeyReused, QuotaExceeded, Busy))  # fmt: skip
def undo_job(call: Call[None, None]) -> Answer:
    """Undoes what a job did, as a job of its own, for 30 days

    Each field gets back what it had, where it still has what the job gave it, though no option of a status leads back;
    what somebody changed since stays, and is told in the rows. What was archived is restored. You need the rights that
    each of these changes needs by itself.
    """
    made = beginning.undo(call.work, call.actor, overview.of(call.actor, call.ids["id"]))
    return Answer(_answer(made), headers={"Location": f"/v1/jobs/{made.id}"})


def _answer(found: Record) -> dict[str, Any]:
    return {**_told(Job, found), "those": found.data["chosen"]}


def _told(shape: type[ListedJob], found: Record) -> dict[str, Any]:
    told = {name: found.data.get(name) for name in shape.model_fields}
    known = {"id": found.id, "created_at": found.created_at, "created_by": found.data[model.BEGUN_BY]}
    made = stored.part(found.data, FILE)
    file = {name: made[name] for name in JobFile.model_fields} if made else None
    return {**told, **known, "counts": model.counts(found), "left": overview.left(found), FILE: file}


def _row(row: Row) -> dict[str, Any]:
    told = {"code": row.code or None, "message": row.message or None, "row": row.number or None}
    return {"id": row.id, "outcome": row.outcome, **told, "errors": list(row.errors)}
