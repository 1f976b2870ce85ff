"""Message ids, without their angle brackets: what conversations are joined by and what is filed once."""

import hashlib
import re

from chalicelib.mail import limits
from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers
from chalicelib.mail.plain import line

_ANGLED = re.compile(rb"<([^<>]{1,998})>")
_COMMENT = re.compile(r"\([^()]*\)")
LONGEST = 250
MISSING = "the message id is missing: a hash of the message stands in for it"


def read(headers: Headers, raw: bytes, faults: Faults) -> str:
    value = headers.raw("message-id")
    found = _ANGLED.search(value)
    named = _clean(found[1] if found else value)
    if not named:
        faults.tell(MISSING)
    return named or f"{hashlib.sha256(raw).hexdigest()}@hash.invalid"


def all_of(headers: Headers, name: str) -> tuple[str, ...]:
    """The first, which began the conversation, and the last ones."""
    found = dict.fromkeys(_clean(each) for value in headers.all(name) for each in _ANGLED.findall(value))
    ids = [each for each in found if each]
    return tuple(ids if len(ids) <= limits.IDS.most else ids[:1] + ids[1 - limits.IDS.most :])


def _clean(value: bytes) -> str:
    """A long one by its hash, so that it can be a key."""
    text = re.sub(r"\s+", "", _COMMENT.sub("", line(value.decode("utf-8", "replace"), 1_000)))
    return text if len(text) <= LONGEST else f"{hashlib.sha256(text.encode()).hexdigest()}@hash.invalid"
