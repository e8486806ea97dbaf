"""The small graph between an area and what lies beyond a ring round it, each of the two merged into one node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from clearway.roads.areas import links_in_area
from clearway.roads.modes import MODES, Mode
from clearway.roads.network import Network
from clearway.roads.refusals import EverythingCloses

INSIDE, OUTSIDE = 0, 1
_DEGREE = 1e-7
_METRES_PER_DEGREE = 111_195.08


@dataclass(frozen=True)
class Zone:
    """Edges ``a`` – ``b`` with the ``link`` index of each; ``inside`` and ``outside`` count the vertices merged."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    link: NDArray[np.int64]
    nodes: int
    inside: int
    outside: int


def cordon_zone(network: Network, area: Any, ring_m: float, mode: Mode | None = None) -> Zone:
    """The zone of ``area`` (degrees) with a ring of ``ring_m`` metres; see ``cordon.plan_cordon``.

    Only links near the ring are looked at: all others lie outside with both ends.

    Raises:
        EverythingCloses: nothing lies outside.
    """
    arrays = network.arrays
    scale = _METRES_PER_DEGREE * np.array([np.cos(np.radians(area.centroid.y)), 1.0])
    plane = shapely.transform(area, lambda degrees: degrees * scale)
    corners = np.array(plane.bounds).reshape(2, 2) + np.array([[-ring_m], [ring_m]])
    west, south, east, north = (corners / scale).ravel().tolist()
    links = network.links_meeting((west, south, east, north))
    ends, local = np.unique(np.stack((arrays["first"][links], arrays["last"][links])), return_inverse=True)
    points = np.column_stack((arrays["vertex_x"][ends], arrays["vertex_y"][ends])) * (_DEGREE * scale)
    within, beyond = _sides(points, plane, ring_m)
    outside = len(arrays["vertex_x"]) - len(ends) + int(beyond.sum())
    if outside == 0:
        raise EverythingCloses(links=network.links)
    node = np.full(len(ends), -1, np.int64)
    node[within], node[beyond] = INSIDE, OUTSIDE
    node[node < 0] = 2 + np.arange((node < 0).sum())
    first, last = node[local.reshape(2, -1)]
    touching = np.isin(links, links_in_area(network, area))
    a, b, edge = _edges(first, last, touching, _usable(network, links, mode))
    return Zone(a, b, links[edge], int(node.max(initial=1)) + 1, int(within.sum()), outside)


def _sides(points: NDArray[np.float64], plane: Any, ring_m: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which points lie in the area, and which farther than the ring from it."""
    spots = np.asarray(shapely.points(points))
    shapely.prepare(plane)
    return np.asarray(shapely.intersects(plane, spots)), np.asarray(shapely.distance(plane, spots) > ring_m)


def _usable(network: Network, links: NDArray[np.int64], mode: Mode | None) -> NDArray[np.bool_]:
    modes = slice(None) if mode is None else slice(MODES.index(mode), MODES.index(mode) + 1)
    return np.asarray((network.arrays["ms"][modes][:, :, links] > 0).any(axis=(0, 1)))


def _edges(
    first: NDArray[np.int64], last: NDArray[np.int64], touching: NDArray[np.bool_], usable: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Edges between merged nodes; a link that meets the area joins both its ends to the inside."""
    plain, through = np.flatnonzero(usable & ~touching), np.flatnonzero(usable & touching)
    a = np.concatenate((first[plain], first[through], last[through]))
    b = np.concatenate((last[plain], np.full(2 * len(through), INSIDE)))
    link = np.concatenate((plain, through, through))
    return a[a != b], b[a != b], link[a != b]
