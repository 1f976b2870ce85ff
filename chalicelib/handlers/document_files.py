"""Getting at the file of a document, or at pictures of its pages."""

from typing import Any

from pydantic import Field

from chalicelib.access import reading
from chalicelib.actions import handing_out, pages
from chalicelib.call import Call
from chalicelib.errors import Conflict, NotFound
from chalicelib.footprint import FETCHES, READS, SHOWS, WRITES
from chalicelib.handlers.file_addresses import FileAddress, PageAddresses
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.schema import Parameters

AREA = "documents"


class Wanted(Parameters):
    version: int | None = Field(default=None, ge=1, le=1_000_000, description="the current one when left out")


@operation(
    "GET /v1/documents/{id}/download",
    right=("document", "download"),
    area=AREA,
    asks=Wanted,
    gives=FileAddress,
    touches=(READS, WRITES, FETCHES),
    errors=(NotFound, Conflict),
)
def download_document(call: Call[None, Wanted]) -> dict[str, Any]:
    """Gives an address to download a file from

    It is good for five minutes. Who downloads what stands in the history. What is for viewing only is refused to who
    may not change the document, unless its list lets them download it.
    """
    return handing_out.download(call.work, _original(call), call.asked.version)


@operation(
    "GET /v1/documents/{id}/preview",
    right=("document", "download"),
    area=AREA,
    asks=Wanted,
    gives=FileAddress,
    touches=(READS, WRITES, FETCHES),
    errors=(NotFound, Conflict),
)
def preview_document(call: Call[None, Wanted]) -> dict[str, Any]:
    """Gives an address to show a file from

    Only images and PDF without script have one. It is the file itself, so that it is for whom a download is. Who views
    what stands in the history.
    """
    return handing_out.preview(call.work, _original(call), call.asked.version)


@operation(
    "GET /v1/documents/{id}/pages",
    right=("document", "view"),
    area=AREA,
    asks=Wanted,
    gives=PageAddresses,
    touches=(READS, WRITES, SHOWS),
    errors=(NotFound, Conflict),
)
def pages_of_document(call: Call[None, Wanted]) -> dict[str, Any]:
    """Gives addresses of pictures of the first 20 pages

    They are drawn when the file has been checked, of PDF with script too. Each address is good for five minutes. Who
    views what stands in the history.
    """
    document = reading.get(call.actor, DOCUMENT, call.ids["id"], "view")
    reading.hold_seen(call.actor, DOCUMENT, "file_name")
    return pages.hand_out(call.work, document, call.asked.version)


def _original(call: Call[None, Wanted]) -> Record:
    document = reading.get(call.actor, DOCUMENT, call.ids["id"])
    handing_out.hold_original(call.actor, document)
    reading.hold_seen(call.actor, DOCUMENT, "file_name")
    return document
