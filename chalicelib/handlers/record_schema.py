"""What records look like in this organisation, for programs that show and fill in whatever fields there are."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.actions import record_schema
from chalicelib.call import Call
from chalicelib.errors import NotFound
from chalicelib.footprint import READS
from chalicelib.models.custom_band import Band
from chalicelib.models.fields import KnownLink
from chalicelib.models.layout import KnownBlock
from chalicelib.models.registry import TYPES
from chalicelib.operation import operation

AREA = "schema"


class KnownType(BaseModel):
    type: str
    plural: str
    summary: str


class KnownTypes(BaseModel):
    data: list[KnownType]


class AskedAs(BaseModel):
    """As what criteria ask about it; lists that ask for a value of what is `indexed` are fast."""

    kind: str
    many: bool
    indexed: bool


class KnownOption(BaseModel):
    """What is the same in all organisations has a `key` only: clients know how it is called."""

    model_config = ConfigDict(extra="allow")

    key: str
    name: str | None = None
    names: dict[str, str] | None = Field(default=None, description="in other languages")
    archived: bool | None = Field(default=None, description="chosen no more")
    colour: str | None = None
    parent: str | None = Field(default=None, description="the key of the option that it stands below")
    description: str | None = None
    merged_into: str | None = None
    first: bool | None = None
    next: list[str] | None = None


class KnownField(BaseModel):
    """`may` is read or write. Of a custom field also what the organisation says of it. `schema` is its JSON Schema
    (2020-12), whose `$defs` stand beside the fields."""

    model_config = ConfigDict(extra="allow")

    name: str
    custom: bool
    may: str
    required: bool
    criteria: AskedAs | None
    shape: dict[str, Any] = Field(alias="schema")
    kind: str | None = None
    label: str | None = None
    labels: dict[str, str] | None = Field(default=None, description="in other languages")
    options: list[KnownOption] | None = Field(default=None, description="what may be chosen")
    to: list[str] | None = Field(default=None, description="the types that a link leads to; none are listed for any")
    bands: list[Band] | None = None
    table: KnownLink | None = Field(default=None, description="the code table of a `code` or `codes`")
    ruled: bool | None = Field(default=None, description="rules of the organisation give its value")
    may_add_options: bool | None = Field(default=None, description="you may, at /v1/custom-fields/{id}/options")
    id: str | None = Field(default=None, description="of the custom field, where you may add options")


class KnownSchema(BaseModel):
    """The fields that you see of a type, in the order of forms: those of all organisations, then your own. `actions`
    are those that your profile has for some record of the type. `blocks` are those of its card, as your role has it:
    none where nobody laid it out."""

    type: str
    plural: str
    summary: str
    actions: list[str]
    sorts: list[str]
    fields: list[KnownField]
    blocks: list[KnownBlock]
    defs: dict[str, Any] = Field(alias="$defs")


@operation("GET /v1/schema", right=("self", "read"), area=AREA, gives=KnownTypes, touches=(READS,), together=AREA)
def list_schemas(call: Call[None, None]) -> dict[str, Any]:
    """Lists the types of record that you may read"""
    known = [each for each in TYPES.values() if record_schema.is_read(call.actor, each)]
    return {"data": [{"type": each.name, "plural": each.plural, "summary": each.summary} for each in known]}


@operation(
    "GET /v1/schema/{type}",
    right=("self", "read"),
    area=AREA,
    gives=KnownSchema,
    touches=(READS,),
    together=AREA,
    errors=(NotFound,),
)
def read_schema(call: Call[None, None]) -> dict[str, Any]:
    """Tells which fields records of a type have, what you may do with each, and how its card is laid out

    Custom fields are there as soon as they are made.
    """
    declared = TYPES.get(call.ids["type"])
    if declared is None or not record_schema.is_read(call.actor, declared):
        raise NotFound
    return record_schema.of(call.actor, declared)
