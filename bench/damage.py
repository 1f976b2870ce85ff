"""Companies as people type them anew: what goes wrong in names, cities, postcodes and websites."""

from collections.abc import Callable, Mapping
from random import Random
from typing import NamedTuple


class Company(NamedTuple):
    name: str
    country: str
    city: str
    postcode: str
    website: str


NEXT_KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioposdfghjklkxcvbnmn", strict=True))
SHORT = {
    "group": "Grp", "international": "Intl.", "holding": "Hldg", "holdings": "Hldgs", "technologies": "Tech",
    "technology": "Tech", "company": "Co", "corporation": "Corp.", "limited": "Ltd", "services": "Svcs",
    "management": "Mgmt", "resources": "Res.", "pharmaceuticals": "Pharma", "industries": "Ind.", "bank": "Bk",
    "properties": "Props", "investment": "Inv.", "systems": "Sys.", "societe": "Ste", "compagnie": "Cie",
    "solutions": "Sol.", "energy": "En.", "capital": "Cap.", "global": "Glob.", "development": "Dev.",
    "therapeutics": "Ther.", "communications": "Comms", "logistics": "Log.", "partners": "Ptnrs", "and": "&",
    "medical": "Med.", "entertainment": "Ent.", "software": "SW", "real": "R.", "estate": "Est.",
    "aktiengesellschaft": "AG", "european": "Eur.", "mining": "Min.",
}  # fmt: skip
FORMS = (
    "public limited company", "p.l.c.", "plc", "ag & co. kgaa", "gmbh & co. kgaa", "aktiengesellschaft", "ab (publ)",
    "(publ)", "s.p.a.", "spa", "s.a.", "sa", "n.v.", "nv", "ag", "ab", "asa", "a/s", "se", "oyj", "as", "kgaa",
    "societe anonyme", "limited", "ltd", "inc.", "gmbh", "sca", "b.v.", "bv", "s.e.", "aktiebolag", "s.l.", "srl",
)  # fmt: skip
OTHERWISE = {
    "plc": "P.L.C.", "p.l.c.": "plc", "ag": "Aktiengesellschaft", "aktiengesellschaft": "AG", "s.a.": "SA",
    "sa": "S.A.", "s.p.a.": "SpA", "spa": "S.p.A.", "n.v.": "NV", "nv": "N.V.", "a/s": "AS", "ab": "Aktiebolag",
    "public limited company": "plc", "societe anonyme": "SA", "ltd": "Limited", "limited": "Ltd.",
}  # fmt: skip
ELSEWISE = {
    "Vienna": "Wien", "Copenhagen": "København", "Gothenburg": "Göteborg", "Munich": "München", "Cologne": "Köln",
    "Zurich": "Zürich", "Geneva": "Genève", "Milan": "Milano", "Rome": "Roma", "Turin": "Torino",
    "Brussels": "Bruxelles",
    "Moscow": "Moskva", "Lisbon": "Lisboa", "Helsinki": "Helsingfors", "Antwerp": "Antwerpen", "Ghent": "Gent",
    "Florence": "Firenze", "Basel": "Bâle", "Frankfurt": "Frankfurt am Main", "Dusseldorf": "Düsseldorf",
    "Luxembourg": "Luxemburg", "Lucerne": "Luzern", "Seville": "Sevilla", "Naples": "Napoli", "Genoa": "Genova",
    "Venice": "Venezia", "Bern": "Berne", "Nuremberg": "Nürnberg", "Hanover": "Hannover", "The Hague": "Den Haag",
    "Saint Petersburg": "St. Petersburg", "London": "Londen", "Espoo": "Esbo", "Turku": "Åbo", "Bologna": "Bologne",
    "Edinburgh": "Edinborough", "Hamburg": "Hambourg", "Berlin": "Berlijn", "Stuttgart": "Stoccarda",
}  # fmt: skip


def typo(word: str, chance: Random) -> str:
    """One slip of the pen, anywhere but in the first letter nine times of ten."""
    if len(word) < 4:
        return word
    place = 0 if chance.random() < 0.1 else chance.randrange(1, len(word) - 1)
    letter, before, after = word[place], word[:place], word[place + 1 :]
    slips = (
        before + after,
        before + letter + letter + after,
        before + after[:1] + letter + after[1:],
        before + NEXT_KEYS.get(letter.lower(), "e") + after,
    )
    return chance.choice(slips)


def _typos(name: str, chance: Random) -> str:
    words = name.split()
    long = [place for place, word in enumerate(words) if len(word) > 3] or [0]
    for place in chance.sample(long, min(len(long), chance.choice((1, 1, 2)))):
        words[place] = typo(words[place], chance)
    return " ".join(words)


def without_form(name: str, _: Random) -> str:
    for form in FORMS:
        if name.lower().endswith(f" {form}"):
            return name[: -len(form) - 1].rstrip(" ,-")
    return name


def _other_form(name: str, chance: Random) -> str:
    """Left out, or written otherwise."""
    for form, other in OTHERWISE.items():
        if name.lower().endswith(f" {form}") and chance.random() < 0.4:
            return name[: -len(form)] + other
    return without_form(name, chance)


def _abbreviated(name: str, _: Random) -> str:
    return " ".join(SHORT.get(word.lower().strip(".,"), word) for word in name.split())


def _swapped(name: str, chance: Random) -> str:
    """Jansen, Bakkerij; or two neighbours."""
    words = without_form(name, chance).split()
    if len(words) < 2:
        return name
    if chance.random() < 0.5:
        return f"{' '.join(words[1:])}, {words[0]}"
    place = chance.randrange(len(words) - 1)
    words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words)


def _case(name: str, chance: Random) -> str:
    return chance.choice((name.upper(), name.lower(), name.replace(" ", "-", 1), name.replace("&", "and")))


def _several(name: str, chance: Random) -> str:
    for damage in chance.sample((_typos, _other_form, _abbreviated, _swapped), 2):
        name = damage(name, chance)
    return name


KINDS: Mapping[str, Callable[[str, Random], str]] = {
    "typos": _typos,
    "legal form": _other_form,
    "abbreviations": _abbreviated,
    "swapped words": _swapped,
    "case and signs": _case,
    "two of these": _several,
}


def _city(city: str, chance: Random) -> str:
    told = chance.random()
    if told < 0.35:
        return ELSEWISE.get(city, city)
    if told < 0.45:
        return typo(city, chance)
    return city.upper() if told < 0.55 else city


def damaged(company: Company, kind: str, chance: Random) -> Company:
    """Its name as the kind says, its city often, its postcode and its website now and then; half the time there is no
    website, and a third of the time no postcode."""
    shown = company.website.replace("http://", chance.choice(("https://", "http://", "")))
    return Company(
        KINDS[kind](company.name, chance),
        company.country,
        _city(company.city, chance),
        company.postcode if chance.random() < 0.67 else "",
        shown if chance.random() < 0.5 else "",
    )
