"""What can be done with a task: completing it, reopening it, putting it off, giving it to somebody else."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from chalicelib.access import own_work, reading
from chalicelib.actions import reassign, tasks, versions
from chalicelib.actions.reassign import MOST, Asked, Giver, Outcome
from chalicelib.actions.save import Saved
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    Busy,
    Conflict,
    Invalid,
    InvalidCursor,
    KeyReused,
    NotFound,
    Problem,
    StaleVersion,
    invalid,
)
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import AnyCall, answer
from chalicelib.merge_patch import without_nothing
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_ASSIGNEES
from chalicelib.models.activity_row import of_outsider
from chalicelib.models.fields import ID, Day, Lines, Linked
from chalicelib.models.moment import Moment
from chalicelib.models.record import Record
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import operation
from chalicelib.schema import Schema

TASK = RecordShape(ACTIVITY)
ERRORS: tuple[type[Problem], ...] = (NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy)


class Complete(Schema):
    """When it was done and by whom, where that was not now or not by who says so."""

    outcome: Lines | None = None
    done_at: Moment | None = Field(default=None, description="in the past")
    done_by: str | None = Field(default=None, pattern=ID, description="a user")


class FollowUp(Schema):
    until: Day | None = Field(description="null puts it back at once")


class Assign(Schema):
    assignees: list[Linked] = Field(
        min_length=1, max_length=MOST_ASSIGNEES, description="users and teams, in place of those there are"
    )


class Reassign(Schema):
    """Either `ids`, or `from_user` or `from_team` for all open work of theirs, of which one call takes the first, or
    with `cursor` what comes next."""

    to: str = Field(pattern=ID, description="a user or a team")
    ids: list[Annotated[str, StringConstraints(pattern=ID)]] = Field(default=[], max_length=MOST)
    from_user: str | None = Field(default=None, pattern=ID)
    from_team: str | None = Field(default=None, pattern=ID)
    cursor: str | None = Field(default=None, max_length=2_000, description="the `next_cursor` of the call before")


class Given(BaseModel):
    id: str
    outcome: Outcome


class Reassigned(BaseModel):
    """What is `left` did not fit into this call. `complete` is false when there is more: send what is left of `ids`
    again, or the same with `next_cursor`, so that what was refused does not come again."""

    data: list[Given]
    complete: bool
    next_cursor: str | None


def _task(call: AnyCall) -> Record:
    return _held(call, reading.get(call.actor, ACTIVITY, call.ids["id"], "edit"))


def _held(call: AnyCall, before: Record) -> Record:
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    return before


def _told(call: AnyCall, saved: Saved) -> Answer:
    """To who may not read it, but was given it, without what it is about."""
    told = answer(call, *saved)
    if not reading.may_read(call.actor)(saved.record):
        told.body = of_outsider(told.body)
    return told


@operation(
    "POST /v1/activities/{id}/complete",
    right=own_work.DO,
    area="activities",
    takes=Complete,
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"outcome": "Sent the quote."},
)
def complete_activity(call: Call[Complete, None]) -> Answer:
    """Completes a task

    Who was given it may do so too, whatever else they may not. Of one that comes again the next is made at once: `next`
    in the answer is its id.
    """
    told = without_nothing(call.body.model_dump())
    task = _held(call, own_work.get(call.actor, ACTIVITY, call.ids["id"]))
    if told.get("done_by", call.actor.user) != call.actor.user:
        reading.hold(call.actor, task, "edit")
    return _told(call, tasks.complete(call.work, call.actor, task, told))


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
    return answer(call, *tasks.reopen(call.work, call.actor, _task(call)))


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
    return answer(call, *tasks.change(call.work, call.actor, _task(call), {"follow_up_on": call.body.until}))


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
    return answer(call, *tasks.change(call.work, call.actor, _task(call), {"assignees": assignees}))


@operation(
    "POST /v1/activities/reassign",
    right=("activity", "edit"),
    area="activities",
    takes=Reassign,
    gives=Reassigned,
    touches=(READS, WRITES),
    errors=(Invalid, InvalidCursor, KeyReused, Busy),
    example={"to": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "ids": ["act_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]},
)
def reassign_activities(call: Call[Reassign, None]) -> dict[str, Any]:
    """Gives many tasks to another user or team at once

    Answers for each what became of it; those that are not `reassigned` are as they were.
    """
    to, ids, *givers = call.body.to, call.body.ids, call.body.from_user, call.body.from_team
    if [bool(ids), *map(bool, givers)].count(True) != 1:
        raise invalid("ids", "one_of", "Give the ids of tasks, or from_user or from_team for all their open work.")
    giver = Giver("from_user", "user", givers[0]) if givers[0] else Giver("from_team", "team", givers[1] or "")
    return reassign.reassign(call.work, call.actor, Asked(to, ids, giver if giver.id else None, call.body.cursor))


@operation(
    "POST /v1/activities/{id}/skip",
    right=("activity", "edit"),
    area="activities",
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
)
def skip_activity(call: Call[None, None]) -> Answer:
    """Passes over a task that comes again

    The next of its series is made, and this one is closed as `skipped`: nobody was dealt with by it. To end the series,
    archive the task or clear its rule.
    """
    return answer(call, *tasks.skip(call.work, call.actor, _task(call)))
