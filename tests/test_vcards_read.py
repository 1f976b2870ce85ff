"""vCards as they come in: 3.0 (RFC 2426), 4.0 (RFC 6350), and what is tolerated of 2.1."""

import time

import pytest

from chalicelib.files.sheets.incoming import Unreadable
from chalicelib.files.vcards import reading

PERSON = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Example//EN
N:Vries;Jan;Pieter;Dr.;
FN:Dr. Jan P. Vries
ORG:Acme\\, B.V.;Inkoop
TITLE:Hoofd inkoop
item1.EMAIL;type=INTERNET;type=WORK:later@example.com
EMAIL;type=pref:jan@example.com
TEL;TYPE=CELL,VOICE:+31 6 12345678
TEL;TYPE="work,fax":+31 36 1234567
ADR;TYPE=HOME:;;Dorpsstraat 12;Almere;;1315 AB;Nederland
URL:https://www.example.com
BDAY:19700131
NOTE:Een lange r
 egel\\nen nog een\\; met tekens
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD=
UID:urn:uuid:4fbe8971
END:VCARD
"""
COMPANY = "BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Hamerslag\nTEL;VALUE=uri;PREF=1:tel:+31-36-530\nEND:VCARD\n"
OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen
NOTE;ENCODING=QUOTED-PRINTABLE:een=0D=0A=
twee
TEL;HOME;CELL:0612345678
END:VCARD
"""


def cards(text: str) -> list[dict[str, str]]:
    return [*reading.cards(text.replace("\n", "\r\n").encode())]


def test_a_person_of_3_0() -> None:
    (card,) = cards(PERSON)
    assert card == {
        "kind": "person", "last_name": "Vries", "first_name": "Jan", "additional_names": "Pieter", "title": "Dr.",
        "organisation": "Acme, B.V.", "department": "Inkoop", "function": "Hoofd inkoop",
        "email": "jan@example.com", "email 2": "later@example.com", "mobile": "+31 6 12345678", "fax": "+31 36 1234567",
        "street": "Dorpsstraat 12", "city": "Almere", "postcode": "1315 AB", "country": "Nederland", "purpose": "home",
        "website": "https://www.example.com", "born_on": "1970-01-31",
        "note": "Een lange regel\nen nog een; met tekens", "external_id": "4fbe8971",
    }  # fmt: skip


def test_a_company_of_4_0_and_one_that_does_not_say_so() -> None:
    assert cards(COMPANY) == [{"kind": "company", "name": "Hamerslag", "phone": "+31-36-530"}]
    quiet = "BEGIN:VCARD\nVERSION:3.0\nFN:Hamerslag\nN:;;;;\nORG:Hamerslag\nEND:VCARD\n"
    shown = "BEGIN:VCARD\nVERSION:3.0\nN:Hamerslag;;;;\nFN:Hamerslag\nORG:Hamerslag\nX-ABShowAs:COMPANY\nEND:VCARD\n"
    assert cards(quiet) == cards(shown) == [{"kind": "company", "name": "Hamerslag"}]


def test_a_person_who_has_only_one_name() -> None:
    (card,) = cards("BEGIN:VCARD\nVERSION:4.0\nFN:Jan van der Berg\nKIND:individual\nEND:VCARD\n")
    assert (card["first_name"], card["last_name"]) == ("Jan van der", "Berg")


def test_2_1_is_read_where_it_is_plain() -> None:
    (card,) = cards(OLD)
    assert (card["last_name"], card["first_name"], card["mobile"]) == ("Müller", "Jürgen", "0612345678")
    assert card["note"] == "een\ntwee"


def test_cards_become_rows_under_all_that_any_of_them_has() -> None:
    titles, first, second = reading.table((PERSON + COMPANY).encode())
    assert titles.cells[:4] == ["kind", "name", "last_name", "first_name"]
    assert dict(zip(titles.cells, second.cells, strict=True))["name"] == "Hamerslag"
    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(
    ("text", "told"), [("BEGIN:VCARD\nFN:x\n", "does not end"), ("nothing", "no card"), ("", "no card")]
)
def test_what_is_no_card_is_told(text: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        [*reading.table(text.encode())]


def test_i7_a_card_of_lines_that_go_on_and_on_is_read_in_linear_time() -> None:
    """I7"""
    started = time.process_time()
    text = f"BEGIN:VCARD\nFN:Hamerslag\nX-LONG:{'x' * 1_000_000}\n" + " =\n" * 20_000 + "END:VCARD\n"
    assert cards(text) == [{"kind": "company", "name": "Hamerslag"}]
    assert time.process_time() - started < 2
