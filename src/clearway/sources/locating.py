"""Where a complaint comes from: its code, else the nearest place to its point, else the place its words name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from clearway.core.places import EARTH_RADIUS_M, Place, PlaceKind, Point
from clearway.monitor.naming import Gazetteer

WITHIN_M = 5_000.0
_KINDS = frozenset({PlaceKind.COMMUNITY, PlaceKind.VILLAGE, PlaceKind.COMPOUND})


class Locator:
    """Finds places among ``places``."""

    def __init__(self, places: Sequence[Place]) -> None:
        from scipy.spatial import cKDTree

        standing = [(p.code, p.point) for p in places if p.point is not None and p.kind in _KINDS]
        self._codes = [code for code, _ in standing]
        self._tree = cKDTree(_on_sphere([point for _, point in standing])) if standing else None
        self._gazetteer = Gazetteer(places) if places else None
        self._named: dict[str, str | None] = {}

    def near(self, points: Sequence[Point | None]) -> list[str | None]:
        """For each point the nearest community, village or compound within 5 km, else None."""
        found: list[str | None] = [None] * len(points)
        at = [index for index, point in enumerate(points) if point is not None]
        if self._tree is None or not at:
            return found
        distance, nearest = self._tree.query(_on_sphere([point for point in points if point is not None]))
        for index, metres, place in zip(at, np.asarray(distance), np.asarray(nearest), strict=True):
            found[index] = self._codes[place] if metres <= WITHIN_M else None
        return found

    def named(self, text: str | None) -> str | None:
        """The code of the place that ``text`` names without doubt, else None."""
        if not text or self._gazetteer is None:
            return None
        if text not in self._named:
            found = self._gazetteer.find(text)
            self._named[text] = found.place_code if found.action == "link" else None
        return self._named[text]


def _on_sphere(points: Sequence[Point]) -> npt.NDArray[np.float64]:
    """Points as metres in space; at this range the chord is the distance (5 km: within a millimetre)."""
    angles = np.radians(np.array([(point.lat, point.lon) for point in points]))
    lat, lon = angles[:, 0], angles[:, 1]
    return EARTH_RADIUS_M * np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
