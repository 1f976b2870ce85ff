"""The directory of a zip (PKWARE APPNOTE 6.3.10), read without unpacking anything: names and declared sizes (F2)."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from chalicelib.files.content import Content

MOST_ENTRIES = 1_000
MOST_BYTES = 100_000_000
MOST_RATIO = 100
MOST_DIRECTORY = 1_000_000
SMALL = 1_000_000  # below this the ratio says nothing: a page of spaces packs well
_END, _ENTRY = struct.Struct("<4s4H2LH"), struct.Struct("<4s6H3L5H2L")
_END_SIGN, _ENTRY_SIGN = b"PK\5\6", b"PK\1\2"
_IN_EXTRA = 0xFFFFFFFF  # the true size stands in the ZIP64 field
_ENCRYPTED = 1


class BadZip(ValueError):
    pass


class Entry(NamedTuple):
    name: str
    packed: int
    size: int
    encrypted: bool


class Directory(NamedTuple):
    entries: tuple[Entry, ...]
    before: int  # bytes in front of the archive: something else is there too

    @property
    def names(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self.entries)


def read(content: Content) -> Directory:
    """Raises BadZip where there is none, or where it is too large to look at."""
    tail = content.tail
    at = tail.rfind(_END_SIGN)
    if at < 0 or len(tail) - at < _END.size:
        raise BadZip("Send the zip file again: its directory is missing.")
    _, _, _, _, entries, size, offset, _ = _END.unpack_from(tail, at)
    if entries > MOST_ENTRIES:
        raise BadZip(f"Send a zip file with at most {MOST_ENTRIES} files in it.")
    start = content.size - len(tail) + at - size
    if size > MOST_DIRECTORY or start < offset:
        raise BadZip("Send the zip file again: its directory does not fit its size.")
    return Directory(tuple(_entries(content.read(start, size), entries)), start - offset)


def _entries(raw: bytes, number: int) -> Iterator[Entry]:
    at = 0
    for _ in range(number):
        if raw[at : at + 4] != _ENTRY_SIGN or at + _ENTRY.size > len(raw):
            raise BadZip("Send the zip file again: its directory is damaged.")
        fields = _ENTRY.unpack_from(raw, at)
        flags, packed, size, named, extra, comment = fields[3], fields[8], fields[9], *fields[10:13]
        at += _ENTRY.size
        name, more = raw[at : at + named], raw[at + named : at + named + extra]
        at += named + extra + comment
        size, packed = _true_sizes(size, packed, more)
        yield Entry(name.decode("utf-8", "replace"), packed, size, bool(flags & _ENCRYPTED))
    if raw[at : at + 4] == _ENTRY_SIGN:
        raise BadZip("Send the zip file again: it has more files than its directory tells.")


def _true_sizes(size: int, packed: int, extra: bytes) -> tuple[int, int]:
    """Of the fields that are too large for 32 bits, in the order of the ZIP64 extra field (0x0001)."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            numbers = iter(value for (value,) in struct.iter_unpack("<Q", extra[4 : 4 + length // 8 * 8]))
            true_size = next(numbers, size) if size == _IN_EXTRA else size
            return true_size, next(numbers, packed) if packed == _IN_EXTRA else packed
        extra = extra[4 + length :]
    return size, packed


def fault(directory: Directory) -> str:
    """Why it is not opened, or "": sizes as declared, before anything is unpacked."""
    size = sum(entry.size for entry in directory.entries)
    packed = sum(entry.packed for entry in directory.entries)
    if size > MOST_BYTES:
        return f"Send a file that is at most {MOST_BYTES // 1_000_000} MB when it is unpacked."
    if size > SMALL and size > MOST_RATIO * max(packed, 1):
        return f"Send a file that does not grow more than {MOST_RATIO} times when it is unpacked."
    return ""
