"""Addresses as the post of each country wants them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.models import postal
from chalicelib.models.postal import Address, lines, missing, normal_key, normal_postcode, problems, title

COUNTRIES = ["NL", "BE", "DE", "FR", "CH", "AT", "RU", "GB", "US", "IE", "IT", "CA", "LT", "LV", "FI", "XX"]
VALUES = st.one_of(st.none(), st.integers(), st.booleans(), st.lists(st.text(max_size=2)), st.text(max_size=12))
STORED = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(postal.FIELDS, VALUES),
        "country": st.one_of(VALUES, st.sampled_from(COUNTRIES)),
    },
)


def address(country: str, street: str, number: object, postcode: str, city: str, **more: object) -> Address:
    return {
        "street": street,
        "number": number,
        "postcode": postcode,
        "city": city,
        "country": country,
        **more,
    }


ALMERE = address("NL", "Dorpsstraat", "12", "1315ab", "Almere", addition="a")
BRUSSEL = address("BE", "Wetstraat", "16", "1000", "Brussel", addition="3")
GENT = address("BE", "Veldstraat", "16", "9000", "Gent", addition="3")
BERLIN = address("DE", "Unter den Linden", "77", "10117", "Berlin", extra="Hinterhaus")
PARIS = address("FR", "rue du Lac", "12", "75001", "Paris", addition="bis", extra="Bâtiment A")
ZURICH = address("CH", "Bahnhofstrasse", "1", "8001", "Zürich")
WIEN = address("AT", "Ringstraße", "5", "1010", "Wien", addition="3")
MOSKVA = address("RU", "ул. Ленина", "12", "101000", "Москва", addition="5")
LONDON = address("GB", "High Street", "12", "sw1a1aa", "London", region="Greater London")
AUSTIN = address("US", "Main St", "12", "78701", "Austin", region="TX", extra="Suite 4")
MADRID = address("ES", "Calle Mayor", "1", "28001", "Madrid")


@pytest.mark.parametrize(
    ("given_address", "at_home"),
    [
        (ALMERE, ["Dorpsstraat 12a", "1315 AB  ALMERE"]),
        (BRUSSEL, ["Wetstraat 16 bte 3", "1000 BRUSSEL"]),
        (GENT, ["Veldstraat 16 bus 3", "9000 GENT"]),
        (BERLIN, ["Hinterhaus", "Unter den Linden 77", "10117 Berlin"]),
        (PARIS, ["Bâtiment A", "12 bis rue du Lac", "75001 PARIS"]),
        (ZURICH, ["Bahnhofstrasse 1", "8001 Zürich"]),
        (WIEN, ["Ringstraße 5/3", "1010 Wien"]),
        (MOSKVA, ["ул. Ленина, д. 12, кв. 5", "Москва", "101000"]),
        (LONDON, ["12 High Street", "LONDON", "SW1A 1AA"]),
        (AUSTIN, ["Suite 4", "12 Main St", "AUSTIN TX 78701"]),
        (MADRID, ["Calle Mayor 1", "28001 Madrid"]),
        ({"city": "Almere"}, ["Almere"]),
        ({}, []),
    ],
)
def test_lines_at_home(given_address: Address, at_home: list[str]) -> None:
    assert lines(given_address) == at_home
    country = given_address.get("country")
    assert lines(given_address, ["Hamerslag B.V."], str(country)) == ["Hamerslag B.V.", *at_home]


@pytest.mark.parametrize(
    ("given_address", "last"),
    [
        (ALMERE, ["1315 AB  ALMERE", "NETHERLANDS"]),
        (BERLIN, ["10117 BERLIN", "GERMANY"]),
        (MOSKVA, ["МОСКВА", "101000", "RUSSIAN FEDERATION"]),
        (AUSTIN, ["AUSTIN TX 78701", "UNITED STATES OF AMERICA"]),
        ({"city": "Quito", "country": "ec"}, ["QUITO", "EC"]),
    ],
)
def test_abroad_the_country_is_the_last_line(given_address: Address, last: list[str]) -> None:
    assert lines(given_address, (), "LU")[-len(last) :] == last


def test_uk_is_gb() -> None:
    assert lines({**LONDON, "country": "UK"}, (), "GB") == lines(LONDON)


@pytest.mark.parametrize(
    ("country", "number", "addition", "written"),
    [
        ("NL", "12", "a", "12a"),
        ("NL", "12", "3", "12-3"),
        ("NL", "12", "-3", "12-3"),
        ("NL", "12", "hs", "12 hs"),
        ("NL", 12, 3, "12-3"),
        ("NL", "12", None, "12"),
        ("BE", "12", "bus 3", "12 bus 3"),
        ("RU", "12 к. 2", "кв. 5", "12 к. 2, кв. 5"),
        ("NL", None, "a", "a"),
    ],
)
def test_number_and_addition(country: str, number: object, addition: object, written: str) -> None:
    assert lines({"country": country, "number": number, "addition": addition}) == [written]


@pytest.mark.parametrize(
    ("given_address", "one_line"),
    [
        (ALMERE, "Dorpsstraat 12a, 1315 AB Almere"),
        (PARIS, "12 bis rue du Lac, 75001 Paris"),
        (LONDON, "12 High Street, London, SW1A 1AA"),
        (AUSTIN, "12 Main St, Austin TX 78701"),
        (MOSKVA, "ул. Ленина, д. 12, кв. 5, Москва, 101000"),
        ({"extra": "Gebouw C"}, "Gebouw C"),
        ({"country": "nl"}, "NL"),
        ({}, ""),
    ],
)
def test_title(given_address: Address, one_line: str) -> None:
    assert title(given_address) == one_line


@pytest.mark.parametrize(
    ("given_address", "fields"),
    [
        (ALMERE, []),
        ({"country": "NL"}, ["street", "number", "postcode", "city"]),
        ({**ALMERE, "number": " "}, ["number"]),
        (address("NL", "Postbus 123", None, "1300 AC", "Almere"), []),
        (address("NL", "Postbus", None, "1300 AC", "Almere"), ["number"]),
        (address("NL", "Postbuslaan 3e", None, "1300 AC", "Almere"), ["number"]),
        (address("DE", "Postfach 10 20", None, "10117", "Berlin"), []),
        (address("GB", "Rose Cottage", None, "SW1A 1AA", "London"), []),
        (address("US", "Main St", 12, "78701", "Austin"), ["region"]),
        ({"country": "EC"}, ["city"]),
        ({}, ["city", "country"]),
        ({"city": "Almere", "country": "Nederland"}, ["country"]),
    ],
)
def test_missing(given_address: Address, fields: list[str]) -> None:
    assert missing(given_address) == fields


@pytest.mark.parametrize(
    ("country", "value", "normal"),
    [
        ("NL", "1315ab", "1315 AB"),
        ("nl", " 1315  AB ", "1315 AB"),
        ("NL", "NL-1315 AB", "1315 AB"),
        ("GB", "sw1a1aa", "SW1A 1AA"),
        ("UK", "m11ae", "M1 1AE"),
        ("DE", "D-10117", "10117"),
        ("AT", "A-1010", "1010"),
        ("CH", "CH-8001", "8001"),
        ("SE", "11122", "111 22"),
        ("PL", "00001", "00-001"),
        ("PT", "1000205", "1000-205"),
        ("LV", "1010", "LV-1010"),
        ("LT", "lt01100", "LT-01100"),
        ("US", "787011234", "78701-1234"),
        ("IE", "d02x285", "D02 X285"),
        ("CA", "k1a0b1", "K1A 0B1"),
        ("FI", "FIN-00100", "00100"),
        ("XX", " ab  1 ", "AB 1"),
        ("", "1315ab", "1315AB"),
        ("NL", "١٣١٥AB", "١٣١٥AB"),
    ],
)
def test_normal_postcode(country: str, value: str, normal: str) -> None:
    assert normal_postcode(value, country) == normal == normal_postcode(normal, country)


@pytest.mark.parametrize("country", sorted(postal._POSTCODES))
def test_every_example_is_a_normal_postcode(country: str) -> None:
    _, example_postcode = postal._POSTCODES[country]
    assert normal_postcode(example_postcode, country) == example_postcode
    assert problems({"country": country, "postcode": example_postcode}) == []
    solid = example_postcode.replace(" ", "").replace("-", "").lower()
    assert normal_postcode(solid, country) == example_postcode


@pytest.mark.parametrize(
    ("country", "postcode"),
    [
        ("NL", "0315 AB"),
        ("NL", "1315 SS"),
        ("NL", "1315"),
        ("DE", "1011"),
        ("GB", "12345"),
        ("RU", "1" * 50_000),
    ],
)
def test_malformed_postcodes(country: str, postcode: str) -> None:
    (problem,) = problems({"country": country, "postcode": postcode})
    assert (problem.field, problem.code) == ("postcode", "malformed")
    assert problem.message.startswith("Give a postcode such as ")


def test_a_country_is_two_letters() -> None:
    (problem,) = problems({"country": "Nederland", "postcode": "1315 AB"})
    assert problem.field == "country"
    assert problems({"country": "EC", "postcode": "anything"}) == []
    assert problems({}) == []


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (ALMERE, address("nl", "Dorpsstr.", 12, "1315 AB", "ALMERE", addition="A"), True),
        (ALMERE, {**ALMERE, "number": "12 a", "addition": None}, True),
        (ALMERE, {**ALMERE, "number": "14"}, False),
        ({**ALMERE, "addition": "3"}, {**ALMERE, "number": "123", "addition": ""}, False),
        (
            {**BERLIN, "street": "Müllerstraße"},
            {**BERLIN, "street": "MUELLERSTRASSE", "city": "berlin"},
            True,
        ),
        (BERLIN, {**BERLIN, "postcode": "D-10117"}, True),
        (BERLIN, {**BERLIN, "street": "Lindenstraße"}, False),
        (MOSKVA, {**MOSKVA, "street": "ul. Lenina", "city": "Moskva"}, True),
        (ALMERE, {**ALMERE, "country": "BE"}, False),
        (
            {**ALMERE, "street": "Postbus 1", "number": ""},
            {**ALMERE, "street": "Postbus 2", "number": ""},
            False,
        ),
    ],
)
def test_normal_key(a: Address, b: Address, same: bool) -> None:
    assert (normal_key(a) == normal_key(b)) is same
    assert normal_key(a)


def test_what_tells_no_place_has_no_key() -> None:
    assert normal_key({}) == normal_key({"country": "NL", "street": "Dorpsstraat", "number": "12"}) == ""


@given(STORED, st.one_of(st.none(), st.sampled_from(COUNTRIES)))
@example({"number": 10**5000, "postcode": "\ud800", "country": "NL"}, "BE")
def test_whatever_is_stored_can_be_written(stored: Address, sender: str | None) -> None:
    label = lines(stored, ("Hamerslag", ""), sender)
    assert label[0] == "Hamerslag"
    assert all(line.strip() == line != "" for line in label)
    assert "\n" not in title(stored)
    assert set(missing(stored)) <= {*postal.FIELDS, "country"}
    assert all(problem.field in ("postcode", "country") for problem in problems(stored))
    assert normal_key(stored).isascii()


@given(st.text(max_size=30), st.sampled_from(COUNTRIES))
def test_normal_postcode_is_final(value: str, country: str) -> None:
    assert normal_postcode(normal_postcode(value, country), country) == normal_postcode(value, country)


@given(STORED)
def test_a_normal_address_has_the_same_key(stored: Address) -> None:
    postcode, country = stored.get("postcode"), stored.get("country")
    if isinstance(postcode, str) and isinstance(country, str):
        assert normal_key({**stored, "postcode": normal_postcode(postcode, country)}) == normal_key(stored)
