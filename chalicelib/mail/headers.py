"""The header block of a message or a part: rows in their order, names in lower case, values as they came."""

import re
from itertools import islice
from typing import NamedTuple

from chalicelib.mail import encoded_word, limits
from chalicelib.mail.fault import Faults
from chalicelib.mail.plain import line

# What follows and is no field goes on with it, whether it is folded as it should be or not: so nothing is lost.
_FIELD = re.compile(rb"(?m)^([!-9;-~]++)[ \t]*+:(.*+(?:\n(?![!-9;-~]++[ \t]*+:|>?From ).*+)*)")
_ENVELOPE = re.compile(rb">?From (?![ \t]*:)[^\r\n]*+\r?\n")  # of an mbox, in front of the header
_EMPTY_LINE = re.compile(rb"\n\r?\n")
_AT_ONCE = re.compile(rb"\r?\n")
_JUNK = re.compile(rb"(?m)^(?![ \t\r]|[!-9;-~]++[ \t]*+:|>?From ).+")


class Headers(NamedTuple):
    rows: tuple[tuple[str, bytes], ...]

    def all(self, name: str) -> list[bytes]:
        return [value for each, value in self.rows if each == name]

    def raw(self, name: str) -> bytes:
        """The first, since that is what a mail program shows; empty when it is not there."""
        return next((value for each, value in self.rows if each == name), b"")

    def text(self, name: str, faults: Faults, most: int = 1_000) -> str:
        return line(encoded_word.decode(self.raw(name), faults), most)

    def above(self, name: str) -> "Headers":
        """Down to the second of this name: what the last mail server put on top."""
        places = [place for place, (each, _) in enumerate(self.rows) if each == name]
        return Headers(self.rows[: places[1]]) if len(places) > 1 else self


NONE = Headers(())


class Block(NamedTuple):
    headers: Headers
    body: int  # where the body begins


def read(raw: bytes, start: int, end: int, faults: Faults) -> Block:
    if at_once := _AT_ONCE.match(raw, start, end):
        return Block(NONE, at_once.end())
    envelope = _ENVELOPE.match(raw, start, end)
    start = envelope.end() if envelope else start
    if not _FIELD.match(raw, start, min(end, start + limits.HEADERS.most)):
        return Block(NONE, start)
    closing = _EMPTY_LINE.search(raw, start, end)
    until, body = (closing.start() + 1, closing.end()) if closing else (end, end)
    return Block(Headers(_rows(raw[start : min(until, start + limits.HEADERS.most)], faults)), body)


def _rows(block: bytes, faults: Faults) -> tuple[tuple[str, bytes], ...]:
    if len(block) >= limits.HEADERS.most:
        faults.over(limits.HEADERS)
    if junk := _JUNK.search(block):
        faults.tell(f"a line in the header is no header and was read as a part of the one before: {junk[0][:60]!r}")
    rows = tuple(_row(found, faults) for found in islice(_FIELD.finditer(block), limits.HEADER_LINES.most + 1))
    if len(rows) > limits.HEADER_LINES.most:
        faults.over(limits.HEADER_LINES)
    return rows[: limits.HEADER_LINES.most]


def _row(found: re.Match[bytes], faults: Faults) -> tuple[str, bytes]:
    name, value = found[1].decode("ascii").lower(), found[2].strip()
    if len(value) > limits.HEADER_VALUE.most:
        faults.over(limits.HEADER_VALUE, name[:40])
    return name, value[: limits.HEADER_VALUE.most]
