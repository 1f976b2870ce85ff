"""Content-Transfer-Encoding undone. Bytes that do not keep to it are read as far as they go."""

import binascii
import re
from collections.abc import Callable
from itertools import islice
from typing import TypeAlias

from chalicelib.mail import limits
from chalicelib.mail.fault import Faults

Data: TypeAlias = bytes | memoryview
Decode: TypeAlias = Callable[[Data, Faults], bytes]
_NAME = re.compile(r"[a-z0-9-]+")
_BEGIN = re.compile(rb"(?m)^begin [^\r\n]*+")
_UUENCODED = re.compile(rb"(?m)^(?!end\r?$|[` ]*\r?$)[^\r\n]++")
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_ALPHABET = bytes(set(range(256)) - set(_ALPHABET))
_TOO_LITTLE = 0.9  # of what base64 with its line ends should give; below it, the data is looked at closely


def decode(data: Data, declared: str, faults: Faults) -> bytes:
    found = _NAME.search(declared[:100].lower())
    name = found[0] if found else ""
    if name not in _ENCODINGS:
        faults.tell(f"transfer encoding {declared!r} is unknown: read as it is")
    return _ENCODINGS.get(name, _as_it_is)(data, faults)


def _as_it_is(data: Data, faults: Faults) -> bytes:
    return bytes(data)


def _quoted_printable(data: Data, faults: Faults) -> bytes:
    return binascii.a2b_qp(data)


def _base64(data: Data, faults: Faults) -> bytes:
    try:
        decoded = binascii.a2b_base64(data)
    except binascii.Error:
        return _broken_base64(bytes(data), faults)
    whole = len(decoded) * 4 / 3 >= (len(data) - 4) * _TOO_LITTLE
    return decoded if whole else _broken_base64(bytes(data), faults)


def _broken_base64(data: bytes, faults: Faults) -> bytes:
    """Truncated, or with other characters in between; a text that only says it is base64 is left as it is."""
    if len(data.translate(None, _ALPHABET + b"=\r\n")) * 20 > len(data):
        faults.tell("base64 was declared, but this is none: read as it is")
        return data
    letters = data.translate(None, _NOT_ALPHABET)
    if len(letters) % 4 == 1 or b"=" not in data[-6:]:
        faults.tell("base64 is broken or cut short: read as far as it goes")
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _uuencode(data: Data, faults: Faults) -> bytes:
    """The lines between `begin` and `end`; without `begin`, all of them."""
    begin = _BEGIN.search(data)
    decoded = bytearray()
    rows = _UUENCODED.finditer(data, begin.end() if begin else 0)
    for found in islice(rows, limits.UUENCODED.most):
        decoded += _uuencoded(found[0], faults)
    if next(rows, None):
        faults.over(limits.UUENCODED)
    return bytes(decoded)


def _uuencoded(row: bytes, faults: Faults) -> bytes:
    """The length that the line declares may be short of its padding, which some encoders get wrong."""
    try:
        return binascii.a2b_uu(row)
    except binascii.Error:
        faults.tell("uuencode: a line does not keep to it and was cut or left out")
        octets = ((row[0] - 32) & 63) * 4 // 3 + 1
        try:
            return binascii.a2b_uu(row[: octets + 1])
        except binascii.Error:
            return b""


_ENCODINGS: dict[str, Decode] = {
    "": _as_it_is,
    "7bit": _as_it_is,
    "8bit": _as_it_is,
    "binary": _as_it_is,
    "plain": _as_it_is,
    "base64": _base64,
    "quoted-printable": _quoted_printable,
    "x-uuencode": _uuencode,
    "uuencode": _uuencode,
    "x-uue": _uuencode,
}
