"""Names and salutations as a client sees them: computed in five languages, recomputed, and overridden (parties.md)."""

from typing import Any

import pytest

from tests.world import World

JAN = {"first_name": "Jan", "last_name": "de Vries", "gender": "male"}
OLGA = {"first_name": "Ольга", "patronymic": "Петровна", "last_name": "Иванова", "gender": "female"}

SALUTATIONS = [
    ("nl", JAN, "Geachte heer De Vries,", "Beste Jan,"),
    ("fr", JAN, "Monsieur,", "Bonjour Jan,"),
    ("de", {**JAN, "title": "Dr."}, "Sehr geehrter Herr Dr. de Vries,", "Lieber Jan,"),
    ("ru", OLGA, "Уважаемая Ольга Петровна!", "Здравствуйте, Ольга!"),
    ("en", JAN, "Dear Mr De Vries,", "Dear Jan,"),
    ("nl", {"initials": "J.", "last_name": "Smit"}, "Geachte heer, mevrouw Smit,", "Beste J. Smit,"),
    ("en", {"first_name": "Sam", "last_name": "Lee", "gender": "other"}, "Dear Sam Lee,", "Dear Sam,"),
]


@pytest.mark.parametrize(("language", "name", "formal", "informal"), SALUTATIONS)
def test_a_person_is_addressed_in_its_language(
    world: World, language: str, name: dict[str, str], formal: str, informal: str
) -> None:
    anna = world.user()
    person = anna.post("/v1/relations", {"kind": "person", "language": language, **name})
    assert person["salutation"] == {"formal": formal, "informal": informal}
    contact = anna.post("/v1/contacts", {"company": anna.company().id, "language": language, **name})
    assert contact["salutation"] == person["salutation"]
    linked = anna.contact(anna.company("Zonnebloem").id, person=person.id)
    assert linked["salutation"] == person["salutation"]


@pytest.mark.parametrize(
    ("language", "formal"),
    [
        ("nl", "Geachte heer, mevrouw,"),
        ("fr", "Madame, Monsieur,"),
        ("de", "Sehr geehrte Damen und Herren,"),
        ("ru", "Уважаемые дамы и господа!"),
        ("en", "Dear Sir or Madam,"),
    ],
)
def test_a_company_is_addressed_in_its_language(world: World, language: str, formal: str) -> None:
    anna = world.user()
    made = anna.company(language=language)
    assert made["salutation"]["formal"] == formal
    halves = [{"first_name": "A"}, {"first_name": "B"}]
    couple = anna.post("/v1/relations", {"kind": "couple", "language": language, "halves": halves})
    assert couple["salutation"]["formal"]


def test_without_a_language_it_is_the_tenants(world: World) -> None:
    world.tenant("Lyon", country="FR", language="fr")
    assert world.user(tenant="Lyon").person(**JAN)["salutation"]["formal"] == "Monsieur,"
    assert world.user().person(**JAN)["salutation"]["formal"] == "Geachte heer De Vries,"


def test_a_salutation_is_recomputed_when_a_part_changes(world: World) -> None:
    anna = world.user()
    made = anna.person(**JAN)
    path = f"/v1/relations/{made.id}"
    assert anna.patch(path, {"gender": "female"})["salutation"]["formal"] == "Geachte mevrouw De Vries,"
    assert anna.patch(path, {"language": "de"})["salutation"]["formal"] == "Sehr geehrte Frau de Vries,"
    assert anna.patch(path, {"last_name": "Bos", "particle": None})["salutation"]["formal"] == "Sehr geehrte Frau Bos,"
    assert anna.patch(path, {"gender": None})["salutation"]["formal"] == "Guten Tag Jan Bos,"


def test_a_salutation_can_be_overridden_and_the_computed_one_comes_back(world: World) -> None:
    anna = world.user()
    company = anna.company("Hamerslag")
    for path, made in (("/v1/relations", anna.person(**JAN)), ("/v1/contacts", anna.contact(company.id, **JAN))):
        own = anna.patch(f"{path}/{made.id}", {"salutation_formal": "Excellentie,"})
        assert own["salutation"] == {"formal": "Excellentie,", "informal": "Beste Jan,"}
        assert anna.patch(f"{path}/{made.id}", {"gender": "female"})["salutation"]["formal"] == "Excellentie,"
        back = anna.patch(f"{path}/{made.id}", {"salutation_formal": None})
        assert back["salutation"]["formal"] == "Geachte mevrouw De Vries,"


@pytest.mark.parametrize(
    ("fields", "display", "sort"),
    [
        ({"last_name": "de Vries", "first_name": "Jan"}, "Jan de Vries", "Vries, Jan de"),
        ({"last_name": "Berg", "particle": "van den", "first_name": "An"}, "An van den Berg", "Berg, An van den"),
        ({"last_name": "von der Heide", "initials": "K."}, "K. von der Heide", "Heide, K. von der"),
        ({"last_name": "Van den Berghe", "first_name": "Luc"}, "Luc Van den Berghe", "Van den Berghe, Luc"),
        ({"last_name": "d'Hondt", "first_name": "Els"}, "Els d'Hondt", "Hondt, Els d'"),
        ({"first_name": "Madonna"}, "Madonna", "Madonna"),
    ],
)
def test_persons_sort_by_last_name_without_particle(
    world: World, fields: dict[str, Any], display: str, sort: str
) -> None:
    anna = world.user()
    made = anna.post("/v1/relations", {"kind": "person", **fields})
    assert (made["display_name"], made["sort_name"]) == (display, sort)
    contact = anna.post("/v1/contacts", {"company": anna.company("Bakkerij").id, **fields})
    assert (contact["display_name"], contact["sort_name"]) == (display, f"Bakkerij, {sort}")


def test_relations_of_all_kinds_stand_in_one_alphabet(world: World) -> None:
    anna = world.user()
    anna.person("Jan", "de Vries")
    anna.company("Vrieshuis")
    anna.company("Ärzte GmbH")
    anna.company("Azuur")
    anna.person("Иван", "Борисов")
    halves = [{"first_name": "Jan", "last_name": "Vermeer"}, {"first_name": "Ina", "last_name": "Bol"}]
    anna.post("/v1/relations", {"kind": "couple", "halves": halves})
    names = ["Ärzte GmbH", "Azuur", "Иван Борисов", "Jan Vermeer en Ina Bol", "Jan de Vries", "Vrieshuis"]
    assert anna.names("/v1/relations") == names
    assert anna.names("/v1/relations?sort=-name") == names[::-1]
