"""Repairing the forest after a change, touching only what the change touches (output-sensitive, exact).

After G. Ramalingam and T. Reps, "On the computational complexity of dynamic graph problems", Theoretical Computer
Science 158 (1996): only nodes whose way to a facility used a changed edge are looked at again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from clearway.roads.by_address import forest_at, scratch_at, table_at
from clearway.roads.compiling import compiled
from clearway.roads.forest import FACILITY, FAR, Forest, Int32, Int64
from clearway.roads.heap import NODE_BITS, NODE_MASK, pop, push
from clearway.roads.recompute import recompute
from clearway.roads.scratch import END, LAST_EPOCH, NODE, START, TREE, Scratch

#: Where more than one node in this many is touched, everything is computed anew.
FULL_SHARE = 4
#: Networks up to this many nodes are always repaired.
SMALL = 500
#: ``added`` of an arc that closes.
CLOSED = -1


@compiled
def repair_once(address: int, arcs: Int32, added: Int64, gone: Int32) -> Int64:
    """``repair`` on the leg whose table lies at ``address``; what it touched, laid out as in ``legs.Touched``.

    The interpreter's lock is held from the first look to the finished answer: callers in threads take turns.
    """
    table = table_at(address)
    forest, scratch = forest_at(table), scratch_at(table)
    count = repair(forest, scratch, arcs, added, gone)
    answer = np.empty(3 * count, np.int64)
    for at in range(count):
        place = scratch.touched[at]
        answer[at] = scratch.about[4 * place + NODE]
        answer[count + at] = forest.dist[place]
        answer[2 * count + at] = scratch.place[2 * place + 1]
    return answer


@compiled
def repair(forest: Forest, room: Scratch, arcs: Int32, added: Int64, gone: Int32) -> int:
    """Distances when ``arcs`` close (``added`` < 0) or gain milliseconds, and facilities at places ``gone`` shut.

    Returns how many nodes were looked at again: their places are ``room.touched[:count]``, their distances in
    ``room.place``; every other node keeps its own. ``room.epoch`` is a new one.
    """
    epoch = _next_epoch(room)
    for place in gone:
        room.gone_stamp[place] = epoch
    if _is_too_much(forest, len(arcs)):
        return recompute(forest, room, epoch, arcs, added)
    tops = _find_tops(forest, room, arcs, added, gone)
    if tops == 0:
        return 0
    if tops > 1:
        room.tops[:tops].sort()
    if _is_too_much(forest, _below(room, tops)):
        return recompute(forest, room, epoch, arcs, added)
    count = _stamp(room, epoch, tops)
    _mark(forest, room, arcs, added, room.touched[0], room.touched[count - 1])
    _settle_each(forest, room, epoch, tops)
    _unmark(forest, room, arcs)
    return count


@compiled
def _settle_each(forest: Forest, room: Scratch, epoch: int, tops: int) -> None:
    """Settle slice after slice by what lies outside all of them; then those together that touch one another."""
    covered, meeting = 0, 0
    for at in range(tops):
        top = room.tops[at]
        if top >= covered:
            covered = room.about[4 * top + END]
            size = _seed(forest, room, epoch, top, covered)
            meeting = _settle(forest, room, epoch, size, top, covered, tops, meeting)
    size = 0
    for at in range(tops, tops + meeting):
        place = room.tops[at]
        size = push(room.heap, size, (room.place[2 * place + 1] << NODE_BITS) | place)
    _settle(forest, room, epoch, size, 0, len(forest.node_at), tops, meeting)


@compiled
def _is_too_much(forest: Forest, count: int) -> bool:
    return len(forest.node_at) > SMALL and count * FULL_SHARE > len(forest.node_at)


@compiled
def _next_epoch(room: Scratch) -> int:
    """The next epoch; when they run out, all stamps are wiped and they begin again."""
    if room.epoch[0] >= LAST_EPOCH:
        room.place[:] = 0
        room.gone_stamp[:] = 0
        room.epoch[0] = 0
    room.epoch[0] += 1
    return int(room.epoch[0])


@compiled
def _find_tops(forest: Forest, room: Scratch, arcs: Int32, added: Int64, gone: Int32) -> int:
    """Collect the tops of the subtrees that hung on what changes; returns how many."""
    tops = 0
    for at in range(len(arcs)):
        arc = arcs[at]
        if (room.on_forest[arc >> 5] >> (arc & 31)) & 1 == 0 or added[at] == 0:
            continue
        for entry in range(forest.arc_start[arc], forest.arc_start[arc + 1]):
            slot = forest.arc_slot[entry]
            if room.about[4 * forest.owner[slot] + TREE] == slot:
                room.tops[tops] = forest.owner[slot]
                tops += 1
    for place in gone:
        room.tops[tops] = place
        tops += 1
    return tops


@compiled
def _below(room: Scratch, tops: int) -> int:
    """How many nodes lie below the tops, these in ascending order."""
    total, covered = 0, 0
    for at in range(tops):
        top = room.tops[at]
        if top >= covered:
            covered = room.about[4 * top + END]
            total += covered - top
    return int(total)


@compiled
def _stamp(room: Scratch, epoch: int, tops: int) -> int:
    """Stamp every node below a top; returns how many, in ascending order in ``room.touched``."""
    count, covered = 0, 0
    for at in range(tops):
        stop = room.about[4 * room.tops[at] + END]
        for place in range(max(room.tops[at], covered), stop):
            room.place[2 * place] = epoch
            room.place[2 * place + 1] = FAR
            room.touched[count] = place
            count += 1
        covered = max(covered, stop)
    return count


@compiled
def _mark(forest: Forest, room: Scratch, arcs: Int32, added: Int64, low: int, high: int) -> None:
    """Note the new milliseconds of changed edges of stamped nodes; no other edge is looked at."""
    for at in range(len(arcs)):
        for entry in range(forest.arc_start[arcs[at]], forest.arc_start[arcs[at] + 1]):
            slot = forest.arc_slot[entry]
            if low <= forest.owner[slot] <= high:
                room.changed[slot >> 5] |= 1 << (slot & 31)
                room.slot[slot] = FAR if added[at] < 0 else room.edge[2 * slot + 1] + added[at]


@compiled
def _unmark(forest: Forest, room: Scratch, arcs: Int32) -> None:
    for arc in arcs:
        for entry in range(forest.arc_start[arc], forest.arc_start[arc + 1]):
            room.changed[forest.arc_slot[entry] >> 5] = 0


@compiled
def _is_changed(room: Scratch, slot: int) -> bool:
    return bool((room.changed[slot >> 5] >> (slot & 31)) & 1)


@compiled
def _seed(forest: Forest, room: Scratch, epoch: int, top: int, stop: int) -> int:
    """Best way of each node of a slice by a neighbour that kept its own; returns the heap's size."""
    size = 0
    for place in range(top, stop):
        best = FAR
        if room.about[4 * place + TREE] == FACILITY and room.gone_stamp[place] != epoch:
            best = 0
        for slot in range(room.about[4 * place + START], room.about[4 * place + 4 + START]):
            neighbour = room.edge[2 * slot]
            if top <= neighbour < stop or room.place[2 * neighbour] == epoch:
                continue
            ms = room.slot[slot] if _is_changed(room, slot) else room.edge[2 * slot + 1]
            best = min(best, forest.dist[neighbour] + ms)
        if best < FAR:
            room.place[2 * place + 1] = best
            size = push(room.heap, size, (best << NODE_BITS) | place)
    return size


@compiled
def _settle(
    forest: Forest, room: Scratch, epoch: int, size: int, top: int, stop: int, tops: int, meeting: int
) -> int:  # fmt: skip
    """Dijkstra among the stamped nodes of a slice; those with an edge into another one follow the tops in
    ``room.tops``. Returns how many of these there are."""
    heap = room.heap
    while size > 0:
        key = heap[0]
        size = pop(heap, size)
        place, reached, meets = key & NODE_MASK, key >> NODE_BITS, False
        if reached > room.place[2 * place + 1]:
            continue
        for at in range(forest.take_start[place], forest.take_start[place + 1]):
            neighbour = room.take[at] & NODE_MASK
            if room.place[2 * neighbour] != epoch:
                continue
            if not top <= neighbour < stop:
                meets = True
                continue
            found = reached + _ms_now(forest, room, at)
            if found < room.place[2 * neighbour + 1]:
                room.place[2 * neighbour + 1] = found
                size = push(heap, size, (found << NODE_BITS) | neighbour)
        if meets:
            room.tops[tops + meeting] = place
            meeting += 1
    return meeting


@compiled
def _ms_now(forest: Forest, room: Scratch, at: int) -> int:
    """Milliseconds of a take edge under the change."""
    slot = forest.take_slot[at]
    return int(room.slot[slot] if _is_changed(room, slot) else room.take[at] >> NODE_BITS)


@compiled
def tally(forest: Forest, room: Scratch, count: int, people: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Sum the harm of the last repair into ``out``: people cut off, people delayed, person-milliseconds added,
    people more than 5 minutes worse (cut off among them), longest detour in milliseconds."""
    out[:] = 0.0
    for at in range(count):
        place = room.touched[at]
        add_harm(forest.dist[place], room.place[2 * place + 1], people[place], out)


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
def repair_each(address: int, starts: Int64, arcs: Int32, people: NDArray[np.float64]) -> NDArray[np.float64]:
    """Many scenarios in one call: scenario ``i`` closes ``arcs[starts[i]:starts[i+1]]``; rows as ``tally``.

    ``people`` by place, ``address`` that of the leg's table.
    """
    table = table_at(address)
    forest, scratch = forest_at(table), scratch_at(table)
    scenarios = len(starts) - 1
    out = np.zeros((scenarios, 5))
    nobody = np.empty(0, np.int32)
    added = np.full(len(arcs), CLOSED, np.int64)
    for scenario in range(scenarios):
        closing = arcs[starts[scenario] : starts[scenario + 1]]
        count = repair(forest, scratch, closing, added, nobody)
        tally(forest, scratch, count, people, out[scenario])
    return out
