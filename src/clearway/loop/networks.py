"""The road networks of this home, opened once, with their layers kept beside them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from clearway.core.facilities import Facility
from clearway.core.places import Point
from clearway.roads.layers import Layer, build_layers, keep_layers, open_layers
from clearway.roads.network import Network
from clearway.roads.refusals import NoFacilities


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """One network and its layers (none where the region has no facility)."""

    network: Network
    layers: tuple[Layer, ...]

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
        found.append(Roads(network=network, layers=_layers(network, facilities)))
    return tuple(found)


def roads_at(roads: tuple[Roads, ...], point: Point | None) -> Roads | None:
    """The network in whose box ``point`` lies, or None."""
    if point is None:
        return None
    return next((one for one in roads if one.holds(point)), None)


def _layers(network: Network, facilities: tuple[Facility, ...]) -> tuple[Layer, ...]:
    kept = open_layers(network)
    if kept:
        return kept
    near = network.facilities or tuple(one for one in facilities if _inside(network, one))
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
