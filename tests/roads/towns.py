"""Small towns made up by hypothesis, and a small map written as a real .osm.pbf."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import osmium
import pytest
from hypothesis import strategies as st
from osmium.osm import mutable

from clearway.roads.modes import CLASS_INDEX, MODES
from clearway.roads.network import Homes, Network

SHARED = Path(os.environ.get("CLEARWAY_SHARED_DATA") or Path(__file__).parents[2] / "../shared/data") / "roads"
needs_shared = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="no shared data"),
]


@st.composite
def towns(draw: st.DrawFn) -> Network:
    """A few junctions and streets: loops, parallels, one-ways, forbidden turns, unreachable corners."""
    vertices = draw(st.integers(2, 9))
    ends = draw(st.lists(st.tuples(*[st.integers(0, vertices - 1)] * 2), min_size=1, max_size=18))
    times = draw(
        st.lists(st.tuples(*[st.sampled_from([0, 1, 2, 3, 5, 60_000, 400_000])] * 2),
                 min_size=len(ends), max_size=len(ends))
    )  # fmt: skip
    arcs = st.integers(0, 2 * len(ends) - 1)
    turns = draw(st.lists(st.tuples(arcs, arcs), max_size=12, unique=True))
    return town(vertices, ends, times, [turn for turn in turns if _meet(ends, *turn)], draw(_people(vertices)))


def _people(vertices: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 5), min_size=vertices, max_size=vertices)


def _meet(ends: list[tuple[int, int]], coming: int, going: int) -> bool:
    """Whether arc ``going`` leaves where ``coming`` arrives."""
    return ends[coming // 2][1 - coming % 2] == ends[going // 2][going % 2]


def town(
    vertices: int,
    ends: list[tuple[int, int]],
    times: list[tuple[int, int]],
    turns: list[tuple[int, int]] | None = None,
    people: list[int] | None = None,
) -> Network:
    """A network of links between numbered vertices; ``times`` in ms along and against (0: not allowed)."""
    first, last = (np.array(column, np.int32) for column in zip(*ends, strict=True))
    living = np.array(people or [1] * vertices, float)
    every = np.arange(vertices, dtype=np.int32)
    x = (every * 10_000).astype(np.int32)
    arrays = {
        "link": 100 + np.arange(len(ends), dtype=np.int64),
        "first": first,
        "last": last,
        "class": np.full(len(ends), CLASS_INDEX["residential"], np.int8),
        "name": np.zeros(len(ends), np.int32),
        "metres": np.ones(len(ends)),
        "start": 2 * np.arange(len(ends) + 1, dtype=np.int64),
        "xs": np.column_stack((x[first], x[last])).ravel().astype(np.int32),
        "ys": np.zeros(2 * len(ends), np.int32),
        "ms": np.tile(np.array(times, np.int32).T, (len(MODES), 1, 1)),
        "turns": np.array([(*turn, 31) for turn in turns or []], np.int32).reshape(-1, 3),
        "flags": np.zeros(len(ends), np.int8),
        "vertex_x": x,
        "vertex_y": np.zeros(vertices, np.int32),
        "vertex_node": every.astype(np.int64),
    }
    homes = Homes(
        lat=np.zeros(vertices), lon=x * 1e-7, people=living, age60=living / 4,
        vertex=np.tile(every, (len(MODES), 1)), source="buildings", ages_known=True,
    )  # fmt: skip
    return Network(
        name="town", folder=None, arrays=arrays, names=("",), barriers=(), facilities=(), notes=(), homes=homes
    )


class Map:
    """A map drawn by hand: nodes by (east, north) in metres round 34° N 113° E."""

    def __init__(self) -> None:
        self.nodes: dict[int, tuple[float, float, dict[str, str]]] = {}
        self.ways: list[tuple[int, list[int], dict[str, str]]] = []
        self.turns: list[tuple[int, int, int, str]] = []
        self.long_turns: list[tuple[int, list[int], int, str]] = []

    def node(self, number: int, east: float, north: float, **tags: str) -> int:
        self.nodes[number] = (east, north, tags)
        return number

    def way(self, number: int, nodes: list[int], **tags: str) -> None:
        self.ways.append((number, nodes, tags))

    def point(self, number: int) -> tuple[float, float]:
        """(lat, lon)"""
        east, north, _ = self.nodes[number]
        return 34.0 + north / 111_195.08, 113.0 + east / (111_195.08 * 0.8290375)

    def write(self, path: Path) -> Path:
        writer = osmium.SimpleWriter(str(path), overwrite=True)
        for number, (_, _, tags) in sorted(self.nodes.items()):
            lat, lon = self.point(number)
            writer.add_node(mutable.Node(id=number, version=1, visible=True, location=(lon, lat), tags=tags))
        for number, nodes, tags in sorted(self.ways, key=lambda way: way[0]):
            writer.add_way(mutable.Way(id=number, version=1, visible=True, nodes=nodes, tags=tags))
        for number, (start, via, end, rule) in enumerate(self.turns, start=1):
            members = [("w", start, "from"), ("n", via, "via"), ("w", end, "to")]
            tags = {"type": "restriction", "restriction:conditional" if "@" in rule else "restriction": rule}
            writer.add_relation(mutable.Relation(id=number, version=1, visible=True, members=members, tags=tags))
        for number, (start, over, end, rule) in enumerate(self.long_turns, start=1000):
            members = [("w", start, "from"), *(("w", way, "via") for way in over), ("w", end, "to")]
            tags = {"type": "restriction", "restriction": rule}
            writer.add_relation(mutable.Relation(id=number, version=1, visible=True, members=members, tags=tags))
        writer.close()
        return path


def compound_map() -> Map:
    """A street with a walled compound behind one gate, a hospital with two doors, and a one-way shortcut.

    ::

        1 ----- 2 ----- 3 ----- 4 (street, 300 m apart)      hospital area at 4
                        |
                        5 gate
                        |
                        6 ----- 7 (private), homes at 7
    """
    drawn = Map()
    for number, east in ((1, 0), (2, 300), (3, 600), (4, 900)):
        drawn.node(number, east, 0)
    drawn.node(5, 600, -50, barrier="gate", access="private")
    drawn.node(6, 600, -100)
    drawn.node(7, 700, -100)
    drawn.node(8, 300, 200)
    drawn.way(10, [1, 2, 3, 4], highway="residential", name="长安路", maxspeed="36")
    drawn.way(11, [3, 5, 6], highway="service", access="private")
    drawn.way(12, [6, 7], highway="service", access="private", maxspeed="18")
    drawn.way(13, [1, 8, 3], highway="tertiary", oneway="yes")
    _square(drawn, 20, 100, (690, -130), {"building": "apartments"})
    _square(drawn, 30, 101, (0, 30), {"building": "house"})
    _square(drawn, 40, 102, (890, 10), {"amenity": "hospital", "name": "县医院"}, doors={40, 42})
    drawn.node(50, 310, 20, amenity="pharmacy", name="药房")
    return drawn


def _square(
    drawn: Map, first: int, way: int, corner: tuple[float, float], tags: dict[str, str], doors: set[int] | None = None
) -> None:
    for number, (east, north) in enumerate(((0, 0), (20, 0), (20, 20), (0, 20)), start=first):
        door = {"entrance": "main"} if number in (doors or set()) else {}
        drawn.node(number, corner[0] + east, corner[1] + north, **door)
    drawn.way(way, [first, first + 1, first + 2, first + 3, first], **tags)
