"""The codes of a table, the tenant's own or those that are shipped."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import held, reading
from chalicelib.actions import finding_codes
from chalicelib.actions.finding_codes import Asked
from chalicelib.call import Call
from chalicelib.errors import InvalidParameter, NotFound
from chalicelib.footprint import READS
from chalicelib.models import stored
from chalicelib.models.code import ABOVE, PARENT, TEXT
from chalicelib.models.code_table import CODE_TABLE
from chalicelib.models.fields import KnownLink
from chalicelib.models.record import Record
from chalicelib.operation import operation
from chalicelib.schema import Parameters

LIMIT, MOST = 50, 200


class Sought(Parameters):
    q: str = Field(default="", max_length=100, description="what was typed: the code, or words of its name")
    below: str = Field(default="", max_length=40, description="a code or its id; without it the whole table")
    limit: int = Field(default=LIMIT, ge=1, le=MOST)


class FoundCode(BaseModel):
    """`names` are those in other languages, `above` the ids of what it stands below, the nearest first."""

    id: str
    code: str
    name: str
    names: dict[str, str]
    description: str | None
    parent: KnownLink | None
    above: list[str]


class FoundCodes(BaseModel):
    """`complete` is false when there are more: type on, or go further down."""

    data: list[FoundCode]
    complete: bool


@operation(
    "GET /v1/code-tables/{id}/codes",
    right=("code_table", "read"),
    area="code-tables",
    asks=Sought,
    gives=FoundCodes,
    touches=(READS,),
    errors=(NotFound, InvalidParameter),
)
def find_codes(call: Call[None, Sought]) -> dict[str, Any]:
    """Finds codes of a table while you type, or goes down its tree

    With `q` every word must begin a word of the code's name, in any language, or what it reads: `62.0` finds 62.01, and
    so does `soft ontw`. Without, those right below the code `below`, or on top of the table, in their order.
    """
    held.of(call.actor.tenant)  # the rights are asked for along with the table
    table = reading.get(call.actor, CODE_TABLE, call.ids["id"])
    asked = Asked(call.asked.q.strip(), call.asked.below.strip(), call.asked.limit)
    found = finding_codes.found(call.actor, table, asked)
    return {"data": [_told(each) for each in found.records], "complete": found.complete}


def _told(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "code": stored.line(record.data, TEXT),
        "name": stored.line(record.data, "name"),
        "names": stored.part(record.data, "names"),
        "description": stored.line(record.data, "description") or None,
        "parent": stored.part(record.data, PARENT) or None,
        "above": stored.lines(record.data, ABOVE),
    }
