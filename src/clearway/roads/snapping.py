"""Points onto links: the nearest one a mode may use, and the end of it that stands for the point.

Distances are plane metres round the network's middle (error below 0.2% over a county). A point is joined on the
open network and stays there when links close.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from clearway.roads.arc_paths import read_paths
from clearway.roads.modes import GATE_CLASS, MODES, Mode

_METRES_PER_DEGREE = 111_195.08
_DEGREE = 1e-7
#: Farther from any road than this, a home or facility belongs to none.
FAR_M = 1000.0


@dataclass(frozen=True)
class Nearest:
    """For each point: index of the link (-1: none near enough), metres to it, and share of the way along it."""

    link: NDArray[np.int64]
    metres: NDArray[np.float64]
    along: NDArray[np.float64]


class LinkTree:
    """Links usable by ``mode`` (None: any mode), ready to be asked for the nearest."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]], mode: Mode | None, only: NDArray[Any] | None = None) -> None:
        usable = arrays["class"] != GATE_CLASS
        if mode is not None:
            usable = usable & (arrays["ms"][MODES.index(mode)] > 0).any(axis=0)
        self._links = np.flatnonzero(usable) if only is None else only
        self._middle = float(np.median(arrays["vertex_y"])) * _DEGREE
        self._lines = link_lines(arrays, self._links, self._scale)
        self._tree = shapely.STRtree(self._lines)

    @property
    def _scale(self) -> tuple[float, float]:
        return _METRES_PER_DEGREE * float(np.cos(np.radians(self._middle))), _METRES_PER_DEGREE

    def nearest(self, lat: NDArray[np.float64], lon: NDArray[np.float64], within_m: float = FAR_M) -> Nearest:
        """The nearest link of each point, within ``within_m`` metres."""
        count, (east, north) = len(lat), self._scale
        link, metres = np.full(count, -1, np.int64), np.full(count, np.inf)
        along = np.zeros(count)
        if count == 0 or len(self._links) == 0:
            return Nearest(link, metres, along)
        points: NDArray[Any] = np.asarray(shapely.points(np.asarray(lon) * east, np.asarray(lat) * north))
        pairs, distances = self._tree.query_nearest(
            points, max_distance=within_m, return_distance=True, all_matches=False
        )
        asked, found = pairs
        link[asked], metres[asked] = self._links[found], distances
        along[asked] = shapely.line_locate_point(self._lines[found], points[asked], normalized=True)
        return Nearest(link, metres, along)


def link_lines(
    arrays: Mapping[str, NDArray[Any]], links: NDArray[Any], scale: tuple[float, float] = (1.0, 1.0)
) -> NDArray[Any]:
    """Geometry of the links at ``links`` as shapely lines, degrees times ``scale`` (east, north)."""
    start = arrays["start"]
    sizes = start[links + 1] - start[links]
    offsets = np.cumsum(sizes) - sizes
    picks = np.arange(int(sizes.sum())) + np.repeat(start[links] - offsets, sizes)
    plane = np.column_stack((arrays["xs"][picks] * (_DEGREE * scale[0]), arrays["ys"][picks] * (_DEGREE * scale[1])))
    return np.asarray(shapely.linestrings(plane, indices=np.repeat(np.arange(len(links)), sizes)))


def vertices_for(arrays: Mapping[str, NDArray[Any]], nearest: Nearest) -> NDArray[np.int32]:
    """The vertex that stands for each point: the nearer end of its link, -1 where it has none.

    An end with turn restrictions gives way to the other one, so that arriving there never depends on the turn
    one came by.
    """
    link = np.maximum(nearest.link, 0)
    ends = np.stack((arrays["first"][link], arrays["last"][link]))
    nearer = (nearest.along > 0.5).astype(np.int64)
    column = np.arange(len(link))
    restricted = np.isin(ends, _restricted(arrays))
    swap = restricted[nearer, column] & ~restricted[1 - nearer, column]
    chosen = ends[np.where(swap, 1 - nearer, nearer), column]
    return np.where(nearest.link < 0, -1, chosen).astype(np.int32)


def _restricted(arrays: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    longer = [arc for _, path in read_paths(arrays["paths"]) for arc in path[:-1]] if "paths" in arrays else []
    coming = np.concatenate((arrays["turns"][:, 0], np.array(longer, np.int32)))
    return np.unique(np.where(coming % 2 == 0, arrays["last"][coming // 2], arrays["first"][coming // 2]))
