"""Which place a point lies in: the nearest home place, and the community above it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from clearway.core.places import Place, PlaceKind, Point, distance_m, parent_code
from clearway.core.words import Bilingual

Floats = npt.NDArray[np.float64]
#: Places people mean when they say where they are.
_HOMES = (PlaceKind.COMPOUND, PlaceKind.VILLAGE, PlaceKind.COMMUNITY)
#: Where no place is loaded: a code that no office covers but the whole installation's.
UNKNOWN_PLACE = "000000000000"
#: Farther than this from any known place, a point lies in none of them.
REACH_M = 3_000.0


class Neighbourhood:
    """Places with points, ready to be asked for the nearest one."""

    def __init__(self, places: Mapping[str, Place], county: str = "") -> None:
        self.places = places
        self._fallback = county or UNKNOWN_PLACE
        self._homes = [place for place in places.values() if place.kind in _HOMES and place.point is not None]
        self._lat = np.array([place.point.lat for place in self._homes if place.point])
        self._lon = np.array([place.point.lon for place in self._homes if place.point])

    def nearest(self, point: Point | None) -> Place | None:
        """The nearest compound, village or community within reach, or None."""
        if point is None or not self._homes:
            return None
        east = (self._lon - point.lon) * np.cos(np.radians(point.lat))
        home = self._homes[int(np.argmin((self._lat - point.lat) ** 2 + east**2))]
        if home.point is None or distance_m(home.point, point) > REACH_M:
            return None
        return home

    def codes_near(self, lat: Floats, lon: Floats) -> list[str]:
        """The code of the home place nearest to each point, however far; empty strings where no place is loaded."""
        if not self._homes:
            return [""] * len(lat)
        found: list[str] = []
        for north, east in zip(lat.tolist(), lon.tolist(), strict=True):
            away = (self._lat - north) ** 2 + ((self._lon - east) * np.cos(np.radians(north))) ** 2
            found.append(self._homes[int(np.argmin(away))].code)
        return found

    def code_of(self, point: Point | None, known: str | None) -> str:
        """The place's code: ``known`` if given, else the nearest home place, else the county or 'unknown'."""
        if known is not None:
            return known
        home = self.nearest(point)
        return self._fallback if home is None else home.code

    def name_of(self, code: str, point: Point | None) -> Bilingual:
        """What people call the place: its name after its community's; coordinates where none is known."""
        place = self.places.get(code)
        if place is not None:
            above = self.places.get(parent_code(code) or "")
            name = place.name if above is None or above.name in place.name else f"{above.name}{place.name}"
            return Bilingual(name, name)
        if point is None:
            return Bilingual("地点不明", "place unknown")
        where = f"{point.lat:.4f}, {point.lon:.4f}"
        return Bilingual(f"坐标 {where}", f"point {where}")
