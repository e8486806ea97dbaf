"""Shortest times over a whole network with a queue of buckets: several times as fast as a heap.

After U. Meyer and P. Sanders, "Δ-stepping: a parallelizable shortest path algorithm", Journal of Algorithms 49 (2003),
one thread: a bucket holds the nodes whose time lies in one stretch of ``1 << shift`` milliseconds, in any order. A
node improved after it was looked at is looked at again, so that the result is exact whatever the stretch.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clearway.roads.compiling import compiled
from clearway.roads.heap import NODE_BITS, NODE_MASK

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
#: Buckets in a round; nodes farther ahead wait in the last one.
ROUND = 4096


@compiled
def settle_all(start: Int32, edges: Int64, dist: Int64) -> None:
    """Spread times from the nodes whose ``dist`` is 0 (all others must be ``FAR``) along ``edges``.

    ``edges[start[node]:start[node + 1]]`` leave a node: milliseconds and far end packed as in ``heap``, or -1 where
    closed. ``dist`` is changed in place.
    """
    shift, now, waiting = stretch(edges), 0, 0
    first = np.full(ROUND, -1, np.int32)
    key, after = np.empty(len(start), np.int64), np.empty(len(start), np.int32)
    for node in range(len(dist)):
        if dist[node] == 0:
            waiting = put(first, key, after, waiting, node, 0)
    used = waiting
    while waiting > 0:
        while first[now % ROUND] >= 0:
            entry = first[now % ROUND]
            first[now % ROUND] = after[entry]
            node, reached = key[entry] & NODE_MASK, key[entry] >> NODE_BITS
            if reached == dist[node] and reached >> shift > now:
                put(first, key, after, entry, key[entry], min(reached >> shift, now + ROUND - 1))
                continue
            waiting -= 1
            if reached > dist[node]:
                continue
            for at in range(start[node], start[node + 1]):
                neighbour, found = edges[at] & NODE_MASK, reached + (edges[at] >> NODE_BITS)
                if edges[at] < 0 or found >= dist[neighbour]:
                    continue
                dist[neighbour] = found
                if used == len(key):
                    key, after = np.concatenate((key, key)), np.concatenate((after, after))
                bucket = min(found >> shift, now + ROUND - 1)
                used = put(first, key, after, used, (found << NODE_BITS) | neighbour, bucket)
                waiting += 1
        now += 1


@compiled
def put(first: Int32, key: Int64, after: Int32, entry: int, told: int, bucket: int) -> int:
    """Lay ``told`` as ``entry`` on a bucket; returns the number of the entry that follows."""
    key[entry] = told
    after[entry] = first[bucket % ROUND]
    first[bucket % ROUND] = entry
    return entry + 1


@compiled
def stretch(edges: Int64) -> int:
    """Bits of a bucket's milliseconds: about half an edge's, as far as some edges tell."""
    total, seen = 0, 1
    for at in range(0, len(edges), max(1, len(edges) // 1000)):
        if edges[at] >= 0:
            total += edges[at] >> NODE_BITS
            seen += 1
    shift = 0
    while 2 << (shift + 1) <= total // seen:
        shift += 1
    return shift
