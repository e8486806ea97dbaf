"""Detours in reduced costs: what closing one tree edge adds, for every tree edge, without repairing its subtree.

With D the time to the nearest facility, edge x → y costs r = ms + D(y) - D(x) ≥ 0 extra (D. B. Johnson, "Efficient
algorithms for shortest paths in sparse networks", Journal of the ACM 24 (1977)); tree edges cost nothing. When the
tree edge above ``top`` closes, each node below loses its cheapest way out of the subtree, and whatever one node
pays its whole subtree pays at most: so a settled node settles a slice at once, and only edges that cross between
branches are ever looked at.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clearway.roads.compiling import compiled
from clearway.roads.forest import FAR, Float64, Forest, Int32, Int64
from clearway.roads.heap import NODE_BITS, NODE_MASK, pop, push

FIVE_MINUTES_MS = 300_000


class Crossings(NamedTuple):
    """Edges between branches, by place: those that leave a node (``out``, its own subtree excepted), and those that
    come in (``back``, from nodes outside the subtree). ``cost`` is r in milliseconds; ``parent`` -1 at a root."""

    end: Int32
    parent: Int32
    out_start: Int32
    out_to: Int32
    out_cost: Int64
    back_start: Int32
    back_from: Int32
    back_cost: Int64


def crossings_of(forest: Forest) -> Crossings:
    """The crossings of a forest; edges from or to unreachable nodes are in neither list."""
    nodes, slots = len(forest.node_at), np.arange(len(forest.to))
    owner, to = forest.owner, forest.to
    reached = (forest.dist[owner] < FAR) & (forest.dist[to] < FAR)
    cost = np.where(reached, forest.ms + forest.dist[to] - forest.dist[owner], FAR)
    into_own = (to >= owner) & (to < forest.end[owner])
    out = reached & ~into_own & (forest.tree_slot[owner] != slots)
    back = reached & ~((owner >= to) & (owner < forest.end[to]))
    incoming = forest.take_slot[back[forest.take_slot]]
    parent = np.full(nodes, -1, np.int32)
    below = forest.tree_slot >= 0
    parent[below] = to[forest.tree_slot[below]]
    return Crossings(
        end=forest.end,
        parent=parent,
        out_start=_starts(owner[out], nodes),
        out_to=to[out],
        out_cost=cost[out],
        back_start=_starts(to[incoming], nodes),
        back_from=owner[incoming],
        back_cost=cost[incoming],
    )


def _starts(places: Int32, nodes: int) -> Int32:
    start = np.zeros(nodes + 1, np.int32)
    np.cumsum(np.bincount(places, minlength=nodes), out=start[1:])
    return start


@compiled
def score_tops(cross: Crossings, tops: Int32, people: Float64) -> Float64:
    """Rows (cut off, person-milliseconds added, more than 5 minutes worse) when the tree edge above each top closes.

    ``people`` by place. Shape (tops, 3).
    """
    nodes = len(cross.end)
    rows = np.zeros((len(tops), 3))
    label, done = np.zeros(nodes, np.int64), np.zeros(nodes, np.int32)
    heap = np.empty(nodes + len(cross.back_from) + 1, np.int64)
    for at in range(len(tops)):
        size = _label(cross, tops[at], label, heap)
        left = _spread(cross, tops[at], at + 1, label, done, heap, size, people, rows[at])
        if left > 0:
            _cut_off(tops[at], cross.end[tops[at]], at + 1, done, people, rows[at])
    return rows


@compiled
def _label(cross: Crossings, top: int, label: Int64, heap: Int64) -> int:
    """Cheapest way out of each node by itself or an ancestor below ``top``; returns the heap's size."""
    size, stop = 0, cross.end[top]
    for place in range(top, stop):
        above = FAR if place == top else label[cross.parent[place]]
        best = above
        for at in range(cross.out_start[place], cross.out_start[place + 1]):
            if (cross.out_to[at] < top or cross.out_to[at] >= stop) and cross.out_cost[at] < best:
                best = cross.out_cost[at]
        label[place] = best
        if best < above:
            size = push(heap, size, (best << NODE_BITS) | place)
    return size


@compiled
def _spread(
    cross: Crossings, top: int, epoch: int, label: Int64, done: Int32, heap: Int64, size: int, people: Float64,
    row: NDArray[np.float64],
) -> int:  # fmt: skip
    """Settle slices, cheapest first, adding up the harm; returns how many nodes are left (cut off)."""
    stop = cross.end[top]
    left = stop - top
    while size > 0 and left > 0:
        key = heap[0]
        size = pop(heap, size)
        place, extra = key & NODE_MASK, key >> NODE_BITS
        slice_end = cross.end[place]
        while place < slice_end:
            if done[place] == epoch:
                place = cross.end[place]
                continue
            done[place] = epoch
            left -= 1
            row[1] += people[place] * extra
            if extra > FIVE_MINUTES_MS:
                row[2] += people[place]
            for at in range(cross.back_start[place], cross.back_start[place + 1]):
                source, found = cross.back_from[at], extra + cross.back_cost[at]
                if top <= source < stop and found < label[source] and done[source] != epoch:
                    label[source] = found
                    size = push(heap, size, (found << NODE_BITS) | source)
            place += 1
    return int(left)


@compiled
def _cut_off(top: int, stop: int, epoch: int, done: Int32, people: Float64, row: NDArray[np.float64]) -> None:
    for place in range(top, stop):
        if done[place] != epoch:
            row[0] += people[place]
            row[2] += people[place]
