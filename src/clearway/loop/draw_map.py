"""The base map, drawn from the roads and places of this home: HOME/tiles/base.pmtiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from clearway.publish.basemap import HIGHEST, LOWEST, Drawn, DrawnLink, write_basemap
from clearway.record import reading
from clearway.roads.network import Network

#: Zooms to draw: what ``progress`` counts.
STEPS = HIGHEST - LOWEST + 1


def base_map(home: Path) -> Path:
    """Where the base map of ``home`` lies."""
    return home / "tiles" / "base.pmtiles"


def draw_map(home: Path, *, progress: Callable[[int], None] | None = None, anew: bool = False) -> Drawn | None:
    """Draw the base map where it is missing or older than a network or a load of places; None: nothing to do.

    ``progress`` is called with 1 for each of ``STEPS``. ``anew`` draws it in any case.
    """
    out, folders = base_map(home), network_folders(home)
    if not folders or not (anew or _is_stale(out, folders)):
        return None
    networks = [Network.open(folder) for folder in folders]
    return write_basemap(out, _links(networks), reading.places(), progress=progress)


def network_folders(home: Path) -> list[Path]:
    """The folders of the road networks in ``home``."""
    return sorted(
        folder for folder in (home / "roads").glob("*") if folder.is_dir() and not folder.name.startswith(".")
    )


def _is_stale(out: Path, folders: list[Path]) -> bool:
    if not out.exists():
        return True
    drawn = out.stat().st_mtime
    places = reading.freshness().get("places")
    return any(folder.stat().st_mtime > drawn for folder in folders) or (
        places is not None and places.loaded_at.timestamp() > drawn
    )


def _links(networks: list[Network]) -> Iterator[DrawnLink]:
    for network in networks:
        for shape in network.links_in(network.box):
            yield DrawnLink(road_class=shape.road_class, name=shape.name, line=shape.line)
