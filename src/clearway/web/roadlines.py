"""Shapes of road links and gates for the live map, from the memory-mapped networks of this home."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from clearway.core.places import Point
from clearway.loop.draw_map import network_folders
from clearway.roads.network import Gate, Network
from clearway.roads.refusals import NoSuchLink

_Key = tuple[tuple[str, float], ...]


def line_of(link: int) -> NDArray[np.float64] | None:
    """The link as (lon, lat) pairs, shape (n, 2); None where no network here has it, or where it has no length."""
    for network in _networks(_key()):
        try:
            line = network.shape(network.link_index(link)).line
        except NoSuchLink:
            continue
        return line if len(line) > 1 else None
    return None


def gates_in(west: float, south: float, east: float, north: float) -> list[Point]:
    """Gates in a box of degrees."""
    gates, where = _gates(_key())
    if not gates:
        return []
    hit = (where[:, 0] >= west) & (where[:, 0] <= east) & (where[:, 1] >= south) & (where[:, 1] <= north)
    return [gates[index].point for index in np.flatnonzero(hit)]


def _key() -> _Key:
    """Changes when a network is loaded or replaced."""
    return tuple((str(folder), folder.stat().st_mtime) for folder in network_folders(settings.ENVIRONMENT.home))


@lru_cache(maxsize=2)
def _networks(key: _Key) -> tuple[Network, ...]:
    folders = {str(folder): folder for folder in network_folders(settings.ENVIRONMENT.home)}
    return tuple(Network.open(folders[name]) for name, _ in key if name in folders)


@lru_cache(maxsize=2)
def _gates(key: _Key) -> tuple[tuple[Gate, ...], NDArray[Any]]:
    gates = tuple(gate for network in _networks(key) for gate in network.gates())
    return gates, np.array([(gate.point.lon, gate.point.lat) for gate in gates]).reshape(-1, 2)
