"""Text as it is compared and sorted: without case, accents and script."""

import re
import unicodedata

from anyascii import anyascii

# What people type for an apostrophe. The spacing acute is here because NFKC would make a space of it.
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‛ʹʼʻ′＇"))
MARKS_IN_A_ROW = 30
_INITIALISM = re.compile(r"(?<![a-z0-9])([a-z])\.(?=[a-z](?![a-z0-9]))")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")


def stream_safe(text: str) -> str:
    """Without the combining marks past the thirtieth in a row (Stream-Safe Text Format, UAX 15 section 13).

    Normalising sorts such a run by insertion, which is quadratic on a hostile text.
    """
    if text.isascii():
        return text
    kept, run = [], 0
    for char in text:
        run = run + len(unicodedata.normalize("NFD", char)) if unicodedata.combining(char) else 0
        if run <= MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def to_ascii(text: str) -> str:
    """Lower-case ASCII with its punctuation, but no apostrophes (a Cyrillic soft sign becomes one)."""
    plain = text.lower() if text.isascii() else _transliterated(text)
    return _INITIALISM.sub(r"\1", plain.replace("'", "").replace("`", ""))


def _transliterated(text: str) -> str:
    bare = stream_safe(text).translate(_APOSTROPHES)
    return anyascii(unicodedata.normalize("NFKC", bare).casefold()).lower()


def fold(text: str) -> str:
    """The sort key of a text: [a-z0-9] and single spaces; "B.V." is "bv", "O'Neill" is "oneill"."""
    return _NOT_ALNUM.sub(" ", to_ascii(text)).strip()
