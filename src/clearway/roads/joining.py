"""Sensors and points onto links: by OpenStreetMap way and bearing, else the nearest link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clearway.core.places import Point
from clearway.core.sensors import SensorLink
from clearway.roads.modes import GATE_CLASS, Mode
from clearway.roads.network import Direction, Float64, Network
from clearway.roads.snapping import LinkTree
from clearway.roads.splitting import WAY_FACTOR

#: A bearing and a link that differ by more than this point neither forward nor backward.
_SQUARE = np.cos(np.radians(80.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Where a point meets the network; ``direction`` None where it cannot be told, ``metres`` how far off."""

    link: int
    direction: Direction | None
    metres: float


def nearest_link(network: Network, point: Point, *, mode: Mode | None = None, within_m: float = 500.0) -> Joined | None:
    """The link nearest to ``point`` (usable by ``mode`` if given), or None if none lies ``within_m`` metres."""
    found = network.tree(mode).nearest(np.array([point.lat]), np.array([point.lon]), within_m)
    if found.link[0] < 0:
        return None
    return Joined(link=int(network.link_ids[found.link[0]]), direction=None, metres=float(found.metres[0]))


def join_sensors(network: Network, sensors: Iterable[SensorLink], *, within_m: float = 500.0) -> Mapping[str, Joined]:
    """Sensor link → where it stands. A sensor farther than ``within_m`` metres from any road is left out.

    Its direction follows from the bearing between the two ends it names: nodes of the map where the ends are their
    numbers, else the middle of all sensors that name the same end.
    """
    known = list(sensors)
    bearings, joined = _bearings(network, known), {}
    nearest = network.tree(None).nearest(
        np.array([sensor.point.lat for sensor in known]), np.array([sensor.point.lon for sensor in known]), within_m
    )
    for at, sensor in enumerate(known):
        index, metres = _on_its_way(network, sensor, within_m) or (int(nearest.link[at]), float(nearest.metres[at]))
        if index >= 0:
            direction = _direction(network, index, sensor.point, bearings[at])
            joined[sensor.link] = Joined(link=int(network.link_ids[index]), direction=direction, metres=metres)
    return joined


def _on_its_way(network: Network, sensor: SensorLink, within_m: float) -> tuple[int, float] | None:
    """The nearest link of the OpenStreetMap way the sensor names, if the network has it in reach."""
    if sensor.osm_way is None:
        return None
    low, high = np.searchsorted(network.link_ids, [sensor.osm_way * WAY_FACTOR, (sensor.osm_way + 1) * WAY_FACTOR])
    links = np.arange(low, high)
    links = links[network.arrays["class"][links] != GATE_CLASS]
    if len(links) == 0:
        return None
    tree = LinkTree(network.arrays, None, only=links)
    found = tree.nearest(np.array([sensor.point.lat]), np.array([sensor.point.lon]), within_m)
    return (int(found.link[0]), float(found.metres[0])) if found.link[0] >= 0 else None


def _bearings(network: Network, sensors: Sequence[SensorLink]) -> list[Float64 | None]:
    """Plane vectors (east, north) from each sensor's first end to its second; None where either is unknown."""
    shared: dict[str, list[Point]] = {}
    for sensor in sensors:
        for end in (sensor.from_node, sensor.to_node):
            if end is not None:
                shared.setdefault(end, []).append(sensor.point)
    ends = {end: _on_the_map(network, end) or _middle(points) for end, points in shared.items()}
    vectors: list[Float64 | None] = []
    for sensor in sensors:
        if sensor.from_node is None or sensor.to_node is None:
            vectors.append(None)
            continue
        vectors.append(_plane(ends[sensor.from_node], ends[sensor.to_node]))
    return vectors


def _on_the_map(network: Network, end: str) -> Point | None:
    if not end.isdigit() or len(end) > 18:
        return None
    nodes, order = network.arrays["vertex_node"], network.vertices_by_node
    at = int(np.searchsorted(nodes, int(end), sorter=order))
    if at == len(order) or int(nodes[order[at]]) != int(end):
        return None
    vertex = order[at]
    return Point(float(network.arrays["vertex_y"][vertex]) * 1e-7, float(network.arrays["vertex_x"][vertex]) * 1e-7)


def _middle(points: Sequence[Point]) -> Point:
    return Point(sum(point.lat for point in points) / len(points), sum(point.lon for point in points) / len(points))


def _plane(start: Point, end: Point) -> Float64:
    return np.array([(end.lon - start.lon) * np.cos(np.radians(start.lat)), end.lat - start.lat])


def _direction(network: Network, index: int, point: Point, bearing: Float64 | None) -> Direction | None:
    """Which way along the link the bearing points, compared on the stretch nearest to the sensor."""
    if bearing is None or not bearing.any():
        return None
    line = network.shape(index).line
    scale = np.array([np.cos(np.radians(point.lat)), 1.0])
    middles = ((line[:-1] + line[1:]) / 2 - np.array([point.lon, point.lat])) * scale
    at = int(np.argmin((middles**2).sum(axis=1)))
    ahead = (line[at + 1] - line[at]) * scale
    cosine = float(ahead @ bearing) / max(float(np.linalg.norm(ahead) * np.linalg.norm(bearing)), 1e-30)
    if abs(cosine) < _SQUARE:
        return None
    return "forward" if cosine > 0 else "backward"
