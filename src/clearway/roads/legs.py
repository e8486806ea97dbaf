"""One leg of a journey: a forest, its scratch, and what-ifs on it in graph nodes."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np

from clearway.roads.by_address import table_of
from clearway.roads.forest import FACILITY, FAR, Float64, Forest, Int32, Int64, Packed, grow_forest, pack, unpack
from clearway.roads.graph import Graph
from clearway.roads.repair import CLOSED, repair_each, repair_once
from clearway.roads.scratch import Scratch, new_scratch

_NOBODY, _NOWHERE = np.empty(0, np.int32), np.empty(0, np.int64)


@dataclass(frozen=True)
class Change:
    """What closes or slows: ``arcs`` with ``added_ms`` (``CLOSED``, or milliseconds ≥ 0), and nodes of facilities
    that shut. A way that reopens is a change without it: every change starts from the open network."""

    arcs: Int32
    added_ms: Int64
    shut: Int64 = field(default_factory=lambda: _NOWHERE)

    @classmethod
    def closing(cls, arcs: Int32) -> Change:
        """All of ``arcs`` close."""
        return cls(arcs, np.full(len(arcs), CLOSED, np.int64))


class Touched:
    """Graph nodes looked at again, with milliseconds before and after (``FAR``: unreachable).

    ``rows`` holds the three one after another: taking them apart would cost more than most repairs.
    """

    __slots__ = ("rows",)

    def __init__(self, rows: Int64) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows) // 3

    @property
    def nodes(self) -> Int64:
        """Which nodes."""
        return self.rows[: len(self)]

    @property
    def before(self) -> Int64:
        """Milliseconds on the open network."""
        return self.rows[len(self) : 2 * len(self)]

    @property
    def after(self) -> Int64:
        """Milliseconds under the change."""
        return self.rows[2 * len(self) :]


class Leg:
    """A forest ready for what-ifs; kernels hold the interpreter's lock, so that callers in threads take turns."""

    def __init__(self, packed: Packed) -> None:
        self.packed = packed
        self.forest: Forest = unpack(packed)
        forest = self.forest
        self.place = np.empty(len(forest.node_at), np.int32)
        self.place[forest.node_at] = np.arange(len(forest.node_at), dtype=np.int32)
        self._lock = threading.Lock()
        self._scratch: Scratch | None = None
        self._address = 0

    @classmethod
    def grow(cls, graph: Graph, sources: Int64, *, towards: bool, arcs: int) -> Leg:
        """A leg from scratch; see ``forest.grow_forest``."""
        return cls(pack(grow_forest(graph, np.unique(sources), towards=towards, arcs=arcs)))

    @property
    def before(self) -> Int64:
        """Milliseconds by graph node on the open network; ``FAR`` where there is no way."""
        return np.asarray(self.forest.dist[self.place])

    @property
    def address(self) -> int:
        """Where the table of the leg's arrays lies; room to work in is made at the first question."""
        with self._lock:
            if self._scratch is None:
                scratch = new_scratch(self.forest)
                self._table = table_of(self.forest, scratch)
                self._scratch, self._address = scratch, self._table.ctypes.data
        return self._address

    def ready(self) -> None:
        """Make the room to work in now."""
        assert self.address

    @property
    def nbytes(self) -> int:
        """Bytes held: the forest, and the room to work in."""
        return sum(array.nbytes for array in (*self.packed, self.place, *(self._scratch or ())))

    def touched(self, change: Change) -> Touched:
        """What a change touches; every node not named keeps its time."""
        shut = _NOBODY if change.shut is _NOWHERE else self._shut(change.shut)
        return Touched(repair_once(self._address or self.address, change.arcs, change.added_ms, shut))

    def _shut(self, nodes: Int64) -> Int32:
        places = np.unique(self.place[nodes]).astype(np.int32)
        return np.asarray(places[self.forest.tree_slot[places] == FACILITY])

    def tallies(self, starts: Int64, arcs: Int32, people: Float64) -> Float64:
        """Many closures at once, rows as ``repair.tally``; ``people`` by graph node."""
        return repair_each(self.address, starts, arcs, people[self.forest.node_at])


def together(first: Touched, second: Touched, before_first: Leg, before_second: Leg) -> Touched:
    """The sum of two legs over all nodes either touched (station → home → hospital)."""
    nodes = np.union1d(first.nodes, second.nodes)
    total = Touched(np.concatenate((nodes, np.zeros(2 * len(nodes), np.int64))))
    for touched, leg in ((first, before_first), (second, before_second)):
        before = leg.forest.dist[leg.place[nodes]]
        after = before.copy()
        after[np.searchsorted(nodes, touched.nodes)] = touched.after
        total.before[:] += before
        total.after[:] += after
    np.minimum(total.before, FAR, out=total.before)
    np.minimum(total.after, FAR, out=total.after)
    return total
