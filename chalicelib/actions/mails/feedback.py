"""What SES tells of a mail after it took it: that it came back, that somebody took it for spam, that it had a virus.

The event says which mail by the tags that were sent with it, and that counts only where the id that SES gave it is the
one that we keep: whoever can write events to the account's bus cannot tell of another mail than it sent (M2). It may
come twice, late, or in any order: what is kept is a set of rows, and the state follows from them (M1)."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from chalicelib import clock, logs
from chalicelib.actions.mails import outcome
from chalicelib.letters import sending
from chalicelib.models import activity_mail, stored
from chalicelib.models.activity_mail import BOUNCED, FAILED, QUEUED
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import records

COMPLAINED = "complained"
MOST_ROWS, LONGEST = 100, 300
COMPLAINT = "Whoever got it has marked it as spam."
VIRUS = "The mail service found a virus in it, and did not send it."
KINDS = {
    "Permanent": "The address does not exist, or takes no mail from us.",
    "Transient": "It could not be delivered for now: the mailbox is full, for instance, or the mail too large.",
}
UNKNOWN = "It came back."
_TENANT = re.compile(r"ten_[0-9A-HJKMNP-TV-Z]{26}")
_ACTIVITY = re.compile(r"act_[0-9A-HJKMNP-TV-Z]{26}")


class TooEarly(Exception):
    """The mail is not kept as sent yet: to come again."""


def take(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands on those of SES."""
    detail = event["detail"]
    mail = _mail(detail)
    if mail is None or detail.get("eventType") not in READ:
        logs.info("mail_event_ignored", id=event.get("id"), type=event.get("detail-type"))
        return
    told = outcome.change(mail, lambda kept: READ[detail["eventType"]](kept, detail)) or mail
    if activity_mail.state(told.data) in (BOUNCED, FAILED):
        outcome.tell(told)


def _mail(detail: Mapping[str, Any]) -> Record | None:
    sent = stored.part(detail, "mail")
    tenant, activity = (
        next(iter(stored.lines(stored.part(sent, "tags"), name)), "") for name in ("tenant", "activity")
    )
    if not (_TENANT.fullmatch(tenant) and _ACTIVITY.fullmatch(activity)):
        return None
    found = records.get(tenant, activity)
    state = activity_mail.state(found.data) if found else ""
    if state == QUEUED:
        raise TooEarly(activity)
    known = stored.line(stored.part(found.data, "mail"), "wire_id") if found else ""
    return found if known == sending.wire_id(stored.line(sent, "messageId")) else None


def _bounced(mail: Record, detail: Data) -> Data | None:
    told = stored.part(detail, "bounce")
    reason = KINDS.get(stored.line(told, "bounceType"), UNKNOWN)
    rows = [
        {"email": stored.line(each, "emailAddress")[:254], "kind": BOUNCED, "reason": _because(reason, each)}
        for each in stored.parts(told, "bouncedRecipients")
    ]
    return _with(mail, [{**row, "at": _at(told, mail)} for row in rows])


def _at(told: Data, mail: Record) -> str:
    try:
        return clock.stamp(datetime.fromisoformat(stored.line(told, "timestamp")))
    except ValueError:
        return mail.updated_at


def _because(reason: str, recipient: Data) -> str:
    said = " ".join(stored.line(recipient, "diagnosticCode").split())
    return f"{reason} Their mail server said: {said}"[:LONGEST] if said else reason


def _complained(mail: Record, detail: Data) -> Data | None:
    told = stored.part(detail, "complaint")
    row = {"kind": COMPLAINED, "reason": COMPLAINT, "at": _at(told, mail)}
    return _with(mail, [{"email": each, **row} for each in _complainants(told)])


def _complainants(told: Data) -> Iterator[str]:
    for each in stored.parts(told, "complainedRecipients"):
        yield stored.line(each, "emailAddress")[:254]


def _with(mail: Record, rows: list[Data]) -> Data | None:
    """Once for each address and kind: the earliest, whichever came first."""
    part = mail.data["mail"]
    known = {(each["email"], each["kind"]): each for each in stored.parts(part, "feedback")}
    for row in rows:
        kept = known.setdefault((row["email"], row["kind"]), row)
        known[row["email"], row["kind"]] = min(kept, row, key=lambda each: str(each["at"]))
    feedback = sorted(known.values(), key=lambda each: (str(each["at"]), each["email"], each["kind"]))[:MOST_ROWS]
    if feedback == stored.parts(part, "feedback"):
        return None
    return {**part, "feedback": feedback, **_state(feedback)}


def _state(feedback: list[Data]) -> Data:
    first = next((each for each in feedback if each["kind"] == BOUNCED), None)
    return {"state": BOUNCED, "at": first["at"], "reason": first["reason"]} if first else {}


def _refused(mail: Record, detail: Data) -> Data | None:
    part = mail.data["mail"]
    return None if part["state"] == FAILED else {**part, "state": FAILED, "reason": VIRUS}


READ: dict[str, Callable[[Record, Data], Data | None]] = {
    "Bounce": _bounced,
    "Complaint": _complained,
    "Reject": _refused,
}
