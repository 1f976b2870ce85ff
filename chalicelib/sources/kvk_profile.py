"""A company as Basisprofiel v1 of the Dutch trade register tells of it, and what that is of a relation. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from chalicelib.models.address import ENOUGH
from chalicelib.sources import land
from chalicelib.sources.source import Activity, Data, Found, Note, without_nothing
from chalicelib.sources.told import Count, Shape, Short, Some, Told, Whole, websites

ATTRIBUTION = "Handelsregister, Kamer van Koophandel (KVK)"
BRANCH = "kvk_branch"  # the system under which its branch is kept
PURPOSES = {"bezoekadres": "visiting", "correspondentieadres": "postal", "postadres": "postal"}
YES = "ja"
MOST_WEBSITES = MOST_ADDRESSES = 5
NO_MAIL = Note("no_mail", "They want no unasked mail by post or sales at the door: record that as a consent refused.")
SHIELDED = Note("address_shielded", "An address of theirs is not public.")
ENDED = Note("ended", "This company has ended.")


class TradeName(Shape):
    naam: Told = ""


class SbiActivity(Shape):
    code: Short = Field(default="", alias="sbiCode")
    name: Told = Field(default="", alias="sbiOmschrijving")
    main: Short = Field(default="", alias="indHoofdactiviteit")


class Registered(Shape):
    begun: Short = Field(default="", alias="datumAanvang")
    ended: Short = Field(default="", alias="datumEinde")


class RegisteredAddress(Shape):
    type: Short = ""
    ind_afgeschermd: Short = ""
    straatnaam: Told = ""
    huisnummer: Short = ""
    huisletter: Short = ""
    huisnummer_toevoeging: Short = ""
    toevoeging_adres: Told = ""
    postbusnummer: Short = ""
    postcode: Short = ""
    plaats: Told = ""
    straat_huisnummer: Told = ""
    postcode_woonplaats: Told = ""
    land: Told = ""


Addresses = Annotated[list[RegisteredAddress], Some]
Websites = Annotated[list[Whole], Some]


class MainBranch(Shape):
    vestigingsnummer: Short = ""
    eerste_handelsnaam: Told = ""
    totaal_werkzame_personen: Count = None
    adressen: Addresses = []
    websites: Websites = []


class Owner(Shape):
    """Has the addresses and websites where there is no branch."""

    rechtsvorm: Told = ""
    adressen: Addresses = []
    websites: Websites = []


class Embedded(Shape):
    hoofdvestiging: MainBranch = MainBranch()
    eigenaar: Owner = Owner()


class BasicProfile(Shape):
    kvk_nummer: Short
    naam: Told = ""
    statutaire_naam: Told = ""
    ind_non_mailing: Short = ""
    formele_registratiedatum: Short = ""
    materiele_registratie: Registered = Registered()
    totaal_werkzame_personen: Count = None
    handelsnamen: Annotated[list[TradeName], Some] = []
    sbi_activiteiten: Annotated[list[SbiActivity], Some] = []
    embedded: Embedded = Field(default=Embedded(), alias="_embedded")


def found(told: Any) -> Found | None:
    profile = BasicProfile.model_validate(told)
    branch, owner = profile.embedded.hoofdvestiging, profile.embedded.eigenaar
    name = profile.naam or profile.statutaire_naam or branch.eerste_handelsnaam
    if not name:
        return None
    staff = (profile.totaal_werkzame_personen, branch.totaal_werkzame_personen)
    return Found(
        relation=_relation(profile, name),
        id=profile.kvk_nummer,
        legal_form=owner.rechtsvorm,
        trade_names=tuple(dict.fromkeys(each.naam for each in profile.handelsnamen if each.naam)),
        employees=next((each for each in staff if each is not None), None),
        branch=branch.vestigingsnummer,
        registered_on=_day(profile.formele_registratiedatum) or _day(profile.materiele_registratie.begun),
        ended_on=_day(profile.materiele_registratie.ended),
        activities=tuple(Activity(each.code, each.name, _yes(each.main)) for each in profile.sbi_activiteiten),
        notes=tuple(_notes(profile)),
    )


def _relation(profile: BasicProfile, name: str) -> Data:
    branch, owner = profile.embedded.hoofdvestiging, profile.embedded.eigenaar
    sites = websites(branch.websites or owner.websites)
    return without_nothing({
        "kind": "company",
        "name": name,
        "chamber_number": profile.kvk_nummer,
        "channels": [{"kind": "website", "value": site} for site in sites[:MOST_WEBSITES]],
        "addresses": [*_uses(branch.adressen or owner.adressen)][:MOST_ADDRESSES],
        "external_ids": {BRANCH: branch.vestigingsnummer} if re.fullmatch("[0-9]{12}", branch.vestigingsnummer) else {},
    })  # fmt: skip


def _uses(addresses: list[RegisteredAddress]) -> Iterator[Data]:
    """Where both are one place it has both purposes."""
    told: list[tuple[Data, list[str]]] = []
    for each in addresses:
        address, purpose = _address(each), PURPOSES.get(each.type.lower(), "visiting")
        same = next((purposes for known, purposes in told if known == address), None)
        if same is not None:
            same.extend([purpose] if purpose not in same else [])
        elif address.keys() & {*ENOUGH}:
            told.append((address, [purpose]))
    yield from ({"address": address, "purposes": purposes} for address, purposes in told)


def _address(each: RegisteredAddress) -> Data:
    country = land.code(each.land) if each.land else "NL"
    if each.straat_huisnummer or each.postcode_woonplaats:
        return _abroad(each, country)
    box = f"Postbus {each.postbusnummer}" if each.postbusnummer else ""
    addition = "-".join(filter(None, (each.huisletter, each.huisnummer_toevoeging)))
    return without_nothing({
        "street": box or each.straatnaam,
        "number": "" if box else each.huisnummer,
        "addition": "" if box else addition,
        "extra": each.toevoeging_adres,
        "postcode": each.postcode,
        "city": each.plaats,
        "country": country,
    })  # fmt: skip


def _abroad(each: RegisteredAddress, country: str) -> Data:
    """The register does not part street from number there, nor postcode from town."""
    return without_nothing({
        "street": each.straat_huisnummer,
        "extra": each.toevoeging_adres or ("" if country else each.land),
        "city": each.postcode_woonplaats,
        "country": country,
    })  # fmt: skip


def _notes(profile: BasicProfile) -> Iterator[Note]:
    embedded = profile.embedded
    if _yes(profile.ind_non_mailing):
        yield NO_MAIL
    if any(_yes(each.ind_afgeschermd) for each in (*embedded.hoofdvestiging.adressen, *embedded.eigenaar.adressen)):
        yield SHIELDED
    if _day(profile.materiele_registratie.ended):
        yield ENDED


def _yes(told: str) -> bool:
    return told.lower() == YES


def _day(told: str) -> str:
    """20170710 is 2017-07-10; of a date that is known by halves, such as 20170000, nothing."""
    try:
        return date.fromisoformat(told).isoformat() if len(told) in (8, 10) else ""
    except ValueError:
        return ""
