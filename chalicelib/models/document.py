"""A document: what it is, of whom it is, and the versions of its file. The file itself lies in S3."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import document_notices, document_pages, file_version, guarded, stakes, stored, through
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.document_pages import DrawnPages
from chalicelib.models.entry import Dated, Held, Remind, filter_on
from chalicelib.models.fields import Day, KnownLink, Language, Line, Lines, Linked
from chalicelib.models.file_version import FileVersion
from chalicelib.models.guarded import MOST_LISTED, FileEntry, KnownAccess
from chalicelib.models.link import ANY, Link
from chalicelib.models.moment import FAR
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import INTERNAL, SHARED, Stakes
from chalicelib.models.word import Word, words_in

KINDS = (
    "contract", "quote", "order", "invoice", "certificate", "proof_of_identity", "photo", "drawing", "letter", "report",
    "minutes", "other",
)  # fmt: skip
Kind = Literal[
    "contract", "quote", "order", "invoice", "certificate", "proof_of_identity", "photo", "drawing", "letter", "report",
    "minutes", "other",
]  # fmt: skip
EVERYONE, EDITORS = "everyone", "editors"
WAITS = "waits"
MOST_LINKS = 20
OUTSIDE = frozenset({
    "title", "kind", "language", "description", "expires_on", "visibility", "state", "current", "file_name", "download",
})  # fmt: skip
FILE = frozenset({"versions", "current", "state", "file_name", document_pages.NAME})  # seen all or not at all


class DocumentFields(CustomFields):
    """Without `title` it is called as its file is."""

    title: Line | None = None
    kind: Kind = "other"
    language: Language | None = None
    description: Lines | None = None
    expires_on: Day | None = Field(default=None, description="such as of a certificate")
    keeper: Linked | None = Field(
        default=None, description="the user who looks after it and is reminded; without one, whoever made it"
    )
    links: list[Linked] = Field(default=[], max_length=MOST_LINKS, description="what it is about: records of any type")
    download: Literal["everyone", "editors"] = Field(
        default="everyone",
        description="who may have the file itself besides whom `access` lets download it; others see pictures of its "
        "pages only",
    )
    restricted: bool = Field(
        default=False, description="only for its keeper and maker, those above them, and whom `access` names"
    )
    access: list[FileEntry] = Field(default=[], max_length=MOST_LISTED)


def is_for_viewing(data: Data) -> bool:
    """Who may not change it sees its pages only (C19)."""
    return stored.line(data, "download") == EDITORS


def prepare(data: Data, context: Context) -> Prepared:
    current, newest = file_version.current(data), file_version.newest(data)
    told = {**data, "visibility": stored.line(data, "visibility") or SHARED, "links": _each_once(data)}
    told |= {
        "download": stored.line(data, "download") or EVERYONE,
        "current": current["version"] if current else None,
        "state": stored.line(newest, "state") or None,
        "file_name": stored.line(current or newest, "file_name") or None,
    }
    told[through.NAME] = list(through.of(_targets(told), context))
    if not stored.line(told, "title"):
        told["title"] = told["file_name"]
    return Prepared(told, list(_faults(told)))


def _faults(data: Data) -> Iterator[FieldError]:
    if not data["title"]:
        yield FieldError("title", "required", "Give a title, or an upload that has a name.")
    yield from guarded.faults(data)


def _each_once(data: Data) -> list[Data]:
    return list({stored.line(each, "id"): each for each in stored.parts(data, "links")}.values())


def links(data: Data) -> Iterator[Link]:
    """A document about a record does not keep it from being archived."""
    for place, link in enumerate(stored.parts(data, "links")):
        yield Link(f"links[{place}]", link, ANY, holds=False)
    if link := stored.part(data, "keeper"):
        yield Link("keeper", link, ("user",), holds=False, gives=True, inside=True)
    yield from guarded.links(data)


def dated(record: Record) -> Iterable[Dated]:
    told = {name: stored.line(record.data, name) for name in ("kind", "visibility")}
    direct = list(_targets(record.data))
    for target in direct:
        yield Dated(target, record.created_at, told)
    for target, because in through.beside(record.data, direct):
        yield Dated(target, record.created_at, told | because)


def _targets(data: Data) -> Iterator[str]:
    return filter(None, (stored.line(each, "id") for each in stored.parts(data, "links")))


def reminds(record: Record) -> Iterable[Remind]:
    if expires := stored.line(record.data, "expires_on"):
        yield Remind(keeper(record), "expires", expires)


def keeper(record: Record) -> str:
    """Whoever made it, where nobody is named."""
    return stored.line(stored.part(record.data, "keeper"), "id") or record.created_by


def _is_kept(record: Record, user: str, now: str) -> bool:
    """Who looks after what never expires, or has expired, has nothing left to do."""
    return keeper(record) == user and stored.line(record.data, "expires_on") >= now[:10]


def _in_keeping(data: Data, _: str, taker: Data) -> Data:
    return {**data, "keeper": taker}


def stakes_in(record: Record) -> Stakes:
    beside = stakes.ids([*stored.parts(record.data, "links"), *stored.parts(record.data, through.NAME)])
    return Stakes(
        owners=(keeper(record),) if keeper(record) == record.created_by else (keeper(record), record.created_by),
        about=tuple(each for each in _targets(record.data) if each.startswith(stakes.OF_CONTACT)),
        around=stakes.relations(beside),
        listed=guarded.listed(record),
        restricted=stakes.is_restricted(record),
        reserved="file" if record.data.get(WAITS) is True else "",
        for_viewing=is_for_viewing(record.data),
        visibility=stored.line(record.data, "visibility") or INTERNAL,
    )


def words(record: Record) -> Iterable[Word]:
    yield from words_in("title", record.data.get("title"), 12)
    yield from words_in("file_name", record.data.get("file_name"), 6)
    yield from words_in("description", record.data.get("description"), 12)


DOCUMENT = customised(
    RecordType(
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
            "expires_on": lambda record: stored.line(record.data, "expires_on") or FAR,
        },
        filters=(
            filter_on(CriteriaField("kind", "choice", choices=KINDS), facet=True),
            filter_on(CriteriaField("links", "link", many=True), facet=True),
            filter_on(CriteriaField("visibility", "choice", choices=(INTERNAL, SHARED)), facet=True),
            filter_on(CriteriaField("state", "choice", choices=file_version.STATES)),
            filter_on(CriteriaField("download", "choice", choices=(EVERYONE, EDITORS))),
            filter_on(CriteriaField("language", "choice")),
            filter_on(CriteriaField("title", "text")),
            filter_on(CriteriaField("file_name", "text")),
            filter_on(CriteriaField("expires_on", "date")),
        ),
        words=words,
        links=links,
        dated=dated,
        tells=document_notices.tells,
        reminds=reminds,
        held=(Held("documents", "reminder", _is_kept, _in_keeping, takers=("user",)),),
        prepare=prepare,
        apart=frozenset({"create"}),
        watched=True,
        opens=True,
        discreet=True,
        stakes=stakes_in,
        follows="relation",
        verbs=frozenset({"view", "download", "publish", "file", "manage_access"}),
        made_of={
            **dict.fromkeys(FILE, FILE),
            "file_version": FILE,
            "expires": frozenset({"expires_on"}),
        },
        outside=OUTSIDE,
        essential=frozenset({"title", "kind", "visibility", "download", "keeper", "links", WAITS, through.NAME}),
        shown={"links": list[KnownLink], "keeper": KnownLink, "access": list[KnownAccess]},
        computed={
            "visibility": Literal["internal", "shared"],
            "versions": list[FileVersion],
            "current": int,
            "state": Literal["pending", "clean", "refused"],
            "file_name": str,
            WAITS: bool,
            through.NAME: list[dict[str, str]],
            document_pages.NAME: list[DrawnPages],
        },
        example={
            "title": "Maintenance contract 2027",
            "kind": "contract",
            "links": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"],
        },
        example_change={"kind": "certificate", "expires_on": "2027-12-31", "description": None},
    )
)
