"""What an activity knows of the message that it is: one that came in, or one that goes out. The message itself lies in
S3 as it is on the wire; an activity keeps what lists and conversations are made of.

Messages that answer each other are one conversation, called by the id of its first activity."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel

from chalicelib.models import stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Claim, Data

INBOX, FILED = "inbox", "filed"
QUEUED, SENT, FAILED, BOUNCED = "queued", "sent", "failed", "bounced"
STATES = (INBOX, FILED, QUEUED, SENT, FAILED, BOUNCED)
State = Literal["inbox", "filed", "queued", "sent", "failed", "bounced"]
MESSAGE, CONVERSATION = "message", "conversation"  # kinds of claims
HANDLE = 16  # characters of an id that fit into an address of an answer


class Attached(BaseModel):
    document: str
    file_name: str
    size: int


class MailPart(BaseModel):
    """`state` inbox: from somebody unknown, and to be assigned. `trust`: whether the mail servers vouch for the sender.
    `reason` tells why it was filed here, or why it could not be delivered."""

    state: State
    message_id: str | None = None
    subject: str | None = None
    size: int | None = None
    trust: Literal["verified", "unverified"] | None = None
    verdicts: dict[str, str] | None = None
    automatic: str | None = None
    reason: str | None = None
    attachments: list[Attached] | None = None
    also_known_as: list[str] | None = None


def state(data: Data) -> str:
    return stored.line(stored.part(data, "mail"), "state")


def claims(record: Record) -> Iterator[Claim]:
    """Each message once in a tenant, by the ids that others call it; and the beginning of a conversation by what of
    its id stands in the address that answers go to."""
    mail = stored.part(record.data, "mail")
    for name in dict.fromkeys([stored.line(mail, "message_id"), *_others(mail)]):
        if name:
            yield Claim(MESSAGE, name, "mail.message_id")
    if mail and stored.line(record.data, "conversation") == record.id:
        yield Claim(CONVERSATION, record.id[-HANDLE:], "conversation")


def _others(mail: Data) -> list[str]:
    """SES gives what it sends an id of its own, and that is what answers refer to."""
    told = mail.get("also_known_as")
    return [each for each in told if isinstance(each, str)][:5] if isinstance(told, list) else []
