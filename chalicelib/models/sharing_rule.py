"""A sharing rule: what is owned by some may be read or edited by others. It never lets anybody delete."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.errors import FieldError
from chalicelib.models import stakes, stored
from chalicelib.models.entry import filter_on
from chalicelib.models.fields import KnownLink, Line, Linked
from chalicelib.models.link import Link
from chalicelib.models.profile import Name
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Part
from chalicelib.schema import Schema

ENDS = ("owned_by", "shared_with")


class Some(Schema):
    """Either a role, with or without those below it, or a team."""

    role: Linked | None = None
    team: Linked | None = None
    below: bool = Field(default=False, description="of a role: those below it as well")


class KnownSome(BaseModel):
    role: KnownLink | None = None
    team: KnownLink | None = None
    below: bool = False


class SharingRuleFields(Schema):
    name: Line
    of: Name = Field(description="a type of record")
    owned_by: Some
    shared_with: Some
    level: Literal["read", "edit"] = "read"


def prepare(data: Data, context: Context) -> Prepared:
    from chalicelib.models import catalog  # which knows all types, and so this one

    unknown = catalog.of_fault(stored.line(data, "of"), stored.line(context.before, "of"))
    return Prepared(data, [*unknown, *_faults(data)])


def _faults(data: Data) -> Iterator[FieldError]:
    for name in ENDS:
        some = stored.part(data, name)
        if bool(stored.part(some, "role")) is bool(stored.part(some, "team")):
            yield FieldError(name, "one_of", "Give either a role or a team.")


def links(data: Data) -> Iterator[Link]:
    for name in ENDS:
        for kind in ("role", "team"):
            if link := stored.part(stored.part(data, name), kind):
                yield Link(f"{name}.{kind}", link, (kind,))


def rights(record: Record) -> Part:
    told = {name: stored.line(record.data, name) for name in ("name", "of", "level")}
    return Part(stakes.RULES, {**told, **{name: _end(stored.part(record.data, name)) for name in ENDS}})


def _end(some: Data) -> Data:
    told = {kind: stored.line(stored.part(some, kind), "id") for kind in ("role", "team")}
    return {**told, "below": some.get("below") is True}


SHARING_RULE = RecordType(
    name="sharing_rule",
    plural="sharing-rules",
    prefix="shr",
    fields=SharingRuleFields,
    summary="What is owned by some may be read or edited by others.",
    title=lambda data: stored.line(data, "name"),
    shared=frozenset({"name"}),
    sorts={"name": lambda record: text.fold(stored.line(record.data, "name"))},
    filters=(
        filter_on(CriteriaField("name", "text")),
        filter_on(CriteriaField("of", "choice"), asked=True),
    ),
    links=links,
    prepare=prepare,
    rights=rights,
    administered=True,
    shown={"owned_by": KnownSome, "shared_with": KnownSome},
    example={
        "name": "Accounting reads what sales owns",
        "of": "activity",
        "owned_by": {"role": "rol_00000000000000000000000003"},
        "shared_with": {"role": "rol_00000000000000000000000005"},
        "level": "read",
    },
    example_change={"level": "edit"},
)
