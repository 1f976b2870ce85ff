"""Text as it may be shown and stored: what `text.clean` refuses is taken out, since a message cannot be asked again."""

import re
import unicodedata

from chalicelib.text.folding import stream_safe

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = "\u200b\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_NOT_IN_A_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f{_UNSEEN}]")
_NOT_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_UNSEEN}]")
_SPACES = re.compile(r"\s+")


def _normal(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", stream_safe(text))


def line(text: str, most: int = 1_000_000) -> str:
    """One line: line ends and white space are single spaces; no control, no change of direction; NFC."""
    spaced = _SPACES.sub(" ", _LINE_ENDS.sub(" ", text[: most * 4]))
    return _SPACES.sub(" ", _normal(_NOT_IN_A_LINE.sub("", spaced)))[:most].strip()


def lines(text: str) -> str:
    """Lines that end in a newline, without white space at their ends."""
    kept = _NOT_IN_LINES.sub("", _LINE_ENDS.sub("\n", text))
    return "\n".join(each.rstrip() for each in _normal(kept).split("\n")).strip("\n")
