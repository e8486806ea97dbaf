"""The quickest way from one point to another: its links, its line, its time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.core.places import Point
from clearway.roads.alternative import line_along
from clearway.roads.joining import nearest_link
from clearway.roads.modes import MODES, Mode
from clearway.roads.network import Network
from clearway.roads.way_round import quickest_arcs


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """``links`` in order of travel, the links at both ends included; ``line`` (lon, lat) pairs of shape (n, 2)."""

    links: tuple[int, ...]
    line: NDArray[np.float64]
    metres: float
    ms: int


def passage(network: Network, start: Point, goal: Point, mode: Mode, *, without: int | None = None) -> Passage | None:
    """The quickest way by ``mode`` between the links nearest to two points; None where there is none near.

    ``without`` is a link not to be used.
    """
    ends = [nearest_link(network, point, mode=mode, within_m=1_000.0) for point in (start, goal)]
    if ends[0] is None or ends[1] is None:
        return None
    here, there = (network.link_index(end.link) for end in ends if end is not None)
    closed = network.link_index(without) if without is not None else -1
    if here == there:
        return _of(network, [], here, there, int(network.arrays["first"][here]), 0)
    start_vertex, goal_vertex = _leaving(network, here, mode), int(network.arrays["first"][there])
    found = quickest_arcs(network.graph(mode), start_vertex, goal_vertex, closed)
    return None if found is None else _of(network, found[0], here, there, start_vertex, found[1])


def _leaving(network: Network, link: int, mode: Mode) -> int:
    """The end of a link one can leave it at: the last, unless it is one-way against its line."""
    along = int(network.arrays["ms"][MODES.index(mode)][0, link])
    return int(network.arrays["last" if along else "first"][link])


def _of(network: Network, arcs: list[int], here: int, there: int, start: int, ms: int) -> Passage:
    indices = list(dict.fromkeys([here, *(arc // 2 for arc in arcs), there]))
    return Passage(
        links=tuple(int(network.link_ids[index]) for index in indices),
        line=line_along(network, arcs, start),
        metres=float(network.arrays["metres"][[arc // 2 for arc in arcs]].sum()) if arcs else 0.0,
        ms=ms,
    )
