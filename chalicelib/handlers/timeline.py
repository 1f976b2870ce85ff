"""What happened with a record, and what is to be done about it: one operation for each type that things are about."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import reading
from chalicelib.actions import timeline
from chalicelib.call import Call
from chalicelib.errors import InvalidCursor, InvalidParameter, NotFound
from chalicelib.footprint import READS
from chalicelib.handlers.verbs import Paging
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import Visibility
from chalicelib.models.activity_row import ActivityRow
from chalicelib.models.address import ADDRESS
from chalicelib.models.contact import CONTACT
from chalicelib.models.document import DOCUMENT
from chalicelib.models.fields import TimeZone
from chalicelib.models.moment import DayOrMoment
from chalicelib.models.record_type import RecordType
from chalicelib.models.relation import RELATION
from chalicelib.models.user import USER
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.storage.part_in import PartIn
from chalicelib.storage.timeline import Timeline

ABOUT = (RELATION, CONTACT, ADDRESS, DOCUMENT, ACTIVITY)
MOST_ROWS = 99  # with the record itself one batch


class TimelineAsked(Paging):
    limit: int = Field(default=50, ge=1, le=MOST_ROWS)
    kinds: list[str] | None = Field(
        default=None, max_length=20, description="of activities and of documents; may be repeated"
    )
    types: list[str] | None = Field(default=None, max_length=5, description="such as activity; may be repeated")
    visibility: Visibility | None = None
    direct_only: bool = Field(default=False, description="without what is there through a contact")
    open: bool = Field(default=False, description="what is still to be done instead, what is due first at the top")
    since: DayOrMoment | None = Field(default=None, alias="from")
    until: DayOrMoment | None = None
    time_zone: TimeZone | None = Field(
        default=None, description="in which days begin and end; that of who asks when left out"
    )


class TimelineRow(ActivityRow):
    """`at` is where it stands in time, `through` the contact because of which it stands here."""

    at: str
    through: str | None


class TimelinePage(BaseModel):
    data: list[TimelineRow]
    page: PageInfo


def page(call: Call[None, TimelineAsked], declared: RecordType) -> dict[str, Any]:
    return timeline.page(call.actor, declared, Timeline(**_wanted(call)), call.asked.cursor)


def _wanted(call: Call[None, TimelineAsked]) -> dict[str, Any]:
    asked = call.asked
    since, until = timeline.bounds(call.actor, asked.since, asked.until, asked.time_zone)
    return {
        "tenant": call.actor.tenant,
        "target": call.ids["id"],
        "keep": reading.keeps(call.actor),
        "limit": asked.limit,
        "kinds": frozenset(asked.kinds or ()),
        "types": frozenset(asked.types or ()),
        "visibility": asked.visibility or "",
        "direct_only": asked.direct_only,
        "open": asked.open,
        "since": since,
        "until": until,
    }


def declare(declared: RecordType) -> None:
    def run(call: Call[None, TimelineAsked]) -> dict[str, Any]:
        return page(call, declared)

    run.__name__, run.__doc__ = f"timeline_of_{declared.name}", _told(declared)
    operation(
        f"GET /v1/{declared.plural}/{{id}}/timeline",
        right=("activity", "read"),
        area=declared.plural,
        asks=TimelineAsked,
        gives=TimelinePage,
        touches=(READS,),
        errors=(NotFound, InvalidParameter, InvalidCursor),
    )(run)


def _told(declared: RecordType) -> str:
    article = "an" if declared.name[0] in "aeiou" else "a"
    return f"""Lists what happened with {article} {declared.name}, and what will

    The newest first, what is planned before that. With what is linked to its contacts, unless `direct_only`. With
    `open` it is what is to be done.
    """


for each in ABOUT:
    declare(each)


@operation(
    "GET /v1/users/{id}/timeline",
    right=("activity", "read"),
    area="users",
    asks=TimelineAsked,
    gives=TimelinePage,
    touches=(READS,),
    errors=(NotFound, InvalidParameter, InvalidCursor),
)
def timeline_of_user(call: Call[None, TimelineAsked]) -> dict[str, Any]:
    """Lists what a colleague did, and what they will do

    The activities that they made, were given or take part in, as far as you may see them: the newest first, what is
    planned before that. With `open` it is what they were given to do, what is due first at the top.
    """
    return timeline.page(call.actor, USER, PartIn(**_wanted(call), declared=ACTIVITY), call.asked.cursor)
