"""Ways on the roads of this home: by pointing at them, by name or number, or by drawing an area round them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely

from clearway.core.places import Point
from clearway.loop.look_at_map import roads_of
from clearway.loop.networks import Roads
from clearway.roads.areas import links_in_area
from clearway.roads.joining import nearest_link
from clearway.roads.modes import GATE_CLASS, Mode
from clearway.roads.network import LinkShape
from clearway.roads.refusals import NoRoadThere, NoSuchLink

_METRES_PER_DEGREE = 111_195.0


def links_inside(home: Path, corners: Sequence[Point]) -> tuple[int, ...]:
    """Every link that crosses or lies in the polygon with these corners.

    Raises:
        NoRoadThere: fewer than three corners, or no road in it.
        EverythingCloses: the polygon holds every road there is.
    """
    if len(corners) < 3:
        raise NoRoadThere()
    area = shapely.make_valid(shapely.Polygon([(corner.lon, corner.lat) for corner in corners]))
    for roads in roads_of(home):
        found = links_in_area(roads.network, area, Mode.CAR)
        if len(found):
            return tuple(roads.network.link_ids[found].tolist())
    raise NoRoadThere()


def link_at(home: Path, point: Point, within_m: float = 40.0) -> int | None:
    """The gate or way nearest to a point that was pointed at; a gate within reach goes before a way."""
    for roads in roads_of(home):
        if roads.holds(point):
            return _nearest(roads, point, within_m)
    return None


def links_named(home: Path, text: str, most: int = 20) -> tuple[LinkShape, ...]:
    """Links by number, or by a part of their name (longest first, one of each name first)."""
    found = [shape for roads in roads_of(home) for shape in _named(roads, text.strip(), most)]
    return tuple(found[:most])


def _named(roads: Roads, text: str, most: int) -> list[LinkShape]:
    network = roads.network
    if text.isdecimal() and len(text) < 19:
        try:
            return [network.shape(network.link_index(int(text)))]
        except NoSuchLink:
            return []
    if not text:
        return []
    fits = [at for at, name in enumerate(network.names) if name and text.casefold() in name.casefold()]
    links = np.flatnonzero(np.isin(network.arrays["name"], fits))
    longest = links[np.argsort(-network.arrays["metres"][links], kind="stable")]
    _, first = np.unique(network.arrays["name"][longest], return_index=True)
    order = [*np.sort(first).tolist(), *np.delete(np.arange(len(longest)), first).tolist()]
    return [network.shape(int(longest[at])) for at in order[:most]]


def _nearest(roads: Roads, point: Point, within_m: float) -> int | None:
    network, reach = roads.network, within_m / _METRES_PER_DEGREE
    wide = reach / max(0.05, float(np.cos(np.radians(point.lat))))
    box = (point.lon - wide, point.lat - reach, point.lon + wide, point.lat + reach)
    near = network.links_meeting(box)
    gates = near[network.arrays["class"][near] == GATE_CLASS]
    if len(gates):
        at = network.arrays["start"][gates]
        north = network.arrays["ys"][at] * 1e-7 - point.lat
        east = (network.arrays["xs"][at] * 1e-7 - point.lon) * float(np.cos(np.radians(point.lat)))
        return int(network.link_ids[gates[int(np.argmin(north**2 + east**2))]])
    where = nearest_link(network, point, within_m=within_m)
    return None if where is None else where.link
