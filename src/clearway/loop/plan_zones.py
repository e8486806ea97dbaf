"""The three zones of the plan on the roads of this home, as a proposal: nothing is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely

from clearway.core.places import Point
from clearway.loop.look_at_map import roads_of
from clearway.loop.networks import Roads
from clearway.roads.network import Network
from clearway.roads.reach import Plane
from clearway.roads.refusals import NoRoadThere
from clearway.roads.three_zones import ZoneKind, ZoneProposal, propose_zones


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The proposals on one network."""

    network: Network
    proposals: tuple[ZoneProposal, ...]


def plan(home: Path, areas: Mapping[ZoneKind, Sequence[Point]]) -> Planned:
    """The zones round the corners given; the sealed zone is needed.

    Raises:
        NoRoadThere: fewer than three corners, no sealed zone, or no road near it.
        EverythingCloses: an area holds the whole network.
    """
    drawn = {kind: _polygon(corners) for kind, corners in areas.items()}
    if ZoneKind.SEALED not in drawn:
        raise NoRoadThere()
    roads = _under(home, drawn[ZoneKind.SEALED])
    return Planned(network=roads.network, proposals=propose_zones(roads.network, roads.layers, drawn))


def round_place(point: Point, metres: float) -> tuple[Point, ...]:
    """Corners of a circle round a point."""
    spot = shapely.Point(point.lon, point.lat)
    ring = Plane.round(spot).grown(spot, metres).exterior.coords
    return tuple(Point(lat, lon) for lon, lat in ring[:-1])


def _polygon(corners: Sequence[Point]) -> Any:
    if len(corners) < 3:
        raise NoRoadThere()
    area = shapely.make_valid(shapely.Polygon([(corner.lon, corner.lat) for corner in corners]))
    if area.area == 0:
        raise NoRoadThere()
    return area


def _under(home: Path, area: Any) -> Roads:
    """The network with a road in the area's box."""
    for roads in roads_of(home):
        if len(roads.network.links_meeting(area.bounds)):
            return roads
    raise NoRoadThere()
