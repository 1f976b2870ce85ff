"""What mail servers and mail programs report about a mail that went out: noted on that mail, and no mail itself.
Anybody can write such a report, so that only one counts which nobody disowns, about an address that the mail went to,
and nothing of its wording is kept (M8). Any other is filed as a mail."""

from typing import NamedTuple

from chalicelib.actions.filing import conversations
from chalicelib.actions.filing.correspondents import normal
from chalicelib.mail.message import Message
from chalicelib.mail.report import Recipient, Report
from chalicelib.models import stored
from chalicelib.models.activity_mail import BOUNCED, FILED, SENT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import records

MOST_FEEDBACK = 20
COMPLAINT, RECEIPT = "complaint", "receipt"  # kinds of reports


class Finding(NamedTuple):
    """What a report comes to; `kind` is that of the feedback that is kept, "" where none is."""

    key: str
    why: str
    kind: str = ""


BOUNCE = Finding("bounced", "It tells that a mail did not arrive and never will; that is noted there.", "bounced")
DELAYED = Finding("delayed", "It tells that a mail has not arrived so far.")
COMPLAINED = Finding("complained", "It tells that somebody took a mail for spam; that is noted there.", "complained")
ARRIVED = Finding("receipt", "It tells that a mail has arrived or was read.")
# By what a report says of an address (RFC 3464); of several, the first row counts.
ACTIONS = {"failed": BOUNCE, "delayed": DELAYED, "delivered": ARRIVED, "relayed": ARRIVED, "expanded": ARRIVED}
# The first row that fits: what the status begins with (RFC 3463), and what that means.
REASONS = (
    ("5.1", "The address does not exist."),
    ("5.2.1", "The mailbox is closed."),
    ("5.2.2", "The mailbox is full."),
    ("5.2.3", "The mail is too large."),
    ("5.3.4", "The mail is too large."),
    ("5.7", "The mail server there refuses it by its rules."),
    ("4", "It could not be delivered in time."),
    ("", "The mail server there does not take it."),
)
MARKED = "Whoever got it has marked it as spam."


class Reported(NamedTuple):
    """What a report comes to for a mail of ours, at those addresses that this went to."""

    mail: Record
    finding: Finding
    recipients: tuple[Recipient, ...]


def reported(tenant: str, message: Message) -> Reported | None:
    """None where there is no such mail here, or the report is not to be believed or says nothing that we know."""
    report = message.report
    mail = _about(tenant, report) if report and not message.verdicts.speak_against else None
    if report is None or mail is None:
        return None
    recipients = tuple(each for each in report.recipients if normal(each.address) in _went_to(mail))
    found = finding(report.kind, recipients)
    return Reported(mail, found, recipients) if found else None


def _about(tenant: str, report: Report) -> Record | None:
    """The mail that it is about, where that is here and went out."""
    told = report.message_id
    holder = conversations.holders(tenant, [told]).get(told, "") if told else ""
    found = records.get(tenant, holder) if holder else None
    return found if found and found.alive and found.data.get("direction") == "out" else None


def _went_to(mail: Record) -> set[str]:
    return {email for each in stored.parts(mail.data, "participants") if (email := stored.line(each, "email"))}


def finding(kind: str, recipients: tuple[Recipient, ...]) -> Finding | None:
    if kind in (COMPLAINT, RECEIPT):
        return (COMPLAINED if kind == COMPLAINT else ARRIVED) if recipients else None
    actions = {each.action for each in recipients}
    return next((found for action, found in ACTIONS.items() if action in actions), None)


def feedback(told: Reported, at: str) -> list[Data]:
    """A row for each address at which it did not arrive, or was not welcome."""
    kind = told.finding.kind
    concerned = [each for each in told.recipients if kind != BOUNCE.kind or each.action == "failed"] if kind else []
    first = {normal(each.address): each for each in reversed(concerned)}
    return [
        {"email": email, "kind": kind, "reason": _reason(each, kind), "at": at}
        for email, each in reversed(first.items())
    ]


def _reason(recipient: Recipient, kind: str) -> str:
    if kind == COMPLAINED.kind:
        return MARKED
    words = next(words for begins, words in REASONS if recipient.status.startswith(begins))
    return f"{words} ({recipient.status})" if recipient.status else words


def noted(told: Reported, at: str) -> Data:
    """The mail with what did not arrive; of what is only late it stays as it is."""
    data, fresh = told.mail.data, feedback(told, at)
    if not fresh:
        return data
    mail = stored.part(data, "mail")
    known = stored.parts(mail, "feedback")
    kept = [*known, *(each for each in fresh if not _has(known, each))][:MOST_FEEDBACK]
    bounced = told.finding is BOUNCE and stored.line(mail, "state") in (FILED, SENT)
    state = {"state": BOUNCED, "reason": fresh[0]["reason"], "at": at} if bounced else {}
    return {**data, "mail": {**mail, **state, "feedback": kept}}


def _has(known: list[Data], fresh: Data) -> bool:
    return any(each.get("email") == fresh["email"] and each.get("kind") == fresh["kind"] for each in known)
