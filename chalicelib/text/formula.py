"""Texts that a spreadsheet would take for a formula (OWASP ASVS 1.2.10)."""

import unicodedata

BEGINS = ("=", "+", "-", "@", "\t", "\r")


def defused(value: str) -> str:
    """With an apostrophe in front, which a spreadsheet does not show, where it would be run. Signs that are not seen do
    not hide the beginning, nor does a wide one that is read as a plain one."""
    shown = "".join(sign for sign in value if unicodedata.category(sign)[0] not in "CZ")
    first = unicodedata.normalize("NFKC", shown)[:1]
    hidden = value[:1] in BEGINS
    return f"'{value}" if hidden or first in BEGINS else value
