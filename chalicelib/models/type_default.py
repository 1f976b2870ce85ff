"""What holds for all records of a type where nothing else is said: for colleagues, and for people from outside."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import stakes, stored
from chalicelib.models.profile import Name
from chalicelib.models.record import Record
from chalicelib.models.record_type import Claim, RecordType, filter_on
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


def claims(record: Record) -> Iterable[Claim]:
    if name := stored.line(record.data, "of"):
        yield Claim("type_default", name, "of")


def rights(record: Record) -> Part:
    told = {name: stored.line(record.data, name) for name in ("of", "level", "outsiders", "visibility")}
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
    rights=rights,
    administered=True,
    fixed=frozenset({"of"}),
    example={"of": "mail_template", "level": "private"},
    example_change={"level": "read"},
)
