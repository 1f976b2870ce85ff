"""What people are told of: their own notices, and nobody else's."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.actions import notices
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, InvalidCursor, InvalidParameter, KeyReused, NotFound
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.models.moment import Moment
from chalicelib.models.named import Named
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.schema import Schema
from chalicelib.storage import notice_list


class NoticesAsked(Paging):
    unread: bool = False


class Notice(BaseModel):
    """`kind` says what happened with the record, and `by` whom, if that was a user; people from outside are told no ids
    of others. What is `late` was meant to be told before, such as a reminder. `told` are facts that belong to the kind,
    such as when it is `due`."""

    id: str
    kind: str
    at: str
    read_at: str | None
    late: bool
    record: Named
    by: Named | None
    told: dict[str, Any]


class Notices(BaseModel):
    data: list[Notice]
    page: PageInfo


class Unread(BaseModel):
    """With `more` there are more than a hundred."""

    unread: int
    more: bool


class ReadUntil(Schema):
    until: Moment = Field(description="such as the `at` of the newest one that was seen")


class Read(BaseModel):
    """`complete` is false when there are more: send it again."""

    read: int
    complete: bool


@operation(
    "GET /v1/notices",
    right=("self", "read"),
    area="notices",
    asks=NoticesAsked,
    gives=Notices,
    touches=(READS,),
    errors=(InvalidParameter, InvalidCursor),
)
def list_notices(call: Call[None, NoticesAsked]) -> dict[str, Any]:
    """Lists what you were told, the newest first, for 90 days"""
    asked = call.asked
    return notices.page(call.actor, limit=asked.limit, sealed=asked.cursor, unread=asked.unread)


@operation("GET /v1/notices/count", right=("self", "read"), area="notices", gives=Unread, touches=(READS,))
def count_notices(call: Call[None, None]) -> dict[str, Any]:
    """Counts the notices that you have not read, up to a hundred"""
    return notices.count(call.actor)._asdict()


@operation(
    "POST /v1/notices/{id}/read",
    right=("self", "edit"),
    area="notices",
    status=204,
    touches=(WRITES,),
    errors=(NotFound, Busy),
)
def read_notice(call: Call[None, None]) -> Answer:
    """Marks a notice as read"""
    actor = call.actor
    call.work.extra.extend(notice_list.read(actor.tenant, actor.user, call.ids["id"], call.work.at))
    return Answer(None)


@operation(
    "POST /v1/notices/{id}/unread",
    right=("self", "edit"),
    area="notices",
    status=204,
    touches=(WRITES,),
    errors=(NotFound, Busy),
)
def unread_notice(call: Call[None, None]) -> Answer:
    """Marks a notice as unread again"""
    call.work.extra.extend(notice_list.unread(call.actor.tenant, call.actor.user, call.ids["id"]))
    return Answer(None)


@operation(
    "POST /v1/notices/read",
    right=("self", "edit"),
    area="notices",
    takes=ReadUntil,
    gives=Read,
    touches=(READS, WRITES),
    errors=(Invalid, KeyReused, Busy),
    example={"until": "2026-11-22T09:30:00Z"},
)
def read_notices(call: Call[ReadUntil, None]) -> dict[str, Any]:
    """Marks all notices up to a moment as read

    What came after that moment stays unread, so that nothing is marked that was not seen yet.
    """
    read, complete = notices.read_until(call.work, call.actor.user, call.body.until)
    return {"read": read, "complete": complete}
