"""Kinds of field that record types share: texts that are clean, links to other records, codes."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints

from chalicelib import pattern, text
from chalicelib.schema import Schema

Language = Literal["nl", "fr", "de", "ru", "en"]
CODE = pattern.CODE
ID = pattern.ID


def _line(value: str) -> str:
    return text.clean(value)


def _lines(value: str) -> str:
    return text.clean(value, lines=True)


def _filled(value: str) -> str:
    if not value:
        raise ValueError("Give at least one visible character, or null to clear the field.")
    return value


def _said(value: str) -> str:
    if sum(each.isalnum() for each in value) < 3:
        raise ValueError("Say why, in a word at least.")
    return value


Short = Annotated[str, StringConstraints(max_length=80), AfterValidator(_line), AfterValidator(_filled)]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(_line), AfterValidator(_filled)]
Reason = Annotated[str, StringConstraints(min_length=3, max_length=200), AfterValidator(_line), AfterValidator(_said)]
Lines = Annotated[str, StringConstraints(max_length=20_000), AfterValidator(_lines), AfterValidator(_filled)]
Country = Annotated[
    str,
    AfterValidator(lambda value: _country(value)),
    Field(description="ISO 3166-1 alpha-2, such as NL", examples=["NL"]),
]
Day = Annotated[str, AfterValidator(lambda value: _day(value)), Field(json_schema_extra={"maxLength": 10})]
Code = Annotated[str, StringConstraints(pattern=CODE)]

TimeZone = Annotated[
    str,
    StringConstraints(max_length=60),
    AfterValidator(lambda value: _zone(value)),
    Field(description="its IANA name, such as Europe/Amsterdam", examples=["Europe/Amsterdam"]),
]


def _country(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", value):
        raise ValueError("Give a country as its two letters of ISO 3166-1 in capitals, such as NL.")
    return value


def _day(value: str) -> str:
    from datetime import date

    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise ValueError("Give a date as YYYY-MM-DD.")


def _zone(value: str) -> str:
    from chalicelib.agenda import zone

    zone.named(value)
    return value


def _as_object(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class LinkTo(Schema):
    """A link to another record. Send its id, as a text or as `{"id": …}`; what a link is answered with may be sent
    back, where `title` and `place` are copies that Relata keeps."""

    id: Annotated[str, StringConstraints(pattern=ID)]
    title: str | None = Field(default=None, description="read only", exclude=True)
    place: str | None = Field(default=None, description="read only", exclude=True)


Linked = Annotated[LinkTo, BeforeValidator(_as_object, json_schema_input_type=str | LinkTo)]


class KnownLink(BaseModel):
    """A link as it is answered: the id, and the title and place of what it leads to."""

    id: str
    title: str | None = None
    place: str | None = None
