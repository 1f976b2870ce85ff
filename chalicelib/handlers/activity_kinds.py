"""The kinds of activity of a tenant."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import held, openness
from chalicelib.actions import versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.models import activity_kind
from chalicelib.models.activity import ACTIVITY
from chalicelib.models.activity_kind import MOST, SETTING, KindFields, KnownKind
from chalicelib.models.record_type import Data
from chalicelib.models.stakes import VISIBILITY
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings
from chalicelib.storage.tenant_settings import Settings


class Kinds(Schema):
    """All of them, in the order in which they are offered."""

    kinds: list[KindFields] = Field(min_length=1, max_length=MOST)


class KnownKinds(BaseModel):
    data: list[KnownKind]


@operation(
    "GET /v1/activity-kinds",
    right=("activity", "read"),
    area="activities",
    gives=KnownKinds,
    touches=(READS,),
    together=ADMINISTRATION,
)
def list_activity_kinds(call: Call[None, None]) -> Answer:
    """Lists the kinds of activity, archived ones too"""
    found = tenant_settings.read(call.actor.tenant, SETTING)
    return _answer(call, found.values, found)


@operation(
    "PUT /v1/activity-kinds",
    right=("setting", "edit"),
    area="activities",
    takes=Kinds,
    gives=KnownKinds,
    touches=(READS, WRITES),
    together=ADMINISTRATION,
    errors=(Invalid, StaleVersion, KeyReused, Busy),
    example={
        "kinds": [
            *activity_kind.SHIPPED.values(),
            {"key": "trade_fair", "labels": {"en": "Trade fair", "nl": "Beurs"}, "touch": True},
        ]
    },
)
def put_activity_kinds(call: Call[Kinds, None]) -> Answer:
    """Sets the kinds of activity: their names, order, and which are offered

    A kind that there is may be renamed and archived, but not left out.
    """
    held.of(call.actor.tenant)  # the rights, which say who sees a new one, are asked for along with them
    found = tenant_settings.read(call.actor.tenant, SETTING)
    versions.hold_setting(call.if_match, found.version)
    sent = call.body.model_dump()["kinds"]
    if faults := activity_kind.faults(sent, activity_kind.of(found.values)):
        raise Invalid(errors=faults)
    values: dict[str, Any] = {"kinds": sent}
    if values != found.values:
        call.work.put_setting(SETTING, values, found.version)
        found = found._replace(version=found.version + 1)
    return _answer(call, values, found)


def _answer(call: Call[Any, None], values: dict[str, Any], found: Settings) -> Answer:
    kinds = activity_kind.of(values).values()
    told = [{**activity_kind.told(each, found.language), **_opened(call, each)} for each in kinds]
    return Answer({"data": told}, version=found.version)


def _opened(call: Call[Any, None], kind: Data) -> Data:
    return {VISIBILITY: openness.of_new(call.actor.tenant, ACTIVITY.name, kind["key"])}
