"""How far one gets from an area before a line stops one, as ways and as a shape."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from clearway.roads.network import Network
from clearway.roads.snapping import link_lines
from clearway.roads.zones import INSIDE, OUTSIDE, Zone, cordon_zone

_METRES_PER_DEGREE = 111_195.08
#: Half the width of the strip along a way that belongs to it.
_STRIP_M = 25.0


@dataclass(frozen=True, slots=True)
class Plane:
    """Metres round one latitude; good to 0.2% over a county."""

    east: float

    @classmethod
    def round(cls, area: Any) -> Plane:
        """The plane round the middle of ``area`` (degrees)."""
        return cls(_METRES_PER_DEGREE * float(np.cos(np.radians(area.centroid.y))))

    def grown(self, area: Any, metres: float) -> Any:
        """``area`` and everything within ``metres`` of it."""
        return self._back(shapely.buffer(self._laid(area), metres))

    def square_metres(self, area: Any) -> float:
        """The size of ``area``."""
        return float(shapely.area(self._laid(area)))

    def _laid(self, area: Any) -> Any:
        return shapely.transform(area, lambda degrees: degrees * (self.east, _METRES_PER_DEGREE))

    def _back(self, area: Any) -> Any:
        return shapely.transform(area, lambda metres: metres / (self.east, _METRES_PER_DEGREE))


def crossing_links(network: Network, area: Any) -> list[int]:
    """Ids of the links with one end in ``area`` and the other outside."""
    arrays, near = network.arrays, network.links_meeting(area.bounds)
    shapely.prepare(area)
    sides = [
        shapely.intersects_xy(
            area, arrays["vertex_x"][arrays[end][near]] * 1e-7, arrays["vertex_y"][arrays[end][near]] * 1e-7
        )
        for end in ("first", "last")
    ]
    return [int(link) for link in network.link_ids[near[sides[0] != sides[1]]]]


def reach_of(network: Network, plane: Plane, area: Any, ring_m: float, stops: frozenset[int]) -> Any:
    """``area`` with the strips along every way one reaches from it inside the ring without passing a stop."""
    zone = cordon_zone(network, area, ring_m)
    links = np.unique(np.array(_reached(network, zone, stops), np.int64))
    if len(links) == 0:
        return area
    return shapely.union_all([area, plane.grown(shapely.union_all(link_lines(network.arrays, links)), _STRIP_M)])


def _reached(network: Network, zone: Zone, stops: frozenset[int]) -> list[int]:
    """Indices of links, those that lead beyond the ring left out."""
    open_ways = ~np.isin(network.link_ids[zone.link], np.fromiter(stops, np.int64, len(stops)))
    steps = _steps(zone, open_ways)
    seen, queue, found = {INSIDE, OUTSIDE}, deque([INSIDE]), list[int]()
    while queue:
        for far, link in steps.get(queue.popleft(), []):
            if far != OUTSIDE:
                found.append(link)
            if far not in seen:
                seen.add(far)
                queue.append(far)
    return found


def _steps(zone: Zone, kept: Any) -> Mapping[int, list[tuple[int, int]]]:
    steps: dict[int, list[tuple[int, int]]] = {}
    for a, b, link in zip(zone.a[kept].tolist(), zone.b[kept].tolist(), zone.link[kept].tolist(), strict=True):
        steps.setdefault(a, []).append((b, link))
        steps.setdefault(b, []).append((a, link))
    return steps
