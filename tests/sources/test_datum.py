"""GCJ-02 and the way back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.places import Point, distance_m
from clearway.sources.datum import Datum, to_gcj02, to_wgs84

in_china = st.builds(Point, st.floats(4, 53.5), st.floats(74, 135))


@given(in_china)
def test_there_and_back_is_the_same_place_within_a_centimetre(point: Point) -> None:
    assert distance_m(to_wgs84(to_gcj02(point), Datum.GCJ02), point) < 0.01


@given(in_china)
def test_the_shift_is_hundreds_of_metres(point: Point) -> None:
    assert 5 < distance_m(to_gcj02(point), point) < 1200


def test_a_known_point_is_shifted_as_web_maps_show_it() -> None:
    assert distance_m(to_gcj02(Point(39.908823, 116.397470)), Point(39.910226, 116.403713)) < 1


def test_outside_china_nothing_is_shifted() -> None:
    porto = Point(41.15, -8.61)
    assert to_wgs84(porto, Datum.GCJ02) == to_gcj02(porto) == porto


def test_wgs84_stays_as_it_is() -> None:
    assert to_wgs84(Point(34.5, 113.5), Datum.WGS84) == Point(34.5, 113.5)
