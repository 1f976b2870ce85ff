"""Addresses as the post wants them: lines for a label, what is missing, what is malformed, one line, a key.

An address is a mapping with any of street, number, addition, extra, postcode, city, region and country
(ISO 3166-1 alpha-2). These functions run on stored data: what is missing, or is neither text nor a small
number, counts as absent, and nothing raises.

Sources: UPU S42 (international postal address components and templates) and the UPU's sheets per country;
PostNL, bpost, DIN 5008, La Poste (NF Z 10-011), Die Post (CH), Post AG (AT), Russian Post, Royal Mail
(PAF) and USPS Publication 28.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chalicelib.text import fold, words

Address = Mapping[str, object]
FIELDS = ("street", "number", "addition", "extra", "postcode", "city", "region")
LONGEST_POSTCODE = 20


class Problem(NamedTuple):
    """What is wrong with one field, as an API error tells it."""

    field: str
    code: str
    message: str


# ----------------------------------------------------------------------- parts


def _part(address: Address, key: str) -> str:
    value = address.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
        return str(value)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _code(value: object) -> str:
    """A country code in capitals; "" when it has no shape of one."""
    code = value.strip().upper() if isinstance(value, str) else ""
    return {"UK": "GB"}.get(code, code) if re.fullmatch("[A-Z]{2}", code) else ""


def _country(address: Address) -> str:
    return _code(address.get("country"))


# --------------------------------------------------------- number and addition

# What stands between a house number and an addition that is digits only; else a hyphen.
_BEFORE_DIGITS = {"BE": " bus ", "AT": "/", "RU": ", кв. "}
# Belgian postcodes of Brussels and Wallonia: there a bus is a boîte.
_BOITE = re.compile(r"1[0-4][0-9]{2}|[4-7][0-9]{3}")


def _before_digits(address: Address, country: str) -> str:
    is_boite = country == "BE" and _BOITE.fullmatch(_part(address, "postcode"))
    return " bte " if is_boite else _BEFORE_DIGITS.get(country, "-")


def _between(address: Address, country: str) -> str:
    """ "12a", "12-3", "12 bis", "12 bus 3", "12/3": a letter is set solid, digits and words are not."""
    addition = _part(address, "addition")
    if re.match("[0-9]", addition):
        return _before_digits(address, country)
    if country == "RU" and addition[:2].lower() in ("кв", "оф"):
        return ", "
    is_apart = addition[1:2].isalpha() or not addition[:1].isascii()
    return " " if is_apart and addition[:1].isalpha() else ""


def _house(address: Address, country: str) -> str:
    number, addition = _part(address, "number"), _part(address, "addition")
    written = f"д. {number}" if country == "RU" and number.isdigit() else number
    return written + _between(address, country) + addition if number and addition else written or addition


# --------------------------------------------------------------------- layouts


class Layout(NamedTuple):
    """How a country writes an address: the street line and the lines below it, as (separator, fields)."""

    street: tuple[str, tuple[str, ...]]
    place: tuple[tuple[str, tuple[str, ...]], ...]
    capitals: bool  # the town in capitals, also for mail inside the country


_STREET_FIRST, _HOUSE_FIRST = (" ", ("street", "house")), (" ", ("house", "street"))
_POSTCODE_CITY = ((" ", ("postcode", "city")),)
_CITY_REGION_POSTCODE = ((" ", ("city", "region", "postcode")),)
_CITY_THEN_POSTCODE = ((" ", ("city",)), (" ", ("postcode",)))
_CITY_REGION_THEN_POSTCODE = ((" ", ("city",)), (" ", ("region",)), (" ", ("postcode",)))

_LAYOUTS = {
    "NL": Layout(_STREET_FIRST, (("  ", ("postcode", "city")),), True),
    "BE": Layout(_STREET_FIRST, _POSTCODE_CITY, True),
    "DE": Layout(_STREET_FIRST, _POSTCODE_CITY, False),
    "AT": Layout(_STREET_FIRST, _POSTCODE_CITY, False),
    "CH": Layout(_STREET_FIRST, _POSTCODE_CITY, False),
    "LI": Layout(_STREET_FIRST, _POSTCODE_CITY, False),
    "FR": Layout(_HOUSE_FIRST, _POSTCODE_CITY, True),
    "MC": Layout(_HOUSE_FIRST, _POSTCODE_CITY, True),
    "LU": Layout(_HOUSE_FIRST, _POSTCODE_CITY, True),
    "IT": Layout(_STREET_FIRST, ((" ", ("postcode", "city", "region")),), True),
    "RU": Layout((", ", ("street", "house")), _CITY_REGION_THEN_POSTCODE, False),
    "GB": Layout(_HOUSE_FIRST, _CITY_THEN_POSTCODE, True),
    "IE": Layout(_HOUSE_FIRST, _CITY_REGION_THEN_POSTCODE, True),
    "US": Layout(_HOUSE_FIRST, _CITY_REGION_POSTCODE, True),
    "CA": Layout(_HOUSE_FIRST, _CITY_REGION_POSTCODE, True),
    "AU": Layout(_HOUSE_FIRST, _CITY_REGION_POSTCODE, True),
}
_ANY_LAYOUT = Layout(_STREET_FIRST, (*_POSTCODE_CITY, (" ", ("region",))), False)

# Names for the last line, in English as the UPU accepts everywhere.
_COUNTRIES = {
    "AD": "Andorra", "AL": "Albania", "AT": "Austria", "BA": "Bosnia and Herzegovina", "BE": "Belgium",
    "BG": "Bulgaria", "BY": "Belarus", "CH": "Switzerland", "CY": "Cyprus", "CZ": "Czech Republic",
    "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "FO": "Faroe Islands",
    "FR": "France", "GB": "United Kingdom", "GG": "Guernsey", "GI": "Gibraltar", "GR": "Greece",
    "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IM": "Isle of Man", "IS": "Iceland", "IT": "Italy",
    "JE": "Jersey", "LI": "Liechtenstein", "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia",
    "MC": "Monaco", "MD": "Moldova", "ME": "Montenegro", "MK": "North Macedonia", "MT": "Malta",
    "NL": "Netherlands", "NO": "Norway", "PL": "Poland", "PT": "Portugal", "RO": "Romania", "RS": "Serbia",
    "RU": "Russian Federation", "SE": "Sweden", "SI": "Slovenia", "SK": "Slovakia", "SM": "San Marino",
    "UA": "Ukraine", "VA": "Vatican", "XK": "Kosovo",
    "AE": "United Arab Emirates", "AM": "Armenia", "AR": "Argentina", "AU": "Australia", "AW": "Aruba",
    "AZ": "Azerbaijan", "BR": "Brazil", "CA": "Canada", "CL": "Chile", "CN": "China", "CW": "Curacao",
    "EG": "Egypt", "GE": "Georgia", "HK": "Hong Kong", "ID": "Indonesia", "IL": "Israel", "IN": "India",
    "JP": "Japan", "KR": "Korea (Rep.)", "KZ": "Kazakhstan", "MA": "Morocco", "MX": "Mexico",
    "NZ": "New Zealand", "SG": "Singapore", "SR": "Suriname", "SX": "Sint Maarten", "TH": "Thailand",
    "TN": "Tunisia", "TR": "Turkey", "TW": "Taiwan", "US": "United States of America", "ZA": "South Africa",
}  # fmt: skip


def _line(spec: tuple[str, tuple[str, ...]], fields: Mapping[str, str]) -> str:
    separator, keys = spec
    return separator.join(fields[key] for key in keys if fields[key])


def _fields(address: Address) -> dict[str, str]:
    country = _country(address)
    fields = {key: _part(address, key) for key in FIELDS}
    postcode = normal_postcode(fields["postcode"], country)
    return {**fields, "postcode": postcode, "house": _house(address, country)}


def _country_line(country: str, sender: str) -> list[str]:
    is_abroad = country and sender and country != sender
    return [_COUNTRIES.get(country, country).upper()] if is_abroad else []


def _texts(values: object) -> list[str]:
    given = [values] if isinstance(values, str) else values if isinstance(values, Sequence) else []
    return [" ".join(value.split()) for value in given if isinstance(value, str)]


def lines(address: Address, addressee: Sequence[str] = (), sender_country: str | None = None) -> list[str]:
    """The lines of a label, from the most particular to the country, none of them empty.

    What is in `extra` (building, flat, floor, department) stands above the street, as all the national guides
    in the head of this module ask. The country is named only for a sender in another one; the town is then
    in capitals in every country (UPU S42).
    """
    country, sender = _country(address), _code(sender_country)
    layout, fields = _LAYOUTS.get(country, _ANY_LAYOUT), _fields(address)
    abroad = _country_line(country, sender)
    if layout.capitals or abroad:
        fields["city"] = fields["city"].upper()
    place = [_line(spec, fields) for spec in layout.place]
    written = [*_texts(addressee), fields["extra"], _line(layout.street, fields), *place, *abroad]
    return [line for line in written if line]


def street(address: Address) -> str:
    """Its line: "Dorpsstraat 12a", "12 rue du Lac"."""
    layout = _LAYOUTS.get(_country(address), _ANY_LAYOUT)
    return _line(layout.street, _fields(address))


def title(address: Address) -> str:
    """One line: "Dorpsstraat 12a, 1315 AB Almere", "12 rue du Lac, 75001 Paris"."""
    layout, fields = _LAYOUTS.get(_country(address), _ANY_LAYOUT), _fields(address)
    parts = [_line(spec, fields) for spec in (layout.street, *layout.place)]
    return ", ".join(" ".join(part.split()) for part in parts if part) or fields["extra"] or _country(address)


# -------------------------------------------------------- what a country needs

_FULL = ("street", "number", "postcode", "city")
_NEEDS = {
    **dict.fromkeys(re.findall("..", "NLBEDEATCHLILURUDKNOSEFIPLCZSKHUITESPT"), _FULL),
    **dict.fromkeys(("FR", "GB", "MC"), ("street", "postcode", "city")),  # a house may have a name only
    **dict.fromkeys(("US", "CA", "AU"), ("street", "number", "city", "region", "postcode")),
    "IE": ("street", "city"),
}
_ANY_NEEDS = ("city", "country")
_BOX = re.compile(
    r"(?:postbus|postfach|pf|p\.? ?o\.? ?box|bo[iî]te postale|b\.?p\.?|case postale|cp|а/я)"
    r"(?!\w*[^\W\d]).*[0-9]",
    re.I,
)


def missing(address: Address) -> list[str]:
    """The fields without which the country's post cannot deliver; a post office box needs no house number."""
    known = {key: _part(address, key) for key in FIELDS} | {"country": _country(address)}
    if _BOX.match(known["street"][:200]):
        known["number"] = known["number"] or "in the box"
    return [field for field in _NEEDS.get(known["country"], _ANY_NEEDS) if not known[field]]


# ------------------------------------------------------------------- postcodes

_FOUR, _FIVE, _SIX = "[1-9][0-9]{3}", "[0-9]{5}", "[0-9]{6}"
_THREE_TWO = "[0-9]{3} [0-9]{2}"

# country: shape of the normal postcode, and an example for the message
_POSTCODES: dict[str, tuple[str, str]] = {
    "NL": ("[1-9][0-9]{3} (?!SA|SD|SS)[A-Z]{2}", "1315 AB"),
    "BE": (_FOUR, "1000"),
    "DE": (_FIVE, "10115"),
    "FR": (_FIVE, "75001"),
    "MC": ("980[0-9]{2}", "98000"),
    "CH": (_FOUR, "8001"),
    "LI": ("94[89][0-9]", "9490"),
    "AT": (_FOUR, "1010"),
    "LU": (_FOUR, "1234"),
    "RU": (_SIX, "101000"),
    "GB": ("GIR 0AA|[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", "SW1A 1AA"),
    "IE": ("(?:[AC-FHKNPRTV-Y][0-9]{2}|D6W) [0-9AC-FHKNPRTV-Y]{4}", "D02 X285"),
    "IT": (_FIVE, "00184"),
    "ES": ("(?:0[1-9]|[1-4][0-9]|5[0-2])[0-9]{3}", "28001"),
    "PT": ("[1-9][0-9]{3}-[0-9]{3}", "1000-205"),
    "DK": ("[0-9]{4}", "2100"),
    "NO": ("[0-9]{4}", "0150"),
    "SE": (_THREE_TWO, "111 22"),
    "FI": (_FIVE, "00100"),
    "EE": (_FIVE, "10111"),
    "LV": ("LV-[0-9]{4}", "LV-1010"),
    "LT": ("LT-[0-9]{5}", "LT-01100"),
    "PL": ("[0-9]{2}-[0-9]{3}", "00-001"),
    "CZ": (_THREE_TWO, "110 00"),
    "SK": (_THREE_TWO, "811 01"),
    "HU": (_FOUR, "1051"),
    "SI": (_FOUR, "1000"),
    "HR": (_FIVE, "10000"),
    "RO": (_SIX, "010011"),
    "BG": (_FOUR, "1000"),
    "GR": (_THREE_TWO, "104 31"),
    "UA": (_FIVE, "01001"),
    "TR": (_FIVE, "34000"),
    "US": ("[0-9]{5}(?:-[0-9]{4})?", "20500"),
    "CA": ("[A-Z][0-9][A-Z] [0-9][A-Z][0-9]", "K1A 0B1"),
}

# How the bare letters and digits are set apart; where nothing is said they are set solid.
_SPACED = {
    "NL": ("([0-9]{4})([A-Z]{2})", r"\1 \2"),
    "GB": ("([A-Z]{1,2}[0-9][A-Z0-9]?|GIR)([0-9][A-Z]{2})", r"\1 \2"),
    "IE": ("([A-Z0-9]{3})([A-Z0-9]{4})", r"\1 \2"),
    "CA": ("([A-Z0-9]{3})([A-Z0-9]{3})", r"\1 \2"),
    "PT": ("([0-9]{4})([0-9]{3})", r"\1-\2"),
    "PL": ("([0-9]{2})([0-9]{3})", r"\1-\2"),
    "US": ("([0-9]{5})([0-9]{4})", r"\1-\2"),
    "LV": ("(?:LV)?([0-9]{4})", r"LV-\1"),
    "LT": ("(?:LT)?([0-9]{5})", r"LT-\1"),
    **dict.fromkeys(("SE", "CZ", "SK", "GR"), ("([0-9]{3})([0-9]{2})", r"\1 \2")),
}
_SOLID = ("([0-9]+)", r"\1")
# "D-10115": the old letters of a country before its postcode; the UPU asks to leave them out.
_COUNTRY_LETTERS = {"FI": "FI(?:N)?", **{code: f"{code}?" for code in ("DE", "AT", "FR", "BE", "IT", "LU")}}


def _bare_postcode(value: str, country: str) -> str:
    letters = _COUNTRY_LETTERS.get(country, country)
    return re.sub(r"[\s.-]", "", re.sub(f"^{letters}[ -]+(?=[0-9])", "", value))


def normal_postcode(value: str, country: str) -> str:
    """ "1315ab" is "1315 AB" in NL, "sw1a1aa" is "SW1A 1AA" in GB; other shapes are trimmed, in capitals."""
    written = " ".join(value.split()).upper()
    code = _code(country)
    if code not in _POSTCODES or len(written) > LONGEST_POSTCODE:
        return written
    shape, spacing = _SPACED.get(code, _SOLID)
    found = re.fullmatch(shape, _bare_postcode(written, code))
    return found.expand(spacing) if found else written


def _postcode_problems(postcode: str, country: str) -> list[Problem]:
    shape, example = _POSTCODES.get(country, (".*", ""))
    normal = normal_postcode(postcode, country)
    if not normal or re.fullmatch(shape, normal, re.DOTALL):
        return []
    return [Problem("postcode", "malformed", f"Give a postcode such as {example}.")]


def problems(address: Address) -> list[Problem]:
    """What is there but malformed; what is absent is told by `missing`."""
    country, given = _country(address), _part(address, "country")
    found = _postcode_problems(_part(address, "postcode"), country)
    if given and not country:
        found.append(Problem("country", "malformed", "Give the two letters of a country, such as NL."))
    return found


# ---------------------------------------------------------------- same address

# Where postcode and house number are enough to tell an address, however its street and town were typed.
_STREETLESS = ("NL",)


def _house_key(fields: Mapping[str, str]) -> str:
    """12 a is 12a, but 12-3 is not 123."""
    return re.sub("(?<=[0-9]) (?=[a-z])", "", fold(fields["number"] + " " + fields["addition"]))


def _spelled(text: str) -> str:
    """Müllerstraße and Muellerstrasse are one street."""
    return "".join(words(text))


def normal_key(address: Address) -> str:
    """The key under which the same address is found again, parted by commas; "" if it tells no place.

    In the Netherlands postcode and house number are the key; elsewhere street and town count too.
    """
    fields, country = _fields(address), _country(address)
    postcode, house = fold(fields["postcode"]).replace(" ", ""), _house_key(fields)
    street, city = _spelled(fields["street"]), _spelled(fields["city"])
    if not (postcode or city):
        return ""
    is_enough = country in _STREETLESS and postcode and fields["number"]
    where = [] if is_enough else [street, city]
    return ",".join([country.lower(), postcode, house, *where])
