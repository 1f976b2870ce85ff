"""The Dutch trade register: Zoeken v2 and Basisprofiel v1 of the chamber of commerce, https://developers.kvk.nl."""

import re
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import Field

from chalicelib.outbound import Reply, Request
from chalicelib.sources import kvk_profile, source
from chalicelib.sources.kvk_profile import ATTRIBUTION
from chalicelib.sources.source import NAME, NUMBER, PLACE, Hit, Source, Terms, Where
from chalicelib.sources.told import Shape, Short, Some, Told

SYSTEM = "kvk"
NUMBERED = re.compile(r"[0-9]{8}")
# Of one company: its main branch has its name and place, its legal entity the name in the statutes.
RANKS = {"hoofdvestiging": 0, "rechtspersoon": 1, "nevenvestiging": 2}
MOST_ASKED = 30
HEADERS = {"Accept": "application/json"}


class HomeAddress(Shape):
    straatnaam: Told = ""
    huisnummer: Short = ""
    huisletter: Short = ""
    postbusnummer: Short = ""
    postcode: Short = ""
    plaats: Told = ""


class AddressAbroad(Shape):
    straat_huisnummer: Told = ""
    postcode_woonplaats: Told = ""
    land: Told = ""


class Somewhere(Shape):
    home: HomeAddress | None = Field(default=None, alias="binnenlandsAdres")
    abroad: AddressAbroad | None = Field(default=None, alias="buitenlandsAdres")


class Registration(Shape):
    kvk_nummer: Short
    naam: Told = ""
    adres: Somewhere | None = None
    type: Short = ""
    actief: Short = ""


class Registrations(Shape):
    resultaten: Annotated[list[Registration], Some] = []


def find(base: str, terms: Terms, where: Where) -> Request:
    asked = {"kvkNummer": terms.number, "naam": terms.name, "plaats": terms.place, "resultatenPerPagina": MOST_ASKED}
    query = urlencode({name: value for name, value in asked.items() if value})
    return Request("GET", f"{base}/v2/zoeken?{query}", HEADERS)


def hits(told: Any) -> list[Hit]:
    """One of each company, in the order of the register."""
    best: dict[str, Registration] = {}
    for each in Registrations.model_validate(told).resultaten:
        known = best.get(each.kvk_nummer)
        if NUMBERED.fullmatch(each.kvk_nummer) and (known is None or _rank(each) < _rank(known)):
            best[each.kvk_nummer] = each
    return [_hit(each) for each in best.values()]


def _rank(each: Registration) -> int:
    return RANKS.get(each.type.lower(), len(RANKS))


def _hit(each: Registration) -> Hit:
    home, abroad = _places(each.adres)
    street = " ".join(filter(None, (home.straatnaam, home.huisnummer + home.huisletter))) or abroad.straat_huisnummer
    street = street or (f"Postbus {home.postbusnummer}" if home.postbusnummer else "")
    place = home.plaats or abroad.postcode_woonplaats
    line = ", ".join(filter(None, (street, " ".join(filter(None, (home.postcode, place))), abroad.land)))
    return Hit(each.kvk_nummer, each.naam, place, line, SYSTEM, each.kvk_nummer, each.actief.lower() != "nee")


def _places(found: Somewhere | None) -> tuple[HomeAddress, AddressAbroad]:
    found = found or Somewhere()
    return found.home or HomeAddress(), found.abroad or AddressAbroad()


def pick(base: str, number: str, where: Where) -> Request | None:
    return Request("GET", f"{base}/v1/basisprofielen/{number}", HEADERS) if NUMBERED.fullmatch(number) else None


def fault(reply: Reply) -> str:
    """A number that is none it calls a bad request; the company is not there all the same."""
    return source.ABSENT if reply.status == 400 else source.plainly(reply)


KVK = Source(
    name=SYSTEM,
    label="Trade register (KVK)",
    help="Ask the chamber of commerce for a key of its APIs Zoeken and Basisprofiel, at developers.kvk.nl.",
    attribution=ATTRIBUTION,
    takes=frozenset({NAME, PLACE, NUMBER}),
    country="NL",
    base="kvk_url",
    header="apikey",
    find=find,
    hits=hits,
    pick=pick,
    found=kvk_profile.found,
    fault=fault,
)
