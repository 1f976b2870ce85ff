"""Messages that answer each other: found again by the ids of messages that we know, or by the address of an answer."""

from collections.abc import Iterable

from chalicelib.mail.message import Message
from chalicelib.models import stored
from chalicelib.models.activity_mail import CONVERSATION, MESSAGE
from chalicelib.models.record import Record
from chalicelib.storage import claimed, keys, records

MOST = 20  # message ids that are looked for


def answered(tenant: str, handle: str) -> Record | None:
    """The beginning of the conversation with this handle; None when it is not one of this tenant."""
    found = records.claimed(tenant, CONVERSATION, handle) if handle else None
    return found if found and found.alive else None


def referred(tenant: str, message: Message) -> Record | None:
    """The newest of the messages that it answers which is here."""
    told = dict.fromkeys([message.in_reply_to, *reversed(message.references)])
    wanted = [each for each in told if each and each != message.id][:MOST]
    known = holders(tenant, wanted)
    newest = next((known[each] for each in wanted if each in known), "")
    found = records.get(tenant, newest) if newest else None
    return found if found and found.alive else None


def holders(tenant: str, message_ids: Iterable[str]) -> dict[str, str]:
    """The id of the activity by that of its message; one round trip."""
    places = {keys.claim(tenant, MESSAGE, each): each for each in message_ids}
    return {places[key]: holder for key, holder in claimed.holders(tenant, places).items()}


def of(record: Record) -> str:
    return stored.line(record.data, "conversation") or record.id


def links(record: Record) -> list[str]:
    """What a conversation is about."""
    return [told for each in stored.parts(record.data, "links") if (told := stored.line(each, "id"))]
