"""Marks on links for the negative list: fire lanes, evacuation ways, and the main road of each village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.core.places import Point
from clearway.roads.modes import CLASSES, GATE_CLASS

FIRE_LANE, VILLAGE_TRUNK_ROAD, EVACUATION_WAY = 1, 2, 4
#: A village's roads are sought this far from its middle; its main road is at least an unclassified one.
_VILLAGE_M = 800.0
_LEAST_RANK = 5
_METRES_PER_DEGREE = 111_195.08
_DEGREE = 1e-7


def mark(arrays: Mapping[str, NDArray[Any]], told: Sequence[int], villages: Sequence[Point]) -> NDArray[np.int8]:
    """Marks by link, bits ``FIRE_LANE``, ``VILLAGE_TRUNK_ROAD`` and ``EVACUATION_WAY``; ``told`` has what the tags of
    each way tell, indexed by ``arrays["way"]``.

    The main road of a village is every link of the best class near its middle. A gate has the marks of its roads
    where both sides agree.
    """
    flags: NDArray[np.int8] = np.array([*told, 0], np.int8)[arrays["way"]]
    flags[_main_roads(arrays, villages)] |= VILLAGE_TRUNK_ROAD
    _pass_on_to_gates(arrays, flags)
    return flags


def _main_roads(arrays: Mapping[str, NDArray[Any]], villages: Sequence[Point]) -> NDArray[np.int64]:
    from scipy.spatial import cKDTree

    ranks = np.array([road_class.rank for road_class in CLASSES])[arrays["class"]]
    able = np.flatnonzero(ranks <= _LEAST_RANK)
    if not len(able) or not villages:
        return np.empty(0, np.int64)
    middle = (arrays["start"][able] + arrays["start"][able + 1]) // 2
    east = _METRES_PER_DEGREE * float(np.cos(np.radians(villages[0].lat)))
    spots = np.column_stack(
        (arrays["xs"][middle] * (_DEGREE * east), arrays["ys"][middle] * (_DEGREE * _METRES_PER_DEGREE))
    )
    centres = np.array([(point.lon * east, point.lat * _METRES_PER_DEGREE) for point in villages])
    found: list[NDArray[np.int64]] = []
    for near in cKDTree(spots).query_ball_point(centres, _VILLAGE_M):
        links = able[np.array(near, np.int64)]
        found.append(links[ranks[links] == ranks[links].min(initial=_LEAST_RANK)])
    return np.unique(np.concatenate(found))


def _pass_on_to_gates(arrays: Mapping[str, NDArray[Any]], flags: NDArray[np.int8]) -> None:
    """A gate stands on a marked road where roads on both its sides are marked."""
    by_vertex = np.zeros(len(arrays["vertex_x"]), np.int8)
    roads, gates = np.flatnonzero(arrays["class"] != GATE_CLASS), np.flatnonzero(arrays["class"] == GATE_CLASS)
    for ends in ("first", "last"):
        np.bitwise_or.at(by_vertex, arrays[ends][roads], flags[roads])
    flags[gates] = by_vertex[arrays["first"][gates]] & by_vertex[arrays["last"][gates]]
