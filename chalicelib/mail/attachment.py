"""What is attached to a message. Its bytes are decoded when they are read, so that one at a time is in memory."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chalicelib.mail import file_name, headers, limits
from chalicelib.mail.fault import Faults
from chalicelib.mail.part import Part
from chalicelib.mail.plain import line

MESSAGES = ("message/rfc822", "message/global")


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    type: str  # as declared: not to be believed
    size: int
    content_id: str
    inline: bool  # shown within the html
    part: Part = field(repr=False)

    def read(self) -> bytes:
        return self.part.content(Faults())


def of(parts: Iterable[Part], faults: Faults) -> tuple[Attachment, ...]:
    found = list(parts)
    if len(found) > limits.ATTACHMENTS.most:
        faults.over(limits.ATTACHMENTS)
    return tuple(_attachment(each, place, faults) for place, each in enumerate(found[: limits.ATTACHMENTS.most], 1))


def _attachment(part: Part, number: int, faults: Faults) -> Attachment:
    content_id = part.headers.text("content-id", faults, 250).strip("<> ")
    size = len(part.content(faults))
    inline = bool(content_id) and part.disposition.value != "attachment"
    return Attachment(_name(part, number, faults), part.type, size, content_id, inline, part)


def declared_name(part: Part) -> str:
    return part.disposition.parameters.get("filename") or part.parameters.get("name") or ""


def _name(part: Part, number: int, faults: Faults) -> str:
    declared = declared_name(part)
    named = (part.type in MESSAGES and _subject(part, faults)) or declared
    name = file_name.safe(named, part.type, number)
    if declared and name != line(declared) and named == declared:
        faults.tell(f"the name of attachment {number} was made safe")
    return name


def _subject(part: Part, faults: Faults) -> str:
    """A message within the message goes by its subject, in which a slash is no path."""
    content = part.content(faults, limits.HEADERS.most)
    subject = headers.read(content, 0, len(content), Faults()).headers.text("subject", Faults(), limits.SUBJECT.most)
    return subject.replace("/", "-").replace("\\", "-") + ".eml" if subject else ""
