"""The drawn ways as a routable network: links between junctions, directed edges, and what is joined to what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from clearway.world.drawing import Drawing
from clearway.world.spot import Floats, Ints

Flags = NDArray[np.bool_]

#: km/h by class; a way of no access carries no traffic.
SPEED = {
    "trunk": 68.0,
    "primary": 48.0,
    "secondary": 44.0,
    "tertiary": 38.0,
    "unclassified": 34.0,
    "residential": 26.0,
    "service": 15.0,
    "track": 9.0,
}
_GATE_SECONDS = 75.0
_CROSSING_SECONDS = 7.0


@dataclass(frozen=True)
class Network:
    """Undirected links and directed edges (edge ``e`` runs ``tail`` → ``head`` over link ``link``).

    ``tail`` and ``head`` are numbers of junctions; ``junctions`` are their map nodes, ascending. ``ends`` are the map
    nodes of a link's ends, ``nodes`` the whole stretch; ``seconds`` per edge are free-flow.
    """

    ends: Ints
    way: Ints
    metres: Floats
    nodes: list[list[int]]
    tail: Ints
    head: Ints
    link: Ints
    seconds: Floats
    junctions: Ints

    @property
    def links(self) -> int:
        """How many links there are."""
        return len(self.way)

    @property
    def size(self) -> int:
        """How many junctions there are."""
        return len(self.junctions)

    def number(self, nodes: Ints | int) -> Ints:
        """The numbers of junctions, given their map nodes."""
        return np.searchsorted(self.junctions, nodes)

    def links_of_way(self, way: int) -> Ints:
        """The links of a way, in its order."""
        return np.flatnonzero(self.way == way)

    def edge_numbers(self, links: Ints) -> Ints:
        """Directed edges over these links."""
        return np.flatnonzero(np.isin(self.link, links))


def build_network(drawing: Drawing) -> Network:
    """Cut ways at junctions and barriers; give every link its two edges (one where it is one-way)."""
    stretches = [(way, nodes) for way, nodes in _stretches(drawing) if nodes[0] != nodes[-1]]
    way = np.array([way for way, _ in stretches], dtype=np.int64)
    metres = np.array([_length(drawing, nodes) for _, nodes in stretches])
    ends = np.array([(nodes[0], nodes[-1]) for _, nodes in stretches], dtype=np.int64)
    link = np.arange(len(stretches), dtype=np.int64)
    seconds = metres / np.array([_speed(drawing, index) for index in way]) + _delays(drawing, ends)
    junctions, numbered = np.unique(ends, return_inverse=True)
    start, end = numbered.reshape(ends.shape).T
    two_way = np.array([drawing.ways[index].tags.get("oneway") != "yes" for index in way])
    return Network(
        ends=ends,
        way=way,
        metres=metres,
        nodes=[nodes for _, nodes in stretches],
        tail=np.concatenate([start, end[two_way]]),
        head=np.concatenate([end, start[two_way]]),
        link=np.concatenate([link, link[two_way]]),
        seconds=np.concatenate([seconds, seconds[two_way]]),
        junctions=junctions,
    )


def open_one_ways_that_trap(drawing: Drawing) -> None:
    """Make two-way any one-way street that would leave somewhere without a way back."""
    network = build_network(drawing)
    matrix = csr_array((network.seconds, (network.tail, network.head)), shape=(network.size, network.size))
    strong = connected_components(matrix, directed=True, connection="strong")[1]
    parts = strong[network.number(network.ends)]
    for link in np.flatnonzero(parts[:, 0] != parts[:, 1]):
        drawing.ways[int(network.way[link])].tags.pop("oneway", None)


def _stretches(drawing: Drawing) -> list[tuple[int, list[int]]]:
    uses = Counter(node for way in drawing.ways for node in way.nodes)
    found: list[tuple[int, list[int]]] = []
    for index, way in enumerate(drawing.ways):
        run = [way.nodes[0]]
        for node in way.nodes[1:]:
            run.append(node)
            if uses[node] > 1 or "barrier" in drawing.node_tags.get(node, {}) or node == way.nodes[-1]:
                found.append((index, run))
                run = [node]
    return found


def _length(drawing: Drawing, nodes: list[int]) -> float:
    return sum(drawing.apart(a, b) for a, b in pairwise(nodes))


def _speed(drawing: Drawing, way: int) -> float:
    return SPEED[drawing.ways[way].tags["highway"]] / 3.6


def _delays(drawing: Drawing, ends: Ints) -> Floats:
    """Seconds lost at crossings, and at gates (half on either side), so that nobody cuts through compounds."""
    gates = [node for node, tags in drawing.node_tags.items() if tags.get("barrier") == "gate"]
    at_gate = np.isin(ends, gates)
    lost: Floats = _CROSSING_SECONDS + _GATE_SECONDS * at_gate.sum(axis=1) / 2
    return lost
