"""Two changes of one network held against each other: what the second takes beside the first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clearway.roads.layers import Layer
from clearway.roads.legs import Change, Touched


def between(layer: Layer, first: Change, second: Change, shut: Sequence[NDArray[np.int64]] = ()) -> Touched:
    """Nodes with a time that either change touches: ``before`` under ``first``, ``after`` under ``second``.

    ``shut`` (see ``shutting.shut_nodes``) are the facilities that close with the second change.
    """
    after = layer.touched(second, shut)
    if len(first.arcs) == 0:
        return after
    before = layer.touched(first)
    nodes = np.union1d(before.nodes, after.nodes)
    rows = np.stack((nodes, *np.tile(layer.before[nodes], (2, 1))))
    rows[1, np.searchsorted(nodes, before.nodes)] = before.after
    rows[2, np.searchsorted(nodes, after.nodes)] = after.after
    return Touched(rows.ravel())


def turned(touched: Touched) -> Touched:
    """The other way round: what is lost by going back."""
    return Touched(np.concatenate((touched.nodes, touched.after, touched.before)))
