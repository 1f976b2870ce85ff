"""How much the options of a custom field are used."""

from functools import partial
from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import reading
from chalicelib.call import Call
from chalicelib.errors import Conflict, NotFound
from chalicelib.footprint import READS
from chalicelib.models import stored
from chalicelib.models.custom import PREFIX
from chalicelib.models.custom_field import CUSTOM_FIELD
from chalicelib.models.record_type import Data
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Parameters
from chalicelib.storage import listing
from chalicelib.storage.at_once import at_once

MOST_COUNTED, PAGE = 1_000, 25
UNKNOWN = "Who has what is known of choices that are indexed only; ask for it by criteria."


class Which(Parameters):
    start: int = Field(default=0, ge=0, le=1_000, description="how many options to pass over")


class OptionUsage(BaseModel):
    """Of more than a thousand records it is told that there are `at_least` so many."""

    key: str
    name: str
    archived: bool
    records: int
    at_least: bool


class FieldUsage(BaseModel):
    """`next` is from where to go on, null at the end."""

    data: list[OptionUsage]
    next: int | None


@operation(
    "GET /v1/custom-fields/{id}/usage",
    right=("custom_field", "edit"),
    area="custom-fields",
    asks=Which,
    gives=FieldUsage,
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(NotFound, Conflict),
)
def usage_of_custom_field(call: Call[None, Which]) -> dict[str, Any]:
    """Tells how many records have each option of a custom field, and so which are not used

    Archived records do not count.
    """
    found = reading.get(call.actor, CUSTOM_FIELD, call.ids["id"])
    if found.data.get("indexed") is not True or not found.data.get("options"):
        raise Conflict(UNKNOWN)
    options = stored.parts(found.data, "options")
    asked = options[call.asked.start : call.asked.start + PAGE]
    counts = at_once([partial(_count, call.actor.tenant, found.data, each) for each in asked])
    following = call.asked.start + PAGE
    told = [_told(each, count) for each, count in zip(asked, counts, strict=True)]
    return {"data": told, "next": following if following < len(options) else None}


def _count(tenant: str, data: Data, option: Data) -> int:
    name = f"{PREFIX}{stored.line(data, 'key')}"
    return listing.count(tenant, stored.line(data, "of"), name, stored.line(option, "key"), MOST_COUNTED + 1)


def _told(option: Data, count: int) -> dict[str, Any]:
    return {
        "key": stored.line(option, "key"),
        "name": stored.line(option, "name"),
        "archived": option.get("archived") is True,
        "records": min(count, MOST_COUNTED),
        "at_least": count > MOST_COUNTED,
    }
