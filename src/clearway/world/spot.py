"""Where the invented county lies: its codes, its names, and its local metres turned into degrees (WGS84)."""

from __future__ import annotations

from math import cos, radians

import numpy as np
from numpy.typing import NDArray

from clearway.core.places import Point

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: An invented spot in inland China; province 41 is real, city 88 and county 23 of it do not exist.
CENTRE = Point(34.7, 113.6)
PROVINCE = ("410000000000", "中州省")
CITY = ("418800000000", "颍原市")
COUNTY = ("418823000000", "溱宁县")
TIME_ZONE = "Asia/Shanghai"

_METRES_PER_DEGREE = 111_195.0


def latitude(north: float) -> float:
    """Degrees north of the equator, to 1e-7 as OpenStreetMap stores them; ``north`` is metres from the centre."""
    return round(CENTRE.lat + north / _METRES_PER_DEGREE, 7)


def longitude(east: float) -> float:
    """Degrees east of Greenwich, to 1e-7; ``east`` is metres from the centre."""
    return round(CENTRE.lon + east / (_METRES_PER_DEGREE * cos(radians(CENTRE.lat))), 7)


def point(east: float, north: float) -> Point:
    """The point ``east`` and ``north`` metres from the county's centre."""
    return Point(latitude(north), longitude(east))


def stream(seed: int, part: int) -> np.random.Generator:
    """The random numbers of one part of the world: changing one part leaves the others as they were."""
    return np.random.default_rng([seed, part])
