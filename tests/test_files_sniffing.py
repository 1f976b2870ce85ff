"""What a file really is, and whether it may come in."""

import io
import struct
from collections import Counter
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.files import content, zip_directory
from chalicelib.files.content import HEAD, Content
from chalicelib.files.kind import ATTACHMENT, KINDS, ROWS, RUNS
from chalicelib.files.signature import SIGNATURES
from chalicelib.files.sniffing import Verdict, judge, sniff
from tests.specimens import EXE, FILES, GIF, JPEG, MAIL, PDF, PNG, PROGRAMS, compound, zipped

LAW = settings(max_examples=100, deadline=None)
SAFE = {"pdf", "png", "jpeg", "gif", "webp"}


def judged(name: str, data: bytes, media_type: str = "") -> Verdict:
    return judge(name, media_type, content.of(data))


@pytest.mark.parametrize(("kind", "name", "media_type", "data"), FILES, ids=[f"{row[0]}-{row[1]}" for row in FILES])
def test_a_file_is_what_its_content_is(kind: str, name: str, media_type: str, data: bytes) -> None:
    """F1"""
    verdict = judged(name, data, media_type)
    assert (verdict.kind.name, verdict.refused) == (kind, "")
    assert verdict.shown == (kind in SAFE)
    assert verdict.served_as == (verdict.kind.types[0] if kind in SAFE else ATTACHMENT)


@pytest.mark.parametrize(("kind", "name", "data"), PROGRAMS, ids=[f"{row[0]}-{row[1]}" for row in PROGRAMS])
@pytest.mark.parametrize("media_type", ["", "application/octet-stream", "application/pdf"])
def test_what_would_run_is_refused(kind: str, name: str, data: bytes, media_type: str) -> None:
    """F1"""
    verdict = judged(name, data, media_type)
    assert verdict.kind.name == kind
    assert verdict.refused.startswith("Programs and scripts are not accepted")
    assert (verdict.shown, verdict.served_as) == (False, ATTACHMENT)


@pytest.mark.parametrize(
    ("name", "media_type", "data", "told"),
    [
        ("a.pdf", "", PNG, "its content is png, not pdf"),
        ("a.png", "application/pdf", PNG, "its content is png, not application/pdf"),
        ("a.jpg", "image/jpeg", b"<svg onload=alert(1)>", "its content is svg, not jpg"),
        ("a.png", "image/png", b"<html><script>alert(1)</script>", "its content is html, not png"),
        ("a.txt", "text/plain", b"<script>alert(1)</script>", "its content is html, not txt"),
        ("a.docx", "", zipped("a.txt"), "its content is zip, not docx"),
        ("a.docx", "", zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "is docm, not docx"),
        ("a.xlsx", "", compound("WordDocument"), "its content is doc, not xlsx"),
        ("a.pdf", "", b"\1\2\3\4", "its content is of an unknown kind, not pdf"),
        ("a.txt", "", b"\0\1\2", "its content is of an unknown kind, not txt"),
        ("a.pdf", "", b"\n" + PDF, "its content is text, not pdf"),
        ("a.pdf", "", b"", "Send a file that is not empty"),
    ],
)
def test_a_name_or_type_that_lies_is_refused_with_what_to_do(
    name: str, media_type: str, data: bytes, told: str
) -> None:
    """F1"""
    verdict = judged(name, data, media_type)
    assert told in verdict.refused
    assert verdict.refused.endswith(".")
    assert not verdict.shown


@pytest.mark.parametrize("name", ["svg", "html", "xml", "docx", "zip", "unknown", "eml", "heic"])
def test_only_a_few_kinds_are_ever_shown(name: str) -> None:
    """F1: an SVG or HTML file leaves as an attachment of no type."""
    assert not KINDS[name].shown
    assert {row.name for row in ROWS if row.shown} == SAFE


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (PDF.replace(b"/Pages", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Pages"), "script"),
        (PDF.replace(b"/Pages", b"/A << /S /J#61vaScript >> /Pages"), "script"),
        (PDF.replace(b"/Pages", b"/Names << /EmbeddedFiles 3 0 R >> /Pages"), "files inside"),
        (PDF.replace(b"/Pages", b"/A << /S /Launch >> /Pages"), "starts a program"),
        (PDF.replace(b"/Pages", b"/Encrypt 4 0 R /Pages"), "encrypted"),
        (PDF + b" " * 3_000_000 + b"<< /JS (x) >>" + b" " * 200_000, "script"),
        (PDF[:9] + b" " * (1024 * 1024 - 12) + b"/JavaScript " + PDF[9:], "script"),  # across two parts
        (PDF + zipped("a.txt"), "zip inside"),
        (GIF + b"<script>alert(1)</script>", "markup inside"),
        (JPEG[:4] + b"<?php system(1) ?>" + JPEG[4:], "markup inside"),
        (PNG + zipped("A.class"), "zip inside"),
        (GIF + PDF, "PDF inside"),
        (GIF[:6] + b"/*" + b"x" * 70_000 + b"<html><script>" + b"y" * 100, "markup inside"),
    ],
)
def test_what_two_readers_read_differently_is_noted_and_not_shown(data: bytes, note: str) -> None:
    """F1: polyglots."""
    verdict = judged("file", data)
    assert note in verdict.notes
    assert (verdict.shown, verdict.served_as) == (False, ATTACHMENT)


def test_an_ordinary_pdf_is_shown_also_with_compressed_objects() -> None:
    verdict = judged("a.pdf", PDF.replace(b"/Pages", b"/Type /ObjStm /Pages"))
    assert (verdict.notes, verdict.shown) == (("compressed objects",), True)


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (compound("WordDocument", "_VBA_PROJECT"), "macros"),
        (zipped("readme.txt", "setup.EXE"), "program inside"),
        (b"x" * 30 + zipped("a.txt"), None),
    ],
)
def test_what_is_within_is_noted(data: bytes, note: str | None) -> None:
    assert (note in sniff(content.of(data)).notes) == bool(note)


# ---------------------------------------------------------------------------------------------------- zip bombs


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def lying(size: int) -> bytes:
    """A directory that says so, whatever is there."""
    data = bytearray(zipped("a.txt"))
    at = data.rfind(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<L", size)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (packed({"xl/a.xml": b"\0" * 20_000_000}), "does not grow more than 100 times"),
        (lying(2_000_000_000), "at most 100 MB when it is unpacked"),
        (packed({f"{n}": b"" for n in range(1_001)}), "at most 1000 files"),
        (zipped("a.txt")[:-30], "directory is missing"),
        (zipped("a.txt").replace(b"PK\1\2", b"PK\1\3"), "directory is damaged"),
        (b"PK\3\4" + bytes(100), "directory is missing"),
    ],
)
def test_a_zip_bomb_is_refused_before_anything_is_unpacked(data: bytes, advice: str) -> None:
    """F2"""
    before = perf_counter()
    verdict = judged("a.zip", data)
    assert advice in verdict.refused
    assert perf_counter() - before < 0.5


def test_a_directory_that_hides_files_is_refused() -> None:
    """F2"""
    data = bytearray(zipped("a.txt", "b.exe"))
    at = data.rfind(b"PK\5\6")
    data[at + 8 : at + 12] = struct.pack("<2H", 1, 1)
    assert "more files than its directory tells" in judged("a.zip", bytes(data)).refused


def test_sizes_beyond_32_bits_are_read() -> None:
    """F2: ZIP64."""
    extra = struct.pack("<2H2Q", 1, 16, 5_000_000_000, 4_000_000)
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, 1, 20, 0, 0, 0, 0, 0)
    raw = entry + b"a" + extra
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(raw), 4, 0)
    found = zip_directory.read(content.of(b"PK\3\4" + raw + end))
    assert found.entries == (("a", 4_000_000, 5_000_000_000, False),)
    assert "at most 100 MB" in zip_directory.fault(found)


def test_a_document_that_packs_well_is_no_bomb() -> None:
    assert judged("a.zip", packed({"a.txt": b" " * 900_000})).refused == ""


# -------------------------------------------------------------------------------------------------------- bounds


def test_a_large_file_is_looked_at_in_a_few_parts() -> None:
    reads: list[int] = []
    data = zipped(*(f"{n}.txt" for n in range(100)), size=1_000)

    def read(offset: int, length: int) -> bytes:
        reads.append(length)
        return data[offset : offset + length]

    assert sniff(Content(len(data), read)).kind.name == "zip"
    assert len(reads) <= 4
    assert sum(reads) <= 3 * HEAD


@LAW
@given(
    st.one_of(
        st.binary(max_size=300),
        st.builds(
            lambda row, more, at: row.sign + bytes(at) + more,
            st.sampled_from(SIGNATURES),
            st.binary(max_size=200),
            st.integers(0, 9),
        ),
    )
)
@example(b"")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600)
@example(b"PK\3\4PK\5\6" + b"\xff" * 30)
def test_whatever_is_sent_has_a_verdict(data: bytes) -> None:
    """F1: and what is shown is a PDF or an image by its first bytes."""
    verdict = judged("a", data)
    assert verdict.kind in ROWS
    assert not (verdict.shown and verdict.refused)
    assert not (verdict.kind.runs and not verdict.refused)
    assert verdict.served_as in {ATTACHMENT, *(KINDS[name].types[0] for name in SAFE)}


@LAW
@given(st.sampled_from(FILES), st.integers(0, 120), st.binary(min_size=1, max_size=3))
def test_a_damaged_file_has_a_verdict(row: tuple[str, str, str, bytes], at: int, damage: bytes) -> None:
    _, name, media_type, data = row
    judge(name, media_type, content.of(data[:at] + damage + data[at + len(damage) :]))
    judge(name, media_type, content.of(data[:at]))


@LAW
@given(
    st.sampled_from(sorted(RUNS)),
    st.sampled_from([PDF, PNG, MAIL, EXE, b"x"]),
    st.sampled_from(["", ".", " ", "\u202e", "\0"]),
)
def test_a_name_that_would_run_is_refused_whatever_is_in_it(ending: str, data: bytes, hidden: str) -> None:
    """F1, F4"""
    assert judged(f"invoice.pdf.{ending}{hidden}", data).refused


@pytest.mark.parametrize(
    "piece",
    [b"<!--", b"<!---->", b"<?", b"<?>", b"From:", b"a:", b"/A", b"#", b"<", b" ", b"PK\5\6", b"BEGIN:", b"<!DOCTYPE "],
)
def test_no_content_takes_long(piece: bytes) -> None:
    """I7"""
    for data in (piece * (HEAD // len(piece)), b"%PDF-" + piece * 300_000, GIF + piece * 30_000):
        before = perf_counter()
        judged("a", data)
        assert perf_counter() - before < 1


# -------------------------------------------------------------------------------------------------------- tables


def test_every_kind_that_is_found_has_a_row() -> None:
    assert {row.kind for row in SIGNATURES} - {"ole"} <= KINDS.keys()
    assert max(Counter(row.name for row in ROWS).values()) == 1


def test_no_ending_both_runs_and_does_not() -> None:
    assert not RUNS & {ending for row in ROWS if not row.runs for ending in row.endings}
    assert all(
        ending == ending.lower() and media == media.lower()
        for row in ROWS
        for ending in row.endings
        for media in row.types
    )


def test_every_kind_is_among_the_specimens() -> None:
    seen = {row[0] for row in FILES} | {row[0] for row in PROGRAMS}
    assert KINDS.keys() - seen == {"empty", "pptm"}
