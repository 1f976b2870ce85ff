"""The activity that a message becomes. Pure."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.actions.filing import body, conversations
from chalicelib.actions.filing.correspondents import Party
from chalicelib.actions.filing.rules import MOST_TARGETS, Facts, Rule
from chalicelib.mail.message import Message
from chalicelib.mail.message_id import MISSING
from chalicelib.merge_patch import without_nothing
from chalicelib.models import activity_mail, moment, snapshot
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_mail import FILED
from chalicelib.models.record_type import Context, Data
from chalicelib.models.stakes import INTERNAL

KIND = "email"
UNREADABLE = "unreadable"  # a rule
VERDICTS = ("spam", "virus", "spf", "dkim", "dmarc")
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
NEWEST = datetime(2100, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)  # of clocks that are wrong
MOST_FAULTS = 10


class Known(NamedTuple):
    """How a message is told from others: the id that it is called by, and what it holds."""

    message_id: str
    fingerprint: str


def known(message: Message) -> Known:
    """Without an id of its own, by all that it says."""
    fingerprint = _fingerprint(message)
    if MISSING not in message.faults:
        return Known(message.id, fingerprint)
    told = f"{fingerprint} {message.date} {message.subject}"
    return Known(f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@content.invalid", fingerprint)


def _fingerprint(message: Message) -> str:
    """The same for a message that came by two ways, with other headers or line ends."""
    attached = [(each.name, 0 if each.type.startswith("text/") else each.size) for each in message.attachments]
    told = [[each.email for each in message.sender], "".join(message.text.split()), attached]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def another(told: Known) -> Known:
    """Of a message that is called as another is, but is not that one: it must not be lost for it."""
    return told._replace(message_id=f"{told.fingerprint}@content.invalid")


def id_of(tenant: str, message: Message, told: Known) -> str:
    """Always the same, so that whoever tries again makes nothing twice."""
    date = message.date if message.date and OLDEST < message.date < NEWEST else OLDEST
    return clock.id_of(ACTIVITY.prefix, date, f"{tenant} {told.message_id}")


def when(facts: Facts, now: datetime) -> str:
    """As the message says, unless that cannot be; of one that was forwarded, when that was sent."""
    told = (facts.forwarded.date if facts.forwarded else None, facts.message.date)
    return moment.written(next((each for each in told if each and OLDEST < each < now + AHEAD), now))


def data(facts: Facts, rule: Rule, told: Known, record_id: str, now: datetime) -> Data:
    """As it is prepared for being saved: links are ids."""
    subject = facts.forwarded.subject if facts.forwarded else ""
    return {
        "kind": KIND,
        "subject": subject or facts.message.subject,
        "text": body.text(facts.message) or None,
        "direction": facts.direction,
        "starts_at": when(facts, now),
        "participants": _participants(facts),
        "links": [{"id": each} for each in (facts.targets if rule.state == FILED else ())],
        "visibility": INTERNAL,
        "priority": "normal",
        "is_task": False,
        "conversation": conversations.of(facts.conversation) if facts.conversation else record_id,
        "mail": _mail(facts, rule, told),
    }


def _participants(facts: Facts) -> list[Data]:
    """Linked where one can believe it, and as long as a transaction has room for that."""
    nearest = [each.known[0].id for each in facts.parties if each.known and facts.is_believed]
    linked = set(list(dict.fromkeys([*facts.targets, *nearest]))[:MOST_TARGETS])
    return [_participant(each, linked if facts.is_believed else set()) for each in facts.parties]


def _participant(party: Party, linked: set[str]) -> Data:
    nearest = party.known[0] if party.known and party.known[0].id in linked else None
    link = {nearest.type: {"id": nearest.id}} if nearest else {}
    told: Data = without_nothing({**_named(party), **link, "part": party.part})
    return told


def _named(party: Party) -> Data:
    return {"name": body.name(party.name) or None, "email": party.email or None}


def _mail(facts: Facts, rule: Rule, told: Known) -> Data:
    message, party = facts.message, facts.correspondent
    verdicts = {name: value for name in VERDICTS if (value := getattr(message.verdicts, name))}
    return {
        "state": rule.state,
        "rule": rule.key,
        "reason": rule.why,
        "message_id": told.message_id,
        "references": activity_mail.references(_before(message)) or None,
        "fingerprint": told.fingerprint,
        "trust": "verified" if is_verified(message) else "unverified",
        "verdicts": verdicts or None,
        "automatic": message.automatic.kind if message.automatic else None,
        "correspondent": (party.email or None) if party else None,
        "correspondent_name": (body.name(party.name) or None) if party else None,
        "faults": list(message.faults[:MOST_FAULTS]) or None,
    }


def _before(message: Message) -> tuple[str, ...]:
    """The messages that it follows, as it names them."""
    return message.references or tuple(filter(None, [message.in_reply_to]))


def is_verified(message: Message) -> bool:
    """Of several senders nobody can say who it was."""
    return len(message.sender) == 1 and message.verdicts.vouch_for(message.sender[0].email)


def prepared(told: Data, context: Context) -> Data:
    """With what is kept of those it links to. A kind that the tenant has archived still is what it is."""
    told = {**told, "subject": _subject(told, context.language)}
    context = replace(context, before={"kind": KIND})
    for link in ACTIVITY.links(told):
        snapshot.take(link, context)
    made: dict[str, Any] = without_nothing(ACTIVITY.prepare(told, context).data)
    return made


def _subject(told: Data, language: str) -> str:
    if told["mail"]["rule"] == UNREADABLE:
        return body.unreadable(language)
    return body.subject(told["subject"], language)
