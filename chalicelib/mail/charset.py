"""Bytes to text: as declared, otherwise UTF-8, otherwise Windows-1252, which reads anything.

Kept this simple on purpose: guessing by statistics is wrong in silence, while a wrong charset seen in a letter is told
as a fault and the raw message is kept. Only the codecs listed are used: others of Python are slow on purpose-made
input (punycode), or are no charsets (zlib, rot13)."""

import re
from encodings.aliases import aliases

from chalicelib.mail.fault import Faults

_UNICODE = ("utf_8", "utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32")
_ONE_BYTE = (
    *(f"iso8859_{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
    *(f"cp{number}" for number in (437, 850, 852, 855, 858, 865, 866, 874, *range(1250, 1259))),
    "koi8_r", "koi8_u", "mac_roman", "mac_cyrillic", "tis_620",
)  # fmt: skip
_MANY_BYTES = ("gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "iso2022_jp_2", "cp949", "iso2022_kr", "johab")
CODECS = frozenset((*_UNICODE, *_ONE_BYTE, *_MANY_BYTES))

# What is declared, and what is meant by it: the wider charset of the same family, as browsers read it (WHATWG).
_MEANT = {
    "ascii": "utf_8", "latin_1": "cp1252", "iso8859_1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs", "shift_jis": "cp932", "x_sjis": "cp932", "shift_jisx0213": "cp932", "euc_kr": "cp949",
    "ks_c_5601": "cp949", "ks_c_5601_1987": "cp949", "windows_31j": "cp932", "iso_8859_8_i": "iso8859_8",
    "utf8mb4": "utf_8", "unicode_1_1_utf_7": "utf_7", "x_user_defined": "utf_8", "iso8859_11": "cp874",
    "default": "utf_8", "unknown_8bit": "utf_8", "x_unknown": "utf_8", "": "utf_8",
}  # fmt: skip
_NOT_A_NAME = re.compile("[^a-z0-9]+")


def codec(declared: str) -> str:
    """The codec meant, "" when the name is unknown."""
    name = _NOT_A_NAME.sub("_", declared[:40].lower()).strip("_")
    known = aliases.get(name, name)
    meant = _MEANT.get(name, _MEANT.get(known, known))
    return meant if meant in CODECS else ""


def decode(data: bytes, declared: str, faults: Faults) -> str:
    meant = codec(declared)
    if not meant:
        faults.tell(f"charset {declared!r} is unknown: read as UTF-8 or Windows-1252")
    for each in dict.fromkeys((meant, "utf_8")):
        if each and (text := _strictly(data, each)) is not None:
            return text
        if each and declared:
            faults.tell(f"charset {declared!r} does not fit the text: read as UTF-8 or Windows-1252")
    return data.decode("cp1252", "replace")


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeError:
        return None


def whole_characters(data: bytes, most: int) -> bytes:
    """At most so many bytes, not cut within a character of UTF-8; in another charset the last one may be broken."""
    end = most
    while most < len(data) and end > most - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return data[:end]
