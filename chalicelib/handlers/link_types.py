"""The types of link of a tenant."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.actions import versions
from chalicelib.call import Answer, Call
from chalicelib.errors import Busy, Invalid, KeyReused, StaleVersion
from chalicelib.footprint import READS, WRITES
from chalicelib.merge_patch import without_nothing
from chalicelib.models import link_type
from chalicelib.models.link_type import MOST, SETTING, KnownLinkType, LinkTypeFields
from chalicelib.models.shipped_links import SHIPPED
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.storage import tenant_settings
from chalicelib.storage.tenant_settings import Settings

OWN = {
    "key": "franchise",
    "forward": {"en": "is franchisee of", "nl": "is franchisenemer van"},
    "backward": {"en": "has as franchisee", "nl": "heeft als franchisenemer"},
    "from_types": ["company"],
    "to_types": ["company"],
    "one_to": True,
}


class LinkTypes(Schema):
    """All of them, in the order in which they are offered."""

    types: list[LinkTypeFields] = Field(min_length=1, max_length=MOST)


class KnownLinkTypes(BaseModel):
    data: list[KnownLinkType]


@operation(
    "GET /v1/link-types",
    right=("connection", "read"),
    area="connections",
    gives=KnownLinkTypes,
    touches=(READS,),
    together=ADMINISTRATION,
)
def list_link_types(call: Call[None, None]) -> Answer:
    """Lists the types of link that connections may have, archived ones too"""
    found = tenant_settings.read(call.actor.tenant, SETTING)
    return _answer(found.values, found)


@operation(
    "PUT /v1/link-types",
    right=("setting", "edit"),
    area="connections",
    takes=LinkTypes,
    gives=KnownLinkTypes,
    touches=(READS, WRITES),
    together=ADMINISTRATION,
    errors=(Invalid, StaleVersion, KeyReused, Busy),
    example={"types": [*SHIPPED.values(), OWN]},
)
def put_link_types(call: Call[LinkTypes, None]) -> Answer:
    """Sets the types of link: their names, what they join, their order, and which are offered

    A type that there is may be renamed and archived, but not left out; what holds of its links stays as it was made.
    """
    found = tenant_settings.read(call.actor.tenant, SETTING)
    versions.hold_setting(call.if_match, found.version)
    sent = [without_nothing(each) for each in call.body.model_dump()["types"]]
    if faults := link_type.faults(sent, link_type.of(found.values)):
        raise Invalid(errors=faults)
    values: dict[str, Any] = {"types": sent}
    if values != found.values:
        call.work.put_setting(SETTING, values, found.version)
        found = found._replace(version=found.version + 1)
    return _answer(values, found)


def _answer(values: dict[str, Any], found: Settings) -> Answer:
    types = link_type.of(values).values()
    return Answer({"data": [link_type.told(each, found.language) for each in types]}, version=found.version)
