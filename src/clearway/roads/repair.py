"""Repairing the forest after a change, touching only what the change touches (output-sensitive, exact).

After G. Ramalingam and T. Reps, "On the computational complexity of dynamic graph problems", Theoretical Computer
Science 158 (1996): only nodes whose way to a facility used a changed edge are looked at again.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clearway.roads.compiling import compiled
from clearway.roads.forest import FACILITY, FAR, Forest, Int32, Int64, Packed, unpack
from clearway.roads.heap import NODE_BITS, NODE_MASK, pop, push

#: Above this share of nodes a full recompute is cheaper than a repair.
FULL_SHARE = 4
#: ``added`` of an arc that closes.
CLOSED = -1


class Scratch(NamedTuple):
    """Room to work in; entries count only where their stamp is the present epoch, so nothing is ever cleared.

    ``dist``, ``node_stamp``, ``gone_stamp``, ``touched`` by place; ``slot_stamp``, ``slot_ms`` by slot; ``tops``
    and ``heap`` are stacks. ``answer``: graph nodes touched, milliseconds before, after.
    """

    node_stamp: Int32
    gone_stamp: Int32
    touched: Int32
    slot_stamp: Int32
    tops: Int32
    dist: Int64
    slot_ms: Int64
    heap: Int64
    answer: Int64


class Room(NamedTuple):
    """Scratch as two arrays, as kernels are called with."""

    whole: Int32
    long: Int64


def new_room(forest: Forest) -> Room:
    """Room for one forest (about 52 bytes a node and 24 an edge)."""
    nodes, edges = len(forest.node_at), len(forest.to)
    return Room(np.zeros(4 * nodes + 2 * edges, np.int32), np.zeros(5 * nodes + 2 * edges + 1, np.int64))


@compiled
def scratch_in(forest: Forest, room: Room) -> Scratch:
    """The scratch of ``forest``, as views of ``room``."""
    n, m = len(forest.node_at), len(forest.to)
    whole, long = room.whole, room.long
    return Scratch(
        whole[:n],
        whole[n : 2 * n],
        whole[2 * n : 3 * n],
        whole[3 * n : 3 * n + m],
        whole[3 * n + m :],
        long[:n],
        long[n : n + m],
        long[n + m : 2 * n + 2 * m + 1],
        long[2 * n + 2 * m + 1 :],
    )


@compiled
def repair_once(
    whole: Int32, dist: Int64, layout: Int64, room_whole: Int32, room_long: Int64,
    epoch: int, arcs: Int32, added: Int64, gone: Int32,
) -> int:  # fmt: skip
    """``repair``, its answer laid out in ``Scratch.answer``, three rows of as many entries as it returns.

    The arrays of ``Packed`` and ``Room`` come one by one: handing over tuples takes longer than a small repair.
    """
    forest = unpack(Packed(whole, dist, layout))
    scratch = scratch_in(forest, Room(room_whole, room_long))
    count = repair(forest, scratch, epoch, arcs, added, gone)
    answer = scratch.answer
    for at in range(count):
        place = scratch.touched[at]
        answer[at] = forest.node_at[place]
        answer[count + at] = forest.dist[place]
        answer[2 * count + at] = scratch.dist[place]
    return count


@compiled
def repair(forest: Forest, room: Scratch, epoch: int, arcs: Int32, added: Int64, gone: Int32) -> int:
    """Distances when ``arcs`` close (``added`` < 0) or gain milliseconds, and facilities at places ``gone`` shut.

    Returns how many nodes were looked at again: their places are ``room.touched[:count]``, their distances
    ``room.dist`` there; every other node keeps its own. ``epoch`` must be new.
    """
    tops = _find_tops(forest, room, epoch, arcs, added, gone)
    if tops == 0:
        return 0
    _mark(forest, room, epoch, arcs, added)
    if tops > 1:
        room.tops[:tops].sort()
    count = _stamp(forest, room, epoch, tops)
    size = _seed(forest, room, epoch, count)
    _settle(forest, room, epoch, size)
    return count


@compiled
def _find_tops(forest: Forest, room: Scratch, epoch: int, arcs: Int32, added: Int64, gone: Int32) -> int:
    """Collect the tops of the subtrees that hung on what changes; returns how many."""
    tops = 0
    for at in range(len(arcs)):
        for slot in forest.arc_slot[forest.arc_start[arcs[at]] : forest.arc_start[arcs[at] + 1]]:
            if forest.tree_slot[forest.owner[slot]] == slot and added[at] != 0:
                room.tops[tops] = forest.owner[slot]
                tops += 1
    for place in gone:
        room.gone_stamp[place] = epoch
        room.tops[tops] = place
        tops += 1
    return tops


@compiled
def _mark(forest: Forest, room: Scratch, epoch: int, arcs: Int32, added: Int64) -> None:
    """Stamp the changed edges with their new milliseconds."""
    for at in range(len(arcs)):
        for slot in forest.arc_slot[forest.arc_start[arcs[at]] : forest.arc_start[arcs[at] + 1]]:
            room.slot_stamp[slot] = epoch
            room.slot_ms[slot] = FAR if added[at] < 0 else forest.ms[slot] + added[at]


@compiled
def _stamp(forest: Forest, room: Scratch, epoch: int, tops: int) -> int:
    """Stamp every node below a top, or all nodes where that is too many; returns how many."""
    total, covered = 0, 0
    for at in range(tops):
        top = room.tops[at]
        if top >= covered:
            total += forest.end[top] - top
            covered = forest.end[top]
    nodes = len(forest.node_at)
    if total * FULL_SHARE > nodes:
        for place in range(nodes):
            room.node_stamp[place] = epoch
            room.dist[place] = FAR
            room.touched[place] = place
        return nodes
    count, covered = 0, 0
    for at in range(tops):
        for place in range(max(room.tops[at], covered), forest.end[room.tops[at]]):
            room.node_stamp[place] = epoch
            room.dist[place] = FAR
            room.touched[count] = place
            count += 1
        covered = max(covered, forest.end[room.tops[at]])
    return count


@compiled
def _seed(forest: Forest, room: Scratch, epoch: int, count: int) -> int:
    """Best way of each stamped node by a neighbour that kept its own; returns the heap's size."""
    size = 0
    for at in range(count):
        place = room.touched[at]
        best = FAR
        if forest.tree_slot[place] == FACILITY and room.gone_stamp[place] != epoch:
            best = 0
        for slot in range(forest.start[place], forest.start[place + 1]):
            neighbour = forest.to[slot]
            if room.node_stamp[neighbour] == epoch:
                continue
            ms = room.slot_ms[slot] if room.slot_stamp[slot] == epoch else forest.ms[slot]
            best = min(best, forest.dist[neighbour] + ms)
        if best < FAR:
            room.dist[place] = best
            size = push(room.heap, size, (best << NODE_BITS) | place)
    return size


@compiled
def _settle(forest: Forest, room: Scratch, epoch: int, size: int) -> None:
    """Dijkstra among the stamped nodes."""
    heap = room.heap
    while size > 0:
        key = heap[0]
        size = pop(heap, size)
        place, reached = key & NODE_MASK, key >> NODE_BITS
        if reached > room.dist[place]:
            continue
        for at in range(forest.take_start[place], forest.take_start[place + 1]):
            neighbour = forest.take_node[at]
            if room.node_stamp[neighbour] != epoch:
                continue
            slot = forest.take_slot[at]
            ms = room.slot_ms[slot] if room.slot_stamp[slot] == epoch else forest.ms[slot]
            if reached + ms < room.dist[neighbour]:
                room.dist[neighbour] = reached + ms
                size = push(heap, size, ((reached + ms) << NODE_BITS) | neighbour)


@compiled
def tally(forest: Forest, room: Scratch, count: int, people: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Sum the harm of the last repair into ``out``: people cut off, people delayed, person-milliseconds added,
    people more than 5 minutes worse (cut off among them), longest detour in milliseconds."""
    out[:] = 0.0
    for at in range(count):
        place = room.touched[at]
        add_harm(forest.dist[place], room.dist[place], people[place], out)


@compiled
def add_harm(before: int, after: int, people: float, out: NDArray[np.float64]) -> None:
    """Add one node's harm to a row of ``tally``; those unreachable before are in no figure."""
    if people == 0.0 or before >= FAR or after == before:
        return
    if after >= FAR:
        out[0] += people
        out[3] += people
        return
    out[1] += people
    out[2] += people * (after - before)
    out[4] = max(out[4], after - before)
    if after - before > 300_000:
        out[3] += people


@compiled
def repair_each(
    packed: Packed, room: Room, epoch: int, starts: Int64, arcs: Int32, people: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Many scenarios in one call: scenario ``i`` closes ``arcs[starts[i]:starts[i+1]]``; rows as ``tally``.

    ``people`` by place. Uses epochs ``epoch … epoch + scenarios - 1``.
    """
    forest = unpack(packed)
    scratch = scratch_in(forest, room)
    scenarios = len(starts) - 1
    out = np.zeros((scenarios, 5))
    nobody = np.empty(0, np.int32)
    added = np.full(len(arcs), CLOSED, np.int64)
    for scenario in range(scenarios):
        closing = arcs[starts[scenario] : starts[scenario + 1]]
        count = repair(forest, scratch, epoch + scenario, closing, added, nobody)
        tally(forest, scratch, count, people, out[scenario])
    return out
