"""Whose dossiers a message is for. SES keeps no envelope, so it is told by what the headers say; nobody has to believe
them, since an address of ours holds only with our signature (M9)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

from chalicelib import logs
from chalicelib.actions import mail_names
from chalicelib.mail import dossier_address, headers
from chalicelib.mail.dossier_address import Claimed, Kind
from chalicelib.mail.fault import Faults
from chalicelib.mail.message import Message
from chalicelib.settings import settings
from chalicelib.storage import dossier_names

TOLD_IN = (
    "bcc", "delivered-to", "x-original-to", "envelope-to", "resent-to", "resent-cc", "resent-bcc", "x-forwarded-to",
)  # fmt: skip
TOPMOST = 3  # Received headers: the last servers on the way, of which SES is the very last
MOST = 100  # addresses that look like ours; 20,000 others do not count
ORDER: tuple[Kind, ...] = ("reply", "record", "tenant")  # the most telling first
_WRITTEN = re.compile(rb"(?<![a-z0-9+-])[a-z0-9+-]++@[a-z0-9.-]++", re.I)


class Destination(NamedTuple):
    """`record` is an id, "" when it is not for one; `conversation` the handle of the conversation that is answered, ""
    when none is."""

    tenant: str
    kind: Kind
    record: str = ""
    conversation: str = ""


def destinations(message: Message, raw: bytes) -> list[Destination]:
    """Each tenant once. Nothing where the message has no address of ours that holds."""
    claimed = sorted(_claimed(message, raw), key=lambda each: ORDER.index(each.kind))
    holders = dossier_names.holders({each.slug for each in claimed if each.kind == "record"})
    told = list(_held((each, each.tenant or holders.get(each.slug, "")) for each in claimed))
    if refused := told.count(None):
        logs.warning("dossier_address_refused", count=refused)
    first: dict[str, Destination] = {}
    for each in told:
        if each:
            first.setdefault(each.tenant, each)
    return list(first.values())


def _claimed(message: Message, raw: bytes) -> list[Claimed]:
    """What looks like an address of ours, each once."""
    domain = settings().mail_domain
    read = (dossier_address.read(each, domain) for each in dict.fromkeys(_addresses(message, raw)))
    return list(islice((each for each in read if each), MOST))


def _addresses(message: Message, raw: bytes) -> Iterator[str]:
    yield from (each.email for each in (*message.to, *message.cc))
    told = headers.read(raw, 0, len(raw), Faults()).headers
    values = chain(told.all("received")[:TOPMOST], *(told.all(name) for name in TOLD_IN))
    yield from _written(values)


def _written(values: Iterable[bytes]) -> Iterator[str]:
    for value in values:
        yield from (found[0].decode("ascii") for found in _WRITTEN.finditer(value))


def _held(told: Iterable[tuple[Claimed, str]]) -> Iterator[Destination | None]:
    """Only of a tenant for which we made an address it is looked up whether that has been renewed since."""
    secret, present = settings().dossier_secret.encode(), cache(mail_names.generation)
    for claimed, tenant in told:
        made = dossier_address.generation(claimed, tenant, secret) if tenant else None
        holds = made is not None and (claimed.kind == "reply" or made == present(tenant))
        yield Destination(tenant, claimed.kind, claimed.record, claimed.conversation) if holds else None
