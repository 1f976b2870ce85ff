"""Duplicates: asked for before something is made, and the tenant's rules about them."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from chalicelib import schema
from chalicelib.access import reading, writing
from chalicelib.access.decide import Right
from chalicelib.actions import duplicates, save, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, FieldError, Forbidden, Invalid, KeyReused, Problem, StaleVersion
from chalicelib.footprint import AUDITS, READS, WRITES
from chalicelib.models import duplicate_rule
from chalicelib.models.duplicate_rule import SETTING, DuplicateRule
from chalicelib.models.record_type import Data
from chalicelib.models.registry import TYPES
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings
from chalicelib.storage.tenant_settings import Stored
from chalicelib.storage.work import Work

Of = Literal["relation", "contact", "address"]


class Proposed(Schema):
    """`data` is what would be sent to create it."""

    of: Of
    data: dict[str, Any]


class Reason(BaseModel):
    """Why it is likely the same, or not: `weight` are the points that it gives, or takes."""

    code: str
    field: str
    weight: int


class Candidate(BaseModel):
    """What may not be read is `masked`: that it is there is all that is told."""

    id: str | None = None
    title: str | None = None
    place: str | None = None
    score: int | None = None
    reasons: list[Reason] | None = None
    masked: bool


class Candidates(BaseModel):
    data: list[Candidate]


class DuplicateRules(Schema):
    """All of them; a type that is left out has those that are shipped."""

    relation: DuplicateRule = Field(default_factory=DuplicateRule)
    contact: DuplicateRule = Field(default_factory=DuplicateRule)
    address: DuplicateRule = Field(default_factory=DuplicateRule)


@operation(
    "POST /v1/duplicates/check",
    right=("self", "edit"),
    area="duplicates",
    takes=Proposed,
    gives=Candidates,
    touches=(READS, AUDITS),
    errors=(Invalid, Forbidden),
    example={"of": "relation", "data": {"name": "Bakkerij Jansen B.V."}},
)
def check_duplicates(call: Call[Proposed, None]) -> dict[str, Any]:
    """Tells what is there already that is likely the same as what somebody is about to create

    For who may create records of the type.
    Scores go from 70, likely, to 100, certain; at most five are told, the most alike first. Nothing is saved.
    """
    declared = TYPES[call.body.of]
    if not reading.may(call.actor, Right(declared.name, "create")):
        raise Forbidden
    try:
        fields = schema.parse(declared.fields, call.body.data)
        writing.hold_new(call.actor, declared, fields)
        aside = Work(call.actor.tenant, call.actor.user)  # it is never committed
        record = save.create(aside, call.actor, declared, fields).record
    except Problem as problem:
        raise _within(problem) from None
    return {"data": duplicates.check(call.actor, record)}


def _within(problem: Problem) -> Problem:
    """The same, of what stands in `data`."""
    errors = [FieldError(f"data.{each.field}", each.code, each.message) for each in problem.errors]
    return type(problem)(problem.detail, errors, problem.headers, **problem.extra)


@operation(
    "GET /v1/duplicates/rules",
    right=("setting", "read"),
    area="duplicates",
    gives=DuplicateRules,
    touches=(READS,),
    together=ADMINISTRATION,
)
def read_duplicate_rules(call: Call[None, None]) -> Answer:
    """Gives what this organisation says about duplicates of each type"""
    return _answer(_stored(call))


@operation(
    "PUT /v1/duplicates/rules",
    right=("setting", "edit"),
    area="duplicates",
    takes=DuplicateRules,
    gives=DuplicateRules,
    touches=(READS, WRITES),
    errors=(Invalid, StaleVersion, KeyReused, Busy),
    together=ADMINISTRATION,
    example={"relation": {"on_create": "refuse", "threshold": 90, "ignored": ["other_host"], "masked": False}},
)
def put_duplicate_rules(call: Call[DuplicateRules, None]) -> Answer:
    """Sets what keeps something from being created twice, for each type"""
    kept = _stored(call)
    versions.hold_setting(call.if_match, kept.version)
    values: Data = call.body.model_dump()
    if faults := list(duplicate_rule.faults(values)):
        raise Invalid(errors=faults)
    if values == kept.values:
        return _answer(kept)
    call.work.put_setting(SETTING, values, kept.version)
    return _answer(Stored(values, kept.version + 1))


def _stored(call: Call[Any, None]) -> Stored:
    return tenant_settings.read_all(call.actor.tenant, [SETTING])[SETTING]


def _answer(found: Stored) -> Answer:
    rules = {name: duplicate_rule.of(found.values, name).model_dump() for name in DuplicateRules.model_fields}
    return Answer(rules, version=found.version)
