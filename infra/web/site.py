"""The built client as a web server gives it: a file, the page for the address of a screen, or that it is known."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from infra.web import headers, kind
from infra.web.kind import Coding

NOT_THERE = b"There is no such file.\n"


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Site:
    """Of a directory that may be built anew while it is served. `files` are the origins where documents lie."""

    def __init__(self, directory: Path, files: Sequence[str]) -> None:
        self.directory = directory.resolve()
        self._headers = headers.of_files(files)

    def answer(self, target: str, asked: Mapping[str, str]) -> Reply:
        """`target` is the path that was asked for, maybe with a query; `asked` are the request's headers, by
        their names in lower case."""
        path = unquote(target.partition("?")[0])
        name = kind.INDEX if kind.is_screen(path) else path.lstrip("/")
        found = self._file(name)
        if found is None:
            return Reply(404, {**self._headers, "Content-Type": kind.TYPES["txt"]}, NOT_THERE)
        return self._given(name, found, asked)

    def _file(self, name: str) -> Path | None:
        """None for what the build has not made, and for what lies outside it however that is written."""
        if "\0" in name or not kind.content_type(name):
            return None
        try:
            file = (self.directory / name).resolve()
            return file if file.is_relative_to(self.directory) and file.is_file() else None
        except OSError:  # no file system has names that long
            return None

    def _given(self, name: str, file: Path, asked: Mapping[str, str]) -> Reply:
        coding = next((each for each in accepted(asked.get("accept-encoding") or "") if _beside(file, each)), None)
        body = (_beside(file, coding) or file if coding else file).read_bytes()
        told = {
            **self._headers,
            "Content-Type": kind.content_type(name),
            "Cache-Control": kind.cache_control(name),
            "Vary": "Accept-Encoding",
            "ETag": etag(body),
            **({"Content-Encoding": coding.name} if coding else {}),
        }
        known = [each.strip() for each in (asked.get("if-none-match") or "").split(",")]
        return Reply(304, told, b"") if told["ETag"] in known or "*" in known else Reply(200, told, body)


def etag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def accepted(header: str) -> list[Coding]:
    """The codings that are made, of those that the header names and does not refuse by `q=0`."""
    named = dict(_weighed(each) for each in header.split(","))
    return [coding for coding in kind.CODINGS if named.get(coding.name, 0.0) > 0]


def _weighed(part: str) -> tuple[str, float]:
    name, _, weight = part.partition(";")
    try:
        return name.strip().lower(), float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return name.strip().lower(), 0.0


def _beside(file: Path, coding: Coding) -> Path | None:
    """What was made beside it and is not older."""
    made = file.with_name(file.name + coding.ending)
    return made if made.is_file() and made.stat().st_mtime >= file.stat().st_mtime else None
