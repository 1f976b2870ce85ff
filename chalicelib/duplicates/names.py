"""Names as they are compared: folded, without legal form, with one word for what is written in several ways."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from chalicelib import text
from chalicelib.duplicates import legal_form

LONGEST = 200
MOST_WORDS = 16
_JOINING = """
and und en et og och y i de der die das den het the of la le les du des di da
"""
JOINING = frozenset(_JOINING.split())

# One spelling, and those that stand for it.
_ABBREVIATIONS = {
    "group": "grp gr groep groupe gruppe grupo gruppo gruppen",
    "holding": "holdings hldg hldgs hold",
    "international": "intl int internat internationale internacional internazionale",
    "technology": "tech technologies technologie techn tecnologie",
    "company": "cie compagnie compania compagnia",
    "services": "svcs svc service serv",
    "management": "mgmt mgt mngt",
    "manufacturing": "mfg",
    "associates": "assoc assocs ass",
    "brothers": "bros gebr gebroeders gebrueder gebruder freres",
    "department": "dept",
    "development": "dev devt",
    "industries": "ind industrie industria industry inds",
    "investment": "inv investments invest",
    "pharmaceuticals": "pharma pharm pharmaceutical",
    "systems": "sys system",
    "solutions": "sol solution",
    "resources": "res",
    "engineering": "eng engr",
    "laboratories": "labs lab laboratoires",
    "communications": "comm comms communication",
    "corporation": "corp corporacion",
    "capital": "cap",
    "energy": "energie energia energi",
    "properties": "prop props property",
    "financial": "fin finance",
    "insurance": "ins",
    "university": "univ universiteit universitat universite",
    "foundation": "stichting stg fondation stiftung",
    "association": "vereniging ver verein vzw asbl",
    "saint": "st sint sankt san santa",
    "netherlands": "nederland nl",
    "germany": "deutschland",
    "europe": "europa",
    "construction": "bouw bouwbedrijf constr",
    "transport": "transp transports",
    "national": "nat natl nationale",
    "real": "re",
    "partners": "ptnrs partner",
    "media": "med",
    "equipment": "equip",
    "electronics": "elec electr electronic",
    "general": "gen",
}
CANONICAL = {other: word for word, others in _ABBREVIATIONS.items() for other in others.split()}
_NUMBER = re.compile(r"[0-9]+")
_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5"}
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}


class Name(NamedTuple):
    """Its words once each, in order; the numbers in it; and of a person what they are called by."""

    words: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    given: tuple[str, ...] = ()

    @property
    def solid(self) -> str:
        return "".join(self.words)


def company(name: str) -> Name:
    folded = text.fold(name[:LONGEST]).split()[:MOST_WORDS]
    words, _ = legal_form.parted(folded)
    told = [_ORDINALS.get(word) or CANONICAL.get(word, word) for word in words]
    significant = [word for word in told if word not in JOINING] or told
    return Name(tuple(dict.fromkeys(significant)), _numbers(significant))


def _numbers(words: list[str]) -> frozenset[str]:
    """What tells Fund II from Fund III, and Balance 40 from Balance 60; a name does not begin with a Roman one."""
    arabic = {digits.lstrip("0") for word in words for digits in _NUMBER.findall(word)}
    return frozenset(arabic | {_ROMAN[word] for word in words[1:] if word in _ROMAN})


def person(given: str, surname: str) -> Name:
    """`surname` without its particle."""
    return Name(_words(surname), given=_words(given))


def together(halves: Sequence[Name]) -> Name:
    """Of a couple, whoever is named first."""
    words = dict.fromkeys(word for half in halves for word in half.words)
    return Name(tuple(words), given=tuple(sorted(word for half in halves for word in half.given[:1])))


def _words(value: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.fold(value[:LONGEST]).split()[:MOST_WORDS]))
