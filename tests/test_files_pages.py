"""Pictures of pages: what is drawn, and what a file that means harm gets (F1, F2)."""

import ctypes
import os
import platform
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from chalicelib.files import drawing, pages, picture, png, seclusion
from chalicelib.files.drawing import MOST_PAGES, TALLEST, WIDTH
from chalicelib.files.kind import DRAWN
from chalicelib.files.pages import Drawn
from chalicelib.files.png import Picture
from chalicelib.files.seclusion import Machine
from tests.specimens import GIF, PDF, pdf, photo

BLACK = "0 0 100 150 re f"  # the quarter below on the left, of 200 by 300
LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%b) /U (%b) >> /ID [(a) (a)] " % (b"o" * 32, b"u" * 32)
SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >> "
ROOT = str(Path(pages.__file__).parents[2])


def drawn(content: bytes, kind: str = "pdf") -> Drawn:
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        return pages.draw(file, kind)


def size(encoded: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">2L", encoded[16:24])
    return width, height


def rows(encoded: bytes) -> list[bytes]:
    """Read by another way than it was written: chunk by chunk, each held to its sum."""
    assert encoded[:8] == b"\x89PNG\r\n\x1a\n"
    chunks = dict(_chunks(encoded[8:]))
    assert [*chunks] == [b"IHDR", b"IDAT", b"IEND"]
    parts = {0: 1, 2: 3}[chunks[b"IHDR"][9]]
    length = 1 + parts * size(encoded)[0]
    data = zlib.decompress(chunks[b"IDAT"])
    told = [data[start : start + length] for start in range(0, len(data), length)]
    assert {row[0] for row in told} == {0}
    assert len(told) == size(encoded)[1]
    return [row[1:] for row in told]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    while data:
        length, name = struct.unpack(">L4s", data[:8])
        body, (told,) = data[8 : 8 + length], struct.unpack(">L", data[8 + length : 12 + length])
        assert zlib.crc32(name + body) == told
        yield name, body
        data = data[12 + length :]


# -------------------------------------------------------------------------------------------------- what is drawn


def test_a_page_is_drawn_as_it_is_read() -> None:
    (page,), number, reason = drawn(pdf(content=BLACK))
    told = rows(page)
    assert (number, reason, size(page)) == (1, "", (WIDTH, 1800))
    assert (told[0][0], told[1790][10], told[1790][700], told[10][10]) == (255, 0, 255, 255)


def test_colours_stay_what_they_are_and_grey_takes_a_byte() -> None:
    red, grey = (drawn(pdf(content=f"{colour} 0 0 200 300 re f")).pictures[0] for colour in ("1 0 0 rg", "0.5 g"))
    assert rows(red)[900][:6] == b"\xff\0\0\xff\0\0"
    assert len(rows(red)[0]) == 3 * WIDTH
    assert len(rows(grey)[0]) == WIDTH


def test_the_first_twenty_are_drawn_and_all_are_counted() -> None:
    told = drawn(pdf(pages=23))
    assert (len(told.pictures), told.number) == (MOST_PAGES, 23)


@pytest.mark.parametrize("measures", ["1 14400", "14400 1", "0.01 0.01", "100000 100000", "595.276 841.89", "612 792"])
def test_a_page_of_any_size_is_a_picture_of_bounded_size(measures: str) -> None:
    """F2"""
    (page,), _, _ = drawn(pdf(size=measures))
    width, height = size(page)
    assert 0 < width <= WIDTH
    assert 0 < height <= TALLEST


def test_scripts_are_neither_run_nor_in_the_way() -> None:
    """F1"""
    told = drawn(pdf(content=BLACK, more=SCRIPT))
    assert told.pictures == drawn(pdf(content=BLACK)).pictures


def test_a_photo_is_drawn_upright_and_not_larger_than_it_is() -> None:
    for orientation, measures in ((0, (16, 8)), (1, (16, 8)), (3, (16, 8)), (6, (8, 16)), (8, (8, 16))):
        (told,), number, _ = drawn(photo(orientation=orientation), "jpeg")
        assert (size(told), number) == (measures, 1)
        assert set(b"".join(rows(told))) == {128}
    (large,) = drawn(photo(across=300, down=10), "jpeg").pictures
    assert size(large) == (WIDTH, 40)


def test_nothing_of_a_photo_but_its_pixels_is_in_the_picture() -> None:
    (told,) = drawn(photo(orientation=6), "jpeg").pictures
    assert b"Exif" not in told


@pytest.mark.parametrize("pixels", [bytes(range(18)), bytes(each for shade in range(6) for each in [shade * 9] * 3)])
def test_a_png_is_drawn_pixel_by_pixel(pixels: bytes) -> None:
    encoded = png.encode(Picture(3, 2, pixels))
    assert drawn(encoded, "png").pictures == [encoded]


def test_a_png_with_a_palette_is_drawn_in_its_colours() -> None:
    indexed = struct.pack(">2L5B", 2, 1, 8, 3, 0, 0, 0)
    chunks = (b"IHDR", indexed), (b"PLTE", b"\1\2\3\xff\0\0"), (b"IDAT", zlib.compress(b"\0\0\1")), (b"IEND", b"")
    encoded = png.SIGNATURE + b"".join(
        struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body)) for name, body in chunks
    )
    (told,) = drawn(encoded, "png").pictures
    assert rows(told) == [b"\1\2\3\xff\0\0"]


def test_each_kind_of_which_pages_are_drawn_has_its_way() -> None:
    assert drawing.KINDS.keys() == DRAWN


# ----------------------------------------------------------------------------------------------- what is not drawn


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [(b"%PDF-1.7\n", "pdf", "damaged"), (b"", "pdf", "damaged"), (PDF[:60], "pdf", "damaged"),
     (pdf(pages=0), "pdf", "damaged"), (PDF.replace(b"/Root", LOCK + b"/Root"), "pdf", "password"),
     (b"\xff\xd8\xff\xd9", "jpeg", "damaged"), (b"\xff\xd8" + b"\xff" * 99, "jpeg", "damaged"), (GIF, "png", "damaged"),
     (png.SIGNATURE + b"\0\0\0\rIHDR" + struct.pack(">2L5B", 1, 1, 8, 6, 0, 0, 0), "png", "transparent"),
     (png.SIGNATURE + b"\0\0\0\rIHDR" + struct.pack(">2L5B", 1, 1, 8, 2, 0, 0, 1), "png", "interlaced")],
)  # fmt: skip
def test_what_cannot_be_drawn_has_a_reason(content: bytes, kind: str, reason: str) -> None:
    told = drawn(content, kind)
    assert (told.pictures, reason in told.reason) == ([], True), told


@pytest.mark.parametrize(
    ("content", "kind"),
    [(picture.page(picture.Image(100_000, 100_000, "/ColorSpace /DeviceRGB /BitsPerComponent 8", b"")), "pdf"),
     (png.SIGNATURE + b"\0\0\0\rIHDR" + struct.pack(">2L5B", 2**31 - 1, 2**31 - 1, 16, 2, 0, 0, 0), "png"),
     (photo().replace(struct.pack(">HH", 8, 16), b"\xff\xff\xff\xff"), "jpeg"),
     (PDF.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R 3 0 R]"), "pdf"),
     (PDF.replace(b"/Count 1", b"/Count 999999999"), "pdf"), (PDF.replace(b"/Count 1", b"/Count -1"), "pdf"),
     (pdf(content="q " * 100_000), "pdf"), (pdf(content="[" * 100_000), "pdf"),
     (PDF.replace(b"/Contents", b"<<" * 50_000 + b"/Contents"), "pdf")],
)  # fmt: skip
def test_a_bomb_is_a_blank_page_or_none_and_takes_nobody_along(content: bytes, kind: str) -> None:
    """F2"""
    told = drawn(content, kind)
    assert bool(told.pictures) is not bool(told.reason)
    assert len(told.pictures) <= MOST_PAGES
    assert all(size(each)[0] <= WIDTH and size(each)[1] <= TALLEST for each in told.pictures)


# ------------------------------------------------------------------------------- when the process is not what it was


def run_instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """As when the file has made it do something else."""
    start = f"import os, struct, sys; out = sys.stdout.buffer; sys.path.insert(0, {ROOT!r})\n"
    monkeypatch.setattr(pages, "PROGRAM", (sys.executable, "-c", start + program))


ONE = "out.write(struct.pack('<LLL', 3, 1, 1) + b'abc'); out.flush()\n"


@pytest.mark.parametrize(
    ("program", "number"),
    [("os.kill(os.getpid(), 11)", 0), (ONE + "os.kill(os.getpid(), 11)", 1), (ONE + "raise SystemExit(4)", 1),
     ("out.write(b'x')", 0), ("out.write(struct.pack('<LLL', 9, 1200, 3600) + b'abc')", 0),
     ("out.write(struct.pack('<LLL', 9, 0, 0))", 0), ("out.write(struct.pack('<LLL', 9, 1201, 1) + bytes(9999))", 0),
     ("out.write(struct.pack('<L', 99) + (struct.pack('<LL', 1, 1) + b'abc') * 99)", MOST_PAGES),
     ("from chalicelib.files import drawing; drawing.hold(); bytearray(2_000_000_000)", 0)],
)  # fmt: skip
def test_whatever_it_says_is_pixels_of_a_page_or_nothing(
    monkeypatch: pytest.MonkeyPatch, program: str, number: int
) -> None:
    """F1: pages that were whole before it died are shown."""
    run_instead(monkeypatch, program)
    told = drawn(PDF)
    assert told.pictures == [png.encode(Picture(1, 1, b"abc"))] * number
    assert bool(told.reason) is not bool(number)


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """F2"""
    run_instead(monkeypatch, ONE + "import time; time.sleep(60)")
    monkeypatch.setattr(pages, "SECONDS", 1)
    assert len(drawn(PDF).pictures) == 1


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """F2"""
    one = len(drawn(PDF).pictures[0])
    monkeypatch.setattr(pages, "MOST_BYTES", 2 * one)
    assert len(drawn(pdf(pages=5)).pictures) == 2


def test_it_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """T6: with what a function has in its environment it could act as that function."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    run_instead(monkeypatch, f"if [each for each in os.environ if 'AWS' in each or 'RELATA' in each]:\n    {ONE}")
    assert drawn(PDF).pictures == []


READY = """
import ctypes, resource, signal, socket, subprocess
from chalicelib.files import seclusion
own, parent, system = os.getpid(), os.getppid(), ctypes.CDLL(None, use_errno=True)
held = os.pidfd_open(own)

def call(what, *given):
    if what(*given) < 0:
        raise OSError(ctypes.get_errno(), "refused")

assert seclusion.enter()
"""
REACHES = (
    "open('/etc/passwd')", "open('/proc/self/environ')", "open('x', 'w')", "os.listdir('/')", "os.stat('/etc')",
    "os.unlink('/no/x')", "os.rename('/no/x', '/no/y')", "os.link('/no/x', '/no/y')", "os.symlink('x', '/no/x')",
    "os.mkdir('/no/x')", "os.truncate('/no/x', 0)", "os.ftruncate(1, 0)", "os.chmod('/no/x', 0)", "os.chdir('/no')",
    "os.memfd_create('x')", "os.dup(0)", "os.pipe()", "socket.socket()", "socket.socketpair()",
    "os.fork()", "os.execv('/bin/sh', ['sh'])", "subprocess.run('true')", "call(system.unshare, 0)",
    "os.kill(parent, 0)", "os.kill(own, 0)", "call(system.tgkill, parent, parent, 0)",
    "call(system.sigqueue, parent, 0, 0)", "signal.pidfd_send_signal(held, 0)",
    "os.pidfd_open(parent)", "call(system.syscall, 438, held, 0, 0)",  # pidfd_getfd
    "call(system.ptrace, 0, 0, 0, 0)", "call(system.process_vm_readv, own, None, 0, None, 0, 0)",
    "call(system.process_vm_writev, own, None, 0, None, 0, 0)", "resource.prlimit(parent, resource.RLIMIT_CORE)",
    "call(system.prctl, 4, 1, 0, 0, 0)",
    "call(system.syscall, 425, 1, None)", "call(system.syscall, 435, None, 0)",  # io_uring_setup, clone3
    "call(system.syscall, 9_999)", "call(system.syscall, 0x4000_0000)",  # of the future, and read as x32 counts it
)  # fmt: skip
LINUX = pytest.mark.skipif(platform.system() != seclusion.SYSTEM, reason="the filter is for where functions run")


@LINUX
@pytest.mark.parametrize("reach", REACHES)
def test_it_reaches_nothing_but_what_it_holds_open(monkeypatch: pytest.MonkeyPatch, reach: str) -> None:
    """F1, T6: neither our own process, in whose environment the secrets are, nor the network."""
    run_instead(monkeypatch, f"{READY}try:\n    {reach}\nexcept PermissionError:\n    {ONE}")
    assert len(drawn(PDF).pictures) == 1


def test_it_inherits_nothing_but_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """T6: not even what was left open for those that a process starts."""
    with TemporaryFile() as ours:
        os.set_inheritable(ours.fileno(), True)
        run_instead(monkeypatch, f"try:\n    os.fstat({ours.fileno()})\nexcept OSError:\n    {ONE}")
        assert len(drawn(PDF).pictures) == 1


@LINUX
def test_our_own_process_cannot_be_looked_into_by_others_of_its_user() -> None:
    """T6: a second bolt; root still can."""
    dumpable, set_dumpable, control = 3, 4, ctypes.CDLL(None).prctl
    assert control(set_dumpable, 1, 0, 0, 0) == 0
    assert drawn(PDF).pictures
    assert control(dumpable, 0, 0, 0, 0) == 0


def answer(machine: Machine, architecture: int, number: int) -> int:
    """What the kernel makes of the filter."""
    told = [struct.unpack("=HBBL", each) for each in seclusion.instructions(machine)]
    seen = {seclusion.NUMBER_AT: number, seclusion.ARCHITECTURE_AT: architecture}
    at, held = 0, -1
    while told[at][0] != seclusion.ANSWER:
        code, hit, miss, value = told[at]
        skipped = 0 if code == seclusion.LOAD else hit if held == value else miss
        at, held = at + 1 + skipped, seen[value] if code == seclusion.LOAD else held
    return int(told[at][3])


@pytest.mark.parametrize("name", seclusion.MACHINES)
def test_each_machine_allows_what_its_table_tells_and_nothing_else(name: str) -> None:
    """F1: also where the tests do not run; 32 bits are another architecture, x32 has numbers of its own."""
    machine = seclusion.MACHINES[name]
    allowed = {row[machine.column] for row in seclusion.ALLOWED.values()}
    others = [each.architecture for each in seclusion.MACHINES.values() if each != machine] + [0x40000003, 0x40000028]
    numbers = [*range(1_000), *range(0x4000_0000, 0x4000_0400), 2**32 - 1]
    assert len(allowed) == len(seclusion.ALLOWED)
    assert {each for each in numbers if answer(machine, machine.architecture, each) == seclusion.ALLOW} == allowed
    assert {answer(machine, other, each) for other in others for each in numbers} == {seclusion.REFUSE}


@LINUX
@pytest.mark.parametrize(
    "missing", ["platform.machine = lambda: 'riscv64'", "drawing.hold = lambda: None; assert seclusion.enter()"]
)
def test_where_it_cannot_be_shut_in_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    """F1: on a machine whose numbers are not known, and where the kernel refuses (here: a filter that is there)."""
    start = "import platform, pypdfium2\nfrom chalicelib.files import drawing, seclusion\n"
    run_instead(monkeypatch, f"{start}{missing}\nsys.exit(drawing.main())")
    assert drawn(PDF) == Drawn([], 0, pages.NOT_HERE)


WITHOUT_PRCTL = """
import ctypes, platform
from chalicelib.files import drawing, seclusion
number = {"x86_64": 157, "aarch64": 167}[platform.machine()]
rows = (0x20, 0, 0, 0), (0x15, 0, 1, number), (0x06, 0, 0, seclusion.REFUSE), (0x06, 0, 0, seclusion.ALLOW)
told = seclusion.Program(len(rows), b"".join(struct.pack("=HBBL", *row) for row in rows))
control = ctypes.CDLL(None).prctl
assert control(38, 1, 0, 0, 0) == control(22, 2, ctypes.byref(told)) == 0
assert control(4, 1, 0, 0, 0) < 0
sys.exit(drawing.main())
"""


@LINUX
def test_it_is_shut_in_also_where_prctl_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """F1: as has been seen where functions run; new privileges were given up before, as they are here."""
    run_instead(monkeypatch, WITHOUT_PRCTL)
    assert drawn(PDF).number == 1


def test_where_developers_draw_the_limits_have_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    start = "import platform\nfrom chalicelib.files import drawing\nplatform.system = lambda: 'Darwin'\n"
    run_instead(monkeypatch, f"{start}sys.exit(drawing.main())")
    assert drawn(PDF).number == 1


@pytest.mark.parametrize("shuts", ["drawing.hold", "seclusion.enter"])
def test_it_is_shut_in_before_it_reads_anything(monkeypatch: pytest.MonkeyPatch, shuts: str) -> None:
    """F1: here it ends where it would have been shut in."""
    start = f"from chalicelib.files import drawing, seclusion\n{shuts} = lambda: os._exit({drawing.LOCKED})\n"
    run_instead(monkeypatch, f"{start}drawing.main()")
    assert "password" in drawn(b"not even a PDF").reason


def test_nothing_that_it_may_use_is_without_a_bound() -> None:
    """F2: and all the pixels of all the pages may be told."""
    import resource

    bounded = {resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC}
    assert bounded <= drawing.LIMITS.keys()
    assert drawing.LIMITS[resource.RLIMIT_FSIZE] >= MOST_PAGES * 3 * WIDTH * TALLEST
    assert drawing.LIMITS[resource.RLIMIT_CPU] < pages.SECONDS
