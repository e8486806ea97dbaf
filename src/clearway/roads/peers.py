"""The same question put to others: scipy always, rustworkx and networkx where they are installed.

Times are milliseconds from each node to its nearest facility. pandana (AGPL) and igraph (GPL) are not asked here.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.roads.forest import FAR
from clearway.roads.graph import Graph

Times = NDArray[np.int64]
#: Processor seconds a full recompute took, and its times; building the peer's own graph is not counted.
Answer = tuple[float, Times]
OPTIONAL = ("rustworkx", "networkx")


def by_scipy(graph: Graph, sources: Times, kept: NDArray[np.bool_] | None = None, repeat: int = 1) -> Answer:
    """One ``dijkstra(min_only=True)`` over the whole reversed network without the edges not ``kept``."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    tail, head, ms = quickest_parallels(graph, kept)
    matrix = csr_matrix((ms.astype(np.float64), (head, tail)), shape=(graph.nodes, graph.nodes))
    seconds, found = _timed(lambda: dijkstra(matrix, indices=sources, min_only=True), repeat)
    return seconds, _in_ms(np.asarray(found))


def by_rustworkx(graph: Graph, sources: Times) -> Answer:
    """rustworkx: one search from a node that leads to every facility in no time."""
    import rustworkx

    made = rustworkx.PyDiGraph(multigraph=True)
    made.add_nodes_from(list(range(graph.nodes + 1)))
    edges = zip(graph.head.tolist(), graph.tail.tolist(), graph.ms.astype(float).tolist(), strict=True)
    made.add_edges_from(list(edges))
    made.add_edges_from([(graph.nodes, int(source), 0.0) for source in sources])
    seconds, found = _timed(lambda: rustworkx.digraph_dijkstra_shortest_path_lengths(made, graph.nodes, float), 1)
    return seconds, _from_mapping(graph, dict(found))


def by_networkx(graph: Graph, sources: Times) -> Answer:
    """networkx (what osmnx users run): multi-source Dijkstra."""
    import networkx

    made = networkx.MultiDiGraph()
    made.add_nodes_from(range(graph.nodes))
    made.add_weighted_edges_from(zip(graph.head.tolist(), graph.tail.tolist(), graph.ms.tolist(), strict=True))
    seconds, found = _timed(lambda: networkx.multi_source_dijkstra_path_length(made, set(sources.tolist())), 1)
    return seconds, _from_mapping(graph, found)


PEERS: dict[str, Callable[[Graph, Times], Answer]] = {"rustworkx": by_rustworkx, "networkx": by_networkx}


def installed(name: str) -> bool:
    """Whether an optional peer can be asked."""
    return importlib.util.find_spec(name) is not None


def quickest_parallels(
    graph: Graph, kept: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Tail, head and ms with only the quickest of parallel edges (a sparse matrix would add them up)."""
    rows = np.arange(graph.edges) if kept is None else np.flatnonzero(kept)
    tail, head, ms = graph.tail[rows], graph.head[rows], graph.ms[rows]
    order = np.lexsort((ms, tail, head))
    tail, head, ms = tail[order], head[order], ms[order]
    first = np.ones(len(tail), bool)
    first[1:] = (tail[1:] != tail[:-1]) | (head[1:] != head[:-1])
    return tail[first], head[first], ms[first]


def _timed(act: Callable[[], Any], repeat: int) -> tuple[float, Any]:
    seconds, found = [], None
    for _ in range(repeat):
        start = time.thread_time()
        found = act()
        seconds.append(time.thread_time() - start)
    return float(np.median(seconds)), found


def _in_ms(found: NDArray[np.float64]) -> Times:
    return np.where(np.isinf(found), float(FAR), found).astype(np.int64)


def _from_mapping(graph: Graph, found: dict[int, float]) -> Times:
    times = np.full(graph.nodes + 1, FAR, np.int64)
    times[list(found)] = [int(value) for value in found.values()]
    return times[: graph.nodes]
