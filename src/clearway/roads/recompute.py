"""Everything computed anew under a change, where it touches too much to be repaired."""

from __future__ import annotations

import numpy as np

from clearway.roads.buckets import settle_all
from clearway.roads.compiling import compiled
from clearway.roads.forest import FACILITY, FAR, Forest, Int32, Int64
from clearway.roads.heap import NODE_BITS
from clearway.roads.scratch import TREE, Scratch


@compiled
def recompute(forest: Forest, room: Scratch, epoch: int, arcs: Int32, added: Int64) -> int:
    """Everything anew, where a change touches too much to be repaired; returns the number of all nodes."""
    nodes = len(forest.node_at)
    dist = np.full(nodes, FAR, np.int64)
    for place in range(nodes):
        if room.about[4 * place + TREE] == FACILITY and room.gone_stamp[place] != epoch:
            dist[place] = 0
    settle_all(forest.take_start, _changed(forest, room, arcs, added), dist)
    for place in range(nodes):
        room.touched[place] = place
        room.place[2 * place] = epoch
        room.place[2 * place + 1] = dist[place]
    return nodes


@compiled
def _changed(forest: Forest, room: Scratch, arcs: Int32, added: Int64) -> Int64:
    """``room.take`` under a change; -1 where closed."""
    by_arc = np.zeros(len(forest.arc_start) - 1, np.int64)
    for at in range(len(arcs)):
        by_arc[arcs[at]] = added[at]
    take = np.empty(len(room.take), np.int64)
    for at in range(len(take)):
        extra = by_arc[room.take_arc[at]]
        take[at] = -1 if extra < 0 else room.take[at] + (extra << NODE_BITS)
    return take
