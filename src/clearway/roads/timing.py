"""How long each mode takes along each link, in whole milliseconds; 0 where it may not go."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from clearway.roads.modes import MODES, Mode
from clearway.roads.osm import RawWay
from clearway.roads.tags import Tags, direction, passes_gate, speed_kmh

_MS_PER_M_AT_1_KMH = 3600.0


def way_paces(ways: list[RawWay]) -> NDArray[np.float64]:
    """Milliseconds a metre by (way, mode, along or against), shape (n, 5, 2); 0 where the mode may not go."""
    known: dict[object, list[list[float]]] = {}
    rows = []
    for way in ways:
        told = {key: value for key, value in way.tags.items() if not key.startswith("name")}
        key = (way.road_class, tuple(told.items()))
        if key not in known:
            known[key] = [_pace(told, way.road_class, mode) for mode in MODES]
        rows.append(known[key])
    return np.array(rows, np.float64)


def _pace(tags: Tags, road_class: int, mode: Mode) -> list[float]:
    speed = speed_kmh(tags, road_class, mode)
    if speed <= 0:
        return [0.0, 0.0]
    pace, way = _MS_PER_M_AT_1_KMH / speed, direction(tags, mode)
    return [0.0 if way in ("backward", "none") else pace, 0.0 if way in ("forward", "none") else pace]


def link_times(paces: NDArray[np.float64], way: NDArray[np.int32], metres: NDArray[np.float64]) -> NDArray[np.int32]:
    """Milliseconds by (mode, along or against, link), shape (5, 2, links); at least 1 where allowed."""
    pace = paces[way]
    times = np.where(pace > 0, np.maximum(1, np.rint(pace * metres[:, None, None])), 0)
    return np.ascontiguousarray(times.transpose(1, 2, 0).astype(np.int32))


def gate_times(nodes: NDArray[np.int64], gates: Mapping[int, Tags]) -> NDArray[np.int32]:
    """The same for gates: 1 ms for a mode that may pass, shape (5, 2, gates)."""
    passes = [[passes_gate(gates[node], mode) for node in nodes.tolist()] for mode in MODES]
    return np.repeat(np.array(passes, np.int32).reshape(len(MODES), 1, len(nodes)), 2, axis=1)
