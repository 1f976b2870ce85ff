"""What the stand-in of the Dutch trade register has on record, in the shape of Zoeken v2 and Basisprofiel v1: companies
of the kinds that the register's own test set has. Nothing in it is about anybody."""

from typing import Any

Data = dict[str, Any]
PLACES = "https://api.kvk.nl/test/api/v1"


def _address(kind: str, street: str, number: int, postcode: str, city: str, **more: Any) -> Data:
    told = {"type": kind, "indAfgeschermd": "Nee", "volledigAdres": f"{street} {number}      {postcode} {city}"}
    known = {"straatnaam": street, "huisnummer": number, "postcode": postcode, "plaats": city, "land": "Nederland"}
    return {**told, **known, **more}


def _box(number: int, postcode: str, city: str) -> Data:
    told = {"type": "correspondentieadres", "indAfgeschermd": "Nee", "volledigAdres": f"Postbus {number} {postcode}"}
    return {**told, "postbusnummer": number, "postcode": postcode, "plaats": city, "land": "Nederland"}


def _abroad(street: str, city: str, country: str) -> Data:
    told = {"type": "bezoekadres", "indAfgeschermd": "Nee", "volledigAdres": f"{street} {city}"}
    return {**told, "straatHuisnummer": street, "postcodeWoonplaats": city, "land": country}


def _activities(*known: tuple[str, str]) -> list[Data]:
    return [
        {"sbiCode": code, "sbiOmschrijving": name, "indHoofdactiviteit": "Nee" if place else "Ja"}
        for place, (code, name) in enumerate(known)
    ]


def _profile(number: str, name: str, owner: Data, branch: Data | None, **more: Any) -> Data:
    embedded = {"eigenaar": owner} | ({"hoofdvestiging": {"kvkNummer": number, **branch}} if branch else {})
    links = {"self": {"href": f"{PLACES}/basisprofielen/{number}"}}
    begun = {"formeleRegistratiedatum": "20170710", "materieleRegistratie": {"datumAanvang": "20170108"}}
    known = {"kvkNummer": number, "indNonMailing": "Nee", "naam": name, **begun}
    return {**known, **more, "_embedded": embedded, "_links": links}


def _branch(number: str, name: str, staff: int, *addresses: Data, websites: tuple[str, ...] = ()) -> Data:
    told = {"vestigingsnummer": number, "eersteHandelsnaam": name, "indHoofdvestiging": "Ja"}
    return {**told, "totaalWerkzamePersonen": staff, "adressen": [*addresses], "websites": [*websites]}


def _names(*names: str) -> list[Data]:
    return [{"naam": name, "volgorde": place} for place, name in enumerate(names)]


PROFILES: dict[str, Data] = {each["kvkNummer"]: each for each in (
    _profile(
        "69599084", "Test EMZ Dagobert", {"rechtsvorm": "Eenmanszaak", "uitgebreideRechtsvorm": "Eenmanszaak"},
        _branch("000038509504", "Test EMZ Dagobert", 1,
                _address("bezoekadres", "Abebe Bikilalaan", 17, "1034WL", "Amsterdam", huisletter="M")),
        indNonMailing="Ja", totaalWerkzamePersonen=1, handelsnamen=_names("Test EMZ Dagobert", "Tweede naam EMZ"),
        sbiActiviteiten=_activities(("10110", "Verwerking en conservering van vlees"), ("99999", "Nergens ingedeeld")),
    ),
    _profile(
        "68750110", "Test BV Donald", {"rsin": "857587973", "rechtsvorm": "Besloten Vennootschap"},
        _branch("000037178598", "Test BV Donald", 12,
                _address("bezoekadres", "Dorpsstraat", 40, "1315AB", "Almere", huisnummerToevoeging="2"),
                _box(123, "1300AC", "Almere"),
                websites=("www.donald.example.com", "javascript:alert(1)", "https://donald.example.com/over-ons")),
        statutaireNaam="Test BV Donald", totaalWerkzamePersonen=12, handelsnamen=_names("Test BV Donald", "Donald IT"),
        sbiActiviteiten=_activities(("62100", "Programmeren van computers"), ("62200", "Advisering over IT")),
    ),
    _profile(
        "90000749", "Test VvE Eendracht",
        {"rechtsvorm": "Vereniging van Eigenaars",
         "adressen": [_address("bezoekadres", "Blaauwweg", 163, "3328XD", "Dordrecht")]},
        None, sbiActiviteiten=_activities(("94997", "Overige belangenbehartiging")),
    ),
    _profile(
        "90001354", "Test BV Afgeschermd", {"rechtsvorm": "Besloten Vennootschap"},
        _branch("990000541921", "Test BV Afgeschermd", 0,
                {"type": "bezoekadres", "indAfgeschermd": "Ja", "land": "Nederland"}),
    ),
    _profile(
        "55505201", "Test Buitenland Ltd.", {"rechtsvorm": "Buitenlandse vennootschap"},
        _branch("990000637800", "Test Buitenland Ltd.", 3, _abroad("Rue du Lac 12", "1200 Genève", "Zwitserland")),
    ),
    _profile(
        "96354429", "Test Coöperatie Gestopt", {"rechtsvorm": "Coöperatie"}, None,
        materieleRegistratie={"datumAanvang": "20170108", "datumEinde": "20240101"},
    ),
)}  # fmt: skip


def _result(profile: Data, kind: str) -> Data:
    branch = profile["_embedded"].get("hoofdvestiging", {})
    known = branch.get("adressen") or profile["_embedded"]["eigenaar"].get("adressen") or [{}]
    own = {"kvkNummer": profile["kvkNummer"], "naam": profile["naam"], "type": kind, "actief": _active(profile)}
    numbered = {"vestigingsnummer": branch["vestigingsnummer"]} if kind == "hoofdvestiging" else {}
    links = {"basisprofiel": {"href": f"{PLACES}/basisprofielen/{profile['kvkNummer']}"}}
    return {**own, **numbered, "adres": _where(known[0]), "_links": links}


def _active(profile: Data) -> str:
    return "Nee" if "datumEinde" in profile["materieleRegistratie"] else "Ja"


def _where(address: Data) -> Data:
    if "straatHuisnummer" in address:
        names = ("type", "straatHuisnummer", "postcodeWoonplaats", "land")
        return {"buitenlandsAdres": {name: address[name] for name in names}}
    return {"binnenlandsAdres": {name: address[name] for name in ("type", "straatnaam", "plaats") if name in address}}


def _results() -> list[Data]:
    """A company stands in it as its legal entity and as its main branch."""
    told = []
    for each in PROFILES.values():
        told.append(_result(each, "rechtspersoon"))
        if "hoofdvestiging" in each["_embedded"]:
            told.append(_result(each, "hoofdvestiging"))
    return told


def profile(number: str) -> Data | None:
    return PROFILES.get(number)


def search(number: str, name: str, place: str) -> Data:
    found = [each for each in _results() if _fits(each, number, name.lower(), place.lower())]
    told = {"pagina": 1, "resultatenPerPagina": 30, "totaal": len(found), "resultaten": found}
    return {**told, "_links": {"self": {"href": "https://api.kvk.nl/test/api/v2/zoeken"}}}


def _fits(each: Data, number: str, name: str, place: str) -> bool:
    home = each["adres"].get("binnenlandsAdres", {})
    is_there = not place or home.get("plaats", "").lower() == place
    return is_there and number in ("", each["kvkNummer"]) and name in each["naam"].lower()
