"""What a file really is, by its content and not by what is said of it; and whether it may come in (F1, F2)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.files import naming, ole, signature, written, zip_directory, zipped
from chalicelib.files.content import Content
from chalicelib.files.kind import ATTACHMENT, KINDS, RUNS, TEXTS, UNKNOWN, Kind, declared, named

MOST_OF_A_PDF = 50_000_000
_ANYTHING = ("", ATTACHMENT, "binary/octet-stream", "application/x-download", "application/force-download")
# A name may be written with escapes: /J#61vaScript. What is in compressed objects is not seen.
_PDF_NAME = re.compile(rb"/((?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){2,40})")
PDF_NOTES = {
    b"JavaScript": "script", b"JS": "script", b"Launch": "starts a program", b"EmbeddedFile": "files inside",
    b"EmbeddedFiles": "files inside", b"RichMedia": "media inside", b"XFA": "form with script", b"Encrypt": "encrypted",
    b"ObjStm": "compressed objects",
}  # fmt: skip
HARMLESS = {"compressed objects"}  # every PDF since 2003 may have them


class Sniffed(NamedTuple):
    kind: Kind
    notes: tuple[str, ...] = ()
    fault: str = ""


class Verdict(NamedTuple):
    """`refused` is "" for what may come in, else why not and what to do. `served_as` is the only type it is ever served
    as; `shown` whether a browser may show it. Everything else leaves as an attachment."""

    kind: Kind
    refused: str
    notes: tuple[str, ...]
    shown: bool

    @property
    def served_as(self) -> str:
        return self.kind.types[0] if self.shown else ATTACHMENT


def judge(name: str, media_type: str, content: Content) -> Verdict:
    """Of a file with the name and the type that its sender gives it."""
    found = sniff(content)
    refused = found.fault or next(_refusals(name, media_type, found.kind), "")
    shown = found.kind.shown and not refused and not set(found.notes) - HARMLESS
    return Verdict(found.kind, refused, found.notes, shown)


def _refusals(name: str, media_type: str, kind: Kind) -> Iterator[str]:
    ending, stated = naming.ending(name), media_type.partition(";")[0].strip().lower()
    if kind.name == "empty":
        yield "Send a file that is not empty."
    if kind.runs or ending in RUNS:
        yield "Programs and scripts are not accepted; send a document, or a link to where it can be had."
    if not _agrees(kind, named(ending)):
        yield f"Give the file a name that fits what it is: its content is {_called(kind)}, not {ending}."
    if stated not in _ANYTHING and not _agrees(kind, declared(stated)):
        yield f"Declare the type that the file is: its content is {_called(kind)}, not {stated[:80]}."


def _agrees(kind: Kind, promised: tuple[Kind, ...]) -> bool:
    """A name or a type that Relata does not know promises nothing."""
    return not promised or kind in promised


def _called(kind: Kind) -> str:
    return "of an unknown kind" if kind == UNKNOWN else kind.name


def sniff(content: Content) -> Sniffed:
    head = content.head
    if not head:
        return Sniffed(KINDS["empty"])
    sign = signature.found(head)
    if sign == "zip":
        return _zip(content, head)
    if sign == "ole":
        return Sniffed(KINDS[ole.kind(content)], ("macros",) if ole.has_macros(content) else ())
    kind = KINDS[sign] if sign else _written(head)
    return Sniffed(kind, tuple(dict.fromkeys(_notes(kind, content, head))))


def _zip(content: Content, head: bytes) -> Sniffed:
    try:
        directory = zip_directory.read(content)
    except zip_directory.BadZip as reason:
        return Sniffed(KINDS["zip"], (), str(reason))
    kind = zipped.kind(directory, head)
    return Sniffed(kind, tuple(zipped.notes(directory, kind)), zip_directory.fault(directory))


def _written(head: bytes) -> Kind:
    text = written.text(head)
    return UNKNOWN if text is None else KINDS[written.kind(text)]


def _notes(kind: Kind, content: Content, head: bytes) -> Iterator[str]:
    """What a second reader would take the same bytes for."""
    tail = content.tail
    if kind.name == "pdf":
        yield from _pdf_notes(content)
    elif b"%PDF-" in head[:1024]:
        yield "PDF inside"
    if kind.name not in TEXTS and (written.has_markup(head) or written.has_markup(tail)) and kind.name != "pdf":
        yield "markup inside"
    if kind.name not in TEXTS and _is_zip(content):
        yield "zip inside"


def _is_zip(content: Content) -> bool:
    try:
        return bool(zip_directory.read(content).entries)
    except zip_directory.BadZip:
        return False


def _pdf_notes(content: Content) -> Iterator[str]:
    for part in content.parts(overlap=128, most=MOST_OF_A_PDF):
        names = {_unescaped(each) for each in _PDF_NAME.findall(part)}
        yield from (PDF_NOTES[each] for each in PDF_NOTES if each in names)


def _unescaped(name: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), name)
