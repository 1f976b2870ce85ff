"""A line of a vCard (RFC 6350, 3.3): `item1.TEL;TYPE=cell,voice:+31 6 12345678`. Those of 2.1 and 3.0 are read too."""

import quopri
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

GROUP_NAME = re.compile(r"(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)")
PARAMETER = re.compile(r';([^=;:"]*)(?:=((?:"[^"]*"|[^;:"])*))?')
VALUE = re.compile(r'"[^"]*"|[^,]+')
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MEANT = {"n": "\n", "N": "\n"}
QUOTED_PRINTABLE = "quoted-printable"  # of 2.1
SOFT = "="


class CardLine(NamedTuple):
    """`name` in capitals, without its group; the names of parameters in small letters. `value` is as it was written."""

    name: str
    parameters: dict[str, list[str]]
    value: str

    @property
    def types(self) -> frozenset[str]:
        return frozenset(each.lower() for each in self.parameters.get("type", ()))

    @property
    def is_preferred(self) -> bool:
        return "pref" in self.types or self.parameters.get("pref", [""])[0] == "1"


def unfolded(lines: Iterator[str]) -> Iterator[str]:
    """A line that begins with a blank goes on with the one before, and one of 2.1 that ends in `=` with the next."""
    held: list[str] = []
    soft = is_quoted = False
    for each in lines:
        line = each.rstrip("\r\n")
        if held and (soft or line[:1] in (" ", "\t")):
            held.append(line if soft else line[1:])
        else:
            if held:
                yield "".join(held)
            held, is_quoted = [line], QUOTED_PRINTABLE in line.lower()
        soft = is_quoted and line.endswith(SOFT)
        if soft:
            held[-1] = held[-1][:-1]
    if held:
        yield "".join(held)


def read(line: str) -> CardLine | None:
    """None for what is none."""
    named = GROUP_NAME.match(line)
    if named is None:
        return None
    at, parameters = named.end(), dict[str, list[str]]()
    while found := PARAMETER.match(line, at):
        _add(parameters, found[1].strip().lower(), found[2])
        at = found.end()
    if line[at : at + 1] != ":":
        return None
    return CardLine(named[1].upper(), parameters, _decoded(line[at + 1 :], parameters))


def _add(parameters: dict[str, list[str]], name: str, value: str | None) -> None:
    """2.1 has types without their name, and quoted-printable too."""
    if value is None:
        name, value = ("encoding" if name == QUOTED_PRINTABLE else "type"), name
    told = [each.strip('" ') for each in VALUE.findall(value)]
    parameters.setdefault(name, []).extend(part for each in told for part in each.split(",") if part)


def _decoded(value: str, parameters: dict[str, list[str]]) -> str:
    if QUOTED_PRINTABLE not in (each.lower() for each in parameters.get("encoding", ())):
        return value
    charset = parameters.get("charset", ["utf-8"])[0]
    raw = quopri.decodestring(value.encode("utf-8", "replace"))
    try:
        plain = raw.decode(charset, "replace")
    except LookupError:
        plain = raw.decode("utf-8", "replace")
    return plain.replace("\r\n", "\n").replace("\n", "\\n")


def text(value: str) -> str:
    return ESCAPED.sub(lambda found: MEANT.get(found[1], found[1]), value).strip()


def components(value: str) -> Sequence[str]:
    """Parted by semicolons; several values of one are joined by blanks."""
    return [" ".join(filter(None, map(text, _parted(each, ",")))) for each in _parted(value, ";")]


def _parted(value: str, sign: str) -> list[str]:
    parts, begin, at = list[str](), 0, 0
    while at < len(value):
        if value[at] == "\\":
            at += 1
        elif value[at] == sign:
            parts.append(value[begin:at])
            begin = at + 1
        at += 1
    return [*parts, value[begin:]]
