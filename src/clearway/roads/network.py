"""A road network as memory-mapped arrays in a folder: vertices, links, gates, homes, facilities.

A vertex is where links meet: a junction, a dead end, or one side of a gate. A link is an undirected stretch between
two vertices. Its id is ``osm_way * 4096 + index of its first node in the way``; a gate is a link of its own, without
length, with id ``2**52 + osm_node``. Same extract, same ids; all ids fit a JavaScript number.
Coordinates are WGS84 degrees, lengths metres, times whole milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from clearway.core.facilities import Facility
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.roads.arc_paths import read_paths
from clearway.roads.graph import Graph, build_graph
from clearway.roads.modes import CLASSES, GATE_CLASS, MODES, Mode
from clearway.roads.refusals import NoSuchLink
from clearway.roads.snapping import LinkTree

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

Direction = Literal["forward", "backward"]
#: Links that close, by id; None closes both directions.
Closed = Mapping[int, Direction | None]
#: West, south, east, north in degrees.
Box = tuple[float, float, float, float]

_DEGREE = 1e-7


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShape:
    """One link as drawn: ``line`` is (lon, lat) pairs of shape (n, 2)."""

    link: int
    road_class: str
    name: str
    length_m: float
    oneway: bool
    line: Float64


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A gate or barrier on a way; close ``link`` to close it. ``barrier`` is the value of OpenStreetMap's key."""

    link: int
    barrier: str
    point: Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """Where people live: arrays of one entry a home; ``source`` says how ``people`` came about.

    ``source`` is ``places`` (population given) or ``buildings`` (each residential building counts 1).
    ``age60`` is zero throughout where ages are unknown (``ages_known``). ``vertex`` has shape (5, homes): where
    each home meets the network by mode, -1 where no road of the mode is near.
    """

    lat: Float64
    lon: Float64
    people: Float64
    age60: Float64
    vertex: Int32
    source: Literal["places", "buildings"]
    ages_known: bool


@dataclass(frozen=True, kw_only=True)
class Network:
    """The network; made by ``importing.import_osm`` or ``Network.open``.

    ``arrays``: ``link`` (ids, ascending), ``first``, ``last`` (vertices), ``class``, ``name``, ``metres``,
    ``start`` (of each link in ``xs``, ``ys``, 1e-7 degrees), ``ms`` (mode, along or against, link; 0: may not),
    ``turns`` (arc in, arc out, modes), ``paths`` (see ``turns.Forbidden``), ``flags`` (see ``marking``),
    ``vertex_x``, ``vertex_y``, ``vertex_node``, ``barrier`` (of gates).
    """

    name: str
    folder: Path | None
    arrays: Mapping[str, NDArray[Any]]
    names: tuple[str, ...]
    barriers: tuple[str, ...]
    facilities: tuple[Facility, ...]
    notes: tuple[Bilingual, ...]
    homes: Homes
    _kept: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, folder: Path) -> Network:
        """Open a saved network, memory-mapped.

        Raises:
            NotANetwork: no network there, or one of another format version.
        """
        from clearway.roads.keeping import open_network

        return open_network(folder)

    def save(self, folder: Path) -> Network:
        """Write everything into ``folder`` (replacing a network there) and return it opened from it.

        Raises:
            NotANetwork: the folder holds something else.
        """
        from clearway.roads.keeping import save_network

        return save_network(self, folder)

    @property
    def link_ids(self) -> Int64:
        """Ids of all links, ascending; a link's index is its position here."""
        return self.arrays["link"]

    @property
    def links(self) -> int:
        """Number of links, gates included."""
        return len(self.arrays["link"])

    @property
    def turn_restrictions(self) -> int:
        """Number of forbidden turns and longer ways."""
        return len(self.arrays["turns"]) + len(read_paths(self.arrays["paths"]) if "paths" in self.arrays else ())

    def link_index(self, link: int) -> int:
        """Position of ``link`` in ``link_ids``.

        Raises:
            NoSuchLink: no such link.
        """
        ids = self.link_ids
        at = int(np.searchsorted(ids, link))
        if at == len(ids) or int(ids[at]) != link:
            raise NoSuchLink(link=link)
        return at

    def arcs(self, closed: Closed) -> Int32:
        """Directed links (twice the index, plus 1 against the geometry) of ``closed``.

        Raises:
            NoSuchLink: a link the network does not have.
        """
        arcs: list[int] = []
        for link, direction in closed.items():
            index = 2 * self.link_index(link)
            if direction != "backward":
                arcs.append(index)
            if direction != "forward":
                arcs.append(index + 1)
        return np.array(arcs, np.int32)

    def graph(self, mode: Mode) -> Graph:
        """The directed graph of ``mode`` after turn expansion (kept once built)."""
        if ("graph", mode) not in self._kept:
            self._kept["graph", mode] = build_graph(self.arrays, mode)
        graph: Graph = self._kept["graph", mode]
        return graph

    def tree(self, mode: Mode | None) -> LinkTree:
        """Nearest-link search among the links of ``mode`` (None: all); kept once built."""
        if ("tree", mode) not in self._kept:
            self._kept["tree", mode] = LinkTree(self.arrays, mode)
        tree: LinkTree = self._kept["tree", mode]
        return tree

    @property
    def vertices_by_node(self) -> Int64:
        """Positions that bring the vertices into order of their OpenStreetMap node; kept once sorted."""
        if "by_node" not in self._kept:
            self._kept["by_node"] = np.argsort(self.arrays["vertex_node"], kind="stable")
        order: Int64 = self._kept["by_node"]
        return order

    def node_people(self, mode: Mode) -> tuple[Float64, Float64]:
        """People, and people of 60 and over, at each node of ``graph(mode)``."""
        vertex = self.homes.vertex[MODES.index(mode)]
        near, nodes = vertex >= 0, self.graph(mode).nodes
        at = vertex[near]
        people = np.bincount(at, self.homes.people[near], nodes).astype(np.float64)
        return people, np.bincount(at, self.homes.age60[near], nodes).astype(np.float64)

    def shape(self, index: int) -> LinkShape:
        """The link at ``index`` as drawn."""
        arrays, cut = self.arrays, slice(*self.arrays["start"][index : index + 2].tolist())
        along, against = arrays["ms"][MODES.index(Mode.CAR), :, index].tolist()
        return LinkShape(
            link=int(arrays["link"][index]),
            road_class=CLASSES[arrays["class"][index]].name,
            name=self.names[arrays["name"][index]],
            length_m=float(arrays["metres"][index]),
            oneway=(along > 0) != (against > 0),
            line=np.round(np.column_stack((arrays["xs"][cut], arrays["ys"][cut])) * _DEGREE, 7),
        )

    def links_meeting(self, box: Box) -> Int64:
        """Indices of the links whose bounding box meets ``box``, gates included."""
        west, south, east, north = self.boxes
        return np.flatnonzero((west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1]))

    def links_in(self, box: Box) -> Iterator[LinkShape]:
        """Links whose bounding box meets ``box``, gates left out, main roads first."""
        found = self.links_meeting(box)
        found = found[self.arrays["class"][found] != GATE_CLASS]
        ranks = np.array([road_class.rank for road_class in CLASSES])[self.arrays["class"][found]]
        for index in found[np.argsort(ranks, kind="stable")].tolist():
            yield self.shape(index)

    def gates(self) -> tuple[Gate, ...]:
        """All gates and barriers that are links of their own."""
        gates = np.flatnonzero(self.arrays["class"] == GATE_CLASS)
        return tuple(self._gate(index, position) for position, index in enumerate(gates.tolist()))

    def _gate(self, index: int, position: int) -> Gate:
        at = int(self.arrays["start"][index])
        point = Point(float(self.arrays["ys"][at]) * _DEGREE, float(self.arrays["xs"][at]) * _DEGREE)
        return Gate(link=int(self.link_ids[index]), barrier=self.barriers[position], point=point)

    @property
    def boxes(self) -> tuple[Float64, Float64, Float64, Float64]:
        if "boxes" not in self._kept:
            start, xs, ys = self.arrays["start"][:-1], self.arrays["xs"], self.arrays["ys"]
            low = (np.minimum.reduceat(xs, start), np.minimum.reduceat(ys, start))
            high = (np.maximum.reduceat(xs, start), np.maximum.reduceat(ys, start))
            self._kept["boxes"] = tuple(corner * _DEGREE for corner in (*low, *high))
        boxes: tuple[Float64, Float64, Float64, Float64] = self._kept["boxes"]
        return boxes

    @property
    def box(self) -> Box:
        """The bounding box of all links."""
        west, south, east, north = self.boxes
        return float(west.min()), float(south.min()), float(east.max()), float(north.max())
