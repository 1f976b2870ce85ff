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


class BlockKind(BaseModel):
    """`on` are the screens where it may stand, `start` among them; on the card of any record where there are none."""

    kind: str
    on: list[str]


class AllLayouts(KnownLayouts):
    """`shipped` are those that come with Relata, `kinds` the blocks that there are, of which a screen has `most`."""

    shipped: list[KnownLayout]
    kinds: list[BlockKind]
    most: int


@operation("GET /v1/me/layouts", right=("self", "read"), area=AREA, gives=KnownLayouts, touches=(READS,),
           together="schema")  # fmt: skip
def my_layouts(call: Call[None, None]) -> Answer:
    """Tells which blocks stand on each screen, as the role of who asks has it

    A layout of the role comes before that of everybody. Blocks and fields that they may not see are left out.
    """
    found = tenant_settings.read(call.actor.tenant, SETTING)
    return Answer({"data": laying_out.seen(call.actor, found.values)}, version=found.version)


@operation("GET /v1/layouts", right=("setting", "edit"), area=AREA, gives=AllLayouts, touches=(READS,),
           together=ADMINISTRATION)  # fmt: skip
def list_layouts(call: Call[None, None]) -> Answer:
    """Lists the layouts that the organisation made, of all roles, and what layouts are made of"""
    found = tenant_settings.read(call.actor.tenant, SETTING)
    return _all(found.values, found.version)


@operation("PUT /v1/layouts", right=("setting", "edit"), area=AREA, takes=Layouts, gives=AllLayouts,
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
    told = {
        "data": [{**each, "shipped": False} for each in layout.all_of(values)],
        "shipped": [{**each, "shipped": True} for each in layout.SHIPPED],
        "kinds": [{"kind": name, "on": list(kind.on)} for name, kind in layout.KINDS.items()],
        "most": layout.MOST_BLOCKS,
    }
    return Answer(told, version=version)
