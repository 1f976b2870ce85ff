"""The fields of a record that somebody owns, and that can be kept from others by an access list."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, Field

from chalicelib.errors import FieldError
from chalicelib.models import stakes, stored
from chalicelib.models.fields import KnownLink, Linked
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data
from chalicelib.models.stakes import ACCESS, CO_OWNERS, OWNER
from chalicelib.schema import Schema

MOST_OWNERS, MOST_LISTED = 10, 20
WHO = ("user", "team")


class AccessEntry(Schema):
    who: Linked = Field(description="a user or a team")
    level: Literal["view", "read", "edit", "delete"] = Field(
        default="read", description="each with what stands before it; `view` of all but the files of documents"
    )


class FileEntry(Schema):
    who: Linked = Field(description="a user or a team")
    level: Literal["view", "download", "edit", "delete"] = Field(
        default="view", description="each with what stands before it; `view` is of pictures of its pages"
    )


class KnownAccess(BaseModel):
    who: KnownLink
    level: str


class OwnedFields(Schema):
    owner: Linked | None = Field(default=None, description="a user or a team; who makes it, when left out")
    co_owners: list[Linked] = Field(default=[], max_length=MOST_OWNERS, description="users and teams")


class GuardedFields(OwnedFields):
    restricted: bool = Field(
        default=False, description="only for its owners, those above them, and whom `access` names; its dossier too"
    )
    access: list[AccessEntry] = Field(default=[], max_length=MOST_LISTED)


SHOWN = {OWNER: KnownLink, CO_OWNERS: list[KnownLink]}
SHOWN_GUARDED = {**SHOWN, ACCESS: list[KnownAccess]}


def links(data: Data) -> Iterator[Link]:
    """They hold nothing: who owns a record does not keep it, nor does the record keep them."""
    if link := stored.part(data, OWNER):
        yield Link(OWNER, link, WHO, holds=False, gives=True, inside=True)
    for place, link in enumerate(stored.parts(data, CO_OWNERS)):
        yield Link(f"{CO_OWNERS}[{place}]", link, WHO, holds=False, gives=True, inside=True)
    for place, row in enumerate(stored.parts(data, ACCESS)):
        if link := stored.part(row, "who"):
            yield Link(f"{ACCESS}[{place}].who", link, WHO, holds=False, inside=True)


def listed(record: Record) -> dict[str, str]:
    """The levels of those on the list of a document: to download is to read."""
    told = stakes.listed(record).items()
    return {who: "read" if level == "download" else level for who, level in told}


def faults(data: Data) -> Iterator[FieldError]:
    """Each once, so that nobody is listed with two levels."""
    for name, told in ((CO_OWNERS, stored.parts(data, CO_OWNERS)), (ACCESS, _listed(data))):
        seen: set[str] = set()
        for place, link in enumerate(told):
            if (who := stored.line(link, "id")) in seen:
                yield FieldError(f"{name}[{place}]", "twice", "Each user and team stands here once.")
            seen.add(who)


def _listed(data: Data) -> list[Data]:
    return [stored.part(row, "who") for row in stored.parts(data, ACCESS)]
