"""Where documents are used, and how much room their files take."""

from typing import Any

from pydantic import BaseModel

from chalicelib import answers
from chalicelib.actions import where_used
from chalicelib.call import Call
from chalicelib.errors import InvalidCursor, NotFound
from chalicelib.footprint import READS
from chalicelib.handlers.uses import Use, use
from chalicelib.handlers.verbs import Paging
from chalicelib.operation import operation
from chalicelib.page import PageInfo
from chalicelib.storage import quota

AREA = "documents"


class DocumentUses(BaseModel):
    """`about` is what the document is linked to, with every page; `data` is what refers to it."""

    about: list[Use]
    data: list[Use]
    page: PageInfo


class Room(BaseModel):
    number: int
    bytes: int


class DocumentUsage(Room):
    """Every version of a file counts, those of archived documents too; `limits` is what there is room for."""

    limits: Room


@operation(
    "GET /v1/documents/{id}/links",
    right=("document", "read"),
    area=AREA,
    asks=Paging,
    gives=DocumentUses,
    touches=(READS,),
    errors=(NotFound, InvalidCursor),
)
def links_of_document(call: Call[None, Paging]) -> dict[str, Any]:
    """Lists what a document is about, and what refers to it"""
    found = where_used.of(call.actor, call.ids["id"], call.asked.limit, call.asked.cursor)
    page = answers.page([use(each) for each in found.used_by], found.next)
    return {"about": [use(each) for each in found.about], **page}


@operation("GET /v1/documents/usage", right=("document", "read"), area=AREA, gives=DocumentUsage, touches=(READS,))
def usage_of_documents(call: Call[None, None]) -> dict[str, Any]:
    """Tells how many files are kept, how large they are, and for how many there is room"""
    used, limit = quota.used(call.actor.tenant, quota.FILES), quota.LIMITS[quota.FILES]
    return {**_room(used), "limits": _room(limit)}


def _room(told: quota.Usage | quota.Limit) -> dict[str, int]:
    return {"number": told.number, "bytes": told.octets}
