"""What is known of a message before it is decided where it belongs: who took part, and what it belongs to."""

from collections.abc import Sequence
from dataclasses import replace

from chalicelib import clock
from chalicelib.actions.filing import as_activity, conversations
from chalicelib.actions.filing.correspondents import (
    SENDER,
    Party,
    foremost,
    is_colleague,
    normal,
    parties,
    recognised,
)
from chalicelib.actions.filing.destinations import Destination
from chalicelib.actions.filing.rules import Facts
from chalicelib.mail import forwarded
from chalicelib.mail.forwarded import Original
from chalicelib.mail.message import Message
from chalicelib.models.record import Record
from chalicelib.storage import records, survivors


def gather(message: Message, destination: Destination) -> Facts:
    """A query for each address, up to a hundred, which are made at once, and some ten more."""
    tenant, today = destination.tenant, clock.timestamp()[:10]
    told = recognised(tenant, parties(message, None), today)
    colleague, verified = _colleague(message, told), as_activity.is_verified(message)
    sender = colleague if verified else None
    original = _forwarded(message, told) if sender else None
    if original:
        told = recognised(tenant, parties(message, original), today)
    facts = Facts(
        message=message,
        parties=tuple(foremost(told)),
        sender=sender,
        forged=bool(colleague and not verified),
        forwarded=original,
        answered=conversations.answered(tenant, destination.conversation),
        referred=conversations.referred(tenant, message),
        addressed=_addressed(tenant, destination.record),
    )
    return replace(facts, inherited=_inherited(tenant, facts.conversation))


def _forwarded(message: Message, told: Sequence[Party]) -> Original | None:
    original = message.original
    if original is None or original.sender is None or (original.attached and not _passes_on(message, told)):
        return None
    return original


def _passes_on(message: Message, told: Sequence[Party]) -> bool:
    """Whether it is about the message that is attached to it: it goes to nobody but us, and says nothing else."""
    others = [each for each in told if each.part != SENDER]
    if any(each.user is None for each in others):
        return False
    return not others or forwarded.says_so(message.subject) or not message.new_text.strip()


def _inherited(tenant: str, conversation: Record | None) -> tuple[str, ...]:
    """What is still there of what it is about."""
    about = conversations.links(conversation) if conversation else []
    live = records.get_many(tenant, about)
    return tuple(each for each in about if each in live and live[each].alive)


def _colleague(message: Message, told: Sequence[Party]) -> Record | None:
    """Whom it says to be from."""
    written = {normal(each.email) for each in message.sender}
    senders = [each.user for each in told if each.part == SENDER and each.email in written]
    return next((each for each in senders if is_colleague(each)), None)


def _addressed(tenant: str, record_id: str) -> Record | None:
    found = records.get(tenant, record_id) if record_id else None
    found = survivors.of(tenant, found) if found else None
    return found if found and found.alive else None
