"""A compound with two gates, and the one road to a hospital: drawn, imported and kept as a real network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from clearway.roads.importing import import_osm
from clearway.roads.network import Network
from tests.roads.towns import Map, _square


@dataclass(frozen=True, slots=True, kw_only=True)
class Streets:
    """Links by what they are: the south and the north gate of the compound, and the only road to the hospital."""

    south: int
    north: int
    hospital_road: int


def draw() -> Map:
    """::

    1 ----- 2 ----- 3 ----- 4 hospital        (3–4 is the only road to it)
            |       |
            15      5   gates
            |       |
            16 ---- 6 ---- 7 homes
    """
    drawn = Map()
    for number, east in ((1, 0), (2, 300), (3, 600), (4, 900)):
        drawn.node(number, east, 0)
    drawn.node(5, 600, -50, barrier="gate")
    drawn.node(15, 300, -50, barrier="gate")
    drawn.node(6, 600, -100)
    drawn.node(16, 300, -100)
    drawn.node(7, 700, -100)
    drawn.way(10, [1, 2, 3], highway="residential", name="长安路", maxspeed="36")
    drawn.way(14, [3, 4], highway="residential", name="医院路", maxspeed="36")
    drawn.way(11, [3, 5, 6], highway="service")
    drawn.way(13, [2, 15, 16], highway="service")
    drawn.way(12, [16, 6, 7], highway="service", maxspeed="18")
    _square(drawn, 20, 100, (690, -130), {"building": "apartments"})
    _square(drawn, 30, 101, (0, 30), {"building": "house"})
    _square(drawn, 40, 102, (890, 10), {"amenity": "hospital", "name": "县医院"}, doors={40, 42})
    return drawn


@contextmanager
def laid(home: Path) -> Iterator[Streets]:
    """The network in ``home`` while the block runs."""
    folder = home / "roads" / "streets"
    with TemporaryDirectory() as made:
        network = import_osm(draw().write(Path(made) / "streets.osm.pbf"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    network.save(folder)
    try:
        yield _named(network)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _named(network: Network) -> Streets:
    gates = sorted(network.gates(), key=lambda gate: gate.point.lon)
    road = next(shape for shape in network.links_in(network.box) if shape.name == "医院路")
    return Streets(south=gates[1].link, north=gates[0].link, hospital_road=road.link)
