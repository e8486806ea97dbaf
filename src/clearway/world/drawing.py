"""The map as it is drawn: nodes in local metres, ways, areas and turn bans, tagged as OpenStreetMap tags them."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot

Tags = dict[str, str]
FIRST_NODE_ID = 1_000_001
FIRST_WAY_ID = 500_001
_SAME_JUNCTION_M = 18.0


@dataclass
class Way:
    """A line (or, in ``Drawing.areas``, an outline) through nodes."""

    nodes: list[int]
    tags: Tags


@dataclass(frozen=True)
class TurnBan:
    """``no_left_turn`` and the like, from way to way over a node."""

    from_way: int
    via: int
    to_way: int
    kind: str


@dataclass
class Drawing:
    """Nodes and ways by their index; the OSM id is the index plus ``FIRST_NODE_ID`` or ``FIRST_WAY_ID``."""

    east: list[float] = field(default_factory=list)
    north: list[float] = field(default_factory=list)
    node_tags: dict[int, Tags] = field(default_factory=dict)
    ways: list[Way] = field(default_factory=list)
    areas: list[Way] = field(default_factory=list)
    bans: list[TurnBan] = field(default_factory=list)

    def node(self, east: float, north: float, tags: Tags | None = None) -> int:
        """A new node."""
        self.east.append(float(east))
        self.north.append(float(north))
        if tags:
            self.node_tags[len(self.east) - 1] = tags
        return len(self.east) - 1

    def way(self, nodes: list[int], tags: Tags) -> int:
        """A new way; returns its index."""
        self.ways.append(Way(list(nodes), tags))
        return len(self.ways) - 1

    def split(self, way: int, at: int) -> int:
        """Cut a way at its node number ``at``; returns the index of the second part, a new way of the same tags."""
        drawn = self.ways[way]
        second = self.way(drawn.nodes[at:], dict(drawn.tags))
        drawn.nodes = drawn.nodes[: at + 1]
        return second

    def area(self, nodes: list[int], tags: Tags) -> None:
        """A closed outline (the first node is repeated at the end)."""
        self.areas.append(Way([*nodes, nodes[0]], tags))

    def at(self, node: int) -> tuple[float, float]:
        """Metres east and north of a node."""
        return self.east[node], self.north[node]

    def apart(self, a: int, b: int) -> float:
        """Metres between two nodes, as the crow flies."""
        return hypot(self.east[a] - self.east[b], self.north[a] - self.north[b])

    def junction_on(self, way: int, a: int, b: int, share: float) -> int:
        """A node on ``way`` at ``share`` of the stretch from node ``a`` to ``b`` (one already there is used again)."""
        nodes = self.ways[way].nodes
        first, last = sorted((nodes.index(a), nodes.index(b)))
        if nodes[first] != a:
            share = 1 - share
        start, end = nodes[first], nodes[last]
        east = self.east[start] + share * (self.east[end] - self.east[start])
        north = self.north[start] + share * (self.north[end] - self.north[start])
        along = [self.apart(start, node) for node in nodes[first : last + 1]]
        here = share * along[-1]
        nearest = min(range(len(along)), key=lambda index: abs(along[index] - here))
        if abs(along[nearest] - here) < _SAME_JUNCTION_M:
            return nodes[first + nearest]
        made = self.node(east, north)
        nodes.insert(first + sum(step < here for step in along), made)
        return made
