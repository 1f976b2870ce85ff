"""Folding, search words and normal forms."""

import contextlib
import re
import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib import text
from chalicelib.text import clean, company_number, email, fold, phone, query, vat_number, website, words

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
NAMES = st.text("aeioujxyksstümöäåøæßłшщюяйёьxc", min_size=1, max_size=40)


def finds(typed: str, stored: str) -> bool:
    """What search does: each word typed is the beginning of a word stored."""
    kept = words(stored)
    return all(any(word.startswith(part) for word in kept) for part in query(typed))


# ------------------------------------------------------------------- fold and words


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("", ""),
        ("  Hamerslag   Bouw ", "hamerslag bouw"),
        ("Hamerslag B.V.", "hamerslag bv"),
        ("O'Neill & Zn.", "oneill zn"),
        ("Müller", "muller"),
        ("STRASSE Straße", "strasse strasse"),
        ("Łódź Ærø Åse", "lodz aero ase"),
        ("Соловьёв", "solovev"),
        ("ＡＢＣ①", "abc1"),
        ("!?", ""),
    ],
)
def test_fold(given_text: str, folded: str) -> None:
    assert fold(given_text) == folded


@pytest.mark.parametrize(
    "spellings",
    [
        ["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u0308ller"],
        ["Иванов", "Ivanov"],
        ["Щербаков", "Shcherbakov"],
        ["Юрий", "Yuri", "Yuriy", "Yurij"],
        ["Чехов", "Chekhov"],
        ["Алексей", "Aleksey", "Alexey", "Aleksei"],
        ["Дмитрий", "Dmitry", "Dmitri"],
        ["Århus", "Aarhus", "Arhus"],
        ["Sørensen", "Soerensen", "Sorensen"],
        ["Ægir", "Aegir"],
        ["Weiß", "Weiss"],
        ["Łukasz", "Lukasz"],
        ["Ĳsselmeer", "IJsselmeer", "Ijsselmeer"],
        ["Meijer", "Meyer", "Meier"],
        ["O'Neill", "O’Neill", "ONeill", "O´Neill"],
        ["B.V.", "BV", "b.v"],
        ["Œuvre", "Oeuvre"],
        ["1315 AB", "1315AB"],
        ["CHE-107787577", "CHE107787577"],
    ],
)
def test_spellings_meet(spellings: list[str]) -> None:
    assert len({tuple(words(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("given_text", "found"),
    [
        ("", []),
        ("Müller", ["muller"]),
        ("O'Neill B.V., Almere", ["oneill", "bv", "almere"]),
        ("Hamer hamer HAMER", ["hamer"]),
        ("J.P.Hamer", ["jp", "hamer"]),
        ("jan.hamer@example.com", ["jan", "hamer", "eksample", "com"]),
        ("AT&T", ["at", "t"]),
        ("01067 Dresden", ["1067", "dresden"]),
        ("Dorpsstraat 12a", ["dorpsstrat", "12a"]),
        ("a" + "b" * 100, ["a" + "b" * 31]),
    ],
)
def test_words(given_text: str, found: list[str]) -> None:
    assert words(given_text) == found


def test_words_stop_at_most() -> None:
    assert words("een twee drie vier", most=2) == ["een", "twee"]
    assert len(words(" ".join(f"w{n}" for n in range(99)))) == 40


@given(ANYTHING)
@example("\ud800")
@example("e" + "\u0301" * 40)
def test_fold_is_plain_and_final(value: str) -> None:
    folded = fold(value)
    assert re.fullmatch("(?:[a-z0-9]+(?: [a-z0-9]+)*)?", folded)
    assert fold(folded) == folded


@given(ANYTHING)
@example("0001 00 0 +1 +0 0031")
@example("aee xx iyj aaa")
def test_words_are_plain_and_final(value: str) -> None:
    found = words(value)
    assert all(re.fullmatch("[a-z0-9]{1,32}", word) for word in found)
    assert len(set(found)) == len(found)
    assert words(" ".join(found)) == found


@given(st.text("abeiouxyjkstn", min_size=1, max_size=50), st.data())
@example("alexei", None)
def test_what_is_typed_so_far_stays_a_prefix(word: str, data: st.DataObject | None) -> None:
    ends = range(1, len(word) + 1) if data is None else [data.draw(st.integers(1, len(word)))]
    assert all(words(word)[0].startswith(words(word[:end])[0]) for end in ends)


@given(NAMES, NAMES, st.data())
def test_a_name_is_found_while_it_is_typed(first: str, last: str, data: st.DataObject) -> None:
    typed = last[: data.draw(st.integers(1, len(last)))]
    assert finds(typed, f"{first} {last}")


@given(ANYTHING)
def test_a_text_is_found_by_its_own_words(value: str) -> None:
    assert finds(" ".join(words(value)[:1]), value)


# ---------------------------------------------------------------------------- query


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("+", []),
        ("hamer jan 1315", ["hamer", "jan", "1315"]),
        ("036 - 530 12 34", ["365301234"]),
        ("+31 (0)36 5301234", ["365301234"]),
        ("0031 36 530 12 34", ["365301234"]),
        ("(036) 530", ["36530"]),
        ("036/530.12.34 hamer", ["365301234", "hamer"]),
        ("hamer 036-530", ["hamer", "36530"]),
        ("+43 1 234567", ["1234567"]),
        ("+39 06 698 12345", ["669812345"]),
        ("+3", ["3"]),
        ("+31", ["31"]),
        ("12.345.678", ["12345678"]),
        ("1234 5678", ["12345678"]),
        ("732 829 320", ["732829320"]),
        ("0403.170.701", ["403170701"]),
        ("CHE-107.787.577", ["che", "107787577"]),
        ("1315 AB 12", ["1315", "ab", "12"]),
        ("1315 12345678", ["1315", "12345678"]),
        ("12-03-2024", ["12", "3", "2024"]),
        ("2012-2013", ["2012", "2013"]),
        ("12 14a", ["12", "14a"]),
    ],
)
def test_query(typed: str, found: list[str]) -> None:
    assert query(typed) == found


def test_query_stops_at_most() -> None:
    assert len(query("a b c d e f g h i j")) == 8


@pytest.mark.parametrize("typed", ["036 530 12 34", "+31 36 530", "0031365301234", "36530", "036-53"])
def test_a_phone_is_found_by_its_beginning(typed: str) -> None:
    (word,) = query(typed)
    assert text.phone_word("+31365301234").startswith(word)


@pytest.mark.parametrize(
    ("e164", "word"),
    [("+31365301234", "365301234"), ("+390669812345", "669812345"), ("+12025550123", "2025550123"), ("", "")],
)
def test_phone_word(e164: str, word: str) -> None:
    assert text.phone_word(e164) == word


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_a_phone_is_found_as_written_internationally(e164: str) -> None:
    assert query(e164) == [text.phone_word(e164)] == query("00" + e164[1:])


# --------------------------------------------------------------------------- phones


@pytest.mark.parametrize(
    ("value", "country", "e164"),
    [
        ("036 - 530 12 34", "NL", "+31365301234"),
        ("036-5301234 ext 12", "NL", "+31365301234"),
        ("036-5301234 tst. 12", "nl", "+31365301234"),
        ("036-5301234 (toestel 12)", "NL", "+31365301234"),
        ("+31 (0)36 5301234", "", "+31365301234"),
        ("0031 36 5301234", "RU", "+31365301234"),
        ("8 (495) 123-45-67 доб. 5", "RU", "+74951234567"),
        ("06 698 12345", "IT", "+390669812345"),
        ("(202) 555-0123", "US", "+12025550123"),
        ("036 5301234 Jan", "NL", None),
        ("12", "NL", None),
        ("abc", "NL", None),
        ("", "NL", None),
        ("036 5301234", "", None),
        ("036 5301234", "XX", None),
        ("1" * 50_000, "NL", None),
    ],
)
def test_phone(value: str, country: str, e164: str | None) -> None:
    assert phone(value, country) == e164


@given(ANYTHING, st.sampled_from(["NL", "US", "RU", "", "??"]))
def test_phone_never_raises(value: str, country: str) -> None:
    found = phone(value, country)
    assert found is None or re.fullmatch(r"\+[1-9][0-9]{1,14}", found)


@pytest.mark.parametrize(
    ("country", "shown"), [("NL", "036 530 1234"), ("BE", "+31 36 530 1234"), ("", "+31 36 530 1234")]
)
def test_phone_display(country: str, shown: str) -> None:
    assert text.phone_display("+31365301234", country) == shown


def test_phone_display_shows_what_is_no_phone_as_it_is() -> None:
    assert text.phone_display("bellen", "NL") == "bellen"


# ------------------------------------------------------------------ mail and website


@pytest.mark.parametrize(
    ("value", "folded"),
    [
        (" Jan.Hamer@Example.COM ", "jan.hamer@example.com"),
        ("jan@xn--mller-kva.de", "jan@müller.de"),
        ("jan@MÜLLER.de", "jan@müller.de"),
        ("ÄÖ@example.com", "äö@example.com"),
        ("a+b@example.com", "a+b@example.com"),
    ],
)
def test_email(value: str, folded: str) -> None:
    assert email(value) == folded == email(folded)
    assert text.email_as_typed(value) == value.strip()


@pytest.mark.parametrize(
    "value",
    ["", "jan", "jan@", "@x.nl", "a b@x.nl", "jan@localhost", "jan@x.nl, an@x.nl", "a" * 50_000 + "@x.nl"],
)
def test_email_refused(value: str) -> None:
    with pytest.raises(ValueError, match="e-mail address"):
        email(value)
    with pytest.raises(ValueError, match="e-mail address"):
        text.email_as_typed(value)


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("hamerslag.nl", "https://hamerslag.nl"),
        ("http://hamerslag.nl/", "https://hamerslag.nl"),
        (" HTTPS://WWW.Hamerslag.NL:443/Over?x=1#top ", "https://www.hamerslag.nl/Over?x=1#top"),
        ("//hamerslag.nl", "https://hamerslag.nl"),
        ("hamerslag.nl:8080/a", "https://hamerslag.nl:8080/a"),
        ("müller.de", "https://müller.de"),
        ("xn--mller-kva.de", "https://müller.de"),
        ("https://рф", "https://рф"),
        ("hamerslag.nl/?u=http://x.nl", "https://hamerslag.nl/?u=http://x.nl"),
    ],
)
def test_website(value: str, link: str) -> None:
    assert website(value) == link == website(link)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "javascript:alert(1)",
        "javascript://hamerslag.nl/%0aalert(1)",
        "data:text/html,x",
        "mailto:jan@x.nl",
        "ftp://x.nl",
        "https://jan:geheim@x.nl",
        "https://x.nl\\@y.nl",
        "http://http://x.nl",
        "localhost",
        "127.0.0.1",
        "https://[::1]",
        "https://[",
        "x..nl",
        "x y.nl",
        "x.nl:99999",
        'x.nl"onclick=',
        "x.nl/\u202etxt",
        "a" * 50_000,
    ],
)
def test_website_refused(value: str) -> None:
    with pytest.raises(ValueError, match="Give the address of a website"):
        website(value)


# ------------------------------------------------------------------ company numbers


@pytest.mark.parametrize(
    ("value", "country", "number"),
    [
        ("12.34.56.78", "NL", "12345678"),
        ("KvK-nummer 12345678", "nl", "12345678"),
        ("BE 0403.170.701", "BE", "0403170701"),
        ("hrb 12345", "DE", "HRB 12345"),
        ("Amtsgericht München, HR B 12345 B", "DE", "HRB 12345 B München"),
        ("732 829 320", "FR", "732829320"),
        ("RCS Paris 732829320", "FR", "732829320"),
        ("732 829 320 00074", "FR", "732829320"),
        ("che 107 787 577 MWST", "CH", "CHE-107.787.577"),
        ("fn 122119 m", "AT", "FN 122119m"),
        ("ОГРН 1027739552642", "RU", "1027739552642"),
        ("7707083893", "RU", "7707083893"),
        ("1234567", "GB", "01234567"),
        ("sc 123456", "GB", "SC123456"),
        ("mi-1234567", "IT", "MI1234567"),
    ],
)
def test_company_number(value: str, country: str, number: str) -> None:
    assert company_number(value, country) == number == company_number(number, country)


@pytest.mark.parametrize("country", ["NL", "BE", "DE", "FR", "CH", "AT", "RU", "GB", "IT", "", "?"])
@pytest.mark.parametrize("value", ["", "-", "1" * 50_000])
def test_company_number_refused(value: str, country: str) -> None:
    with pytest.raises(ValueError, match=r"^Give the "):
        company_number(value, country)


@given(ANYTHING, st.sampled_from(["NL", "BE", "DE", "FR", "CH", "AT", "RU", "GB", "IT"]))
def test_company_number_is_final(value: str, country: str) -> None:
    try:
        number = company_number(value, country)
    except ValueError:
        return
    assert company_number(number, country) == number


@pytest.mark.parametrize(("typed", "number"), [("107.787.577", "CHE-107.787.577"), ("732 829 320", "732829320")])
def test_a_company_number_is_found_by_its_digits(typed: str, number: str) -> None:
    assert set(query(typed)) <= set(query(number))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("NL 4495445B01", "NL004495445B01"),
        ("nl123456782b90", "NL123456782B90"),
        ("BE697449992", "BE0697449992"),
        ("CHE-107.787.577 TVA", "CHE107787577MWST"),
        ("GB 980 7806 84", "GB980780684"),
        ("RU7707083893", "RU7707083893"),
        ("NO 974 760 673 MVA", "NO974760673MVA"),
    ],
)
def test_vat_number(value: str, number: str) -> None:
    assert vat_number(value) == number == vat_number(number)


@pytest.mark.parametrize("value", ["", "12345678", "NL123456789B01", "XXABCD", "N" * 50_000])
def test_vat_number_refused(value: str) -> None:
    with pytest.raises(ValueError, match="VAT number"):
        vat_number(value)


# ---------------------------------------------------------------------------- clean


@pytest.mark.parametrize(
    ("value", "lines", "kept"),
    [
        ("  Jan \u00a0 de\u2003Vries\n", False, "Jan de Vries"),
        ("Mu\u0308ller", False, "Müller"),
        ("Ha\u200bmer\ufeff", False, "Hamer"),
        ("👩\u200d💻", False, "👩\u200d💻"),
        ("een\r\ntwee\tdrie  vier\u2028vijf\n", True, "een\ntwee\tdrie  vier\nvijf"),
        ("", False, ""),
    ],
)
def test_clean(value: str, lines: bool, kept: str) -> None:
    assert clean(value, lines) == kept


@pytest.mark.parametrize("inner", ["\x00", "\x1b", "\x7f", "\x85", "\ud800", "\u202e", "\u2066", "\r", "\u0301" * 31])
@pytest.mark.parametrize("lines", [False, True])
def test_clean_refuses(inner: str, lines: bool) -> None:
    with pytest.raises(ValueError, match=r"^Remove the "):
        clean(f"a{inner}b", lines)


@pytest.mark.parametrize("inner", ["\n", "\t", "\r\n"])
def test_one_line_has_no_lines(inner: str) -> None:
    with pytest.raises(ValueError, match="control characters"):
        clean(f"a{inner}b")


@given(ANYTHING, st.booleans())
@example("a" + "\u0344" * 20, False)
@example("e" + "\u0301" * 30, False)
def test_clean_is_final(value: str, lines: bool) -> None:
    try:
        kept = clean(value, lines)
    except ValueError:
        return
    assert clean(kept, lines) == kept == unicodedata.normalize("NFC", kept)


# -------------------------------------------------------------------------- hostile

HOSTILE = ["a", "1", " ", "1 ", "1-", "a.", "(", "+1", "'", "a@", "\u3000", "1315a", "a\u0301", "\ud800"]
MARKS = "a" + "\u0301" * 25_000 + "\u0327" * 25_000


@pytest.mark.parametrize(
    "value", [MARKS, *(part * (50_000 // len(part)) for part in HOSTILE)], ids=lambda value: ascii(value[:2])
)
@pytest.mark.parametrize("function", [fold, words, query, email, website, vat_number, clean, text.phone_word])
def test_hostile_text_takes_linear_time(function: Callable[[str], object], value: str) -> None:
    """Quadratic time would be tens of seconds; the bound leaves room for a slow machine."""
    begun = time.process_time()
    with contextlib.suppress(ValueError):
        function(value)
    assert time.process_time() - begun < 2
