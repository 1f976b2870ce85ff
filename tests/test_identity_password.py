"""A8: which passwords are accepted."""

import unicodedata

import pytest

from chalicelib.errors import Invalid, TooLarge
from chalicelib.identity import password

KNOWN = ("ann.bakker@hamerslag.example", "Ann de Bakker")


@pytest.mark.parametrize(
    "text",
    [
        "three green bicycles",
        "zxv7 q!m",
        "a b c d e f g h",
        "пароль для анны",
        "🐝🐝🐙🐝🐝🐙🐝🐙",
        "x" * 3 + "lang" * 49 + "x",
        "Tr0ub4dor&3xyz",
        "wachtwoord van mijn fiets",
        "relata is waar ik werk",
    ],
)
def test_any_characters_do(text: str) -> None:
    assert password.accept(text, KNOWN) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "too_short"),
        ("zq7!x2k", "too_short"),
        ("🐝" * 7, "too_short"),
        ("e\u0301" * 7, "too_short"),
        ("x" * 257, "too_long"),
        ("password", "too_common"),
        ("PassWord", "too_common"),
        ("password123", "too_common"),
        ("!password!!", "too_common"),
        ("12345678", "too_common"),
        ("qwertyuiop", "too_common"),
        ("iloveyou1", "too_common"),
        ("relata2026", "too_personal"),
        ("Hamerslag1!", "too_personal"),
        ("anndebakker", "too_personal"),
        ("ann.bakker@hamerslag.example", "too_personal"),
        ("hamerslagrelata", "too_personal"),
        ("null\0byte password", "control_character"),
        ("line\nbreak password", "control_character"),
    ],
)
def test_what_is_refused_says_why(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        password.accept(text, KNOWN)
    assert [error.code for error in refused.value.errors] == [code]


@pytest.mark.parametrize("text", ["x" * 1025, "é" * 513, "🐝" * 257])
def test_more_than_a_kilobyte_is_not_even_looked_at(text: str) -> None:
    with pytest.raises(TooLarge):
        password.accept(text)


def test_the_three_thousand_most_used_are_all_refused() -> None:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    for text in FREQUENCY_LISTS["passwords"][:3000]:
        with pytest.raises(Invalid):
            password.accept(text)


def test_composed_and_decomposed_are_the_same_password() -> None:
    kept = password.hashed(password.accept("cafe\u0301 in Almere"))
    assert password.matches(kept, "caf\u00e9 in Almere")
    assert password.matches(kept, "cafe\u0301 in Almere")
    assert not password.matches(kept, "cafe in Almere")


def test_nothing_matches_nobody() -> None:
    assert not password.matches(None, "three green bicycles")
    assert not password.matches(password.nobodys(), "three green bicycles")
    assert not password.matches("no hash at all", "three green bicycles")


def test_nobodys_hash_costs_what_a_fresh_one_costs() -> None:
    fresh, nobodys = password.hashed("three green bicycles").split("$"), password.nobodys().split("$")
    assert fresh[:4] == nobodys[:4] == ["", "argon2id", "v=19", "m=19456,t=2,p=1"]
    assert list(map(len, fresh)) == list(map(len, nobodys))
    assert not password.outdated(password.nobodys())
