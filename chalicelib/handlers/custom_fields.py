"""How much the options of custom fields are used, and adding one that is missing."""

from functools import partial
from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import held, reading
from chalicelib.actions import code_usage, options
from chalicelib.call import Call
from chalicelib.errors import AlreadyExists, Busy, Conflict, Forbidden, Invalid, NotFound
from chalicelib.footprint import READS, WRITES
from chalicelib.merge_patch import without_nothing
from chalicelib.models import custom_code, stored
from chalicelib.models.code_id import TEXT
from chalicelib.models.custom import PREFIX
from chalicelib.models.custom_field import CUSTOM_FIELD
from chalicelib.models.custom_found import is_listed
from chalicelib.models.custom_kind import Content
from chalicelib.models.custom_option import Label, Option
from chalicelib.models.fields import Code
from chalicelib.models.record_type import Data
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Parameters
from chalicelib.storage import listing
from chalicelib.storage.at_once import at_once

MOST_COUNTED, PAGE, LOOKED_AT = 1_000, 25, 50
UNKNOWN = "Who has what is known of choices that are indexed only; ask for it by criteria."


class Which(Parameters):
    start: int = Field(default=0, ge=0, le=20_000, description="how many options or codes to pass over")
    within: str = Field(default="", max_length=40, description="a code: of that, and those that stand below it")


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

    Of a field of codes: each code of its table, or those `within` one. Archived records do not count.
    """
    found = reading.get(call.actor, CUSTOM_FIELD, call.ids["id"])
    if found.data.get("kind") in custom_code.KINDS and is_listed(found.data):
        return _coded(call, found.data)
    if not _is_counted(found.data):
        raise Conflict(UNKNOWN)
    known = stored.parts(found.data, "options")
    asked = known[call.asked.start : call.asked.start + PAGE]
    counts = at_once([partial(_count, call.actor.tenant, found.data, each, MOST_COUNTED + 1) for each in asked])
    following = call.asked.start + PAGE
    told = [_told(each, count) for each, count in zip(asked, counts, strict=True)]
    return {"data": told, "next": following if following < len(known) else None}


def _coded(call: Call[None, Which], content: Content) -> dict[str, Any]:
    start = call.asked.start
    told = code_usage.of(call.actor, content, call.asked.within, start, PAGE, MOST_COUNTED + 1)
    rows = [_told({**each.data, "key": stored.line(each.data, TEXT)}, count) for each, count in told.rows]
    return {"data": rows, "next": start + PAGE if told.more else None}


def _is_counted(content: Content) -> bool:
    return is_listed(content) and bool(stored.parts(content, "options"))


def _count(tenant: str, content: Content, option: Data, most: int) -> int:
    name = f"{PREFIX}{stored.line(content, 'key')}"
    return listing.count(tenant, stored.line(content, "of"), name, stored.line(option, "key"), most)


def _told(option: Data, count: int) -> dict[str, Any]:
    return {
        "key": stored.line(option, "key"),
        "name": stored.line(option, "name"),
        "archived": option.get("archived") is True,
        "records": min(count, MOST_COUNTED),
        "at_least": count > MOST_COUNTED,
    }


# ------------------------------------------------------------------------------------------------ what nobody uses


class OfType(Parameters):
    of: str = Field(max_length=60, description="a type of record, such as relation")
    start: int = Field(default=0, ge=0, le=100_000, description="`next` of the page before")


class UnusedOption(BaseModel):
    """`field` is how records have it, `id` that of its definition."""

    id: str
    field: str
    key: str
    name: str
    archived: bool


class UnusedOptions(BaseModel):
    """A page looks at fifty options, so it may tell of few; `next` is from where to go on, null at the end."""

    data: list[UnusedOption]
    next: int | None


@operation(
    "GET /v1/custom-fields/unused",
    right=("custom_field", "read"),
    area="custom-fields",
    asks=OfType,
    gives=UnusedOptions,
    touches=(READS,),
    together=ADMINISTRATION,
)
def unused_options(call: Call[None, OfType]) -> dict[str, Any]:
    """Lists the options of a type's custom fields that no record has

    Of choices that are indexed. Archived records do not count.
    """
    definitions = held.of(call.actor.tenant).customs.get(call.asked.of, {})
    every = [(each, option) for each in definitions.values() if _is_counted(each) for option in each["options"]]
    asked = every[call.asked.start : call.asked.start + LOOKED_AT]
    counts = at_once([partial(_count, call.actor.tenant, each, option, 1) for each, option in asked])
    following = call.asked.start + LOOKED_AT
    told = [_unused(*each) for each, count in zip(asked, counts, strict=True) if not count]
    return {"data": told, "next": following if following < len(every) else None}


def _unused(content: Content, option: Data) -> dict[str, Any]:
    told = {name: stored.line(option, name) for name in ("key", "name")}
    field = f"{PREFIX}{stored.line(content, 'key')}"
    return {"id": content["id"], "field": field, **told, "archived": option.get("archived") is True}


# ---------------------------------------------------------------------------------------------------------- adding


class NewOption(Label):
    key: Code | None = Field(default=None, description="made of the name where it is left out; it stays as it is")


@operation(
    "POST /v1/custom-fields/{id}/options",
    right=("self", "edit"),
    area="custom-fields",
    takes=NewOption,
    gives=Option,
    status=201,
    touches=(READS, WRITES),
    together=ADMINISTRATION,
    errors=(NotFound, Forbidden, AlreadyExists, Invalid, Busy),
    example={"name": "Exhibitor", "colour": "#2f6fed", "description": "Had a stand at our fair."},
)
def add_option(call: Call[NewOption, None]) -> dict[str, Any]:
    """Adds an option to a custom field, such as a label that was missing

    Administrators may, and the roles and teams that the field names. Where there is one of that name or key already,
    `existing` tells its key.
    """
    return options.add(call.work, call.actor, call.ids["id"], without_nothing(call.body.model_dump()))
