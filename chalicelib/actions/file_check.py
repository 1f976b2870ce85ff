"""A file that has arrived is looked at before anybody can get at it: what it really is decides whether it leaves
quarantine (F1, F2, F3).

It follows the change by which the file was attached, and that may come twice, late, or again after years: what counts
is whether the version still waits. Two checks at once do no harm: each copies to a place named by what it has read,
and one of them loses the save."""

from collections.abc import Mapping
from typing import Any

from chalicelib import clock, logs
from chalicelib.files import placing, sniffing
from chalicelib.files.placing import Place
from chalicelib.merge_patch import without_nothing
from chalicelib.models import file_version, stored
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import files, quota, records, tenant_settings
from chalicelib.storage.files import Arrived
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

BY = "system:files"
TRIES = 8
MISSING = "The file is not there any more. Send it again."
OTHER_SIZE = "More or less has arrived than was declared. Send it again."


def check(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on: a document was made, or its versions changed."""
    change = event["detail"]
    document = records.get(change["tenant"], change["record"])
    for version in file_version.pending(document.data) if document else ():
        place = placing.arriving(change["tenant"], change["record"], version["id"])
        _tell(place, version, _outcome(place, version))
        files.drop(place)


def _outcome(place: Place, version: Data) -> Data:
    """What becomes of it; when it is clean it has left quarantine."""
    try:
        arrived = files.arrived(place)
        if arrived is None:
            return _refused(MISSING)
        if arrived.size != version.get("size"):
            return _refused(OTHER_SIZE)
        return _judged(place, version, arrived)
    except files.Gone:
        return _refused(MISSING)


def _judged(place: Place, version: Data, arrived: Arrived) -> Data:
    content = files.content(place, arrived)
    verdict = sniffing.judge(stored.line(version, "file_name"), stored.line(version, "type"), content)
    told = {"kind": verdict.kind.name, "notes": list(verdict.notes)}
    if verdict.refused:
        return _refused(verdict.refused) | told
    sha256 = files.digest(content)
    files.release(place, arrived, sha256)
    preview = {"preview": verdict.served_as} if verdict.shown else {}
    return {"state": file_version.CLEAN, "sha256": sha256, **told, **preview}


def _refused(reason: str) -> Data:
    return {"state": file_version.REFUSED, "reason": reason}


def _tell(place: Place, version: Data, outcome: Data) -> None:
    logs.info("file_checked", tenant=place.tenant, id=place.version, kind=outcome["state"])
    for attempt in range(TRIES):
        document = records.get(place.tenant, place.document)
        if document is None or version["id"] not in {each["id"] for each in file_version.pending(document.data)}:
            return
        try:
            _save(document, version, outcome)
            return
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{place.document} is being changed all the time")


def _save(document: Record, version: Data, outcome: Data) -> None:
    data = {**document.data, "versions": file_version.checked(document.data, version["id"], outcome)}
    prepared = DOCUMENT.prepare(data, tenant_settings.context(document.tenant, []))
    work = Work(document.tenant, BY)
    work.update(document, without_nothing(prepared.data))
    if outcome["state"] == file_version.REFUSED:
        work.extra.append(quota.give_back(document.tenant, quota.FILES, version["size"]))
    work.commit()
