"""Layers: for each kind of facility and mode, who is how far, kept so that a closure is repaired, not recomputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clearway.core.facilities import Facility, FacilityKind
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.refusals import NoFacilities
from clearway.roads.snapping import vertices_for

if TYPE_CHECKING:
    from clearway.roads.legs import Change, Leg, Touched


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


#: Kinds that bring help home, always by engine.
HELP_COMES = frozenset({LayerKind.AMBULANCE, LayerKind.FIRE})


@dataclass(frozen=True)
class Journey:
    """One leg as asked for: to or from which facilities. ``instead`` stands in where there are none."""

    facility: FacilityKind
    towards: bool
    instead: FacilityKind | None = None

    def kind_among(self, facilities: Sequence[Facility]) -> FacilityKind:
        """The kind this leg goes by, given which facilities there are."""
        kinds = {facility.kind for facility in facilities}
        return self.instead if self.instead and self.facility not in kinds else self.facility


#: The legs of each kind. An ambulance starts from a hospital where no station is known.
JOURNEYS: Mapping[LayerKind, tuple[Journey, ...]] = {
    LayerKind.HOSPITAL: (Journey(FacilityKind.HOSPITAL, towards=True),),
    LayerKind.CLINIC: (Journey(FacilityKind.CLINIC, towards=True),),
    LayerKind.PHARMACY: (Journey(FacilityKind.PHARMACY, towards=True),),
    LayerKind.MARKET: (Journey(FacilityKind.MARKET, towards=True),),
    LayerKind.SCHOOL: (Journey(FacilityKind.SCHOOL, towards=True),),
    LayerKind.AMBULANCE: (
        Journey(FacilityKind.AMBULANCE_STATION, towards=False, instead=FacilityKind.HOSPITAL),
        Journey(FacilityKind.HOSPITAL, towards=True),
    ),
    LayerKind.FIRE: (Journey(FacilityKind.FIRE_STATION, towards=False),),
}


def kinds_of(kind: LayerKind, facilities: Sequence[Facility]) -> frozenset[FacilityKind]:
    """The kinds of facility a layer's journeys lead to or from, given which there are."""
    return frozenset(journey.kind_among(facilities) for journey in JOURNEYS[kind])


@dataclass(frozen=True)
class Layer:
    """One kind in one mode, ready for what-ifs, in nodes of the mode's graph.

    ``people`` and ``age60`` by node; homes of which no road of the mode is near are in neither.
    """

    kind: LayerKind
    mode: Mode
    legs: tuple[Leg, ...]
    people: NDArray[np.float64]
    age60: NDArray[np.float64]

    @property
    def before(self) -> NDArray[np.int64]:
        """Milliseconds by node on the open network (both legs of an ambulance); ``forest.FAR``: no way."""
        from clearway.roads.forest import FAR

        total = np.zeros(len(self.people), np.int64)
        for leg in self.legs:
            total += leg.before
        return np.minimum(total, FAR)

    def touched(self, change: Change, shut: Sequence[NDArray[np.int64]] = ()) -> Touched:
        """Nodes a change touches, with times before and after; all others keep theirs.

        ``shut``: for each leg the nodes its facilities leave (see ``shutting.shut_nodes``).
        """
        from clearway.roads.legs import together

        changes = [replace(change, shut=nodes) for nodes in shut] or [change] * len(self.legs)
        found = [leg.touched(own) for leg, own in zip(self.legs, changes, strict=True)]
        return found[0] if len(found) == 1 else together(found[0], found[1], *self.legs)

    def after(self, change: Change) -> NDArray[np.int64]:
        """Milliseconds by node under a change."""
        touched, times = self.touched(change), self.before
        times[touched.nodes] = touched.after
        return times


def build_layer(
    network: Network, kind: LayerKind, mode: Mode | None = None, facilities: Sequence[Facility] | None = None
) -> Layer:
    """One layer; ``facilities`` default to the network's own, ``mode`` to the usual one.

    Raises:
        NoFacilities: the region has none of the kind near a road of the mode.
    """
    from clearway.roads.legs import Leg

    mode, known = mode or USUAL_MODE[kind], network.facilities if facilities is None else facilities
    graph, legs = network.graph(mode), []
    for journey in JOURNEYS[kind]:
        vertices = entrance_vertices(network, journey.kind_among(known), mode, known)
        if len(vertices) == 0:
            raise NoFacilities(network=network.name, kind=journey.facility.value)
        sources = graph.with_copies(vertices) if journey.towards else vertices
        legs.append(Leg.grow(graph, sources, towards=journey.towards, arcs=2 * network.links))
    people, age60 = network.node_people(mode)
    return Layer(kind, mode, tuple(legs), people, age60)


def entrance_vertices(
    network: Network, kind: FacilityKind, mode: Mode, facilities: Sequence[Facility]
) -> NDArray[np.int64]:
    """Vertices at which the facilities of a kind are entered, each once; those far from any road are left out."""
    points = [point for facility in facilities if facility.kind is kind for point in facility.entrances]
    lat, lon = np.array([point.lat for point in points]), np.array([point.lon for point in points])
    vertices = vertices_for(network.arrays, network.tree(mode).nearest(lat, lon))
    return np.unique(vertices[vertices >= 0]).astype(np.int64)


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
    layers, missing = [], None
    for kind in kinds:
        try:
            layers.append(build_layer(network, kind, modes[kind], facilities))
        except NoFacilities as refusal:
            missing = missing or refusal
    if missing and not layers:
        raise missing
    return tuple(layers)


def open_layers(network: Network) -> tuple[Layer, ...]:
    """The layers kept in the network's folder by ``keep_layers`` (empty when none were)."""
    from clearway.roads.layer_files import read_layers

    return read_layers(network)


def keep_layers(network: Network, layers: Iterable[Layer]) -> None:
    """Keep layers in the network's folder, memory-mapped when opened; they replace those kept before."""
    from clearway.roads.layer_files import write_layers

    write_layers(network, layers)
