"""The documents that people from outside see, and their files."""

from typing import Any

from pydantic import BaseModel

from chalicelib.access import reading
from chalicelib.access.decide import PORTAL
from chalicelib.actions import handing_out, pages
from chalicelib.actions.portal import feed, view
from chalicelib.call import Call
from chalicelib.errors import Conflict, InvalidCursor, InvalidParameter, NotFound
from chalicelib.footprint import FETCHES, READS, SHOWS, WRITES
from chalicelib.handlers.file_addresses import FileAddress, PageAddresses
from chalicelib.handlers.portal_answers import AREA, PortalPaging, PortalRelation
from chalicelib.models.document import DOCUMENT
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.page import PageInfo

SEE, _, FETCH = PORTAL


class PortalDocument(BaseModel):
    """`at` is when it was made. What is `for_viewing` has pages to look at, and no file to download."""

    id: str
    type: str
    title: str
    kind: str | None = None
    language: str | None = None
    description: str | None = None
    expires_on: str | None = None
    state: str | None = None
    current: int | None = None
    file_name: str | None = None
    at: str
    for_viewing: bool
    relations: list[PortalRelation]


class PortalDocuments(BaseModel):
    """`complete` is false where more relations are in reach than are read at once: ask for one of them then."""

    data: list[PortalDocument]
    page: PageInfo
    complete: bool


@operation(
    "GET /v1/portal/documents",
    right=SEE,
    area=AREA,
    asks=PortalPaging,
    gives=PortalDocuments,
    touches=(READS,),
    errors=(NotFound, InvalidCursor, InvalidParameter),
)
def portal_documents(call: Call[None, PortalPaging]) -> dict[str, Any]:
    """Lists the documents that are shared with somebody from outside, the newest first

    A page may hold fewer than asked for, even none, while there is a next one.
    """
    asked = call.asked
    return feed.page(call.actor, feed.Wanted(DOCUMENT.name, asked.limit, asked.cursor, asked.relation))


@operation(
    "GET /v1/portal/documents/{id}",
    right=SEE,
    area=AREA,
    gives=PortalDocument,
    touches=(READS,),
    errors=(NotFound,),
)
def portal_document(call: Call[None, None]) -> dict[str, Any]:
    """Shows what a document is"""
    return view.whole(reading.subject_of(call.actor), _document(call, "read"))


@operation(
    "GET /v1/portal/documents/{id}/download",
    right=FETCH,
    area=AREA,
    gives=FileAddress,
    touches=(READS, WRITES, FETCHES),
    errors=(NotFound, Conflict),
    audited=True,
)
def portal_download(call: Call[None, None]) -> dict[str, Any]:
    """Gives an address to download the current file from

    It is good for five minutes. Who downloads what stands in the history. Of what is for viewing there are pages only.
    """
    return handing_out.download(call.work, _document(call, "download"), None)


@operation(
    "GET /v1/portal/documents/{id}/pages",
    right=FETCH,
    area=AREA,
    gives=PageAddresses,
    touches=(READS, WRITES, SHOWS),
    errors=(NotFound, Conflict),
    audited=True,
)
def portal_pages(call: Call[None, None]) -> dict[str, Any]:
    """Gives addresses of pictures of the first 20 pages of the current file"""
    return pages.hand_out(call.work, _document(call, "view"), None)


def _document(call: Call[None, None], action: str) -> Record:
    return reading.get(call.actor, DOCUMENT, call.ids["id"], action)
