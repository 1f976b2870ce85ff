"""Small files of every kind, made here: each begins and is built as its format says."""

import io
import struct
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

OFFICE = "[Content_Types].xml"


def pdf(pages: int = 1, size: str = "200 300", content: str = "", more: str = "") -> bytes:
    """`content` are the operators of each page, `more` is what stands in the catalog."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size}] /Contents {3 + pages} 0 R >>"
    stream = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    catalog, tree = f"<< /Type /Catalog /Pages 2 0 R {more}>>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"
    objects = enumerate([catalog, tree, *[page] * pages, stream], start=1)
    body = "".join(f"{number} 0 obj\n{told}\nendobj\n" for number, told in objects)
    return f"%PDF-1.7\n{body}trailer << /Root 1 0 R >>\n%%EOF\n".encode()


PDF = pdf()
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xaeB`\x82"
GIF = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xdb\0\x43\0\xff\xd9"
MAIL = b"Received: from a by b\r\nFrom: ann@example.com\r\nTo: bob@example.com\r\nSubject: Hello\r\n\r\nHello Bob\r\n"


def zipped(*names: str, first: tuple[str, bytes] | None = None, size: int = 10) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        if first:
            archive.writestr(ZipInfo(first[0]), first[1], ZIP_STORED)
        for name in names:
            archive.writestr(ZipInfo(name), b"x" * size, ZIP_DEFLATED)
    return file.getvalue()


def opendocument(kind: str) -> bytes:
    stated = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped("content.xml", "META-INF/manifest.xml", first=("mimetype", stated))


def compound(*streams: str, clsid: bytes = b"") -> bytes:
    """MS-CFB: a header of one sector, then the directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = struct.pack("<H", 9)
    header[48:52] = struct.pack("<L", 0)
    return bytes(header) + b"".join(_entry(name, clsid) for name in ("Root Entry", *streams)) + bytes(512)


def _entry(name: str, clsid: bytes) -> bytes:
    text = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(text)] = text
    entry[64:66] = struct.pack("<H", len(text) + 2)
    entry[80:96] = clsid.ljust(16, b"\0")
    return bytes(entry)


def photo(across: int = 2, down: int = 1, orientation: int = 0) -> bytes:
    """A JPEG of so many blocks of 8 by 8, all grey; `orientation` as a camera notes it (Exif, tag 0x0112)."""
    exif = b"Exif\0\0MM\0*" + struct.pack(">LHHHLHHL", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    size = struct.pack(">BHHB3B", 8, 8 * down, 8 * across, 1, 1, 0x11, 0)
    one_code = bytes([1] + [0] * 15) + b"\0"
    segments = [
        *([(0xE1, exif)] if orientation else []),
        (0xDB, b"\0" + b"\1" * 64), (0xC0, size), (0xC4, b"\0" + one_code), (0xC4, b"\x10" + one_code),
        (0xDA, b"\1\1\0\0\x3f\0"),
    ]  # fmt: skip
    head = b"".join(struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body for marker, body in segments)
    bits = 2 * across * down
    return b"\xff\xd8" + head + (((1 << -bits % 8) - 1).to_bytes(-(-bits // 8), "big")) + b"\xff\xd9"


INSTALLER = compound("a", clsid=bytes.fromhex("84100c0000000000c000000000000046"))
EXE = b"MZ\x90\0\3\0\0\0" + bytes(52) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0"

# The kind, a name, the type as it is declared, the content.
FILES: list[tuple[str, str, str, bytes]] = [
    ("pdf", "a.pdf", "application/pdf", PDF),
    ("png", "a.png", "image/png", PNG),
    ("jpeg", "a.JPG", "image/jpeg", JPEG),
    ("gif", "a.gif", "image/gif", GIF),
    ("webp", "a.webp", "image/webp", b"RIFF\x1a\0\0\0WEBPVP8L\r\0\0\0\x2f\0\0\0"),
    ("tiff", "a.tif", "image/tiff", b"II*\0\x08\0\0\0\0\0"),
    ("tiff", "b.tiff", "image/tiff", b"MM\0*\0\0\0\x08\0\0"),
    ("heic", "a.heic", "image/heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    ("bmp", "a.bmp", "image/bmp", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"),
    ("ico", "a.ico", "image/x-icon", b"\0\0\1\0\1\0\x10\x10\0\0\1\0"),
    ("docx", "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     zipped(OFFICE, "_rels/.rels", "word/document.xml")),
    ("xlsx", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     zipped(OFFICE, "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml")),
    ("pptx", "a.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
     zipped(OFFICE, "_rels/.rels", "ppt/presentation.xml")),
    ("docm", "a.docm", "application/vnd.ms-word.document.macroEnabled.12",
     zipped(OFFICE, "word/document.xml", "word/vbaProject.bin")),
    ("xlsm", "a.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12",
     zipped(OFFICE, "xl/workbook.xml", "xl/vbaProject.bin")),
    ("odt", "a.odt", "application/vnd.oasis.opendocument.text", opendocument("text")),
    ("ods", "a.ods", "application/vnd.oasis.opendocument.spreadsheet", opendocument("spreadsheet")),
    ("odp", "a.odp", "application/vnd.oasis.opendocument.presentation", opendocument("presentation")),
    ("epub", "a.epub", "application/epub+zip", zipped("a.opf", first=("mimetype", b"application/epub+zip"))),
    ("doc", "a.doc", "application/msword", compound("1Table", "WordDocument")),
    ("xls", "a.xls", "application/vnd.ms-excel", compound("Workbook")),
    ("ppt", "a.ppt", "application/vnd.ms-powerpoint", compound("PowerPoint Document")),
    ("msg", "a.msg", "application/vnd.ms-outlook", compound("__nameid_version1.0", "__properties_version1.0")),
    ("rtf", "a.rtf", "application/rtf", b"{\\rtf1\\ansi Hello}"),
    ("rtf", "a.doc", "application/msword", b"{\\rtf1\\ansi Hello}"),
    ("text", "a.txt", "text/plain", b"Hello\r\nworld\n"),
    ("text", "a.txt", "text/plain; charset=utf-8", "Привет, Müller".encode()),
    ("text", "a.txt", "text/plain", "Müller".encode("cp1252")),
    ("text", "a.txt", "text/plain", "Hello Müller".encode("utf-16")),
    ("text", "a.csv", "text/csv", b"\xef\xbb\xbfname;city\r\nAnn;Almere\r\n"),
    ("text", "a.csv", "application/vnd.ms-excel", b"name,city\nMZ,Almere\n"),
    ("text", "MZ.csv", "text/csv", b"MZ,Almere\n"),
    ("text", "a.json", "application/json", b'{"a": 1}'),
    ("eml", "a.eml", "message/rfc822", MAIL),
    ("ics", "a.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
    ("vcf", "a.vcf", "text/vcard", b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nEND:VCARD\r\n"),
    ("html", "a.html", "text/html", b"<!DOCTYPE html><html><body>Hello"),
    ("html", "a.htm", "text/html", b"\n <!-- x --> <p>Hello"),
    ("svg", "a.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("svg", "a.svg", "image/svg+xml", b"<?xml version='1.0'?><!-- x --><!DOCTYPE svg PUBLIC 'x' 'y'><svg width='1'/>"),
    ("xml", "a.xml", "application/xml", b"<?xml version='1.0'?><invoice/>"),
    ("zip", "a.zip", "application/x-zip-compressed", zipped("a.txt", "b.txt")),
    ("7z", "a.7z", "application/x-7z-compressed", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(24)),
    ("rar", "a.rar", "application/vnd.rar", b"Rar!\x1a\x07\1\0" + bytes(20)),
    ("gz", "a.tgz", "application/gzip", b"\x1f\x8b\x08\0" + bytes(20)),
    ("mp3", "a.mp3", "audio/mpeg", b"ID3\4\0\0\0\0\0\0" + bytes(20)),
    ("wav", "a.wav", "audio/wav", b"RIFF\x24\0\0\0WAVEfmt " + bytes(20)),
    ("ogg", "a.ogg", "audio/ogg", b"OggS\0\2" + bytes(30)),
    ("mp4", "a.mp4", "video/mp4", b"\0\0\0\x18ftypisom\0\0\2\0isommp41"),
    ("mov", "a.mov", "video/quicktime", b"\0\0\0\x14ftypqt  \0\0\0\0qt  "),
    ("avi", "a.avi", "video/x-msvideo", b"RIFF\x24\0\0\0AVI LIST" + bytes(20)),
    ("webm", "a.webm", "video/webm", b"\x1aE\xdf\xa3" + bytes(30)),
    ("unknown", "a.dwg", "image/vnd.dwg", b"AC1032" + bytes(100)),
]  # fmt: skip

PROGRAMS: list[tuple[str, str, bytes]] = [
    ("exe", "a.exe", EXE),
    ("exe", "a.dll", EXE),
    ("exe", "photo.jpg", EXE),
    ("exe", "invoice.pdf.exe", EXE),
    ("elf", "a", b"\x7fELF\2\1\1" + bytes(60)),
    ("mach-o", "a", b"\xcf\xfa\xed\xfe" + bytes(60)),
    ("mach-o", "a", b"\xca\xfe\xba\xbe\0\0\0\2" + bytes(60)),
    ("class", "a.class", b"\xca\xfe\xba\xbe\0\0\0\x41" + bytes(60)),
    ("msi", "a.msi", INSTALLER),
    ("msi", "a.doc", INSTALLER),
    ("jar", "a.jar", zipped("META-INF/MANIFEST.MF", "A.class")),
    ("jar", "a.zip", zipped("A.class")),
    ("apk", "a.apk", zipped("AndroidManifest.xml", "classes.dex", "META-INF/MANIFEST.MF")),
    ("lnk", "a.lnk", b"L\0\0\0\1\x14\2\0\0\0\0\0\xc0" + bytes(60)),
    ("lnk", "a.pdf", b"L\0\0\0\1\x14\2\0\0\0\0\0\xc0" + bytes(60)),
    ("script", "a", b"#!/bin/sh\nrm -rf /\n"),
    ("script", "a.txt", b"<?php system($_GET['x']);"),
    ("script", "a.url", b"[InternetShortcut]\r\nURL=file://evil.example/x\r\n"),
    ("text", "a.bat", b"@echo off\r\ndel *.*\r\n"),
    ("text", "a.ps1", b"Invoke-WebRequest x\r\n"),
    ("text", "a.js", b"alert(1)"),
    ("text", "a.vbs", b"MsgBox 1"),
    ("html", "a.hta", b"<html><script>new ActiveXObject('x')</script>"),
    ("text", "a.BAT ", b"@echo off\r\n"),
    ("text", "a.bat.", b"@echo off\r\n"),
    ("text", "a.b\u202eat", b"@echo off\r\n"),
    ("disk", "a.iso", bytes(0x8001) + b"CD001" + bytes(100)),
    ("disk", "a.deb", b"!<arch>\ndebian-binary   "),
]
