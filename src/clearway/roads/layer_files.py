"""Layers in a network's folder: ``layers/<kind>-<mode>/<leg>/`` with one array a file."""

from __future__ import annotations

import json
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

VERSION = 2
_STAMP = "layers.json"


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
    fresh.mkdir(exist_ok=True)
    (fresh / _STAMP).write_text(json.dumps({"version": VERSION}), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def read_layers(network: Network) -> tuple[Layer, ...]:
    """See ``layers.open_layers``."""
    folder = _folder(network)
    if not _is_ours(folder):
        return ()
    kept = {(kind, mode): folder / f"{kind}-{mode}" for kind in LayerKind for mode in Mode}
    return tuple(_layer(network, kind, mode, place) for (kind, mode), place in kept.items() if place.is_dir())


def _is_ours(folder: Path) -> bool:
    """Whether layers of this version are kept there; those of another are built anew by whoever asks."""
    try:
        return bool(json.loads((folder / _STAMP).read_text(encoding="utf-8")) == {"version": VERSION})
    except (OSError, ValueError):
        return False


def _layer(network: Network, kind: LayerKind, mode: Mode, place: Path) -> Layer:
    legs = []
    for folder in sorted(place.iterdir()):
        try:
            arrays = read_arrays(folder, Packed._fields)
        except (OSError, ValueError, EOFError):
            raise _not(place, "图层缺失或损坏", "missing or damaged layers") from None
        legs.append(Leg(Packed(**arrays)))
    people, age60 = network.node_people(mode)
    return Layer(kind, mode, tuple(legs), people, age60)


def _folder(network: Network) -> Path:
    if network.folder is None:
        raise _not(Path(network.name), "尚未保存", "nothing saved yet")
    return network.folder / "layers"


def _not(folder: Path, found_zh: str, found: str) -> NotANetwork:
    return NotANetwork(
        folder=str(folder), found_zh=found_zh, found=found, expected_zh="完整的路网", expected="a whole saved network"
    )
