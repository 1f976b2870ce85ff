"""What mail servers and mail programs report about mail that we sent: not delivered (RFC 3464), complained about
(RFC 5965), read (RFC 8098)."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from chalicelib.mail import headers, limits, message_id
from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers
from chalicelib.mail.part import Part
from chalicelib.mail.plain import line

_GROUP = re.compile(rb"\r?\n(?:[ \t]*\r?\n)+")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_REPLY_CODE = re.compile(r"\b([245])\d\d[ -]")
_DAEMON = re.compile(r"mailer-daemon|postmaster|mail delivery (?:sub)?system", re.I)


class Recipient(NamedTuple):
    address: str
    action: str = ""  # failed, delayed, delivered, relayed, expanded; displayed, deleted
    status: str = ""  # RFC 3463
    diagnostic: str = ""
    permanence: str = ""  # hard: never again; soft: later perhaps; "" when nothing is wrong


class Report(NamedTuple):
    kind: str  # delivery, complaint, receipt
    recipients: tuple[Recipient, ...]
    message_id: str  # of the message that it is about; "" when it does not say
    detail: str = ""  # of a complaint, its type


# The first row that fits decides: what the action and the status begin with. A full mailbox, a letter that is too large
# and a policy say nothing about the address.
_PERMANENCE = (
    ("delayed", "", "soft"),
    ("failed", "5.2.2", "soft"),
    ("failed", "5.2.3", "soft"),
    ("failed", "5.3", "soft"),
    ("failed", "5.4.5", "soft"),
    ("failed", "5.7", "soft"),
    ("failed", "5", "hard"),
    ("failed", "4", "soft"),
    ("failed", "", "hard"),
)


def permanence(action: str, status: str) -> str:
    return next((each for asked, begins, each in _PERMANENCE if action == asked and status.startswith(begins)), "")


def of(root: Part, faults: Faults) -> Report | None:
    """Of a message that is a report: one that somebody attached to a letter is an attachment."""
    parts = list(root.walk())
    for part in parts if root.type == "multipart/report" or root.type in _READERS else ():
        if part.type in _READERS:
            groups = list(_groups(part, faults))
            return _READERS[part.type](groups, _original_id(groups, parts, faults), faults)
    return _without_format(root, faults)


def _groups(part: Part, faults: Faults) -> Iterator[Headers]:
    octets = part.content(faults, limits.REPORT.most).strip()
    for group in _GROUP.split(octets)[: limits.RECIPIENTS.most + 1]:
        yield headers.read(group + b"\n\n", 0, len(group) + 2, faults).headers


def _original_id(groups: list[Headers], parts: list[Part], faults: Faults) -> str:
    """As the report says, or out of the message that it brings back."""
    for group in groups:
        if named := message_id.all_of(group, "original-message-id"):
            return named[0]
    for part in parts:
        if part.type in ("message/rfc822", "text/rfc822-headers", "message/global"):
            octets = part.content(faults, limits.HEADERS.most)
            named = message_id.all_of(headers.read(octets, 0, len(octets), Faults()).headers, "message-id")
            return named[0] if named else ""
    return ""


def _delivery(groups: list[Headers], original: str, faults: Faults) -> Report:
    found = [_recipient(each, faults) for each in groups if each.raw("final-recipient") or each.raw("action")]
    if len(groups) > limits.RECIPIENTS.most:
        faults.over(limits.RECIPIENTS)
    return Report("delivery", tuple(found), original)


def _recipient(group: Headers, faults: Faults) -> Recipient:
    typed = group.text("original-recipient", faults, 300) or group.text("final-recipient", faults, 300)
    action = group.text("action", faults, 40).lower().partition(" ")[0]
    diagnostic = group.text("diagnostic-code", faults, 500).partition(";")[2].strip()
    status = _status(group.text("status", faults, 60), diagnostic)
    return Recipient(_address(typed), action, status, diagnostic, permanence(action, status))


def _address(typed: str) -> str:
    """Without its type: "rfc822; ann@example.com"."""
    return typed.rpartition(";")[2].strip().strip("<>")


def _status(declared: str, diagnostic: str) -> str:
    found = _STATUS.search(declared) or _STATUS.search(diagnostic)
    code = _REPLY_CODE.search(diagnostic)
    return found[1] if found else f"{code[1]}.0.0" if code else ""


def _complaint(groups: list[Headers], original: str, faults: Faults) -> Report:
    group = groups[0] if groups else headers.NONE
    named = [_address(line(value.decode("utf-8", "replace"), 300)) for value in group.all("original-rcpt-to")]
    recipients = tuple(Recipient(each, "complained") for each in named[: limits.RECIPIENTS.most])
    return Report("complaint", recipients, original, group.text("feedback-type", faults, 40).lower())


def _receipt(groups: list[Headers], original: str, faults: Faults) -> Report:
    group = groups[0] if groups else headers.NONE
    disposition = group.text("disposition", faults, 200).lower()
    action = disposition.rpartition(";")[2].partition("/")[0].strip()
    recipient = _address(group.text("original-recipient", faults) or group.text("final-recipient", faults))
    return Report("receipt", (Recipient(recipient, action),), original, disposition)


def _without_format(root: Part, faults: Faults) -> Report | None:
    """Of old mail servers: a daemon that names the addresses in a header, or in words only."""
    if not _DAEMON.search(root.headers.text("from", faults)):
        return None
    named = root.headers.text("x-failed-recipients", faults, 5_000)
    if not named and root.headers.raw("return-path") != b"<>":
        return None
    recipients = (Recipient(each.strip(), "failed", "", "", "hard") for each in named.split(",") if each.strip())
    parts = list(root.walk())
    return Report("delivery", tuple(recipients)[: limits.RECIPIENTS.most], _original_id([], parts, faults))


_READERS: dict[str, Callable[[list[Headers], str, Faults], Report]] = {
    "message/delivery-status": _delivery,
    "message/global-delivery-status": _delivery,
    "message/feedback-report": _complaint,
    "message/disposition-notification": _receipt,
}
