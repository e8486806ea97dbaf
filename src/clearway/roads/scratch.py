"""Room to work in for repairs of one forest, laid out so that what is read together lies together."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clearway.roads.forest import NOWHERE, Forest, Int32, Int64
from clearway.roads.heap import NODE_BITS

#: Where a place's facts stand among its four in ``Scratch.about``.
END, TREE, START, NODE = 0, 1, 2, 3
#: ``Scratch.gone_stamp`` holds 32-bit numbers.
LAST_EPOCH = 2**31 - 1


class Scratch(NamedTuple):
    """Room to work in; entries count only where their stamp is the present epoch, so nothing is ever cleared.

    A small repair waits for memory more than it works, so what is read together lies together: ``about`` has end,
    tree slot, start and graph node of each place, ``edge`` the far end and milliseconds of each slot (copies of the
    forest's), ``take`` milliseconds and far end of each take edge packed into one number, ``place`` stamp and new
    milliseconds of each place. ``changed`` has one bit a slot, set while a change is worked on, and ``slot`` the new
    milliseconds of those. ``take_arc`` is the arc of each take edge, ``gone_stamp`` and ``touched`` are by place;
    ``tops`` and ``heap`` are stacks. ``on_forest`` has one bit an arc: whether a tree edge runs along it. ``epoch``
    has one entry: the present one.
    """

    about: Int32
    edge: Int32
    gone_stamp: Int32
    touched: Int32
    tops: Int32
    on_forest: Int32
    changed: Int32
    take_arc: Int32
    take: Int64
    place: Int64
    slot: Int64
    heap: Int64
    epoch: Int64


def new_scratch(forest: Forest) -> Scratch:
    """Room for one forest (about 60 bytes a node and 48 an edge)."""
    nodes, edges = len(forest.node_at), len(forest.to)
    about = np.column_stack((forest.end, forest.tree_slot, forest.start[:-1], forest.node_at))
    return Scratch(
        about=np.concatenate((about.ravel(), [nodes, NOWHERE, edges, -1]), dtype=np.int32),
        edge=np.column_stack((forest.to, forest.ms)).ravel(),
        gone_stamp=np.zeros(nodes, np.int32),
        touched=np.zeros(nodes, np.int32),
        tops=np.zeros(nodes + edges, np.int32),
        on_forest=_bits(_arcs_on(forest)),
        changed=np.zeros(edges // 32 + 1, np.int32),
        take_arc=_arc_of(forest)[forest.take_slot],
        take=forest.ms[forest.take_slot].astype(np.int64) << NODE_BITS | forest.take_node,
        place=np.zeros(2 * nodes, np.int64),
        slot=np.zeros(edges, np.int64),
        heap=np.zeros(nodes + edges + 1, np.int64),
        epoch=np.zeros(1, np.int64),
    )


def _arc_of(forest: Forest) -> Int32:
    """The arc of each slot."""
    arc_of = np.empty(len(forest.to), np.int32)
    arcs = len(forest.arc_start) - 1
    arc_of[forest.arc_slot] = np.repeat(np.arange(arcs, dtype=np.int32), np.diff(forest.arc_start))
    return arc_of


def _arcs_on(forest: Forest) -> NDArray[np.bool_]:
    """Arcs along which a tree edge runs."""
    is_tree = np.zeros(len(forest.to), bool)
    is_tree[forest.tree_slot[forest.tree_slot >= 0]] = True
    before = np.concatenate(([0], np.cumsum(is_tree[forest.arc_slot])))
    return np.asarray(np.diff(before[forest.arc_start]) > 0)


def _bits(told: NDArray[np.bool_]) -> Int32:
    """32 to a word, the first lowest."""
    packed = np.packbits(told, bitorder="little")
    return np.concatenate((packed, np.zeros(-len(packed) % 4, np.uint8))).view("<i4").astype(np.int32)
