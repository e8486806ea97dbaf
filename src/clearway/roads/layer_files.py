"""Layers in a network's folder: ``layers/<kind>-<mode>/<leg>/`` with one array a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from clearway.roads.forest import Packed
from clearway.roads.keeping import read_arrays, write_arrays
from clearway.roads.layers import Layer, LayerKind
from clearway.roads.legs import Leg
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.refusals import NotANetwork


def write_layers(network: Network, layers: Iterable[Layer]) -> None:
    """See ``layers.keep_layers``."""
    folder = _folder(network)
    fresh = folder.with_name(".layers-new")
    shutil.rmtree(fresh, ignore_errors=True)
    for layer in layers:
        for position, leg in enumerate(layer.legs):
            place = fresh / f"{layer.kind}-{layer.mode}" / str(position)
            place.mkdir(parents=True)
            write_arrays(place, leg.packed._asdict())
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def read_layers(network: Network) -> tuple[Layer, ...]:
    """See ``layers.open_layers``."""
    folder = _folder(network)
    kept = {(kind, mode): folder / f"{kind}-{mode}" for kind in LayerKind for mode in Mode}
    return tuple(_layer(network, kind, mode, place) for (kind, mode), place in kept.items() if place.is_dir())


def _layer(network: Network, kind: LayerKind, mode: Mode, place: Path) -> Layer:
    legs = []
    for folder in sorted(place.iterdir()):
        arrays = read_arrays(folder, Packed._fields)
        legs.append(Leg(Packed(**arrays)))
    people, age60 = network.node_people(mode)
    return Layer(kind, mode, tuple(legs), people, age60)


def _folder(network: Network) -> Path:
    if network.folder is None:
        raise NotANetwork(
            folder=network.name,
            found_zh="尚未保存",
            found="nothing saved yet",
            expected_zh="已保存的路网",
            expected="a saved network",
        )
    return network.folder / "layers"
