"""The directed graph of one mode after turn expansion: what ``roads export`` writes.

Nodes ``0 … V-1`` are the network's vertices; above them come copies of vertices that are entered by an edge from
which some turn is forbidden. A copy has its vertex's coordinates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
