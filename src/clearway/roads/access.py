"""What a closure takes from people: over all layers, in milliseconds, for each warning of the loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clearway.core.evidence import AccessLoss
from clearway.core.places import Point
from clearway.roads.changes import Slower, change_of
from clearway.roads.layers import Layer
from clearway.roads.network import Closed, Network

if TYPE_CHECKING:
    from clearway.roads.legs import Change, Touched

_MS_PER_MINUTE = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstHit:
    """A spot that loses most: ``added_seconds`` is None where it is cut off altogether."""

    kind: str
    mode: str
    point: Point
    people: float
    added_seconds: float | None


def access_losses(
    network: Network, layers: Iterable[Layer], closed: Closed, *, slower: Iterable[Slower] = ()
) -> tuple[AccessLoss, ...]:
    """One ``AccessLoss`` a layer, those without any loss left out.

    ``closed``: link id → direction, or None for both. ``slower``: soft barriers.
    People unreachable before are in no figure.

    Raises:
        NoSuchLink: a link the network does not have.
    """
    change = change_of(network, closed, slower)
    losses = (loss_of(layer, layer.touched(change)) for layer in layers)
    return tuple(loss for loss in losses if loss.people_cut_off or loss.people_delayed)


def loss_of(layer: Layer, touched: Touched) -> AccessLoss:
    """Sum of what a change takes from the people of one layer."""
    from clearway.roads.forest import FAR

    lost = (touched.before < FAR) & (touched.after > touched.before)
    cut, late = lost & (touched.after >= FAR), lost & (touched.after < FAR)
    people, added = layer.people[touched.nodes], touched.after - touched.before
    late &= people > 0
    return AccessLoss(
        kind=layer.kind.value,
        mode=layer.mode.value,
        people_cut_off=float(people[cut].sum()),
        people_delayed=float(people[late].sum()),
        added_person_minutes=float((people[late] * added[late]).sum()) / _MS_PER_MINUTE,
        worst_added_seconds=float(added[late].max(initial=0)) / 1000,
        cut_off_age60=float(layer.age60[touched.nodes[cut]].sum()),
    )


def worst_hit(network: Network, layers: Iterable[Layer], closed: Closed, *, limit: int = 10) -> tuple[WorstHit, ...]:
    """The spots hit worst, those cut off first, then by people × time added."""
    change = change_of(network, closed)
    ranked = [entry for layer in layers for entry in _ranked(network, layer, change, limit)]
    ranked.sort(key=lambda entry: entry[0], reverse=True)
    return tuple(hit for _, hit in ranked[:limit])


def _ranked(network: Network, layer: Layer, change: Change, limit: int) -> list[tuple[tuple[bool, float], WorstHit]]:
    from clearway.roads.forest import FAR

    touched = layer.touched(change)
    people, added = layer.people[touched.nodes], touched.after - touched.before
    cut = touched.after >= FAR
    harm = np.where(cut, people, people * added)
    hurt = np.flatnonzero((people > 0) & (touched.before < FAR) & (added > 0))
    worst = hurt[np.lexsort((harm[hurt], cut[hurt]))[::-1][:limit]]
    graph, found = network.graph(layer.mode), []
    for at in worst.tolist():
        node, gone = int(touched.nodes[at]), bool(cut[at])
        hit = WorstHit(
            kind=layer.kind.value,
            mode=layer.mode.value,
            point=Point(float(graph.node_lat[node]), float(graph.node_lon[node])),
            people=float(people[at]),
            added_seconds=None if gone else float(added[at]) / 1000,
        )
        found.append(((gone, float(harm[at])), hit))
    return found
