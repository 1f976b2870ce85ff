"""A contact from typed name to linked person and back; its id, activities and channels stay."""

from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.errors import Conflict, Invalid
from chalicelib.models import person_name
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.relation import PERSON, RELATION, RelationFields
from chalicelib.schema import parse
from chalicelib.storage import records
from chalicelib.storage.work import Work


def link_person(work: Work, actor: Actor, contact: Record, person: str | None) -> Record:
    """To the person with this id, or to a new person made of the typed name."""
    if contact.data.get("person"):
        raise Conflict("This contact is linked to a person already; unlink it first.")
    kept = {name: value for name, value in contact.data.items() if name not in person_name.PARTS}
    if person is not None:
        return save.update(work, actor, CONTACT, contact, {**kept, "person": {"id": person}})
    made = save.create(work, actor, RELATION, parse(RelationFields, {"kind": PERSON, **_name(contact)}))
    link = {"id": made.id, "title": RELATION.title(made.data), "place": RELATION.place(made.data)}
    return work.update(contact, {**kept, "person": link})


def unlink_person(work: Work, actor: Actor, contact: Record) -> Record:
    """The person's name is copied to the contact; the person stays."""
    link = contact.data.get("person")
    if not link:
        raise Conflict("This contact has a name of its own; there is no person to unlink.")
    person = records.get(actor.tenant, link["id"])
    kept = {name: value for name, value in contact.data.items() if name != "person"}
    name = person_name.parts(person.data) if person else {"last_name": link["title"]}
    return save.update(work, actor, CONTACT, contact, {**kept, **name})


def _name(contact: Record) -> dict[str, Any]:
    name = person_name.parts(contact.data)
    if not name:
        raise Invalid("This contact has no name to make a person of; give the id of a person.")
    language = contact.data.get("language")
    return {**name, **({"language": language} if language else {})}
