"""A road network as memory-mapped arrays in a folder: vertices, links, gates, homes, facilities.

A vertex is where links meet: a junction, a dead end, or one side of a gate. A link is an undirected stretch between
two vertices. Its id is ``osm_way * 4096 + index of its first node in the way``; a gate is a link of its own, without
length, with id ``2**52 + osm_node``. Same extract, same ids; all ids fit a JavaScript number.
Coordinates are WGS84 degrees, lengths metres, times whole milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from clearway.core.facilities import Facility
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.roads.graph import Graph
from clearway.roads.modes import Mode

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Float64 = NDArray[np.float64]

Direction = Literal["forward", "backward"]
#: Links that close, by id; None closes both directions.
Closed = Mapping[int, Direction | None]
#: West, south, east, north in degrees.
Box = tuple[float, float, float, float]


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
    ``age60`` is zero throughout where ages are unknown (``ages_known``).
    """

    lat: Float64
    lon: Float64
    people: Float64
    age60: Float64
    source: Literal["places", "buildings"]
    ages_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The network; made by ``importing.import_osm`` or ``Network.open``."""

    name: str
    folder: Path | None
    arrays: Mapping[str, NDArray[Any]]
    names: tuple[str, ...]
    facilities: tuple[Facility, ...]
    notes: tuple[Bilingual, ...]
    homes: Homes

    @classmethod
    def open(cls, folder: Path) -> Network:
        """Open a saved network, memory-mapped.

        Raises:
            NotANetwork: no network there, or one of another format version.
        """
        raise NotImplementedError

    def save(self, folder: Path) -> Network:
        """Write everything into ``folder`` (replacing a network there) and return it opened from it."""
        raise NotImplementedError

    @property
    def link_ids(self) -> Int64:
        """Ids of all links, ascending; a link's index is its position here."""
        raise NotImplementedError

    def link_index(self, link: int) -> int:
        """Position of ``link`` in ``link_ids``.

        Raises:
            NoSuchLink: no such link.
        """
        raise NotImplementedError

    def graph(self, mode: Mode) -> Graph:
        """The directed graph of ``mode`` after turn expansion (kept once built)."""
        raise NotImplementedError

    def node_people(self, mode: Mode) -> tuple[Float64, Float64]:
        """People, and people of 60 and over, at each node of ``graph(mode)``."""
        raise NotImplementedError

    def links_in(self, box: Box) -> Iterator[LinkShape]:
        """Links whose bounding box meets ``box``, gates left out, main roads first."""
        raise NotImplementedError

    def gates(self) -> tuple[Gate, ...]:
        """All gates and barriers that are links of their own."""
        raise NotImplementedError

    @property
    def box(self) -> Box:
        """The bounding box of all links."""
        raise NotImplementedError
