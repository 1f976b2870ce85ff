"""How screens are laid out, for everybody or for a role."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.actions import laying_out, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.merge_patch import without_nothing
from chalicelib.models import layout
from chalicelib.models.layout import MOST_LAYOUTS, SETTING, KnownLayout, Layout
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings

AREA = "layouts"
FOR_SALES = {
    "of": "relation",
    "role": "employee",
    "blocks": [
        {"kind": "fields", "names": {"en": "At a glance"}, "fields": ["status", "owner", "chamber_number"]},
        {"kind": "contacts"},
        {"kind": "open_work"},
        {"kind": "timeline"},
    ],
}


class Layouts(Schema):
    """All that the organisation makes; of other screens those stand that come with Relata."""

    layouts: list[Layout] = Field(max_length=MOST_LAYOUTS)


class KnownLayouts(BaseModel):
    data: list[KnownLayout]


@operation("GET /v1/me/layouts", right=("self", "read"), area=AREA, gives=KnownLayouts, touches=(READS,),
           together="schema")  # fmt: skip
def my_layouts(call: Call[None, None]) -> Answer:
    """Tells which blocks stand on each screen, as the role of who asks has it

    A layout of the role comes before that of everybody. Blocks and fields that they may not see are left out.
    """
    found = tenant_settings.read(call.actor.tenant, SETTING)
    return Answer({"data": laying_out.seen(call.actor, found.values)}, version=found.version)


@operation("GET /v1/layouts", right=("setting", "edit"), area=AREA, gives=KnownLayouts, touches=(READS,),
           together=ADMINISTRATION)  # fmt: skip
def list_layouts(call: Call[None, None]) -> Answer:
    """Lists the layouts that the organisation made, of all roles"""
    found = tenant_settings.read(call.actor.tenant, SETTING)
    return _all(found.values, found.version)


@operation("PUT /v1/layouts", right=("setting", "edit"), area=AREA, takes=Layouts, gives=KnownLayouts,
           touches=(READS, WRITES), together=ADMINISTRATION, errors=(Invalid, StaleVersion, KeyReused, Busy),
           example={"layouts": [FOR_SALES]})  # fmt: skip
def put_layouts(call: Call[Layouts, None]) -> Answer:
    """Lays out screens: which blocks stand on each, for everybody or for a role

    One to six blocks, in their order. A screen that is left out is laid out as Relata ships it.
    """
    found = tenant_settings.read(call.actor.tenant, SETTING)
    versions.hold_setting(call.if_match, found.version)
    sent = call.body.model_dump()["layouts"]
    laying_out.hold(call.actor, sent)
    values: dict[str, Any] = {SETTING: [without_nothing(each) for each in sent]}
    version = found.version
    if values != found.values:
        call.work.put_setting(SETTING, values, found.version)
        version += 1
    return _all(values, version)


def _all(values: dict[str, Any], version: int) -> Answer:
    return Answer({"data": [{**each, "shipped": False} for each in layout.all_of(values)]}, version=version)
