"""The nearest-facility forest, numbered in depth-first preorder, so that every subtree is a slice.

``give`` edges lead from a node one step towards its facility (for a resident, along the road; for a fire engine,
against it); ``take`` is the same edges seen from the other end. A slot is a give edge's position.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clearway.roads.buckets import settle_all
from clearway.roads.compiling import compiled
from clearway.roads.graph import Graph
from clearway.roads.heap import MOST_NODES, NODE_BITS

#: "Unreachable": larger than any sum of milliseconds, small enough to be added to.
FAR = 1 << 60
FACILITY, NOWHERE = -2, -1

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]


class Forest(NamedTuple):
    """Arrays by place in preorder (``n``), by slot (``m``) and by arc (twice the links).

    ``node_at`` place → graph node; ``end`` one past the last place of each subtree; ``dist`` milliseconds;
    ``tree_slot`` the slot taken towards the facility (``FACILITY`` at one, ``NOWHERE`` where there is no way).
    """

    node_at: Int32
    end: Int32
    dist: Int64
    tree_slot: Int32
    start: Int32
    to: Int32
    ms: Int32
    owner: Int32
    take_start: Int32
    take_node: Int32
    take_slot: Int32
    arc_start: Int32
    arc_slot: Int32


class Packed(NamedTuple):
    """A forest as three arrays, as it is kept in files.

    ``whole`` holds every int32 array one after another, from ``layout[i]`` to ``layout[i + 1]`` in the order of
    ``Forest``'s fields without ``dist``; ``dist`` stands alone.
    """

    whole: Int32
    dist: Int64
    layout: Int64


def pack(forest: Forest) -> Packed:
    """``forest`` in three arrays."""
    parts = [part for name, part in forest._asdict().items() if name != "dist"]
    layout = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
    return Packed(np.concatenate(parts), forest.dist, layout)


def unpack(packed: Packed) -> Forest:
    """The forest again, as views."""
    whole, at = packed.whole, packed.layout
    return Forest(
        whole[at[0] : at[1]],
        whole[at[1] : at[2]],
        packed.dist,
        whole[at[2] : at[3]],
        whole[at[3] : at[4]],
        whole[at[4] : at[5]],
        whole[at[5] : at[6]],
        whole[at[6] : at[7]],
        whole[at[7] : at[8]],
        whole[at[8] : at[9]],
        whole[at[9] : at[10]],
        whole[at[10] : at[11]],
        whole[at[11] : at[12]],
    )


def grow_forest(graph: Graph, sources: Int64, *, towards: bool, arcs: int) -> Forest:
    """The forest of ``graph`` for facilities at the nodes ``sources``; ``arcs`` is twice the network's links.

    Raises:
        ValueError: more nodes than a key can name (67 million).
    """
    if graph.nodes >= MOST_NODES:
        raise ValueError(f"{graph.nodes} nodes: at most {MOST_NODES} fit")
    giver, taker = (graph.tail, graph.head) if towards else (graph.head, graph.tail)
    nodes = graph.nodes
    start, order = by_end(giver, nodes)
    take_start, take_order = by_end(taker, nodes)
    dist = distances(take_start, giver[take_order], graph.ms[take_order], sources)
    slot = tree_slots(start, taker[order], graph.ms[order], dist)
    parent = np.full(nodes, -1, np.int32)
    parent[slot >= 0] = taker[order][slot[slot >= 0]]
    node_at, end = preorder(parent, dist)
    place = np.empty(nodes, np.int32)
    place[node_at] = np.arange(nodes, dtype=np.int32)
    choice = np.where(slot >= 0, slot - start[:-1], slot).astype(np.int32)
    return _renumbered(graph, giver, taker, place, node_at, end, dist, choice, arcs)


def _renumbered(
    graph: Graph,
    giver: Int32,
    taker: Int32,
    place: Int32,
    node_at: Int32,
    end: Int32,
    dist: Int64,
    choice: Int32,
    arcs: int,
) -> Forest:
    """Everything by place. ``choice`` is the position of each node's tree edge among its own give edges (or < 0)."""
    nodes = graph.nodes
    start, order = by_end(place[giver], nodes)
    to = place[taker[order]]
    take_start, take_slot = by_end(to, nodes)
    arc_start, arc_slot = by_end(graph.arc[order], arcs)
    owner = place[giver[order]]
    chosen = choice[node_at]
    return Forest(
        node_at=node_at,
        end=end,
        dist=dist[node_at],
        tree_slot=np.where(chosen >= 0, start[:-1] + chosen, chosen).astype(np.int32),
        start=start,
        to=to,
        ms=graph.ms[order],
        owner=owner,
        take_start=take_start,
        take_node=owner[take_slot],
        take_slot=take_slot,
        arc_start=arc_start,
        arc_slot=arc_slot,
    )


def by_end(ends: Int32, count: int) -> tuple[Int32, Int32]:
    """Edges grouped by end: starts of shape (count + 1), and the edges' positions in order."""
    start = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(ends, minlength=count), out=start[1:])
    return start, np.argsort(ends, kind="stable").astype(np.int32)


def distances(start: Int32, far: Int32, ms: Int32, sources: Int64) -> Int64:
    """Milliseconds from the nearest source along ``start, far, ms``; ``FAR`` where there is no way."""
    dist = np.full(len(start) - 1, FAR, np.int64)
    dist[sources] = 0
    settle_all(start, ms.astype(np.int64) << NODE_BITS | far, dist)
    return dist


@compiled
def tree_slots(start: Int32, to: Int32, ms: Int32, dist: Int64) -> Int32:
    """For each node the first edge that lies on a shortest way, ``FACILITY`` or ``NOWHERE``."""
    nodes = len(start) - 1
    chosen = np.full(nodes, NOWHERE, np.int32)
    for node in range(nodes):
        if dist[node] == 0:
            chosen[node] = FACILITY
        if dist[node] == 0 or dist[node] >= FAR:
            continue
        for at in range(start[node], start[node + 1]):
            if dist[to[at]] + ms[at] == dist[node]:
                chosen[node] = at
                break
    return chosen


@compiled
def preorder(parent: Int32, dist: Int64) -> tuple[Int32, Int32]:
    """Node at each place, and one past the end of each place's subtree; unreachable nodes come last."""
    nodes = len(parent)
    first = np.full(nodes, -1, np.int32)
    sibling = np.full(nodes, -1, np.int32)
    for node in range(nodes - 1, -1, -1):
        if parent[node] >= 0:
            sibling[node] = first[parent[node]]
            first[parent[node]] = node
    node_at = np.empty(nodes, np.int32)
    end = np.empty(nodes, np.int32)
    place = np.empty(nodes, np.int32)
    count = 0
    for root in range(nodes):
        if parent[root] >= 0 or dist[root] >= FAR:
            continue
        node = root
        while node >= 0:
            place[node] = count
            node_at[count] = node
            count += 1
            if first[node] >= 0:
                node = first[node]
                continue
            while node >= 0:
                end[place[node]] = count
                if sibling[node] >= 0:
                    node = sibling[node]
                    break
                node = parent[node]
    for node in range(nodes):
        if dist[node] >= FAR:
            node_at[count] = node
            count += 1
            end[count - 1] = count
    return node_at, end
