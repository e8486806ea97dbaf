"""A network in a folder: one .npy file an array, opened memory-mapped, and one JSON file for the words."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.core.facilities import Facility, FacilityKind
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.roads.network import Homes, Network
from clearway.roads.refusals import NotANetwork

FORMAT = "clearway-roads"
VERSION = 1
_WORDS = "network.json"
_ARRAYS = [
    "link",
    "first",
    "last",
    "class",
    "name",
    "metres",
    "start",
    "xs",
    "ys",
    "ms",
    "turns",
    "paths",
    "flags",
    "vertex_x",
    "vertex_y",
    "vertex_node",
    "home_lat",
    "home_lon",
    "home_people",
    "home_age60",
    "home_vertex",
]
#: Arrays that networks saved by earlier versions do not have.
_LATER = ("paths",)


def save_network(network: Network, folder: Path) -> Network:
    """Write beside ``folder`` first, then take its place: a network is there whole or not at all."""
    if folder.exists() and not (folder / _WORDS).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise _not(folder, "另有内容", "something else", "空文件夹或路网", "an empty folder or a network")
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    fresh.chmod(0o755)
    homes = network.homes
    arrays = dict(network.arrays)
    arrays |= {"home_lat": homes.lat, "home_lon": homes.lon, "home_people": homes.people}
    arrays |= {"home_age60": homes.age60, "home_vertex": homes.vertex}
    write_arrays(fresh, {name: arrays[name] for name in _ARRAYS if name in arrays})
    (fresh / _WORDS).write_text(json.dumps(_words(network), ensure_ascii=False), encoding="utf-8")
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)
    return open_network(folder)


def open_network(folder: Path) -> Network:
    """See ``Network.open``."""
    try:
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise _not(folder, "没有路网", "no network", "路网文件夹", "a folder made by roads import") from None
    found = (words.get("format"), words.get("version")) if isinstance(words, dict) else (None, None)
    if found != (FORMAT, VERSION):
        version = f"{found[0]} {found[1]}"
        raise _not(folder, f"版本 {version}", f"version {version}", f"版本 {VERSION}", f"{FORMAT} {VERSION}")
    try:
        arrays = read_arrays(
            folder, [name for name in _ARRAYS if name not in _LATER or (folder / f"{name}.npy").exists()]
        )
    except (OSError, ValueError, EOFError):
        raise _not(folder, "数组缺失或损坏", "missing or damaged arrays", "完整的路网", "a whole network") from None
    return _network(folder, words, arrays)


def write_arrays(folder: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """One file an array."""
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array))


def read_arrays(folder: Path, names: list[str] | tuple[str, ...]) -> dict[str, NDArray[Any]]:
    """The arrays, memory-mapped copy-on-write: files never change, and kernels see one type of array.

    An empty array cannot be mapped and is read.
    """
    arrays = {}
    for name in names:
        path = folder / f"{name}.npy"
        try:
            mapped = np.load(path, mmap_mode="c")
        except ValueError:
            mapped = np.load(path)
        arrays[name] = mapped.view(np.ndarray)
    return arrays


def _network(folder: Path, words: dict[str, Any], arrays: dict[str, NDArray[Any]]) -> Network:
    return Network(
        name=words["name"],
        folder=folder,
        arrays={name: array for name, array in arrays.items() if not name.startswith("home_")},
        names=tuple(words["names"]),
        barriers=tuple(words["barriers"]),
        facilities=tuple(_facility(row) for row in words["facilities"]),
        notes=tuple(Bilingual(zh, en) for zh, en in words["notes"]),
        homes=Homes(
            lat=arrays["home_lat"],
            lon=arrays["home_lon"],
            people=arrays["home_people"],
            age60=arrays["home_age60"],
            vertex=arrays["home_vertex"],
            source=words["people_source"],
            ages_known=words["ages_known"],
        ),
    )


def _words(network: Network) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": network.name,
        "people_source": network.homes.source,
        "ages_known": network.homes.ages_known,
        "notes": [[note.zh, note.en] for note in network.notes],
        "barriers": list(network.barriers),
        "facilities": [_row(facility) for facility in network.facilities],
        "names": list(network.names),
    }


def _row(facility: Facility) -> dict[str, Any]:
    return {
        "kind": facility.kind.value,
        "name": facility.name,
        "entrances": [[point.lat, point.lon] for point in facility.entrances],
        "capacity": facility.capacity,
        "source": facility.source,
    }


def _facility(row: dict[str, Any]) -> Facility:
    return Facility(
        kind=FacilityKind(row["kind"]),
        name=row["name"],
        entrances=tuple(Point(lat, lon) for lat, lon in row["entrances"]),
        capacity=row["capacity"],
        source=row["source"],
    )


def _not(folder: Path, found_zh: str, found: str, expected_zh: str, expected: str) -> NotANetwork:
    return NotANetwork(folder=str(folder), found_zh=found_zh, found=found, expected_zh=expected_zh, expected=expected)


def save_facilities(network: Network, facilities: tuple[Facility, ...]) -> Network:
    """The saved network with ``facilities`` in place of its own, in its folder too."""
    if network.folder is None:
        raise ValueError("the network is not saved yet")
    changed = replace(network, facilities=facilities)
    fresh = network.folder / (_WORDS + ".new")
    fresh.write_text(json.dumps(_words(changed), ensure_ascii=False), encoding="utf-8")
    fresh.replace(network.folder / _WORDS)
    return changed
