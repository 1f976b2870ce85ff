"""How many there are, before something is done with them."""

from dataclasses import asdict
from typing import Any

from pydantic import BaseModel, Field

from chalicelib.actions import counting, selecting
from chalicelib.actions.selecting import Those
from chalicelib.call import Call
from chalicelib.errors import Forbidden, Invalid
from chalicelib.footprint import READS
from chalicelib.operation import operation

MOST = 10_000


class Counted(Those):
    """`by` asks how many of them have each value of a field."""

    by: str | None = Field(default=None, max_length=60, description="a choice, a link or a yes or no")


class Count(BaseModel):
    """At least so many, and no more where it is `complete`."""

    count: int
    complete: bool
    by: dict[str, int] | None = Field(default=None, description="by value; of several values it counts in each")


@operation(
    "POST /v1/counts",
    right=("search", "read"),
    area="counts",
    takes=Counted,
    gives=Count,
    touches=(READS,),
    together="counts",
    errors=(Invalid, Forbidden),
    example={"of": "relation", "criteria": {"field": "status", "op": "has_any", "value": ["customer"]}},
)
def count(call: Call[Counted, None]) -> dict[str, Any]:
    """Counts records by their ids, by criteria or by a selection

    It counts what you may read and no more, up to 10,000, and is `complete` when there are no others.
    """
    those = selecting.chosen(call.actor, call.body)
    if call.body.by is None:
        return asdict(selecting.count(call.actor, those, MOST))
    told, by = counting.by(call.actor, those, call.body.by, MOST)
    return asdict(told) | {"by": by}
