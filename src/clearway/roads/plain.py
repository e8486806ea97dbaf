"""The plain reference, over lists: nearest facility by Dijkstra, and the largest flow. Fast forms must equal it.

E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959).
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

#: (tail, head, milliseconds ≥ 1, arc)
Edge = tuple[int, int, int, int]


def nearest(nodes: int, edges: Iterable[Edge], sources: Iterable[int], *, towards: bool) -> list[int | None]:
    """Milliseconds between each node and its nearest source; None where there is no way.

    ``towards``: travel leads from the node to the source (a resident to a hospital); otherwise from the source to
    the node (a fire engine to a home).
    """
    steps: list[list[tuple[int, int]]] = [[] for _ in range(nodes)]
    for tail, head, ms, _ in edges:
        near, far = (head, tail) if towards else (tail, head)
        steps[near].append((far, ms))
    found: list[int | None] = [None] * nodes
    queue = [(0, source) for source in sources]
    heapq.heapify(queue)
    while queue:
        distance, node = heapq.heappop(queue)
        if found[node] is not None:
            continue
        found[node] = distance
        for far, ms in steps[node]:
            if found[far] is None:
                heapq.heappush(queue, (distance + ms, far))
    return found


def changed(edges: Sequence[Edge], added_ms: Callable[[int], int | None]) -> list[Edge]:
    """The edges of a what-if: ``added_ms(arc)`` is None where the arc closes, else the milliseconds it gains."""
    kept = []
    for tail, head, ms, arc in edges:
        added = added_ms(arc)
        if added is not None:
            kept.append((tail, head, max(1, ms + added), arc))
    return kept


def largest_flow(edges: Iterable[tuple[int, int, int]], start: int, end: int) -> int:
    """Largest flow from ``start`` to ``end`` over undirected (a, b, capacity): the least cut has the same size.

    J. Edmonds and R. M. Karp, "Theoretical improvements in algorithmic efficiency for network flow problems",
    Journal of the ACM 19 (1972), one unit at a time.
    """
    room: dict[int, dict[int, int]] = {start: {}, end: {}}
    for a, b, capacity in edges:
        for one, other in ((a, b), (b, a)):
            ahead = room.setdefault(one, {})
            ahead[other] = ahead.get(other, 0) + capacity
    flow = 0
    while way := _way_with_room(room, start, end):
        for one, other in pairwise(way):
            room[one][other] -= 1
            room[other][one] = room[other].get(one, 0) + 1
        flow += 1
    return flow


def _way_with_room(room: dict[int, dict[int, int]], start: int, end: int) -> list[int]:
    came, queue = {start: start}, deque([start])
    while queue and end not in came:
        node = queue.popleft()
        for far, left in room[node].items():
            if left > 0 and far not in came:
                came[far] = node
                queue.append(far)
    way = [end] if end in came else []
    while way and way[-1] != start:
        way.append(came[way[-1]])
    return way[::-1]
