"""Turn restrictions found on the links they speak of.

An arc is a directed link: ``2 * link index``, plus 1 when run against the link's geometry. ``no_…`` forbids one arc
after another, or a way along several; ``only_…`` forbids every other one, turning back included, at each step. Rules
as on the OpenStreetMap wiki (Relation:restriction).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clearway.roads.arc_paths import Path
from clearway.roads.modes import MODES, Mode
from clearway.roads.osm import RawTurn, RawWay
from clearway.roads.splitting import Cut

_NAMES: Mapping[Mode, frozenset[str]] = {
    Mode.BICYCLE: frozenset({"bicycle"}),
    Mode.CAR: frozenset({"motorcar", "motor_vehicle"}),
    Mode.FREIGHT: frozenset({"hgv", "goods", "motor_vehicle"}),
    Mode.EMERGENCY: frozenset({"emergency", "motor_vehicle"}),
    Mode.FOOT: frozenset(),
}


class Forbidden(NamedTuple):
    """``turns``: rows (arc in, arc out, bit mask of modes), shape (n, 3), sorted and without doubles.

    ``paths``: longer ones, one after another as bit mask, number of arcs, arcs. ``left_out``: numbers of those that
    could not be placed (a way is not in the map, or passes through where it should end).
    """

    turns: NDArray[np.int32]
    paths: NDArray[np.int32]
    left_out: tuple[int, ...]


def forbidden_turns(cut: Cut, ways: list[RawWay], turns: Sequence[RawTurn]) -> Forbidden:
    """What ``turns`` forbid on the links of ``cut``."""
    map_of = _Arcs(cut, ways, turns)
    masks: dict[Path, int] = {}
    left_out = set()
    for turn in turns:
        bits, paths = _modes(turn), map_of.paths(turn)
        if bits and not paths:
            left_out.add(turn.relation)
        for path in paths:
            masks[path] = masks.get(path, 0) | bits
    told = [(path, bits) for path, bits in sorted(masks.items()) if bits]
    pairs = [(*path, bits) for path, bits in told if len(path) == 2]
    longer = [number for path, bits in told if len(path) > 2 for number in (bits, len(path), *path)]
    return Forbidden(
        np.array(pairs, np.int32).reshape(-1, 3), np.array(longer, np.int32), tuple(sorted(left_out - {0}))
    )


def _modes(turn: RawTurn) -> int:
    bits = 0
    for position, mode in enumerate(MODES):
        if mode is Mode.FOOT or _NAMES[mode] & set(turn.spared):
            continue
        if not turn.only_for or turn.only_for in _NAMES[mode]:
            bits |= 1 << position
    return bits


class _Arcs:
    """Arcs by way and node, for the ways and nodes that restrictions name."""

    def __init__(self, cut: Cut, ways: list[RawWay], turns: Sequence[RawTurn]) -> None:
        self._ends = np.stack((cut.first, cut.last))
        self._node = cut.vertex_node
        named = {way for turn in turns for way in (turn.from_way, turn.to_way, *turn.via_ways)}
        numbers = np.array([*(way.id if way.id in named else -1 for way in ways), -1], np.int64)
        self._way = numbers[cut.way]
        nodes = {turn.via_node for turn in turns}
        nodes |= {int(node) for node in self._node[np.unique(self._ends[:, self._way >= 0])]}
        wanted = np.isin(self._node, np.fromiter(nodes, np.int64, len(nodes)))
        self._leaving: dict[int, list[int]] = {}
        for bit in (0, 1):
            for link in np.flatnonzero(wanted[self._ends[bit]]).tolist():
                node = int(self._node[self._ends[bit, link]])
                self._leaving.setdefault(node, []).append(2 * link + bit)

    def paths(self, turn: RawTurn) -> list[Path]:
        """Arcs this restriction forbids one after another; none where it cannot be placed."""
        whole = self._along(turn) if turn.via_ways else self._over(turn)
        if whole is None:
            return []
        if turn.rule.startswith("only_"):
            return [(*whole[:at], arc) for at in range(1, len(whole)) for arc in self._others(whole[at - 1], whole[at])]
        return [whole] if turn.rule.startswith("no_") else []

    def _others(self, arc: int, asked: int) -> list[int]:
        return [other for other in self._leaving[self._head(arc)] if other != asked and self._meet(arc, other)]

    def _over(self, turn: RawTurn) -> Path | None:
        """In and out over a node; None where a way does not end there or passes through it."""
        coming, going = self._coming(turn.from_way, turn.via_node), self._going(turn.to_way, turn.via_node)
        return (coming[0], going[0]) if len(coming) == len(going) == 1 else None

    def _along(self, turn: RawTurn) -> Path | None:
        """In, along every way between, and out."""
        found = []
        for node in sorted(self._nodes(turn.from_way) & self._nodes(turn.via_ways[0])):
            coming = self._coming(turn.from_way, node)
            steps = self._through(node, turn.via_ways, turn.to_way)
            going = self._going(turn.to_way, self._head(steps[-1])) if steps else []
            if len(coming) == len(going) == 1:
                path = (coming[0], *steps, going[0])
                if all(self._meet(one, other) for one, other in pairwise(path)):
                    found.append(path)
        return min(found, key=len, default=None)

    def _through(self, node: int, ways: Sequence[int], last: int) -> list[int]:
        """Arcs from ``node`` along ``ways``, each left where it meets the next one; empty where they do not meet."""
        steps: list[int] = []
        for way, onward in zip(ways, (*ways[1:], last), strict=True):
            goals = self._nodes(onward)
            runs: list[list[int]] = []
            for arc in self._going(way, node):
                run = [arc]
                while self._head(run[-1]) not in goals and (after := self._onward(way, run)) is not None:
                    run.append(after)
                if self._head(run[-1]) in goals:
                    runs.append(run)
            if not runs:
                return []
            steps = [*steps, *min(runs, key=len)]
            node = self._head(steps[-1])
        return steps

    def _onward(self, way: int, run: list[int]) -> int | None:
        onward = [arc for arc in self._going(way, self._head(run[-1])) if arc != run[-1] ^ 1 and arc not in run]
        return onward[0] if len(onward) == 1 else None

    def _going(self, way: int, node: int) -> list[int]:
        return [arc for arc in self._leaving.get(node, ()) if self._way[arc // 2] == way]

    def _coming(self, way: int, node: int) -> list[int]:
        return [arc ^ 1 for arc in self._going(way, node)]

    def _nodes(self, way: int) -> set[int]:
        return {int(node) for node in self._node[self._ends[:, self._way == way].ravel()]}

    def _head(self, arc: int) -> int:
        return int(self._node[self._ends[1 - arc % 2, arc // 2]])

    def _meet(self, arc: int, other: int) -> bool:
        return bool(self._ends[1 - arc % 2, arc // 2] == self._ends[other % 2, other // 2])
