"""The shape of a report: what is taken of records, and what they are put together by."""

from typing import Any, Literal

from pydantic import Field

from chalicelib.models.fields import Line
from chalicelib.schema import Schema

Take = Literal["count", "sum", "average", "min", "max"]
Every = Literal["day", "week", "month", "quarter", "year"]
MOST_MEASURES, MOST_BY = 5, 2


class Measure(Schema):
    """`count` is how many records there are, and of no field; the others are of a field with numbers or money."""

    take: Take
    field: Line | None = None


class By(Schema):
    """A field whose values the records are put together by: a choice, a link, yes or no, a number that has bands, or a
    date, `every` month for one. `created_at` is a date of all."""

    field: Line
    every: Every | None = None


MEASURES: Any = Field(default=[Measure(take="count")], min_length=1, max_length=MOST_MEASURES)
DIMENSIONS: Any = Field(default=[], max_length=MOST_BY)
ZONE: Any = Field(default=None, description="in which days begin; the organisation's when left out")
