"""Geohashes and distances, against published values and by what must hold for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import geo
from chalicelib.geo import Point

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("at", "code"),
    [
        # Niemeyer's own example, and the one by which the form is usually explained
        (Point(57.64911, 10.40744), "u4pruydqqvj"),
        (Point(42.6, -5.6), "ezs42"),
        (Point(-90, -180), "000"),
        (Point(90, 180), "zzz"),
    ],
)
def test_a_geohash_is_the_published_one(at: Point, code: str) -> None:
    assert geo.geohash(at, len(code)) == code


@given(POINTS)
def test_a_geohash_leads_back_to_within_centimetres(at: Point) -> None:
    assert geo.distance(at, geo.point(geo.geohash(at))) < 0.0001


def test_a_distance_is_that_over_the_surface() -> None:
    amsterdam, paris = Point(52.3731, 4.8922), Point(48.8566, 2.3522)
    assert geo.distance(amsterdam, paris) == pytest.approx(430, abs=1)
    assert geo.distance(Point(0, 179.5), Point(0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert geo.distance(Point(90, 0), Point(-90, 77)) == pytest.approx(20_015, abs=1)


@given(POINTS, st.floats(0.01, 500), st.floats(-1, 1), st.floats(-1, 1))
def test_what_is_within_a_circle_begins_like_one_of_nine_cells(
    at: Point, radius: float, up: float, east: float
) -> None:
    """Across the date line and beside the poles too."""
    north = max(-90.0, min(90.0, at.latitude + up * radius / geo.DEGREE))
    other = Point(north, (at.longitude + east * 3 * radius / geo.DEGREE + 180) % 360 - 180)
    cells = geo.around(at, radius)
    assert len(cells) <= 9
    if geo.distance(at, other) <= radius:
        assert geo.geohash(other).startswith(tuple(cells))


def test_a_small_circle_is_looked_for_in_small_cells() -> None:
    letters = {len(code) for code in geo.around(Point(52.37, 4.9), 1)}
    assert letters == {5}  # 4.9 by 3 km there
