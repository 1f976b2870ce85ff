"""What relations, contacts and addresses can do besides being kept."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import answers
from chalicelib.access import reading, writing
from chalicelib.actions import contacts, detach, lists, tree, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Invalid, InvalidCursor, KeyReused, NotFound, StaleVersion, invalid
from chalicelib.footprint import READS, WRITES
from chalicelib.handlers.uses import Use, UsePage, use
from chalicelib.handlers.verbs import Paging, answer, read
from chalicelib.models.address import ADDRESS
from chalicelib.models.contact import CONTACT
from chalicelib.models.fields import ID
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES, type_of
from chalicelib.models.relation import RELATION
from chalicelib.openapi_models import RecordPage, RecordShape
from chalicelib.operation import operation
from chalicelib.schema import Schema
from chalicelib.storage import cursor, listing

Target = Field(pattern=ID)


class LinkPerson(Schema):
    """Without `person` a new one is made of the contact's name."""

    person: str | None = Field(default=None, pattern=ID)


class Detach(Schema):
    user: str = Field(pattern=ID, description="the record that is to get its own copy")


class Node(Use):
    parent: str | None


class Tree(BaseModel):
    """The root first, parents before children; `complete` is false beyond 200."""

    data: list[Node]
    complete: bool


@operation(
    "GET /v1/relations/{id}/contacts",
    right=("contact", "read"),
    area="relations",
    asks=Paging,
    gives=RecordPage(CONTACT),
    touches=(READS,),
    errors=(NotFound, InvalidCursor),
)
def list_contacts_of_relation(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists the contacts of a company, or the companies where a person is a contact"""
    relation = reading.get(call.actor, RELATION, call.ids["id"])
    role = "company" if relation.data["kind"] == "company" else "person"
    asked = lists.parse(call.actor, CONTACT, {"field": role, "op": "eq", "value": relation.id})
    return lists.page(call.actor, CONTACT, lists.Wanted(asked, CONTACT.natural, call.asked.limit, call.asked.cursor))


@operation(
    "GET /v1/relations/{id}/tree",
    right=("relation", "read"),
    area="relations",
    gives=Tree,
    touches=(READS,),
    errors=(NotFound,),
)
def tree_of_relation(call: Call[None, None]) -> dict[str, Any]:
    """Shows the group that a company belongs to: parent and subsidiaries"""
    company = reading.get(call.actor, RELATION, call.ids["id"])
    nodes, complete = tree.of(call.actor, RELATION, company)
    return {"data": nodes, "complete": complete}


@operation(
    "POST /v1/contacts/{id}/link-person",
    right=("contact", "edit"),
    area="contacts",
    takes=LinkPerson,
    gives=RecordShape(CONTACT),
    touches=(READS, WRITES),
    errors=(NotFound, Conflict, Invalid, StaleVersion, KeyReused, Busy),
    example={"person": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"},
)
def link_person(call: Call[LinkPerson, None]) -> Answer:
    """Links a contact with a typed name to a person

    Its id, activities and channels stay; from now on its name is the person's.
    """
    before = reading.get(call.actor, CONTACT, call.ids["id"], "edit")
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    writing.hold(call.actor, CONTACT, ["person"])
    return answer(call, *contacts.link_person(call.work, call.actor, before, call.body.person))


@operation(
    "POST /v1/contacts/{id}/unlink-person",
    right=("contact", "edit"),
    area="contacts",
    gives=RecordShape(CONTACT),
    touches=(READS, WRITES),
    errors=(NotFound, Conflict, StaleVersion, KeyReused, Busy),
)
def unlink_person(call: Call[None, None]) -> Answer:
    """Copies the person's name to the contact and drops the link"""
    before = reading.get(call.actor, CONTACT, call.ids["id"], "edit")
    versions.hold_alive(before)
    versions.hold_all(call.if_match, before)
    writing.hold(call.actor, CONTACT, ["person"])
    return answer(call, *contacts.unlink_person(call.work, call.actor, before))


@operation(
    "GET /v1/addresses/{id}/used-by",
    right=("address", "read"),
    area="addresses",
    asks=Paging,
    gives=UsePage,
    touches=(READS,),
    errors=(NotFound, InvalidCursor),
)
def address_used_by(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists everything that uses an address"""
    address = reading.get(call.actor, ADDRESS, call.ids["id"])
    scope = f"used-by {call.actor.tenant} {call.actor.user} {address.id}"
    after = cursor.open_(call.asked.cursor, scope) if call.asked.cursor else ""
    ids, following = listing.linked(call.actor.tenant, address.id, limit=call.asked.limit, after=after)
    live = reading.linking(call.actor, ids, address.id)
    uses = [use(live[each]) for each in ids if each in live]
    return answers.page(uses, cursor.seal(following, scope) if following else None)


@operation(
    "POST /v1/addresses/{id}/detach",
    right=("address", "create"),
    area="addresses",
    takes=Detach,
    gives=RecordShape(ADDRESS),
    status=201,
    touches=(READS, WRITES),
    errors=(NotFound, Conflict, Invalid, KeyReused, Busy),
    example={"user": "rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"},
)
def detach_address(call: Call[Detach, None]) -> Answer:
    """Gives one user of a shared address a copy of its own

    A change to the copy no longer shows elsewhere. Answers with the copy.
    """
    shared = reading.get(call.actor, ADDRESS, call.ids["id"])
    user = _user(call)
    versions.hold_alive(user)
    writing.hold(call.actor, TYPES[user.type], detach.fields(user, shared))
    return read(call, ADDRESS, detach.detach(call.work, user, shared))


def _user(call: Call[Detach, None]) -> Record:
    declared = type_of(call.body.user)
    try:
        if declared is not None:
            return reading.get(call.actor, declared, call.body.user, "edit")
    except NotFound:
        pass
    raise invalid("user", "no_such_record", "There is no record with this id; correct it.")
