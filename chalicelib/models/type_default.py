"""What holds for all records of a type where nothing else is said: for colleagues, and for people from outside."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stakes, stored
from chalicelib.models.entry import Claim, filter_on
from chalicelib.models.profile import Name
from chalicelib.models.record import Record
from chalicelib.models.record_type import Context, Data, Prepared, RecordType
from chalicelib.models.stakes import Part
from chalicelib.schema import Schema


class TypeDefaultFields(Schema):
    of: Name = Field(description="a type of record")
    level: Literal["private", "read", "edit", "delete"] = Field(
        default="delete",
        description="what every colleague may do whose profile lets them, each with what stands before it",
    )
    outsiders: Literal["none", "taking_part", "all"] = Field(
        default="taking_part",
        description="what people from outside see of the shared ones of their relations: those that they take part in, "
        "or all",
    )
    visibility: Literal["shared", "internal"] = Field(
        default="shared", description="of a new one, where it does not say itself"
    )
    visibility_of: dict[str, Literal["shared", "internal"]] = Field(
        default={}, max_length=50, description="of a new one of a kind, by kind"
    )
    reads: Literal["quiet", "logged"] = Field(
        default="quiet", description="`logged`: the audit log tells who read which of them"
    )


def prepare(data: Data, context: Context) -> Prepared:
    from chalicelib.models import catalog  # which knows all types, and so this one

    return Prepared(data, list(catalog.of_fault(stored.line(data, "of"), stored.line(context.before, "of"))))


def claims(record: Record) -> Iterable[Claim]:
    if name := stored.line(record.data, "of"):
        yield Claim("type_default", name, "of")


def rights(record: Record) -> Part:
    told = {name: stored.line(record.data, name) for name in ("of", "level", "outsiders", "visibility", "reads")}
    return Part(stakes.DEFAULTS, {**told, "visibility_of": stored.part(record.data, "visibility_of")})


TYPE_DEFAULT = RecordType(
    name="type_default",
    plural="type-defaults",
    prefix="tdf",
    fields=TypeDefaultFields,
    summary="What holds for all records of a type where nothing else is said.",
    title=lambda data: stored.line(data, "of"),
    sorts={"of": lambda record: stored.line(record.data, "of")},
    filters=(filter_on(CriteriaField("of", "choice"), asked=True),),
    claims=claims,
    prepare=prepare,
    rights=rights,
    administered=True,
    fixed=frozenset({"of"}),
    example={"of": "mail_template", "level": "private"},
    example_change={"level": "read"},
)
