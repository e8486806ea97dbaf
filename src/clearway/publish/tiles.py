"""Vector tiles: where a tile lies, and features as Mapbox Vector Tile bytes (MVT 2.1).

World units: Web Mercator scaled so that a tile of the zoom is ``EXTENT`` units wide, y growing southwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import atan, degrees, pi, sinh
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely
from numpy.typing import NDArray

EXTENT = 4096
#: Units beyond the edge that a tile still holds, so that lines and marks meet across tiles.
MARGIN = 128
#: Web Mercator ends here (degrees of latitude).
_MAX_LATITUDE = 85.0511287798


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        """Whether such a tile is part of the world."""
        return 0 <= self.z <= 24 and 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z

    @property
    def degrees(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        return (
            _longitude(self.x, self.z),
            _latitude(self.y + 1, self.z),
            _longitude(self.x + 1, self.z),
            _latitude(self.y, self.z),
        )

    @property
    def units(self) -> tuple[float, float, float, float]:
        """The tile with its margin in world units of its zoom: least x, least y, most x, most y."""
        west, north = self.x * EXTENT, self.y * EXTENT
        return west - MARGIN, north - MARGIN, west + EXTENT + MARGIN, north + EXTENT + MARGIN


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on a tile: a shapely geometry in world units of the tile's zoom, and what it says."""

    geometry: Any
    properties: Mapping[str, str | int | float | bool]


def to_world(lonlat: NDArray[np.float64], z: int) -> NDArray[np.float64]:
    """Degrees (lon, lat), shape (n, 2), to world units of zoom ``z``."""
    scale = EXTENT * float(1 << z)
    latitude = np.radians(np.clip(lonlat[:, 1], -_MAX_LATITUDE, _MAX_LATITUDE))
    x = (lonlat[:, 0] + 180.0) / 360.0
    y = (1.0 - np.arcsinh(np.tan(latitude)) / pi) / 2.0
    return np.column_stack((x * scale, y * scale))


def encode(tile: Tile, layers: Mapping[str, Iterable[Feature]]) -> bytes:
    """The tile's bytes; empty layers are left out, an empty tile is ``b""``."""
    west, north = tile.x * EXTENT, tile.y * EXTENT
    written = [
        {"name": name, "features": features}
        for name, layer in layers.items()
        if (features := [_plain(feature, west, north) for feature in layer])
    ]
    if not written:
        return b""
    options = {"y_coord_down": True, "extents": EXTENT, "check_winding_order": True}
    return bytes(mapbox_vector_tile.encode(written, default_options=options))


def _plain(feature: Feature, west: int, north: int) -> dict[str, Any]:
    moved = shapely.transform(feature.geometry, lambda xy: np.rint(xy - (west, north)))
    return {"geometry": moved, "properties": dict(feature.properties)}


def _longitude(column: int, z: int) -> float:
    return column / (1 << z) * 360.0 - 180.0


def _latitude(row: int, z: int) -> float:
    return degrees(atan(sinh(pi * (1 - 2 * row / (1 << z)))))
