"""Texts that a spreadsheet would take for a formula (OWASP ASVS 1.2.10), and what they were before."""

import unicodedata

BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
QUOTES = "\"'"
UNSEEN = "CZ"  # the classes of signs that are not seen: controls and blanks


def defused(value: str) -> str:
    """With an apostrophe in front, which a spreadsheet does not show, where it would be run. Neither signs that are not
    seen nor quotes hide the beginning, nor does a wide sign that is read as a plain one. What has the apostrophe
    already gets another, so that `restored` gives back exactly what it was."""
    return f"'{value}" if _is_run(value) else value


def restored(value: str) -> str:
    """What was defused, as it was."""
    return value[1:] if value[:1] == "'" and _is_run(value[1:]) else value


def _is_run(value: str) -> bool:
    bare = value.lstrip(QUOTES)  # so that one more in front makes no difference
    return bare[:1] in BEGINS or _first_shown(bare) in BEGINS


def _first_shown(value: str) -> str:
    shown = (sign for sign in value if sign not in QUOTES and unicodedata.category(sign)[0] not in UNSEEN)
    return unicodedata.normalize("NFKC", next(shown, ""))[:1]
