"""How people, couples and companies are called: shown, sorted and addressed in a letter.

A person is a mapping with any of first_name, initials, particle, last_name, title, patronymic and gender
("male", "female", "other"; absent is unknown). These functions run on stored data: what is missing, or is
not text, counts as absent, and nothing raises. Languages are two letters, with or without a region
("nl-BE"); one that is not known here is addressed in English.

Sources: Taaladvies.net and Onze Taal (nl), DIN 5008 and Duden (de), the Lexique of the Imprimerie nationale
(fr), the etiquette of Russian business letters (ru), Debrett's (en).
"""

import re
from collections.abc import Iterable, Mapping
from string import Formatter

from chalicelib.text import fold

Person = Mapping[str, object]
Fields = dict[str, str]
Rows = tuple[tuple[str, str], ...]

MALE, FEMALE, OTHER, UNKNOWN, ANY = "male", "female", "other", "unknown", "any"

# ----------------------------------------------------------------------- parts


def _part(person: Person, key: str) -> str:
    value = person.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _joined(*parts: str, by: str = " ") -> str:
    return by.join(part for part in parts if part)


def _pick(table: Mapping[str, Rows], language: str) -> Rows:
    return table.get(language[:2].lower(), table["en"])


# Only in lower case: with a capital the particle is a part of the name and sorts with it, as Flemish
# ("Van den Berghe") and French ("Le Pen", "La Fontaine") names are registered.
_PARTICLES = frozenset(
    particle
    for line in (
        "van|van de|van den|van der|van het|van 't|van ter|van ten|de|den|der|het|'t|'s|te|ten|ter|tot|toe",
        "in de|in den|in der|in het|in 't|op de|op den|op der|op het|op 't|op ten",
        "aan de|aan den|aan het|aan 't|bij de|bij den|bij het|bij 't|onder de|onder den|over de|over den",
        "uit de|uit den|uit het|uit 't|uijt de|voor de|voor den|voor 't|achter de",
        "von|von der|von dem|von den|vom|vom und zum|von und zu|von und zum|zu|zum|zur",
        "auf der|auf dem|an der|am|aus der|aus dem|du|de la|de l'|d'|le",
    )
    for particle in line.split("|")
)
_LONGEST_PARTICLE = 3
_ELISION = re.compile(r"((?:de )?[dl]')(\S.*)")


def split_particle(last_name: str) -> tuple[str, str]:
    """("van der", "Berg") of "van der Berg"; ("", name) if it begins with no lower-case particle."""
    name = " ".join(last_name.split())
    straight = name.replace("’", "'")
    elided = _ELISION.fullmatch(straight)
    if elided and elided[1] in _PARTICLES:
        return name[: elided.end(1)], name[elided.start(2) :]
    return _split_words(name.split(" "), straight.split(" "))


def _split_words(name: list[str], straight: list[str]) -> tuple[str, str]:
    for length in range(min(_LONGEST_PARTICLE, len(name) - 1), 0, -1):
        if " ".join(straight[:length]) in _PARTICLES:
            return " ".join(name[:length]), " ".join(name[length:])
    return "", " ".join(name)


def _with_particle(particle: str, name: str) -> str:
    """ "d'" and "l'" lean on the name, other particles stand apart."""
    leans = particle[-2:].lower() in ("d'", "d’", "l'", "l’")
    return particle + name if leans else _joined(particle, name)


def _surname_parts(person: Person) -> tuple[str, str]:
    particle, last_name = _part(person, "particle"), _part(person, "last_name")
    return (particle, last_name) if particle else split_particle(last_name)


def surname(person: Person) -> str:
    return _with_particle(*_surname_parts(person))


def _given(person: Person) -> str:
    return _part(person, "first_name") or _part(person, "initials")


def _gender(person: Person) -> str:
    """As recorded, else what a Russian patronymic tells."""
    recorded = _part(person, "gender")
    if recorded in (MALE, FEMALE, OTHER):
        return recorded
    patronymic = fold(_part(person, "patronymic")[-40:])
    return MALE if patronymic.endswith("ich") else FEMALE if patronymic.endswith("na") else UNKNOWN


# ----------------------------------------------------------- names and sorting


def display(person: Person) -> str:
    """ "Jan de Vries"; initials without a first name; whatever else there is when there is neither name."""
    name = _joined(_given(person), surname(person))
    return name or _part(person, "patronymic") or _part(person, "title")


def sort_name_person(person: Person) -> str:
    """ "Vries, Jan de": the name without its particle first."""
    particle, name = _surname_parts(person)
    if not name:
        return display(person)
    return _joined(name, _joined(_given(person), particle), by=", ")


def sort_name_company(name: str, place: str | None = None) -> str:
    """ "Hamerslag, Almere"."""
    return _joined(name.strip(), (place or "").strip(), by=", ")


def sort_name_contact(company_title: str, person_name: str) -> str:
    """The company's title, then the person as sorted, so that the contacts of a company stand together."""
    return _joined(company_title.strip(), person_name.strip(), by=", ")


def sort_name_couple(a: Person, b: Person) -> str:
    """ "Vries, Jan de & Bakker, Anna"; the same in every language."""
    return _joined(sort_name_person(a), sort_name_person(b), by=" & ")


# --------------------------------------------------------------------- couples

_AND = {"nl": "en", "fr": "et", "de": "und", "ru": "и", "en": "and"}

# A Russian surname has a form for him, for her, and for both; the others do not change.
_RUSSIAN_PLURALS = (
    (("ский", "ская"), "ские"),
    (("цкий", "цкая"), "цкие"),
    (("ов", "ова"), "овы"),
    (("ев", "ева"), "евы"),
    (("ёв", "ёва"), "ёвы"),
    (("ин", "ина"), "ины"),
    (("ын", "ына"), "ыны"),
)


def _plural(surname: str) -> str:
    """The surname of a family: Ивановы of Иванов and of Иванова."""
    for endings, plural in _RUSSIAN_PLURALS:
        for ending in endings:
            if surname.endswith(ending):
                return surname.removesuffix(ending) + plural
    return surname


def _shared(a: Person, b: Person) -> str:
    """The surname that both bear, as it is said of both, else ""."""
    ours, theirs = _plural(surname(a)), _plural(surname(b))
    return ours if ours.casefold() == theirs.casefold() else ""


def couple_name(a: Person, b: Person, language: str) -> str:
    """ "Jan de Vries en Anna Bakker"; "Jan en Anna de Vries" when they share the name."""
    conjunction = f" {_AND.get(language[:2].lower(), _AND['en'])} "
    shared, given_a, given_b = _shared(a, b), _given(a), _given(b)
    if shared and given_a and given_b:
        return f"{given_a}{conjunction}{given_b} {shared}"
    return _joined(display(a), display(b), by=conjunction)


# ----------------------------------------------------------------- salutations
#
# Rows of (who, template); the first row that is for this gender, and for which every field is known, is used.
# Fields: first, patronymic, name (as displayed), family ("de Vries"), capital ("De Vries": Dutch and English
# after Mr), titled ("Dr. Müller"), titled_name ("Dr. Alex Müller"), styled ("Mr De Vries"), doctor
# ("Dr De Vries").

FORMAL: dict[str, Rows] = {
    "nl": (
        (MALE, "Geachte heer {capital},"),
        (FEMALE, "Geachte mevrouw {capital},"),
        (UNKNOWN, "Geachte heer, mevrouw {capital},"),
        (ANY, "Geachte {name},"),
        (MALE, "Geachte heer,"),
        (FEMALE, "Geachte mevrouw,"),
        (ANY, "Geachte heer, mevrouw,"),
    ),
    "de": (
        (MALE, "Sehr geehrter Herr {titled},"),
        (FEMALE, "Sehr geehrte Frau {titled},"),
        (ANY, "Guten Tag {titled_name},"),
        (ANY, "Sehr geehrte Damen und Herren,"),
    ),
    # A French letter opens without the name; with it the tone is that of a summons or of a friend.
    "fr": (
        (MALE, "Monsieur,"),
        (FEMALE, "Madame,"),
        (OTHER, "Bonjour {name},"),
        (ANY, "Madame, Monsieur,"),
    ),
    "ru": (
        (MALE, "Уважаемый {first} {patronymic}!"),
        (FEMALE, "Уважаемая {first} {patronymic}!"),
        (OTHER, "Здравствуйте, {name}!"),
        (ANY, "Уважаемый(ая) {first} {patronymic}!"),
        (MALE, "Уважаемый господин {family}!"),
        (FEMALE, "Уважаемая госпожа {family}!"),
        (MALE, "Уважаемый {name}!"),
        (FEMALE, "Уважаемая {name}!"),
        (ANY, "Уважаемый(ая) {name}!"),
        (ANY, "Уважаемые дамы и господа!"),
    ),
    "en": (
        (ANY, "Dear {doctor},"),
        (MALE, "Dear Mr {capital},"),
        (FEMALE, "Dear Ms {capital},"),
        (ANY, "Dear {name},"),
        (MALE, "Dear Sir,"),
        (FEMALE, "Dear Madam,"),
        (ANY, "Dear Sir or Madam,"),
    ),
}

INFORMAL: dict[str, Rows] = {
    "nl": (
        (ANY, "Beste {first},"),
        (MALE, "Beste heer {capital},"),
        (FEMALE, "Beste mevrouw {capital},"),
        (ANY, "Beste {name},"),
        (ANY, "Beste heer, mevrouw,"),
    ),
    "de": (
        (MALE, "Lieber {first},"),
        (FEMALE, "Liebe {first},"),
        (ANY, "Hallo {first},"),
        (MALE, "Guten Tag Herr {titled},"),
        (FEMALE, "Guten Tag Frau {titled},"),
        (ANY, "Guten Tag {name},"),
        (ANY, "Guten Tag,"),
    ),
    "fr": (
        (ANY, "Bonjour {first},"),
        (MALE, "Bonjour Monsieur {family},"),
        (FEMALE, "Bonjour Madame {family},"),
        (ANY, "Bonjour {name},"),
        (ANY, "Bonjour,"),
    ),
    "ru": (
        (ANY, "Здравствуйте, {first}!"),
        (MALE, "Здравствуйте, господин {family}!"),
        (FEMALE, "Здравствуйте, госпожа {family}!"),
        (ANY, "Здравствуйте, {name}!"),
        (ANY, "Здравствуйте!"),
    ),
    "en": (
        (ANY, "Dear {first},"),
        (MALE, "Dear Mr {capital},"),
        (FEMALE, "Dear Ms {capital},"),
        (ANY, "Dear {name},"),
        (ANY, "Hello,"),
    ),
}

# Couples: a_ and b_ as given; for a man and a woman also m_ and f_, so that the language sets the order (he
# first in Dutch, English and Russian, she first in German and French). shared is the surname of both, without
# a title on either side; names is the couple's name.
MIXED, MEN, WOMEN = "a man and a woman", "two men", "two women"

FORMAL_COUPLE: dict[str, Rows] = {
    "nl": (
        (MIXED, "Geachte heer en mevrouw {shared_capital},"),
        (MIXED, "Geachte heer {m_capital} en mevrouw {f_capital},"),
        (MEN, "Geachte heren {shared_capital},"),
        (MEN, "Geachte heren {a_capital} en {b_capital},"),
        (WOMEN, "Geachte dames {shared_capital},"),
        (WOMEN, "Geachte dames {a_capital} en {b_capital},"),
        (ANY, "Geachte {names},"),
        (ANY, "Geachte heer, mevrouw,"),
    ),
    "de": (
        (MIXED, "Sehr geehrte Frau {f_titled}, sehr geehrter Herr {m_titled},"),
        (MEN, "Sehr geehrter Herr {a_titled}, sehr geehrter Herr {b_titled},"),
        (WOMEN, "Sehr geehrte Frau {a_titled}, sehr geehrte Frau {b_titled},"),
        (ANY, "Guten Tag {names},"),
        (ANY, "Sehr geehrte Damen und Herren,"),
    ),
    "fr": (
        (MIXED, "Madame, Monsieur,"),
        (MEN, "Messieurs,"),
        (WOMEN, "Mesdames,"),
        (ANY, "Madame, Monsieur,"),
    ),
    "ru": (
        (MIXED, "Уважаемые {m_first} {m_patronymic} и {f_first} {f_patronymic}!"),
        (ANY, "Уважаемые {a_first} {a_patronymic} и {b_first} {b_patronymic}!"),
        (MIXED, "Уважаемые господин и госпожа {shared}!"),
        (MIXED, "Уважаемые господин {m_family} и госпожа {f_family}!"),
        (MEN, "Уважаемые господа {shared}!"),
        (MEN, "Уважаемые господа {a_family} и {b_family}!"),
        (WOMEN, "Уважаемые госпожа {a_family} и госпожа {b_family}!"),
        (ANY, "Уважаемые {names}!"),
        (ANY, "Уважаемые дамы и господа!"),
    ),
    "en": (
        (MIXED, "Dear Mr and Mrs {shared_capital},"),
        (MIXED, "Dear {m_styled} and {f_styled},"),
        (MEN, "Dear {a_styled} and {b_styled},"),
        (WOMEN, "Dear {a_styled} and {b_styled},"),
        (ANY, "Dear {names},"),
        (ANY, "Dear Sir or Madam,"),
    ),
}

INFORMAL_COUPLE: dict[str, Rows] = {
    "nl": (
        (ANY, "Beste {a_first} en {b_first},"),
        (ANY, "Beste {names},"),
        (ANY, "Beste heer, mevrouw,"),
    ),
    "de": (
        (MIXED, "Liebe {f_first}, lieber {m_first},"),
        (MEN, "Lieber {a_first}, lieber {b_first},"),
        (WOMEN, "Liebe {a_first}, liebe {b_first},"),
        (ANY, "Hallo {a_first} und {b_first},"),
        (ANY, "Guten Tag {names},"),
        (ANY, "Guten Tag,"),
    ),
    "fr": (
        (ANY, "Bonjour {a_first} et {b_first},"),
        (ANY, "Bonjour {names},"),
        (ANY, "Bonjour,"),
    ),
    "ru": (
        (ANY, "Здравствуйте, {a_first} и {b_first}!"),
        (ANY, "Здравствуйте, {names}!"),
        (ANY, "Здравствуйте!"),
    ),
    "en": (
        (ANY, "Dear {a_first} and {b_first},"),
        (ANY, "Dear {names},"),
        (ANY, "Hello,"),
    ),
}

COMPANY: dict[str, Rows] = {
    "nl": (("formal", "Geachte heer, mevrouw,"), ("informal", "Beste relatie,")),
    "de": (("formal", "Sehr geehrte Damen und Herren,"), ("informal", "Guten Tag,")),
    "fr": (("formal", "Madame, Monsieur,"), ("informal", "Bonjour,")),
    "ru": (("formal", "Уважаемые дамы и господа!"), ("informal", "Здравствуйте!")),
    "en": (("formal", "Dear Sir or Madam,"), ("informal", "Hello,")),
}


def _fill(rows: Rows, who: Iterable[str], fields: Fields) -> str:
    """The first row for these whose fields are all known; tables end in a row that asks for nothing."""
    for row_who, template in rows:
        asked = [name for _, name, _, _ in Formatter().parse(template) if name]
        if row_who in who and all(fields.get(name) for name in asked):
            return template.format_map(fields)
    return ""


def _capital(surname: str) -> str:
    """ "De Vries" after heer or Mr; behind an apostrophe the letter stays small ("heer 't Hart")."""
    return surname[:1].upper() + surname[1:]


# Titles that take the place of Mr and Ms in English; all others are left out there.
_ENGLISH_TITLES = {"dr": "Dr", "prof": "Professor", "professor": "Professor"}
_STYLES = {MALE: "Mr", FEMALE: "Ms"}


def _styled(style: str | None, surname: str) -> str:
    return f"{style} {_capital(surname)}" if style and surname else ""


def _fields(person: Person) -> Fields:
    family, title, given = surname(person), _part(person, "title"), _given(person)
    english = _ENGLISH_TITLES.get(fold(title[:40]).partition(" ")[0])
    return {
        "first": _part(person, "first_name"),
        "patronymic": _part(person, "patronymic"),
        "name": _joined(given, family),
        "titled_name": _joined(title, given, family) if given or family else "",
        "family": family,
        "capital": _capital(family),
        "titled": _joined(title, family) if family else "",
        "doctor": _styled(english, family),
        "styled": _styled(english or _STYLES.get(_gender(person)), family),
    }


def _prefixed(prefix: str, person: Person) -> Fields:
    return {prefix + key: value for key, value in _fields(person).items()}


def _couple_fields(a: Person, b: Person, language: str) -> Fields:
    man, woman = (a, b) if _gender(a) == MALE else (b, a)
    untitled = not _fields(a)["doctor"] and not _fields(b)["doctor"]
    shared = _shared(a, b) if untitled else ""
    names = {"names": couple_name(a, b, language), "shared": shared, "shared_capital": _capital(shared)}
    sides = (("a_", a), ("b_", b), ("m_", man), ("f_", woman))
    halves = {key: value for prefix, person in sides for key, value in _prefixed(prefix, person).items()}
    return {**halves, **names}


_PAIRS = {(MALE, MALE): MEN, (FEMALE, FEMALE): WOMEN, (MALE, FEMALE): MIXED, (FEMALE, MALE): MIXED}


def salutation(person: Person, language: str, formal: bool = True) -> str:
    """The opening of a letter with its punctuation: "Geachte heer De Vries,", "Уважаемый Иван Иванович!"."""
    return _fill(_pick(FORMAL if formal else INFORMAL, language), (_gender(person), ANY), _fields(person))


def salutation_couple(a: Person, b: Person, language: str, formal: bool = True) -> str:
    """One opening for both; a half of which no name is known leaves the salutation of the other."""
    if not (display(a) and display(b)):
        return salutation(a if display(a) else b, language, formal)
    rows = _pick(FORMAL_COUPLE if formal else INFORMAL_COUPLE, language)
    pair = _PAIRS.get((_gender(a), _gender(b)), ANY)
    return _fill(rows, (pair, ANY), _couple_fields(a, b, language))


def salutation_company(language: str, formal: bool = True) -> str:
    """For a company without a contact."""
    return _fill(_pick(COMPANY, language), ("formal" if formal else "informal",), {})
