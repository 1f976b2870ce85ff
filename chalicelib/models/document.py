"""A document: what it is, of whom it is, and the versions of its file. The file itself lies in S3."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import file_version, stored
from chalicelib.models.fields import Day, KnownLink, Language, Line, Lines, Linked
from chalicelib.models.file_version import FileVersion
from chalicelib.models.record import Record
from chalicelib.models.record_type import (
    ANY,
    Context,
    Data,
    Dated,
    Link,
    Prepared,
    RecordType,
    Word,
    filter_on,
    words_in,
)
from chalicelib.schema import Schema

INTERNAL, SHARED = "internal", "shared"
KINDS = (
    "contract", "quote", "order", "invoice", "certificate", "proof_of_identity", "photo", "drawing", "letter", "report",
    "minutes", "other",
)  # fmt: skip
Kind = Literal[
    "contract", "quote", "order", "invoice", "certificate", "proof_of_identity", "photo", "drawing", "letter", "report",
    "minutes", "other",
]  # fmt: skip
MOST_LINKS = 20
LAST_DAY = "9999-12-31"


class DocumentFields(Schema):
    """Without `title` it is called as its file is."""

    title: Line | None = None
    kind: Kind = "other"
    language: Language | None = None
    description: Lines | None = None
    expires_on: Day | None = Field(default=None, description="such as of a certificate")
    links: list[Linked] = Field(default=[], max_length=MOST_LINKS, description="what it is about: records of any type")


def prepare(data: Data, _: Context) -> Prepared:
    current, newest = file_version.current(data), file_version.newest(data)
    told = {**data, "visibility": stored.line(data, "visibility") or INTERNAL, "links": _each_once(data)}
    told |= {
        "current": current["version"] if current else None,
        "state": stored.line(newest, "state") or None,
        "file_name": stored.line(current or newest, "file_name") or None,
    }
    if not stored.line(told, "title"):
        told["title"] = told["file_name"]
    faults = [] if told["title"] else [FieldError("title", "required", "Give a title, or an upload that has a name.")]
    return Prepared(told, faults)


def _each_once(data: Data) -> list[Data]:
    return list({stored.line(each, "id"): each for each in stored.parts(data, "links")}.values())


def links(data: Data) -> Iterator[Link]:
    """A document about a record does not keep it from being archived."""
    for place, link in enumerate(stored.parts(data, "links")):
        yield Link(f"links[{place}]", link, ANY, holds=False)


def dated(record: Record) -> Iterable[Dated]:
    told = {"kind": record.type, "visibility": stored.line(record.data, "visibility")}
    for link in links(record.data):
        if target := stored.line(link.snapshot, "id"):
            yield Dated(target, record.created_at, told)


def words(record: Record) -> Iterable[Word]:
    yield from words_in("title", record.data.get("title"), 12)
    yield from words_in("file_name", record.data.get("file_name"), 6)
    yield from words_in("description", record.data.get("description"), 12)


DOCUMENT = RecordType(
    name="document",
    plural="documents",
    prefix="doc",
    fields=DocumentFields,
    summary="A document and the versions of its file, linked to what it is about.",
    title=lambda data: stored.line(data, "title"),
    place=lambda data: stored.line(data, "kind"),
    shared=frozenset({"title", "kind"}),
    sorts={
        "title": lambda record: text.fold(stored.line(record.data, "title")),
        "updated_at": lambda record: record.updated_at,
        "expires_on": lambda record: stored.line(record.data, "expires_on") or LAST_DAY,
    },
    filters=(
        filter_on(CriteriaField("kind", "choice", choices=KINDS), facet=True),
        filter_on(CriteriaField("links", "link", many=True), facet=True),
        filter_on(CriteriaField("visibility", "choice", choices=(INTERNAL, SHARED)), facet=True),
        filter_on(CriteriaField("state", "choice", choices=file_version.STATES)),
        filter_on(CriteriaField("language", "choice")),
        filter_on(CriteriaField("title", "text")),
        filter_on(CriteriaField("file_name", "text")),
        filter_on(CriteriaField("expires_on", "date")),
    ),
    words=words,
    links=links,
    dated=dated,
    prepare=prepare,
    apart=frozenset({"create"}),
    watched=True,
    shown={"links": list[KnownLink]},
    computed={
        "visibility": Literal["internal", "shared"],
        "versions": list[FileVersion],
        "current": int,
        "state": Literal["pending", "clean", "refused"],
        "file_name": str,
    },
    example={
        "title": "Maintenance contract 2027",
        "kind": "contract",
        "links": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"],
    },
    example_change={"kind": "certificate", "expires_on": "2027-12-31", "description": None},
)
