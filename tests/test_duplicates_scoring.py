"""Whether two records are about the same: pure, by tables and by properties."""

import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import duplicates as bench
from bench.damage import KINDS, Company, damaged
from chalicelib.duplicates import blocks, evidence, legal_form, names, places, resemblance, scan, spelling
from chalicelib.duplicates.evidence import COMPARISONS, verdict
from chalicelib.duplicates.facts import Facts, host
from chalicelib.models import likeness
from chalicelib.models.duplicate_rule import REFUSED, SUSPECTED

SAME, LIKELY, OTHER = 1.0, 0.75, 0.7
WORDS = st.lists(st.text("abcdeé ", min_size=1, max_size=9), min_size=1, max_size=5).map(" ".join)


def company(name: str, city: str = "", **known: str) -> Facts:
    address = {"city": city, "country": "NL"} if city else {}
    channels = [{"kind": kind, "normal": known.pop(kind)} for kind in ("phone", "email", "website") if kind in known]
    address |= {each: known.pop(each) for each in ("postcode", "number") if each in known}
    uses = [{"address": address}] if address else []
    return likeness.of_relation({"kind": "company", "name": name, "addresses": uses, "channels": channels, **known})


def person(first: str, last: str, city: str = "", **known: str) -> Facts:
    told = company("", city, **known)
    name = {"first_name": first, "last_name": last} if len(first) > 1 else {"initials": first, "last_name": last}
    return likeness.of_relation({"kind": "person", **name})._replace(**{**told._asdict(), "kind": "person",
                                "name": likeness.of_relation({"kind": "person", **name}).name})  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- spelling


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("jansen", "jansen", 0),
        ("jansen", "janssen", 1),
        ("jansen", "jasnen", 1),
        ("jansen", "jensen", 1),
        ("jansen", "hansens", 2),
        ("ca", "abc", 3),
        ("a", "b", 1),
    ],
)
def test_words_are_so_many_slips_apart(one: str, other: str, distance: int) -> None:
    assert spelling.distance(one, other) == distance


def plain(one: str, other: str) -> int:
    """The table of which every book has a picture."""
    rows = [[max(i, j) if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            is_other = one[i - 1] != other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + is_other)
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text("abcd", max_size=12), st.text("abcd", max_size=12))
def test_the_distance_is_that_of_the_plain_table(one: str, other: str) -> None:
    assert spelling.distance(one, other) == plain(one, other)


# ------------------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Bakkerij Jansen B.V.", "bakkerij jansen"),
        ("Bakkerij Jansen Besloten Vennootschap", "bakkerij jansen"),
        ("B.V. Bakkerij Jansen", "bakkerij jansen"),
        ("Genmab A/S", "genmab"),
        ("Henkel AG & Co. KGaA", "henkel"),
        ("Müller & Söhne GmbH & Co. KG", "muller sohne"),
        ("Muller und Sohne GmbH", "muller sohne"),
        ("Société Générale Société anonyme", "societe generale"),
        ("ООО Ромашка", "romashka"),
        ("Public Joint Stock Company Seligdar", "seligdar"),
        ("Aktiebolaget", "aktiebolaget"),
        ("B.V.", "bv"),
        ("Telefonaktiebolag Intl. Hldgs", "telefonaktiebolag international holding"),
        ("The Ince Group plc", "ince group"),
        ("DO & CO", "do"),
        ("", ""),
    ],
)
def test_a_company_is_compared_without_its_legal_form(name: str, words: str) -> None:
    assert " ".join(names.company(name).words) == words


@pytest.mark.parametrize("written", legal_form.FORMS)
def test_every_legal_form_is_left_out_at_the_end(written: tuple[str, ...]) -> None:
    assert legal_form.parted(["zonnebloem", *written])[0] == ["zonnebloem"]


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Bakkerij Jansen", "Jansen Bakkerij B.V.", SAME, SAME),
        ("Bakkerij Jansen", "Bakkerij Janssen", 0.9, 0.99),
        ("Bakkerij Jansen", "BakkerijJansen", 0.9, SAME),
        ("Bakkerij Jansen", "Bakkerij Pietersen", 0.0, OTHER),
        ("Jansen Groep", "Jansen", LIKELY, 0.99),
        ("Jansen Internationaal Transport", "Jansen Intl. Transp.", LIKELY, SAME),
        ("Nordea Invest Global Stars", "Nordea Invest Nordic Stars", 0.0, 0.76),
        ("Octopus AIM VCT plc", "Octopus AIM VCT 2 plc", 0.0, 0.5),
        ("Prime Retail II", "Prime Retail III", 0.0, 0.5),
        ("Balance 40", "Balance 60", 0.0, 0.5),
        ("Иванов", "Ivanov", SAME, SAME),
        ("Deutsche Bank", "Deutsche Post", 0.0, OTHER),
    ],
)
def test_names_are_so_much_alike(one: str, other: str, least: float, most: float) -> None:
    assert least <= resemblance.companies(names.company(one), names.company(other)) <= most


@given(WORDS, WORDS)
def test_it_does_not_matter_which_name_comes_first(one: str, other: str) -> None:
    first, second = names.company(one), names.company(other)
    assert resemblance.companies(first, second) == pytest.approx(resemblance.companies(second, first))
    assert 0 <= resemblance.companies(first, second) <= 1


@given(WORDS.filter(lambda name: bool(names.company(name).words)))
def test_a_name_is_most_like_itself_whatever_the_order_of_its_words(name: str) -> None:
    told = names.company(name)
    turned = told._replace(words=told.words[::-1])
    assert resemblance.companies(told, told) == resemblance.companies(told, turned) == pytest.approx(1)


# ------------------------------------------------------------------------------------------------------------ places


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wien", "Vienna"),
        ("København V", "Copenhagen"),
        ("Göteborg", "Gothenburg"),
        ("Den Haag", "'s-Gravenhage"),
        ("Paris Cedex 08", "PARIS"),
        ("Москва", "Moscow"),
        ("Koeln", "Köln"),
    ],
)
def test_a_city_is_one_whatever_it_is_called(one: str, other: str) -> None:
    assert places.city(one) == places.city(other)


def test_cities_that_are_two_are_not_one() -> None:
    assert len({places.city(each) for each in ("Almere", "Almelo", "Almen", "Wien", "Bern", "Berlin")}) == 6


@pytest.mark.parametrize(
    ("one", "other"), [("Dorpsstraat", "Dorpsstr."), ("High Street", "High St"), ("Hauptstraße", "Hauptstr.")]
)
def test_a_street_is_one_however_it_is_shortened(one: str, other: str) -> None:
    assert places.street(one) == places.street(other)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("https://www.jansen.example/over-ons", "jansen.example"),
        ("info@jansen.example", "jansen.example"),
        ("jan@gmail.com", ""),
        ("https://jansen.example:8443", "jansen.example"),
        ("", ""),
    ],
)
def test_a_host_tells_whose_it_is_unless_anybody_has_a_mailbox_there(value: str, told: str) -> None:
    assert host(value) == told


# ------------------------------------------------------------------------------------------------------------ scores

JANSEN = company("Bakkerij Jansen B.V.", "Almere")


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (company("Bakkerij Jansen"), company("Bakkerij Jansen"), 0, SUSPECTED - 1),
        (JANSEN, company("Jansen, Bakkerij", "ALMERE"), REFUSED, 99),
        (JANSEN, company("Bakkerij Janssen", "Almere"), SUSPECTED, REFUSED - 1),
        (JANSEN, company("Bakkerij Jansen", "Utrecht"), 0, SUSPECTED - 1),
        (JANSEN, company("Slagerij De Vries", "Almere"), 0, 50),
        (company("Jansen", phone="+31365301234"), company("Jansen", phone="+31365301234"), REFUSED, 99),
        (company("Jansen", email="a@j.example"), company("Jansen", email="b@j.example"), REFUSED, 99),
        (company("Jansen", chamber_number="12345678"), company("De Vries", chamber_number="12345678"), 100, 100),
        (company("X", vat_number="NL1"), company("Y", vat_number="NL1"), 100, 100),
        (
            company("Jansen", "Almere", chamber_number="12345678"),
            company("Jansen", "Almere", chamber_number="87654321"),
            0,
            SUSPECTED - 1,
        ),
        (person("Jan", "Jansen", "Amsterdam"), person("Jan", "Jansen", "Amsterdam"), 0, SUSPECTED - 1),
        (
            person("Jan", "Visser", "Almere", postcode="1315 AB", number="12"),
            person("J", "Visser", "Almere", postcode="1315AB", number="12"),
            SUSPECTED,
            99,
        ),
        (person("Jan", "Visser", email="jan@v.example"), person("Piet", "Visser", email="jan@v.example"), 0, 69),
        (
            company("Jansen", "Almere", phone="+31365301234", email="a@j.example", postcode="1315 AB", number="12"),
            company("De Vries", "Almere", phone="+31365301234", email="a@j.example", postcode="1315 AB", number="12"),
            SUSPECTED,
            REFUSED - 1,
        ),
        (
            person("Jan", "Visser", "Almere", phone="+31365301234", postcode="1315 AB", number="12"),
            person("Anna", "Visser", "Almere", phone="+31365301234", postcode="1315 AB", number="12"),
            0,
            SUSPECTED - 1,
        ),
        (JANSEN, JANSEN._replace(kind="person"), 0, 0),
        (JANSEN._replace(within="rel_1"), JANSEN._replace(within="rel_2"), 0, 0),
        (JANSEN._replace(kind="unknown"), JANSEN._replace(kind="unknown"), 0, 0),
    ],
)
def test_two_records_score_so_much(one: Facts, other: Facts, least: int, most: int) -> None:
    assert least <= verdict(one, other).score <= most
    assert verdict(one, other) == verdict(other, one)


def test_each_reason_says_what_it_weighs_and_they_add_up() -> None:
    told = verdict(JANSEN, company("Bakkerij Janssen", "Almere"))
    assert [(each.code, each.field) for each in told.reasons] == [("similar_name", "name"), ("same_city", "addresses")]
    assert told.score == sum(each.weight for each in told.reasons)


def test_what_speaks_against_it_counts_however_much_speaks_for_it() -> None:
    """Two companies of one group in one building."""
    known = {"phone": "+31365301234", "email": "info@jansen.example", "postcode": "1315 AB", "number": "12"}
    one, other = (company("Jansen B.V.", "Almere", chamber_number=each, **known) for each in ("12345678", "87654321"))
    assert verdict(one, other).score < SUSPECTED


def test_what_is_ignored_counts_neither_for_it_nor_against() -> None:
    other = company("Bakkerij Jansen", "Almere")
    assert verdict(JANSEN, other, frozenset({"same_city"})).score == verdict(JANSEN, other).score - 25


@pytest.mark.parametrize("kind", COMPARISONS)
def test_no_rule_is_told_twice_and_every_code_is_listed(kind: str) -> None:
    codes = [each.code for each in COMPARISONS[kind].rules]
    assert len(codes) == len(set(codes))
    assert set(codes) <= set(evidence.CODES)


ADDRESS = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere", "country": "NL"}


@pytest.mark.parametrize(
    ("change", "least", "most"),
    [
        ({}, REFUSED, 99),
        ({"street": "Dorpsstr.", "city": "ALMERE", "postcode": "1315ab"}, REFUSED, 99),
        ({"number": "14"}, 0, SUSPECTED - 1),
        ({"addition": "a"}, 0, SUSPECTED - 1),
        ({"street": "Hauptstraße", "country": "DE", "city": "Köln"}, 0, 20),
    ],
)
def test_addresses_score_so_much(change: dict[str, str], least: int, most: int) -> None:
    told = verdict(likeness.of_address(ADDRESS), likeness.of_address(ADDRESS | change))
    assert least <= told.score <= most


def contact(first: str = "Jan", last: str = "Visser", person: str = "") -> Facts:
    """With the phone of their company."""
    whose = {"person": {"id": person, "title": f"{first} {last}"}} if person else {}
    channels = [{"kind": "phone", "normal": "+31365301234"}]
    named = {"first_name": first, "last_name": last}
    return likeness.of_contact({"company": {"id": "rel_9"}, "channels": channels, **named, **whose})


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        (contact(), contact(), REFUSED, 99),
        (contact("J"), contact(), SUSPECTED, REFUSED - 1),
        (contact("Hans"), contact("Hana"), SUSPECTED, REFUSED - 1),
        (contact("Piet"), contact(), 0, SUSPECTED - 1),
        (contact(person="rel_1"), contact(person="rel_1"), 100, 100),
        (contact(person="rel_1"), contact(), REFUSED, 99),
        (contact(person="rel_1"), contact(person="rel_2"), SUSPECTED, REFUSED - 1),
    ],
)
def test_contacts_who_share_the_phone_of_their_company_score_so_much(
    one: Facts, other: Facts, least: int, most: int
) -> None:
    assert least <= verdict(one, other).score <= most


def couple(*names: str) -> Facts:
    halves = [{"first_name": name, "last_name": "Visser"} for name in names]
    uses = [{"address": {"city": "Almere", "postcode": "1315 AB", "number": "12"}}]
    return likeness.of_relation({"kind": "couple", "halves": halves, "addresses": uses})


def test_a_couple_is_another_when_one_of_them_is() -> None:
    assert verdict(couple("Jan", "Anna"), couple("Anna", "Jan")).score >= REFUSED
    assert verdict(couple("Jan", "Anna"), couple("A", "J")).score >= SUSPECTED
    assert verdict(couple("Jan", "Anna"), couple("Piet", "Anna")).score < SUSPECTED


def test_a_holding_stands_beside_the_company_that_it_holds() -> None:
    """At one address, and with one phone: told of to who asks, and refused to nobody."""
    known = {"phone": "+31365301234", "postcode": "1315 AB", "number": "12"}
    one, other = (company(name, "Almere", **known) for name in ("Visser Holding B.V.", "Visser B.V."))
    assert SUSPECTED <= verdict(one, other).score < REFUSED
    assert verdict(one, one).score >= REFUSED


def test_a_floor_of_a_building_that_is_known_may_be_added() -> None:
    whole, floor = likeness.of_address(ADDRESS), likeness.of_address(ADDRESS | {"extra": "Unit 1"})
    assert SUSPECTED <= verdict(whole, floor).score < REFUSED


def test_two_floors_of_one_building_are_two_addresses() -> None:
    first, second = (likeness.of_address(ADDRESS | {"extra": extra}) for extra in ("Unit 1", "Unit 2"))
    assert verdict(first, second).score < REFUSED


@given(st.recursive(st.none() | st.integers() | st.text(max_size=8), lambda each: st.lists(each, max_size=3)))
def test_what_is_compared_of_a_record_never_raises_whatever_is_stored(value: object) -> None:
    fields = ("kind", "name", "addresses", "channels", "halves", "company", "person", "street", "vat_number")
    data = dict.fromkeys(fields, value) | {"halves": [value], "channels": [{"kind": "phone", "normal": value}]}
    for of in (likeness.of_relation, likeness.of_contact, likeness.of_address):
        facts = of(data)
        assert 0 <= verdict(facts, facts).score <= 100
        assert isinstance(blocks.keys(facts), set)


# -------------------------------------------------------------------------------------------------------------- scan


def test_a_scan_finds_what_is_the_same_and_nothing_else() -> None:
    records = {
        "1": JANSEN,
        "2": company("Jansen Bakkerij", "Almere"),
        "3": company("Bakkerij De Vries", "Almere"),
        "4": company("bakkerij jansen bv", "almere"),
    }
    found = list(scan.scan(records, REFUSED))
    assert [(each.one, each.other) for each in found] == [("1", "2"), ("1", "4"), ("2", "4")]
    assert list(scan.scan(dict(reversed(records.items())), REFUSED)) == found


def test_what_a_thousand_have_in_common_makes_no_more_pairs_than_a_multiple_of_them() -> None:
    """I7: a tenant whose companies are all called alike."""
    few, many = (
        sum(1 for _ in blocks.pairs({f"{n:05}": company(f"Bakkerij {n}", "Almere") for n in range(size)}))
        for size in (300, 1_200)
    )
    assert few < many <= 4.4 * few


def test_long_names_are_compared_in_linear_time() -> None:
    """I7."""
    start = time.process_time()
    for letters in ("a", "ab ", "a1", "ё", "b. "):
        long = company(letters * 100_000, letters * 100_000)
        verdict(long, company(letters * 99_999, letters * 99_999))
        blocks.keys(long)
    assert time.process_time() - start < 2


# ------------------------------------------------------------------------------------------------------------- bench

OURS = [
    Company(
        f"{first} {second} B.V.", "Netherlands", city, f"{1000 + 7 * place}", f"http://www.{first.lower()}{place}.nl"
    )
    for place, (first, second, city) in enumerate(
        (first, second, city)
        for first in ("Hamerslag", "Zonnebloem", "Kruidenier", "Vondeling", "Wielerhuis", "Molenaar", "Klaproos")
        for second, city in (("Advies", "Almere"), ("Group", "Utrecht"), ("Techniek", "Zwolle"), ("Groen", "Breda"))
    )
]


def test_damaged_companies_of_ours_are_found_again() -> None:
    """The bench measures it on real ones; this holds that it does measure."""
    told = bench.measure(bench.sample(OURS, 5), SUSPECTED)
    assert told.precision > 0.9
    assert told.recall > 0.75
    assert set(told.by_kind) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_the_same_for_the_same_seed(kind: str) -> None:
    first, second = ([damaged(each, kind, Random(3)) for each in OURS] for _ in range(2))
    assert first == second
    assert [each.name for each in first] != [each.name for each in OURS]


def test_the_bench_says_which_file_it_wants(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert bench.main(["--file", str(tmp_path / "none.csv")]) == 2
    assert "FILE=" in capsys.readouterr().out
