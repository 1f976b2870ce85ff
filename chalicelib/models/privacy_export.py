"""A privacy export: all that is kept of somebody, gathered for them, in files that can be fetched for a week."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stored
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import Linked
from chalicelib.models.link import Link
from chalicelib.models.record_type import Data, RecordType
from chalicelib.schema import Schema

BY = "system:privacy-export"
PERSON = "person"
MOST_INCLUDED = 3_000
RUNNING, DONE, STOPPED, EXPIRED = "running", "done", "stopped", "expired"
State = Literal["running", "done", "stopped", "expired"]


class PrivacyExportFields(Schema):
    person: Linked


class ExportedPart(BaseModel):
    """A file of it: JSON in UTF-8, of so many records and bytes."""

    number: int
    records: int
    size: int
    sha256: str


class ExportedFile(BaseModel):
    """A file of a document that is about them; it is fetched as that of any document."""

    document: str
    version: int
    file_name: str
    size: int


def links(data: Data) -> Iterator[Link]:
    if link := stored.part(data, PERSON):
        yield Link(PERSON, link, ("relation", "contact"), holds=False)


PRIVACY_EXPORT = RecordType(
    name="privacy_export",
    plural="privacy-exports",
    prefix="pex",
    kept_by="privacy",
    fields=PrivacyExportFields,
    summary="All that is kept of somebody, gathered for them.",
    title=lambda data: stored.line(stored.part(data, PERSON), "title"),
    sorts={"created_at": lambda record: record.created_at},
    filters=(filter_on(CriteriaField("state", "choice"), facet=True),),
    links=links,
    computed={
        "state": State,
        "leg": int,
        "place": dict[str, str | int],
        "ids": list[str],
        "included": list[str],
        "counts": dict[str, int],
        "left_out": int,
        "parts": list[ExportedPart],
        "files": list[ExportedFile],
        "until": str,
        "finished_at": str,
    },
)
