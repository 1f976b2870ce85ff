"""Sending a file: first an upload is made, which says where to send it; then what was sent is attached to a document by
the token of the upload, and checked there. The token is sealed, good for an hour and for its user only (T2)."""

import json
from datetime import timedelta
from typing import Any, NamedTuple

from chalicelib import clock
from chalicelib.access.actor import Actor
from chalicelib.errors import Invalid, InvalidCursor, invalid
from chalicelib.files import naming, placing
from chalicelib.files.kind import RUNS
from chalicelib.files.placing import Place
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record_type import Data
from chalicelib.settings import settings
from chalicelib.storage import cursor, files
from chalicelib.storage.work import Work

LASTS = timedelta(hours=1)
FIELD = "upload"


class Told(NamedTuple):
    """What the token tells. `is_first`: the document is to be made with it."""

    document: str
    version: str
    is_first: bool
    file_name: str
    type: str
    size: int
    until: str

    def place(self, tenant: str) -> Place:
        return placing.arriving(tenant, self.document, self.version)


def begin(actor: Actor, file_name: str, media_type: str, size: int, document: str | None) -> dict[str, Any]:
    """Where a file of just this type and size may be sent."""
    name = naming.safe(file_name)
    if naming.ending(name) in RUNS:
        raise invalid("file_name", "program", "Programs and scripts are not accepted; send a document.")
    until = clock.stamp(clock.now() + LASTS)
    document_id, version = document or clock.new_id(DOCUMENT.prefix), clock.new_id("ver")
    told = Told(document_id, version, document is None, name, media_type, size, until)
    place = told.place(actor.tenant)
    asked = placing.upload(place, media_type, size, settings().file_key)
    token = cursor.seal(json.dumps(told), _scope(actor))
    return {"upload": token, "expires_at": files.until(asked.seconds), **files.form(place, asked)}


def _scope(actor: Actor) -> str:
    return f"{FIELD} {actor.tenant} {actor.user}"


def opened(actor: Actor, token: str, document: str | None = None) -> Told:
    """Raises Invalid when it is not this user's, not for this document, or too old."""
    try:
        told = Told(*json.loads(cursor.open_(token, _scope(actor))))
    except InvalidCursor:
        raise _unusable("no_such_upload", "There is no such upload of yours; begin another.") from None
    if told.is_first is not (document is None) or document not in (None, told.document):
        raise _unusable("other_document", "This upload was begun for another document; begin one for this.")
    if told.until < clock.timestamp():
        raise _unusable("expired", "This upload was begun more than an hour ago; begin another.")
    return told


def version(work: Work, upload: Told) -> Data:
    """The version that it becomes; raises Invalid when the file has not arrived as it was declared (F3)."""
    arrived = files.arrived(upload.place(work.tenant))
    if arrived is None:
        raise _unusable("not_arrived", "The file has not arrived: send it to the address of the upload first.")
    if arrived.size != upload.size:
        raise _unusable("wrong_size", f"{arrived.size} bytes have arrived, not the {upload.size} that were declared.")
    return {
        "id": upload.version,
        "file_name": upload.file_name,
        "type": upload.type,
        "size": upload.size,
        "uploaded_at": work.at,
        "uploaded_by": work.by,
    }


def _unusable(code: str, message: str) -> Invalid:
    return invalid(FIELD, code, message)
