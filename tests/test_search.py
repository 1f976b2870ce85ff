"""Quick search: one box, words in any order, each spelling of a name or a number (api.md 6; E14, E16, C10)."""

from typing import Any

import pytest

from chalicelib.models.record import Record
from chalicelib.models.relation import RELATION
from tests import crowd
from tests.world import User, World


@pytest.fixture
def anna(world: World) -> User:
    return world.user()


def ids(user: User, typed: str) -> list[str]:
    return [hit["id"] for hit in user.get(f"/v1/search?q={typed}")["data"]]


# ---------------------------------------------------------------------------------------------------- while typing


def test_it_is_found_from_the_first_letter_on(anna: User) -> None:
    """E14"""
    anna.company("Hamerslag")
    anna.company("Bakkerij Jansen")
    for length in range(1, len("hamerslag") + 1):
        assert anna.search("hamerslag"[:length]) == ["Hamerslag"]
    assert anna.search("hamerslagx") == []
    assert anna.search("jansen bak") == ["Bakkerij Jansen"]


@pytest.mark.parametrize("typed", ["muller", "mueller", "Müller", "MÜLLER", "mull", "muel"])
def test_umlauts_meet_in_every_spelling(anna: User, typed: str) -> None:
    for name in ("Müller", "Mueller", "Muller"):
        anna.company(name)
    assert sorted(anna.search(typed)) == ["Mueller", "Muller", "Müller"]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Иванов", "Ivanov"),
        ("Ivanov", "Иванов"),
        ("Иванов", "иван"),
        ("Café de l'Étoile", "cafe etoile"),
        ("Großmann", "grossmann"),
        ("Håkan Ångström", "hakan angstrom"),
        ("O'Neill", "oneill"),
        ("B.V. Hamer", "bv hamer"),
        ("Kuyper", "kuijper"),
    ],
)
def test_accents_scripts_and_punctuation_do_not_matter(anna: User, name: str, typed: str) -> None:
    anna.company(name)
    assert anna.search(typed) == [name]


def test_what_was_just_saved_is_found_and_what_was_archived_is_not(anna: User) -> None:
    """C10"""
    made = anna.company("Hamerslag")
    assert anna.search("hamerslag") == ["Hamerslag"]
    anna.patch(f"/v1/relations/{made.id}", {"name": "Aambeeld"})
    assert (anna.search("hamerslag"), anna.search("aambeeld")) == ([], ["Aambeeld"])
    anna.delete(f"/v1/relations/{made.id}")
    assert anna.search("aambeeld") == []


# ---------------------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    "typed", ["036 530 12 34", "0365301234", "+31365301234", "0031 36 530 1234", "(036) 530-1234", "365301", "0365"]
)
def test_a_phone_is_found_in_any_spelling(anna: User, typed: str) -> None:
    anna.company("Hamerslag", channels=[{"kind": "phone", "value": "036 530 12 34"}])
    anna.company("Elsewhere", channels=[{"kind": "phone", "value": "020 530 12 34"}])
    assert anna.search(typed.replace("+", "%2B").replace("%2B", "+")) == ["Hamerslag"]


@pytest.mark.parametrize("typed", ["12345678", "1234 5678", "1234"])
def test_a_chamber_number_is_found(anna: User, typed: str) -> None:
    anna.company("Hamerslag", chamber_number="12345678")
    hits = anna.get(f"/v1/search?q={typed.replace(' ', '%20')}")["data"]
    assert [(hit["title"], hit["hits"][0]["field"]) for hit in hits] == [("Hamerslag", "chamber_number")]


@pytest.mark.parametrize("typed", ["1315AB", "1315 AB", "1315ab", "1315"])
def test_a_postcode_is_found_with_and_without_its_space(anna: User, typed: str) -> None:
    anna.company("Hamerslag", addresses=[{"address": {"postcode": "1315 AB", "city": "Almere", "number": "12"}}])
    assert anna.search(typed, "relation") == ["Hamerslag"]
    assert anna.search("1315 XY", "relation") == []


def test_a_mail_address_and_a_website_are_found(anna: User) -> None:
    channels = [{"kind": "email", "value": "info@hamerslag.example"}, {"kind": "website", "value": "www.aambeeld.nl/x"}]
    anna.company("Smederij", channels=channels)
    for typed in ("info@hamerslag.example", "hamerslag.example", "info@hamer", "aambeeld.nl", "aambeeld"):
        assert anna.search(typed) == ["Smederij"], typed


# -------------------------------------------------------------------------------------------- words of linked records


def test_words_may_be_spread_over_linked_records(anna: User) -> None:
    """E16: Jan Visser works at Hamerslag, which is in Almere and belongs to Groep Noord."""
    group = anna.company("Groep Noord")
    company = anna.company("Hamerslag", parent=group.id, addresses=[{"address": {"street": "Kade", "city": "Almere"}}])
    jan = anna.person("Jan", "Visser")
    contact = anna.contact(company.id, person=jan.id, function="Inkoper")
    for typed in ("hamer jan almere", "almere visser", "JAN HAMERSLAG", "inkoper hamerslag", "vis ham alm"):
        assert anna.search(typed) == ["Jan Visser"], typed
        assert ids(anna, typed.replace(" ", "%20")) == [contact.id]
    assert anna.search("noord hamer") == ["Hamerslag"]
    assert anna.search("hamer kade") == ["Hamerslag"]
    assert anna.search("hamer jan berlin") == []


def test_each_hit_says_which_word_hit_what(anna: User) -> None:
    company = anna.company("Hamerslag", addresses=[{"address": {"city": "Almere"}}])
    anna.contact(company.id, first_name="Jan", last_name="Visser", function="Almoner")
    hits = anna.get("/v1/search?q=jan%20alm%20HAMER&types=contact")["data"]
    assert [(hit["type"], hit["title"], hit["place"]) for hit in hits] == [("contact", "Jan Visser", "Hamerslag")]
    assert {(each["typed"], each["field"]) for each in hits[0]["hits"]} == {
        ("jan", "name"), ("alm", "company"), ("hamer", "company"),
    }  # fmt: skip


def test_the_best_hits_come_first(anna: User) -> None:
    company = anna.company("Jan")
    anna.company("Jansen")
    anna.company("Bakkerij Jan")
    anna.contact(company.id, first_name="Piet", last_name="Mulder")
    assert anna.search("jan") == ["Jan", "Bakkerij Jan", "Piet Mulder", "Jansen"]


# ----------------------------------------------------------------------------------------------------------- asking


def test_types_narrow_what_is_looked_for(anna: User) -> None:
    company = anna.company("Hamerslag", addresses=[{"address": {"street": "Hamerkade", "city": "Almere"}}])
    anna.contact(company.id)
    assert [anna.search("hamer", types) for types in ("relation", "contact", "address")] == [
        ["Hamerslag"], ["Jan Visser"], ["Hamerkade, Almere"],
    ]  # fmt: skip
    assert sorted(anna.search("hamer", "relation,contact")) == ["Hamerslag", "Jan Visser"]
    refused = anna.get("/v1/search?q=hamer&types=relation,house")
    assert (refused.status, refused["code"], refused.fields) == (400, "invalid_parameter", ["types"])


def test_what_is_called_so_is_found_in_a_crowd_that_lives_there(anna: User) -> None:
    for number in range(45):
        anna.address(street="Dorpsstraat", number=str(number))
    company = anna.company("Almere Bouw")
    found = anna.get("/v1/search?q=almere")
    assert (found["data"][0]["id"], len(found["data"]), found["complete"]) == (company.id, 20, False)
    last = anna.company("Bouwbedrijf", addresses=[{"address": {"city": "Almere"}}])
    assert set(anna.search("almere", "relation")) == {"Almere Bouw", last["display_name"]}


@pytest.mark.parametrize("typed", ["%20", "...", "%20-%20", "%F0%9F%98%80", "'"])
def test_what_has_no_word_finds_nothing(anna: User, typed: str) -> None:
    anna.company("Hamerslag")
    answer = anna.get(f"/v1/search?q={typed}")
    assert (answer.status, answer.json) == (200, {"data": [], "complete": True})


@pytest.mark.parametrize(
    "query", ["", "q=", f"q={'x' * 201}", "q=a&limit=0", "q=a&limit=51", "q=a&q=b", "types=relation"]
)
def test_what_cannot_be_asked_is_refused(anna: User, query: str) -> None:
    refused = anna.get(f"/v1/search?{query}")
    assert (refused.status, refused["code"]) == (400, "invalid_parameter")


def test_when_there_is_more_it_says_so(anna: User) -> None:
    for place in range(12):
        anna.company(f"Hamer {place:02}")
    few = anna.get("/v1/search?q=hamer&limit=5")
    assert (len(few["data"]), few["complete"]) == (5, False)
    all_of_them = anna.get("/v1/search?q=hamer&limit=50")
    assert (len(all_of_them["data"]), all_of_them["complete"]) == (12, True)


def test_nobody_finds_what_another_tenant_keeps(world: World, anna: User) -> None:
    anna.company("Hamerslag", channels=[{"kind": "email", "value": "info@hamerslag.example"}])
    bert = world.user(tenant="Other")
    assert bert.search("hamerslag") == []
    assert bert.names("/v1/relations?email=info@hamerslag.example") == []


def persons(world: World, tenant: str, many: int, last_name: str, **fields: Any) -> None:
    """Many of a kind, put into the table from behind."""
    crowd.put(world.engine, (item for n in range(many) for item in crowd.items(_person(tenant, n, last_name, fields))))


def _person(tenant: str, n: int, last_name: str, fields: dict[str, Any]) -> Record:
    data = {"kind": "person", "first_name": "Jan", "last_name": f"{last_name}{n}", **fields}
    return crowd.record(tenant, RELATION, n, data, {})


def test_a_record_just_saved_is_found_among_many_that_share_its_words(world: World) -> None:
    """C3, E16: neither word leads to few, but both together mean one."""
    anna = world.user()
    persons(world, anna.tenant, 700, "Bakker")
    for n in range(3):
        anna.company(f"Almere {n}")
    anna.person("Jan", "Almere")
    found = anna.get("/v1/search?q=jan%20almere")
    assert [hit["title"] for hit in found["data"]] == ["Jan Almere"]
    assert found["complete"] is True


def test_complete_is_said_only_of_what_was_looked_at_whole(world: World) -> None:
    """A house number has no entries, so that reading its entries proves nothing."""
    anna = world.user()
    persons(world, anna.tenant, 700, "Bakker")
    anna.person("Jan", "Zestig", addresses=[{"address": {"street": "Dam", "number": "99", "city": "Edam"}}])
    found = anna.get("/v1/search?q=jan%2099")
    assert ([hit["title"] for hit in found["data"]], found["complete"]) == (["Jan Zestig"], True)


def test_more_than_can_be_looked_at_is_told(world: World) -> None:
    anna = world.user()
    persons(world, anna.tenant, 12_000, "Bakker")
    found = anna.get("/v1/search?q=jan%209999")
    assert found["complete"] is False


def test_a_letter_or_a_type_alone_reads_a_bounded_part(world: World) -> None:
    """Nothing is sifted out of those, so that a page of 1 MB would all come through."""
    anna = world.user()
    persons(world, anna.tenant, 1_500, "Bakker")
    for typed in ("q=j&types=relation,contact", "q=jan&types=relation,contact", "q=j%20b"):
        with world.meter() as meter:
            found = anna.get(f"/v1/search?{typed}")
        assert (found.status, found["complete"]) == (200, False), typed
        assert meter.items_read <= 1_300, typed  # at most twice 600 entries, and the records that are shown
