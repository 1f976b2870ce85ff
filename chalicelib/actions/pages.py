"""Looking at a document by pictures of its pages, which is all that those see who may not have the file itself."""

from typing import Any

from chalicelib.actions import handing_out
from chalicelib.errors import Conflict
from chalicelib.files import placing
from chalicelib.files.kind import DRAWN
from chalicelib.models import document_pages, stored
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.storage import files
from chalicelib.storage.work import Work

PICTURE = "image/png"
NOT_YET = "The pages of this file are still being drawn; try again in a moment."
OF_NO_KIND = "Of a file of this kind no pages are drawn."


def hand_out(work: Work, document: Record, number: int | None) -> dict[str, Any]:
    """An address of each picture. Who asked stands in the history, once for all of them."""
    version = handing_out.chosen(document, number)
    drawn = _drawn(document, version)
    work.see(document, handing_out.VIEWED, {**handing_out.about(version), "pages": drawn["drawn"]})
    pages = [_page(document, version, page) for page in range(1, drawn["drawn"] + 1)]
    named = {name: version[name] for name in ("version", "file_name")}
    until = files.until(int(placing.LONGEST.total_seconds()))
    return {**named, "number": drawn["number"], "expires_at": until, "pages": pages}


def _drawn(document: Record, version: Data) -> Data:
    """Raises Conflict where there is nothing to be seen, with the reason."""
    if version.get("kind") not in DRAWN:
        raise Conflict(OF_NO_KIND)
    drawn = document_pages.told(document, version)
    if drawn is None:
        raise Conflict(NOT_YET, headers={"Retry-After": "2"})
    if not drawn["drawn"]:
        raise Conflict(f"The pages of this file cannot be shown. {drawn['reason']}")
    return drawn


def _page(document: Record, version: Data, page: int) -> dict[str, Any]:
    place = handing_out.place(document, version).drawn(page)
    asked = placing.preview(place, f"{stored.line(version, 'file_name')}-{page}.png", PICTURE)
    return {"page": page, "url": files.address(place, asked)}
