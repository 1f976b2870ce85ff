"""The tree of parts of a message (RFC 2046), as spans in the raw bytes: nothing is copied until it is read.

Split from the outside in, so that what stands within a part can never end its parent, and every level is one search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chalicelib.mail import headers, limits, parameters, transfer
from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers
from chalicelib.mail.parameters import Valued

_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")
_GUESSED_BOUNDARY = re.compile(rb"\n--([^\r\n]{1,200}+)\r?\ncontent-", re.I)
PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class Part:
    raw: bytes = field(repr=False)
    start: int
    end: int
    headers: Headers
    type: str
    parameters: dict[str, str]
    disposition: Valued
    children: "tuple[Part, ...]" = ()

    def content(self, faults: Faults, most: int | None = None) -> bytes:
        """Decoded; of more than `most` bytes as they were sent, the beginning."""
        end = self.end if most is None else min(self.end, self.start + most)
        declared = self.headers.raw("content-transfer-encoding").decode("latin-1")
        return transfer.decode(memoryview(self.raw)[self.start : end], declared, faults)

    def walk(self) -> "Iterator[Part]":
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Split:
    raw: bytes
    faults: Faults
    left: int = limits.PARTS.most


def tree(raw: bytes, faults: Faults) -> Part:
    if len(raw) > limits.MESSAGE.most:
        faults.over(limits.MESSAGE)
    root = _part(_Split(raw, faults), 0, min(len(raw), limits.MESSAGE.most), PLAIN, 0)
    if not root.headers.rows:
        faults.tell("the message has no header: all of it is read as text")
    return root


def _part(split: _Split, start: int, end: int, type_otherwise: str, depth: int) -> Part:
    block = headers.read(split.raw, start, end, split.faults)
    typed = parameters.read(block.headers.raw("content-type"), split.faults)
    disposition = parameters.read(block.headers.raw("content-disposition"), split.faults)
    found = _TYPE.match(typed.value)
    named = found[0] if found else type_otherwise
    children = _children(split, block.body, end, Valued(named, typed.parameters), depth)
    named = PLAIN if named.startswith("multipart/") and not children and depth < limits.DEPTH.most else named
    return Part(split.raw, block.body, end, block.headers, named, typed.parameters, disposition, children)


def _children(split: _Split, start: int, end: int, typed: Valued, depth: int) -> tuple[Part, ...]:
    if not typed.value.startswith("multipart/"):
        return ()
    if depth >= limits.DEPTH.most:
        split.faults.over(limits.DEPTH)
        return ()
    otherwise = "message/rfc822" if typed.value == "multipart/digest" else PLAIN
    spans = _spans(split, start, end, typed.parameters.get("boundary", ""))
    return tuple(_part(split, *span, otherwise, depth + 1) for span in spans)


def _spans(split: _Split, start: int, end: int, declared: str) -> list[tuple[int, int]]:
    boundary = declared.encode("latin-1", "replace")[:200]
    spans = list(_between(split, start, end, boundary)) if boundary else []
    guess = (
        None if spans else _GUESSED_BOUNDARY.search(split.raw, max(start - 1, 0), min(end, start + limits.HEADERS.most))
    )
    if spans:
        return spans
    split.faults.tell(
        "the boundary of the parts is missing or wrong: " + ("another was found" if guess else "no parts")
    )
    return list(_between(split, start, end, guess[1].rstrip())) if guess else []


def _between(split: _Split, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """From each delimiter to the next; a part without an end goes on to the end of its parent."""
    delimiter = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]*+(?:\r?\n|\r?\Z)")
    opened = None
    position = start - 1 if start and split.raw[start - 1 : start] == b"\n" else start
    while found := delimiter.search(split.raw, position, end):
        if opened is not None:
            yield opened, max(opened, found.start() - (split.raw[found.start() - 1 : found.start()] == b"\r"))
        opened, position = (None if found[1] else found.end()), max(found.end() - 1, found.start() + 1)
        if found[1] or not _one_more(split):
            return
    if opened is not None:
        split.faults.tell("the closing boundary is missing: the last part goes on to the end")
        yield opened, end


def _one_more(split: _Split) -> bool:
    split.left -= 1
    if split.left < 0:
        split.faults.over(limits.PARTS)
    return split.left >= 0
