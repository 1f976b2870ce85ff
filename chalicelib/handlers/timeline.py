"""What happened with a relation or contact, and what one must know before picking up the phone."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import reading
from chalicelib.actions import brief, timeline
from chalicelib.call import Call
from chalicelib.errors import InvalidCursor, InvalidParameter, NotFound
from chalicelib.footprint import READS
from chalicelib.handlers.verbs import Paging
from chalicelib.models.activity_fields import Visibility
from chalicelib.models.activity_row import ActivityRow
from chalicelib.models.channel import KnownChannel
from chalicelib.models.contact import CONTACT
from chalicelib.models.moment import DayOrMoment
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.storage.timeline import Timeline


class TimelineAsked(Paging):
    kinds: list[str] | None = Field(default=None, max_length=20, description="may be repeated")
    visibility: Visibility | None = None
    direct_only: bool = Field(default=False, description="without what is there through a contact")
    since: DayOrMoment | None = Field(default=None, alias="from")
    until: DayOrMoment | None = None


class TimelineRow(ActivityRow):
    """`at` is where it stands in time, `through` the contact because of which it stands here."""

    at: str
    through: str | None


class TimelinePage(BaseModel):
    data: list[TimelineRow]
    page: PageInfo


class BriefContact(BaseModel):
    id: str
    display_name: str
    function: str | None = None
    department: str | None = None
    rank: int | None = None
    primary: bool | None = None
    language: str | None = None
    channels: list[KnownChannel] = []


class BriefCounts(BaseModel):
    contacts: int
    open_tasks: int


class Brief:
    """`complete` is false where there is more than what was looked at: some hundreds of open tasks and appointments."""

    def json_schema(self) -> dict[str, Any]:
        from pydantic import create_model

        relation: Any = RecordShape(RELATION).model
        model = create_model(
            "Brief",
            relation=(relation, ...),
            contacts=(list[BriefContact], ...),
            open_tasks=(list[ActivityRow], ...),
            last_touches=(list[ActivityRow], ...),
            next=(list[ActivityRow], ...),
            counts=(BriefCounts, ...),
            complete=(bool, ...),
        )
        told = model.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        told["$defs"]["RelationRecord"]["additionalProperties"] = True
        return told


def _page(call: Call[None, TimelineAsked], declared: RecordType) -> dict[str, Any]:
    asked = call.asked
    wanted = Timeline(
        tenant=call.actor.tenant,
        target=call.ids["id"],
        keep=reading.may_read(call.actor),
        limit=asked.limit,
        kinds=frozenset(asked.kinds or ()),
        visibility=asked.visibility or "",
        direct_only=asked.direct_only,
        since=asked.since or "",
        until=asked.until or "",
    )
    return timeline.page(call.actor, declared, wanted, asked.cursor)


@operation(
    "GET /v1/relations/{id}/timeline",
    right=("activity", "read"),
    area="relations",
    asks=TimelineAsked,
    gives=TimelinePage,
    touches=(READS,),
    errors=(NotFound, InvalidParameter, InvalidCursor),
)
def timeline_of_relation(call: Call[None, TimelineAsked]) -> dict[str, Any]:
    """Lists what happened with a relation, and what will

    The newest first, what is planned before that. With what is linked to its contacts, unless `direct_only`.
    """
    return _page(call, RELATION)


@operation(
    "GET /v1/contacts/{id}/timeline",
    right=("activity", "read"),
    area="contacts",
    asks=TimelineAsked,
    gives=TimelinePage,
    touches=(READS,),
    errors=(NotFound, InvalidParameter, InvalidCursor),
)
def timeline_of_contact(call: Call[None, TimelineAsked]) -> dict[str, Any]:
    """Lists what happened with a contact, and what will"""
    return _page(call, CONTACT)


@operation(
    "GET /v1/relations/{id}/brief",
    right=("relation", "read"),
    area="relations",
    gives=Brief(),
    touches=(READS,),
    errors=(NotFound,),
)
def brief_of_relation(call: Call[None, None]) -> dict[str, Any]:
    """Tells all that one must know before picking up the phone

    How to reach it, whom to ask for, what is still to be done, the last five touches and what is planned.
    """
    return brief.brief(call.actor, call.ids["id"])
