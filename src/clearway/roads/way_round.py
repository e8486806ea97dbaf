"""The shortest way round one closed link, from one of its ends to the other."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.roads.alternative import line_along
from clearway.roads.graph import Graph
from clearway.roads.modes import MODES, Mode
from clearway.roads.network import Network

#: Beyond this many junctions a way round helps nobody; the answer is "none near".
MOST_NODES = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRound:
    """``line`` is (lon, lat) pairs of shape (n, 2), ``ms`` its milliseconds beside ``direct_ms`` of the link."""

    link: int
    mode: Mode
    line: NDArray[np.float64]
    metres: float
    ms: int
    direct_ms: int


def way_round(network: Network, link: int, mode: Mode) -> WayRound | None:
    """The quickest way between the ends of ``link`` without it; None where there is none near.

    A one-way link is gone round in its own direction. None too where ``mode`` may not use the link at all.

    Raises:
        NoSuchLink: a link the network does not have.
    """
    index = network.link_index(link)
    along, against = network.arrays["ms"][MODES.index(mode)][:, index].tolist()
    if not along and not against:
        return None
    ends = int(network.arrays["first"][index]), int(network.arrays["last"][index])
    start, goal = ends if along else ends[::-1]
    found = quickest_arcs(network.graph(mode), start, goal, index)
    if found is None:
        return None
    arcs, ms = found
    metres = float(network.arrays["metres"][[arc // 2 for arc in arcs]].sum())
    line = line_along(network, arcs, start)
    return WayRound(link=link, mode=mode, line=line, metres=metres, ms=ms, direct_ms=along or against)


def quickest_arcs(graph: Graph, start: int, goal: int, without: int) -> tuple[list[int], int] | None:
    """Arcs and milliseconds of the shortest way from ``start`` to any node at vertex ``goal``, not over a link."""
    came: dict[int, tuple[int, int]] = {}
    best, done, queue = {start: 0}, set[int](), [(0, start)]
    while queue and len(done) < MOST_NODES:
        ms, node = heapq.heappop(queue)
        if node in done:
            continue
        if graph.vertex[node] == goal:
            return _back(came, start, node), ms
        done.add(node)
        first, last = np.searchsorted(graph.tail, (node, node + 1)).tolist()
        for row in range(first, last):
            head, arc, reached = int(graph.head[row]), int(graph.arc[row]), ms + int(graph.ms[row])
            if arc // 2 != without and reached < best.get(head, reached + 1):
                best[head], came[head] = reached, (node, arc)
                heapq.heappush(queue, (reached, head))
    return None


def _back(came: dict[int, tuple[int, int]], start: int, node: int) -> list[int]:
    arcs = []
    while node != start:
        node, arc = came[node]
        arcs.append(arc)
    return arcs[::-1]
