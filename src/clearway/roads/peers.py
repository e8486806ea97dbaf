"""The same question put to others: scipy always; rustworkx, igraph, networkx and pandana where they are installed.

Times are milliseconds from each node to its nearest facility. igraph (GPL) and pandana (AGPL) are never dependencies:
they are asked here and in the tests alone (extra ``peers``).
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.roads.forest import FAR
from clearway.roads.graph import Graph

Times = NDArray[np.int64]
#: Processor seconds a full recompute took, and its times. Building the peer's own graph is not counted, but for
#: pandana, which must build its hierarchy anew for every closure.
Answer = tuple[float, Times]
OPTIONAL = ("rustworkx", "igraph", "networkx", "pandana")
#: Those that take minutes on the full network: left out of a quick run.
SLOW = frozenset({"networkx", "pandana"})
#: Seconds: farther than any way in a town.
_FARTHEST_S = 1_000_000.0
#: pandana cuts off below the ms: a fraction of one keeps floating point from losing a whole one.
_BELOW_A_MS = 0.25


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


def by_igraph(graph: Graph, sources: Times) -> Answer:
    """igraph: one search from a node that leads to every facility in no time."""
    igraph = importlib.import_module("igraph")
    lead = np.column_stack((np.full(len(sources), graph.nodes), sources))
    edges = np.concatenate((np.column_stack((graph.head, graph.tail)), lead))
    made = igraph.Graph(n=graph.nodes + 1, edges=edges, directed=True)
    made.es["ms"] = np.concatenate((graph.ms, np.zeros(len(sources), np.int32))).astype(float).tolist()
    seconds, found = _timed(lambda: made.distances(source=[graph.nodes], weights="ms"), 1)
    return seconds, _in_ms(np.asarray(found[0][: graph.nodes]))


def by_pandana(graph: Graph, sources: Times) -> Answer:
    """pandana: its hierarchy built, then the nearest facility of every node; seconds, which it keeps to the ms.

    Nodes are laid out on a line, so that a facility meets its own node and no other. All threads' time is counted.
    """
    pandana, pandas = (importlib.import_module(name) for name in ("pandana", "pandas"))
    tail, head, ms = quickest_parallels(graph, None)
    place = pandas.Series(np.arange(graph.nodes, dtype=float))
    weights = pandas.DataFrame({"s": (ms + _BELOW_A_MS) / 1000})
    ends, spots = [pandas.Series(one.astype(int)) for one in (tail, head)], pandas.Series(sources.astype(float))
    start = time.process_time()
    with _standard_output_closed():
        made = pandana.Network(place, place * 0, *ends, weights, twoway=False)
        made.set_pois("facility", _FARTHEST_S, 1, spots, spots * 0)
        found = made.nearest_pois(_FARTHEST_S, "facility", num_pois=1)[1].to_numpy()
    seconds = time.process_time() - start
    return seconds, np.where(found >= _FARTHEST_S, FAR, np.rint(found * 1000)).astype(np.int64)


PEERS: dict[str, Callable[[Graph, Times], Answer]] = {
    "rustworkx": by_rustworkx,
    "igraph": by_igraph,
    "networkx": by_networkx,
    "pandana": by_pandana,
}


@contextmanager
def _standard_output_closed() -> Iterator[None]:
    """pandana tells its progress on standard output, which is the bench's own."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


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
