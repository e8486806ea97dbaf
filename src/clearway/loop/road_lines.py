"""The road networks of a home, opened once and again when one is replaced; the shape of a link in them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from clearway.loop.draw_map import network_folders
from clearway.roads.network import LinkShape, Network
from clearway.roads.refusals import NoSuchLink

Key = tuple[tuple[Path, float], ...]


def networks_key(home: Path) -> Key:
    """Changes when a network is loaded or replaced."""
    return tuple((folder, folder.stat().st_mtime) for folder in network_folders(home))


@lru_cache(maxsize=2)
def networks(key: Key) -> tuple[Network, ...]:
    """The networks of ``networks_key(home)``, memory-mapped."""
    return tuple(Network.open(folder) for folder, _ in key)


def shape_of(link: int, key: Key) -> LinkShape | None:
    """The link as drawn; a gate has no length: its line is a single position. None where no network here has it."""
    for network in networks(key):
        try:
            return network.shape(network.link_index(link))
        except NoSuchLink:
            continue
    return None
