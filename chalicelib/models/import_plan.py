"""What becomes of the rows of a file that comes in: which column becomes which field, and what is done with what is
there already."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from chalicelib.models.fields import Line, Short
from chalicelib.schema import Schema

MOST_MAPPED, MOST_VALUES = 200, 500
SKIP, UPDATE, FILL, CREATE, REFUSE, ALLOW = "skip", "update", "fill_blanks", "create", "refuse", "allow"
Matched = Literal["skip", "update", "fill_blanks"]
Unmatched = Literal["create", "skip"]
Duplicates = Literal["refuse", "allow"]
Dates = Literal["day_first", "month_first"]
Decimals = Literal[",", "."]
Target = Annotated[str, StringConstraints(min_length=1, max_length=100)]
Cell = Annotated[str, StringConstraints(max_length=500)]


class MappedColumn(Schema):
    """What a column becomes. Without a `column` each row gets the same `value`."""

    column: Line | None = None
    to: Target = Field(description="a field, such as name, address.postcode, email or external_ids.shop")
    value: Cell | None = None
    label: Short | None = Field(default=None, description="of a phone, mail address or website")
    values: dict[Cell, Cell | None] = Field(
        default={}, max_length=MOST_VALUES, description="what cells mean, such as J: true; null is nothing"
    )


class ImportPlan(Schema):
    """Records are known again by `key`: a field that one record has, such as external_ids.shop, number or email.
    Without it each row is new. An empty cell leaves what is there as it is. What is likely there already is refused, or
    made all the same where duplicates are to be allowed."""

    mapping: list[MappedColumn] = Field(default=[], max_length=MOST_MAPPED)
    key: Target | None = None
    matched: Matched = "update"
    unmatched: Unmatched = "create"
    duplicates: Duplicates = "refuse"
    dates: Dates = "day_first"
    decimals: Decimals = ","
