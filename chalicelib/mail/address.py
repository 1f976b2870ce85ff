"""Address lists (RFC 5322, with the obsolete forms), in one pass over their tokens whatever they hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from chalicelib.mail import encoded_word, limits
from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers
from chalicelib.mail.plain import line

_TOKEN = re.compile(
    rb"=\?[^?\s]{1,60}\?[bBqQ]\?[^?]*+\?="  # an encoded word: what separates in it is a part of the name
    rb'|"(?:\\.|[^"\\])*"?|\\.|[()<>,;:]|(?:(?!=\?)[^"\\()<>,;:])+|[\\=]',
    re.S,
)
_EMAIL = re.compile(r"""(?:[^\s@<>()",;:\\\[\]]{1,64}|"[^"\\\s]{1,62}")@[^\s@<>()",;:\\\[\]]{1,253}""")
_ESCAPED = re.compile(rb"\\(.)", re.S)
LONGEST = 254
MOST_TOKENS = limits.ADDRESSES.most * 12  # six are what one takes: "Ann" <ann@example.com>,


class Address(NamedTuple):
    name: str
    email: str  # "" when it could not be read
    text: str = ""  # as it was written, when it could not be read


@dataclass(slots=True)
class _Mailbox:
    """What was seen of one address so far."""

    words: list[bytes] = field(default_factory=list)  # outside of brackets
    angle: list[bytes] | None = None  # within < >
    comments: list[bytes] = field(default_factory=list)
    depth: int = 0  # of comments

    def take(self, token: bytes) -> None:
        if token == b"(" or (token == b")" and self.depth):
            self.depth += 1 if token == b"(" else -1
        elif self.depth:
            self.comments.append(token)
        elif token == b"<":
            self.angle = []
        elif token != b">":
            (self.words if self.angle is None else self.angle).append(token)

    def ends_at(self, token: bytes) -> bool:
        return token in (b",", b";") and not self.depth

    def names_group(self, token: bytes) -> bool:
        return token == b":" and not self.depth and self.angle is None


def read(headers: Headers, name: str, faults: Faults) -> tuple[Address, ...]:
    """Of all headers of this name; what cannot be read is kept as text, so that nobody disappears."""
    found = [each for value in headers.all(name) for each in of(value, faults)]
    if len(found) > limits.ADDRESSES.most:
        faults.over(limits.ADDRESSES, name)
    if unread := [each.text for each in found if not each.email]:
        faults.tell(f"{name}: {len(unread)} kept as text, such as {unread[0]!r}")
    return tuple(found[: limits.ADDRESSES.most])


def of(value: bytes, faults: Faults) -> list[Address]:
    mailboxes = islice(_mailboxes(value, faults), limits.ADDRESSES.most + 1)
    return [address for each in mailboxes if (address := _address(each, faults))]


def _tokens(value: bytes, faults: Faults) -> Iterator[bytes]:
    tokens = _TOKEN.finditer(value)
    yield from (found[0] for found in islice(tokens, MOST_TOKENS))
    if next(tokens, None):
        faults.over(limits.ADDRESSES)


def _mailboxes(value: bytes, faults: Faults) -> "list[_Mailbox]":
    found = [_Mailbox()]
    for token in _tokens(value, faults):
        if found[-1].ends_at(token):
            found.append(_Mailbox())
        elif found[-1].names_group(token):
            found[-1] = _Mailbox()
        else:
            found[-1].take(token)
    return [each for each in found if each.words or each.angle is not None]


def _address(mailbox: _Mailbox, faults: Faults) -> Address | None:
    words = _text(mailbox.words, faults)
    if mailbox.angle is None:
        email, name = _email(mailbox.words), _text(mailbox.comments, faults)
    else:
        email, name = _email(mailbox.angle), words or _text(mailbox.comments, faults)
    if email:
        return Address("" if name == email else name, email)
    angle = f"<{_text(mailbox.angle, faults)}>" if mailbox.angle is not None else ""
    text = line(f"{words} {angle}", limits.ADDRESS_TEXT.most)
    return Address("", "", text) if text else None


def _email(tokens: list[bytes]) -> str:
    """Without white space, which the obsolete syntax allows around dots, and without a route in front."""
    if len(tokens) > 20:
        return ""
    written = b"".join(tokens).rpartition(b":")[2]
    if tokens and b" " in written.strip() and not re.search(rb"[.@][ \t\r\n]|[ \t\r\n][.@]", written):
        return ""
    text = re.sub(r"\s+", "", line(written.decode("utf-8", "replace"), 1_000))
    return text if len(text) <= LONGEST and _EMAIL.fullmatch(text) else ""


def _text(tokens: list[bytes], faults: Faults) -> str:
    return line(encoded_word.decode(b"".join(map(_unquoted, tokens))[:2_000], faults), 200)


def _unquoted(token: bytes) -> bytes:
    if token.startswith(b'"'):
        return _ESCAPED.sub(rb"\1", token[1:-1] if len(token) > 1 and token.endswith(b'"') else token[1:])
    return token[1:] if token.startswith(b"\\") else token
