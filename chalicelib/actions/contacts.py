"""A contact from typed name to linked person and back; its id, activities and channels stay."""

from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions import save
from chalicelib.actions.save import Saved
from chalicelib.errors import Conflict
from chalicelib.models import person_name
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.relation_fields import PERSON, RelationFields
from chalicelib.schema import parse
from chalicelib.storage import records
from chalicelib.storage.work import Work


def link_person(work: Work, actor: Actor, contact: Record, person: str | None) -> Saved:
    """To the person with this id, or to a new person made of the typed name."""
    if contact.data.get("person"):
        raise Conflict("This contact is linked to a person already; unlink it first.")
    kept = {name: value for name, value in contact.data.items() if name not in person_name.PARTS}
    link = {"new": _person(reading.shown(actor, contact))} if person is None else {"id": person}
    return save.update(work, actor, CONTACT, contact, {**kept, "person": link})


def unlink_person(work: Work, actor: Actor, contact: Record) -> Saved:
    """The person's name, and the language where the contact has none of its own, are copied; the person stays."""
    link = contact.data.get("person")
    if not link:
        raise Conflict("This contact has a name of its own; there is no person to unlink.")
    person = records.get(actor.tenant, link["id"])
    kept = {name: value for name, value in contact.data.items() if name != "person"}
    name = person_name.parts(person.data) if person else {"last_name": link["title"]}
    language = {"language": person.data["language"]} if person and person.data.get("language") else {}
    return save.update(work, actor, CONTACT, contact, {**language, **kept, **name})


def _person(contact: Record) -> dict[str, Any]:
    language = {"language": contact.data["language"]} if contact.data.get("language") else {}
    fields = parse(RelationFields, {"kind": PERSON, **person_name.parts(contact.data), **language})
    return fields.model_dump()
