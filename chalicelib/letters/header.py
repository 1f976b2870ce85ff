"""What was typed, in a header of a mail: one line, that is read as it was typed (I5).

The standard library's own headers do not do: they read what looks like an encoded word as one, lose spaces where they
fold long texts that are not ASCII, and encode ids that are longer than a line."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

from chalicelib.letters.delivery import deliverable

LONGEST = 300
FOLDED = "\r\n "
OCTETS = 45  # of text in an encoded word, which has at most 75 characters (RFC 2047, 2)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_ID = re.compile(r"[!-;=?-~]{1,250}")  # visible ASCII but for < and >
_PLAIN = re.compile(r"[A-Za-z0-9 ]*")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,253}")
_ENCODED = "=?"


def line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())[:LONGEST].strip()


def written(text: str) -> str:
    """As it goes over the line: what is not ASCII, or would be taken for encoded, in encoded words."""
    told = line(text)
    return FOLDED.join(_words(told)) if _ENCODED in told or not told.isascii() else told


def _words(text: str) -> Iterator[str]:
    """No character is divided, and spaces between words of this kind do not count, so that they are within."""
    octets = b""
    for character in text:
        if len(octets) + len(character.encode()) > OCTETS:
            yield _word(octets)
            octets = b""
        octets += character.encode()
    yield _word(octets)


def _word(octets: bytes) -> str:
    return f"=?utf-8?b?{b64encode(octets).decode()}?="


def mailbox(name: str, address: str) -> str:
    """RFC 5322, 3.4. Raises ValueError for an address that cannot be delivered to."""
    to = deliverable(address)
    if not _ADDRESS.fullmatch(to):
        raise ValueError("Give an e-mail address such as name@example.com.")
    told = written(name)
    if told.startswith(_ENCODED) or _PLAIN.fullmatch(told):
        return f"{told} <{to}>" if told else to
    return '"' + re.sub(r'(["\\])', r"\\\1", told) + f'" <{to}>'


def is_id(text: str) -> bool:
    """Whether others can be told of a message by it; it may have come from anywhere."""
    return bool(_ID.fullmatch(text)) and _ENCODED not in text


def ids(known: Iterable[str]) -> str:
    return FOLDED.join(f"<{each}>" for each in known)
