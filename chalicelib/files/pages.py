"""The pages of a file as pictures: what `chalicelib.files.drawing` says in its own process, held to what it may say."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from chalicelib.files import drawing, png, seclusion
from chalicelib.files.drawing import BROKEN, COUNT, LOCKED, MOST_PAGES, OPEN, SIZE, TALLEST, UNKNOWN, WIDTH
from chalicelib.files.png import Picture

MOST_BYTES = 60_000_000  # of all pages of a file together, as PNG
SECONDS = 60
PROGRAM = (sys.executable, "-B", "-m", drawing.__name__)
NOT_HERE = "Pages are not drawn here."
REASONS = {
    LOCKED: "It opens with a password only.",
    BROKEN: "It is damaged: no pages are found in it.",
    UNKNOWN: "It is interlaced, has transparent parts, or is damaged.",
    OPEN: NOT_HERE,
}
TOO_MUCH = "It takes too much time or memory to draw."


class Drawn(NamedTuple):
    """The first pages as PNG, and how many there are; without any, `reason` says why."""

    pictures: list[bytes]
    number: int
    reason: str


def draw(file: IO[bytes], kind: str) -> Drawn:
    """Of a kind that is `drawn`."""
    with TemporaryFile() as told:
        ended = _run(file, told, kind)
        told.seek(0)
        number = _number(told)
        pictures = list(_encoded(told)) if number else []
    reason = "" if pictures else REASONS.get(ended, TOO_MUCH if ended else REASONS[BROKEN])
    return Drawn(pictures, number, reason)


def _run(file: IO[bytes], told: IO[bytes], kind: str) -> int:
    """The status with which it ended, below zero where it was killed. What it had said by then counts."""
    file.seek(0)
    seclusion.hide()
    how: dict[str, Any] = {"stdin": file, "stdout": told, "stderr": subprocess.DEVNULL, "close_fds": True}
    try:
        return subprocess.run([*PROGRAM, kind], timeout=SECONDS, check=False, env=environment(), **how).returncode  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        return -1


def environment() -> dict[str, str]:
    """None of our own, where the credentials are: only where Python finds its parts."""
    return {"PYTHONPATH": ":".join(sys.path), "LD_LIBRARY_PATH": str(Path(sys.base_prefix, "lib"))}


def _number(told: IO[bytes]) -> int:
    head = told.read(COUNT.size)
    return int(COUNT.unpack(head)[0]) if len(head) == COUNT.size else 0


def _encoded(told: IO[bytes]) -> Iterator[bytes]:
    left = MOST_BYTES
    for picture in _pictures(told):
        encoded = png.encode(picture)
        left -= len(encoded)
        if left < 0:
            return
        yield encoded


def _pictures(told: IO[bytes]) -> Iterator[Picture]:
    """Those that are whole; what is of no size that is drawn is believed no further."""
    for _ in range(MOST_PAGES):
        head = told.read(SIZE.size)
        width, height = SIZE.unpack(head) if len(head) == SIZE.size else (0, 0)
        if not (0 < width <= WIDTH and 0 < height <= TALLEST):
            return
        pixels = told.read(3 * width * height)
        if len(pixels) < 3 * width * height:
            return
        yield Picture(width, height, pixels)
