"""Compound files of Microsoft (MS-CFB): which document of the years before 2007 it is."""

from chalicelib.files.content import Content

_SECTOR_SHIFT_AT, _DIRECTORY_AT = 30, 48
_ENTRY = 128
_CLASS_AT = 80
_INSTALLER = bytes.fromhex("8410 0c00 0000 0000 c000 0000 0000 0046".replace(" ", ""))
_LOOKED_AT = 64 * 1024
# The names of streams, in the order in which they are looked for: a mail may have a document in it.
STREAMS = (
    ("msg", "__properties_version1.0"),
    ("doc", "WordDocument"),
    ("xls", "Workbook"),
    ("xls", "Book"),
    ("ppt", "PowerPoint Document"),
)
MACROS = ("_VBA_PROJECT", "VBA", "Macros")


def kind(content: Content) -> str:
    """ "unknown" for others: drawings, project plans, and what hides as them."""
    entries = directory(content)
    if entries[_CLASS_AT : _CLASS_AT + 16] == _INSTALLER:
        return "msi"
    names = _names(entries)
    return next((each for each, stream in STREAMS if stream in names), "unknown")


def has_macros(content: Content) -> bool:
    return bool(set(MACROS) & _names(directory(content)))


def directory(content: Content) -> bytes:
    """The first part of it, from where the header says it begins; what lies in other sectors is not followed."""
    head = content.read(0, 512)
    size = 1 << min(int.from_bytes(head[_SECTOR_SHIFT_AT : _SECTOR_SHIFT_AT + 2], "little"), 12)
    first = int.from_bytes(head[_DIRECTORY_AT : _DIRECTORY_AT + 4], "little")
    return content.read((first + 1) * size, _LOOKED_AT)


def _names(entries: bytes) -> set[str]:
    """Each entry begins with its name in UTF-16, and the length of it at 64."""
    starts = range(0, len(entries) - _ENTRY + 1, _ENTRY)
    lengths = ((at, int.from_bytes(entries[at + 64 : at + 66], "little")) for at in starts)
    return {entries[at : at + size - 2].decode("utf-16-le", "replace") for at, size in lengths if 2 < size <= 64}
