"""What an activity knows of the message that it is: one that came in, or one that goes out. The message itself lies in
S3 as it is on the wire; an activity keeps what lists and conversations are made of.

Messages that answer each other are one conversation, called by the id of its first activity."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import BaseModel

from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.entry import Claim, Key
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data

INBOX, FILED = "inbox", "filed"
QUEUED, SENT, FAILED, BOUNCED, CANCELLED = "queued", "sent", "failed", "bounced", "cancelled"
STATES = (INBOX, FILED, QUEUED, SENT, FAILED, BOUNCED, CANCELLED)
OURS = frozenset({QUEUED, SENT, FAILED, BOUNCED, CANCELLED})  # of what goes out
State = Literal["inbox", "filed", "queued", "sent", "failed", "bounced", "cancelled"]
UNKNOWN, BY_HAND = "unknown", "by_hand"  # rules
CROWDED = ("loop", "no_room")  # rules of what is one of too many
MESSAGE, CONVERSATION = "message", "conversation"  # kinds of claims
WAITING = "waiting"  # the kind of key under which the inbox is found by its correspondent
SENDING = "sending_until"  # beside the record: until when a worker has it to itself
HANDLE = 16  # characters of an id that fit into an address of an answer
REPLY = "reply"
QUIET = (REPLY, "generated")  # kinds of automatic mail by which nobody was dealt with
MOST_REFERENCES = 10


class Attached(BaseModel):
    """`document` is absent where there is none, for this `reason`."""

    document: str | None = None
    file_name: str
    size: int
    reason: str | None = None
    version: int | None = None


class Feedback(BaseModel):
    """What became of it at one address, for this `reason`; not that it arrived, which nobody tells."""

    email: str
    kind: Literal["bounced", "complained"]
    reason: str
    at: str


class MailPart(BaseModel):
    """`state` inbox: from somebody unknown, and to be assigned. `trust`: whether the mail servers vouch for the
    sender. `reason` tells why it was filed here, by which `rule`, or why it could not be delivered. The
    `correspondent` is the one outside with whom it was exchanged. `faults` tell what of the message could not be
    read. `references` are the messages before it. Of what goes out, `at` is when its state last changed, `wire_id` the
    id that it arrives with, `feedback` where it did not arrive."""

    state: State
    rule: str | None = None
    correspondent: str | None = None
    correspondent_name: str | None = None
    faults: list[str] | None = None
    fingerprint: str | None = None
    message_id: str | None = None
    subject: str | None = None
    size: int | None = None
    trust: Literal["verified", "unverified"] | None = None
    verdicts: dict[str, str] | None = None
    automatic: str | None = None
    reason: str | None = None
    attachments: list[Attached] | None = None
    wire_id: str | None = None
    also_known_as: list[str] | None = None
    references: list[str] | None = None
    at: str | None = None
    feedback: list[Feedback] | None = None


def state(data: Data) -> str:
    return stored.line(stored.part(data, "mail"), "state")


def is_told_of(data: Data) -> bool:
    """Nobody is told of what is one of too many."""
    return stored.line(stored.part(data, "mail"), "rule") not in CROWDED


def touches(data: Data) -> bool:
    """By what a machine sent, what waits to be assigned, what did not leave, or what is not to be believed unless
    somebody has assigned it, nobody was dealt with."""
    mail = stored.part(data, "mail")
    if stored.line(mail, "automatic") in QUIET or stored.line(mail, "state") in (INBOX, FAILED, CANCELLED):
        return False
    verdicts = stored.part(mail, "verdicts")
    return stored.line(mail, "rule") == BY_HAND or "fail" not in (verdicts.get("spam"), verdicts.get("dmarc"))


def keys(record: Record) -> Iterator[Key]:
    """What waits and has nothing else wrong with it, by its correspondent, so that all of one can be assigned at
    once."""
    mail = stored.part(record.data, "mail")
    waits = (stored.line(mail, "state"), stored.line(mail, "rule")) == (INBOX, UNKNOWN)
    if waits and (email := stored.line(mail, "correspondent")):
        yield Key(WAITING, email)


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


def references(ids: Sequence[str]) -> list[str]:
    """The first, which began it, and the last ones (RFC 5322, 3.6.4)."""
    return list(ids if len(ids) <= MOST_REFERENCES else [*ids[:1], *ids[1 - MOST_REFERENCES :]])


FIXED = ("kind", "subject", "text", "direction", "participants")
LINKS = ("contact", "relation", "user")
COPIES = ("title", "place")


def faults(data: Data, before: Data) -> Iterator[FieldError]:
    """What has been sent, is about to be, or came in is not written anew."""
    if not state(before):
        return
    besides = COPIES if state(before) in OURS else (*COPIES, *LINKS)
    for name in FIXED:
        if _written(data.get(name), besides) != _written(before.get(name), besides):
            yield FieldError(name, "sent", "A mail stays as it was sent; write a note, or another mail.")


def _written(value: Any, besides: Sequence[str]) -> Any:
    """Without the titles of those who took part, which are kept up to date, and for what came in without who they are
    here, which may be found out later."""
    if isinstance(value, dict):
        return {name: _written(each, besides) for name, each in value.items() if name not in besides}
    return [_written(each, besides) for each in value] if isinstance(value, list) else value
