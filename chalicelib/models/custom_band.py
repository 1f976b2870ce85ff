"""Bands of a number, such as of how many people work somewhere: named, one behind the other. Nothing of them is kept
with records, so that they may be drawn anew at any time."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from pydantic import Field

from chalicelib.criteria.kind import number
from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.custom_kind import Content
from chalicelib.models.fields import Code, Language, Line
from chalicelib.models.record_type import Data
from chalicelib.schema import Schema

BANDS = "bands"
MOST_BANDS = 20
LEAST, MOST = Decimal("-Infinity"), Decimal("Infinity")
Edges = tuple[Decimal, Decimal]  # above the first, up to the second


class Band(Schema):
    """From above the band before it up to its own end."""

    key: Code
    name: Line
    names: dict[Language, Line] = Field(default={}, description="in other languages")
    upto: int | float | None = Field(default=None, description="the most that belongs to it; the last may go without")


def edges(content: Content) -> dict[str, Edges]:
    """Of each band, in their order."""
    told, above = dict[str, Edges](), LEAST
    for each in stored.parts(content, BANDS):
        end = number(each.get("upto"))
        told[stored.line(each, "key")] = (above, MOST if end is None else end)
        above = MOST if end is None else end
    return told


def misfits(data: Data) -> Iterator[FieldError]:
    bands = stored.parts(data, BANDS)
    known = [stored.line(each, "key") for each in bands]
    for place, key in enumerate(known):
        if key in known[:place]:
            yield FieldError(f"{BANDS}[{place}].key", "twice", "Each band has a key of its own.")
    for place, (one, other) in enumerate(pairwise(number(each.get("upto")) for each in bands)):
        if one is None:
            yield FieldError(f"{BANDS}[{place}].upto", "required", "Only the last band goes on without end.")
        elif other is not None and other <= one:
            yield FieldError(f"{BANDS}[{place + 1}].upto", "too_low", "Each band ends above the one before it.")
