"""A saved view: how a list is looked at. Of which records, with which columns, in which order, grouped by what."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from chalicelib import pattern, text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import guarded, selection, shareable, stored
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import Code, KnownLink, Line, Lines, Linked
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Known, Prepared, RecordType
from chalicelib.models.selection import CRITERIA
from chalicelib.models.shareable import ShareableFields
from chalicelib.models.word import Word, words_in

COLUMNS, SORT, GROUP, ROLE = "columns", "sort", "group_by", "for_role"
GROUPED = ("choice", "link", "boolean")
MOST_COLUMNS = 60
Name = Annotated[str, StringConstraints(pattern=pattern.KEY)]
Display = Literal["table", "board"]
BOARD = "A board has a column for each group: say by which field."
COLUMN = "There is no such field of this type, or not for you; GET /v1/schema/{} tells of those that there are."


class ViewFields(ShareableFields):
    """The records of `selection`, or those that meet `criteria`, or all there are."""

    name: Line
    of: Line = Field(description="the type of record, such as relation")
    selection: Linked | None = None
    criteria: dict[str, Any] | None = Field(default=None, description="in the language that lists are searched by")
    columns: list[Name] = Field(default=[], max_length=MOST_COLUMNS, description="fields, in the order shown")
    sort: Line | None = Field(default=None, description="one of the orders of the type, with - from its end")
    group_by: Name | None = Field(default=None, description="a choice, a link or a yes or no")
    display: Display = Field(default="table", description="a `board` has a column for each group")
    for_role: Code | None = Field(
        default=None, description="the key of a role whose users begin with it; needs the right to manage access"
    )
    position: int = Field(default=500, ge=1, le=9_999, description="the lowest comes first")
    description: Lines | None = None


def prepare(data: Data, context: Context) -> Prepared:
    if faults := list(selection.of_faults(data, context)):
        return Prepared(data, faults)
    known = context.known(stored.line(data, "of"))
    faults = [*guarded.faults(data), *which(data, context), *selection.faults_of(data, context)]
    if data.get("display") == "board" and not data.get(GROUP):
        faults.append(FieldError(GROUP, "required", BOARD))
    return Prepared(data, [*faults, *(_misfits(data, context.before, known) if known else ())])


def which(data: Data, context: Context) -> Iterator[FieldError]:
    link = stored.part(data, "selection")
    if link and data.get(CRITERIA) is not None:
        yield FieldError(CRITERIA, "one_of", "Give a selection or criteria, not both.")
    found = context.linked.get(stored.line(link, "id"))
    if found is not None and found.data.get("of") != data.get("of"):
        yield FieldError("selection", "other_type", "This selection is of another type of record.")


def _misfits(data: Data, before: Data, known: Known) -> Iterator[FieldError]:
    """What stood there before may stay."""
    told = COLUMN.format(stored.line(data, "of"))
    seen: set[str] = set()
    for place, each in enumerate(stored.lines(data, COLUMNS)):
        if each in seen:
            yield FieldError(f"{COLUMNS}[{place}]", "twice", "Each column stands here once.")
        elif each not in known.names and each not in stored.lines(before, COLUMNS):
            yield FieldError(f"{COLUMNS}[{place}]", "unknown_field", told)
        seen.add(each)
    for name, _, fits in _choices(known):
        if (given := stored.line(data, name)) and given not in fits and given != before.get(name):
            yield FieldError(
                name, f"unknown_{'order' if name == SORT else 'field'}", f"Choose one of {', '.join(fits)}."
            )


def _choices(known: Known) -> Iterator[tuple[str, str, list[str]]]:
    yield SORT, "unknown_order", [sign + each for each in known.sorts for sign in ("", "-")]
    yield GROUP, "unknown_field", sorted(name for name, field in known.asked.items() if field.kind in GROUPED)


def show(record: Record, context: Context) -> Data:
    """As it can be looked at now: what there is not any more is left out, and named in `left_out`."""
    known = context.known(stored.line(record.data, "of"))
    if known is None:
        return named(record, context)
    columns = stored.lines(record.data, COLUMNS)
    told: Data = {COLUMNS: [each for each in columns if each in known.names]}
    left_out = [each for each in columns if each not in known.names]
    for name, _, fits in _choices(known):
        if (given := stored.line(record.data, name)) and given not in fits:
            told[name] = None
            left_out.append(given)
    if left_out:
        told["left_out"] = list(dict.fromkeys(left_out))
    return told | named(record, context) | selection.show(record, context)


def needs(record: Record) -> Iterator[str]:
    if selected := stored.line(stored.part(record.data, "selection"), "id"):
        yield selected


def named(record: Record, context: Context) -> Data:
    """What it is of by its name, to who may see that."""
    link = stored.part(record.data, "selection")
    found = context.linked.get(stored.line(link, "id"))
    return {"selection": {**link, "title": stored.line(found.data, "name")}} if found else {}


def links(data: Data) -> Iterator[Link]:
    if link := stored.part(data, "selection"):
        yield Link("selection", link, ("selection",), unnamed=True)
    yield from guarded.links(data)


def asks(before: Data, after: Data) -> dict[str, str]:
    """Who says how others begin."""
    return {ROLE: "manage_access"} if before.get(ROLE) != after.get(ROLE) else {}


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


def _position(record: Record) -> str:
    told = record.data.get("position")
    place = told if isinstance(told, int) and 0 < told < 10_000 else 9_999
    return f"{place:04} {text.fold(stored.line(record.data, 'name'))}"


VIEW = RecordType(
    name="view",
    plural="views",
    prefix="viw",
    fields=ViewFields,
    summary="How a list is looked at: of which records, with which columns, in which order, grouped, or as a board.",
    title=lambda data: stored.line(data, "name"),
    sorts={
        "position": _position,
        "name": lambda record: text.fold(stored.line(record.data, "name")),
    },
    filters=(
        *shareable.FILTERS,
        filter_on(CriteriaField("of", "choice"), facet=True),
        filter_on(CriteriaField("for_role", "choice"), asked=True),
        filter_on(CriteriaField("selection", "link"), asked=True),
        filter_on(CriteriaField("name", "text")),
    ),
    words=words,
    links=links,
    prepare=prepare,
    assumes=shareable.assumes,
    needs=needs,
    show=show,
    asks=asks,
    fixed=frozenset({"of"}),
    stakes=shareable.stakes_in,
    seldom=True,
    verbs=frozenset({"manage_access"}),
    made_of={
        "shared_with": frozenset({"access"}),
        "faults": frozenset({CRITERIA}),
        "left_out": frozenset({COLUMNS, SORT, GROUP}),
    },
    essential=frozenset({"name", "of", "position"}),
    shown={
        **shareable.SHOWN,
        "selection": KnownLink,
        "left_out": list[str],
        "faults": list[dict[str, str]],
    },
    example={
        "name": "Customers by status",
        "of": "relation",
        "criteria": {"field": "status", "op": "has_any", "value": ["customer"]},
        "columns": ["display_name", "city", "status", "owner"],
        "sort": "name",
        "group_by": "status",
    },
    example_change={"columns": ["display_name", "city"], "restricted": False},
)
