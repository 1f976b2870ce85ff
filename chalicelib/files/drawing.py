"""Draws the pages of a PDF, or a picture, in a process of its own that `chalicelib.files.pages` starts.

What reads a PDF is a million lines of native code, fed by whoever sends a file. So it runs by itself, with little
memory and time, without any secret, and without a way to files, network or other processes; where it cannot be shut
in, nothing is drawn. What it says is pixels and nothing else: on standard output the number of pages, then for each
that is drawn its width, its height, and red, green and blue of each pixel.
Form fields are drawn as they are filled in. Scripts are not run: this build of PDFium has no engine for them.
"""

import resource
import struct
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import IO, Any, NamedTuple

from chalicelib.files import picture, seclusion
from chalicelib.files.picture import Image

MOST_PAGES = 20
WIDTH, TALLEST = 1_200, 3_600  # in pixels
MOST_SECONDS = 30  # then no further page is begun
MOST_CPU_SECONDS = 45
MOST_MEMORY = 1_000_000_000
MOST_TOLD = MOST_PAGES * (WIDTH * TALLEST * 3 + 8) + 4
LOCKED, BROKEN, UNKNOWN, OPEN = 3, 4, 5, 6  # as which the process ends
COUNT, SIZE = struct.Struct("<L"), struct.Struct("<2L")

LIMITS = {
    resource.RLIMIT_AS: MOST_MEMORY,
    resource.RLIMIT_CPU: MOST_CPU_SECONDS,
    resource.RLIMIT_FSIZE: MOST_TOLD,
    resource.RLIMIT_NOFILE: 32,
    resource.RLIMIT_NPROC: 0,
    resource.RLIMIT_CORE: 0,
}


class Reads(NamedTuple):
    """What a kind is drawn from: itself, or a PDF of one page; and by how much it is made larger at most."""

    picture: Callable[[bytes], Image] | None
    largest: float


KINDS = {"pdf": Reads(None, 1_000.0), "jpeg": Reads(picture.jpeg, 1.0), "png": Reads(picture.png, 1.0)}


class Refused(Exception):
    def __init__(self, status: int) -> None:
        self.status = status


def hold() -> None:
    """From here on this process has no more than so much of everything."""
    for what, most in LIMITS.items():
        resource.setrlimit(what, (most, most))


def main() -> int:
    hold()
    kind = KINDS[sys.argv[1]]
    try:
        document = _opened(kind, sys.stdin.buffer)
    except Refused as refused:
        return refused.status
    for told in _told(document, kind.largest):
        sys.stdout.buffer.write(told)
        sys.stdout.buffer.flush()
    return 0


def _opened(kind: Reads, file: IO[bytes]) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    if not seclusion.enter():
        raise Refused(OPEN)
    try:
        document = PdfDocument(BytesIO(picture.page(kind.picture(file.read()))) if kind.picture else file)
    except picture.Unknown as error:
        raise Refused(UNKNOWN) from error
    except PdfiumError as error:
        raise Refused(LOCKED if error.err_code == FPDF_ERR_PASSWORD else BROKEN) from error
    document.init_forms()
    return document


def _told(document: Any, largest: float) -> Iterator[bytes]:
    yield COUNT.pack(len(document))
    for number in range(min(len(document), MOST_PAGES)):
        if time.process_time() > MOST_SECONDS:
            return
        yield from _drawn(document[number], largest)


def _drawn(page: Any, largest: float) -> Iterator[bytes]:
    width, height = page.get_size()
    scale = min((WIDTH - 0.5) / width, (TALLEST - 0.5) / height, largest)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    length, raw = 3 * bitmap.width, bytes(bitmap.buffer)
    yield SIZE.pack(bitmap.width, bitmap.height)
    yield b"".join(raw[start : start + length] for start in range(0, len(raw), bitmap.stride))


if __name__ == "__main__":
    sys.exit(main())
