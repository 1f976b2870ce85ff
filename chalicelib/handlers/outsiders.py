"""Inviting people from outside, and who was."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import reading
from chalicelib.actions import versions
from chalicelib.actions.portal import tying
from chalicelib.call import Call
from chalicelib.errors import AlreadyExists, Busy, Conflict, Invalid, NotFound, Unauthorized, invalid
from chalicelib.footprint import IDENTITY_READS, IDENTITY_WRITES, MAILS, READS, WRITES
from chalicelib.identity import outsider
from chalicelib.identity.forms import Email
from chalicelib.identity.invitation import Guest
from chalicelib.identity.outsider import Outsider
from chalicelib.models import stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.fields import Language, Line, Linked
from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from chalicelib.models.relation_fields import PERSON
from chalicelib.models.shipped_rights import EXTERNAL
from chalicelib.models.tie import MOST_LISTED, Reach
from chalicelib.operation import operation
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings
from chalicelib.storage.work import Work

TOUCHES = (IDENTITY_READS, IDENTITY_WRITES, READS, WRITES, MAILS)
ERRORS = (NotFound, Invalid, AlreadyExists, Conflict, Unauthorized, Busy)
EXAMPLE = {"email": "jan@hamerslag.example", "part": "customer", "reach": "company"}


class InviteOutsider(Schema):
    """What is left out is taken from the contact or person. Of somebody who is tied already `part` and `reach` stay as
    they are when left out; else they are a customer, and see the company."""

    email: Email | None = None
    language: Language | None = None
    part: Line | None = Field(default=None, description="such as customer, prospect, supplier or accountant")
    reach: Reach | None = None
    relations: list[Linked] = Field(default=[], max_length=MOST_LISTED, description="with the reach `list`")


class OutsiderInvited(BaseModel):
    """`invitation` is `sent`, `not_sent` when mail failed: then ask again; or `not_needed` by who signs in already."""

    user: str
    tie: str
    name: str
    email: str
    status: str
    invitation: str


class KnownOutsider(BaseModel):
    """`relation` is what they are tied to, `contact` who they are there. `status` is `invited`, `active`, `disabled` or
    `removed`; `last_sign_in_at` null when they never did. `email` is null for who may not see how they are reached."""

    user: str
    tie: str
    name: str
    email: str | None
    status: str
    part: str
    reach: str
    relation: str
    contact: str | None
    invited_at: str
    last_sign_in_at: str | None


class Outsiders(BaseModel):
    data: list[KnownOutsider]


@operation(
    "POST /v1/contacts/{id}/invite",
    right=("contact", "invite"),
    area="contacts",
    takes=InviteOutsider,
    gives=OutsiderInvited,
    touches=TOUCHES,
    errors=ERRORS,
    example=EXAMPLE,
)
def invite_contact(call: Call[InviteOutsider, None]) -> OutsiderInvited:
    """Lets a contact sign in from outside, and ties them to their company

    Who was never here gets a link by mail, good once, for seven days. Asked again, it sends another, and changes of how
    far they see what is given.
    """
    contact = _held(call, reading.get(call.actor, CONTACT, call.ids["id"], "invite"))
    company = stored.line(stored.part(contact.data, "company"), "id")
    return _invite(call, contact, {"relation": company, "contact": contact.id})


@operation(
    "POST /v1/relations/{id}/invite",
    right=("relation", "invite"),
    area="relations",
    takes=InviteOutsider,
    gives=OutsiderInvited,
    touches=TOUCHES,
    errors=ERRORS,
    example=EXAMPLE,
)
def invite_person(call: Call[InviteOutsider, None]) -> OutsiderInvited:
    """Lets a person sign in from outside, as themselves

    As with a contact; of a company, invite its contacts.
    """
    person = _held(call, reading.get(call.actor, RELATION, call.ids["id"], "invite"))
    if person.data.get("kind") != PERSON:
        raise Conflict("Only a person can be invited. Of a company, invite one of its contacts.")
    return _invite(call, person, {"relation": person.id})


def _held(call: Call[InviteOutsider, None], record: Record) -> Record:
    versions.hold_alive(record)
    return record


def _invite(call: Call[InviteOutsider, None], record: Record, who: dict[str, Any]) -> OutsiderInvited:
    """In this order, so that one left halfway lets nobody see anything, and is gone on with when it is asked again."""
    given = {"part", "reach", "relations"} & call.body.model_fields_set
    reach: dict[str, Any] = call.body.model_dump(include=given, exclude_none=True)
    _hold_reach(call.body)
    row = outsider.place(call.actor, _guest(call, record))
    work = Work(call.actor.tenant, call.actor.user, call.request_id, channel=call.channel)
    tie = tying.tie(work, call.actor, row.user, {**who, **reach})
    work.commit()
    sent = outsider.let_in(row)
    told = {name: getattr(row, name) for name in ("user", "name", "email", "status")}
    return OutsiderInvited(**told, tie=tie.id, invitation=sent)


def _hold_reach(asked: InviteOutsider) -> None:
    """Before anybody stands in the directory for it."""
    if asked.reach is None and not asked.relations:
        return
    if bool(asked.relations) != (asked.reach == "list"):
        raise invalid("relations", "not_for_reach", "Give these with the reach `list`, and with no other.")


def _guest(call: Call[InviteOutsider, None], record: Record) -> Guest:
    language = call.body.language or stored.line(record.data, "language")
    email = call.body.email or tying.email(call.actor, record)
    name = stored.line(record.data, "display_name")
    return Guest(email, name, EXTERNAL, language or tenant_settings.context(call.actor.tenant, ()).language)


@operation(
    "GET /v1/relations/{id}/outsiders",
    right=("relation", "read"),
    area="relations",
    gives=Outsiders,
    touches=(READS, IDENTITY_READS),
    errors=(NotFound,),
)
def list_outsiders_of_relation(call: Call[None, None]) -> Outsiders:
    """Lists who from outside sees something of a relation, and when they last signed in

    Also those who reach it through another, such as its parent, where who asks may see that one.
    """
    relation = reading.get(call.actor, RELATION, call.ids["id"])
    ties = tying.seen(call.actor, relation)
    known = outsider.known(call.actor.tenant, list(dict.fromkeys(each["user"] for each in ties.values())))
    told = [_told(call, tie, each, known[each["user"]]) for tie, each in ties.items() if each["user"] in known]
    return Outsiders(data=sorted(told, key=lambda each: (each.name.casefold(), each.tie)))


def _told(call: Call[None, None], tie: str, told: Any, found: Outsider) -> KnownOutsider:
    row = found.row
    return KnownOutsider(
        **{name: getattr(row, name) for name in ("user", "name", "status")},
        email=row.email if reading.sees(call.actor, CONTACT if told.get("contact") else RELATION, "channels") else None,
        **{name: stored.line(told, name) for name in ("part", "reach", "relation")},
        tie=tie,
        contact=stored.line(told, "contact") or None,
        invited_at=row.created_at,
        last_sign_in_at=found.entered_at or None,
    )
