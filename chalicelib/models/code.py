"""A code of a table, such as 62.01 of a trade or a province of a region: what stands in a tree, and can be chosen by
what it reads. Moving it moves all below it: whoever asks for what is within reads the tree as it is then."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from chalicelib import pattern, text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import code_id, code_words, shipped_codes, stored
from chalicelib.models.entry import Filter, filter_on
from chalicelib.models.fields import KnownLink, Language, Line, Lines, Linked, LinkTo
from chalicelib.models.link import Link
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.word import Word
from chalicelib.schema import Schema

CodeText = Annotated[str, StringConstraints(pattern=pattern.TABLE_CODE)]
MOST_LEVELS = 6
MOST_ABOVE = 11  # of what was moved with all that stood below it
TABLE, PARENT = code_id.TABLE, "parent"
ABOVE, UNDER, TEXT = code_id.ABOVE, code_id.UNDER, code_id.TEXT
SHIPPED = "This table has the codes that are shipped, and no others; make a table of your own for yours."
DEEP = f"At most {MOST_LEVELS} levels stand below each other."


class OtherCode(Schema):
    """Another code of the same table: by its id, or by what it reads."""

    id: Annotated[str, StringConstraints(pattern=pattern.ID)] | None = None
    code: CodeText | None = None
    title: str | None = Field(default=None, description="read only", exclude=True)
    place: str | None = Field(default=None, description="read only", exclude=True)


def _as_object(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return {"id": value} if value.startswith(f"{code_id.PREFIX}_") else {"code": value}


class CodeFields(Schema):
    """What a code reads is unique within its table, and never changes: a new edition has codes of its own."""

    table: Linked
    code: CodeText = Field(description="what it reads, such as 62.01")
    name: Line
    names: dict[Language, Line] = Field(default={}, description="in other languages")
    parent: Annotated[OtherCode, BeforeValidator(_as_object, json_schema_input_type=str | OtherCode)] | None = Field(
        default=None, description="the code that it stands below"
    )
    description: Lines | None = Field(default=None, description="when to choose it")


def identity(data: Data) -> str:
    return code_id.of({"id": _table(data)}, stored.line(data, TEXT))


def assumes(data: Data, _before: Data, _user: str) -> Data:
    """A parent that was told by what it reads is a link to it."""
    parent = stored.part(data, PARENT)
    if not parent:
        return data
    told = parent.get("id") or code_id.of({"id": _table(data)}, stored.line(parent, "code"))
    link = {**parent, "id": told}
    return {**data, PARENT: {name: link[name] for name in LinkTo.model_fields if name in link}}


def prepare(data: Data, context: Context) -> Prepared:
    parent = context.linked.get(stored.line(stored.part(data, PARENT), "id"))
    above = [parent.id, *stored.lines(parent.data, ABOVE)][:MOST_ABOVE] if parent else []
    return Prepared({**data, ABOVE: above}, list(_faults(data, parent, above, context.before)))


def _faults(data: Data, parent: Record | None, above: list[str], before: Data) -> Iterator[FieldError]:
    if stored.line(stored.part(data, TABLE), "place"):
        yield FieldError(TABLE, "shipped", SHIPPED)
    if parent is None or stored.part(before, PARENT).get("id") == parent.id:
        return
    if _table(parent.data) != _table(data):
        yield FieldError(PARENT, "other_table", "This code is of another table; choose one of the same.")
    elif len(above) >= MOST_LEVELS:
        yield FieldError(PARENT, "too_deep", DEEP)


def _table(data: Data) -> str:
    return stored.line(stored.part(data, TABLE), "id")


def links(data: Data) -> Iterator[Link]:
    if link := stored.part(data, TABLE):
        yield Link(TABLE, link, ("code_table",))
    if link := stored.part(data, PARENT):
        yield Link(PARENT, link, ("code",))


def under(data: Data) -> Any:
    """What it is right below: another code, or else its table."""
    return data.get(PARENT) or data.get(TABLE)


def words(record: Record) -> Iterable[Word]:
    tag = code_words.tag(_table(record.data))
    return (each._replace(text=f"{tag}{each.text}") for each in code_words.of(record.data))


def _text(data: Data) -> str:
    return stored.line(data, TEXT)


CODE = RecordType(
    name="code",
    plural="codes",
    prefix=code_id.PREFIX,
    fields=CodeFields,
    summary="A code of a table, such as 62.01 of a trade, in its place in the tree.",
    title=lambda data: stored.line(data, "name"),
    place=_text,
    shared=frozenset({"name", ABOVE}),
    sorts={
        "code": lambda record: _text(record.data).lower(),
        "name": lambda record: text.fold(stored.line(record.data, "name")),
    },
    filters=(
        filter_on(CriteriaField(TABLE, "link"), facet=True),
        filter_on(CriteriaField(UNDER, "link"), facet=True, read=under),
        filter_on(CriteriaField(ABOVE, "link", many=True), facet=True),
        filter_on(CriteriaField(TEXT, "choice"), asked=True),
        Filter(CriteriaField("name", "text"), lambda data: data.get("name"), brief=False),
    ),
    words=words,
    links=links,
    identity=identity,
    shipped=shipped_codes.data,
    assumes=assumes,
    prepare=prepare,
    taken="The table has this code, or had it: change that one, or restore it.",
    administered=True,
    fixed=frozenset({TABLE, TEXT}),
    tree=PARENT,
    levels=MOST_LEVELS,
    remains=_table,
    computed={ABOVE: list[str]},
    shown={TABLE: KnownLink, PARENT: KnownLink, code_id.SHIPPED: str},
    archiving="Not while others stand below it. Records keep it and are found by it; it is chosen no more.",
    example={"table": "cot_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z", "code": "NL-FL", "name": "Flevoland"},
    example_change={"name": "Province of Flevoland"},
)
