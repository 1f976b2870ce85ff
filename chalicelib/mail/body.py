"""What a person reads of a message: its text and its html, and which parts are left over as attachments."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from chalicelib.mail import attachment, charset, html, limits, markup, plain
from chalicelib.mail.fault import Faults
from chalicelib.mail.part import PLAIN, Part

HTML = "text/html"
# Read by machines (report.py), and the same words once more in a format that nobody shows.
MACHINE = (
    "message/delivery-status", "message/global-delivery-status", "message/disposition-notification",
    "message/feedback-report", "text/rfc822-headers",
)  # fmt: skip
ALTERNATES = ("text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html")


class Body(NamedTuple):
    text: str
    html: str  # cleaned; "" when the message has none


class _Unit(NamedTuple):
    """The same words as text and as html; a message is a row of these."""

    text: tuple[Part, ...]
    html: tuple[Part, ...]


def read(root: Part, faults: Faults) -> Body:
    units = list(_units(root))
    words = _Reading(faults, limits.TEXT)
    written = "\n\n".join(filter(None, (_text(each, words) for each in units)))
    if len(written) > limits.TEXT.most:
        faults.over(limits.TEXT)
    marked = _Reading(faults, limits.HTML)
    shown = "".join(_html(each, marked) for each in units) if any(each.html for each in units) else ""
    return Body(written[: limits.TEXT.most], html.clean(shown, faults) if shown else "")


def attached(root: Part) -> Iterator[Part]:
    """All leaves that are not read as body."""
    if root.type == "multipart/alternative":
        yield from (part for child in root.children for part in attached(child) if part.type not in ALTERNATES)
    elif root.children:
        yield from (part for child in root.children for part in attached(child))
    elif not _is_shown(root) and root.type not in MACHINE and not _is_hollow(root):
        yield root


def _is_shown(part: Part) -> bool:
    named = attachment.declared_name(part)
    return part.type in (PLAIN, HTML) and part.disposition.value != "attachment" and not named


def _is_hollow(part: Part) -> bool:
    return part.start >= part.end and not attachment.declared_name(part)


def _units(part: Part) -> Iterator[_Unit]:
    if part.type == "multipart/alternative":
        within = [unit for child in part.children for unit in _units(child)]
        texts, htmls = ([part for unit in within for part in unit[kind]] for kind in (0, 1))
        yield _Unit(tuple(texts), tuple(htmls))
    elif part.children:
        yield from (unit for child in part.children for unit in _units(child))
    elif _is_shown(part):
        yield _Unit((part,), ()) if part.type == PLAIN else _Unit((), (part,))


@dataclass(slots=True)
class _Reading:
    """The parts decoded one after another, until the limit is reached by all of them together."""

    faults: Faults
    limit: limits.Limit
    taken: int = 0

    def of(self, part: Part) -> str:
        left = self.limit.most - self.taken
        octets = part.content(self.faults, left * 2) if left > 0 else b""
        if len(octets) > left or left <= 0:
            self.faults.over(self.limit)
        octets = charset.whole_characters(octets, max(left, 0))
        self.taken += len(octets)
        return charset.decode(octets, part.parameters.get("charset", ""), self.faults)


def _text(unit: _Unit, reading: _Reading) -> str:
    if unit.text:
        written = (plain.lines(reading.of(each)) for each in unit.text)
    else:
        written = (markup.text(reading.of(each)) for each in unit.html)
    return "\n\n".join(filter(None, written))


def _html(unit: _Unit, reading: _Reading) -> str:
    if unit.html:
        return "".join(reading.of(each) for each in unit.html)
    return "".join(f"<pre>{escape(reading.of(each))}</pre>" for each in unit.text)
