"""The road networks of this home, opened once, with their layers kept beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clearway.core.facilities import Facility
from clearway.core.places import Point
from clearway.roads.layers import HELP_COMES, USUAL_MODE, Layer, LayerKind, build_layers, keep_layers, open_layers
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.refusals import NoFacilities


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """One network and its layers (none where the region has no facility), built of ``facilities``."""

    network: Network
    layers: tuple[Layer, ...]
    facilities: tuple[Facility, ...] = ()
    _by_mode: dict[Mode, tuple[Layer, ...]] = field(default_factory=dict, repr=False, compare=False)

    def layers_by(self, mode: Mode | None) -> tuple[Layer, ...]:
        """The layers with people going by ``mode`` (None: as they usually do), built once; engines keep theirs."""
        if mode is None or not self.layers:
            return self.layers
        if mode not in self._by_mode:
            kinds = [layer.kind for layer in self.layers]
            modes = {kind: USUAL_MODE[kind] if kind in HELP_COMES else mode for kind in kinds}
            kept = [layer for layer in self.layers if layer.mode is modes[layer.kind]]
            missing = [kind for kind in kinds if kind not in {layer.kind for layer in kept}]
            built = _built(self.network, missing, modes, self.facilities)
            order = {kind: place for place, kind in enumerate(kinds)}
            self._by_mode[mode] = tuple(sorted((*kept, *built), key=lambda layer: order[layer.kind]))
        return self._by_mode[mode]

    def holds(self, point: Point) -> bool:
        """Whether ``point`` lies in the network's bounding box."""
        west, south, east, north = self.network.box
        return west <= point.lon <= east and south <= point.lat <= north


def open_roads(folder: Path, facilities: tuple[Facility, ...] = ()) -> tuple[Roads, ...]:
    """Every network saved under ``folder`` (``HOME/roads``); layers are built and kept the first time.

    ``facilities`` (from the record) are used where the network's own file has none.
    """
    found = []
    for place in sorted(path for path in folder.glob("*") if path.is_dir()):
        network = Network.open(place)
        near = network.facilities or tuple(one for one in facilities if _inside(network, one))
        found.append(Roads(network=network, layers=_layers(network, near), facilities=near))
    return tuple(found)


def roads_at(roads: tuple[Roads, ...], point: Point | None) -> Roads | None:
    """The network in whose box ``point`` lies, or None."""
    if point is None:
        return None
    return next((one for one in roads if one.holds(point)), None)


def _built(
    network: Network, kinds: Sequence[LayerKind], modes: Mapping[LayerKind, Mode], facilities: tuple[Facility, ...]
) -> tuple[Layer, ...]:
    """Layers of ``kinds``; none where no facility of them lies near a road of the mode."""
    try:
        return build_layers(network, kinds=kinds, modes=modes, facilities=facilities)
    except NoFacilities:
        return ()


def _layers(network: Network, near: tuple[Facility, ...]) -> tuple[Layer, ...]:
    kept = open_layers(network)
    if kept:
        return kept
    if not near:
        return ()
    try:
        layers = build_layers(network, facilities=near)
    except NoFacilities:
        return ()
    keep_layers(network, layers)
    return layers


def _inside(network: Network, facility: Facility) -> bool:
    west, south, east, north = network.box
    return any(west <= door.lon <= east and south <= door.lat <= north for door in facility.entrances)
