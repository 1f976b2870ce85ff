"""The whole of a message that was filed, read anew from what came in: the activity has only the beginning of it."""

from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib import answer_size
from chalicelib.errors import NotFound
from chalicelib.files import placing
from chalicelib.mail import headers, images, read
from chalicelib.mail.address import Address
from chalicelib.mail.calendar import Event, When
from chalicelib.mail.fault import Faults
from chalicelib.mail.forwarded import Original
from chalicelib.mail.message import Message
from chalicelib.models import moment, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import files

MOST_HEADERS, LONGEST_HEADER = 100, 1_000
MOST_TEXT, MOST_HTML = 400_000, 2_000_000  # bytes
LEFT_OUT = {"html": "", "forwarded": None, "quoted": ""}  # where it is too long: the first, and so on
GONE = "The message itself is not here (yet); the activity has the beginning of it."
TOO_LONG = "the {} is too long to be answered"


def of(activity: Record, with_images: bool) -> dict[str, Any]:
    """Raises NotFound where it is no mail."""
    mail = stored.part(activity.data, "mail")
    if not mail:
        raise NotFound("This activity is no mail.")
    try:
        raw = files.whole(placing.mail(activity.tenant, activity.id))
    except files.Gone:
        raise NotFound(GONE) from None
    return _bounded({"id": activity.id, **_whole(read(raw), raw, mail, with_images)})


def _bounded(answer: Data) -> Data:
    for name, instead in LEFT_OUT.items():
        if answer[name] and not answer_size.fits(answer):
            answer |= {name: instead, "faults": [*answer["faults"], TOO_LONG.format(name)]}
    return answer


def _whole(message: Message, raw: bytes, mail: Data, with_images: bool) -> Data:
    html = _html(message, with_images)
    faults = [*message.faults, *([TOO_LONG.format("html")] if message.html and not html else [])]
    return {
        **_written(message),
        "headers": list(_headers(raw)),
        "text": _cut(message.new_text),
        "quoted": _cut(message.quoted_text),
        "html": html,
        "remote_images": images.has_remote(message.html),
        "attachments": list(_attachments(message, stored.parts(mail, "attachments"))),
        "events": [_event(each) for each in message.events],
        "forwarded": _forwarded(message.original) if message.original else None,
        "automatic": message.automatic.because if message.automatic else None,
        "faults": faults,
        **{name: mail.get(name) for name in ("state", "rule", "reason", "trust")},
        "verdicts": stored.part(mail, "verdicts"),
    }


def _written(message: Message) -> Data:
    return {
        "message_id": message.id,
        "in_reply_to": message.in_reply_to or None,
        "references": list(message.references),
        "subject": message.subject,
        "date": moment.written(message.date) if message.date else None,
        "from": _addresses(message.sender),
        "reply_to": _addresses(message.reply_to),
        "to": _addresses(message.to),
        "cc": _addresses(message.cc),
    }


def _addresses(told: Iterable[Address]) -> list[Data]:
    return [{"name": each.name or each.text, "email": each.email} for each in told]


def _headers(raw: bytes) -> Iterator[Data]:
    """As they came, in their order."""
    rows = headers.read(raw, 0, len(raw), Faults()).headers.rows[:MOST_HEADERS]
    for name, value in rows:
        text = headers.Headers(((name, value),)).text(name, Faults(), LONGEST_HEADER)
        yield {"name": name, "value": text}


def _html(message: Message, with_images: bool) -> str:
    shown = images.within(message.html, message.attachments)
    shown = images.remote(shown) if with_images else shown
    return shown if len(shown.encode()) <= MOST_HTML else ""


def _cut(text: str) -> str:
    return text.encode()[:MOST_TEXT].decode("utf-8", "ignore")


def _attachments(message: Message, kept: list[Data]) -> Iterator[Data]:
    """With the documents that they became, in the same order."""
    for each, known in zip(message.attachments, [*kept, *[{}] * len(message.attachments)], strict=False):
        named = {name: known.get(name) for name in ("document", "reason")}
        name = stored.line(known, "file_name") or each.name
        yield {"file_name": name, "type": each.type, "size": each.size, "inline": each.inline, **named}


def _event(event: Event) -> Data:
    told = {name: getattr(event, name) for name in ("method", "uid", "summary", "location", "recurs")}
    return {**told, "start": _when(event.start), "end": _when(event.end)}


def _when(told: When | None) -> Data | None:
    if told is None:
        return None
    at = moment.written(told.utc) if told.utc else None
    return {"text": told.text, "at": at, "date": told.day.isoformat() if told.day else None}


def _forwarded(original: Original) -> Data:
    return {
        "from": _addresses([original.sender] if original.sender else []),
        "to": _addresses(original.to),
        "cc": _addresses(original.cc),
        "date": moment.written(original.date) if original.date else None,
        "subject": original.subject,
        "text": _cut(original.text),
    }
