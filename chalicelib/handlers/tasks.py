"""What can be done with a task: completing it, reopening it, putting it off, giving it to somebody else."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import reading
from chalicelib.actions import reassign, tasks, versions
from chalicelib.actions.reassign import MOST, Outcome
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Invalid, KeyReused, NotFound, Problem, StaleVersion, invalid
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import AnyCall, answer
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_ASSIGNEES
from chalicelib.models.fields import ID, Day, Lines, Linked
from chalicelib.models.record import Record
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import operation
from chalicelib.schema import Schema

TASK = RecordShape(ACTIVITY)
ERRORS: tuple[type[Problem], ...] = (NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy)


class Complete(Schema):
    outcome: Lines | None = None


class FollowUp(Schema):
    until: Day | None = Field(description="null puts it back at once")


class Assign(Schema):
    assignees: list[Linked] = Field(max_length=MOST_ASSIGNEES, description="in place of those there are")


class Reassign(Schema):
    """Either `ids`, or `from_user` for all open work of a user or team, of which one call takes the first."""

    to: str = Field(pattern=ID, description="a user or a team")
    ids: list[str] = Field(default=[], max_length=MOST)
    from_user: str | None = Field(default=None, pattern=ID)


class Given(BaseModel):
    id: str
    outcome: Outcome


class Reassigned(BaseModel):
    """What is `left` did not fit into this call. `complete` is false when there is more: send it again."""

    data: list[Given]
    complete: bool


def _task(call: AnyCall) -> Record:
    before = reading.get(call.actor, ACTIVITY, call.ids["id"], "edit")
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    return before


@operation(
    "POST /v1/activities/{id}/complete",
    right=("activity", "edit"),
    area="activities",
    takes=Complete,
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"outcome": "Sent the quote."},
)
def complete_activity(call: Call[Complete, None]) -> Answer:
    """Completes a task

    Of one that recurs the next is made at once: `next` in the answer is its id.
    """
    return answer(*tasks.complete(call.work, call.actor, _task(call), call.body.outcome))


@operation(
    "POST /v1/activities/{id}/reopen",
    right=("activity", "edit"),
    area="activities",
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
)
def reopen_activity(call: Call[None, None]) -> Answer:
    """Opens a task again that was done"""
    return answer(*tasks.reopen(call.work, call.actor, _task(call)))


@operation(
    "POST /v1/activities/{id}/follow-up",
    right=("activity", "edit"),
    area="activities",
    takes=FollowUp,
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"until": "2026-12-01"},
)
def follow_up_activity(call: Call[FollowUp, None]) -> Answer:
    """Puts a task off: worklists have it under waiting until a day"""
    return answer(*tasks.change(call.work, call.actor, _task(call), {"follow_up_on": call.body.until}))


@operation(
    "POST /v1/activities/{id}/assign",
    right=("activity", "edit"),
    area="activities",
    takes=Assign,
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"assignees": ["usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]},
)
def assign_activity(call: Call[Assign, None]) -> Answer:
    """Gives a task to users and teams, in place of whom it was given to"""
    assignees = call.body.model_dump()["assignees"]
    return answer(*tasks.change(call.work, call.actor, _task(call), {"assignees": assignees}))


@operation(
    "POST /v1/activities/reassign",
    right=("activity", "edit"),
    area="activities",
    takes=Reassign,
    gives=Reassigned,
    touches=(READS, WRITES),
    errors=(Invalid, KeyReused, Busy),
    example={"to": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "ids": ["act_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]},
)
def reassign_activities(call: Call[Reassign, None]) -> dict[str, Any]:
    """Gives many tasks to another user or team at once

    Answers for each what became of it; those that are not `reassigned` are as they were.
    """
    if bool(call.body.ids) == bool(call.body.from_user):
        raise invalid("ids", "one_of", "Give the ids of tasks, or from_user for all open work of a user or team.")
    asked = reassign.Asked(call.body.to, call.body.ids, call.body.from_user or "")
    return reassign.reassign(call.work, call.actor, asked)
