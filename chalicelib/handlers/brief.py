"""What one must know before picking up the phone."""

from typing import Any

from pydantic import BaseModel

from chalicelib.actions import brief
from chalicelib.call import Call
from chalicelib.errors import NotFound
from chalicelib.footprint import READS
from chalicelib.models.activity_row import ActivityRow
from chalicelib.models.channel import KnownChannel, ReachedBy
from chalicelib.models.fields import KnownLink
from chalicelib.models.relation import RELATION
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import operation


class BriefContact(BaseModel):
    """`reached_by` has its own phones and addresses, and those that it inherits."""

    id: str
    display_name: str
    company: KnownLink | None = None
    function: str | None = None
    department: str | None = None
    rank: int | None = None
    primary: bool | None = None
    language: str | None = None
    channels: list[KnownChannel] = []
    reached_by: list[ReachedBy] = []


class BriefCounts(BaseModel):
    """`contacts` are those that have not ended."""

    contacts: int
    open_tasks: int


class Brief:
    """`complete` is false where there is more than what is shown or was looked at."""

    def json_schema(self) -> dict[str, Any]:
        from pydantic import create_model

        relation: Any = RecordShape(RELATION).model
        model = create_model(
            "Brief",
            relation=(relation, ...),
            contacts=(list[BriefContact], ...),
            open_tasks=(list[ActivityRow], ...),
            last_touches=(list[ActivityRow], ...),
            next=(list[ActivityRow], ...),
            counts=(BriefCounts, ...),
            complete=(bool, ...),
        )
        told = model.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        told["$defs"]["RelationRecord"]["additionalProperties"] = True
        return told


@operation(
    "GET /v1/relations/{id}/brief",
    right=("relation", "read"),
    area="relations",
    gives=Brief(),
    touches=(READS,),
    errors=(NotFound,),
)
def brief_of_relation(call: Call[None, None]) -> dict[str, Any]:
    """Tells all that one must know before picking up the phone

    How to reach it, whom to ask for, what is still to be done, the last five touches and what is planned.
    """
    return brief.brief(call.actor, call.ids["id"])
