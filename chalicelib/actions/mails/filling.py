"""Templates filled in: each name stands for one thing that is known, as a text (I3). What somebody may not read is not
filled in, and counts as not there."""

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from chalicelib import clock
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.actions.mails.lookup import Wanted, behind, faults_in, find
from chalicelib.agenda import zone
from chalicelib.errors import Invalid
from chalicelib.letters import dates, header
from chalicelib.models import stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.mail_template import NAMES
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.storage import tenant_settings
from chalicelib.text import placeholders

LONGEST = 200


class Written(NamedTuple):
    subject: str
    html: str


class Sources(NamedTuple):
    """The data that names are read from, {} where there is none."""

    contact: Data
    person: Data
    relation: Data
    user: Data
    organisation: str
    today: str


def preview(actor: Actor, template: Record, given: dict[str, str]) -> Written:
    """`given` is the id of a contact or relation, by its type; two round trips, three for a contact."""
    context = reading.context(actor, [*given.values(), actor.user])
    found = [find(actor, context, Wanted(name, told, (name,))) for name, told in given.items()]
    if faults := faults_in(found):
        raise Invalid(errors=faults)
    about = next((each for each in found if isinstance(each, Record)), None)
    context.linked.update(behind(actor, [about] if about else []))
    return fill(template, sources(context, about, context.linked.get(actor.user), template))


def fill(template: Record, sources: Sources) -> Written:
    """Values are text in HTML too, and one line in a subject."""
    subject, html = (stored.line(template.data, name) for name in ("subject", "html"))
    value = _reader(sources)
    return Written(
        subject=header.line(placeholders.filled(subject, value)),
        html=placeholders.filled(html, lambda name: escape(value(name))),
    )


def _reader(sources: Sources) -> Callable[[str], str]:
    return lambda name: VALUES[name](sources)[:LONGEST] if name in VALUES else ""


def sources(context: Context, about: Record | None, user: Record | None, template: Record) -> Sources:
    """`about` is the contact or relation that it is filled in for."""
    data = about.data if about else {}
    is_contact = about is not None and about.type == CONTACT.name
    return Sources(
        contact=data if is_contact else {},
        person=_behind(data, "person", context),
        relation=_behind(data, "company", context) if is_contact else data,
        user=user.data if user else {},
        organisation=_organisation(template.tenant),
        today=_today(user, context, stored.line(template.data, "language") or context.language),
    )


def _behind(data: Data, link: str, context: Context) -> Data:
    found = context.linked.get(stored.line(stored.part(data, link), "id"))
    return found.data if found else {}


def _organisation(tenant: str) -> str:
    return stored.line(tenant_settings.read(tenant, tenant_settings.NAME).values, "name")


def _today(user: Record | None, context: Context, language: str) -> str:
    place = zone.named(stored.line(user.data if user else {}, "time_zone") or context.time_zone)
    return dates.written(zone.local(clock.now(), place).date(), place, language)


def _salutation(data: Data, how: str) -> str:
    return stored.line(stored.part(data, "salutation"), how)


def _name(told: Sources, part: str) -> str:
    """Of a contact whose name is that of a person, that person's."""
    return stored.line(told.contact, part) or stored.line(told.person, part)


VALUES: dict[str, Callable[[Sources], str]] = {
    "contact.name": lambda told: stored.line(told.contact, "display_name"),
    "contact.first_name": lambda told: _name(told, "first_name"),
    "contact.last_name": lambda told: _name(told, "last_name"),
    "contact.function": lambda told: stored.line(told.contact, "function"),
    "contact.salutation": lambda told: _salutation(told.contact, "formal"),
    "contact.salutation_informal": lambda told: _salutation(told.contact, "informal"),
    "relation.name": lambda told: stored.line(told.relation, "display_name"),
    "relation.first_name": lambda told: stored.line(told.relation, "first_name"),
    "relation.last_name": lambda told: stored.line(told.relation, "last_name"),
    "relation.city": lambda told: stored.line(told.relation, "city"),
    "relation.salutation": lambda told: _salutation(told.relation, "formal"),
    "relation.salutation_informal": lambda told: _salutation(told.relation, "informal"),
    "user.name": lambda told: stored.line(told.user, "name"),
    "user.email": lambda told: stored.line(told.user, "email"),
    "organisation.name": lambda told: told.organisation,
    "today": lambda told: told.today,
}
assert VALUES.keys() == NAMES.keys()
