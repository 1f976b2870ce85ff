"""Mail from somebody unknown waits in the inbox until somebody assigns it: to what there is, or to a contact, person or
company made of its sender. What else waits from there can be assigned along with it."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.access import reading, writing
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions import save
from chalicelib.actions.filing.correspondents import SENDER, Party, recognised
from chalicelib.actions.save import Saved
from chalicelib.errors import AlreadyExists, Conflict, Forbidden, invalid
from chalicelib.merge_patch import without_nothing
from chalicelib.models import activity_mail, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_LINKS
from chalicelib.models.activity_mail import BY_HAND, FILED, INBOX, WAITING
from chalicelib.models.contact import CONTACT, ContactFields
from chalicelib.models.document import MOST_LINKS as MOST_OF_DOCUMENT
from chalicelib.models.document import WAITS
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.models.relation import RELATION
from chalicelib.models.relation_fields import COMPANY, PERSON, RelationFields
from chalicelib.schema import parse
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.work import Work

MOST_ALONG = 20
ASKED = {"company", "name", "first_name", "last_name", "function"}
PARTICIPANTS = ("user", "contact", "relation")
ASSIGNED = {"state": FILED, "rule": BY_HAND, "reason": "It was assigned by hand."}
TOO_MANY = f"A mail is about at most {MOST_LINKS} records; leave some out, or take others off it first."
HERE = "This sender is here already: assign the mail to them instead."


class Made(NamedTuple):
    """The sender as a record, and the company that was made with it."""

    sender: Record
    company: Record | None = None


def hold_mail(activity: Record) -> None:
    if stored.line(stored.part(activity.data, "mail"), "state") not in (INBOX, FILED):
        raise Conflict("This is no mail that came in.")


def file(work: Work, actor: Actor, before: Record, links: list[Data], along: bool, made: Record | None = None) -> Data:
    """What of it did not fit stays as it was, and `complete` is false: it can be asked for again."""
    filed = _filed(work, actor, before, links, made)
    told = {"activity": filed.record.id, "also_filed": [], "complete": True}
    if along:
        told |= _file_along(work, filed.record, links, made)
    _link_documents(work, [each.after for each in list(work.saves.values()) if each.after.type == ACTIVITY.name])
    return told


def _filed(work: Work, actor: Actor, before: Record, links: list[Data], made: Record | None) -> Saved:
    told = _about(before, links)
    if len(told) > MOST_LINKS:
        raise invalid("links", "too_many", TOO_MANY)
    data = {**before.data, "links": told, "mail": {**before.data["mail"], **ASSIGNED}}
    return save.update(work, actor, ACTIVITY, before, _with_sender(data, made))


def _about(mail: Record, links: list[Data]) -> list[Data]:
    """With what it is about already, each once."""
    return list({link["id"]: link for link in [*stored.parts(mail.data, "links"), *links]}.values())


def _with_sender(data: Data, made: Record | None) -> Data:
    """Where the sender took part, as the record that was made of them."""
    if made is None:
        return data
    email = stored.line(data["mail"], "correspondent")
    link = {made.type: {"id": made.id}}
    told = [
        {**each, **link} if email and each.get("email") == email and not _is_linked(each) else each
        for each in stored.parts(data, "participants")
    ]
    return {**data, "participants": told}


def _is_linked(participant: Data) -> bool:
    return any(participant.get(name) for name in PARTICIPANTS)


def _file_along(work: Work, filed: Record, links: list[Data], made: Record | None) -> Data:
    """With the copies of titles that the first has, whose links have been checked."""
    wanted = {link["id"] for link in links}
    fresh = [link for link in stored.parts(filed.data, "links") if link["id"] in wanted]
    waiting = _waiting(filed)
    fitting = [each for each in waiting if len(_about(each, fresh)) <= MOST_LINKS]
    told = list(takewhile(lambda each: work.try_update(each, _as(filed, each, fresh, made)), fitting))
    complete = len(told) == len(fitting) and len(waiting) < MOST_ALONG
    return {"also_filed": [each.id for each in told], "complete": complete}


def _as(filed: Record, each: Record, fresh: list[Data], made: Record | None) -> Data:
    wanted = {link["id"] for link in fresh}
    behind = [link for link in stored.parts(filed.data, "through") if link.get("through") in wanted]
    told = {
        **each.data,
        "links": _about(each, fresh),
        "through": [*(link for link in stored.parts(each.data, "through") if link not in behind), *behind],
        "touch": filed.data.get("touch", False),
        "mail": {**each.data["mail"], **ASSIGNED},
    }
    return _with_sender(told, made)


def _waiting(filed: Record) -> list[Record]:
    """What else waits from the same address, with which nothing else is wrong."""
    email = stored.line(stored.part(filed.data, "mail"), "correspondent")
    if not email:
        return []
    pk = keys.partition(filed.tenant, derived.KEY, WAITING, email)
    rows = table.query(filed.tenant, pk, limit=MOST_ALONG + 1).rows
    live = records.get_many(filed.tenant, [keys.entry_record_id(sk) for sk, _ in rows])
    return [each for each in live.values() if each.id != filed.id and _is_waiting(each)][:MOST_ALONG]


def _is_waiting(activity: Record) -> bool:
    return activity.alive and any(each.kind == WAITING for each in activity_mail.keys(activity))


def _link_documents(work: Work, activities: list[Record]) -> None:
    """Their attachments are about what they are about, as far as there is room in the transaction."""
    wanted = {document: each for each in activities for document in _documents(each)}
    found = records.get_many(work.tenant, wanted).values() if wanted else ()
    for document in (each for each in found if each.alive):
        links = [*stored.parts(document.data, "links"), *stored.parts(wanted[document.id].data, "links")]
        once = list({link["id"]: link for link in links}.values())[:MOST_OF_DOCUMENT]
        if not work.try_update(document, {**_assigned(document), "links": once}):
            return


def _assigned(document: Record) -> Data:
    return {name: value for name, value in document.data.items() if name != WAITS}


def _documents(activity: Record) -> list[str]:
    attached = stored.parts(stored.part(activity.data, "mail"), "attachments")
    return [told for each in attached if (told := stored.line(each, "document"))]


# --------------------------------------------------------------------------------------------- a contact of the sender


def make_contact(work: Work, actor: Actor, activity: Record, asked: Data) -> Made:
    """A contact in a company that there is or is made, or else a person. Raises AlreadyExists where the sender is here
    already."""
    if known := _known(actor, activity):
        raise AlreadyExists(HERE, existing=known)
    fields = {name: value for name, value in asked.items() if name not in ("company", "company_name") and value}
    told = {**_sender(activity, fields), **fields}
    if asked.get("company_name"):
        company = _created(work, actor, RELATION, {"kind": COMPANY, "name": asked["company_name"]})
        return Made(_created(work, actor, CONTACT, {**told, "company": company.id}), company)
    if asked.get("company"):
        return Made(_created(work, actor, CONTACT, {**told, "company": asked["company"]["id"]}))
    return Made(_created(work, actor, RELATION, {"kind": PERSON, **told}))


def _known(actor: Actor, activity: Record) -> str:
    """The id of who took part as the sender, or has that address by now; "" when there is none."""
    email = stored.line(stored.part(activity.data, "mail"), "correspondent")
    if not email:
        return ""
    (party,) = recognised(activity.tenant, [Party("", email, SENDER)], clock.timestamp()[:10])
    nearest = [each.id for each in party.known if _may_know(actor, each)]
    return next(iter([*reading.linked(actor, _taking_part(activity, email)), *nearest]), "")


def _may_know(actor: Actor, party: Record) -> bool:
    """Also that this is their address."""
    declared = TYPES[party.type]
    by_channel = "channels" in declared.names
    return reading.may_read(actor)(party) and (not by_channel or reading.sees(actor, declared, "channels"))


def _taking_part(activity: Record, email: str) -> Iterator[str]:
    for each in stored.parts(activity.data, "participants"):
        if each.get("email") == email:
            yield from (told for name in PARTICIPANTS if (told := stored.line(stored.part(each, name), "id")))


def _created(work: Work, actor: Actor, declared: Any, fields: Data) -> Record:
    if not reading.may(actor, Right(declared.name, "create")):
        raise Forbidden
    writing.hold(actor, declared, ASKED & fields.keys())
    shape = ContactFields if declared is CONTACT else RelationFields
    return save.create(work, actor, declared, parse(shape, without_nothing(fields))).record


def _sender(activity: Record, fields: Data) -> Data:
    """As the message names the one outside, who may have no name but an address."""
    mail = stored.part(activity.data, "mail")
    email, name = stored.line(mail, "correspondent"), stored.line(mail, "correspondent_name")
    named = {} if fields.keys() & {"first_name", "last_name"} else _name(name or email.partition("@")[0])
    return {**named, **({"channels": [{"kind": "email", "value": email}]} if email else {})}


def _name(told: str) -> Data:
    """Of "Visser, Jan" and of "Jan Visser"; a particle is found by those who keep names."""
    last, comma, first = (each.strip() for each in told.partition(","))
    if not comma:
        first, _, last = (each.strip() for each in told.partition(" "))
    if not last:
        first, last = "", first or "?"
    return {"first_name": first, "last_name": last} if first else {"last_name": last}
