"""What somebody has to do."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.actions import worklist
from chalicelib.actions.worklist import Group
from chalicelib.call import Call
from chalicelib.errors import FieldError, InvalidCursor, InvalidParameter
from chalicelib.footprint import READS
from chalicelib.handlers.verbs import Paging
from chalicelib.models.activity_row import ActivityRow
from chalicelib.models.fields import ID
from chalicelib.operation import operation
from chalicelib.page import PageInfo


class WorklistAsked(Paging):
    user: str | None = Field(default=None, pattern=ID, description="whose; your own when left out")
    team: str | None = Field(default=None, pattern=ID, description="what was given to a team as a whole")
    group: Group | None = None
    time_zone: str | None = Field(default=None, max_length=60, description="that of your profile when left out")


class WorklistRow(ActivityRow):
    group: Group


class Counts(BaseModel):
    overdue: int
    today: int
    upcoming: int
    waiting: int


class Worklist(BaseModel):
    """`complete` is false beyond some five thousand tasks: then the counts are of those that are due first."""

    data: list[WorklistRow]
    page: PageInfo
    counts: Counts
    complete: bool
    time_zone: str


@operation(
    "GET /v1/worklist",
    right=("activity", "read"),
    area="activities",
    asks=WorklistAsked,
    gives=Worklist,
    touches=(READS,),
    errors=(InvalidParameter, InvalidCursor),
)
def read_worklist(call: Call[None, WorklistAsked]) -> dict[str, Any]:
    """Lists the open tasks of a user or a team: overdue, today, upcoming, waiting

    What is due first comes first; what has no date is upcoming, and what is to be followed up on a later day waits.
    """
    asked = call.asked
    if asked.user and asked.team:
        raise InvalidParameter(errors=[FieldError("team", "one_at_a_time", "Ask for a user or a team, not both.")])
    wanted = worklist.Wanted(
        who=asked.team or asked.user or call.actor.user,
        parameter="team" if asked.team else "user",
        zone=asked.time_zone,
        group=asked.group,
        limit=asked.limit,
        cursor=asked.cursor,
    )
    return worklist.page(call.actor, wanted)
