"""A generated town for measuring: a jittered grid with holes, one-ways and parallel roads, as large as asked for."""

from __future__ import annotations

import numpy as np

from clearway.roads.graph import Graph

_SPACING_M = 90.0
_DEGREES_PER_M = 1 / 111_195.08


def generated_town(side: int, seed: int = 7) -> Graph:
    """A graph of ``side * side`` nodes and about 2.9 directed edges a node; link ids are 0, 1, 2 …

    About a fifth of the grid's streets are missing, a twelfth run one way, one in two hundred has a parallel.
    """
    rng = np.random.default_rng(seed)
    grid = np.arange(side * side).reshape(side, side)
    first = np.concatenate((grid[:, :-1].ravel(), grid[:-1].ravel()))
    last = np.concatenate((grid[:, 1:].ravel(), grid[1:].ravel()))
    kept = rng.random(len(first)) > 0.235
    first, last = first[kept], last[kept]
    doubled = rng.random(len(first)) < 0.005
    first, last = np.concatenate((first, first[doubled])), np.concatenate((last, last[doubled]))
    place = np.column_stack(np.unravel_index(np.arange(side * side), (side, side))) + rng.normal(0, 0.2, (side**2, 2))
    metres = _SPACING_M * np.hypot(*(place[first] - place[last]).T)
    pace = rng.choice([72.0, 90.0, 120.0, 240.0], len(first), p=[0.1, 0.2, 0.5, 0.2])
    ms = np.maximum(1, np.rint(metres * pace)).astype(np.int32)
    links = np.arange(len(first))
    back = links[rng.random(len(first)) > 0.08]
    return _graph(
        np.concatenate((first, last[back])),
        np.concatenate((last, first[back])),
        np.concatenate((ms, ms[back])),
        np.concatenate((2 * links, 2 * back + 1)),
        place * (_SPACING_M * _DEGREES_PER_M),
    )


def _graph(
    tail: np.ndarray[tuple[int], np.dtype[np.int64]],
    head: np.ndarray[tuple[int], np.dtype[np.int64]],
    ms: np.ndarray[tuple[int], np.dtype[np.int32]],
    arc: np.ndarray[tuple[int], np.dtype[np.int64]],
    degrees: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> Graph:
    order = np.argsort(tail, kind="stable")
    return Graph(
        tail=tail[order].astype(np.int32),
        head=head[order].astype(np.int32),
        ms=ms[order],
        link=arc[order] // 2,
        arc=arc[order].astype(np.int32),
        vertex=np.arange(len(degrees), dtype=np.int32),
        node_lat=degrees[:, 0],
        node_lon=degrees[:, 1],
    )
