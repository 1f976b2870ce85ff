"""What somebody has to do."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import own_work
from chalicelib.actions import worklist
from chalicelib.actions.due_group import Group
from chalicelib.call import Call
from chalicelib.errors import FieldError, InvalidCursor, InvalidParameter
from chalicelib.footprint import READS
from chalicelib.handlers.verbs import PAGE, Paging
from chalicelib.models.activity_row import ActivityRow
from chalicelib.models.fields import ID, KnownLink
from chalicelib.operation import operation
from chalicelib.page import PageInfo

MOST_ROWS = 100  # records that one round trip reads


class WorklistAsked(Paging):
    limit: int = Field(default=PAGE, ge=1, le=MOST_ROWS)
    user: str | None = Field(default=None, pattern=ID, description="whose; your own when left out")
    team: str | None = Field(default=None, pattern=ID, description="what was given to a team as a whole")
    teams: bool = Field(default=True, description="with the work of the teams that the user is in")
    group: Group | None = Field(default=None, description="one of them, however much there is in it")
    time_zone: str | None = Field(default=None, max_length=60, description="that of your profile when left out")


class WorklistRow(ActivityRow):
    """`through` is the team that it was given to, where that is not the user."""

    group: Group
    through: KnownLink | None = None


class Counts(BaseModel):
    """With `at_least` there are more than could be counted."""

    overdue: int
    today: int
    upcoming: int
    waiting: int
    at_least: bool


class Worklist(BaseModel):
    """`counts` are of all groups, and not told where one is asked for. `complete` is false where there is more than
    this list reaches: beyond twenty teams, or some five thousand tasks of one, which the lists by group do reach."""

    data: list[WorklistRow]
    page: PageInfo
    counts: Counts | None
    complete: bool
    time_zone: str


@operation(
    "GET /v1/worklist",
    right=own_work.READ,
    area="activities",
    asks=WorklistAsked,
    gives=Worklist,
    touches=(READS,),
    errors=(InvalidParameter, InvalidCursor),
)
def read_worklist(call: Call[None, WorklistAsked]) -> dict[str, Any]:
    """Lists the open tasks of a user or a team: overdue, today, upcoming, waiting

    What is due first comes first; what has no date is upcoming, and what is to be followed up on a later day waits. A
    user's own list has the work of their teams too. Everybody may read their own; who is from outside sees of a task
    what is to be done, and not what it is about.
    """
    asked = call.asked
    if asked.user and asked.team:
        raise InvalidParameter(errors=[FieldError("team", "one_at_a_time", "Ask for a user or a team, not both.")])
    wanted = worklist.Wanted(
        who=asked.team or asked.user or call.actor.user,
        parameter="team" if asked.team else "user",
        teams=asked.teams,
        zone=asked.time_zone,
        group=asked.group,
        limit=asked.limit,
        cursor=asked.cursor,
    )
    return worklist.page(call.actor, wanted)
