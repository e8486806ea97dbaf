"""What a closure takes from people: over all layers, in milliseconds, for each warning of the loop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clearway.core.evidence import AccessLoss
from clearway.roads.changes import Slower, change_of
from clearway.roads.layers import Layer
from clearway.roads.network import Closed, Network

if TYPE_CHECKING:
    from clearway.roads.legs import Touched

_MS_PER_MINUTE = 60_000


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
