"""What a tenant asks of a complete record."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints

from chalicelib import pattern
from chalicelib.access import reading
from chalicelib.actions import versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.merge_patch import without_nothing
from chalicelib.models import demands
from chalicelib.models.completeness import SETTING
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings
from chalicelib.storage.tenant_settings import Stored

Name = Annotated[str, StringConstraints(pattern=pattern.KEY)]


class CompletenessRule(Schema):
    """A `field` of the type, a custom one too, that is to be filled; or `email`, `phone`, `mobile` or `website`, of
    which there is to be one; or `address`, `visiting_address` and so on, of which there is to be one with all that the
    post of its country needs. With `when` it is asked of records only that meet these criteria, such as of
    customers."""

    field: Name
    weight: int = Field(default=1, ge=1, le=10)
    when: dict[str, Any] | None = Field(default=None, description="in the language that lists are searched by")


class CompletenessRules(Schema):
    """By type, all of them; a type that is left out has those that are shipped."""

    types: dict[Name, Annotated[list[CompletenessRule], Field(max_length=demands.MOST)]] = Field(max_length=20)


class KnownCompletenessRules(BaseModel):
    """What is asked now, by type; `fields` are those that may be asked for."""

    types: dict[str, list[CompletenessRule]]
    fields: dict[str, list[str]]


EXAMPLE = {
    "types": {
        "relation": [
            {"field": "email", "weight": 3},
            {
                "field": "billing_address",
                "weight": 2,
                "when": {"field": "status", "op": "has_any", "value": ["customer"]},
            },
        ]
    }
}


@operation("GET /v1/completeness-rules", right=("setting", "read"), area="completeness", gives=KnownCompletenessRules,
           touches=(READS,), together=ADMINISTRATION)  # fmt: skip
def read_completeness_rules(call: Call[None, None]) -> Answer:
    """Tells what is asked of a complete record of each type"""
    return _answer(call, _stored(call))


@operation("PUT /v1/completeness-rules", right=("setting", "edit"), area="completeness", takes=CompletenessRules,
           gives=KnownCompletenessRules, touches=(READS, WRITES), errors=(Invalid, StaleVersion, KeyReused, Busy),
           example=EXAMPLE, together=ADMINISTRATION)  # fmt: skip
def put_completeness_rules(call: Call[CompletenessRules, None]) -> Answer:
    """Sets what is asked of a complete record of each type, and what weighs how much

    A record gets its score whenever it is saved, by what is asked then. To give all of them a new one at once, begin
    the job `renew` of the type: do so too when records are older than scores. Such have none, and criteria such as
    `completeness lt 80` do not find them, while `completeness missing` does. What is asked of a custom field rests
    while that is archived. The score is of all that is asked, whoever looks at it; who may not see it is told by the
    profile, as of any field. What is `missing` is told of as far as somebody sees the fields, and those that `when`
    asks about.
    """
    kept = _stored(call)
    versions.hold_setting(call.if_match, kept.version)
    values = {of: [without_nothing(each) for each in told] for of, told in call.body.model_dump()["types"].items()}
    if faults := list(demands.faults(values, reading.subject_of(call.actor).customs)):
        raise Invalid(errors=faults)
    if values == kept.values:
        return _answer(call, kept)
    call.work.put_setting(SETTING, values, kept.version)
    return _answer(call, Stored(values, kept.version + 1))


def _stored(call: Call[Any, None]) -> Stored:
    return tenant_settings.read_all(call.actor.tenant, [SETTING])[SETTING]


def _answer(call: Call[Any, None], found: Stored) -> Answer:
    customs = reading.subject_of(call.actor).customs
    types, known = demands.types(), demands.all_known(customs)
    told = {name: demands.told(declared, found.values, customs.get(name, {})) for name, declared in types.items()}
    return Answer({"types": told, "fields": known}, version=found.version)
