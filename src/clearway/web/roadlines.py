"""Shapes of road links and gates for the live map, from the memory-mapped networks of this home."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from clearway.core.places import Point
from clearway.loop.road_lines import Key, networks, networks_key, shape_of
from clearway.roads.network import Gate


def line_of(link: int) -> NDArray[np.float64] | None:
    """The link as (lon, lat) pairs, shape (n, 2); None where no network here has it, or where it has no length."""
    shape = shape_of(link, networks_key(settings.ENVIRONMENT.home))
    return shape.line if shape is not None and len(shape.line) > 1 else None


def gates_in(west: float, south: float, east: float, north: float) -> list[Point]:
    """Gates in a box of degrees."""
    gates, where = _gates(networks_key(settings.ENVIRONMENT.home))
    if not gates:
        return []
    hit = (where[:, 0] >= west) & (where[:, 0] <= east) & (where[:, 1] >= south) & (where[:, 1] <= north)
    return [gates[index].point for index in np.flatnonzero(hit)]


@lru_cache(maxsize=2)
def _gates(key: Key) -> tuple[tuple[Gate, ...], NDArray[Any]]:
    gates = tuple(gate for network in networks(key) for gate in network.gates())
    return gates, np.array([(gate.point.lon, gate.point.lat) for gate in gates]).reshape(-1, 2)
