"""The words under which something is found, and those of a search box. A word that is typed so far is a prefix of the
word that is stored, however either is spelt."""

import re

from chalicelib.text.folding import to_ascii

WORD_LENGTH = 32

# What a letter becomes, and after which letters it falls silent. Each decision looks at what was already
# written and never ahead, so what is typed so far stays a prefix of what was stored: (ä, ae), (ö, ø, oe),
# (ü, ue), (å, aa), (ij, y), (x, ks), (-iy, -ij, -y, -i) meet.
_BECOMES = {"x": "ks", "y": "i"}
_SILENT_AFTER = {"e": "aou", "a": "a", "i": "i", "j": "i"}

# Long numbers stand free of letters (CHE107787577, NL123456789B01) and so does a Dutch postcode (1315AB),
# so that they meet the same number typed with spaces.
_TOKEN = re.compile(
    r"\+?[0-9]{6,}"
    r"|(?<![a-z0-9])[1-9][0-9]{3}(?=[a-z]{1,2}(?![a-z0-9]))"
    r"|(?:[a-z]|[0-9]{1,5}(?![0-9]))+"
    r"|\+[0-9]{1,5}"
)


def _collapse(word: str) -> str:
    """The spelling under which variants meet. Prefixes stay prefixes; doing it twice changes nothing."""
    written = [""]
    for char in word:
        for letter in _BECOMES.get(char, char):
            if not (written[-1] and written[-1] in _SILENT_AFTER.get(letter, "")):
                written.append(letter)
    return "".join(written)


def without_country(digits: str) -> str:
    """The digits behind + or 00 without their country code; no code begins with another one (ITU E.164)."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    dialled = digits.lstrip("0") or "0"
    for length in (1, 2, 3):
        if int(dialled[:length]) in COUNTRY_CODE_TO_REGION_CODE:
            return dialled[length:].lstrip("0") or dialled[:length]
    return dialled


def _digits_word(token: str) -> str:
    """Digits as they are matched: the national significant number where a prefix tells that it is a phone."""
    if token.startswith("+"):
        return without_country(token[1:])
    if token.startswith("00") and token.strip("0"):
        return without_country(token[2:])
    return token.lstrip("0") or "0"


def _word(token: str) -> str:
    start = token[:WORD_LENGTH]
    return _digits_word(start) if start.lstrip("+").isdigit() else _collapse(start)[:WORD_LENGTH]


def _words_of(plain: str, most: int) -> list[str]:
    found: dict[str, None] = {}
    for match in _TOKEN.finditer(plain):
        if len(found) >= most:
            break
        found[_word(match.group())] = None
    return list(found)


def words(text: str, most: int = 40) -> list[str]:
    """The words under which a text is found by prefix: in order, without doubles, at most `most`.

    Digits lose leading zeros here as they do in `query`, so that postcode 01067 meets itself.
    """
    return _words_of(to_ascii(text), most)


# A run of digits in groups, as phones and chamber numbers are typed.
_DIGIT_RUN = re.compile(r"(?<![a-z0-9+])\+?\(?[0-9](?:[ .()/-]{0,4}[0-9])+(?![a-z0-9])")
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)[0-9]{2}"
_DATES = re.compile(f"{_DAY} {_MONTH} {_YEAR}|{_YEAR} {_MONTH} {_DAY}|{_YEAR} {_YEAR}|{_MONTH} {_YEAR}")
_CHAMBER_DIGITS = range(8, 16)


def _is_one_number(run: str) -> bool:
    groups = re.findall("[0-9]+", run)
    if _DATES.fullmatch(" ".join(groups)):
        return False
    if run.lstrip("(").startswith(("+", "0")):
        return True
    return max(map(len, groups)) <= 4 and sum(map(len, groups)) in _CHAMBER_DIGITS


def _joined(match: re.Match[str]) -> str:
    run = match.group()
    if not _is_one_number(run):
        return run
    return ("+" if "+" in run else "") + re.sub("[^0-9]", "", run)


def query(text: str, most: int = 8) -> list[str]:
    """The words of a search box; each is looked up as a prefix of the words that `words` gave.

    Digits typed in groups are joined when they begin with + or 0, or have the length and the groups of a
    chamber number; dates and pairs of years are not. Index phones under `phone_word` and company numbers
    under `query` of the number: its groups are then joined on both sides.
    """
    return _words_of(_DIGIT_RUN.sub(_joined, to_ascii(text)), most)


def phone_word(e164: str) -> str:
    """The word under which a phone is indexed: its national digits without leading zeros."""
    digits = re.sub("[^0-9]", "", e164[:WORD_LENGTH])
    return without_country(digits)[:WORD_LENGTH] if digits else ""
