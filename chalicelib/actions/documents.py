"""What documents can do besides being kept: take a file, hand it out, be shared."""

from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.decide import Right, decide
from chalicelib.access.reading import readable
from chalicelib.actions import save, uploads
from chalicelib.actions.save import Saved
from chalicelib.actions.uploads import Told
from chalicelib.errors import AlreadyExists, Conflict, FieldError, Forbidden, Invalid, NotFound, invalid
from chalicelib.files import placing
from chalicelib.files.placing import Download, Place
from chalicelib.merge_patch import without_nothing
from chalicelib.models import file_version, stored
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_fields import MOST_LINKS, ActivityFields
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.schema import parse
from chalicelib.storage import files, quota, records
from chalicelib.storage.work import Work

VIEWED, DOWNLOADED = "viewed", "downloaded"
USED = "This upload has been attached already; begin another."


def create(work: Work, actor: Actor, fields: Data, token: str | None) -> Saved:
    upload = uploads.opened(actor, token) if token else None
    data = without_nothing(fields)
    if upload is not None:
        if records.get(work.tenant, upload.document):
            raise AlreadyExists(errors=[FieldError(uploads.FIELD, "used", USED)], existing=upload.document)
        data["versions"] = _taken(work, data, upload)
    data, context = save.prepare(work, actor, DOCUMENT, data, before=None)
    made = work.create(DOCUMENT, data, upload.document if upload else "")
    return Saved(made, readable(actor, context))


def ask(work: Work, actor: Actor, document: Record, asked: Data) -> Record:
    """A task about the document, in the transaction in which it is made; it is about all that the document is about."""
    if not decide(actor, Right(ACTIVITY.name, "create")).allowed:
        raise Forbidden
    about = [stored.line(each, "id") for each in stored.parts(document.data, "links")]
    task = {
        "kind": DOCUMENT.name,
        "is_task": True,
        "subject": asked["subject"] or DOCUMENT.title(document.data),
        "due_on": asked["due_on"],
        "assignees": asked["assignees"],
        "links": [document.id, *about][:MOST_LINKS],
    }
    try:
        return save.create(work, actor, ACTIVITY, parse(ActivityFields, without_nothing(task))).record
    except Invalid as error:
        raise Invalid(errors=[fault._replace(field=f"ask.{fault.field}") for fault in error.errors]) from None


def add_version(work: Work, actor: Actor, before: Record, token: str) -> Saved:
    upload = uploads.opened(actor, token, before.id)
    if file_version.known(before.data, upload.version):
        raise AlreadyExists(errors=[FieldError(uploads.FIELD, "used", USED)], existing=before.id)
    if len(file_version.of(before.data)) >= file_version.MOST:
        told = f"A document has at most {file_version.MOST} versions; make another document."
        raise invalid(uploads.FIELD, "too_many", told)
    return save.update(work, actor, DOCUMENT, before, {**before.data, "versions": _taken(work, before.data, upload)})


def _taken(work: Work, data: Data, upload: Told) -> list[Data]:
    versions = file_version.added(data, uploads.version(work, upload))
    work.extra.append(quota.take(work.tenant, quota.FILES, upload.size))
    return versions


def show(work: Work, actor: Actor, before: Record, visibility: str) -> Saved:
    return save.update(work, actor, DOCUMENT, before, {**before.data, "visibility": visibility})


def hand_out(work: Work, document: Record, number: int | None) -> dict[str, Any]:
    """An address to download it from, as an attachment. Who asked stands in the history."""
    version = _handed_out(document, number)
    place, name = _place(document, version), stored.line(version, "file_name")
    work.see(document, DOWNLOADED, _about(version))
    return _addressed(place, placing.download(place, name), version)


def preview(work: Work, document: Record, number: int | None) -> dict[str, Any]:
    """An address to show it from, of those kinds that are safe in a browser (F1)."""
    version = _handed_out(document, number)
    shown_as = stored.line(version, "preview")
    if not shown_as:
        raise Conflict("A file of this kind is not shown in the browser; download it.")
    place = _place(document, version)
    work.see(document, VIEWED, _about(version))
    return _addressed(place, placing.preview(place, stored.line(version, "file_name"), shown_as), version)


def _handed_out(document: Record, number: int | None) -> Data:
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


def _place(document: Record, version: Data) -> Place:
    return placing.arriving(document.tenant, document.id, version["id"]).released(version["sha256"])


def _addressed(place: Place, asked: Download, version: Data) -> dict[str, Any]:
    named = {name: version[name] for name in ("version", "file_name", "size", "sha256")}
    return {"url": files.address(place, asked), "expires_at": files.until(asked.seconds), **named}


def _about(version: Data) -> Data:
    return {"file_version": version["version"], "file_name": version["file_name"]}
