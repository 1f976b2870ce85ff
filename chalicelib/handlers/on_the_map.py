"""The map: what is near somewhere, and all that is anywhere, for geographic information systems."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field

from chalicelib.access import reading
from chalicelib.access.decide import Right
from chalicelib.actions import lists, on_the_map
from chalicelib.actions.on_the_map import Circle, Wanted
from chalicelib.call import Call
from chalicelib.errors import Forbidden, Invalid, InvalidCursor, invalid
from chalicelib.footprint import READS
from chalicelib.geo import Point
from chalicelib.handlers.verbs import Cursor
from chalicelib.models.address import Coordinates
from chalicelib.models.registry import TYPES
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema

LOCATED = on_the_map.located_types(TYPES)
LIMIT, MOST = 200, 500
FARTHEST = 500


def _of(value: str) -> str:
    if value not in LOCATED:
        raise ValueError(f"Choose one of {', '.join(LOCATED)}.")
    return value


class AskedMap(Schema):
    """`near` with `within`, or neither."""

    of: Annotated[str, AfterValidator(_of), Field(json_schema_extra={"enum": list(LOCATED)})] = "relation"
    near: Coordinates | None = None
    within: float | None = Field(default=None, gt=0, le=FARTHEST, description="km")
    criteria: dict[str, Any] | None = Field(default=None, description="as lists are searched by")
    limit: int = Field(default=LIMIT, ge=1, le=MOST)
    cursor: str | None = Cursor


class Geometry(BaseModel):
    """Longitude and latitude, WGS 84."""

    type: Literal["Point"]
    coordinates: list[float]


class MappedAddress(BaseModel):
    id: str
    title: str


class Mapped(BaseModel):
    """`distance` in km."""

    id: str
    type: str
    title: str
    place: str
    address: MappedAddress
    distance: float | None = None


class Feature(BaseModel):
    type: Literal["Feature"]
    id: str
    geometry: Geometry
    properties: Mapped


class FeatureCollection(BaseModel):
    """GeoJSON (RFC 7946). `complete` is false where there is more: behind `next_cursor`, or within a smaller circle."""

    type: Literal["FeatureCollection"]
    features: list[Feature]
    complete: bool
    next_cursor: str | None


@operation(
    "POST /v1/map",
    right=("search", "read"),
    area="search",
    takes=AskedMap,
    gives=FeatureCollection,
    touches=(READS,),
    errors=(Invalid, InvalidCursor, Forbidden),
    together=ADMINISTRATION,
    example={"of": "relation", "near": {"latitude": 52.37, "longitude": 5.22}, "within": 10},
)
def records_on_the_map(call: Call[AskedMap, None]) -> dict[str, Any]:
    """Gives what is on the map, near somewhere or all there is, as GeoJSON

    A record is where its addresses with coordinates are, but for those of people at home; a feature for each. Near
    somewhere the nearest come first, with their distance; else all of a type, page by page. Only what you may see.
    """
    asked = call.body
    declared = TYPES[asked.of]
    if not reading.may(call.actor, Right(declared.name, "read")):
        raise Forbidden
    wanted = Wanted(lists.parse(call.actor, declared, asked.criteria), asked.limit, _circle(asked), asked.cursor)
    shown = on_the_map.of(call.actor, declared, wanted)
    told = {"type": "FeatureCollection", "features": shown.features}
    return {**told, "complete": shown.complete, "next_cursor": shown.next}


def _circle(asked: AskedMap) -> Circle | None:
    if (asked.near is None) != (asked.within is None):
        missing = "near" if asked.near is None else "within"
        raise invalid(missing, "required", "Give `near` with `within`, or neither.")
    if asked.near is None or asked.within is None:
        return None
    if asked.cursor is not None:
        raise invalid("cursor", "not_near", "What is near somewhere comes in one answer; make the circle smaller.")
    return Circle(Point(asked.near.latitude, asked.near.longitude), asked.within)
