"""What a mail that is to be sent names, read in one go: each id in it counts as one in a path does (T2)."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.actions.mails.asked import NewMail, Recipient
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context
from chalicelib.models.registry import TYPES

PARTS = {"to": "recipient", "cc": "copy", "bcc": "blind_copy"}


class Named(NamedTuple):
    """A recipient, and where in the body it stands."""

    path: str
    part: str
    recipient: Recipient

    @property
    def kind(self) -> str:
        """contact, relation or user; "" of somebody who is not kept."""
        return next((each for each in ("contact", "relation", "user") if getattr(self.recipient, each)), "")

    @property
    def id(self) -> str:
        return getattr(self.recipient, self.kind) if self.kind else ""


def named(asked: NewMail) -> Iterator[Named]:
    for name, part in PARTS.items():
        for place, each in enumerate(getattr(asked, name)):
            yield Named(f"{name}[{place}]", part, each)


def read(actor: Actor, asked: NewMail) -> Context:
    """What the actor may read of it, and the tenant's settings; a second round trip for the companies and persons of
    contacts, and for what an answered mail is about."""
    others = (asked.template, asked.filled_from, asked.in_reply_to)
    ids = [*(each.id for each in named(asked)), *asked.attachments, *filter(None, others), actor.user]
    context = reading.context(actor, filter(None, ids))
    context.linked.update(behind(actor, context.linked.values(), about(context.linked.get(asked.in_reply_to or ""))))
    return context


def behind(actor: Actor, records: Iterable[Record], also: Iterable[str] = ()) -> dict[str, Record]:
    """The companies and persons of contacts."""
    ids = [each for record in records if record.type == CONTACT.name for each in CONTACT.needs(record)]
    wanted = dict.fromkeys([*ids, *also])
    return reading.linked(actor, wanted) if wanted else {}


def about(mail: Record | None) -> list[str]:
    links = stored.parts(mail.data, "links") if mail else []
    return [told for each in links if (told := stored.line(each, "id"))]


class Wanted(NamedTuple):
    """What an id must lead to, and what one must be allowed to do with it."""

    path: str
    id: str
    types: tuple[str, ...]
    action: str = "read"


def find(actor: Actor, context: Context, wanted: Wanted) -> Record | FieldError:
    record = context.linked.get(wanted.id)
    if record is None or not record.alive or record.type not in wanted.types:
        kind = " or ".join(wanted.types).replace("_", " ")
        return FieldError(wanted.path, "no_such_record", f"There is no {kind} with this id; correct it.")
    if not reading.may(actor, Right(record.type, wanted.action), record):
        return FieldError(wanted.path, "forbidden", f"You may not {wanted.action} this {record.type}.")
    refusal = TYPES[record.type].refuses(record.data)
    return FieldError(wanted.path, "not_linkable", refusal) if refusal else record


def faults_in(found: Iterable[Any]) -> list[FieldError]:
    return [each for each in found if isinstance(each, FieldError)]
