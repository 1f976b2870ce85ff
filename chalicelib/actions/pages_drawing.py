"""Pictures of the pages of a file, drawn when it has left quarantine: so a PDF is looked at without a reader, with
scripts in it or not, and what is for viewing only can be viewed (F1).

It follows the change by which the check let the file out, and that may come twice or late: what counts is whether
anything is known of its pages yet. The pictures of a file are the same each time, and lie where they lay."""

from collections.abc import Mapping
from functools import cache
from tempfile import TemporaryFile
from typing import Any

from chalicelib import clock, logs
from chalicelib.files import pages, placing
from chalicelib.files.kind import DRAWN
from chalicelib.files.placing import Place
from chalicelib.models import document_pages
from chalicelib.models.record_type import Data
from chalicelib.storage import files, records
from chalicelib.storage.outcome import Lost
from chalicelib.storage.work import Work

BY = "system:pages"
TRIES = 8
MISSING = "The file is not there any more."


def draw(event: Mapping[str, Any]) -> None:
    """`event` as EventBridge hands it on: a document was made, or its versions changed."""
    change = event["detail"]
    document = records.get(change["tenant"], change["record"])
    for version in document_pages.to_draw(document, DRAWN) if document else ():
        place = placing.arriving(change["tenant"], change["record"], version["id"]).released(version["sha256"])
        _tell(place, version, _drawn(place, version["kind"]))


def _drawn(place: Place, kind: str) -> Data:
    """What becomes of it; the pictures are there before anybody hears of them."""
    with TemporaryFile() as file:
        try:
            files.fetch(place, file)
        except files.Gone:
            return {"drawn": 0, "number": 0, "reason": MISSING}
        drawn = pages.draw(file, kind)
    if drawn.reason == pages.NOT_HERE:
        warn()
    for number, picture in enumerate(drawn.pictures, start=1):
        files.keep(place.drawn(number), picture)
    told = {"drawn": len(drawn.pictures), "number": drawn.number}
    return told | ({"reason": drawn.reason} if drawn.reason else {})


@cache
def warn() -> None:
    """Once for each process: it holds for every file, until somebody sees to it."""
    logs.line("error", "pages_not_drawn_here", reason="the process that draws cannot be shut in")


def _tell(place: Place, version: Data, outcome: Data) -> None:
    logs.info("pages_drawn", tenant=place.tenant, id=place.version, kind=version["kind"])
    for attempt in range(TRIES):
        document = records.get(place.tenant, place.document)
        if document is None or document_pages.told(document, version) is not None:
            return
        work = Work(place.tenant, BY)
        work.keep_beside(document, document_pages.with_drawn(document, version, outcome))
        try:
            work.commit()
            return
        except Lost:
            clock.pause(attempt)
    raise Lost(f"{place.document} is being changed all the time")
