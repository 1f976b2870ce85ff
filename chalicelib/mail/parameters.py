"""Content-Type and Content-Disposition: a value and its parameters (RFC 2045, 2183, 2231), also written carelessly."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from chalicelib.mail import charset, encoded_word, limits
from chalicelib.mail.fault import Faults
from chalicelib.mail.plain import line

_TOKEN = re.compile(rb'"(?:\\.|[^"\\])*"?|[^";]++|;', re.S)
_ESCAPED = re.compile(rb"\\(.)", re.S)
_EXTENDED = re.compile(r"(?P<name>[^*]+)(?:\*(?P<place>[0-9]{1,3}))?(?P<encoded>\*)?")


class Valued(NamedTuple):
    value: str  # lower case
    parameters: dict[str, str]


class _Piece(NamedTuple):
    place: int
    encoded: bool
    value: bytes


def read(header: bytes, faults: Faults) -> Valued:
    sections = list(_sections(header[: limits.PARAMETER_TEXT.most]))
    if len(header) > limits.PARAMETER_TEXT.most or len(sections) > limits.PARAMETERS.most:
        faults.over(limits.PARAMETERS)
    pieces: dict[str, list[_Piece]] = {}
    for name, piece in map(_piece, sections[1 : limits.PARAMETERS.most]):
        pieces.setdefault(name, []).append(piece)
    value = line(sections[0].decode("latin-1")).lower() if sections else ""
    return Valued(value, {name: _joined(each, faults) for name, each in pieces.items()})


def _sections(header: bytes) -> Iterator[bytes]:
    """What stands between semicolons that are not within quotes."""
    section = b""
    for token in _TOKEN.findall(header):
        if token == b";":
            yield section
        section = b"" if token == b";" else section + token
    yield section


def _piece(section: bytes) -> tuple[str, _Piece]:
    name, _, value = section.partition(b"=")
    found = _EXTENDED.fullmatch(name.strip().lower().decode("latin-1"))
    if not found:
        return "", _Piece(0, False, b"")
    return found["name"], _Piece(int(found["place"] or 0), bool(found["encoded"]), _unquoted(value.strip()))


def _unquoted(value: bytes) -> bytes:
    if not value.startswith(b'"'):
        return value
    inner = value[1:-1] if len(value) > 1 and value.endswith(b'"') else value[1:]
    return _ESCAPED.sub(rb"\1", inner)


def _joined(pieces: list[_Piece], faults: Faults) -> str:
    """Of a parameter that is given plain and encoded, the encoded one, as RFC 6266 has it."""
    chosen = sorted([each for each in pieces if each.encoded or each.place] or pieces[:1])
    chosen = sorted(pieces) if len(chosen) > 1 or chosen[0].place else chosen
    if not any(each.encoded for each in chosen):
        return line(encoded_word.decode(b"".join(each.value for each in chosen), faults))
    named, octets = _charset_and_octets(chosen)
    return line(charset.decode(octets, named, faults))


def _charset_and_octets(pieces: list[_Piece]) -> tuple[str, bytes]:
    first, *more = pieces
    named, _, rest = first.value.rpartition(b"'") if first.encoded else (b"", b"", first.value)
    octets = [unquote_to_bytes(rest) if first.encoded else rest]
    octets += [unquote_to_bytes(each.value) if each.encoded else each.value for each in more]
    return named.partition(b"'")[0].decode("latin-1"), b"".join(octets)
