"""What a colleague who leaves still has to look after, and handing it over."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chalicelib.actions.hand_over import overview, steps
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, NotFound
from chalicelib.footprint import PLANS, READS, WRITES
from chalicelib.handlers.handed_over import HandedOver, progress
from chalicelib.models.fields import ID, Line
from chalicelib.operation import operation
from chalicelib.schema import Schema
from chalicelib.storage.holdings import HOLDINGS


def _what(value: str) -> str:
    if value not in HOLDINGS:
        raise ValueError(f"Choose one of {', '.join(HOLDINGS)}.")
    return value


What = Annotated[str, AfterValidator(_what), Field(json_schema_extra={"enum": list(HOLDINGS)})]


class OpenWorkItem(BaseModel):
    """`at` is when it is due, or begins."""

    id: str
    type: str
    title: str
    at: str | None


class OpenWorkPart(BaseModel):
    """Of tasks, `shared` are those that others were given too, and `recurring` those that come again. `complete` is
    false where there is more than was counted: some thousands."""

    what: str
    count: int
    complete: bool
    shared: int | None = None
    recurring: int | None = None
    first: list[OpenWorkItem]


class OpenWork(BaseModel):
    """`open` is whether there is anything. The last hand-over may still be going on, or have been stopped."""

    model_config = ConfigDict(defer_build=True)
    id: str
    title: str
    open: bool
    data: list[OpenWorkPart]
    last_hand_over: HandedOver | None


class HandOver(Schema):
    """Without `what` it is all that the taker can take: a user takes everything, a team what it can own and tasks."""

    to: str = Field(pattern=ID, description="a user or a team")
    what: list[What] = Field(default=[], max_length=20)
    reason: Line | None = Field(default=None, description="why; it stands in the history of all that is handed over")


@operation("GET /v1/users/{id}/work", right=("user", "edit"), area="users", gives=OpenWork, touches=(READS,),
           errors=(NotFound,))  # fmt: skip
def work_of_user(call: Call[None, None]) -> dict[str, Any]:
    """Tells what a user still has to look after

    Relations and contacts that they own, open tasks, appointments to come, those of them that they made and where
    nobody is named (`unassigned`), documents that will expire, and teams: how many, and the first ten of each. Also of
    somebody who is disabled or removed, whose work stays where it is, named, readable and in the worklists of teams,
    until it is handed over. What is personal, such as subscriptions and rules of reminders, is nobody else's: it rests,
    and a subscription gives way where others have no room to follow the same.
    """
    told, last = overview.of(call.actor, call.ids["id"])
    return {**told, "last_hand_over": progress(last) if last else None}


@operation(
    "POST /v1/users/{id}/hand-over",
    right=("user", "edit"),
    area="users",
    takes=HandOver,
    gives=HandedOver,
    status=201,
    touches=(READS, WRITES, PLANS),
    errors=(NotFound, Invalid, KeyReused, Busy),
    example={"to": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "reason": "Retired"},
)
def hand_over_work_of_user(call: Call[HandOver, None]) -> Answer:
    """Hands over what a user has to look after to another user or a team

    A little is handed over with the answer, whose `state` is then `done`. More goes on by itself: ask for it at
    `Location`. Others who were given a task too keep it, a series goes on with its new assignee, and in appointments
    and teams the taker comes in the user's place, and as the owner of what they owned, alone or with others; access
    lists stay as they are. Histories tell who handed over and why. The taker gets one notice,
    and you one when it is over, or was stopped, after the answer. Answers to mail that the user wrote are told to the
    last taker as long as the user is gone.
    """
    asked = steps.Asked(call.ids["id"], call.body.to, list(call.body.what), call.body.reason)
    made = steps.begin(call.work, call.actor, asked)
    return Answer(progress(made), headers={"Location": f"/v1/hand-overs/{made.id}"})


@operation("GET /v1/hand-overs/{id}", right=("self", "read"), area="users", gives=HandedOver, touches=(READS,),
           errors=(NotFound,))  # fmt: skip
def read_hand_over(call: Call[None, None]) -> dict[str, Any]:
    """Tells how far a hand-over is: what is done, what is left, what was refused and why

    For administrators, for who began it, and for who takes over.
    """
    return progress(overview.hand_over(call.actor, call.ids["id"]))
