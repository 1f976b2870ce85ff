"""Mail that waits to be assigned."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import reading
from chalicelib.actions import inbox, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    AlreadyExists,
    Busy,
    Conflict,
    Forbidden,
    Invalid,
    KeyReused,
    NotFound,
    StaleVersion,
    invalid,
)
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.verbs import AnyCall
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_LINKS
from chalicelib.models.fields import Line, Linked, Short
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.schema import Schema

ERRORS = (NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy)


class FileAt(Schema):
    """`all_from_sender`: also what else waits from the same address and has room for these links."""

    links: list[Linked] = Field(min_length=1, max_length=MOST_LINKS, description="besides those that it has")
    all_from_sender: bool = False


class SenderAs(Schema):
    """A contact of `company`, or of a new one of this `company_name`; a person when there is neither. The name is that
    in the message, where none is given."""

    company: Linked | None = None
    company_name: Line | None = None
    first_name: Short | None = None
    last_name: Short | None = None
    function: Line | None = None
    all_from_sender: bool = True


class FiledMail(BaseModel):
    """`also_filed` was waiting from the same address. `complete` is false when there is more: ask again."""

    activity: str
    also_filed: list[str]
    complete: bool


class SenderMade(FiledMail):
    """`sender` is the contact, or the person, that was made; `company` the company that was made with it."""

    sender: str
    company: str | None


def _mail(call: AnyCall) -> Record:
    before = reading.get(call.actor, ACTIVITY, call.ids["id"], "file")
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    inbox.hold_mail(before)
    return before


@operation(
    "POST /v1/activities/{id}/file",
    right=("activity", "file"),
    area="activities",
    takes=FileAt,
    gives=FiledMail,
    touches=(READS, WRITES),
    errors=ERRORS,
    example={"links": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"], "all_from_sender": True},
)
def file_activity(call: Call[FileAt, None]) -> dict[str, Any]:
    """Assigns a mail from the inbox to what it is about

    Its attachments go along, as far as one transaction has room.
    """
    links = call.body.model_dump()["links"]
    return inbox.file(call.work, call.actor, _mail(call), links, call.body.all_from_sender)


@operation(
    "POST /v1/activities/{id}/contact",
    right=("activity", "file"),
    area="activities",
    takes=SenderAs,
    gives=SenderMade,
    status=201,
    touches=(READS, WRITES),
    errors=(*ERRORS, Forbidden, AlreadyExists),
    example={"company": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "last_name": "Mulder"},
)
def make_contact_of_activity(call: Call[SenderAs, None]) -> Answer:
    """Makes a contact, or a person, of the sender of a mail, and assigns it to them

    With name and address as the message has them, and what else waits from that address. Where the sender is here
    already, `existing` of the error is their id.
    """
    before, asked = _mail(call), call.body.model_dump(exclude={"all_from_sender"})
    if asked["company"] and asked["company_name"]:
        raise invalid("company_name", "one_of", "Give the company that there is, or the name of a new one.")
    made = inbox.make_contact(call.work, call.actor, before, asked)
    link = [{"id": made.sender.id}]
    told = inbox.file(call.work, call.actor, before, link, call.body.all_from_sender, made.sender)
    return Answer({**told, "sender": made.sender.id, "company": made.company.id if made.company else None})
