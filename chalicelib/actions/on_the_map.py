"""What is on the map: records by where their addresses are, near somewhere or all there are, as GeoJSON (RFC 7946)."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from chalicelib import clock, geo
from chalicelib.access import reading
from chalicelib.access.actor import Actor
from chalicelib.criteria import Criteria
from chalicelib.geo import Point
from chalicelib.models.entry import Located
from chalicelib.models.record import Record
from chalicelib.models.record_type import RecordType, nothing
from chalicelib.storage import cursor, located, packed, records
from chalicelib.storage.located import Spot, Spots

TURNS = 4  # each of a round trip for records, to fill what was asked for
FILLED_FROM = 400  # spots that a turn looks at, but the first
DIGITS = 6  # of degrees: 11 cm
Feature = tuple[Spot, dict[str, Any]]


class Circle(NamedTuple):
    """`radius` in km."""

    middle: Point
    radius: float


class Wanted(NamedTuple):
    criteria: Criteria
    limit: int
    circle: Circle | None = None
    cursor: str | None = None


class Shown(NamedTuple):
    """`complete` is whether that is all, within the circle."""

    features: list[dict[str, Any]]
    next: str | None
    complete: bool


def located_types(types: dict[str, RecordType]) -> dict[str, RecordType]:
    return {name: each for name, each in types.items() if each.located is not nothing}


def of(actor: Actor, declared: RecordType, wanted: Wanted) -> Shown:
    """Two round trips where everybody sees the type: for the entries, and for the records."""
    asked = wanted.criteria.bind(me=actor.user, now=clock.now())
    if wanted.circle is not None:
        return _near(actor, declared, wanted, asked, wanted.circle)
    return _page(actor, declared, wanted, asked)


def _page(actor: Actor, declared: RecordType, wanted: Wanted, asked: Criteria) -> Shown:
    """Where some were not to be seen it is filled from what comes after them, in a bounded number of turns."""
    scope = json.dumps(["map", actor.tenant, actor.user, declared.name, wanted.criteria.canonical()])
    after = cursor.open_(wanted.cursor, scope) if wanted.cursor else ""
    found: list[Feature] = []
    for most in _turns(wanted.limit):
        spots = located.page(actor.tenant, declared, after, most)
        found += _features(actor, declared, asked, _may_match(actor, declared, asked, spots))
        after = found[wanted.limit - 1][0].place if len(found) > wanted.limit else spots.next
        if not after or len(found) >= wanted.limit:
            break
    return Shown(_told(found, wanted), cursor.seal(after, scope) if after else None, not after)


def _turns(limit: int) -> tuple[int, ...]:
    """How many spots each looks at."""
    return (limit, *[FILLED_FROM] * (TURNS - 1))


def _told(found: Sequence[Feature], wanted: Wanted) -> list[dict[str, Any]]:
    return [feature for _, feature in found[: wanted.limit]]


def _near(actor: Actor, declared: RecordType, wanted: Wanted, asked: Criteria, circle: Circle) -> Shown:
    spots = located.near(actor.tenant, declared, circle.middle, circle.radius)
    left = _may_match(actor, declared, asked, spots)
    found: list[Feature] = []
    for most in _turns(wanted.limit):
        some, left = left[:most], left[most:]
        found += _features(actor, declared, asked, some)
        if not left or len(found) >= wanted.limit:
            break
    is_all = spots.complete and not left and len(found) <= wanted.limit
    return Shown(_told(found, wanted), None, is_all)


def _may_match(actor: Actor, declared: RecordType, asked: Criteria, spots: Spots) -> Sequence[Spot]:
    """By their digests, where those tell what is asked."""
    told = {each.field.name for each in reading.filters(actor, declared) if each.brief}
    if not asked.fields() or not asked.fields() <= told:
        return spots.found
    return [each for each in spots.found if asked.matches(packed.read(each.digest, asked.fields()))]


def _features(actor: Actor, declared: RecordType, asked: Criteria, spots: Sequence[Spot]) -> list[Feature]:
    live = records.get_all(actor.tenant, dict.fromkeys(each.record_id for each in spots))
    seen = reading.seen(actor, [each for each in live.values() if each.alive])
    kept = {id: each for id, each in seen.items() if asked.matches(declared.values(each.known))}
    told = ((each, kept[each.record_id]) for each in spots if each.record_id in kept)
    return [
        (each, _feature(declared, record, each, at))
        for each, record in told
        if (at := _where(declared, record, each.code))
    ]


def _where(declared: RecordType, record: Record, code: str) -> Located | None:
    """As the reader sees it: somewhere that is hidden from them is nowhere."""
    return next((each for each in declared.located(record) if geo.geohash(each.at) == code), None)


def _feature(declared: RecordType, record: Record, spot: Spot, at: Located) -> dict[str, Any]:
    told: dict[str, Any] = {"id": record.id, "type": record.type, "title": declared.title(record.data)}
    told |= {"place": declared.place(record.data), "address": at.address}
    if spot.distance is not None:
        told["distance"] = round(spot.distance, 3)
    north, east = at.at
    geometry = {"type": "Point", "coordinates": [round(east, DIGITS), round(north, DIGITS)]}
    return {"type": "Feature", "id": record.id, "geometry": geometry, "properties": told}
