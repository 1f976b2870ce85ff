"""Giving work to somebody else, one task or many, and the queues of teams."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from chalicelib.access import writing
from chalicelib.actions import reassign, tasks
from chalicelib.actions.passing import Passing
from chalicelib.actions.reassign import MOST, Asked, Giver, Outcome
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, InvalidCursor, KeyReused, invalid
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.task import ERRORS, TASK, task_of
from chalicelib.handlers.verbs import AnyCall, answer
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_ASSIGNEES
from chalicelib.models.fields import ID, Line, Linked
from chalicelib.models.offer import Offer
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.schema import Schema


class Assign(Schema):
    assignees: list[Linked] = Field(
        min_length=1, max_length=MOST_ASSIGNEES, description="users and teams, in place of those there are"
    )
    reason: Line | None = Field(default=None, description="why; it stands in its history")
    grant: bool = Field(default=False, description="lets them read what it is about, by its access list")


class Reassign(Schema):
    """Either `ids`, or `from_user` or `from_team` for all open work of theirs, of which one call takes the first, or
    with `cursor` what comes next."""

    to: str = Field(pattern=ID, description="a user or a team")
    ids: list[Annotated[str, StringConstraints(pattern=ID)]] = Field(default=[], max_length=MOST)
    from_user: str | None = Field(default=None, pattern=ID)
    from_team: str | None = Field(default=None, pattern=ID)
    cursor: str | None = Field(default=None, max_length=2_000, description="the `next_cursor` of the call before")
    reason: Line | None = Field(default=None, description="why; it stands in their histories")
    with_relation: bool = Field(
        default=False,
        description="hands over the relations that they are about, with their contacts, where they are yours, of a "
        "team of yours, or of whom it was given to",
    )
    grant: bool = Field(default=False, description="lets `to` read what they are about, by its access list")


class Given(BaseModel):
    """`relations` are the ids of those that went along."""

    id: str
    outcome: Outcome
    relations: list[str] = []


class Reassigned(BaseModel):
    """`offers` are entries for the access lists of what they are about, where `to` may not see that. What is `left` did
    not fit into this call. `complete` is false when there is more: send what is left of `ids`
    again, or the same with `next_cursor`, so that what was refused does not come again. What is `internal` is nobody's
    work from outside: share it first."""

    data: list[Given]
    complete: bool
    next_cursor: str | None
    offers: list[Offer] = []


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
    """Gives a task to users and teams, in place of whom it was given to

    To whom is said by the role of who gives it: anyone, their level and below, or those below. Where somebody may not
    see the relation that it is about, `offers` in the answer has the entry for its access list; with `grant` that is
    added at once, for which one must be its owner or manage access.
    """
    task, told = _given(call), call.body.model_dump()
    passing = Passing(call.body.reason, call.body.grant)
    return answer(call, *tasks.assign(call.work, call.actor, task, told["assignees"], passing))


@operation(
    "POST /v1/activities/{id}/take",
    right=("activity", "edit"),
    area="activities",
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
)
def take_activity(call: Call[None, None]) -> Answer:
    """Takes a task from the queue of a team of yours

    Of two who take it at once one gets it. The team goes on seeing it as long as they have it.
    """
    return answer(call, *tasks.take(call.work, call.actor, _given(call)))


@operation(
    "POST /v1/activities/{id}/give-back",
    right=("activity", "edit"),
    area="activities",
    gives=TASK,
    touches=(READS, WRITES),
    errors=ERRORS,
)
def give_back_activity(call: Call[None, None]) -> Answer:
    """Puts a task back into the queue of the team that it was taken from"""
    return answer(call, *tasks.give_back(call.work, call.actor, _given(call)))


def _given(call: AnyCall) -> Record:
    """One whose assignees the actor may change."""
    task = task_of(call)
    writing.hold(call.actor, ACTIVITY, ["assignees"])
    return task


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

    Of `ids` appointments that are to come too: the taker comes in your place, or in that of who organises them. Answers
    for each what became of it; those that are not `reassigned` are as they were.
    """
    to, ids, *givers = call.body.to, call.body.ids, call.body.from_user, call.body.from_team
    if [bool(ids), *map(bool, givers)].count(True) != 1:
        raise invalid("ids", "one_of", "Give the ids of tasks, or from_user or from_team for all their open work.")
    giver = Giver("from_user", "user", givers[0]) if givers[0] else Giver("from_team", "team", givers[1] or "")
    writing.hold(call.actor, ACTIVITY, ["assignees"])
    passing = Passing(call.body.reason, call.body.grant, call.body.with_relation)
    asked = Asked(to, ids, giver if giver.id else None, call.body.cursor, passing)
    return reassign.reassign(call.work, call.actor, asked)
