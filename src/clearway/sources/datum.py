"""GCJ-02, the shifted datum of Chinese web maps, and the way back to WGS84.

The forward shift is the published approximation used by all map clients in China (an offset of 100–700 m from
trigonometric series on the Krasovsky ellipsoid); it has no closed inverse, so the way back is found by fixed-point
iteration, which gains about four digits a step.
"""

from __future__ import annotations

from enum import StrEnum
from math import cos, pi, radians, sin, sqrt

from clearway.core.places import Point

_SEMI_MAJOR_M = 6_378_245.0
_ECCENTRICITY2 = 0.00669342162296594323
_STEPS = 6


class Datum(StrEnum):
    """The datum the coordinates of a file came in."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"


def to_wgs84(point: Point, datum: Datum) -> Point:
    """``point``, given in ``datum``, in WGS84 (within a millimetre of the inverse of the published shift)."""
    return point if datum is Datum.WGS84 else _from_gcj02(point)


def to_gcj02(point: Point) -> Point:
    """``point`` of WGS84 as Chinese web maps show it; outside China the datum is not shifted."""
    if not _shifted(point):
        return point
    north, east = _offset(point)
    return Point(point.lat + north, point.lon + east)


def _shifted(point: Point) -> bool:
    return 0.8293 <= point.lat <= 55.8271 and 72.004 <= point.lon <= 137.8347


def _from_gcj02(point: Point) -> Point:
    if not _shifted(point):
        return point
    guess = point
    for _ in range(_STEPS):
        north, east = _offset(guess)
        guess = Point(point.lat - north, point.lon - east)
    return guess


def _offset(point: Point) -> tuple[float, float]:
    """The shift at ``point`` in degrees (north, east)."""
    x, y = point.lon - 105.0, point.lat - 35.0
    curve = 1 - _ECCENTRICITY2 * sin(radians(point.lat)) ** 2
    north_m, east_m = _north(x, y), _east(x, y)
    meridian = _SEMI_MAJOR_M * (1 - _ECCENTRICITY2) / curve**1.5
    parallel = _SEMI_MAJOR_M / sqrt(curve) * cos(radians(point.lat))
    return north_m * 180 / (meridian * pi), east_m * 180 / (parallel * pi)


def _wave(value: float, *terms: tuple[float, float]) -> float:
    return sum(size * sin(value * pi / period) for size, period in terms) * 2 / 3


def _north(x: float, y: float) -> float:
    level = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    return level + _wave(x, (20, 1 / 6), (20, 1 / 2)) + _wave(y, (20, 1), (40, 3), (160, 12), (320, 30))


def _east(x: float, y: float) -> float:
    level = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    return level + _wave(x, (20, 1 / 6), (20, 1 / 2), (20, 1), (40, 3), (150, 12), (300, 30))
