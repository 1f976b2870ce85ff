"""A message that a person sends from the dossier, as it goes over the line (RFC 5322, 2045 to 2047, 2231). Pure.

Whatever was typed, each header is there once (I5). There is no Bcc: who gets it unseen is told to SES only. There is no
Auto-Submitted either, since a person wrote it."""

import re
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from chalicelib.files import naming
from chalicelib.letters import header
from chalicelib.mail import markup

_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.S)
_PAGE = '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head>\n<body>\n{}\n</body></html>\n'


class Mailbox(NamedTuple):
    name: str
    address: str


class File(NamedTuple):
    name: str
    type: str
    content: bytes


class Message(NamedTuple):
    """`html` is clean. Ids of messages have no angle brackets; the last of `references` is the one that is answered."""

    id: str
    sender: Mailbox
    reply_to: str
    to: tuple[Mailbox, ...]
    copies: tuple[Mailbox, ...]
    subject: str
    html: str
    at: datetime
    references: tuple[str, ...] = ()
    files: tuple[File, ...] = ()


def mime(message: Message) -> bytes:
    """Raises ValueError for an address that cannot be delivered to."""
    headers = "".join(f"{name}: {value}\r\n" for name, value in _headers(message).items() if value)
    return headers.encode("ascii") + _content(message).as_bytes()


def _headers(message: Message) -> dict[str, str]:
    ids = [each for each in message.references if header.is_id(each)]
    return {
        "From": header.mailbox(*message.sender),
        "To": _all(message.to),
        "Cc": _all(message.copies),
        "Reply-To": message.reply_to,
        "Subject": header.written(message.subject),
        "Date": format_datetime(message.at),
        "Message-ID": header.ids([message.id]),
        "In-Reply-To": header.ids(ids[-1:]),
        "References": header.ids(ids),
    }


def _all(boxes: tuple[Mailbox, ...]) -> str:
    return f",{header.FOLDED}".join(header.mailbox(*each) for each in boxes)


def _content(message: Message) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made.set_content(plain(message.html))
    made.add_alternative(_PAGE.format(message.html), subtype="html")
    for file in message.files:
        kind, _, subtype = _attached_as(file.type).partition("/")
        made.add_attachment(file.content, maintype=kind, subtype=subtype, filename=naming.harmless(file.name))
    return made


def _attached_as(media_type: str) -> str:
    """What is itself a message, or made of several parts, would have to be taken apart."""
    return "application/octet-stream" if media_type.startswith(("message/", "multipart/")) else media_type


def plain(html: str) -> str:
    """What of clean HTML a reader without it gets; of a link also where it leads."""
    return markup.text(_LINK.sub(_with_its_target, html)) + "\n"


def _with_its_target(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    return label if label in (target, target.removeprefix("mailto:")) else f"{label} ({target})"
