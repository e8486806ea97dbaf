"""The only way out: links that, closed, leave nobody behind them a way on foot, whether homes are counted there or not.

Fire Protection Law art. 28 (消防法): exits and evacuation ways may not be shut. A gate that is the only one the map
draws is the exit of what lies behind it; the map says so without knowing how many live there.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from clearway.roads.modes import GATE_CLASS, MODES, Mode
from clearway.roads.network import Network


def only_ways_out(network: Network, links: Iterable[int]) -> tuple[int, ...]:
    """Those of ``links`` that, all closed together, shut in what lies behind them; empty: another way leads out.

    Shut in is the part left smaller (by vertices) where walkers could pass before. One-way signs bind no walker.

    Raises:
        NoSuchLink: a link the network does not have.
    """
    closed = np.array(sorted({network.link_index(link) for link in links}), np.int64)
    walked = closed[_walkable(network)[closed]]
    if not len(walked):
        return ()
    part = _parts(network, walked)
    size = np.bincount(part)
    first, last = part[network.arrays["first"][walked]], part[network.arrays["last"][walked]]
    outside = np.unique(np.concatenate((first, last)))
    outer = outside[size[outside].argmax()]
    cut = (first != last) & ((first != outer) | (last != outer))
    return tuple(int(link) for link in network.link_ids[walked[cut]].tolist())


def is_gate(network: Network, link: int) -> bool:
    """Whether a link is a gate.

    Raises:
        NoSuchLink: a link the network does not have.
    """
    return bool(network.arrays["class"][network.link_index(link)] == GATE_CLASS)


def _walkable(network: Network) -> NDArray[np.bool_]:
    foot = network.arrays["ms"][MODES.index(Mode.FOOT)]
    return np.asarray((foot > 0).any(axis=0) | (network.arrays["class"] == GATE_CLASS))


def _parts(network: Network, closed: NDArray[np.int64]) -> NDArray[np.int32]:
    """The part each vertex belongs to with ``closed`` (indices) gone."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    kept = _walkable(network)
    kept[closed] = False
    first, last = network.arrays["first"][kept], network.arrays["last"][kept]
    vertices = len(network.arrays["vertex_x"])
    edges = coo_matrix((np.ones(len(first), np.int8), (first, last)), shape=(vertices, vertices))
    return np.asarray(connected_components(edges, directed=False)[1], np.int32)
