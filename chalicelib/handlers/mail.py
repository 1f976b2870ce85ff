"""Mail that came in: the whole of a message, and the log of what became of each."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import answers
from chalicelib.access import reading
from chalicelib.actions.filing import whole
from chalicelib.call import Call
from chalicelib.errors import InvalidCursor, InvalidParameter, NotFound
from chalicelib.footprint import FETCHES, READS
from chalicelib.handlers.verbs import Paging
from chalicelib.models.activity import ACTIVITY
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.page import PageInfo
from chalicelib.schema import Parameters
from chalicelib.storage import cursor, mail_log


class Shown(Parameters):
    images: bool = Field(default=False, description="with images from elsewhere, whose senders then know of the reader")


class MailAddress(BaseModel):
    """`email` is empty where it could not be read; `name` is then what was written."""

    name: str
    email: str


class MailHeader(BaseModel):
    name: str
    value: str


class MailAttachment(BaseModel):
    """As the message says; `document` is what became of it, absent for this `reason`."""

    file_name: str
    type: str
    size: int
    inline: bool
    document: str | None
    reason: str | None


class MailMoment(BaseModel):
    """`text` as it was written; `at` in UTC, or `date` for a whole day, where that could be read."""

    text: str
    at: str | None
    date: str | None


class MailEvent(BaseModel):
    """An appointment that came with the message."""

    method: str
    uid: str
    summary: str
    location: str
    recurs: bool
    start: MailMoment | None
    end: MailMoment | None


class ForwardedMail(BaseModel):
    """The message that was forwarded."""

    sender: list[MailAddress] = Field(alias="from")
    to: list[MailAddress]
    cc: list[MailAddress]
    date: str | None
    subject: str
    text: str


class WholeMail(BaseModel):
    """`text` is what was written, without what it `quoted`. `html` is cleaned: show it in a frame without scripts all
    the same. `rule` and `reason` tell why it was filed where it is; `verdicts` are those of the mail server."""

    id: str
    message_id: str
    in_reply_to: str | None
    references: list[str]
    subject: str
    date: str | None
    sender: list[MailAddress] = Field(alias="from")
    reply_to: list[MailAddress]
    to: list[MailAddress]
    cc: list[MailAddress]
    headers: list[MailHeader]
    text: str
    quoted: str
    html: str
    remote_images: bool
    attachments: list[MailAttachment]
    events: list[MailEvent]
    forwarded: ForwardedMail | None
    automatic: str | None
    faults: list[str]
    state: str | None
    rule: str | None
    reason: str | None
    trust: str | None
    verdicts: dict[str, str]


class MailRow(BaseModel):
    """`why` it went where it did, by which `rule`; `activity` is the mail that it became, or that it is about."""

    at: str
    sender: str = Field(alias="from")
    subject: str
    message_id: str
    size: int
    outcome: str
    rule: str
    why: str
    activity: str | None
    faults: list[str]


class MailLog(BaseModel):
    data: list[MailRow]
    page: PageInfo


@operation(
    "GET /v1/activities/{id}/mail",
    right=("activity", "read"),
    area="activities",
    asks=Shown,
    gives=WholeMail,
    touches=(READS, FETCHES),
    errors=(NotFound, InvalidParameter),
    memory=1769,
)
def read_mail(call: Call[None, Shown]) -> dict[str, Any]:
    """Reads the whole of a mail

    With its headers, cleaned html, attachments and appointments. Images from elsewhere are left out unless asked for.
    """
    activity = reading.get(call.actor, ACTIVITY, call.ids["id"])
    reading.hold_seen(call.actor, ACTIVITY, "mail", "text")
    return whole.of(activity, call.asked.images)


@operation(
    "GET /v1/mail-log",
    right=("setting", "edit"),
    area="mail",
    asks=Paging,
    gives=MailLog,
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(InvalidParameter, InvalidCursor),
)
def list_mail_log(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists what became of mail that came in, the newest first

    Each message stands there for a year, with the reason why it was filed where it is, or not at all.
    """
    scope = f"mail log {call.actor.tenant} {call.actor.user}"
    after = cursor.open_(call.asked.cursor, scope) if call.asked.cursor else ""
    page = mail_log.page(call.actor.tenant, limit=call.asked.limit, after=after)
    return answers.page(page.rows, cursor.seal(page.next, scope) if page.next else None)
