"""What sources tell, read as what relations take: whatever it is, it is text that can be kept, or no answer at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chalicelib import schema, text
from chalicelib.models import address, channel
from chalicelib.models.record_type import Context
from chalicelib.models.relation import RELATION
from chalicelib.sources import kvk, kvk_profile, land, places, told
from chalicelib.sources.catalog import SOURCES
from chalicelib.sources.source import MOST_HITS, Where
from infra.stand_in import places as atlas
from infra.stand_in import register

ANYWHERE, HERE = Where("NL", "nl"), Context("NL", "nl", {})
ANYTHING = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=300),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def _mangled(draw: some.DrawFn, sound: Any) -> Any:
    """With some of its values in place of which anything stands."""
    if draw(some.integers(0, 9)) == 0:
        return draw(ANYTHING)
    if isinstance(sound, dict):
        return {name: _mangled(draw, each) for name, each in sound.items()}
    return [_mangled(draw, each) for each in sound] if isinstance(sound, list) else sound


mangled = some.composite(_mangled)
PROFILES = some.one_of([mangled(each) for each in register.PROFILES.values()])
PLACES = some.one_of([mangled(each) for each in atlas.PLACES.values()])


@pytest.mark.parametrize(("name", "answers"), [("kvk", PROFILES), ("places", PLACES)])
def test_whatever_is_told_is_what_a_relation_takes_or_no_answer(name: str, answers: Any) -> None:
    """API10"""

    @given(answers)
    def holds(answer: Any) -> None:
        try:
            found = SOURCES[name].found(answer)
        except ValueError:
            return
        if found is not None:
            schema.parse(RELATION.fields, found.relation)
            addresses = [use["address"] for use in found.relation.get("addresses", ())]
            assert [fault for each in addresses for fault in address.prepare(each, HERE).faults] == []
            assert channel.prepare(found.relation.get("channels", []), HERE, "NL")[1] == []

    holds()


@given(some.one_of(mangled(register.search("", "", "")), mangled({"places": [*atlas.PLACES.values()]}), ANYTHING))
def test_hits_are_lines_whatever_is_told(answer: Any) -> None:
    """API10"""
    for source in SOURCES.values():
        try:
            hits = source.hits(answer)
        except ValueError:
            continue
        for hit in hits:
            assert source.pick("https://x.example", hit.id, ANYWHERE)
            assert all(len(each) <= 600 and "\n" not in each for each in (hit.name, hit.place, hit.line))


@given(some.text() | ANYTHING)
def test_what_is_told_becomes_one_line_that_can_be_kept(value: Any) -> None:
    line = told.line(value)
    assert len(line) <= told.LONGEST
    assert line == "" or text.clean(line) == line


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (17, "17"), (True, ""), (None, ""), (["x"], ""), (10**30, ""), ("  a\r\n b ", "a b"), ("a\u202eb\u200b", "ab"),
        ("\ud800a", "a"), ("ä" * 300, "ä" * 200), ("e" + "\u0301" * 50, ""),
    ],
)  # fmt: skip
def test_lines(value: Any, line: str) -> None:
    assert told.line(value) == line


@pytest.mark.parametrize(
    ("name", "code"), [("Nederland", "NL"), ("BELGIË", "BE"), ("Verenigd Koninkrijk", "GB"), ("Atlantis", ""), ("", "")]
)
def test_countries_by_their_dutch_names(name: str, code: str) -> None:
    assert land.code(name) == code


def test_a_company_stands_once_among_the_hits_as_its_main_branch() -> None:
    results = [
        {"kvkNummer": "12345678", "naam": "Statutair B.V.", "type": "rechtspersoon"},
        {"kvkNummer": "12345678", "naam": "Zijtak", "type": "nevenvestiging"},
        {"kvkNummer": "12345678", "naam": "Winkel", "type": "hoofdvestiging"},
        {"kvkNummer": "87654321", "naam": "Ander", "type": "rechtspersoon", "actief": "Nee"},
    ]
    hits = kvk.hits({"resultaten": results})
    assert [(each.name, each.active) for each in hits] == [("Winkel", True), ("Ander", False)]


def test_what_has_one_address_for_all_has_it_once() -> None:
    square = {"straatnaam": "Kerkplein", "huisnummer": 3, "postcode": "1315AC", "plaats": "Almere"}
    both = [{"type": kind, **square} for kind in ("bezoekadres", "correspondentieadres")]
    embedded = {"hoofdvestiging": {"adressen": both}}
    found = kvk_profile.found({"kvkNummer": "12345678", "naam": "Een B.V.", "_embedded": embedded})
    assert found is not None
    assert [each["purposes"] for each in found.relation["addresses"]] == [["visiting", "postal"]]


@pytest.mark.parametrize("number", ["68750110", "90000749"])
def test_null_is_what_is_not_there(number: str) -> None:
    known = register.PROFILES[number]
    embedded = known["_embedded"]
    answers = [{**known, name: None} for name in known if name not in ("kvkNummer", "naam")]
    answers += [{**known, "_embedded": {**embedded, name: None}} for name in ("eigenaar", "hoofdvestiging")]
    for each in answers:
        found = kvk_profile.found(each)
        assert found is not None
        assert found.relation["name"] == known["naam"]


@pytest.mark.parametrize("told_day", ["20170000", "2017", "", "20171301", "gisteren"])
def test_a_day_that_is_known_by_halves_is_left_out(told_day: str) -> None:
    found = kvk_profile.found({"kvkNummer": "12345678", "naam": "Een B.V.", "formeleRegistratiedatum": told_day})
    assert found is not None
    assert found.registered_on == ""


def test_only_what_is_used_is_asked_and_paid_for() -> None:
    asked = places.pick("https://x.example", "ChIJ0123456789", ANYWHERE)
    assert asked is not None
    assert "*" not in asked.headers[places.MASK]
    assert MOST_HITS == 10
