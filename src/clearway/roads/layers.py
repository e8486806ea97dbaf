"""Layers: for each kind of facility and mode, who is how far, kept so that a closure is repaired, not recomputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from clearway.core.facilities import Facility
from clearway.roads.modes import Mode
from clearway.roads.network import Network


class LayerKind(StrEnum):
    """What is asked: the first five lead from home to the facility, the last two bring help home.

    ``ambulance`` is station → home → hospital (both legs), ``fire`` station → home.
    """

    HOSPITAL = "hospital"
    CLINIC = "clinic"
    PHARMACY = "pharmacy"
    MARKET = "market"
    SCHOOL = "school"
    AMBULANCE = "ambulance"
    FIRE = "fire"


#: The mode each kind is kept in, unless another is asked for.
USUAL_MODE: Mapping[LayerKind, Mode] = {
    LayerKind.HOSPITAL: Mode.CAR,
    LayerKind.CLINIC: Mode.FOOT,
    LayerKind.PHARMACY: Mode.FOOT,
    LayerKind.MARKET: Mode.FOOT,
    LayerKind.SCHOOL: Mode.FOOT,
    LayerKind.AMBULANCE: Mode.EMERGENCY,
    LayerKind.FIRE: Mode.EMERGENCY,
}


@dataclass(frozen=True)
class Layer:
    """One kind in one mode, ready for what-ifs. ``before`` is milliseconds by node of the mode's graph."""

    kind: LayerKind
    mode: Mode


def build_layers(
    network: Network,
    *,
    kinds: Iterable[LayerKind] = tuple(LayerKind),
    modes: Mapping[LayerKind, Mode] = USUAL_MODE,
    facilities: Sequence[Facility] | None = None,
) -> tuple[Layer, ...]:
    """Layers of every kind the region has facilities for (kinds without any are left out).

    ``facilities`` default to the network's own.

    Raises:
        NoFacilities: the region has none of any kind.
    """
    raise NotImplementedError


def open_layers(network: Network) -> tuple[Layer, ...]:
    """The layers kept in the network's folder by ``keep_layers`` (empty when none were)."""
    raise NotImplementedError


def keep_layers(network: Network, layers: Iterable[Layer]) -> None:
    """Keep layers in the network's folder, memory-mapped when opened."""
    raise NotImplementedError
