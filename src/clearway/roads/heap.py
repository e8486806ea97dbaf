"""A binary heap of whole numbers in an array: distance and node packed into one key."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clearway.roads.compiling import compiled

NODE_BITS = 26
NODE_MASK = (1 << NODE_BITS) - 1
#: Networks with more nodes than this do not fit a key.
MOST_NODES = 1 << NODE_BITS


@compiled
def push(heap: NDArray[np.int64], size: int, key: int) -> int:
    """Add ``key``; returns the new size."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if heap[above] <= key:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = key
    return size + 1


@compiled
def pop(heap: NDArray[np.int64], size: int) -> int:
    """Take the least key off ``heap[:size]`` (read it first: it was ``heap[0]``); returns the new size."""
    size -= 1
    key = heap[size]
    at = 0
    below = 1
    while below < size:
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[at] = heap[below]
        at = below
        below = 2 * at + 1
    heap[at] = key
    return size
