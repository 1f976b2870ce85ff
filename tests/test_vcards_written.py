"""Cards as they go out: as the standards want them (RFC 2426, RFC 6350), and read again as they were."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.actions.exporting.cards import entries
from chalicelib.files.vcards import line
from chalicelib.files.vcards.properties import VERSIONS, Version
from chalicelib.files.vcards.writing import END, ENDS, LONGEST, Entry, card
from chalicelib.models.record import Record, created

ADDRESS = {"street": "Dorpsstraat", "number": "12", "postcode": "1315 AB", "city": "Almere", "country": "NL"}
PERSON = {
    "kind": "person",
    "first_name": "Jan",
    "particle": "van der",
    "last_name": "Berg",
    "display_name": "Jan van der Berg",
    "language": "nl",
    "note": "Likes tea, coffee; no\nmilk \\ sugar",
    "channels": [
        {"kind": "mobile", "value": "06 12345678", "normal": "+31612345678", "default": True},
        {"kind": "email", "value": "Jan@Berg.example", "normal": "jan@berg.example", "default": True},
        {"kind": "website", "value": "berg.example/a,b", "normal": "https://berg.example/a,b", "default": True},
    ],
    "addresses": [{"address": ADDRESS, "purposes": ["private"]}, {"address": ADDRESS, "purposes": ["visiting"]}],
}
COMPANY = {"kind": "company", "name": "Hamerslag", "display_name": "Hamerslag"}
CONTACT = {
    "company": {"id": "rel_1", "title": "Hamerslag"}, "first_name": "Ève", "last_name": "Visser",
    "display_name": "Ève Visser", "function": "Purchaser", "department": "Sales",
}  # fmt: skip


def record(data: dict[str, Any]) -> Record:
    return created(id="rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", type="relation", tenant="ten_1", data=data, at="", by="")


def written(data: dict[str, Any], version: Version) -> list[str]:
    return card(entries(record(data)), version).split(END)[:-1]


def test_a_person_as_3_0() -> None:
    assert written(PERSON, "3.0") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "FN:Jan van der Berg",
        "N:van der Berg;Jan;;;",
        "TEL;TYPE=cell,pref:+31612345678",
        "EMAIL;TYPE=pref:jan@berg.example",
        "URL;TYPE=pref:https://berg.example/a,b",
        "ADR;TYPE=home:;;Dorpsstraat 12;Almere;;1315 AB;NL",
        "ADR;TYPE=work:;;Dorpsstraat 12;Almere;;1315 AB;NL",
        "NOTE:Likes tea\\, coffee\\; no\\nmilk \\\\ sugar",
        "UID:rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z",
        "END:VCARD",
    ]


def test_a_person_as_4_0() -> None:
    told = written(PERSON, "4.0")
    assert told[1:3] == ["VERSION:4.0", "KIND:individual"]
    assert "TEL;TYPE=cell;PREF=1:+31612345678" in told
    assert "LANG:nl" in told
    assert "UID;VALUE=text:rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z" in told


@pytest.mark.parametrize(("version", "kind"), [("3.0", "X-ABSHOWAS:COMPANY"), ("4.0", "KIND:org")])
def test_a_company_is_none_of_a_person(version: Version, kind: str) -> None:
    told = written(COMPANY, version)
    assert told[2:6] == [kind, "FN:Hamerslag", "N:;;;;", "ORG:Hamerslag"]


def test_i4_no_text_begins_a_line_of_its_own() -> None:
    """I4: also where somebody takes other signs for the end of a line than the standard does."""
    for sign in ("\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"):
        link = {"kind": "website", "normal": f"https://x.example/{sign}TEL:1"}
        sly = {**PERSON, "note": f"x{sign}TEL:1", "channels": [link]}
        told = card(entries(record(sly)), "3.0")
        assert told.splitlines() == told.split(END)[:-1]
        assert not any(each.startswith("TEL") for each in told.split(END))


def test_a_contact_is_in_a_company() -> None:
    told = written(CONTACT, "4.0")
    assert told[3:7] == ["FN:Ève Visser", "N:Visser;Ève;;;", "ORG:Hamerslag;Sales", "TITLE:Purchaser"]
    linked = written({"company": {"id": "rel_1"}, "person": {"id": "rel_2"}, "display_name": "Jan"}, "3.0")
    assert linked[2:4] == ["FN:Jan", "N:Jan;;;;"]


@given(st.sampled_from(VERSIONS), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n")))
def test_what_is_written_is_read_again(version: Version, text: str) -> None:
    """No line is longer than 75 octets, and none is cut within a sign."""
    told = card(
        [Entry("NOTE", (text,)), Entry("ADR", ("", text, "a;b", "", "", "", "")), Entry("UID", ("x",))], version
    )
    assert all(len(each.encode()) <= LONGEST for each in told.split(END))
    lines = [each for each in map(line.read, line.unfolded(iter(told.split(END)[:-1]))) if each]
    found = {each.name: each.value for each in lines}
    plain = text.translate({ord(each): " " for each in ENDS}).strip()
    assert line.text(found.get("NOTE", "")) == plain
    assert line.components(found["ADR"])[1:3] == [plain, "a;b"]
