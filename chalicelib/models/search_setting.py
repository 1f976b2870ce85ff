"""Where a tenant's quick search looks: which types, and which of their fields. It looks everywhere unless told
otherwise; what a record is called by is always looked at, and custom fields say so themselves."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, Field

from chalicelib.errors import FieldError
from chalicelib.models import stored
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.schema import Schema

SETTING = "search"
# Besides what each is called by.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "relation": ("chamber_number", "addresses", "channels", "parent"),
    "contact": ("company", "function", "department", "addresses", "channels"),
    "activity": ("text",),
    "document": ("file_name", "description"),
    "product": ("number",),
    "supply": ("supplier", "number"),
    "building": ("number", "cadastral", "addresses"),
    "mail_template": ("subject",),
}
Off = Mapping[str, frozenset[str] | None]  # by type the fields that are not looked at; None where none are


class SearchedType(Schema):
    """Records of a type that is not `searched` are found where it is asked for by name, among the `types`."""

    searched: bool = True
    off: list[str] = Field(default=[], max_length=20, description="the fields that are not looked at")


class SearchSettings(Schema):
    """By type; what is left out is looked at everywhere."""

    types: dict[str, SearchedType] = Field(default={}, max_length=100)


class KnownSearchedType(BaseModel):
    """`fields` are those that may be switched off."""

    searched: bool
    off: list[str]
    fields: list[str]


class KnownSearchSettings(BaseModel):
    types: dict[str, KnownSearchedType]


def off(setting: Mapping[str, Any]) -> Off:
    told = stored.part(setting, "types")
    return {
        name: frozenset(stored.lines(each, "off")) if each.get("searched") is not False else None
        for name in told
        if (each := stored.part(told, name))
    }


def known(setting: Mapping[str, Any]) -> dict[str, Data]:
    told = stored.part(setting, "types")
    return {name: {"searched": True, "off": [], **told.get(name, {}), "fields": FIELDS.get(name, ())} for name in TYPES}


def faults(types: Mapping[str, Data]) -> Iterator[FieldError]:
    for name, each in types.items():
        if name not in TYPES:
            told = f"There is no such type; choose from {', '.join(TYPES)}."
            yield FieldError(f"types.{name}", "unknown_type", told)
            continue
        for place, field in enumerate(each["off"]):
            if field not in FIELDS.get(name, ()):
                told = f"This cannot be switched off; choose from {', '.join(FIELDS.get(name, ())) or 'no field'}."
                yield FieldError(f"types.{name}.off[{place}]", "unknown_field", told)
