"""Duplicates: asked for before something is made, and the tenant's rules about them."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import schema
from chalicelib.access import reading, writing
from chalicelib.access.decide import Right
from chalicelib.actions import duplicates, save, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Forbidden, Invalid, KeyReused, NotFound, Problem, StaleVersion, invalid
from chalicelib.footprint import AUDITS, READS, WRITES
from chalicelib.merge_patch import MergePatch, apply
from chalicelib.models import duplicate_rule
from chalicelib.models.duplicate import Candidate
from chalicelib.models.duplicate_rule import SETTING, DuplicateRule
from chalicelib.models.fields import ID
from chalicelib.models.likeness import Of
from chalicelib.models.record import Record
from chalicelib.models.record_type import Data, RecordType
from chalicelib.models.registry import TYPES
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings
from chalicelib.storage.tenant_settings import Stored
from chalicelib.storage.work import Work


class Proposed(Schema):
    """`data` is what would be sent to create it; with an `id` what would be sent to change that one, nothing where it
    is to stay as it is."""

    of: Of
    data: dict[str, Any] | None = None
    id: str | None = Field(default=None, pattern=ID, description="of one that is there, to find others like it")


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
    together=ADMINISTRATION,
    errors=(Invalid, Forbidden),
    example={"of": "relation", "data": {"name": "Bakkerij Jansen B.V."}},
)
def check_duplicates(call: Call[Proposed, None]) -> dict[str, Any]:
    """Tells what is there that is likely the same as what is about to be created, or as another

    For who may create records of the type, or read the one that is asked about, and edit it where it would be changed.
    Scores go from 70, likely, to 100, certain; at most five are told, the most alike first, without those that somebody
    said are no duplicates of it. Nothing is saved.
    """
    declared = TYPES[call.body.of]
    before = _there(call, declared, call.body.id) if call.body.id is not None else None
    try:
        record = _made(call, declared) if before is None else reading.shown(call.actor, _changed(call, before))
    except Problem as problem:
        raise _within(problem) from None
    return {"data": duplicates.check(call.actor, record, is_there=before is not None)}


def _there(call: Call[Proposed, None], declared: RecordType, record_id: str) -> Record:
    try:
        return reading.get(call.actor, declared, record_id, "edit" if call.body.data else "read")
    except NotFound:
        raise invalid("id", "no_such_record", f"There is no {declared.name} with this id; correct it.") from None


def _made(call: Call[Proposed, None], declared: RecordType) -> Record:
    if not reading.may(call.actor, Right(declared.name, "create")):
        raise Forbidden
    fields = schema.parse(declared.fields, call.body.data or {})
    writing.hold_new(call.actor, declared, fields)
    return save.create(_aside(call), call.actor, declared, fields).record


def _changed(call: Call[Proposed, None], before: Record) -> Record:
    declared = TYPES[before.type]
    if not call.body.data:
        return before
    patch = MergePatch(declared.fields, declared.born).parse(call.body.data)
    writing.hold(call.actor, declared, patch)
    data = apply(before.data, patch, declared.fields)
    writing.hold_copies(call.actor, declared, data)
    return save.update(_aside(call), call.actor, declared, before, data).record


def _aside(call: Call[Proposed, None]) -> Work:
    """It is never committed."""
    return Work(call.actor.tenant, call.actor.user)


def _within(problem: Problem) -> Problem:
    """The same, of what stands in `data`."""
    errors = [each._replace(field=f"data.{each.field}") for each in problem.errors]
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
