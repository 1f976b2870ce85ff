"""What a record is connected with: as a list, and as a network of two hops."""

from typing import Any

from pydantic import BaseModel, Field, create_model

from chalicelib.actions import connections, lists, network
from chalicelib.call import Call
from chalicelib.errors import InvalidCursor, InvalidParameter, NotFound
from chalicelib.footprint import READS
from chalicelib.handlers.uses import Use
from chalicelib.handlers.verbs import Paging
from chalicelib.models.connection import CONNECTION
from chalicelib.models.fields import ID
from chalicelib.models.link_type import LinkKey
from chalicelib.openapi_models import RecordShape
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.page import PageInfo
from chalicelib.schema import Parameters

Of = Field(pattern=ID, description="a relation, a contact or a user")


class ConnectionsAsked(Paging):
    record: str = Of
    link_type: list[LinkKey] | None = Field(default=None, max_length=20, description="may be repeated")
    current: bool | None = Field(default=None, description="those of today, or those that are over or to come")


class NetworkAsked(Parameters):
    record: str = Of
    hops: int = Field(default=2, ge=1, le=2)


class NetworkNode(Use):
    """`hops` away; `kind` is that of a relation."""

    kind: str | None
    hops: int


class NetworkEdge(BaseModel):
    """`from_name` is how it reads from `from_record`, `to_name` how from `to_record`. The one of `link_type` parent is
    no connection, and so has no `id`: it stands in the companies themselves."""

    id: str | None
    link_type: str
    from_record: str
    to_record: str
    from_name: str
    to_name: str
    is_current: bool
    priority: int | None = None
    percentage: float | None = None
    started_on: str | None = None
    ended_on: str | None = None


class Network(BaseModel):
    """The nearest first; `complete` is false where there is more than is shown."""

    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
    complete: bool


class ConnectionPage:
    """`role` is how each reads from the record that is asked about: forward from `from_record`, else backward."""

    def json_schema(self) -> dict[str, Any]:
        shape: Any = RecordShape(CONNECTION).model
        seen = {"role": (str, ...), "direction": (str, ...), "is_current": (bool, ...), "other": (Use, ...)}
        row: Any = create_model("SeenConnection", __base__=shape, **seen)  # type: ignore[call-overload]
        page = create_model("SeenConnectionPage", data=(list[row], ...), page=(PageInfo, ...))
        told = page.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
        told["$defs"]["SeenConnection"]["additionalProperties"] = True
        return told


@operation(
    "GET /v1/connections",
    right=("connection", "read"),
    area="connections",
    asks=ConnectionsAsked,
    gives=ConnectionPage(),
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(NotFound, InvalidParameter, InvalidCursor),
)
def list_connections(call: Call[None, ConnectionsAsked]) -> dict[str, Any]:
    """Lists what a record is connected with, as it reads from there

    In the order of priority, then of names. What leads to an archived record is not shown.
    """
    asked = call.asked
    raw = connections.criteria(asked.record, asked.link_type or [], asked.current)
    told = lists.parse(call.actor, CONNECTION, raw)
    wanted = lists.Wanted(told, CONNECTION.natural, asked.limit, asked.cursor)
    return connections.page(call.actor, asked.record, wanted)


@operation(
    "GET /v1/connections/network",
    right=("connection", "read"),
    area="connections",
    asks=NetworkAsked,
    gives=Network,
    touches=(READS,),
    together=ADMINISTRATION,
    errors=(NotFound, InvalidParameter),
)
def network_of_record(call: Call[None, NetworkAsked]) -> dict[str, Any]:
    """Shows what a record is connected with, and what that is connected with

    With parent companies and subsidiaries, which stand in the companies themselves. At most 200 records; of what may
    not be seen, nothing.
    """
    return network.of(call.actor, call.asked.record, call.asked.hops)
