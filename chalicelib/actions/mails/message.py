"""A mail as it is kept made into the message that goes over the line."""

from collections.abc import Iterator
from email.utils import parseaddr
from io import BytesIO
from typing import Any

from chalicelib import clock
from chalicelib.files import kind, placing
from chalicelib.letters import message
from chalicelib.letters.message import File, Mailbox, Message
from chalicelib.letters.sending import Envelope
from chalicelib.mail import dossier_address
from chalicelib.models import file_version, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.settings import settings
from chalicelib.storage import files, records, tenant_settings

TYPES = {row.name: row.types[0] for row in kind.ROWS if row.types}


class Unmakeable(Exception):
    """In words for who sent it."""


def made(mail: Record) -> tuple[Envelope, bytes]:
    """Raises Unmakeable."""
    try:
        return _envelope(mail), message.mime(_message(mail))
    except ValueError as error:
        raise Unmakeable(str(error)) from None


def _envelope(mail: Record) -> Envelope:
    to, copies, unseen = ([each.address for each in _of(mail, part)] for part in ("recipient", "copy", "blind_copy"))
    return Envelope(_own_address(), to, copies, unseen, {"tenant": mail.tenant, "activity": mail.id})


def _own_address() -> str:
    """Of the domain that SES has verified: with the user's own, mail systems would take it for a forgery (DMARC)."""
    return parseaddr(settings().mail_from)[1]


def _of(mail: Record, part: str) -> list[Mailbox]:
    told = stored.parts(mail.data, "participants")
    return [Mailbox(_name(each), stored.line(each, "email")) for each in told if each.get("part") == part]


def _name(participant: Data) -> str:
    linked = (stored.part(participant, name) for name in ("contact", "relation", "user"))
    return next((title for each in linked if (title := stored.line(each, "title"))), stored.line(participant, "name"))


def _message(mail: Record) -> Message:
    part = stored.part(mail.data, "mail")
    domain, secret = settings().mail_domain, settings().dossier_secret.encode()
    return Message(
        id=stored.line(part, "message_id"),
        sender=Mailbox(_sender(mail), _own_address()),
        reply_to=dossier_address.of_reply(mail.tenant, stored.line(mail.data, "conversation"), domain, secret),
        to=tuple(_of(mail, "recipient")),
        copies=tuple(_of(mail, "copy")),
        subject=stored.line(part, "subject"),
        html=stored.line(mail.data, "text"),
        at=clock.now(),
        references=tuple(stored.lines(part, "references")),
        files=tuple(_files(mail, stored.parts(part, "attachments"))),
    )


def _sender(mail: Record) -> str:
    organisation = stored.line(tenant_settings.read(mail.tenant, tenant_settings.NAME).values, "name")
    name = next((each.name for each in _of(mail, "sender")), "")
    return f"{name} via {organisation}" if organisation else name


def _files(mail: Record, attachments: list[Data]) -> Iterator[File]:
    documents = records.get_many(mail.tenant, [each["document"] for each in attachments])
    for each in attachments:
        document = documents.get(each["document"])
        version = file_version.numbered(document.data, each["version"]) if document else None
        if version is None or version["state"] != file_version.CLEAN:
            raise Unmakeable(f"{each['file_name']} is not there any more; send a mail without it.")
        yield File(each["file_name"], TYPES.get(version["kind"], kind.ATTACHMENT), _content(mail, each, version))


def _content(mail: Record, attached: Data, version: dict[str, Any]) -> bytes:
    place = placing.arriving(mail.tenant, attached["document"], version["id"]).released(version["sha256"])
    file = BytesIO()
    try:
        files.fetch(place, file)
    except files.Gone:
        raise Unmakeable(f"The file {attached['file_name']} is missing; send a mail without it.") from None
    return file.getvalue()
