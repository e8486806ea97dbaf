"""The directed graph of one mode after turn expansion: what ``roads export`` writes.

Nodes ``0 … V-1`` are the network's vertices; above them come copies of vertices that are entered by an edge from
which some turn is forbidden: the edge leads to the copy, and only the turns allowed leave it. A copy has its
vertex's coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    banned = _banned(arrays["turns"], position, set(arcs.tolist()))
    row_of = {arc: row for row, arc in enumerate(arcs.tolist())} if banned else {}
    copied = sorted(banned)
    vertex = np.concatenate((np.arange(vertices), [head[row_of[arc]] for arc in copied])).astype(np.int32)
    extra_tail, extra_row = _turns_left(banned, copied, row_of, tail, head, vertices)
    for copy, arc in enumerate(copied):
        head[row_of[arc]] = vertices + copy
    rows = np.concatenate((np.arange(len(arcs)), extra_row)).astype(np.int64)
    tails = np.concatenate((tail, extra_tail)).astype(np.int32)
    order = np.argsort(tails, kind="stable")
    rows = rows[order]
    return Graph(
        tail=tails[order],
        head=head[rows].astype(np.int32),
        ms=np.ascontiguousarray(ms[rows]),
        link=arrays["link"][arcs[rows] // 2],
        arc=arcs[rows],
        vertex=vertex,
        node_lat=np.round(arrays["vertex_y"][vertex] * _DEGREE, 7),
        node_lon=np.round(arrays["vertex_x"][vertex] * _DEGREE, 7),
    )


def _banned(turns: NDArray[np.int32], position: int, arcs: set[int]) -> dict[int, set[int]]:
    """Arc in → arcs out that must not follow, of this mode, both in use."""
    banned: dict[int, set[int]] = {}
    for coming, going, modes in turns.tolist():
        if modes >> position & 1 and coming in arcs and going in arcs:
            banned.setdefault(coming, set()).add(going)
    return banned


def _turns_left(
    banned: Mapping[int, set[int]],
    copied: list[int],
    row_of: Mapping[int, int],
    tail: NDArray[np.int32],
    head: NDArray[np.int32],
    vertices: int,
) -> tuple[list[int], list[int]]:
    """Rows to repeat with a copy as their tail: every arc out of the vertex that is not forbidden."""
    wanted = {int(head[row_of[arc]]) for arc in copied}
    leaving: dict[int, list[tuple[int, int]]] = {vertex: [] for vertex in wanted}
    arc_of = {row: arc for arc, row in row_of.items()}
    for row in np.flatnonzero(np.isin(tail, list(wanted))).tolist():
        leaving[int(tail[row])].append((arc_of[row], row))
    tails, rows = [], []
    for copy, arc in enumerate(copied):
        for going, row in leaving[int(head[row_of[arc]])]:
            if going not in banned[arc]:
                tails.append(vertices + copy)
                rows.append(row)
    return tails, rows
