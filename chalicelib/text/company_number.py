"""Numbers at chambers of commerce and VAT numbers, by country."""

import re
from collections.abc import Callable

from anyascii import anyascii

LONGEST_NUMBER = 80


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
