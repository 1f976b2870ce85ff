"""Who took part in a message, and which users, contacts, persons and companies have their addresses."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from chalicelib import text
from chalicelib.mail.address import Address
from chalicelib.mail.forwarded import Original
from chalicelib.mail.message import Message
from chalicelib.models import stored
from chalicelib.models.activity_fields import MOST_PARTICIPANTS
from chalicelib.models.record import Record
from chalicelib.models.relation_fields import PERSON
from chalicelib.settings import settings
from chalicelib.storage import derived, keys, records, table
from chalicelib.storage.at_once import at_once

SENDER, RECIPIENT, COPY = "sender", "recipient", "copy"
USER, CONTACT, EMPLOYEE = "user", "contact", "employee"
MOST_OF_ONE, MOST_READ = 5, 50  # records that have one address
MOST_MATCHED = 100  # addresses that are looked for
NEVER = "9999-12-31"


class Party(NamedTuple):
    """`email` is in its normal form, "" when it could not be read. `is_answered` where answers go to them, though they
    are not who wrote it. `known` have that address, the nearest first."""

    name: str
    email: str
    part: str
    is_answered: bool = False
    known: tuple[Record, ...] = ()

    @property
    def user(self) -> Record | None:
        return next((each for each in self.known if each.type == USER), None)

    @property
    def outside(self) -> tuple[Record, ...]:
        """A colleague is not filed as a contact as well."""
        return () if self.user else self.known


def parties(message: Message, forwarded: Original | None) -> list[Party]:
    """Each once, by the first part that they have; of a message that was forwarded, those of that message. Without our
    own addresses: those are for filing, and whoever knows them may file."""
    found: dict[str, Party] = {}
    for party in _forwarded(forwarded) if forwarded else _written(message):
        if (party.email or party.name) and not _is_ours(party.email):
            found.setdefault(party.email or party.name, party)
    return list(islice(found.values(), MOST_MATCHED))


def foremost(told: Sequence[Party]) -> list[Party]:
    """As many as an activity may have, in their order: the senders, and whoever is known, rather than the others."""
    chosen = sorted(range(len(told)), key=lambda n: told[n].part != SENDER and not told[n].known)
    return [told[n] for n in sorted(chosen[:MOST_PARTICIPANTS])]


def _written(message: Message) -> Iterator[Party]:
    yield from (_party(each, SENDER) for each in message.sender)
    yield from (_party(each, SENDER)._replace(is_answered=True) for each in message.reply_to)
    yield from (_party(each, RECIPIENT) for each in message.to)
    yield from (_party(each, COPY) for each in message.cc)


def _party(address: Address, part: str) -> Party:
    return Party(address.name or address.text, normal(address.email), part)


def _forwarded(original: Original) -> Iterator[Party]:
    yield from [_party(original.sender, SENDER)] if original.sender else []
    yield from (_party(each, RECIPIENT) for each in original.to)
    yield from (_party(each, COPY) for each in original.cc)


def normal(email: str) -> str:
    try:
        return text.email(email) if email else ""
    except ValueError:
        return ""


def _is_ours(email: str) -> bool:
    return email.rpartition("@")[2] == settings().mail_domain.lower()


def recognised(tenant: str, told: Sequence[Party], today: str) -> list[Party]:
    """One query for each address, all at once, and then one round trip for all that have them."""
    found = at_once([partial(_ids, tenant, party.email) for party in told])
    live = records.get_many(tenant, {each for ids in found for each in ids})
    return [
        party._replace(known=_nearest([live[each] for each in ids if each in live], today))
        for party, ids in zip(told, found, strict=True)
    ]


def _ids(tenant: str, email: str) -> list[str]:
    if not email:
        return []
    rows = table.query(tenant, keys.partition(tenant, derived.KEY, "email", email), limit=MOST_READ).rows
    return [keys.entry_record_id(sk) for sk, _ in rows]


def _nearest(live: Iterable[Record], today: str) -> tuple[Record, ...]:
    """Users, then contacts, persons and companies; without whom it is over with, and users from outside."""
    current = [
        each
        for each in live
        if each.alive
        and (stored.line(each.data, "ended_on") or NEVER) >= today
        and not (each.type == USER and stored.line(each.data, "kind") != EMPLOYEE)
    ]
    return tuple(sorted(current, key=_rank)[:MOST_OF_ONE])


def _rank(record: Record) -> tuple[int, str]:
    if record.type in (USER, CONTACT):
        return (USER, CONTACT).index(record.type), record.id
    return 2 if record.data.get("kind") == PERSON else 3, record.id


def is_colleague(user: Record | None) -> bool:
    """Who is one of ours, so that what they send counts as ours."""
    return user is not None and stored.line(user.data, "status") == "active"
