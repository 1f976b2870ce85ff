"""A received message as plain data. Reading never fails: what is wrong is told, and the rest is read."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.mail import (
    address,
    attachment,
    automatic,
    body,
    calendar,
    forwarded,
    limits,
    message_id,
    moment,
    part,
    quoted,
    report,
    verdicts,
)
from chalicelib.mail.address import Address
from chalicelib.mail.attachment import MESSAGES, Attachment
from chalicelib.mail.automatic import Automatic
from chalicelib.mail.body import Body
from chalicelib.mail.calendar import Event
from chalicelib.mail.fault import Faults
from chalicelib.mail.forwarded import Original
from chalicelib.mail.headers import NONE
from chalicelib.mail.moment import Moment
from chalicelib.mail.parameters import Valued
from chalicelib.mail.part import Part
from chalicelib.mail.quoted import Split
from chalicelib.mail.report import Report
from chalicelib.mail.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Message:
    id: str
    in_reply_to: str
    references: tuple[str, ...]
    subject: str
    date: datetime | None  # UTC
    sender: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    text: str
    new_text: str  # of a reply, without what it quotes
    quoted_text: str
    html: str  # cleaned; "" when there is none
    attachments: tuple[Attachment, ...]
    events: tuple[Event, ...]
    original: Original | None  # the message that was forwarded
    automatic: Automatic | None  # never answer it by machine
    report: Report | None
    verdicts: Verdicts
    faults: tuple[str, ...]


def read(raw: bytes) -> Message:
    faults = Faults()
    nothing = Part(raw, 0, len(raw), NONE, part.PLAIN, {}, Valued("", {}))
    root = faults.attempt("the structure", lambda: part.tree(raw, faults), nothing)
    return _of(root, faults)


def _of(root: Part, faults: Faults) -> Message:
    attempt, headers = faults.attempt, root.headers
    subject = attempt("the subject", lambda: headers.text("subject", faults, limits.SUBJECT.most), "")
    sent = attempt("the date", lambda: moment.read(headers, faults), None)
    shown = attempt("the body", lambda: body.read(root, faults), Body("", ""))
    reported = attempt("the report", lambda: report.of(root, faults), None)
    split = attempt("the quote", lambda: quoted.split(shown.text), Split(shown.text, ""))
    named = attempt("the message id", lambda: message_id.read(headers, root.raw, faults), "")
    attached: tuple[Attachment, ...] = attempt(
        "the attachments", lambda: attachment.of(body.attached(root), faults), ()
    )
    return Message(
        id=named,
        in_reply_to=attempt("in-reply-to", lambda: (*message_id.all_of(headers, "in-reply-to"), "")[0], ""),
        references=attempt("references", lambda: message_id.all_of(headers, "references"), ()),
        subject=subject,
        date=sent.utc if sent else None,
        sender=_addresses(root, "from", faults),
        reply_to=_addresses(root, "reply-to", faults),
        to=_addresses(root, "to", faults),
        cc=_addresses(root, "cc", faults),
        text=shown.text,
        new_text=split.new,
        quoted_text=split.quoted,
        html=shown.html,
        attachments=attached,
        events=attempt("the calendar", lambda: _events(root, faults), ()),
        original=None if reported else attempt("the original", lambda: _original(root, shown, subject, sent), None),
        automatic=attempt("automatic", lambda: automatic.of(headers, faults), None),
        report=reported,
        verdicts=attempt("the verdicts", lambda: verdicts.read(headers, faults), Verdicts()),
        faults=tuple(faults.told),
    )


def _addresses(root: Part, name: str, faults: Faults) -> tuple[Address, ...]:
    return faults.attempt(name, lambda: address.read(root.headers, name, faults), ())


def _events(root: Part, faults: Faults) -> tuple[Event, ...]:
    parts = [each for each in root.walk() if each.type == "text/calendar"]
    if len(parts) > limits.CALENDARS.most:
        faults.over(limits.CALENDARS)
    events = [event for each in parts[: limits.CALENDARS.most] for event in calendar.read(each, faults)]
    return tuple({(event.uid, event.start): event for event in events}.values())[: limits.EVENTS.most]


def _original(root: Part, shown: Body, subject: str, sent: Moment | None) -> Original | None:
    """What is wrong with a message within the message is told by no fault: it was not sent to us."""
    attached = next((each for each in body.attached(root) if each.type in MESSAGES), None)
    return forwarded.of_attached(attached, Faults()) if attached else forwarded.of_text(shown.text, subject, sent)
