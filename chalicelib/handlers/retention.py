"""For how long is kept what is kept of people: the rules, what is due by them, and carrying that out."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import answers
from chalicelib.actions import versions
from chalicelib.actions.privacy import retention
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Conflict, Invalid, InvalidCursor, KeyReused, NotFound, StaleVersion
from chalicelib.footprint import PLANS, READS, WRITES
from chalicelib.handlers.verbs import Paging
from chalicelib.merge_patch import without_nothing
from chalicelib.models import activity_kind, retention_rule, stored
from chalicelib.models.fields import ID
from chalicelib.models.record import Record
from chalicelib.models.registry import TYPES
from chalicelib.models.retention_rule import MOST, SETTING, Key, KnownRetentionRule, RetentionRule
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.page import PageInfo
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings
from chalicelib.storage.tenant_settings import Stored

MOST_AT_ONCE = 20


class RetentionRules(Schema):
    """All of them."""

    rules: list[RetentionRule] = Field(max_length=MOST)


class KnownRetentionRules(BaseModel):
    rules: list[KnownRetentionRule]


class DueBy(Paging):
    rule: Key


class DueRow(BaseModel):
    """`since` is the day from which it counts."""

    id: str
    type: str
    title: str
    since: str


class DuePage(BaseModel):
    data: list[DueRow]
    page: PageInfo


class Apply(Schema):
    rule: Key
    ids: list[str] = Field(min_length=1, max_length=MOST_AT_ONCE, json_schema_extra={"items": {"pattern": ID}})


class Applied(BaseModel):
    """`outcome` is archived, erasing with its `erasure`, or why not: not_due, forbidden, in_use, conflict;
    what is `left` is to be asked for again."""

    id: str
    outcome: str
    erasure: str | None = None


class AllApplied(BaseModel):
    data: list[Applied]


@operation("GET /v1/retention-rules", right=("setting", "read"), area="retention", gives=KnownRetentionRules,
           touches=(READS,), together=ADMINISTRATION)  # fmt: skip
def read_retention_rules(call: Call[None, None]) -> Answer:
    """Gives the rules for how long is kept what is kept of people"""
    return _answer(tenant_settings.read_all(call.actor.tenant, [SETTING])[SETTING])


@operation(
    "PUT /v1/retention-rules",
    right=("setting", "edit"),
    area="retention",
    takes=RetentionRules,
    gives=KnownRetentionRules,
    touches=(READS, WRITES),
    together=ADMINISTRATION,
    errors=(Invalid, StaleVersion, KeyReused, Busy),
    example={
        "rules": [
            {"key": "left", "of": "contact", "months": 24, "action": "erase"},
            {"key": "passports", "of": "document", "kind": "proof_of_identity", "months": 6, "action": "archive"},
        ]
    },
)
def put_retention_rules(call: Call[RetentionRules, None]) -> Answer:
    """Sets the rules for how long is kept what is kept of people"""
    found = tenant_settings.read_all(call.actor.tenant, [SETTING, activity_kind.SETTING])
    kept = found[SETTING]
    versions.hold_setting(call.if_match, kept.version)
    rules = [without_nothing(each) for each in call.body.model_dump()["rules"]]
    if faults := list(retention_rule.faults(rules, activity_kind.of(found[activity_kind.SETTING].values))):
        raise Invalid(errors=faults)
    if {"rules": rules} == kept.values:
        return _answer(kept)
    call.work.put_setting(SETTING, {"rules": rules}, kept.version)
    return _answer(Stored({"rules": rules}, kept.version + 1))


def _answer(found: Stored) -> Answer:
    return Answer({"rules": stored.parts(found.values, "rules")}, version=found.version)


@operation("GET /v1/retention/due", right=("setting", "edit"), area="retention", asks=DueBy, gives=DuePage,
           touches=(READS,), together=ADMINISTRATION, errors=(NotFound, InvalidCursor))  # fmt: skip
def list_retention_due(call: Call[None, DueBy]) -> dict[str, Any]:
    """Lists what is due by a rule

    A page may hold fewer than asked for, even none, while there is more.
    """
    found = retention.due(call.actor, call.asked.rule, call.asked.limit, call.asked.cursor)
    return answers.page([_row(each) for each in found.records], found.next)


def _row(found: Record) -> dict[str, str]:
    title, since = TYPES[found.type].title(found.data), retention_rule.since(found)
    return {"id": found.id, "type": found.type, "title": title, "since": since}


@operation(
    "POST /v1/retention/apply",
    right=("setting", "edit"),
    area="retention",
    takes=Apply,
    gives=AllApplied,
    touches=(READS, WRITES, PLANS),
    errors=(Conflict, Invalid, KeyReused, Busy),
    example={"rule": "left", "ids": ["rel_01J9ZC4E6T7Q8R9S0V1W2X3Y4Z"]},
)
def apply_retention(call: Call[Apply, None]) -> dict[str, Any]:
    """Archives or erases what is due by a rule, of what was chosen

    Whether each is due still is looked at once more.
    """
    return {"data": retention.apply(call.work, call.actor, call.body.rule, list(call.body.ids))}
