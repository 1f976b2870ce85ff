"""A JPEG or PNG as a PDF of one page, so that what draws pages draws pictures too: small, upright, and without what a
camera writes into them, such as the place. The pixels stay packed as they are: both formats pack them as PDF does."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

START_OF_SCAN, APPLICATION = 0xDA, 0xE1
SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame, of whatever coding
EXIF = b"Exif\0\0"
ORIENTATION = 0x0112
TURNS = {3: 180, 6: 90, 8: 270}  # mirrored ones, which no camera makes, stay as they are
PARTS = {0: 1, 2: 3, 3: 1}  # of a pixel, by the type of colour (ISO 15948, 11.2.1): grey, colour, by a palette
PNG_SIGNATURE = 8  # bytes


class Unknown(ValueError):
    """Of a sort that is not drawn, such as one that is interlaced or has transparent parts."""


class Image(NamedTuple):
    """`told` is how PDF is told of the pixels in `stream`, `turn` by how many degrees it is turned to stand upright."""

    width: int
    height: int
    told: str
    stream: bytes
    turn: int = 0


def page(image: Image) -> bytes:
    width, height, told, stream, turn = image
    drawn = f"{width} 0 0 {height} 0 0 cm /I Do".encode()
    size = f"/MediaBox [0 0 {width} {height}] /Rotate {turn}"
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {size} /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>".encode(),
        _stream("", drawn),
        _stream(f"/Type /XObject /Subtype /Image /Width {width} /Height {height} {told}", stream),
    )
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, part) for number, part in enumerate(parts, start=1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF\n"


def _stream(told: str, content: bytes) -> bytes:
    return f"<< {told} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


# ------------------------------------------------------------------------------------------------------------- JPEG


def jpeg(data: bytes) -> Image:
    """Raises Unknown."""
    turn = 0
    for marker, body in _segments(data):
        if marker == APPLICATION and body.startswith(EXIF):
            turn = TURNS.get(_orientation(body[len(EXIF) :]), 0)
        if marker in SIZES and len(body) > 5:
            _, height, width, parts = struct.unpack_from(">BHHB", body)
            return Image(width, height, f"{_space(parts)} /BitsPerComponent 8 /Filter /DCTDecode", data, turn)
    raise Unknown("no frame in it")


def _space(parts: int) -> str:
    """Those of four parts come inverted out of the programs that make them."""
    known = {1: "/ColorSpace /DeviceGray", 3: "/ColorSpace /DeviceRGB"}
    return known.get(parts, "/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """ITU T.81 annex B; camera settings come before the frame."""
    at, marker = 2, 0
    while marker != START_OF_SCAN and at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = struct.unpack_from(">BH", data, at + 1)
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length


def _orientation(tiff: bytes) -> int:
    """Exif 3.0, 4.6.5: a tag of the first directory; 0 where there is none."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (at,) = struct.unpack_from(f"{order}L", tiff, 4)
        (number,) = struct.unpack_from(f"{order}H", tiff, at)
        rows = (struct.unpack_from(f"{order}2HLH", tiff, at + 2 + 12 * row) for row in range(number))
        return next((row[3] for row in rows if row[0] == ORIENTATION), 0)
    except struct.error:
        return 0


# -------------------------------------------------------------------------------------------------------------- PNG


def png(data: bytes) -> Image:
    """Raises Unknown."""
    chunks = list(_chunks(data))
    header = next((body for name, body in chunks if name == b"IHDR" and len(body) == 13), None)
    if header is None:
        raise Unknown("no header in it")
    width, height, bits, colour, _, _, interlaced = struct.unpack(">2L5B", header)
    palette = next((body for name, body in chunks if name == b"PLTE"), b"")
    if interlaced or colour not in PARTS:
        raise Unknown("interlaced, or of other colours")
    rows = f"/Predictor 15 /Colors {PARTS[colour]} /BitsPerComponent {bits} /Columns {width}"
    space = f"/ColorSpace {_colours(colour, palette)} /BitsPerComponent {bits}"
    packed = b"".join(body for name, body in chunks if name == b"IDAT")
    return Image(width, height, f"{space} /Filter /FlateDecode /DecodeParms << {rows} >>", packed)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = PNG_SIGNATURE
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">L4s", data, at)
        yield name, data[at + 8 : at + 8 + length]
        at += length + 12


def _colours(colour: int, palette: bytes) -> str:
    if colour == 3:
        return f"[/Indexed /DeviceRGB {max(len(palette) // 3 - 1, 0)} <{palette.hex()}>]"
    return "/DeviceRGB" if colour == 2 else "/DeviceGray"
