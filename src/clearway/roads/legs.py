"""One leg of a journey: a forest, its scratch, and what-ifs on it in graph nodes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from clearway.roads.forest import FACILITY, FAR, Float64, Forest, Int32, Int64, Packed, grow_forest, pack, unpack
from clearway.roads.graph import Graph
from clearway.roads.repair import CLOSED, Room, new_room, repair_each, repair_once

_LAST_EPOCH = 2**31 - 1
_NOBODY = np.empty(0, np.int32)


@dataclass(frozen=True)
class Change:
    """What closes or slows: ``arcs`` with ``added_ms`` (``CLOSED``, or milliseconds ≥ 0), and nodes of facilities
    that shut. A way that reopens is a change without it: every change starts from the open network."""

    arcs: Int32
    added_ms: Int64
    shut: Int64 = field(default_factory=lambda: np.empty(0, np.int64))

    @classmethod
    def closing(cls, arcs: Int32) -> Change:
        """All of ``arcs`` close."""
        return cls(arcs, np.full(len(arcs), CLOSED, np.int64))


class Touched(NamedTuple):
    """Graph nodes looked at again, with milliseconds before and after (``FAR``: unreachable)."""

    nodes: Int64
    before: Int64
    after: Int64


_UNTOUCHED = Touched(*(np.empty(0, np.int64) for _ in range(3)))


class Leg:
    """A forest ready for what-ifs, one at a time (a lock sees to it)."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self.forest: Forest = unpack(packed)
        forest = self.forest
        self.place = np.empty(len(forest.node_at), np.int32)
        self.place[forest.node_at] = np.arange(len(forest.node_at), dtype=np.int32)
        self._room: Room | None = None
        self._epoch = self._answer = 0
        self._lock = threading.Lock()

    @classmethod
    def grow(cls, graph: Graph, sources: Int64, *, towards: bool, arcs: int) -> Leg:
        """A leg from scratch; see ``forest.grow_forest``."""
        return cls(pack(grow_forest(graph, np.unique(sources), towards=towards, arcs=arcs)))

    @property
    def before(self) -> Int64:
        """Milliseconds by graph node on the open network; ``FAR`` where there is no way."""
        return np.asarray(self.forest.dist[self.place])

    def touched(self, change: Change) -> Touched:
        """What a change touches; every node not named keeps its time."""
        shut = self._shut(change.shut) if len(change.shut) else _NOBODY
        with self._lock:
            room, epoch = self._next_epochs(1)
            count = repair_once(*self.packed, *room, epoch, change.arcs, change.added_ms, shut)
            if count == 0:
                return _UNTOUCHED
            answer = room.long[self._answer : self._answer + 3 * count].copy()
        return Touched(answer[:count], answer[count : 2 * count], answer[2 * count :])

    def _shut(self, nodes: Int64) -> Int32:
        places = np.unique(self.place[nodes]).astype(np.int32)
        return np.asarray(places[self.forest.tree_slot[places] == FACILITY])

    def tallies(self, starts: Int64, arcs: Int32, people: Float64) -> Float64:
        """Many closures at once, rows as ``repair.tally``; ``people`` by graph node."""
        with self.lent(len(starts)) as (room, epoch):
            by_place = people[self.forest.node_at]
            return repair_each(self.packed, room, epoch, starts, arcs, by_place)

    @contextmanager
    def lent(self, count: int) -> Iterator[tuple[Room, int]]:
        """The leg's room for one caller, and the first of ``count`` new epochs."""
        with self._lock:
            yield self._next_epochs(count)

    def _next_epochs(self, count: int) -> tuple[Room, int]:
        if self._room is None or self._epoch + count >= _LAST_EPOCH:
            self._room, self._epoch = new_room(self.forest), 0
            self._answer = len(self._room.long) - 3 * len(self.place)
        first = self._epoch + 1
        self._epoch += count
        return self._room, first


def together(first: Touched, second: Touched, before_first: Leg, before_second: Leg) -> Touched:
    """The sum of two legs over all nodes either touched (station → home → hospital)."""
    nodes = np.union1d(first.nodes, second.nodes)
    total = Touched(nodes, np.zeros(len(nodes), np.int64), np.zeros(len(nodes), np.int64))
    for touched, leg in ((first, before_first), (second, before_second)):
        before = leg.forest.dist[leg.place[nodes]]
        after = before.copy()
        after[np.searchsorted(nodes, touched.nodes)] = touched.after
        total.before[:] += before
        total.after[:] += after
    np.minimum(total.before, FAR, out=total.before)
    np.minimum(total.after, FAR, out=total.after)
    return total
