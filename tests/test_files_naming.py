"""Names of files: shown safely, and sent so that every client saves them under a name that does no harm."""

import re
import unicodedata
from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.files.kind import RUNS
from chalicelib.files.naming import MOST_BYTES, disposition, ending, harmless, safe

NAMES = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(st.sampled_from(["..", "/", "\\", ".", " ", "con", "a", "é", "%2e", "\u202e", "\r\n", '"', ";", "exe",
                              "\0"])).map("".join),
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Invoice 2026.pdf", "Invoice 2026.pdf"),
        ("Счёт № 5.pdf", "Счёт № 5.pdf"),
        ("חשבונית.pdf", "חשבונית.pdf"),
        ("café.pdf", "café.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("../../x", "x"),
        ("..\\..\\x.doc", "x.doc"),
        ("C:\\Users\\ann\\a.txt", "a.txt"),
        ("/etc/passwd", "passwd"),
        ("a/..", "a"),
        ("..", "file"),
        ("", "file"),
        ("   ", "file"),
        (".htaccess", "htaccess"),
        ("a.pdf. . .", "a.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\u2066b\u200b\ufeff.txt", "ab.txt"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("a\0.pdf", "a.pdf"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("LPT¹.txt", "_LPT¹.txt"),
        ("NUL .txt", "_NUL.txt"),
        ("console.txt", "console.txt"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("a.txt:stream", "a.txt_stream"),
        ("%2e%2e%2fx", "%2e%2e%2fx"),
        ("👩\u200d👩.png", "👩\u200d👩.png"),
        ("\ud800a.txt", "a.txt"),
    ],
)
def test_a_name_is_kept_without_what_does_harm(name: str, kept: str) -> None:
    """F4"""
    assert safe(name) == kept


@pytest.mark.parametrize("name", ["x" * 5_000 + ".pdf", "é" * 5_000 + ".pdf", "../" * 2_000 + "y" * 300 + ".pdf"])
def test_a_long_name_keeps_its_ending(name: str) -> None:
    """F4"""
    kept = safe(name)
    assert kept.endswith(".pdf")
    assert MOST_BYTES - 4 <= len(kept.encode()) <= MOST_BYTES


@given(NAMES)
@example("con" * 80 + "." * 300)
@example("a." + "b" * 300)
@example("con. ")
@example("._con")
def test_any_name_is_made_safe_once_and_for_all(name: str) -> None:
    """F4"""
    kept = safe(name)
    assert safe(kept) == kept
    assert 0 < len(kept.encode()) <= MOST_BYTES + 1
    assert not set('/\\<>:"|?*\0\r\n') & set(kept)
    assert kept.strip(". ") == kept
    assert not [
        char for char in kept if unicodedata.bidirectional(char) in ("RLO", "LRO", "RLE", "LRE", "PDF", "RLI", "LRI")
    ]


@pytest.mark.parametrize(
    ("name", "last"),
    [("a.PDF", "pdf"), ("invoice.pdf.exe", "exe"), ("a", ""), (".exe", ""), ("a.exe.", "exe"), ("a.e\u202exe ", "exe")],
)
def test_the_ending_is_the_one_that_windows_goes_by(name: str, last: str) -> None:
    """F4"""
    assert ending(name) == last


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("Invoice 5.pdf", 'attachment; filename="Invoice 5.pdf"'),
        ("Счёт.pdf", "attachment; filename=\"Schet.pdf\"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82.pdf"),
        ("a%41.pdf", "attachment; filename=\"a_41.pdf\"; filename*=UTF-8''a%2541.pdf"),
        ("a; b.pdf", "attachment; filename=\"a_ b.pdf\"; filename*=UTF-8''a%3B%20b.pdf"),
        ("setup.lnk", 'attachment; filename="setup.lnk_"'),
    ],
)
def test_the_header_has_the_name_for_old_and_for_new_clients(name: str, header: str) -> None:
    """F4"""
    assert disposition(name) == header


@given(NAMES)
@example('a"\r\nX: y')
@example("ẞ½.exe")
def test_any_header_is_one_line_of_ascii_that_a_client_reads_back(name: str) -> None:
    """F4, I5"""
    header = disposition(name)
    assert re.fullmatch(
        r"attachment; filename=\"[^\"\\%;\x00-\x1f\x7f-\uffff]+\"(; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+)?",
        header,
    )
    message = Message()
    message["Content-Disposition"] = header
    assert message.get_content_disposition() == "attachment"
    assert "filename*" not in header or unquote(header.rpartition("''")[2]) == harmless(name)


@given(NAMES, st.sampled_from(sorted(RUNS)))
def test_nothing_that_is_sent_has_a_name_that_runs(name: str, last: str) -> None:
    """F4"""
    assert ending(harmless(f"{name}.{last}")) not in RUNS
