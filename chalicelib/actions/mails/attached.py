"""Documents that go out with a mail: in the version that is current now, of those that have been checked."""

from collections.abc import Sequence

from chalicelib.access.actor import Actor
from chalicelib.actions.mails.lookup import Wanted, faults_in, find
from chalicelib.errors import FieldError
from chalicelib.models import file_version, stored
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data
from chalicelib.storage.work import Work

MOST_BYTES = 10_000_000  # mail systems refuse more, and a third comes on top on the way
SENT = "mailed"
HEAVY = "Attach at most 10 MB; give an address to download what is larger."


def attached(actor: Actor, ids: Sequence[str], context: Context) -> list[Data | FieldError]:
    told = [_attached(actor, f"attachments[{place}]", each, context) for place, each in enumerate(ids)]
    if not faults_in(told) and sum(each["size"] for each in told if isinstance(each, dict)) > MOST_BYTES:
        return [FieldError("attachments", "too_large", HEAVY)]
    return told


def _attached(actor: Actor, path: str, document: str, context: Context) -> Data | FieldError:
    record = find(actor, context, Wanted(path, document, (DOCUMENT.name,), "download"))
    if isinstance(record, FieldError):
        return record
    version = file_version.current(record.data)
    if version is None:
        return FieldError(path, "no_file", _why_not(file_version.newest(record.data)))
    named = {name: version[name] for name in ("file_name", "size", "version")}
    return {"document": record.id, **named}


def _why_not(newest: Data | None) -> str:
    if newest is None:
        return "This document has no file yet."
    if newest["state"] == file_version.PENDING:
        return "Its file is still being checked; try again in a moment."
    return f"Its file was refused: {stored.line(newest, 'reason')}"


def tell(work: Work, documents: Sequence[Record], attachments: Sequence[Data], activity: str) -> None:
    """In the history of each document, as a download would be."""
    by_id = {each.id: each for each in documents}
    for each in attachments:
        about = {"file_version": each["version"], "file_name": each["file_name"], "activity": activity}
        work.see(by_id[each["document"]], SENT, about)
