"""Whom a mail goes to: each as a participant of the activity, with the address that is written to, read live."""

from collections.abc import Iterator

from chalicelib.access.actor import Actor
from chalicelib.actions.mails.asked import MOST_RECIPIENTS, NewMail
from chalicelib.actions.mails.lookup import Named, Wanted, find, named
from chalicelib.errors import FieldError
from chalicelib.letters.delivery import deliverable
from chalicelib.models import channel, stored
from chalicelib.models.contact import CONTACT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data

TOO_MANY = f"Send a mail to at most {MOST_RECIPIENTS} recipients, copies included."


def participants(actor: Actor, asked: NewMail, context: Context, today: str) -> list[Data | FieldError]:
    """In their order, each address once; what is wrong with one in its place."""
    told: dict[str, Data | FieldError] = {}
    for each in named(asked):
        found = _participant(actor, each, context, today)
        told.setdefault(found.field if isinstance(found, FieldError) else found["email"], found)
    if len(told) > MOST_RECIPIENTS:
        return [FieldError("to", "too_many", TOO_MANY)]
    return list(told.values())


def _participant(actor: Actor, each: Named, context: Context, today: str) -> Data | FieldError:
    given = each.recipient
    if sum(map(bool, (given.contact, given.relation, given.user))) + bool(given.name and each.kind) > 1:
        return FieldError(each.path, "one_of", "Give one of contact, relation and user, or else an email and a name.")
    if not each.kind:
        return _typed(each)
    record = find(actor, context, Wanted(f"{each.path}.{each.kind}", each.id, (each.kind,)))
    return record if isinstance(record, FieldError) else _kept(each, record, context, today)


def _typed(each: Named) -> Data | FieldError:
    email, name = each.recipient.email, each.recipient.name
    if not email:
        return FieldError(f"{each.path}.email", "required", "Give an email, or a contact, relation or user.")
    return _written_to({**({"name": name} if name else {}), "email": email, "part": each.part}, each)


def _kept(each: Named, record: Record, context: Context, today: str) -> Data | FieldError:
    path = f"{each.path}.{each.kind}"
    if "" < stored.line(record.data, "ended_on") < today:
        return FieldError(path, "ended", "This contact has ended, and is not written to; choose another.")
    known = list(dict.fromkeys(addresses(record, context)))
    if not known:
        return FieldError(path, "no_address", "There is no e-mail address; add one, or give a name and email.")
    email = each.recipient.email or known[0]
    if email not in known:
        told = "This is none of their addresses; add it there, or give a name and email only."
        return FieldError(f"{each.path}.email", "not_theirs", told)
    return _written_to({each.kind: {"id": record.id}, "email": email, "part": each.part}, each)


def _written_to(participant: Data, each: Named) -> Data | FieldError:
    try:
        deliverable(participant["email"])
    except ValueError as error:
        return FieldError(f"{each.path}.email", "not_valid", str(error))
    return participant


def addresses(record: Record, context: Context) -> Iterator[str]:
    """Of a record, the default first."""
    if email := stored.line(record.data, "email"):  # of a user
        yield email
    for each in sorted(_channels(record, context), key=lambda each: not each.get("default")):
        if stored.line(each, "kind") == "email" and (normal := stored.line(each, "normal")):
            yield normal


def _channels(record: Record, context: Context) -> list[Data]:
    """Those of a contact are also what it has from its person and its company."""
    if record.type != CONTACT.name:
        return stored.parts(record.data, "channels")
    behind = (_data(record, name, context) for name in ("person", "company"))
    return channel.inherited(*(stored.parts(each, "channels") for each in (record.data, *behind)))


def _data(record: Record, link: str, context: Context) -> Data:
    found = context.linked.get(stored.line(stored.part(record.data, link), "id"))
    return found.data if found else {}
