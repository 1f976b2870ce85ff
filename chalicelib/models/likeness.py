"""What of a record tells whether another is about the same."""

from collections.abc import Iterable
from typing import Literal

from chalicelib import text
from chalicelib.duplicates import names, places
from chalicelib.duplicates.facts import Facts, Values, host
from chalicelib.duplicates.names import Name
from chalicelib.models import naming, postal, stored
from chalicelib.models.channel import PHONES
from chalicelib.models.record_type import Data

Of = Literal["relation", "contact", "address"]
CONTACT, ADDRESS = "contact", "address"
MOST = 20  # values of each
LONGEST_PART = 200


def of_relation(data: Data) -> Facts:
    located = [stored.part(use, "address") for use in stored.parts(data, "addresses")]
    return Facts(
        stored.line(data, "kind"),
        _name(data),
        countries=_some(stored.line(each, "country") for each in located),
        cities=_some(places.city(stored.line(each, "city")) for each in located),
        postcodes=_some(places.postcode(stored.line(each, "postcode")) for each in located),
        houses=_some(map(_house, located)),
        phones=_channels(data, *PHONES),
        mails=_channels(data, "email"),
        hosts=_some(map(host, sorted(_channels(data, "email", "website")))),
        chambers=_some([stored.line(data, "chamber_number")]),
        vats=_some([stored.line(data, "vat_number")]),
    )


def of_contact(data: Data) -> Facts:
    """One that has ended is like none: who comes back is a new contact."""
    company, person = (stored.line(stored.part(data, each), "id") for each in ("company", "person"))
    if not company or stored.line(data, "ended_on"):
        return Facts("")
    name = _titled(stored.line(stored.part(data, "person"), "title")) if person else _person(data)
    phones, mails = _channels(data, *PHONES), _channels(data, "email")
    return Facts(CONTACT, name, within=company, key=person, phones=phones, mails=mails)


def of_address(data: Data) -> Facts:
    return Facts(
        ADDRESS,
        key=postal.normal_key(data),
        part=text.fold(stored.line(data, "extra")[:LONGEST_PART]),
        street=places.street(stored.line(data, "street")),
        countries=_some([stored.line(data, "country")]),
        cities=_some([places.city(stored.line(data, "city"))]),
        postcodes=_some([places.postcode(stored.line(data, "postcode"))]),
        houses=_some([_number(data)]),
    )


def _some(values: Iterable[str]) -> Values:
    return frozenset(list(filter(None, values))[:MOST])


def _channels(data: Data, *kinds: str) -> Values:
    channels = stored.parts(data, "channels")
    return _some(stored.line(each, "normal") for each in channels if stored.line(each, "kind") in kinds)


def _number(address: Data) -> str:
    return text.fold(f"{stored.line(address, 'number')} {stored.line(address, 'addition')}").replace(" ", "")


def _house(address: Data) -> str:
    """A house number tells nothing without a postcode."""
    code, number = places.postcode(stored.line(address, "postcode")), _number(address)
    return f"{code} {number}" if code and number else ""


def _name(data: Data) -> Name:
    if stored.line(data, "name"):
        return names.company(stored.line(data, "name"))
    halves = [_person(stored.part(half, "of") or half) for half in stored.parts(data, "halves")]
    return names.together(halves) if halves else _person(data)


def _person(data: Data) -> Name:
    initials = text.fold(stored.line(data, "initials"))
    given = stored.line(data, "first_name") or " ".join(initials.replace(" ", ""))
    return names.person(given, stored.line(data, "last_name"))


def _titled(title: str) -> Name:
    """A person of whom only the title is known: called by the first word of it."""
    given, _, rest = title.partition(" ")
    return names.person(given, naming.split_particle(rest)[1]) if rest else names.person("", title)
