"""Which kind of file a zip is, told by its members; and what is in it that its owner should know."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from chalicelib.files.kind import KINDS, RUNS, Kind
from chalicelib.files.zip_directory import Directory

_MIMETYPE_AT = 30  # ODF and EPUB: the first member is called mimetype and is not compressed
_MIMETYPE = b"mimetype"


class Member(NamedTuple):
    kind: str
    is_it: Callable[[frozenset[str]], bool]


def _has(*names: str) -> Callable[[frozenset[str]], bool]:
    return lambda members: members.issuperset(names)


# From top to bottom: an Android package is a Java archive, and a document with macros is a document.
MEMBERS = (
    Member("apk", _has("AndroidManifest.xml")),
    Member("docm", _has("word/document.xml", "word/vbaProject.bin")),
    Member("xlsm", _has("xl/workbook.xml", "xl/vbaProject.bin")),
    Member("xlsm", _has("xl/workbook.bin")),
    Member("pptm", _has("ppt/presentation.xml", "ppt/vbaProject.bin")),
    Member("docx", _has("[Content_Types].xml", "word/document.xml")),
    Member("xlsx", _has("[Content_Types].xml", "xl/workbook.xml")),
    Member("pptx", _has("[Content_Types].xml", "ppt/presentation.xml")),
    Member("jar", _has("META-INF/MANIFEST.MF")),
    Member("jar", lambda members: any(name.endswith(".class") for name in members)),
)


def kind(directory: Directory, head: bytes) -> Kind:
    stated = _stated(head)
    if stated:
        return stated
    row = next((each for each in MEMBERS if each.is_it(directory.names)), None)
    return KINDS[row.kind if row else "zip"]


def _stated(head: bytes) -> Kind | None:
    if head[_MIMETYPE_AT : _MIMETYPE_AT + len(_MIMETYPE)] != _MIMETYPE:
        return None
    told = head[_MIMETYPE_AT + len(_MIMETYPE) :][:80].decode("latin-1")
    rows = [each for each in KINDS.values() if any(told.startswith(f"{name}PK") for name in each.types)]
    return rows[0] if rows and rows[0].name in ("odt", "ods", "odp", "epub") else None


def notes(directory: Directory, of: Kind) -> Iterator[str]:
    names = [entry.name.lower() for entry in directory.entries]
    if of.name in ("docm", "xlsm", "pptm") or any(name.startswith(("basic/", "scripts/")) for name in names):
        yield "macros"
    if any(entry.encrypted for entry in directory.entries):
        yield "encrypted"
    if any(name.rpartition(".")[2] in RUNS for name in names):
        yield "program inside"
    if directory.before:
        yield "data before the archive"
