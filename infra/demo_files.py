"""The demo company's documents: small files, sent as a browser sends them."""

import struct
import zlib
from typing import NamedTuple

import urllib3

from infra.client import PATIENCE, Api
from infra.demo_data import Fields


class File(NamedTuple):
    """`about` names relations or contacts of the demo's file. `lines` are what is written in it; none is a picture."""

    name: str
    title: str
    kind: str
    about: tuple[str, ...]
    lines: tuple[str, ...]
    shared: bool = False


FILES = (
    File("raamcontract-2026.pdf", "Raamcontract 2026", "contract", ("hamerslag",),
         ("Raamcontract 2026", "Demo Trading en Hamerslag", "Looptijd: tot en met 30 juni 2027"), shared=True),
    File("offerte-0114.pdf", "Offerte 0114: tien stadsfietsen", "quote", ("hamerslag", "visser@hamerslag"),
         ("Offerte 0114", "10 x Stadsfiets Spaak 3", "Totaal EUR 6.490,00"), shared=True),
    File("gespreksverslag.pdf", "Verslag jaargesprek", "minutes", ("hamerslag",), ("Verslag", "Alleen voor intern gebruik")),
    File("angebot-mueller.pdf", "Angebot Firmenräder", "quote", ("mueller",), ("Angebot", "40 Firmenraeder")),
    File("showroom.png", "Showroom Almere", "photo", ("hamerslag",), ()),
    File("lieferschein.pdf", "Lieferschein 3391", "other", ("veloland",), ("Lieferschein 3391", "Ersatzteile")),
)  # fmt: skip


def send(api: Api, ids: dict[str, str]) -> None:
    for file in FILES:
        content, media_type = (pdf(file.lines), "application/pdf") if file.lines else (png(), "image/png")
        fields = {"title": file.title, "kind": file.kind, "links": [ids[name] for name in file.about]}
        told = {**fields, "visibility": "shared" if file.shared else "internal"}
        api.post("/v1/documents", {**told, "upload": _sent(api, file.name, media_type, content)})


def _sent(api: Api, name: str, media_type: str, content: bytes) -> str:
    asked: Fields = {"file_name": name, "type": media_type, "size": len(content)}
    form = api.post("/v1/documents/uploads", asked)
    fields = {**form["fields"], "file": (name, content)}
    told = urllib3.request("POST", form["url"], fields=fields, timeout=PATIENCE)
    if told.status != 204:
        raise OSError(f"{name} was not taken: {told.status} {told.data[:200]!r}")
    return str(form["upload"])


def pdf(lines: tuple[str, ...]) -> bytes:
    """One page of A4 with these lines, in Latin letters."""
    text = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 20 Tf 28 TL 72 760 Td {text}ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written))
    return written + head + table + end


def png(width: int = 320, height: int = 200) -> bytes:
    """A sky over a field."""
    rows = (b"\0" + _colour(y, height) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in parts)


def _colour(y: int, height: int) -> bytes:
    return bytes((150 + y // 3, 190 + y // 4, 235)) if y < height * 0.6 else bytes((120, 165 - y // 6, 90))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
