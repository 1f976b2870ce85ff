"""What is where: the entries of a type in the order of geohashes, in which what is near stands in few places."""

from functools import partial
from typing import NamedTuple

from chalicelib import geo
from chalicelib.geo import Point
from chalicelib.models.record_type import RecordType
from chalicelib.storage import derived, keys, table
from chalicelib.storage.at_once import at_once

LOOKED_AT = 2_000  # entries of each cell


class Spot(NamedTuple):
    """`place` is where it stands among all, `code` its geohash; `distance` in km, None where none was asked for."""

    place: str
    record_id: str
    code: str
    digest: str
    distance: float | None = None


class Spots(NamedTuple):
    """`next` is where to go on, "" at the end; of those near somewhere `complete` is whether all were looked at."""

    found: list[Spot]
    next: str = ""
    complete: bool = True


def near(tenant: str, declared: RecordType, middle: Point, radius: float) -> Spots:
    """Within the radius, in km, the nearest first. One round trip, of at most nine questions."""
    pk = _partition(tenant, declared)
    asked = [partial(table.query, tenant, pk, prefix=code, limit=LOOKED_AT) for code in geo.around(middle, radius)]
    told = at_once(asked)
    spots = [_spot(*row, middle) for rows in told for row in rows.rows]
    found = [each for each in spots if (each.distance or 0) <= radius]
    return Spots(
        sorted(found, key=lambda each: (each.distance, each.record_id)), complete=not any(r.more for r in told)
    )


def page(tenant: str, declared: RecordType, after: str, limit: int) -> Spots:
    """All there are, in the order of their geohashes."""
    rows = table.query(tenant, _partition(tenant, declared), after=after, limit=limit)
    return Spots([_spot(*row) for row in rows.rows], rows.rows[-1][0] if rows.more and rows.rows else "")


def _partition(tenant: str, declared: RecordType) -> str:
    return keys.partition(tenant, derived.PLACE, declared.name)


def _spot(sk: str, digest: str, middle: Point | None = None) -> Spot:
    code = keys.split(sk)[0]
    distance = geo.distance(middle, geo.point(code)) if middle else None
    return Spot(sk, keys.entry_record_id(sk), code, digest, distance)
