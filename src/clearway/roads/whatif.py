"""A what-if in full: every node of a mode's graph, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.core.evidence import AccessLoss
from clearway.roads.access import loss_of
from clearway.roads.forest import FAR
from clearway.roads.layers import Layer
from clearway.roads.legs import Change
from clearway.roads.network import Network


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """One row a node of the mode's graph; ``before`` and ``after`` in milliseconds, masked where unreachable.

    ``unreachable_before`` people are in no figure of ``loss``; ``far`` people have no road of the mode near.
    """

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    people: NDArray[np.float64]
    before: np.ma.MaskedArray[tuple[int], np.dtype[np.int64]]
    after: np.ma.MaskedArray[tuple[int], np.dtype[np.int64]]
    loss: AccessLoss
    unreachable_before: float
    far: float


def what_if(network: Network, layer: Layer, change: Change, shut: Sequence[NDArray[np.int64]] = ()) -> WhatIf:
    """Times of every node on the open network and under ``change``, with facilities ``shut`` (see ``Layer``)."""
    graph, touched, before = network.graph(layer.mode), layer.touched(change, shut), layer.before
    after = before.copy()
    after[touched.nodes] = touched.after
    return WhatIf(
        lat=graph.node_lat,
        lon=graph.node_lon,
        people=layer.people,
        before=np.ma.masked_greater_equal(before, FAR),
        after=np.ma.masked_greater_equal(after, FAR),
        loss=loss_of(layer, touched),
        unreachable_before=float(layer.people[before >= FAR].sum()),
        far=float(network.homes.people.sum() - layer.people.sum()),
    )
