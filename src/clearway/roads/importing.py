"""An OpenStreetMap file becomes a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from clearway.core.facilities import Facility
from clearway.core.places import Place
from clearway.roads.network import Network

Progress = Callable[[int], None]


def import_osm(
    pbf: Path,
    *,
    places: Sequence[Place] = (),
    facilities: Sequence[Facility] = (),
    name: str = "",
    progress: Progress | None = None,
) -> Network:
    """Read any OpenStreetMap extract (.osm.pbf); ``network.save(folder)`` keeps it.

    ``places`` with population (leaves of the tree, by their points) are spread over the homes round them;
    without, each residential building counts 1 and ``network.notes`` says so. ``facilities`` are added to those
    of the file. ``progress`` is called with the steps just done, 100 in all.

    Raises:
        BadFile: truncated, or not an OpenStreetMap file.
        NoWays: it holds no road.
        FarFromRoads: not one of the places given lies near a road.
    """
    raise NotImplementedError
