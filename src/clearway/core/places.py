"""Places: the region tree (GB/T 2260 codes of 12 digits, then local parts) and points on the ground.

A code names its ancestors: ``410102001001-A3-2-1`` lies in community ``410102001001``, township ``410102001``,
county ``410102``, city ``4101``, province ``41``. Codes are stored at full width (``410102000000``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8
_CODE = re.compile(r"\d{12}(-[0-9A-Za-z]+)*\Z")


class PlaceKind(StrEnum):
    """Kinds of place, from the whole to the door."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    COMMUNITY = "community"
    VILLAGE = "village"
    COMPOUND = "compound"
    BUILDING = "building"
    UNIT = "unit"
    GATE = "gate"


class Level(StrEnum):
    """Levels of office, lowest first; the region tree down to the community."""

    COMMUNITY = "community"
    TOWNSHIP = "township"
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"


_DIGITS = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6, Level.TOWNSHIP: 9, Level.COMMUNITY: 12}


def is_place_code(code: str) -> bool:
    """Whether ``code`` has the form of a place code."""
    return _CODE.match(code) is not None


def region_level(code: str) -> Level:
    """The level of the region part of ``code`` (a compound or gate counts as its community)."""
    region = code[:12]
    for level in (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP):
        if not region[_DIGITS[level] :].strip("0"):
            return level
    return Level.COMMUNITY


def region_at(code: str, level: Level) -> str:
    """The 12-digit region of ``level`` in which ``code`` lies."""
    return code[: _DIGITS[level]].ljust(12, "0")


def parent_code(code: str) -> str | None:
    """The next larger place, or None for a province."""
    if "-" in code:
        return code.rsplit("-", 1)[0]
    level = region_level(code)
    if level is Level.PROVINCE:
        return None
    order = list(Level)
    return region_at(code, order[order.index(level) + 1])


def covers(outer: str, inner: str) -> bool:
    """Whether place ``outer`` is, or contains, place ``inner``."""
    if outer == inner:
        return True
    if "-" in outer:
        return inner.startswith(outer + "-")
    level = region_level(outer)
    return region_at(inner, level) == outer


@dataclass(frozen=True, slots=True)
class Point:
    """A point in WGS84 (EPSG:4326), degrees."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"not a WGS84 point: {self.lat}, {self.lon}")


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance in metres (haversine)."""
    dlat, dlon = radians(b.lat - a.lat), radians(b.lon - a.lon)
    h = sin(dlat / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(dlon / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(h)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A named place in the tree, with who lives there."""

    code: str
    kind: PlaceKind
    name: str
    parent: str | None = None
    population: int | None = None
    age60: int | None = None
    point: Point | None = None

    def __post_init__(self) -> None:
        if not is_place_code(self.code):
            raise ValueError(f"not a place code: {self.code!r}")
        for name in ("population", "age60"):
            value = getattr(self, name)
            if value is not None and value < 0:
                raise ValueError(f"{name} of {self.code} is negative: {value}")
