"""What is in a selection: to look at, to put in and to take out."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.access import reading
from chalicelib.actions import filling, selecting, versions
from chalicelib.actions.filling import Paged
from chalicelib.actions.selecting import MOST_IDS, Id, Those
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Forbidden, Invalid, InvalidCursor, KeyReused, NotFound, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers import verbs
from chalicelib.handlers.verbs import Paging
from chalicelib.models.selection import SELECTION
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.page import PageInfo
from chalicelib.schema import Schema

AREA = "selections"


class SelectedRecord(BaseModel):
    """A record of the type that the selection is of."""

    model_config = ConfigDict(extra="allow")

    id: str
    type: str


class SelectedRecords(BaseModel):
    data: list[SelectedRecord]
    page: PageInfo


class Filling(Schema):
    """What is put in, of the type that the selection is of, and the ids of what is taken out."""

    add: Those | None = None
    remove: list[Id] = Field(default=[], max_length=MOST_IDS)


@operation(
    "GET /v1/selections/{id}/members",
    right=("selection", "read"),
    area=AREA,
    asks=Paging,
    gives=SelectedRecords,
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(NotFound, Forbidden, Invalid, InvalidCursor),
)
def list_members(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists the records in a selection

    As you see them; what you may not read, or is archived, is left out. A page may hold fewer than asked for.
    """
    selection = reading.get(call.actor, SELECTION, call.ids["id"])
    return filling.members_of(call.actor, selection, Paged(call.asked.limit, call.asked.cursor))


@operation(
    "POST /v1/selections/{id}/members",
    right=("selection", "edit"),
    area=AREA,
    takes=Filling,
    gives=RecordShape(SELECTION),
    touches=(READS, WRITES),
    together=ADMINISTRATION,
    errors=(NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy),
    example={"add": {"of": "relation", "ids": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]}},
)
def fill_selection(call: Call[Filling, None]) -> Answer:
    """Puts records into a static selection, or takes them out

    By their ids up to 1,000 at a time; by criteria or another selection what is in that now. All at once: what is in it
    already stays, and to send it again changes nothing. It holds up to 10,000.
    """
    before = reading.get(call.actor, SELECTION, call.ids["id"], "edit")
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    add = selecting.chosen(call.actor, call.body.add, "add") if call.body.add else None
    return verbs.read(call, SELECTION, filling.fill(call.work, call.actor, before, add, call.body.remove))
