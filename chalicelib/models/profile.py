"""A profile: what may be done with each type of record, and which of its fields are seen and changed."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib import pattern, text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stakes, stored
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.fields import Line, Lines
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Part
from chalicelib.models.word import Word, words_in
from chalicelib.schema import Schema

EVERY = "*"
Name = Annotated[str, StringConstraints(pattern=pattern.TYPE)]
FieldName = Annotated[str, StringConstraints(pattern=pattern.FIELD)]
FieldRight = Literal["none", "read", "write"]


class TypeRights(Schema):
    """Of one type: what may be done, with which records beyond those that are shared, and with which fields."""

    actions: list[Name] = Field(
        default=[],
        max_length=40,
        description="such as `read`, `create`, `edit`, `delete`, `restore` and `export`, and those of the type, such "
        "as `publish`; `*` stands for all. `GET /v1/rights/catalog` lists them.",
    )
    view_all: bool = Field(default=False, description="reads all, whoever owns it, but what is restricted")
    edit_all: bool = Field(default=False, description="edits all, whoever owns it, but what is restricted")
    fields: dict[FieldName, FieldRight] = Field(
        default={"*": "write"},
        max_length=300,
        description="by name: `none` is not seen, `read` is seen, `write` is seen and changed; `*` stands for all that "
        "are not named, and without it those are not seen.",
    )


class ProfileFields(Schema):
    """What is not mentioned is not allowed. Of several profiles each grants what the others do not."""

    name: Line
    description: Lines | None = None
    types: dict[Name, TypeRights] = Field(
        default={}, max_length=100, description="by type of record; `*` stands for all that are not named"
    )


def prepare(data: Data, context: Context) -> Prepared:
    from chalicelib.models import catalog  # which knows all types, and so this one

    told, before = stored.part(data, "types"), stored.part(context.before, "types")
    return Prepared(data, list(catalog.faults(told, before, context.customs)))


def claims(record: Record) -> Iterable[Claim]:
    if name := text.fold(stored.line(record.data, "name")):
        yield Claim("profile", name, "name")


def words(record: Record) -> Iterable[Word]:
    return words_in("name", record.data.get("name"))


def rights(record: Record) -> Part:
    told = {"name": stored.line(record.data, "name"), "types": stored.part(record.data, "types")}
    return Part(stakes.PROFILES, told)


PROFILE = RecordType(
    name="profile",
    plural="profiles",
    prefix="prf",
    fields=ProfileFields,
    summary="What may be done with each type of record, and which of its fields are seen and changed.",
    title=lambda data: stored.line(data, "name"),
    shared=frozenset({"name"}),
    sorts={"name": lambda record: text.fold(stored.line(record.data, "name"))},
    filters=(filter_on(CriteriaField("name", "text")),),
    words=words,
    claims=claims,
    prepare=prepare,
    rights=rights,
    administered=True,
    example={
        "name": "Field sales",
        "types": {
            "relation": {"actions": ["read", "create", "edit"], "fields": {"*": "write", "note": "none"}},
            "*": {"actions": ["read"], "fields": {"*": "read"}},
        },
    },
    example_change={"description": "Who visits customers"},
)
