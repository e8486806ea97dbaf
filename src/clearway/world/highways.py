"""Roads between settlements: a planar net in which some villages have one way out only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import minimum_spanning_tree, shortest_path
from scipy.spatial import Delaunay

from clearway.world.drawing import Drawing, Tags
from clearway.world.grids import Grid
from clearway.world.spot import Floats

_SIDE_ROADS = 0.3
Pair = tuple[int, int]


@dataclass
class Hubs:
    """What the net joins: the rim of the county town, market towns, villages and the roads out of the county."""

    spots: Floats
    grids: list[Grid | None]
    rim: range
    markets: range
    villages: range
    exits: range
    road_ways: dict[Pair, int] = field(default_factory=dict)

    def ways_to(self, hub: int) -> list[int]:
        """The ways that lead to a hub."""
        return [way for pair, way in sorted(self.road_ways.items()) if hub in pair]


def draw_highways(drawing: Drawing, hubs: Hubs, rng: np.random.Generator) -> None:
    """Trunk across, primary up and down, secondary to market towns, lesser roads to villages."""
    lengths, tree = _net(hubs)
    chosen = _chosen_pairs(hubs, lengths, tree, rng)
    ranks = _ranks(hubs, lengths, chosen)
    for pair in sorted(chosen):
        rank = ranks.get(pair, "tertiary" if pair in tree and rng.random() < 0.6 else "unclassified")
        hubs.road_ways[pair] = _draw_road(drawing, hubs, pair, rank, rng)


def _net(hubs: Hubs) -> tuple[dict[Pair, float], set[Pair]]:
    """Lengths of all possible roads (a planar set), and the tree that joins everything."""
    lengths: dict[Pair, float] = {}
    for corners in Delaunay(hubs.spots).simplices:
        for a, b in ((0, 1), (1, 2), (0, 2)):
            one, other = sorted((int(corners[a]), int(corners[b])))
            if not (one in hubs.rim and other in hubs.rim):
                lengths[one, other] = float(np.hypot(*(hubs.spots[one] - hubs.spots[other])))
    rim = {(hubs.rim[0], node): 1e-3 for node in hubs.rim[1:]}
    tree = minimum_spanning_tree(_matrix(lengths | rim, len(hubs.spots))).tocoo()
    pairs = {(min(a, b), max(a, b)) for a, b in zip(tree.row.tolist(), tree.col.tolist(), strict=True)}
    return lengths, pairs & set(lengths)


def _chosen_pairs(hubs: Hubs, lengths: dict[Pair, float], tree: set[Pair], rng: np.random.Generator) -> set[Pair]:
    """The tree, the shortest ways of the great roads, and some side roads; the first villages keep one way out."""
    lonely = _leaves(tree, hubs.villages)
    lonely = lonely[: max(4, len(hubs.villages) // 4)]
    chosen = set(tree)
    for pair in sorted(lengths, key=lambda pair: lengths[pair]):
        ends_lonely = pair[0] in lonely or pair[1] in lonely
        if not ends_lonely and lengths[pair] < 6500 and rng.random() < _SIDE_ROADS:
            chosen.add(pair)
    for start, end in _great_roads(hubs):
        passable = {pair: length for pair, length in lengths.items() if not set(pair) & set(lonely)}
        chosen.update(_path(hubs, passable, start, end))
    return chosen


def _great_roads(hubs: Hubs) -> list[Pair]:
    """From each exit, and from each market town, to the nearest rim of the county town."""
    outside = [*hubs.exits, *hubs.markets]
    rim = np.array(list(hubs.rim))
    near = [rim[np.argmin(np.hypot(*(hubs.spots[rim] - hubs.spots[hub]).T))] for hub in outside]
    return [(hub, int(node)) for hub, node in zip(outside, near, strict=True)]


def _ranks(hubs: Hubs, lengths: dict[Pair, float], chosen: set[Pair]) -> dict[Pair, str]:
    drawn = {pair: lengths[pair] for pair in chosen}
    ranks: dict[Pair, str] = {}
    for number, (start, end) in reversed(list(enumerate(_great_roads(hubs)))):
        rank = "trunk" if number < 2 else "primary" if number < len(hubs.exits) else "secondary"
        ranks.update(dict.fromkeys(_path(hubs, drawn, start, end), rank))
    return ranks


def _path(hubs: Hubs, lengths: dict[Pair, float], start: int, end: int) -> list[Pair]:
    rim = {(hubs.rim[0], node): 800.0 for node in hubs.rim[1:]}
    before = shortest_path(
        _matrix(lengths | rim, len(hubs.spots)), directed=False, indices=start, return_predecessors=True
    )[1]
    pairs: list[Pair] = []
    while end != start and before[end] >= 0:
        pair = (min(end, int(before[end])), max(end, int(before[end])))
        end = int(before[end])
        if pair in lengths:
            pairs.append(pair)
    return pairs


def _leaves(tree: set[Pair], among: Iterable[int]) -> list[int]:
    return [hub for hub in among if sum(hub in pair for pair in tree) == 1]


def _matrix(lengths: dict[Pair, float], size: int) -> csr_array:
    pairs = np.array(list(lengths), dtype=np.int64)
    return csr_array((np.array(list(lengths.values())), (pairs[:, 0], pairs[:, 1])), shape=(size, size))


def _draw_road(drawing: Drawing, hubs: Hubs, pair: Pair, rank: str, rng: np.random.Generator) -> int:
    """A winding road between two hubs, with field tracks along it."""
    start, end = (_port(drawing, hubs, hub, other) for hub, other in (pair, pair[::-1]))
    ahead = np.array(drawing.at(end)) - np.array(drawing.at(start))
    length = max(1.0, float(np.hypot(*ahead)))
    across = np.array([-ahead[1], ahead[0]]) / length
    bends = max(2, int(length // 420))
    swing = rng.normal(0, min(60.0, length * 0.02)) * np.sin(np.linspace(0, rng.uniform(1, 3) * np.pi, bends + 2))
    nodes = [start]
    for step in range(1, bends + 1):
        sideways = across * (swing[step] + rng.normal(0, 6))
        east, north = np.array(drawing.at(start)) + ahead * step / (bends + 1) + sideways
        nodes.append(drawing.node(east, north))
    tags: Tags = {"highway": rank}
    if rank == "trunk":
        tags |= {"ref": "G909", "name": "溱宁大道"}
    way = drawing.way([*nodes, end], tags)
    for node in nodes[1:]:
        if rng.random() < 0.55:
            _track_beside(drawing, node, across * rng.choice([-1.0, 1.0]), rng)
    return way


def _port(drawing: Drawing, hubs: Hubs, hub: int, toward: int) -> int:
    grid = hubs.grids[hub]
    if grid is None:
        east, north = hubs.spots[hub]
        here = [node for node in range(len(drawing.east)) if drawing.at(node) == (float(east), float(north))]
        return here[0] if here else drawing.node(east, north)
    if hub in hubs.rim:
        return grid.port(drawing, *hubs.spots[hub])
    return grid.port(drawing, *hubs.spots[toward])


def _track_beside(drawing: Drawing, node: int, across: Floats, rng: np.random.Generator) -> None:
    reach = rng.uniform(120, 380)
    east, north = np.array(drawing.at(node)) + across * reach + rng.normal(0, 20, 2)
    drawing.way([node, drawing.node(east, north)], {"highway": "track", "tracktype": "grade4"})
