"""A message that we could not file as it is, by a mistake of ours: it is filed as a file, for somebody to look at."""

import hashlib
from dataclasses import replace

from chalicelib.actions.filing.arrival import Arrival
from chalicelib.mail import part
from chalicelib.mail.attachment import Attachment
from chalicelib.mail.headers import NONE
from chalicelib.mail.message import Message
from chalicelib.mail.parameters import Valued
from chalicelib.mail.part import Part
from chalicelib.mail.verdicts import Verdicts

TYPE, NAME = "message/rfc822", "message.eml"


def spoiled(arrival: Arrival, why: str) -> Arrival:
    """`why` is what stood in the way."""
    told = f"It could not be read ({why}): the message is attached as it came in."
    bare = replace(_bare(arrival.raw), verdicts=arrival.message.verdicts)
    return replace(arrival, message=bare, spoiled=told)


def _bare(raw: bytes) -> Message:
    whole = Part(raw, 0, len(raw), NONE, part.PLAIN, {}, Valued("", {}))
    return Message(
        id=f"{hashlib.sha256(raw).hexdigest()}@hash.invalid",
        in_reply_to="",
        references=(),
        subject="",
        date=None,
        sender=(),
        reply_to=(),
        to=(),
        cc=(),
        text="",
        new_text="",
        quoted_text="",
        html="",
        attachments=(Attachment(NAME, TYPE, len(raw), "", False, whole),),
        events=(),
        original=None,
        automatic=None,
        report=None,
        verdicts=Verdicts(),
        faults=(),
    )
