"""Quick search: one box over everything."""

from typing import Any

from pydantic import BaseModel, Field

from chalicelib import text
from chalicelib.access import reading, sight
from chalicelib.access.decide import Right
from chalicelib.call import Call
from chalicelib.errors import FieldError, InvalidParameter
from chalicelib.footprint import READS
from chalicelib.models.registry import TYPES
from chalicelib.models.search_setting import Off
from chalicelib.operation import operation
from chalicelib.schema import Parameters
from chalicelib.storage import search_settings
from chalicelib.storage.search import Hit, search

LIMIT, MOST = 20, 50


class QuickSearch(Parameters):
    q: str = Field(min_length=1, max_length=200, description="what was typed, from one letter")
    types: str | None = Field(default=None, max_length=200, description="comma separated, such as relation,contact")
    limit: int = Field(default=LIMIT, ge=1, le=MOST)


class WordHit(BaseModel):
    typed: str = Field(description="one word, folded")
    field: str = Field(description="where the record, or what it links to, has a word that begins with it")


class SearchHit(BaseModel):
    id: str
    type: str
    title: str
    place: str
    hits: list[WordHit]


class SearchAnswer(BaseModel):
    """`complete` is false when there is more than what was looked at: type on."""

    data: list[SearchHit]
    complete: bool


@operation(
    "GET /v1/search",
    right=("search", "read"),
    area="search",
    asks=QuickSearch,
    gives=SearchAnswer,
    touches=(READS,),
    errors=(InvalidParameter,),
)
def quick_search(call: Call[None, QuickSearch]) -> dict[str, Any]:
    """Finds records while you type

    Every word must begin a word of the record or of what it links to, in any order: "hamer jan almere" finds Jan Visser
    of Hamerslag in Almere. It looks where the organisation says, everywhere at first. Case, accents, umlauts and script
    do not matter; digits find phone, postcode and chamber numbers. A record just saved is found by the next request.
    """
    typed = text.query(call.asked.q)
    off = search_settings.KNOWN.of(call.actor.tenant)
    types = _types(call, off)
    if not typed or not types:
        return {"data": [], "complete": True}
    where = sight.where(call.actor, types)
    found = search(call.actor.tenant, typed, where, reading.keeps(call.actor), call.asked.limit, off)
    return {"data": [_hit(hit) for hit in found.hits], "complete": found.complete}


def _types(call: Call[None, QuickSearch], off: Off) -> frozenset[str]:
    """Those that were asked for, else all in which this organisation looks."""
    asked = [name.strip() for name in (call.asked.types or "").split(",") if name.strip()]
    unknown = [name for name in asked if name not in TYPES]
    if unknown:
        told = f"There is no type {unknown[0]!r}; choose from {', '.join(TYPES)}."
        raise InvalidParameter(errors=[FieldError("types", "unknown_type", told)])
    wanted = asked or [name for name in TYPES if off.get(name, frozenset()) is not None]
    return frozenset(name for name in wanted if reading.may(call.actor, Right(name, "read")))


def _hit(hit: Hit) -> dict[str, Any]:
    declared = TYPES[hit.record.type]
    return {
        "id": hit.record.id,
        "type": hit.record.type,
        "title": declared.title(hit.record.data),
        "place": declared.place(hit.record.data),
        "hits": [{"typed": typed, "field": hit.words[place].field} for typed, place in hit.met.items()],
    }
