"""Ways cut into links at junctions and gates; a gate becomes a link of its own between two vertices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clearway.roads.modes import CLASSES
from clearway.roads.osm import RawWay

WAY_FACTOR = 4096
GATE_BASE = 2**52
_EARTH_M = 6_371_008.8
_DEGREE = 1e-7


@dataclass
class Cut:
    """Links and vertices. ``way`` is the index into the ways read, -1 for a gate; ``start`` delimits each link's
    slice of ``xs``, ``ys`` (1e-7 degrees)."""

    link: NDArray[np.int64]
    way: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    start: NDArray[np.int64]
    xs: NDArray[np.int32]
    ys: NDArray[np.int32]
    vertex_node: NDArray[np.int64]
    vertex_x: NDArray[np.int32]
    vertex_y: NDArray[np.int32]


def cut_ways(ways: list[RawWay], gates: set[int]) -> Cut:
    """Links between junctions, way ends and gates, in order of id; vertices in order of their OSM node."""
    ways_at = np.repeat(np.arange(len(ways), dtype=np.int32), [len(way.refs) for way in ways])
    refs = np.fromiter((ref for way in ways for ref in way.refs), np.int64, len(ways_at))
    xs = np.fromiter((x for way in ways for x in way.xs), np.int32, len(ways_at))
    ys = np.fromiter((y for way in ways for y in way.ys), np.int32, len(ways_at))
    begins = np.concatenate(([True], ways_at[1:] != ways_at[:-1]))
    ends = np.concatenate((begins[1:], [True]))
    nodes, seen_first, node_of, uses = np.unique(refs, return_index=True, return_inverse=True, return_counts=True)
    meets = uses > 1
    meets[node_of[begins | ends]] = True
    meets |= np.isin(nodes, np.fromiter(gates, np.int64, len(gates)))
    at = np.flatnonzero(meets[node_of])
    same_way = ways_at[at[1:]] == ways_at[at[:-1]]
    low, high = at[:-1][same_way], at[1:][same_way]
    vertex_of = np.cumsum(meets) - 1
    ordinal = low - np.flatnonzero(begins)[ways_at[low]]
    ids = np.array([way.id for way in ways], np.int64)[ways_at[low]] * WAY_FACTOR + ordinal
    start, picks = _slices(low, high)
    return Cut(
        link=ids,
        way=ways_at[low],
        first=vertex_of[node_of[low]].astype(np.int32),
        last=vertex_of[node_of[high]].astype(np.int32),
        start=start,
        xs=xs[picks],
        ys=ys[picks],
        vertex_node=nodes[meets],
        vertex_x=xs[seen_first[meets]],
        vertex_y=ys[seen_first[meets]],
    )


def _slices(low: NDArray[Any], high: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Starts, and the positions ``low … high`` of every link one after another (shared ends repeated)."""
    sizes = high - low + 1
    start = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    picks = np.arange(start[-1]) + np.repeat(low - start[:-1], sizes)
    return start, picks


def split_gates(cut: Cut, gates: set[int], ways: list[RawWay]) -> tuple[Cut, NDArray[np.int64]]:
    """Put a link without length into the way at each gate; returns the cut and the gate's OSM node by new link.

    Where several ways meet at the gate it stands on the lesser ones (the drive, not the street it leaves); where
    all are of one rank it stays an ordinary junction.
    """
    touching = _link_ends(cut, gates)
    split = {node: side for node in sorted(touching) if (side := _gated_side(cut, touching[node], ways))}
    added = np.array(sorted(split), np.int64)
    vertex = np.searchsorted(cut.vertex_node, added)
    new_vertex = len(cut.vertex_node) + np.arange(len(added))
    for node, behind in zip(added.tolist(), new_vertex.tolist(), strict=True):
        for index, is_first in split[node]:
            (cut.first if is_first else cut.last)[index] = behind
    stubs_x, stubs_y = cut.vertex_x[vertex], cut.vertex_y[vertex]
    begin = cut.start[-1] + 2 * np.arange(1, len(added) + 1)
    result = Cut(
        link=np.concatenate((cut.link, GATE_BASE + added)),
        way=np.concatenate((cut.way, np.full(len(added), -1, np.int32))),
        first=np.concatenate((cut.first, vertex)).astype(np.int32),
        last=np.concatenate((cut.last, new_vertex)).astype(np.int32),
        start=np.concatenate((cut.start, begin)).astype(np.int64),
        xs=np.concatenate((cut.xs, np.repeat(stubs_x, 2))),
        ys=np.concatenate((cut.ys, np.repeat(stubs_y, 2))),
        vertex_node=np.concatenate((cut.vertex_node, added)),
        vertex_x=np.concatenate((cut.vertex_x, stubs_x)),
        vertex_y=np.concatenate((cut.vertex_y, stubs_y)),
    )
    return result, added


def _link_ends(cut: Cut, gates: set[int]) -> dict[int, list[tuple[int, bool]]]:
    """Gate node → the link ends there, as (link index, whether it is the link's first end)."""
    at_gate = np.isin(cut.vertex_node, np.fromiter(gates, np.int64, len(gates)))
    touching: dict[int, list[tuple[int, bool]]] = {}
    for ends, is_first in ((cut.first, True), (cut.last, False)):
        for index in np.flatnonzero(at_gate[ends]).tolist():
            touching.setdefault(int(cut.vertex_node[ends[index]]), []).append((index, is_first))
    return touching


def _gated_side(cut: Cut, ends: list[tuple[int, bool]], ways: list[RawWay]) -> list[tuple[int, bool]]:
    if len(ends) < 2:
        return []
    ends = sorted(ends, key=lambda end: (cut.link[end[0]], end[1]))
    if len(ends) == 2:
        return ends[1:]
    ranks = [_rank(ways[cut.way[index]]) for index, _ in ends]
    return [end for end, rank in zip(ends, ranks, strict=True) if rank > min(ranks)]


def _rank(way: RawWay) -> tuple[int, bool]:
    return CLASSES[way.road_class].rank, way.tags.get("access") in ("private", "no")


def lengths_m(cut: Cut) -> NDArray[np.float64]:
    """Length of every link in metres (haversine along its geometry)."""
    lat, lon = np.radians(cut.ys * _DEGREE), np.radians(cut.xs * _DEGREE)
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[1:]) * np.cos(lat[:-1]) * np.sin(np.diff(lon) / 2) ** 2
    steps = np.concatenate(([0.0], 2 * _EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1.0)))))
    steps[cut.start[:-1]] = 0.0
    along = np.concatenate(([0.0], np.cumsum(steps)))
    return np.asarray(along[cut.start[1:]] - along[cut.start[:-1]])
