"""Text as it is stored."""

import re
import unicodedata
from collections.abc import Iterator

from chalicelib.text.folding import MARKS_IN_A_ROW, stream_safe

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CONTROL_IN_LINES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ZERO_WIDTH = dict.fromkeys((0x200B, 0xFEFF))
_LINE_ENDS = re.compile("\r\n|[\u2028\u2029]")


def _refusals(text: str, control: re.Pattern[str]) -> Iterator[str]:
    if control.search(text):
        yield "Remove the control characters from the text."
    if _SURROGATE.search(text):
        yield "Remove the broken characters from the text: half of a surrogate pair."
    if _BIDI.search(text):
        yield "Remove the characters that change the direction of the text."
    if stream_safe(text) != text:
        yield f"Remove the accents from the text: more than {MARKS_IN_A_ROW} on one letter."


def clean(value: str, lines: bool = False) -> str:
    """Text as it is stored: NFC, trimmed, white space made single spaces; `lines` keeps lines and tabs.

    Raises ValueError on control characters, lone surrogates, and bidi overrides and isolates (Trojan Source).
    """
    text = value.translate(_ZERO_WIDTH).strip(" \t\r\n")
    text = _LINE_ENDS.sub("\n", text) if lines else text
    for refusal in _refusals(text, _CONTROL_IN_LINES if lines else _CONTROL):
        raise ValueError(refusal)
    text = unicodedata.normalize("NFC", text)
    return text.strip() if lines else " ".join(text.split())
