"""What a closure takes from people: over all layers, in milliseconds, for each warning of the loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.core.evidence import AccessLoss
from clearway.core.places import Point
from clearway.roads.layers import Layer
from clearway.roads.network import Closed, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class WorstHit:
    """A spot that loses most: ``added_seconds`` is None where it is cut off altogether."""

    kind: str
    mode: str
    point: Point
    people: float
    added_seconds: float | None


def access_losses(
    network: Network, layers: Iterable[Layer], closed: Closed, *, slower: dict[int, int] | None = None
) -> tuple[AccessLoss, ...]:
    """One ``AccessLoss`` a layer, those without any loss left out.

    ``closed``: link id → direction, or None for both. ``slower``: link id → seconds added (a soft barrier).
    People unreachable before are in no figure.

    Raises:
        NoSuchLink: a link the network does not have.
    """
    raise NotImplementedError


def worst_hit(network: Network, layers: Iterable[Layer], closed: Closed, *, limit: int = 10) -> tuple[WorstHit, ...]:
    """The spots hit worst, those cut off first, then by people × time added."""
    raise NotImplementedError
