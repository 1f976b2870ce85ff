"""The message that a user forwarded: who wrote it, when, to whom and what."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from chalicelib.mail import address, body, limits, moment, part
from chalicelib.mail.address import Address
from chalicelib.mail.fault import Faults
from chalicelib.mail.moment import Moment
from chalicelib.mail.part import Part
from chalicelib.mail.plain import line
from chalicelib.mail.quoted import bare, is_header_block, labelled
from chalicelib.mail.wording import FORWARD_PREFIXES, FORWARDED, ORIGINAL

_PREFIX = re.compile(rf"\s*(?:{'|'.join(FORWARD_PREFIXES)})\s*(?:\[\d+\])?\s*:", re.I)
_OUTLOOK_ADDRESS = re.compile(r"\[(?:mailto|SMTP):([^\]\s]+)\]", re.I)
_LINKED_ADDRESS = re.compile(r"<(?:mailto:)?([^<>\s]+@[^<>\s]+)(?:<mailto:[^<>\s]+>)?>")
_QUOTE_MARK = re.compile(r"(?m)^> ?")
MOST_FIELDS = 12
LARGEST_ATTACHED = 5_000_000  # bytes of an attached message that are read for its text


class Original(NamedTuple):
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    date: datetime | None  # UTC
    date_text: str
    subject: str
    text: str
    attached: bool = False


class _Fields(NamedTuple):
    found: dict[str, str]
    body: int  # the row at which the body begins


def of_attached(attached: Part, faults: Faults) -> Original:
    """Only the text is read: its attachments stay within it."""
    content = attached.content(faults, LARGEST_ATTACHED)
    root = part.tree(content, faults)
    sent = moment.read(root.headers, faults)
    senders = address.read(root.headers, "from", faults)
    return Original(
        senders[0] if senders else None,
        address.read(root.headers, "to", faults),
        address.read(root.headers, "cc", faults),
        sent.utc if sent else None,
        root.headers.text("date", faults, 200),
        root.headers.text("subject", faults, limits.SUBJECT.most),
        body.read(root, faults).text,
        attached=True,
    )


def of_text(text: str, subject: str, sent: Moment | None) -> Original | None:
    """Out of the block of labels that mail programs write above it. A reply has such a block too, so that without a
    line that says "forwarded" the subject must say so."""
    rows = text.split("\n")[: limits.FORWARDED_SEARCH.most]
    said_so = says_so(subject)
    for place, row in enumerate(rows):
        above = bare(row)
        if above in FORWARDED or (said_so and above in ORIGINAL):
            found = _fields(rows, place + 1)
        elif said_so and is_header_block(rows, place):
            found = _fields(rows, place)
        else:
            continue
        if "from" in found.found:
            return _original(found, text, sent)
    return None


def says_so(subject: str) -> bool:
    return bool(_PREFIX.match(subject))


def _fields(rows: list[str], start: int) -> _Fields:
    """A field may go on over lines; empty lines may stand before and between fields, as html leaves them."""
    found: dict[str, str] = {}
    last, body_at = "", start
    for place in range(start, min(len(rows), start + MOST_FIELDS * 4)):
        row, field = rows[place].strip("> \t"), labelled(rows[place])
        if field:
            found.setdefault(field.label, field.value)
            last, body_at = field.label, place + 1
        elif row and not (last and body_at == place):
            break
        elif row:
            found[last], body_at = f"{found[last]} {row}", place + 1
    return _Fields(found, body_at)


def _original(fields: _Fields, text: str, sent: Moment | None) -> Original:
    found = fields.found
    senders, to, cc = (_addresses(found.get(name, "")) for name in ("from", "to", "cc"))
    date_text = line(found.get("date", ""), 200)
    rest = "\n".join(text.split("\n")[fields.body :]).strip("\n")
    quoted = all(row.startswith(">") for row in rest.split("\n") if row.strip())
    return Original(
        senders[0] if senders else None,
        to,
        cc,
        moment.written(date_text, sent.offset if sent else timedelta(0)),
        date_text,
        line(found.get("subject", ""), limits.SUBJECT.most),
        _QUOTE_MARK.sub("", rest).strip("\n") if quoted else rest,
    )


def _addresses(written: str) -> tuple[Address, ...]:
    plain = _LINKED_ADDRESS.sub(r"<\1>", _OUTLOOK_ADDRESS.sub(r"<\1>", written))
    return tuple(address.of(plain.encode(), Faults())[: limits.RECIPIENTS.most])
