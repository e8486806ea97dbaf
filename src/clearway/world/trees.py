"""Shortest-path trees over edges, and trips followed along them, many at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from clearway.world.network import Network
from clearway.world.spot import Floats, Ints


@dataclass(frozen=True)
class Trees:
    """One tree a root. ``seconds`` (roots × nodes) from root to node, or from node to root if ``inward``;
    ``edge`` (roots × nodes) is the edge by which a node hangs on its tree (−1: root or unreachable)."""

    network: Network
    inward: bool
    seconds: Floats
    edge: Ints

    def step(self, edge: Ints) -> Ints:
        """The node one edge nearer the root."""
        return self.network.head[edge] if self.inward else self.network.tail[edge]

    def follow(self, row: Ints, here: Ints, weights: Floats) -> Floats:
        """Loads (purposes × edges) of trips between the roots of ``row`` and the nodes ``here``."""
        edges, purposes = len(self.network.tail), len(weights)
        loads = np.zeros((purposes, edges))
        while len(here):
            edge = self.edge[row, here]
            moving = edge >= 0
            row, edge, weights = row[moving], edge[moving], weights[:, moving]
            for purpose in range(purposes):
                loads[purpose] += np.bincount(edge, weights=weights[purpose], minlength=edges)
            here = self.step(edge)
        return loads

    def users(self, row: Ints, here: Ints, label: Ints) -> list[tuple[Ints, Ints]]:
        """Which trips pass edges with ``label`` ≥ 0: (label, number of the trip) as they are met."""
        trip = np.arange(len(here))
        met: list[tuple[Ints, Ints]] = []
        while len(here):
            edge = self.edge[row, here]
            moving = edge >= 0
            row, edge, trip = row[moving], edge[moving], trip[moving]
            hit = label[edge] >= 0
            met.append((label[edge[hit]], trip[hit]))
            here = self.step(edge)
        return met


def grow(network: Network, costs: Floats, roots: Ints, *, inward: bool = False) -> Trees:
    """Trees from (or, ``inward``, to) each root; an infinite cost closes an edge; of parallel edges the best counts."""
    tail, head = (network.head, network.tail) if inward else (network.tail, network.head)
    usable = np.flatnonzero(np.isfinite(costs))
    order = usable[np.lexsort((costs[usable], head[usable], tail[usable]))]
    keys = tail[order] * network.size + head[order]
    best = np.concatenate([[True], keys[1:] != keys[:-1]])
    order, keys = order[best], keys[best]
    graph = csr_array((costs[order], (tail[order], head[order])), shape=(network.size, network.size))
    seconds, before = dijkstra(graph, indices=roots, return_predecessors=True)
    wanted = before.astype(np.int64) * network.size + np.arange(network.size)
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return Trees(network, inward, seconds, np.where(before >= 0, order[place], -1))
