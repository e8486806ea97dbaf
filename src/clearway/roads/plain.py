"""The plain reference: nearest facility by Dijkstra over lists. Every fast form must equal it.

E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1 (1959).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence

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
