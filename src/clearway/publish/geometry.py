"""Where a measure lies, for each format's own order of axes: GeoJSON and WZDx lon,lat; CAP lat,lon."""

from __future__ import annotations

from typing import Any

import shapely

from clearway.core.places import Point
from clearway.publish.published import Published

#: Digits of a degree kept: 1e-6 is a tenth of a metre.
DIGITS = 6
_DEGREE_M = 111_195.0
_BESIDE_M = 25.0
_CORNERS = 2


def geojson_geometry(item: Published) -> dict[str, Any] | None:
    """RFC 7946: the closed stretches as lines, or the closed gates, else the point; None where nobody said where."""
    lines = [positions(stretch.line) for stretch in item.stretches if not stretch.is_spot]
    spots = [positions(stretch.line[:1])[0] for stretch in item.stretches]
    if lines:
        return _one_or_many("LineString", lines)
    if spots:
        return _one_or_many("Point", spots)
    return {"type": "Point", "coordinates": position(item.point)} if item.point else None


def _one_or_many(kind: str, parts: list[Any]) -> dict[str, Any]:
    if len(parts) == 1:
        return {"type": kind, "coordinates": parts[0]}
    return {"type": f"Multi{kind}", "coordinates": parts}


def position(point: Point) -> list[float]:
    """``[lon, lat]``."""
    return [round(point.lon, DIGITS), round(point.lat, DIGITS)]


def positions(line: tuple[tuple[float, float], ...]) -> list[list[float]]:
    """``[[lon, lat], …]``."""
    return [[round(lon, DIGITS), round(lat, DIGITS)] for lon, lat in line]


def outline(item: Published) -> list[tuple[float, float]]:
    """A ring of (lat, lon), closed, around the closed stretches with 25 m to each side; empty without stretches."""
    if not item.stretches:
        return []
    hull = shapely.MultiPoint([position for stretch in item.stretches for position in stretch.line]).convex_hull
    ring = hull.buffer(_BESIDE_M / _DEGREE_M, quad_segs=_CORNERS).exterior
    corners = [(_degrees(lat, 90), _degrees(lon, 180)) for lon, lat in ring.coords]
    return [*corners[:-1], corners[0]]


def _degrees(value: float, most: float) -> float:
    return round(max(-most, min(most, value)), DIGITS)
