"""Handing out the file of a document: to whom, which version of it, and that it stands in the history."""

from typing import Any

from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right
from chalicelib.errors import Conflict, Forbidden, NotFound
from chalicelib.files import placing
from chalicelib.files.placing import Download, Place
from chalicelib.models import file_version, stored
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import files
from chalicelib.storage.work import Work

VIEWED, DOWNLOADED = "viewed", "downloaded"
FOR_VIEWING = "For you this document is for viewing: look at its pages. Who may change it can hand out the file."


def hold_original(actor: Actor, document: Record) -> None:
    """Raises Forbidden for who may see a document's pages but not have its file (C19)."""
    if not reading.may(actor, Right(DOCUMENT.name, "download"), document):
        raise Forbidden(FOR_VIEWING)


def download(work: Work, document: Record, number: int | None) -> dict[str, Any]:
    """An address to download it from, as an attachment. Who asked stands in the history."""
    version = chosen(document, number)
    lies, name = place(document, version), stored.line(version, "file_name")
    work.see(document, DOWNLOADED, about(version))
    return _addressed(lies, placing.download(lies, name), version)


def preview(work: Work, document: Record, number: int | None) -> dict[str, Any]:
    """An address to show it from, of those kinds that are safe in a browser (F1)."""
    version = chosen(document, number)
    shown_as = stored.line(version, "preview")
    if not shown_as:
        raise Conflict("A file of this kind is not shown in the browser; download it.")
    lies, name = place(document, version), stored.line(version, "file_name")
    work.see(document, VIEWED, about(version))
    return _addressed(lies, placing.preview(lies, name, shown_as), version)


def chosen(document: Record, number: int | None) -> Data:
    """The current version, or the one asked for. Raises NotFound when there is none, Conflict when it is not clean."""
    data = document.data
    version = file_version.numbered(data, number) if number else file_version.current(data) or file_version.newest(data)
    if version is None:
        raise NotFound
    if version["state"] == file_version.PENDING:
        raise Conflict("This file is still being checked; try again in a moment.", headers={"Retry-After": "2"})
    if version["state"] == file_version.REFUSED:
        raise Conflict(f"This file was refused: {version.get('reason')}")
    return version


def place(document: Record, version: Data) -> Place:
    return placing.arriving(document.tenant, document.id, version["id"]).released(version["sha256"])


def _addressed(place: Place, asked: Download, version: Data) -> dict[str, Any]:
    named = {name: version[name] for name in ("version", "file_name", "size", "sha256")}
    return {"url": files.address(place, asked), "expires_at": files.until(asked.seconds), **named}


def about(version: Data) -> Data:
    return {"file_version": version["version"], "file_name": version["file_name"]}
