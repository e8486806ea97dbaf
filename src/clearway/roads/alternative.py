"""The way people went, and the way that is left to them: routes of the homes hit worst, drawn before and after.

Nothing is searched anew: the repaired times say at every node which edge leads on (times are whole milliseconds, so
an edge lies on a shortest way exactly where the times agree).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clearway.core.places import Point
from clearway.roads.changes import Slower, change_of
from clearway.roads.layers import JOURNEYS, Layer
from clearway.roads.network import Closed, Network

if TYPE_CHECKING:
    from clearway.roads.legs import Change, Leg

Line = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One home's way to (or from) the nearest facility of a kind, on the open network and under a change.

    Lines are (lon, lat) pairs of shape (n, 2) in the direction of travel; ``after`` and ``after_ms`` are None where
    no way is left. An ambulance's way leads from its station past the home to the hospital.
    """

    kind: str
    mode: str
    home: Point
    people: float
    before_ms: int
    after_ms: int | None
    before: Line
    after: Line | None


def worst_routes(
    network: Network,
    layers: Iterable[Layer],
    closed: Closed,
    slower: Iterable[Slower] = (),
    *,
    standing: Closed | None = None,
) -> tuple[Route, ...]:
    """For each layer the home with most people cut off, and the one that loses most time (people × time).

    ``standing`` is closed before and after. Layers without a loss are left out.

    Raises:
        NoSuchLink: a link the network does not have.
    """
    first = change_of(network, standing or {})
    second = change_of(network, {**(standing or {}), **closed}, slower)
    return tuple(
        route_of(network, layer, first, second, node) for layer in layers for node in _worst_nodes(layer, first, second)
    )


def route_of(network: Network, layer: Layer, first: Change, second: Change, node: int) -> Route:
    """The way of graph node ``node`` under either change; it must have one under the first."""
    from clearway.roads.forest import FAR

    graph = network.graph(layer.mode)
    before, before_ms = _way(network, layer, first, node)
    after, after_ms = _way(network, layer, second, node)
    return Route(
        kind=layer.kind.value,
        mode=layer.mode.value,
        home=Point(float(graph.node_lat[node]), float(graph.node_lon[node])),
        people=float(layer.people[node]),
        before_ms=before_ms,
        after_ms=None if after_ms >= FAR else after_ms,
        before=before,
        after=None if after_ms >= FAR else after,
    )


def _worst_nodes(layer: Layer, first: Change, second: Change) -> list[int]:
    from clearway.roads.comparing import between
    from clearway.roads.forest import FAR

    touched = between(layer, first, second)
    people, added = layer.people[touched.nodes], touched.after - touched.before
    hurt = (people > 0) & (touched.before < FAR) & (added > 0)
    cut = touched.after >= FAR
    found = []
    for group, harm in ((hurt & cut, people), (hurt & ~cut, people * added)):
        if group.any():
            at = np.flatnonzero(group)
            found.append(int(touched.nodes[at[np.argmax(harm[at])]]))
    return found


def _way(network: Network, layer: Layer, change: Change, node: int) -> tuple[Line, int]:
    """All legs of the journey as one line, and its milliseconds (``forest.FAR`` or more: no way)."""
    from clearway.roads.forest import FAR

    lines, total = [], 0
    for leg, journey in zip(layer.legs, JOURNEYS[layer.kind], strict=True):
        times = _times(leg, change)
        total += int(times[leg.place[node]])
        if total >= FAR:
            return np.empty((0, 2)), total
        arcs, home = _arcs(leg, times, change, node), int(network.graph(layer.mode).vertex[node])
        lines.append(line_along(network, arcs if journey.towards else arcs[::-1], home))
    return np.concatenate(lines), total


def _times(leg: Leg, change: Change) -> NDArray[np.int64]:
    """Milliseconds by place under ``change``."""
    touched, times = leg.touched(change), leg.forest.dist.copy()
    times[leg.place[touched.nodes]] = touched.after
    return times


def _arcs(leg: Leg, times: NDArray[np.int64], change: Change, node: int) -> list[int]:
    """Arcs from the home to the facility, step by step down the times."""
    forest, found, at = leg.forest, list[int](), int(leg.place[node])
    added: Mapping[int, int] = dict(zip(change.arcs.tolist(), change.added_ms.tolist(), strict=True))
    arc_of = np.empty(len(forest.to), np.int64)
    arc_of[forest.arc_slot] = np.repeat(np.arange(len(forest.arc_start) - 1), np.diff(forest.arc_start))
    while times[at] > 0:
        arc, at = _step(leg, times, added, arc_of, at)
        found.append(arc)
    return found


def _step(
    leg: Leg, times: NDArray[np.int64], added: Mapping[int, int], arc_of: NDArray[np.int64], at: int
) -> tuple[int, int]:
    """The arc that leads on from a place, and the place it leads to."""
    from clearway.roads.repair import CLOSED

    forest = leg.forest
    for slot in range(int(forest.start[at]), int(forest.start[at + 1])):
        arc, onward = int(arc_of[slot]), int(forest.to[slot])
        extra = added.get(arc, 0)
        if extra != CLOSED and times[onward] + int(forest.ms[slot]) + extra == times[at]:
            return arc, onward
    raise ValueError(f"no edge leads on from place {at}")


def line_along(network: Network, arcs: Iterable[int], start: int) -> Line:
    """The geometry of consecutive arcs in the direction of travel; the vertex ``start`` alone where there is none."""
    parts = []
    for arc in arcs:
        line = network.shape(arc // 2).line
        parts.append(line[::-1] if arc % 2 else line)
    if parts:
        return np.concatenate(parts)
    arrays = network.arrays
    return np.round(np.array([[arrays["vertex_x"][start], arrays["vertex_y"][start]]]) * 1e-7, 7)
