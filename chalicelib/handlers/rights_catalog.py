"""What profiles can speak of, for who describes the rights of an organisation."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib.access import held
from chalicelib.call import Call
from chalicelib.footprint import READS
from chalicelib.models import catalog
from chalicelib.models.custom import is_custom
from chalicelib.models.record_type import Definitions, RecordType
from chalicelib.operation import operation


class GrantableField(BaseModel):
    """What is `essential` is read by all who may read the record. What cannot be `written` is computed."""

    name: str
    essential: bool
    written: bool
    made_of: list[str] = Field(description="hidden with any of these")


class GrantableType(BaseModel):
    type: str
    plural: str
    summary: str
    actions: list[str]
    fields: list[GrantableField]


class RightsCatalog(BaseModel):
    data: list[GrantableType]


@operation("GET /v1/rights/catalog", right=("profile", "read"), area="profiles", gives=RightsCatalog, touches=(READS,))
def read_rights_catalog(call: Call[None, None]) -> dict[str, Any]:
    """Lists what profiles can speak of: the types of record, what may be done with each, and its fields"""
    customs = held.of(call.actor.tenant).customs
    return {"data": [_type(each, customs.get(each.name, {})) for each in catalog.types().values()]}


def _type(declared: RecordType, customs: Definitions) -> dict[str, Any]:
    return {
        "type": declared.name,
        "plural": declared.plural,
        "summary": declared.summary,
        "actions": sorted(catalog.actions(declared)),
        "fields": [_field(declared, name) for name in [*sorted(declared.names), *customs]],
    }


def _field(declared: RecordType, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "essential": name in declared.essential,
        "written": name in declared.fields.model_fields or is_custom(name),
        "made_of": sorted(declared.parts(name) - {name}),
    }
