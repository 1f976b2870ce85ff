"""A product or service: what the organisation sells, buys, or knows that others do."""

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field

from chalicelib import text
from chalicelib.criteria import Field as CriteriaField
from chalicelib.models import external, stored
from chalicelib.models.custom import CustomFields, customised
from chalicelib.models.entry import Claim, Key, filter_on
from chalicelib.models.external import ExternalIds
from chalicelib.models.fields import Line, Lines, Short
from chalicelib.models.money import Price
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.word import Word, words_in

Kind = Literal["product", "service"]
KINDS = ("product", "service")
NUMBER = "number"


class ProductFields(CustomFields):
    """Who supplies it, and for how much, is told by `supplies`; what it is made of and such, by custom fields."""

    name: Line
    number: Short | None = Field(default=None, description="the organisation's own; no two have the same")
    kind: Kind = "product"
    unit: Short | None = Field(default=None, description="in which it is counted, such as piece, hour or kg")
    price: Price | None = Field(default=None, description="of one unit, without tax")
    discontinued: bool = Field(default=False, description="kept, and not to be offered any more")
    description: Lines | None = None
    external_ids: ExternalIds = {}


def number(data: Data) -> str:
    """As it is compared: A-12 is a-12."""
    return text.fold(stored.line(data, "number"))


def claims(record: Record) -> Iterator[Claim]:
    yield from external.claims(record)
    if told := number(record.data):
        yield Claim("product", told, NUMBER)


def keys(record: Record) -> Iterator[Key]:
    yield from external.keys(record)
    if told := number(record.data):
        yield Key(NUMBER, told)


def words(record: Record) -> Iterable[Word]:
    yield from words_in("name", record.data.get("name"))
    yield from words_in("number", record.data.get("number"), 4)


PRODUCT = customised(
    RecordType(
        name="product",
        plural="products",
        prefix="prd",
        fields=ProductFields,
        summary="A product or a service.",
        title=lambda data: stored.line(data, "name"),
        place=lambda data: stored.line(data, "number"),
        shared=frozenset({"name", "number"}),
        sorts={
            "name": lambda record: text.fold(stored.line(record.data, "name")),
            "number": lambda record: number(record.data),
            "updated_at": lambda record: record.updated_at,
        },
        filters=(
            filter_on(CriteriaField("kind", "choice", choices=KINDS), facet=True),
            filter_on(CriteriaField("discontinued", "boolean")),
            filter_on(CriteriaField("name", "text")),
            filter_on(CriteriaField("number", "text")),
            filter_on(CriteriaField("unit", "text")),
        ),
        words=words,
        keys=keys,
        claims=claims,
        seldom=True,
        made_of={"external_id": frozenset({"external_ids"})},
        essential=frozenset({"name", "number"}),
        key_filters={NUMBER: NUMBER, "external_id": "external"},
        example={
            "name": "Cable, 3 × 1.5 mm²",
            "unit": "m",
            "price": {"amount": "0.85", "currency": "EUR"},
        },
        example_change={"discontinued": True},
    )
)
