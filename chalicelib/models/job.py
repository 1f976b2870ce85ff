"""A job: something that is done with many records, a transaction at a time, until it is over. As a record, so that its
beginning and every leg of its way are changes that are followed, and it goes on whatever dies.

How far it came stands beside it, since that belongs to no version: `counts` and `place`; once it is over, the counts
are part of it."""

from collections.abc import Iterator
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stored
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import ID
from chalicelib.models.notice_kind import JOB_ENDED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.telling import Moved, Telling
from chalicelib.schema import Schema

BY = "system:job"
RUNNING, DONE, STOPPED, CANCELLED = "running", "done", "stopped", "cancelled"
State = Literal["running", "done", "stopped", "cancelled"]
CHANGED, UNCHANGED, REFUSED, GONE, SINCE_CHANGED = "changed", "unchanged", "refused", "gone", "since_changed"
Outcome = Literal["changed", "unchanged", "refused", "gone", "since_changed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
COUNTS, PLACE = "counts", "place"  # beside it
KEPT = "kept"  # in its place: what a kind keeps for itself until the job is over
FILE = "file"
BEGUN_BY = "begun_by"
HOLDS = "holds"  # the ids of what nobody else may deal with while it goes on
PART_OF = "part_of"  # the id of the job that began it, and carries it out
GOING_ON = "going_on"  # of the claims on those
TOGETHER = "together"  # how many are changed at once, among what their changes are about


class JobFields(Schema):
    """What is done, with records `of` which type, and with which of them: as they were `chosen`."""

    kind: str
    of: str
    chosen: dict[str, Any]
    what: dict[str, Any]
    begun_by: str = Field(pattern=ID)


class JobPlace(BaseModel):
    """Which part it is at, behind what, how many fit into one transaction, where that is known, and what the kind keeps
    for itself."""

    part: str
    after: str
    size: int = 0
    kept: dict[str, Any] = {}


class JobFile(BaseModel):
    """A file that a job made: `rows` without that of the titles. It can be fetched `until` then."""

    file_name: str
    rows: int
    size: int
    sha256: str
    until: str


def counts(job: Record) -> Data:
    """By outcome; of all that there may be."""
    return {**dict.fromkeys(OUTCOMES, 0), **stored.part(job.known, COUNTS)}


def kept(job: Record) -> Data:
    return stored.part(stored.part(job.known, PLACE), KEPT)


def claims(job: Record) -> Iterator[Claim]:
    """Of two that would hold the same one begins."""
    if stored.line(job.data, "state") == RUNNING:
        yield from (Claim(GOING_ON, each, HOLDS) for each in stored.lines(job.data, HOLDS))


def tells(moved: Moved) -> Iterator[Telling]:
    """Who began it and got the answer before it was over, once. Of what is part of another that one tells."""
    was = stored.line(moved.before.data, "state") if moved.before else RUNNING
    state = stored.line(moved.after.data, "state")
    if was != RUNNING or state in (RUNNING, "") or stored.line(moved.after.data, PART_OF):
        return
    told = {name: stored.line(moved.after.data, name) for name in ("kind", "of", "state")}
    yield Telling(JOB_ENDED.name, (stored.line(moved.after.data, BEGUN_BY),), told={**told, **counts(moved.after)})


def title(data: Data) -> str:
    return f"{stored.line(data, 'kind')} {stored.line(data, 'of')}".replace("_", " ")


JOB = RecordType(
    name="job",
    plural="jobs",
    prefix="job",
    kept_by="jobs",
    fields=JobFields,
    summary="Something that is done with many records.",
    title=title,
    sorts={"created_at": lambda record: record.created_at},
    filters=(
        filter_on(CriteriaField("state", "choice", choices=(RUNNING, DONE, STOPPED, CANCELLED)), facet=True),
        filter_on(CriteriaField(BEGUN_BY, "choice"), facet=True),
    ),
    tells=tells,
    claims=claims,
    taken="Something goes on with one of these: wait until it is over.",
    computed={
        "state": State,
        HOLDS: list[str],
        "leg": int,
        "found": int,
        COUNTS: dict[str, int],
        PLACE: JobPlace,
        "stopped_because": str,
        FILE: JobFile,
        "finished_at": str,
        "undo_until": str,
        "undoes": str,
        "undone_by": str,
        PART_OF: str,
    },
)
