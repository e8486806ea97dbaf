"""Who loses what, spot by spot: the nodes of a layer that a change makes farther off, or cuts off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clearway.roads.layers import Layer
from clearway.roads.network import Network

if TYPE_CHECKING:
    from clearway.roads.legs import Change

Float64 = NDArray[np.float64]
_MS_PER_MINUTE = 60_000


@dataclass(frozen=True)
class Losing:
    """Spots where people live that lose something; ``minutes`` one trip takes longer, ``cut``: no way is left."""

    lat: Float64
    lon: Float64
    people: Float64
    minutes: Float64
    cut: NDArray[np.bool_]


def losing(network: Network, layer: Layer, change: Change) -> Losing:
    """The spots of ``layer`` that a change takes something from; those unreachable before lose nothing."""
    from clearway.roads.forest import FAR

    touched, graph = layer.touched(change), network.graph(layer.mode)
    people = layer.people[touched.nodes]
    hurt = (people > 0) & (touched.before < FAR) & (touched.after > touched.before)
    nodes, cut = touched.nodes[hurt], touched.after[hurt] >= FAR
    added = np.where(cut, 0, touched.after[hurt] - touched.before[hurt])
    return Losing(
        lat=np.asarray(graph.node_lat[nodes], np.float64),
        lon=np.asarray(graph.node_lon[nodes], np.float64),
        people=people[hurt],
        minutes=np.asarray(added / _MS_PER_MINUTE, np.float64),
        cut=cut,
    )
