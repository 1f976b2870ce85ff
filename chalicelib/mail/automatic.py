"""Whether a machine sent the message: then it is never answered by a machine (RFC 3834), so that no loop begins."""

import re
from typing import NamedTuple

from chalicelib.mail.fault import Faults
from chalicelib.mail.headers import Headers


class Automatic(NamedTuple):
    kind: str  # reply, generated, list
    because: str  # the header that says so


class _Sign(NamedTuple):
    header: str
    value: str  # a pattern, of the whole value in lower case
    kind: str


_SIGNS = tuple(
    _Sign(header, value, kind)
    for header, value, kind in (
        ("auto-submitted", r"auto-replied.*", "reply"),
        ("auto-submitted", r"(?!no\b).+", "generated"),
        ("x-autoreply", r"(?!no\b).+", "reply"),
        ("x-autorespond", r".*", "reply"),
        ("x-auto-reply-from", r".*", "reply"),
        ("precedence", r"auto[_-]?reply", "reply"),
        ("x-precedence", r"auto[_-]?reply", "reply"),
        ("list-id", r".*", "list"),
        ("list-unsubscribe", r".*", "list"),
        ("list-post", r".*", "list"),
        ("precedence", r"list", "list"),
        ("precedence", r"bulk|junk", "generated"),
        ("x-auto-response-suppress", r"(?!none\b).+", "generated"),
        ("feedback-id", r".*", "generated"),
        ("x-loop", r".*", "generated"),
        ("return-path", r"<\s*>", "generated"),
    )
)


def of(headers: Headers, faults: Faults) -> Automatic | None:
    for sign in _SIGNS:
        if not headers.all(sign.header):
            continue
        value = headers.text(sign.header, faults, 200)
        if re.fullmatch(sign.value, value, re.I):
            return Automatic(sign.kind, f"{sign.header}: {value}"[:120])
    return None
