"""The directed graph of one mode after turn expansion: what ``roads export`` writes.

Nodes ``0 … V-1`` are the network's vertices; above them come copies of vertices, one for each beginning of a forbidden
way over arcs: who has come by these arcs stands at the copy, and only the arcs allowed leave it. A copy has its
vertex's coordinates. The copies are the states of the automaton of A. V. Aho and M. J. Corasick, "Efficient string
matching", Communications of the ACM 18 (1975), with arcs for letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.roads.arc_paths import Path as ArcPath
from clearway.roads.arc_paths import read_paths
from clearway.roads.modes import MODES, Mode

_DEGREE = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Rows are directed edges, ordered by ``tail``; ``ms`` ≥ 1.

    ``link`` is the id, ``arc`` twice the link's index plus 1 where the edge runs against the link's geometry;
    ``vertex`` maps each node to its vertex.
    """

    tail: NDArray[np.int32]
    head: NDArray[np.int32]
    ms: NDArray[np.int32]
    link: NDArray[np.int64]
    arc: NDArray[np.int32]
    vertex: NDArray[np.int32]
    node_lat: NDArray[np.float64]
    node_lon: NDArray[np.float64]

    @property
    def nodes(self) -> int:
        """Number of nodes, copies included."""
        return len(self.vertex)

    @property
    def edges(self) -> int:
        """Number of directed edges."""
        return len(self.tail)

    def with_copies(self, vertices: NDArray[np.int64]) -> NDArray[np.int64]:
        """``vertices`` and every copy of theirs: all nodes where one has arrived at them."""
        return np.flatnonzero(np.isin(self.vertex, vertices)).astype(np.int64)

    def write_npz(self, path: Path) -> None:
        """``tail, head`` int32, ``ms`` int32, ``link`` int64, ``node_lat, node_lon`` float64; and ``forward`` bool."""
        with path.open("wb") as file:
            np.savez(
                file,
                tail=self.tail,
                head=self.head,
                ms=self.ms,
                link=self.link,
                forward=self.arc % 2 == 0,
                node_lat=self.node_lat,
                node_lon=self.node_lon,
            )


def build_graph(arrays: Mapping[str, NDArray[Any]], mode: Mode) -> Graph:
    """Expand the turns of ``mode`` over a network's arrays (``first, last, ms, turns, link, vertex_x, vertex_y``)."""
    position = MODES.index(mode)
    times = arrays["ms"][position]
    ends = np.stack((arrays["first"], arrays["last"]))
    arcs = np.concatenate((2 * np.flatnonzero(times[0]), 2 * np.flatnonzero(times[1]) + 1)).astype(np.int32)
    tail, head = ends[arcs % 2, arcs // 2], ends[1 - arcs % 2, arcs // 2].copy()
    ms = times[arcs % 2, arcs // 2]
    vertices = len(arrays["vertex_x"])
    banned = _banned(arrays, position, set(arcs.tolist()))
    row_of = {arc: row for row, arc in enumerate(arcs.tolist())} if banned else {}
    states = _states(banned, vertices)
    vertex = np.concatenate((np.arange(vertices), [head[row_of[path[-1]]] for path in states])).astype(np.int32)
    extra_tail, extra_head, extra_row = _turns_left(banned, states, row_of, tail, head)
    for path, state in states.items():
        if len(path) == 1:
            head[row_of[path[0]]] = state
    heads = np.concatenate((head, np.array(extra_head, np.int32)))
    rows = np.concatenate((np.arange(len(arcs)), extra_row)).astype(np.int64)
    tails = np.concatenate((tail, extra_tail)).astype(np.int32)
    order = np.argsort(tails, kind="stable")
    rows = rows[order]
    return Graph(
        tail=tails[order],
        head=heads[order].astype(np.int32),
        ms=np.ascontiguousarray(ms[rows]),
        link=arrays["link"][arcs[rows] // 2],
        arc=arcs[rows],
        vertex=vertex,
        node_lat=np.round(arrays["vertex_y"][vertex] * _DEGREE, 7),
        node_lon=np.round(arrays["vertex_x"][vertex] * _DEGREE, 7),
    )


def _banned(arrays: Mapping[str, NDArray[Any]], position: int, arcs: set[int]) -> set[ArcPath]:
    """Arcs that must not follow one another, of this mode, all in use."""
    told: list[tuple[int, ArcPath]] = [(modes, (coming, going)) for coming, going, modes in arrays["turns"].tolist()]
    told += read_paths(arrays["paths"]) if "paths" in arrays else []
    return {path for modes, path in told if modes >> position & 1 and arcs.issuperset(path)}


def _states(banned: set[ArcPath], vertices: int) -> dict[ArcPath, int]:
    """Every beginning of a forbidden way, and its node."""
    beginnings = sorted(
        {path[:stop] for path in banned for stop in range(1, len(path))}, key=lambda one: (len(one), one)
    )
    return {path: vertices + number for number, path in enumerate(beginnings)}


def _turns_left(
    banned: set[ArcPath],
    states: Mapping[ArcPath, int],
    row_of: Mapping[int, int],
    tail: NDArray[np.int32],
    head: NDArray[np.int32],
) -> tuple[list[int], list[int], list[int]]:
    """Edges that leave the copies: tails, heads, and the rows they repeat; every arc that is not forbidden."""
    wanted = {int(head[row_of[path[-1]]]) for path in states}
    leaving: dict[int, list[tuple[int, int]]] = {vertex: [] for vertex in wanted}
    arc_of = {row: arc for arc, row in row_of.items()}
    for row in np.flatnonzero(np.isin(tail, list(wanted))).tolist():
        leaving[int(tail[row])].append((arc_of[row], row))
    tails, heads, rows = [], [], []
    for path, state in states.items():
        for arc, row in leaving[int(head[row_of[path[-1]]])]:
            ends = [(*path, arc)[start:] for start in range(len(path) + 1)]
            if banned.isdisjoint(ends):
                tails.append(state)
                heads.append(next((states[end] for end in ends if end in states), int(head[row])))
                rows.append(row)
    return tails, heads, rows
