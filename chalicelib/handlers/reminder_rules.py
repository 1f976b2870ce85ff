"""The rules by which people are reminded: those of the tenant, and one's own in their place."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.actions import kinds_known, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, Problem, StaleVersion
from chalicelib.footprint import PLANS, READS, WRITES
from chalicelib.models import activity_kind, reminder_rule
from chalicelib.models.record_type import Data
from chalicelib.models.reminder_rule import MOST, SETTING, SHIPPED, KnownRule, RuleFields
from chalicelib.operation import operation
from chalicelib.schema import Schema
from chalicelib.storage import due, tenant_settings
from chalicelib.storage.tenant_settings import Stored

ERRORS: tuple[type[Problem], ...] = (Invalid, StaleVersion, KeyReused, Busy)
AREA = "reminders"
EXAMPLE = {"rules": [*SHIPPED, {"key": "day_before", "of": "due", "ahead": "P1D", "channel": "digest"}]}


class Rules(Schema):
    """All of them; none at all reminds nobody."""

    rules: list[RuleFields] = Field(max_length=MOST)


class KnownRules(BaseModel):
    """`own`: mine, and not those of the tenant."""

    rules: list[KnownRule]
    own: bool


@operation(
    "GET /v1/reminder-rules",
    right=("activity", "read"),
    area=AREA,
    gives=KnownRules,
    touches=(READS,),
)
def list_reminder_rules(call: Call[None, None]) -> Answer:
    """Lists the rules by which people are reminded who have none of their own"""
    return _answer(_read(call, SETTING)[SETTING])


@operation(
    "PUT /v1/reminder-rules",
    right=("setting", "edit"),
    area=AREA,
    takes=Rules,
    gives=KnownRules,
    touches=(READS, WRITES, PLANS),
    together=AREA,
    errors=ERRORS,
    example=EXAMPLE,
)
def put_reminder_rules(call: Call[Rules, None]) -> Answer:
    """Sets the rules by which people are reminded who have none of their own

    They go for what there is already as well, from the moment on; it may take some minutes.
    """
    return _answer(_put(call, SETTING, ""))


@operation(
    "GET /v1/me/reminder-rules",
    right=("self", "read"),
    area=AREA,
    gives=KnownRules,
    touches=(READS,),
)
def read_my_reminder_rules(call: Call[None, None]) -> Answer:
    """Gives the rules by which I am reminded

    Who is from outside is not told of kinds that the tenant made, nor of its rules for those alone.
    """
    name = reminder_rule.name_of(call.actor.user)
    found = _read(call, SETTING, name)
    shared = kinds_known.of_rules(call.actor, reminder_rule.in_force(found[SETTING].values))
    return _answer(found[name], {"rules": shared})


@operation(
    "PUT /v1/me/reminder-rules",
    right=("self", "edit"),
    area=AREA,
    takes=Rules,
    gives=KnownRules,
    touches=(READS, WRITES, PLANS),
    together=AREA,
    errors=ERRORS,
    example=EXAMPLE,
)
def put_my_reminder_rules(call: Call[Rules, None]) -> Answer:
    """Sets rules of my own, in place of those of the tenant

    With none at all, I am not reminded of anything.
    """
    kept = _put(call, reminder_rule.name_of(call.actor.user), call.actor.user)
    return _answer(kept, {})


@operation(
    "DELETE /v1/me/reminder-rules",
    right=("self", "edit"),
    area=AREA,
    status=204,
    touches=(READS, WRITES, PLANS),
    together=AREA,
    errors=(StaleVersion, Busy),
)
def delete_my_reminder_rules(call: Call[None, None]) -> Answer:
    """Drops my own rules: I am reminded by those of the tenant again"""
    name = reminder_rule.name_of(call.actor.user)
    found = _read(call, name)[name]
    versions.hold_setting(call.if_match, found.version)
    _keep(call, name, found, {}, call.actor.user)
    return Answer(None)


def _read(call: Call[Any, None], *names: str) -> dict[str, Stored]:
    return tenant_settings.read_all(call.actor.tenant, names)


def _put(call: Call[Rules, None], name: str, who: str) -> Stored:
    found = _read(call, name, activity_kind.SETTING)
    versions.hold_setting(call.if_match, found[name].version)
    sent = call.body.model_dump()["rules"]
    kinds = kinds_known.known(call.actor, found[activity_kind.SETTING].values)
    if faults := reminder_rule.faults(sent, {*kinds, *reminder_rule.kinds(found[name].values)}):
        raise Invalid(errors=kinds_known.refused(call.actor, faults))
    return _keep(call, name, found[name], {"rules": [*map(reminder_rule.written, sent)]}, who)


def _keep(call: Call[Any, None], name: str, found: Stored, values: Data, who: str) -> Stored:
    """That all is planned again is said before the commit: for nothing where that is refused, but never forgotten."""
    if values == found.values:
        return found
    due.replan(call.actor.tenant, who)
    call.work.put_setting(name, values, found.version)
    return Stored(values, found.version + 1)


def _answer(found: Stored, tenants: Data | None = None) -> Answer:
    """Of my own rules with those of the tenant behind them."""
    rules = reminder_rule.in_force(found.values, tenants or {})
    own = tenants is not None and reminder_rule.is_set(found.values)
    return Answer({"rules": rules, "own": own}, version=found.version)
