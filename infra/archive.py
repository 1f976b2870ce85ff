"""The zip that Lambda gets: what is left out and why, compiled for Lambda's Python, the same for the same code."""

import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MOST_BYTES = 25_000_000
SHOWN = 10
PYTHONS = ((3, 11), (3, 12), (3, 13), (3, 14))
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
PLAIN_FILE = (stat.S_IFREG | 0o644) << 16
AT_LAMBDA = "/var/task"

# The AWS SDK and what only it needs are in Lambda's own Python, which keeps them up to date. They are left out
# together, so that they always fit each other. What needs them asks little: pynamodb botocore 1.12.54, the X-Ray SDK
# botocore 1.11.3.
PROVIDED = ("boto3", "botocore", "jmespath", "python-dateutil", "s3transfer", "six", "urllib3")


class Unused(NamedTuple):
    pattern: str
    reason: str


# Parts of libraries that nothing here ever imports; the tests run without them too.
NEVER_IMPORTED: Mapping[str, str] = {
    "cffi": "makes bindings; argon2 and cryptography come with theirs made",
    "dns": "asks whether the domain of an address exists, which nobody asks",
    "pycparser": "reads C for cffi",
    "pydantic.mypy": "for a checker",
    "pydantic.v1": "for what was written for pydantic 1",
    "pypdfium2_cli": "a command",
}


def _files_of(module: str) -> str:
    return f"{module.replace('.', '/')}[./]*"


UNUSED = (
    *(Unused(_files_of(module), reason) for module, reason in NEVER_IMPORTED.items()),
    Unused("stdnum/imsi.dat", "the operators of telephones"),
    Unused("stdnum/oui.dat", "the makers of network cards"),
    Unused("*__pycache__/*", "compiled for this machine; it is compiled anew"),
    Unused("*.pyc", "compiled for this machine; it is compiled anew"),
    Unused("*.pyi", "types, for a checker"),
    Unused("*/py.typed", "types, for a checker"),
    Unused("*-stubs/*", "types, for a checker"),
    Unused("*.dist-info/RECORD", "pip's, for removing a package"),
    Unused("*.dist-info/INSTALLER", "pip's"),
    Unused("*.dist-info/REQUESTED", "pip's"),
    Unused("*.dist-info/WHEEL", "pip's"),
    Unused("*.dist-info/direct_url.json", "pip's"),
)


class TooLarge(RuntimeError):
    pass


class NoSuchPython(RuntimeError):
    pass


def runtime(version: tuple[int, int] = sys.version_info[:2]) -> str:
    """Lambda's name for the Python that packages: wheels and compiled code are made for that one."""
    if version not in PYTHONS:
        known = ", ".join(f"{major}.{minor}" for major, minor in PYTHONS)
        raise NoSuchPython(
            f"Lambda has no Python {version[0]}.{version[1]} that Relata knows of; it has {known}. "
            f"Package with one of these: make clean, then make package PYTHON=python{PYTHONS[-1][0]}.{PYTHONS[-1][1]}"
        )
    return f"python{version[0]}.{version[1]}"


def repack(packaged: Path, archive: Path, *, compiled: bool) -> str:
    """From Chalice's zip to ours; gives the digest of its content, which is the same on every machine."""
    content = archive.with_suffix("")
    shutil.rmtree(content, ignore_errors=True)
    _unpack(packaged, content)
    told = digest(content)
    if compiled:
        _compile(content)
    write(content, archive)
    shutil.rmtree(content)
    return told


def _unpack(packaged: Path, content: Path) -> None:
    with ZipFile(packaged) as source:
        names = source.namelist()
        provided = set(_provided(names, source))
        source.extractall(content, [name for name in names if name not in provided and not unused(name)])


def unused(name: str) -> bool:
    return any(fnmatchcase(name, row.pattern) for row in UNUSED)


def _provided(names: Iterable[str], source: ZipFile) -> Iterator[str]:
    """The files of distributions that Lambda has, as each tells itself."""
    for name in names:
        if name.endswith(".dist-info/RECORD") and distribution(name) in PROVIDED:
            yield from (line.split(",")[0] for line in source.read(name).decode().splitlines())


def distribution(name: str) -> str:
    """`python_dateutil-2.9.0.dist-info/RECORD` is of python-dateutil."""
    return re.sub(r"[-_.]+", "-", name.split("-")[0]).lower()


def digest(content: Path) -> str:
    known = hashlib.sha256(runtime().encode())
    for file in _files(content):
        known.update(f"{file.relative_to(content)}\0{file.stat().st_size}\0".encode())
        known.update(file.read_bytes())
    return known.hexdigest()


def _compile(content: Path) -> None:
    """Lambda's directory cannot be written to: without this every cold start compiles what it imports. By content and
    not checked against dates, which a zip does not keep well; in a fixed order, so that it is the same each time."""
    command = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    paths = ["-s", str(content), "-p", AT_LAMBDA, str(content)]
    subprocess.run([*command, *paths], env=os.environ | {"PYTHONHASHSEED": "0"}, check=True)


def write(content: Path, archive: Path) -> None:
    """In the order of the names, without dates and owners."""
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as target:
        for file in _files(content):
            entry = ZipInfo(str(file.relative_to(content)), LONG_AGO)
            entry.external_attr, entry.compress_type = PLAIN_FILE, ZIP_DEFLATED
            target.writestr(entry, file.read_bytes())


def _files(content: Path) -> list[Path]:
    return sorted(each for each in content.rglob("*") if each.is_file())


def check(archive: Path, most: int = MOST_BYTES) -> None:
    """Raises TooLarge with what takes most room."""
    size = archive.stat().st_size
    if size > most:
        rows = [f"  {taken / 1e6:6.1f} MB  {name}" for name, taken in largest(archive)]
        told = f"{archive} is {size / 1e6:.1f} MB, and {most / 1e6:.0f} MB is what it may be. The largest in it:"
        raise TooLarge("\n".join([told, *rows]))


def largest(archive: Path) -> list[tuple[str, int]]:
    taken: Counter[str] = Counter()
    with ZipFile(archive) as source:
        for entry in source.infolist():
            taken[entry.filename.split("/")[0]] += entry.compress_size
    return taken.most_common(SHOWN)
