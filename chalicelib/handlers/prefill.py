"""Relations filled in from registers and places elsewhere: searched, picked, and saved by whoever asked, or not."""

from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints

from chalicelib import clock, pattern
from chalicelib.access import reading
from chalicelib.access.decide import Right
from chalicelib.actions import prefill, source_keys, versions
from chalicelib.call import Answer, Call
from chalicelib.errors import (
    Busy,
    Invalid,
    InvalidParameter,
    KeyReused,
    NotFound,
    SourceKeyRefused,
    SourceOff,
    SourceTooSlow,
    SourceUnavailable,
    StaleVersion,
    TooManyRequests,
)
from chalicelib.footprint import OPENS_KEYS, READS, SEALS_KEYS, WRITES
from chalicelib.handlers import prefill_shapes as shapes
from chalicelib.operation import ADMINISTRATION, operation
from chalicelib.schema import Schema
from chalicelib.sources.catalog import SOURCES
from chalicelib.sources.source import Source

AREA = "prefill"
ASKING = (NotFound, SourceOff, SourceKeyRefused, TooManyRequests, SourceUnavailable, SourceTooSlow)
EXAMPLE = "stand-in-0123456789abcdef"


class SourceKey(Schema):
    """It is kept sealed, and never given back."""

    key: Annotated[str, StringConstraints(pattern=pattern.SECRET)]


class KnownKey(BaseModel):
    """Which key it is: its last four characters, and who set it."""

    ends_with: str
    set_at: str
    set_by: str


class KnownSource(BaseModel):
    """`why` says why it is off; `takes` are the terms that it is searched by: name (`q`), place, number. Administrators
    see which `key` it has."""

    name: str
    label: str
    on: bool
    why: str | None
    takes: list[str]
    attribution: str
    key: KnownKey | None = None


class KnownSources(BaseModel):
    data: list[KnownSource]


@operation(
    "GET /v1/prefill",
    right=("relation", "create"),
    area=AREA,
    gives=KnownSources,
    touches=(READS,),
    together=ADMINISTRATION,
)
def list_sources(call: Call[None, None]) -> Answer:
    """Lists where relations can be filled in from, and whether each is on"""
    known = source_keys.known(call.actor.tenant)
    shown = reading.may(call.actor, Right("setting", "edit"))
    rows = [_told(each, known.keys, shown=shown) for each in SOURCES.values()]
    return Answer({"data": rows}, version=known.version if shown else None)


def _told(source: Source, keys: Any, *, shown: bool) -> dict[str, Any]:
    on = source.name in keys
    return {
        "name": source.name,
        "label": source.label,
        "on": on,
        "why": None if on else source_keys.off(source),
        "takes": sorted(source.takes),
        "attribution": source.attribution,
        "key": source_keys.told(keys[source.name]) if on and shown else None,
    }


@operation(
    "PUT /v1/prefill/{source}",
    right=("setting", "edit"),
    area=AREA,
    takes=SourceKey,
    gives=KnownKey,
    touches=(READS, WRITES, SEALS_KEYS),
    errors=(NotFound, Invalid, StaleVersion, KeyReused, Busy),
    example={"key": EXAMPLE},
    audited=True,
)
def put_source_key(call: Call[SourceKey, None]) -> Answer:
    """Turns a source on, with the key of your organisation for it

    The key is kept sealed, for this organisation only, and is never given back. Another takes its place.
    """
    source, found = _source(call), source_keys.stored(call.actor.tenant)
    versions.hold_setting(call.if_match, found.version)
    told = source_keys.put(call.work, found, source, call.body.key)
    return Answer(source_keys.told(told), version=found.version + 1)


@operation(
    "GET /v1/prefill/{source}",
    right=("relation", "create"),
    area=AREA,
    asks=shapes.Sought,
    gives=shapes.SourceHits,
    touches=(READS, OPENS_KEYS),
    errors=(*ASKING, InvalidParameter),
    together=AREA,
)
def search_source(call: Call[None, shapes.Sought]) -> dict[str, Any]:
    """Searches a source for somebody who is to become a relation

    By a name, with a place or without, or by a number. Ten hits at most, in the order of the source; `existing` is the
    relation that a hit is already. A user may ask 30 times in a minute, all of an organisation 2,000 times in a day.
    """
    source = _source(call)
    found = prefill.search(call.actor, source, shapes.terms(source, call.asked))
    return {"data": list(map(shapes.hit, found)), "source": source.name, "attribution": source.attribution}


@operation(
    "GET /v1/prefill/{source}/{hit}",
    right=("relation", "create"),
    area=AREA,
    gives=shapes.PrefilledRelation,
    touches=(READS, OPENS_KEYS),
    errors=ASKING,
    together=AREA,
)
def prefill_relation(call: Call[None, None]) -> dict[str, Any]:
    """Fills in a relation from a hit, to be looked over and saved

    `relation` is what POST /v1/relations takes, of that what you may write. Nothing is saved.
    """
    source = _source(call)
    made = prefill.fetch(call.actor, source, call.ids["hit"])
    about = {"source": source.name, "id": call.ids["hit"], "at": clock.timestamp(), "attribution": source.attribution}
    return about | shapes.prefilled(made)


@operation(
    "DELETE /v1/prefill/{source}",
    right=("setting", "edit"),
    area=AREA,
    status=204,
    touches=(READS, WRITES),
    errors=(NotFound, StaleVersion, Busy),
    audited=True,
    together=ADMINISTRATION,
)
def delete_source_key(call: Call[None, None]) -> None:
    """Turns a source off, and forgets the key of your organisation for it"""
    source, found = _source(call), source_keys.stored(call.actor.tenant)
    versions.hold_setting(call.if_match, found.version)
    source_keys.drop(call.work, found, source)


def _source(call: Call[Any, Any]) -> Source:
    source = SOURCES.get(call.ids["source"])
    if source is None:
        raise NotFound
    return source
