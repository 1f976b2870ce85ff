"""How a screen is laid out: which blocks stand on the card of a record, or on the start page, and in which order. The
organisation says so, for everybody or for a role; what it does not say comes with Relata."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, Field, StringConstraints

from chalicelib import pattern
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.fields import Code, Language, Short
from chalicelib.models.record_type import Data
from chalicelib.models.saved_report import SAVED_REPORT
from chalicelib.models.view import VIEW
from chalicelib.schema import Schema

SETTING = "layouts"
START = "start"
MOST_BLOCKS, MOST_FIELDS, MOST_LAYOUTS = 6, 40, 200
MOST_NAMES = 2_000  # of fields, in all, so that they fit into one item
FIELDS, RECORD = "fields", "record"
Block = Literal[
    "fields", "contacts", "addresses", "open_work", "timeline", "documents", "numbers", "links", "report", "view",
    "worklist", "calendar", "notices", "inbox",
]  # fmt: skip
FieldName = Annotated[str, StringConstraints(pattern=pattern.KEY)]
Place = Annotated[str, StringConstraints(pattern=pattern.KEY)]


class Kind(NamedTuple):
    """`on` are the screens where it may stand, any card where there are none; it `takes` fields, or a record of the
    type `leads_to`. Who may not read records of the type `of` does not get it."""

    on: tuple[str, ...] = ()
    takes: str = ""
    leads_to: str = ""
    of: str = ""


PARTIES = ("relation", "contact")
KINDS: Mapping[str, Kind] = {
    "fields": Kind(takes=FIELDS),
    "contacts": Kind(on=("relation",), of="contact"),
    "addresses": Kind(on=(*PARTIES, "building"), of="address"),
    "open_work": Kind(on=PARTIES, of="activity"),
    "timeline": Kind(on=PARTIES, of="activity"),
    "documents": Kind(on=(*PARTIES, "activity"), of="document"),
    "numbers": Kind(on=PARTIES),
    "links": Kind(on=(*PARTIES, "user"), of="connection"),
    "report": Kind(on=(START, *PARTIES), takes=RECORD, leads_to=SAVED_REPORT.name, of=SAVED_REPORT.name),
    "view": Kind(on=(START, *PARTIES), takes=RECORD, leads_to=VIEW.name, of=VIEW.name),
    "worklist": Kind(on=(START,), of="activity"),
    "calendar": Kind(on=(START,), of="activity"),
    "notices": Kind(on=(START,)),
    "inbox": Kind(on=(START,), of="activity"),
}


class LayoutBlock(Schema):
    kind: Block
    names: dict[Language, Short] = Field(default={}, description="its heading, where it is to have another")
    fields: list[FieldName] = Field(default=[], max_length=MOST_FIELDS, description="of a `fields`: which, in order")
    record: str | None = Field(
        default=None, pattern=pattern.ID, description="of a `report` or a `view`: the id of the saved one"
    )


class Layout(Schema):
    """One for everybody, and one for each role that is to have another."""

    of: Place = Field(description="the type of record on whose card it is, or `start` for the start page")
    role: Code | None = Field(default=None, description="the key of the role whose users have it; else all have")
    blocks: list[LayoutBlock] = Field(min_length=1, max_length=MOST_BLOCKS)


class KnownBlock(BaseModel):
    kind: str
    names: dict[str, str] = {}
    fields: list[str] = []
    record: str | None = None


class KnownLayout(BaseModel):
    """One that is `shipped` is what comes with Relata, where the organisation says nothing."""

    of: str
    role: str | None = None
    blocks: list[KnownBlock]
    shipped: bool


def _shipped(of: str, *kinds: str) -> Data:
    return {"of": of, "blocks": [{"kind": each} for each in kinds]}


SHIPPED: tuple[Data, ...] = (
    _shipped("relation", "contacts", "open_work", "timeline", "documents"),
    _shipped("contact", "open_work", "timeline", "documents", "links"),
    _shipped("building", "addresses"),
    _shipped(START, "worklist", "calendar", "notices"),
)


def all_of(setting: Mapping[str, Any]) -> list[Data]:
    """Those that the organisation made."""
    return stored.parts(setting, SETTING)


def of_role(setting: Mapping[str, Any], role: str) -> dict[str, Data]:
    """By what it is of: the role's own, else that of everybody, else what is shipped. Keys of roles compare whatever
    their case."""
    told = {each["of"]: {**each, "shipped": True} for each in SHIPPED}
    mine = [each for each in all_of(setting) if stored.line(each, "role").casefold() in ("", role.casefold())]
    for each in sorted(mine, key=lambda each: bool(stored.line(each, "role"))):
        told[stored.line(each, "of")] = {**each, "shipped": False}
    return told


def records(layouts: list[Data]) -> Iterator[tuple[str, str, str]]:
    """The path of each record that they show, its id, and the type that it is to be of."""
    for path, block in _blocks(layouts):
        kind = KINDS.get(stored.line(block, "kind"))
        if kind and kind.leads_to and (found := stored.line(block, RECORD)):
            yield f"{path}.{RECORD}", found, kind.leads_to


def _blocks(layouts: list[Data]) -> Iterator[tuple[str, Data]]:
    for place, each in enumerate(layouts):
        for number, block in enumerate(stored.parts(each, "blocks")):
            yield f"{SETTING}[{place}].blocks[{number}]", block


# ------------------------------------------------------------------------------------------ what is wrong with them


def faults(layouts: list[Data]) -> Iterator[FieldError]:
    if sum(len(stored.lines(block, FIELDS)) for _, block in _blocks(layouts)) > MOST_NAMES:
        yield FieldError(SETTING, "too_many", f"All layouts together show at most {MOST_NAMES:,} fields.")
    seen: set[tuple[str, str]] = set()
    for place, each in enumerate(layouts):
        screen = each["of"], stored.line(each, "role").casefold()
        if screen in seen:
            yield FieldError(f"{SETTING}[{place}]", "twice", "There is one layout of each screen for a role.")
        seen.add(screen)
        for number, block in enumerate(each["blocks"]):
            for fault in _misfits(each["of"], block):
                yield fault._replace(field=f"{SETTING}[{place}].blocks[{number}].{fault.field}")


def _misfits(of: str, block: Data) -> Iterator[FieldError]:
    kind = KINDS[block["kind"]]
    if (of not in kind.on) if kind.on else of == START:
        where = ", ".join(kind.on) or "the card of any record"
        yield FieldError("kind", "not_here", f"This block stands on {where}.")
    if kind.takes == FIELDS and not block.get(FIELDS):
        yield FieldError(FIELDS, "required", "Say which fields it shows.")
    if kind.takes == RECORD and not block.get(RECORD):
        yield FieldError(RECORD, "required", "Give the id of what it shows.")
    for name in (FIELDS, RECORD):
        if name != kind.takes and block.get(name):
            yield FieldError(name, "not_for_kind", "This block takes none; leave it out.")
