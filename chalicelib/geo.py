"""Places on earth: geohashes (Niemeyer, 2008), in whose order neighbours mostly stand together, and distances."""

from itertools import zip_longest
from math import asin, ceil, cos, radians, sin, sqrt
from typing import NamedTuple

LETTERS = "0123456789bcdefghjkmnpqrstuvwxyz"
BITS = 5  # in a letter
FINEST = 12  # letters: 4 by 2 cm
EARTH = 6371.0088  # km, the mean radius (IUGG, 1980)
DEGREE = EARTH * radians(1)  # km, along a meridian


class Point(NamedTuple):
    """Degrees north and east, WGS 84."""

    latitude: float
    longitude: float


class Cell(NamedTuple):
    """How high and wide the cells are whose geohash has so many letters, in degrees."""

    height: float
    width: float


def geohash(point: Point, letters: int = FINEST) -> str:
    rows, columns = _bits(letters)
    height, width = cell(letters)
    row = min(int((point.latitude + 90) / height), 2**rows - 1)
    column = min(int((point.longitude + 180) / width), 2**columns - 1)
    woven = "".join(map("".join, zip_longest(f"{column:0{columns}b}", f"{row:0{rows}b}", fillvalue="")))
    return "".join(LETTERS[int(woven[place : place + BITS], 2)] for place in range(0, len(woven), BITS))


def point(code: str) -> Point:
    """The middle of its cell. Raises ValueError for what is no geohash."""
    woven = "".join(f"{LETTERS.index(letter):0{BITS}b}" for letter in code)
    height, width = cell(len(code))
    return Point((int(woven[1::2], 2) + 0.5) * height - 90, (int(woven[::2], 2) + 0.5) * width - 180)


def cell(letters: int) -> Cell:
    rows, columns = _bits(letters)
    return Cell(180 / 2**rows, 360 / 2**columns)


def _bits(letters: int) -> tuple[int, int]:
    """Of the latitude and the longitude, which stand in turns, the longitude first."""
    return BITS * letters // 2, ceil(BITS * letters / 2)


def distance(one: Point, other: Point) -> float:
    """In km, over the surface of a sphere (haversine): within half a per cent of what it is on the ellipsoid."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    across = cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(sin(north / 2) ** 2 + across)))


def around(middle: Point, radius: float) -> list[str]:
    """The geohashes that all within the radius, in km, begin with: at most nine, [""] where that is a good part of the
    earth."""
    letters = next((each for each in range(FINEST, 0, -1) if _is_wide_enough(middle, radius, each)), 0)
    if not letters:
        return [""]
    height, width = cell(letters)
    rows = [middle.latitude + step * height for step in (-1, 0, 1)]
    columns = [middle.longitude + step * width for step in (-1, 0, 1)]
    told = [geohash(Point(north, _wrapped(east)), letters) for north in rows if -90 <= north <= 90 for east in columns]
    return sorted(set(told))


def _is_wide_enough(middle: Point, radius: float, letters: int) -> bool:
    """A cell and those beside it hold the circle; cells are narrowest at its side towards the pole."""
    height, width = cell(letters)
    towards = abs(middle.latitude) + radius / DEGREE
    return towards < 90 and height * DEGREE >= radius and width * DEGREE * cos(radians(towards)) >= radius


def _wrapped(longitude: float) -> float:
    return (longitude + 180) % 360 - 180
