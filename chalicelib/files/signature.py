"""The first bytes of files, one row each (from the formats' own specifications)."""

from typing import NamedTuple


class Signature(NamedTuple):
    kind: str
    at: int
    sign: bytes
    then: tuple[tuple[int, bytes], ...] = ()  # and one of these there


def _brands(*names: bytes) -> tuple[tuple[int, bytes], ...]:
    return tuple((8, name) for name in names)


MACH_O = (b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# From top to bottom; the first that fits counts.
SIGNATURES = (
    Signature("pdf", 0, b"%PDF-"),
    Signature("png", 0, b"\x89PNG\r\n\x1a\n"),
    Signature("jpeg", 0, b"\xff\xd8\xff"),
    Signature("gif", 0, b"GIF87a"),
    Signature("gif", 0, b"GIF89a"),
    Signature("webp", 0, b"RIFF", ((8, b"WEBP"),)),
    Signature("wav", 0, b"RIFF", ((8, b"WAVE"),)),
    Signature("avi", 0, b"RIFF", ((8, b"AVI "),)),
    Signature("tiff", 0, b"II*\0"),
    Signature("tiff", 0, b"MM\0*"),
    Signature(
        "heic", 4, b"ftyp", _brands(b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
    ),
    Signature("mov", 4, b"ftyp", _brands(b"qt  ")),
    Signature("mp4", 4, b"ftyp"),
    Signature("mov", 4, b"moov"),
    Signature("bmp", 0, b"BM", ((6, b"\0\0\0\0"),)),
    Signature("ico", 0, b"\0\0\1\0"),
    Signature("zip", 0, b"PK\3\4"),
    Signature("zip", 0, b"PK\5\6"),
    Signature("ole", 0, OLE),
    Signature("rtf", 0, b"{\\rtf"),
    Signature("7z", 0, b"7z\xbc\xaf\x27\x1c"),
    Signature("rar", 0, b"Rar!\x1a\x07"),
    Signature("gz", 0, b"\x1f\x8b\x08"),
    Signature("mp3", 0, b"ID3"),
    Signature("mp3", 0, b"\xff\xfb"),
    Signature("mp3", 0, b"\xff\xf3"),
    Signature("mp3", 0, b"\xff\xf2"),
    Signature("ogg", 0, b"OggS\0"),
    Signature("webm", 0, b"\x1aE\xdf\xa3"),
    Signature("elf", 0, b"\x7fELF"),
    *(Signature("mach-o", 0, sign) for sign in MACH_O),
    Signature("class", 0, b"\xca\xfe\xba\xbe\0\0\0", tuple((7, bytes([n])) for n in range(45, 100))),
    Signature("class", 0, b"\xca\xfe\xba\xbe\0\3\0"),
    Signature("mach-o", 0, b"\xca\xfe\xba\xbe"),  # for several processors; their number is below that of any Java
    Signature("lnk", 0, b"L\0\0\0\1\x14\2\0"),
    Signature("disk", 0, b"!<arch>\ndebian"),
    Signature("disk", 0, b"\xed\xab\xee\xdb"),
    Signature("disk", 0, b"ITSF\3\0"),
    Signature("disk", 0x8001, b"CD001"),
    Signature("script", 0, b"#!"),
    Signature("script", 0, b"\xef\xbb\xbf#!"),
    Signature("script", 0, b"<?php"),
    Signature("script", 0, b"Windows Registry Editor"),
    Signature("script", 0, b"[InternetShortcut]"),
    Signature("script", 0, b"[Desktop Entry]"),
)


def found(head: bytes) -> str:
    """The kind, or ""; "ole" and "zip" are looked into further."""
    row = next((each for each in SIGNATURES if _fits(each, head)), None)
    return row.kind if row else "exe" if _is_program(head) else ""


def _fits(row: Signature, head: bytes) -> bool:
    return head.startswith(row.sign, row.at) and (
        not row.then or any(head.startswith(sign, at) for at, sign in row.then)
    )


def _is_program(head: bytes) -> bool:
    """MZ is how a text may begin too; a program has zeros in its header."""
    return head.startswith((b"MZ", b"ZM")) and b"\0" in head[:64]
