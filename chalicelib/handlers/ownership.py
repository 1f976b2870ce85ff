"""Whose a relation is: handing it over with what belongs to it, and taking it from the queue of a team."""

from pydantic import Field

from chalicelib.access import reading, writing
from chalicelib.actions import giving, versions
from chalicelib.actions.hand_over import one
from chalicelib.actions.hand_over.one import Along
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Forbidden, Invalid, KeyReused, NotFound, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.handed_over import HandedOver, progress
from chalicelib.handlers.verbs import AnyCall
from chalicelib.models.fields import ID, Line
from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from chalicelib.models.stakes import OWNER
from chalicelib.operation import operation
from chalicelib.schema import Schema
from chalicelib.storage import records

ERRORS = (NotFound, Forbidden, Conflict, Invalid, StaleVersion, KeyReused, Busy)
CONTACTS = ("contacts",)
OPEN_WORK = ("tasks", "appointments")


class HandOverRelation(Schema):
    to: str = Field(pattern=ID, description="a user or a team")
    with_contacts: bool = Field(default=True, description="those of its contacts that had the same owner")
    with_open_work: bool = Field(
        default=False, description="open tasks of the former owner on it, and of a user appointments to come"
    )
    reason: Line | None = Field(default=None, description="why; it stands in the history of all that is handed over")


class Take(Schema):
    with_contacts: bool = Field(default=True, description="those of its contacts that the team owned too")


@operation(
    "POST /v1/relations/{id}/hand-over",
    right=("relation", "edit"),
    area="relations",
    takes=HandOverRelation,
    gives=HandedOver,
    status=201,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"to": "usr_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "with_open_work": True, "reason": "Moved to another region"},
)
def hand_over_relation(call: Call[HandOverRelation, None]) -> Answer:
    """Hands a relation over to another owner, with its contacts

    For its owners and for who may manage access, to whom their role lets them give it. The relation is the taker's with
    the answer, and the former owner loses at once what they had as its owner. Contacts and open work go with the answer
    as far as they fit, whose `state` is then `done`; more goes on by itself: ask for it at `Location`. The taker gets
    one notice.
    """
    body, (before, live) = call.body, _read(call, call.body.to)
    what = (*(CONTACTS if body.with_contacts else ()), *(OPEN_WORK if body.with_open_work else ()))
    return _handed_over(call, before, giving.colleague(live.get(body.to)), Along(what, body.reason))


@operation(
    "POST /v1/relations/{id}/take",
    right=("relation", "edit"),
    area="relations",
    takes=Take,
    gives=HandedOver,
    status=201,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"with_contacts": True},
)
def take_relation(call: Call[Take, None]) -> Answer:
    """Takes a relation that a team of yours owns, with its contacts

    Of two who take it at once one gets it.
    """
    before, live = _read(call, call.actor.user)
    if one.owner(before)["id"] not in giving.teams(call.actor):
        raise Conflict("No team of yours owns this relation any more; read it again to see who does.")
    to = giving.colleague(live.get(call.actor.user))
    return _handed_over(call, before, to, Along(CONTACTS if call.body.with_contacts else ()))


def _read(call: AnyCall, to: str) -> tuple[Record, dict[str, Record]]:
    """The relation, to be changed, and who is to have it, in one round trip."""
    live = records.get_many(call.actor.tenant, [call.ids["id"], to])
    before = reading.hold(call.actor, reading.checked(call.actor, RELATION, live.get(call.ids["id"])), "edit")
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    writing.hold(call.actor, RELATION, [OWNER])
    return before, live


def _handed_over(call: AnyCall, before: Record, to: Record, along: Along) -> Answer:
    made = one.begin(call.work, call.actor, before, to, along)
    return Answer(progress(made), headers={"Location": f"/v1/hand-overs/{made.id}"})
