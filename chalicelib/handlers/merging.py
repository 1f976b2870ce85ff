"""Making records one, of each type that says it can be done; nothing here names a type."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chalicelib import operation
from chalicelib.access.decide import Right
from chalicelib.actions.merging import beginning, parties, preview
from chalicelib.actions.merging.parties import Asked
from chalicelib.call import Answer, Call
from chalicelib.errors import AlreadyExists, Busy, Conflict, Forbidden, Invalid, KeyReused, NotFound, QuotaExceeded
from chalicelib.footprint import PLANS, READS, WRITES
from chalicelib.handlers.verbs import Handler
from chalicelib.models import job as model
from chalicelib.models.fields import ID
from chalicelib.models.job import State
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType
from chalicelib.models.registry import TYPES
from chalicelib.operation import Operation
from chalicelib.schema import Schema

TOGETHER = "merging"
Id = Annotated[str, StringConstraints(pattern=ID)]
DESCRIPTION = (
    "The one in the path stays, and the `sources` go into it: what it has not is filled from them in their order, "
    "lists are united, and `choices` say by field of which record the value is taken. Of two keys in a system that of "
    "the one that stays is kept; the other leads to it as well, as `merged_keys` say: who upserts by it changes the "
    "one that stayed, and nobody else can take it. All that leads to them leads to the one "
    "that stays, also what you do not see. It needs the right to merge, to edit the one that stays, and to "
    "archive the others. With `preview` nothing is done: it tells what would become of them, how much leads to them, "
    "and what stands in the way. A little is done with the answer, whose job is then `done`; more goes on by itself: "
    "ask for it at `Location`. For 30 days `POST /v1/jobs/{id}/undo` splits them again. What is asked for by an old id "
    "is answered with 308 and the address of the one that stayed. People from outside see no more of it than they saw "
    "of each: who was not tied to all of them with as much sees what they take part in themselves, until their tie is "
    "changed."
)


class MergeRecords(Schema):
    """Of one type, that of the path."""

    sources: list[Id] = Field(min_length=1, max_length=parties.MOST, description="what goes, in the order it fills")
    choices: dict[Annotated[str, StringConstraints(max_length=60)], Id] = Field(
        default={}, max_length=200, description="by field the id of the record whose value is taken; blank is a value"
    )
    preview: bool = Field(default=False, description="nothing is done; it is told what would be")


class MergeJob(BaseModel):
    """How far it is; GET /v1/jobs/{id} tells more."""

    id: str
    state: State
    found: int
    counts: dict[str, int]
    undo_until: str


class FieldOfMerge(BaseModel):
    """What each of them has, by id; those that have nothing are left out. `chosen` is the id that was."""

    field: str
    values: dict[str, Any]
    conflict: bool
    chosen: str | None


class MergeObstacle(BaseModel):
    """Why they cannot become one, and of which `records`."""

    code: str
    message: str
    records: list[str]


class MergeFault(BaseModel):
    field: str
    code: str
    message: str


class MergePreview(BaseModel):
    """`record` as you would see it, null where `errors` say why it cannot be like that. `references` count by type what
    leads to the sources, `outsiders` whose reach will be less."""

    model_config = ConfigDict(defer_build=True)
    record: dict[str, Any] | None
    errors: list[MergeFault]
    fields: list[FieldOfMerge]
    references: dict[str, int]
    outsiders: int
    obstacles: list[MergeObstacle]


class Merged(BaseModel):
    """Either the `job` that does it, or the `preview`."""

    model_config = ConfigDict(defer_build=True)
    job: MergeJob | None = None
    preview: MergePreview | None = None


def merges(declared: RecordType) -> Handler:
    def run(call: Call[MergeRecords, None]) -> Answer:
        body = call.body
        asked = Asked(declared.name, call.ids["id"], tuple(body.sources), body.choices)
        if body.preview:
            return Answer({"job": None, "preview": _previewed(call, asked)}, status=200)
        made = beginning.begin(call.work, call.actor, asked)
        return Answer({"job": _job(made), "preview": None}, headers={"Location": f"/v1/jobs/{made.id}"})

    return run


def _previewed(call: Call[MergeRecords, None], asked: Asked) -> dict[str, Any]:
    told = preview.of(call.work, call.actor, asked)
    errors, obstacles = ([each._asdict() for each in rows] for rows in (told.errors, told.obstacles))
    return {**told._asdict(), "errors": errors, "obstacles": obstacles}


def _job(made: Record) -> dict[str, Any]:
    told = {name: made.data[name] for name in ("state", "found", "undo_until")}
    return {"id": made.id, **told, "counts": model.counts(made)}


def declare(declared: RecordType) -> None:
    operation.register(
        Operation(
            name=f"merge_{declared.plural.replace('-', '_')}",
            method="POST",
            path=f"/v1/{declared.plural}/{{id}}/merge",
            area=declared.plural,
            summary=f"Makes several {declared.plural} one, for 30 days to be split again",
            description=DESCRIPTION,
            right=Right(declared.name, "merge"),
            run=merges(declared),
            module=__name__,
            takes=MergeRecords,
            gives=Merged,
            status=202,
            also=(200,),
            touches=(READS, WRITES, PLANS),
            errors=(NotFound, Forbidden, Conflict, AlreadyExists, Invalid, QuotaExceeded, KeyReused, Busy),
            example={"sources": [f"{declared.prefix}_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"], "preview": True},
            together=TOGETHER,
        )
    )


for each in TYPES.values():
    if each.merges is not None:
        declare(each)
