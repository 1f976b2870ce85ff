"""Normal forms of text: for sorting, for searching, and for telling whether two values are the same.

Everything here is pure and takes linear time whatever it is given. Functions that check raise ValueError with
a message that tells the user what to do; functions that fold never raise. The libraries that know phones,
mail addresses and company numbers are imported where they are used: most calls need none of them.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from urllib.parse import SplitResult, urlsplit

from anyascii import anyascii

WORD_LENGTH = 32
LONGEST_PHONE = 60
LONGEST_EMAIL = 320
LONGEST_WEBSITE = 2000
LONGEST_NUMBER = 80

# --------------------------------------------------------------------- folding

# What people type for an apostrophe. The spacing acute is here because NFKC would make a space of it.
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‛ʹʼʻ′＇"))
_MARKS_IN_A_ROW = 30
_INITIALISM = re.compile(r"(?<![a-z0-9])([a-z])\.(?=[a-z](?![a-z0-9]))")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")


def _stream_safe(text: str) -> str:
    """Without the combining marks past the thirtieth in a row (Stream-Safe Text Format, UAX 15 section 13).

    Normalising sorts such a run by insertion, which is quadratic on a hostile text.
    """
    if text.isascii():
        return text
    kept, run = [], 0
    for char in text:
        run = run + len(unicodedata.normalize("NFD", char)) if unicodedata.combining(char) else 0
        if run <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def _ascii(text: str) -> str:
    """Lower-case ASCII with its punctuation, but no apostrophes (a Cyrillic soft sign becomes one)."""
    bare = _stream_safe(text).translate(_APOSTROPHES)
    plain = anyascii(unicodedata.normalize("NFKC", bare).casefold()).lower()
    return _INITIALISM.sub(r"\1", plain.replace("'", "").replace("`", ""))


def fold(text: str) -> str:
    """The sort key of a text: [a-z0-9] and single spaces; "B.V." is "bv", "O'Neill" is "oneill"."""
    return _NOT_ALNUM.sub(" ", _ascii(text)).strip()


# ---------------------------------------------------------------- search words

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


def _without_country(digits: str) -> str:
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
        return _without_country(token[1:])
    if token.startswith("00") and token.strip("0"):
        return _without_country(token[2:])
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
    return _words_of(_ascii(text), most)


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
    return _words_of(_DIGIT_RUN.sub(_joined, _ascii(text)), most)


# ---------------------------------------------------------------------- phones

_EXTENSION = re.compile(r"[\s,;(]*(?:ext(?:ension)?|tst|toestel|poste|dw|durchwahl|доб|x|#)[.:\s]*[0-9]{1,7}\)?$", re.I)


def phone_word(e164: str) -> str:
    """The word under which a phone is indexed: its national digits without leading zeros."""
    digits = re.sub("[^0-9]", "", e164[:WORD_LENGTH])
    return _without_country(digits)[:WORD_LENGTH] if digits else ""


def _dialled(value: str) -> str:
    """Without extension, 00 as +; "" for what has letters or is too long to be a phone."""
    number = _EXTENSION.sub("", value.strip()) if len(value) <= LONGEST_PHONE else ""
    return "" if any(char.isalpha() for char in number) else re.sub(r"^\(?00", "+", number)


def phone(value: str, country: str) -> str | None:
    """E.164, or None if it cannot be a number that is dialled from anywhere; an extension is dropped.

    `country` (ISO 3166-1 alpha-2) tells what a number without country code means. Letters are refused:
    a name typed behind the number would otherwise be dialled as digits.
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(_dialled(value), country.upper() or None)
    except phonenumbers.NumberParseException:
        return None
    verdict = phonenumbers.is_possible_number_with_reason(number)
    if verdict != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phone_display(e164: str, country: str) -> str:
    """As people in `country` write it: national inside the country, international otherwise."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    at_home = phonenumbers.country_code_for_region(country.upper()) == number.country_code
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)


# ------------------------------------------------------------ mail and website


def email(value: str) -> str:
    """The form for matching: lower case, NFC, domain in Unicode (RFC 5322, 6531; no question to the DNS)."""
    from email_validator import EmailNotValidError, validate_email

    if len(value) > LONGEST_EMAIL:
        raise ValueError("Shorten the e-mail address to 254 characters at most.")
    try:
        checked = validate_email(value.strip(), check_deliverability=False, strict=True)
    except EmailNotValidError as reason:
        raise ValueError(f"Give an e-mail address such as name@example.com. {reason}") from None
    return unicodedata.normalize("NFC", checked.normalized.lower())


def email_as_typed(value: str) -> str:
    """The form to keep and to send to: checked, trimmed, and otherwise as typed."""
    email(value)
    return value.strip()


_UNSAFE_IN_LINK = re.compile(
    r'[\s<>"\\^`{|}\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]'
)
_WEB_SCHEME = re.compile(r"\A(?:https?:)?//", re.I)
_NO_WEBSITE = "Give the address of a website, such as https://example.com."


def _website_host(name: str) -> str:
    """Checked by IDNA 2008 with the mappings of UTS 46; in Unicode and lower case."""
    import idna

    try:
        encoded = idna.encode(name, uts46=True, std3_rules=True).decode().rstrip(".")
        host = idna.decode(encoded)
    except (idna.IDNAError, UnicodeError):
        raise ValueError(_NO_WEBSITE) from None
    is_name = "." in encoded or encoded.startswith("xn--")
    if not is_name or encoded.rpartition(".")[2].isdigit():
        raise ValueError(_NO_WEBSITE)
    return host


def _split_link(value: str) -> tuple[SplitResult, str]:
    """The parts, and the port as ":8080" or nothing; a scheme not of the web ends up as a bad host."""
    try:
        parts = urlsplit("https://" + _WEB_SCHEME.sub("", value, count=1))
        port = parts.port
    except ValueError:
        raise ValueError(_NO_WEBSITE) from None
    return parts, "" if port in (None, 80, 443) else f":{port}"


def website(value: str) -> str:
    """An https link: http or no scheme is made https, any other scheme or a user name is refused."""
    trimmed = value.strip()
    if len(trimmed) > LONGEST_WEBSITE or _UNSAFE_IN_LINK.search(trimmed):
        raise ValueError(_NO_WEBSITE)
    parts, port = _split_link(trimmed)
    if "@" in parts.netloc or not parts.hostname or len(parts.hostname) > 253:
        raise ValueError(_NO_WEBSITE)
    path = "" if (parts.path, parts.query, parts.fragment) == ("/", "", "") else parts.path
    return parts._replace(netloc=_website_host(parts.hostname) + port, path=path).geturl()


# ------------------------------------------------------------- company numbers


def _digits(value: str) -> str:
    return re.sub("[^0-9]", "", anyascii(value))


def _capitals(value: str) -> str:
    return re.sub("[^A-Z0-9]", "", anyascii(value).upper())


def _number_nl(value: str) -> str:
    found = re.fullmatch(r"(?:KVK|HR)?(?:NUMMER|NR)?([0-9]{8})", _capitals(value))
    return found[1] if found else ""


def _number_be(value: str) -> str:
    from stdnum.be import vat

    return vat.validate(_digits(value))


_REGISTER_DE = re.compile(r"\b(HR ?A|HR ?B|GNR|GSR|PR|VR) ?([0-9]{1,6})(?: ?([A-Z]{1,2})\b)?", re.I)
_COURT_DE = re.compile(r"\b(?:amtsgericht|registergericht|ag|nr)\b\.?|[^\w\s/-]", re.I)


def _number_de(value: str) -> str:
    """Register, number, then the court if it was given: numbers are unique per court only."""
    found = _REGISTER_DE.search(value)
    if not found:
        return ""
    register, number, letter = found.groups(default="")
    court = _COURT_DE.sub(" ", value[: found.start()] + " " + value[found.end() :])
    written = {"GNR": "GnR", "GSR": "GsR"}.get(register.upper(), register.upper().replace(" ", ""))
    return " ".join([written, number, *letter.upper().split(), *court.split()])


def _number_fr(value: str) -> str:
    from stdnum.fr import siren, siret

    digits = _digits(value)
    return siren.validate(siret.validate(digits)[:9] if len(digits) == 14 else digits)


def _number_ch(value: str) -> str:
    from stdnum.ch import uid

    return uid.format(uid.validate(_capitals(value)[:12]))


def _number_at(value: str) -> str:
    found = re.fullmatch(r"(?:FN)?([0-9]{1,6})([A-Z])", _capitals(value))
    return f"FN {found[1]}{found[2].lower()}" if found else ""


def _number_ru(value: str) -> str:
    from stdnum.ru import inn, ogrn

    digits = _digits(value)
    return ogrn.validate(digits) if len(digits) in (13, 15) else inn.validate(digits)


def _number_gb(value: str) -> str:
    found = re.fullmatch(r"([A-Z]{2}[0-9]{6}|[A-Z]{2}[0-9]{5}[A-Z]|[0-9]{6,8})", _capitals(value))
    return found[1].zfill(8) if found else ""


# country: how its chamber number is made normal ("" or a ValueError: it is none), and what to ask for
_COMPANY_NUMBERS: dict[str, tuple[Callable[[str], str], str]] = {
    "NL": (_number_nl, "the 8 digits of the Dutch chamber of commerce, such as 12345678"),
    "BE": (_number_be, "the 10 digits of the Belgian enterprise number, such as 0403.170.701"),
    "DE": (_number_de, "the German register and number, such as HRB 12345"),
    "FR": (_number_fr, "the 9 digits of the French SIREN, such as 732 829 320"),
    "CH": (_number_ch, "the Swiss UID, such as CHE-107.787.577"),
    "AT": (_number_at, "the Austrian Firmenbuch number, such as FN 122119m"),
    "RU": (_number_ru, "the Russian OGRN (13 or 15 digits) or INN (10 or 12 digits)"),
    "GB": (_number_gb, "the 8 characters of the British company number, such as SC123456"),
}
_ANY_COUNTRY: tuple[Callable[[str], str], str] = (_capitals, "the letters and digits of the register")


def _or_nothing(check: Callable[[str], str], value: str) -> str:
    """What the check makes of it, "" where it refuses: the messages of stdnum do not say what to do."""
    try:
        return check(value)
    except ValueError:
        return ""


def company_number(value: str, country: str) -> str:
    """The normal form of a chamber-of-commerce number, checked as far as the country has a check digit."""
    check, wanted = _COMPANY_NUMBERS.get(country.upper(), _ANY_COUNTRY)
    number = _or_nothing(check, value.strip()) if len(value) <= LONGEST_NUMBER else ""
    if not number:
        raise ValueError(f"Give {wanted}.")
    return number


def _vat_eu(value: str) -> str:
    from stdnum.eu import vat

    return vat.validate(value)


def _vat_ch(value: str) -> str:
    from stdnum.ch import uid

    return uid.validate(value[:12]) + "MWST"


def _vat_gb(value: str) -> str:
    from stdnum.gb import vat

    return "GB" + vat.validate(value[2:])


def _vat_ru(value: str) -> str:
    from stdnum.ru import inn

    return "RU" + inn.validate(value[2:])


def _vat_elsewhere(value: str) -> str:
    return value if re.fullmatch("[A-Z]{2}[A-Z0-9]{4,15}", value) and re.search("[0-9]{2}", value) else ""


_EU = re.findall("..", "ATBEBGCYCZDEDKEEELESFIFRGRHRHUIEITLTLULVMTNLPLPTROSESISKXI")
_VAT_NUMBERS = {**dict.fromkeys(_EU, _vat_eu), "CH": _vat_ch, "GB": _vat_gb, "RU": _vat_ru}


def vat_number(value: str) -> str:
    """Compact, with the letters of its country, check digits checked; outside Europe the shape only.

    A Swiss number ends in MWST, whichever language it was typed in.
    """
    compact = _capitals(value) if len(value) <= LONGEST_NUMBER else ""
    number = _or_nothing(_VAT_NUMBERS.get(compact[:2], _vat_elsewhere), compact)
    if not number:
        raise ValueError("Give the VAT number with its country, such as NL123456782B90, and check its digits.")
    return number


# -------------------------------------------------------------- text as stored

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
    if _stream_safe(text) != text:
        yield f"Remove the accents from the text: more than {_MARKS_IN_A_ROW} on one letter."


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
