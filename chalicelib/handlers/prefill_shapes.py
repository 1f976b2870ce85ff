"""What is asked of sources, and what of their answers is told."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import text
from chalicelib.actions.prefill import Marked, Prefilled, code_of
from chalicelib.errors import FieldError, InvalidParameter
from chalicelib.models.fields import Short
from chalicelib.models.record_type import Data
from chalicelib.schema import Parameters
from chalicelib.sources.source import NAME, NUMBER, Source, Terms

SHORTEST = 2


class Sought(Parameters):
    q: Short | None = Field(default=None, description="a name, or how it begins", min_length=SHORTEST)
    place: Short | None = Field(default=None, description="with a name: the town")
    number: Short | None = Field(default=None, description="a chamber number, of a source that takes one")


class SourceHit(BaseModel):
    """`id` is what it is picked by; `existing` the id of the relation that it is already, of those that you see."""

    id: str
    name: str
    place: str
    line: str
    number: str | None
    active: bool
    existing: str | None


class SourceHits(BaseModel):
    """The `attribution` has to be shown with them."""

    data: list[SourceHit]
    source: str
    attribution: str


class KnownActivity(BaseModel):
    """What a company does; `id` is that of the code in the table that comes with Relata."""

    code: str
    name: str
    main: bool
    id: str | None


class SourceNote(BaseModel):
    """What to mind: `no_mail`, `address_shielded`, or `ended`."""

    code: str
    message: str


class SourceFacts(BaseModel):
    """What is known besides, for which a relation has no field; null or empty where nothing is."""

    legal_form: str | None
    trade_names: list[str]
    employees: int | None
    branch: str | None
    registered_on: str | None
    ended_on: str | None
    activities: list[KnownActivity]


class PrefilledRelation(BaseModel):
    """`relation` is what POST /v1/relations takes. It is as the source had it `at` that moment."""

    source: str
    id: str
    at: str
    attribution: str
    relation: dict[str, Any]
    facts: SourceFacts
    notes: list[SourceNote]
    existing: str | None


def terms(source: Source, asked: Sought) -> Terms:
    """Raises InvalidParameter."""
    if asked.number is not None and NUMBER not in source.takes:
        raise _wrong("number", "not_taken", f"{source.label} is searched by a name; leave the number out.")
    if asked.q is None and asked.number is None:
        by = "a name or a number" if NUMBER in source.takes else "a name"
        raise _wrong("q", "required", f"Give {by} to search by.")
    return Terms(asked.q or "", asked.place or "", _number(source, asked.number) if asked.number else "")


def _number(source: Source, typed: str) -> str:
    try:
        return text.company_number(typed, source.country)
    except ValueError as error:
        raise _wrong("number", "not_valid", str(error)) from None


def _wrong(name: str, code: str, told: str) -> InvalidParameter:
    return InvalidParameter(errors=[FieldError(name, code, told)])


def hit(each: Marked) -> Data:
    shown = {name: getattr(each.hit, name) for name in ("id", NAME, "place", "line", "active")}
    return {**shown, "number": each.hit.number or None, "existing": each.existing or None}


def prefilled(made: Prefilled) -> Data:
    return {
        "relation": made.relation,
        "facts": _facts(made),
        "notes": [each._asdict() for each in made.found.notes],
        "existing": made.existing or None,
    }


def _facts(made: Prefilled) -> Data:
    found = made.found
    return {
        "legal_form": found.legal_form or None,
        "trade_names": list(found.trade_names),
        "employees": found.employees,
        "branch": found.branch or None,
        "registered_on": found.registered_on or None,
        "ended_on": found.ended_on or None,
        "activities": [{**each._asdict(), "id": code_of(each) or None} for each in found.activities],
    }
