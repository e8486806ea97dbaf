"""Turn restrictions found on the links they speak of.

An arc is a directed link: ``2 * link index``, plus 1 when run against the link's geometry. ``no_…`` forbids one
arc after another; ``only_…`` forbids every other one, turning back included. Restrictions over a way (not a node)
are counted, not applied.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

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


def forbidden_turns(cut: Cut, ways: list[RawWay], turns: Sequence[RawTurn]) -> NDArray[np.int32]:
    """Rows (arc in, arc out, bit mask of modes), shape (n, 3), sorted and without doubles."""
    index = _Ends(cut, ways, {turn.via_node for turn in turns})
    masks: dict[tuple[int, int], int] = {}
    for turn in turns:
        bits = _modes(turn)
        for pair in index.pairs(turn):
            masks[pair] = masks.get(pair, 0) | bits
    rows = [(*pair, bits) for pair, bits in sorted(masks.items()) if bits]
    return np.array(rows, np.int32).reshape(-1, 3)


def _modes(turn: RawTurn) -> int:
    bits = 0
    for position, mode in enumerate(MODES):
        if mode is Mode.FOOT or _NAMES[mode] & set(turn.spared):
            continue
        if not turn.only_for or turn.only_for in _NAMES[mode]:
            bits |= 1 << position
    return bits


class _Ends:
    """Arcs that enter and leave each restricted node, by way."""

    def __init__(self, cut: Cut, ways: list[RawWay], nodes: set[int]) -> None:
        self.leaving: dict[int, list[tuple[int, int]]] = {}
        wanted = np.isin(cut.vertex_node, np.fromiter(nodes, np.int64, len(nodes)))
        for ends, bit in ((cut.first, 0), (cut.last, 1)):
            for link in np.flatnonzero(wanted[ends]).tolist():
                way = int(cut.way[link])
                osm_way = ways[way].id if way >= 0 else -1
                self.leaving.setdefault(int(cut.vertex_node[ends[link]]), []).append((osm_way, 2 * link + bit))

    def pairs(self, turn: RawTurn) -> list[tuple[int, int]]:
        """Arc pairs this restriction forbids; none when a way does not end at the node or passes through it."""
        leaving = self.leaving.get(turn.via_node, [])
        coming = [arc ^ 1 for way, arc in leaving if way == turn.from_way]
        going = [arc for way, arc in leaving if way == turn.to_way]
        if len(coming) != 1 or len(going) != 1:
            return []
        if turn.rule.startswith("only_"):
            return [(coming[0], arc) for _, arc in leaving if arc != going[0]]
        return [(coming[0], going[0])] if turn.rule.startswith("no_") else []
