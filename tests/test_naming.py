"""How people, couples and companies are shown, sorted and addressed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.models import naming
from chalicelib.models.naming import Person, couple_name, display, salutation, salutation_couple

JAN: Person = {"first_name": "Jan", "particle": "de", "last_name": "Vries", "gender": "male"}
ANNA: Person = {"first_name": "Anna", "last_name": "Bakker", "gender": "female"}
ANNA_DE_VRIES: Person = {"first_name": "Anna", "last_name": "de Vries", "gender": "female"}
ALEX: Person = {"first_name": "Alex", "particle": "de", "last_name": "Vries"}
ROBIN: Person = {"first_name": "Robin", "last_name": "Smit", "gender": "other"}
MULLER: Person = {"first_name": "Jan", "last_name": "Müller", "gender": "male", "title": "Dr."}
MULLER_F: Person = {"first_name": "Anna", "last_name": "Müller", "gender": "female"}
INITIALS: Person = {"initials": "J.P.", "particle": "van der", "last_name": "Berg", "gender": "male"}
IVAN: Person = {"first_name": "Иван", "patronymic": "Иванович", "last_name": "Иванов"}
OLGA: Person = {"first_name": "Ольга", "patronymic": "Петровна", "last_name": "Иванова"}
PETROV: Person = {"last_name": "Петров", "gender": "male"}
PETROVA: Person = {"last_name": "Петрова", "gender": "female"}
LEV: Person = {"first_name": "Лев", "last_name": "Островский"}
YANA: Person = {"first_name": "Яна", "last_name": "Островская"}
NOBODY: Person = {}
LANGUAGES = ["nl", "fr", "de", "ru", "en"]

VALUES = st.one_of(st.none(), st.integers(), st.lists(st.text(max_size=3)), st.text(max_size=12))
KEYS = ["first_name", "initials", "particle", "last_name", "title", "patronymic"]
STORED = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(KEYS, VALUES),
        "gender": st.sampled_from(["male", "female", "other", "", None, 7]),
    },
)


@pytest.mark.parametrize(
    ("last_name", "parts"),
    [
        ("van der Berg", ("van der", "Berg")),
        ("de  Vries", ("de", "Vries")),
        ("van 't Hoff", ("van 't", "Hoff")),
        ("van ’t Hoff", ("van ’t", "Hoff")),
        ("'t Hart", ("'t", "Hart")),
        ("in 't Veld", ("in 't", "Veld")),
        ("van de Ven-de Wit", ("van de", "Ven-de Wit")),
        ("von der Leyen", ("von der", "Leyen")),
        ("vom Stein", ("vom", "Stein")),
        ("von und zu Guttenberg", ("von und zu", "Guttenberg")),
        ("zu Guttenberg", ("zu", "Guttenberg")),
        ("de la Tour", ("de la", "Tour")),
        ("d'Artagnan", ("d'", "Artagnan")),
        ("d’Artagnan", ("d’", "Artagnan")),
        ("de l'Isle", ("de l'", "Isle")),
        ("du Pont", ("du", "Pont")),
        ("Van den Berghe", ("", "Van den Berghe")),
        ("Le Pen", ("", "Le Pen")),
        ("Jansen", ("", "Jansen")),
        ("Vandenberg", ("", "Vandenberg")),
        ("de", ("", "de")),
        ("van der", ("van", "der")),
        ("", ("", "")),
    ],
)
def test_split_particle(last_name: str, parts: tuple[str, str]) -> None:
    assert naming.split_particle(last_name) == parts


@given(st.text(max_size=30))
@example("d'Artagnan")
def test_splitting_loses_nothing(last_name: str) -> None:
    particle, name = naming.split_particle(last_name)
    assert (particle + name).replace(" ", "") == "".join(last_name.split())
    assert bool(name) == bool(last_name.split())


@pytest.mark.parametrize(
    ("person", "shown", "sorted_as"),
    [
        (JAN, "Jan de Vries", "Vries, Jan de"),
        ({"first_name": "Jan", "last_name": "de Vries"}, "Jan de Vries", "Vries, Jan de"),
        ({"first_name": "Charles", "last_name": "d'Artagnan"}, "Charles d'Artagnan", "Artagnan, Charles d'"),
        ({"first_name": "Jan", "last_name": "Van den Berghe"}, "Jan Van den Berghe", "Van den Berghe, Jan"),
        (INITIALS, "J.P. van der Berg", "Berg, J.P. van der"),
        (MULLER, "Jan Müller", "Müller, Jan"),
        ({"first_name": "Jan"}, "Jan", "Jan"),
        ({"last_name": "Bakker"}, "Bakker", "Bakker"),
        ({"particle": "de", "last_name": "Vries"}, "de Vries", "Vries, de"),
        ({"particle": "de"}, "de", "de"),
        ({"title": "Dr."}, "Dr.", "Dr."),
        ({"patronymic": "Иванович"}, "Иванович", "Иванович"),
        ({"gender": "male"}, "", ""),
        ({"first_name": None, "last_name": 7, "initials": " J. "}, "J.", "J."),
        (NOBODY, "", ""),
    ],
)
def test_display_and_sort_name(person: Person, shown: str, sorted_as: str) -> None:
    assert display(person) == shown
    assert naming.sort_name_person(person) == sorted_as


def test_sort_names_of_the_other_kinds() -> None:
    assert naming.sort_name_company("Hamerslag", "Almere") == "Hamerslag, Almere"
    assert naming.sort_name_company("Hamerslag", None) == "Hamerslag"
    assert naming.sort_name_contact("Hamerslag, Almere", "Vries, Jan de") == "Hamerslag, Almere, Vries, Jan de"
    assert naming.sort_name_contact("Hamerslag", "") == "Hamerslag"
    assert naming.sort_name_couple(JAN, ANNA) == "Vries, Jan de & Bakker, Anna"
    assert naming.sort_name_couple(JAN, NOBODY) == "Vries, Jan de"


@pytest.mark.parametrize(
    ("a", "b", "language", "name"),
    [
        (JAN, ANNA, "nl", "Jan de Vries en Anna Bakker"),
        (JAN, ANNA, "en", "Jan de Vries and Anna Bakker"),
        (JAN, ANNA, "fr-BE", "Jan de Vries et Anna Bakker"),
        (JAN, ANNA, "tlh", "Jan de Vries and Anna Bakker"),
        (JAN, ANNA_DE_VRIES, "nl", "Jan en Anna de Vries"),
        (MULLER, MULLER_F, "de", "Jan und Anna Müller"),
        (IVAN, OLGA, "ru", "Иван и Ольга Ивановы"),
        (IVAN, PETROVA, "ru", "Иван Иванов и Петрова"),
        (LEV, YANA, "ru", "Лев и Яна Островские"),
        (JAN, {"last_name": "de Vries"}, "nl", "Jan de Vries en de Vries"),
        (JAN, NOBODY, "nl", "Jan de Vries"),
        (NOBODY, NOBODY, "nl", ""),
    ],
)
def test_couple_name(a: Person, b: Person, language: str, name: str) -> None:
    assert couple_name(a, b, language) == name


@pytest.mark.parametrize(
    ("person", "language", "formal", "informal"),
    [
        (JAN, "nl", "Geachte heer De Vries,", "Beste Jan,"),
        (ANNA, "nl", "Geachte mevrouw Bakker,", "Beste Anna,"),
        (ALEX, "nl-BE", "Geachte heer, mevrouw De Vries,", "Beste Alex,"),
        (ROBIN, "nl", "Geachte Robin Smit,", "Beste Robin,"),
        (INITIALS, "nl", "Geachte heer Van der Berg,", "Beste heer Van der Berg,"),
        ({"last_name": "'t Hart", "gender": "male"}, "nl", "Geachte heer 't Hart,", "Beste heer 't Hart,"),
        ({"first_name": "Jan", "gender": "male"}, "nl", "Geachte Jan,", "Beste Jan,"),
        ({"gender": "female"}, "nl", "Geachte mevrouw,", "Beste heer, mevrouw,"),
        (NOBODY, "nl", "Geachte heer, mevrouw,", "Beste heer, mevrouw,"),
        (MULLER, "de", "Sehr geehrter Herr Dr. Müller,", "Lieber Jan,"),
        (MULLER_F, "de", "Sehr geehrte Frau Müller,", "Liebe Anna,"),
        ({**MULLER, "gender": None}, "de", "Guten Tag Dr. Jan Müller,", "Hallo Jan,"),
        (JAN, "de", "Sehr geehrter Herr de Vries,", "Lieber Jan,"),
        (INITIALS, "de", "Sehr geehrter Herr van der Berg,", "Guten Tag Herr van der Berg,"),
        (NOBODY, "de", "Sehr geehrte Damen und Herren,", "Guten Tag,"),
        (JAN, "fr", "Monsieur,", "Bonjour Jan,"),
        (ANNA, "fr", "Madame,", "Bonjour Anna,"),
        (ALEX, "fr", "Madame, Monsieur,", "Bonjour Alex,"),
        (ROBIN, "fr", "Bonjour Robin Smit,", "Bonjour Robin,"),
        (INITIALS, "fr", "Monsieur,", "Bonjour Monsieur van der Berg,"),
        (NOBODY, "fr", "Madame, Monsieur,", "Bonjour,"),
        (IVAN, "ru", "Уважаемый Иван Иванович!", "Здравствуйте, Иван!"),
        (OLGA, "ru", "Уважаемая Ольга Петровна!", "Здравствуйте, Ольга!"),
        (PETROV, "ru", "Уважаемый господин Петров!", "Здравствуйте, господин Петров!"),
        (PETROVA, "ru", "Уважаемая госпожа Петрова!", "Здравствуйте, госпожа Петрова!"),
        (
            {"first_name": "Саша", "last_name": "Шевченко"},
            "ru",
            "Уважаемый(ая) Саша Шевченко!",
            "Здравствуйте, Саша!",
        ),
        (NOBODY, "ru", "Уважаемые дамы и господа!", "Здравствуйте!"),
        (JAN, "en", "Dear Mr De Vries,", "Dear Jan,"),
        (ANNA, "en", "Dear Ms Bakker,", "Dear Anna,"),
        (ALEX, "en", "Dear Alex de Vries,", "Dear Alex,"),
        (MULLER, "en", "Dear Dr Müller,", "Dear Jan,"),
        (NOBODY, "en", "Dear Sir or Madam,", "Hello,"),
        (JAN, "xx", "Dear Mr De Vries,", "Dear Jan,"),
    ],
)
def test_salutation(person: Person, language: str, formal: str, informal: str) -> None:
    assert salutation(person, language, True) == formal
    assert salutation(person, language, False) == informal


@pytest.mark.parametrize(
    ("a", "b", "language", "formal", "informal"),
    [
        (JAN, ANNA, "nl", "Geachte heer De Vries en mevrouw Bakker,", "Beste Jan en Anna,"),
        (ANNA, JAN, "nl", "Geachte heer De Vries en mevrouw Bakker,", "Beste Anna en Jan,"),
        (JAN, ANNA_DE_VRIES, "nl", "Geachte heer en mevrouw De Vries,", "Beste Jan en Anna,"),
        (JAN, MULLER, "nl", "Geachte heren De Vries en Müller,", "Beste Jan en Jan,"),
        (ALEX, ROBIN, "nl", "Geachte Alex de Vries en Robin Smit,", "Beste Alex en Robin,"),
        (JAN, NOBODY, "nl", "Geachte heer De Vries,", "Beste Jan,"),
        (NOBODY, NOBODY, "nl", "Geachte heer, mevrouw,", "Beste heer, mevrouw,"),
        (
            MULLER,
            MULLER_F,
            "de",
            "Sehr geehrte Frau Müller, sehr geehrter Herr Dr. Müller,",
            "Liebe Anna, lieber Jan,",
        ),
        (
            ANNA,
            MULLER_F,
            "de",
            "Sehr geehrte Frau Bakker, sehr geehrte Frau Müller,",
            "Liebe Anna, liebe Anna,",
        ),
        (ALEX, ANNA, "de", "Guten Tag Alex de Vries und Anna Bakker,", "Hallo Alex und Anna,"),
        (JAN, ANNA, "fr", "Madame, Monsieur,", "Bonjour Jan et Anna,"),
        (ANNA, MULLER_F, "fr", "Mesdames,", "Bonjour Anna et Anna,"),
        (JAN, INITIALS, "fr", "Messieurs,", "Bonjour Jan de Vries et J.P. van der Berg,"),
        (OLGA, IVAN, "ru", "Уважаемые Иван Иванович и Ольга Петровна!", "Здравствуйте, Ольга и Иван!"),
        (PETROV, PETROVA, "ru", "Уважаемые господин и госпожа Петровы!", "Здравствуйте, Петров и Петрова!"),
        (
            PETROV,
            OLGA,
            "ru",
            "Уважаемые господин Петров и госпожа Иванова!",
            "Здравствуйте, Петров и Ольга Иванова!",
        ),
        (JAN, ANNA_DE_VRIES, "en", "Dear Mr and Mrs De Vries,", "Dear Jan and Anna,"),
        (ANNA, JAN, "en", "Dear Mr De Vries and Ms Bakker,", "Dear Anna and Jan,"),
        (MULLER, MULLER_F, "en", "Dear Dr Müller and Ms Müller,", "Dear Jan and Anna,"),
        (ALEX, ANNA, "en", "Dear Alex de Vries and Anna Bakker,", "Dear Alex and Anna,"),
    ],
)
def test_salutation_couple(a: Person, b: Person, language: str, formal: str, informal: str) -> None:
    assert salutation_couple(a, b, language, True) == formal
    assert salutation_couple(a, b, language, False) == informal


@pytest.mark.parametrize("language", LANGUAGES)
def test_salutation_company(language: str) -> None:
    formal, informal = naming.salutation_company(language, True), naming.salutation_company(language, False)
    assert formal[-1] in ",!"
    assert informal[-1] in ",!"
    assert formal != informal


def test_every_language_has_every_table() -> None:
    tables = (naming.FORMAL, naming.INFORMAL, naming.FORMAL_COUPLE, naming.INFORMAL_COUPLE, naming.COMPANY)
    assert all(set(table) == set(LANGUAGES) for table in tables)


@pytest.mark.parametrize("table", [naming.FORMAL, naming.INFORMAL, naming.FORMAL_COUPLE, naming.INFORMAL_COUPLE])
def test_every_table_ends_in_a_row_for_whom_nothing_is_known(table: dict[str, naming.Rows]) -> None:
    assert all(rows[-1][0] == naming.ANY and "{" not in rows[-1][1] for rows in table.values())


@given(STORED, STORED, st.sampled_from([*LANGUAGES, "nl-NL", "", "xx"]), st.booleans())
@example({"first_name": "{name}", "last_name": "{0}"}, {}, "nl", True)
def test_whatever_is_stored_there_is_a_salutation(a: Person, b: Person, language: str, formal: bool) -> None:
    for opening in (salutation(a, language, formal), salutation_couple(a, b, language, formal)):
        assert opening[-1] in ",!"
    assert isinstance(naming.sort_name_couple(a, b) + couple_name(a, b, language), str)


@given(STORED)
def test_a_name_is_empty_only_when_nothing_is_given(person: Person) -> None:
    given_parts = [value for key in KEYS if isinstance(value := person.get(key), str) and value.split()]
    assert bool(display(person)) == bool(given_parts) == bool(naming.sort_name_person(person))
