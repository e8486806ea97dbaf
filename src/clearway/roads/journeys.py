"""Scoring journeys of two legs (station → home → hospital): both forests repaired for each closure, harm summed."""

from __future__ import annotations

import numpy as np

from clearway.roads.compiling import compiled
from clearway.roads.forest import FAR, Float64, Forest, Int32, Int64, Packed, unpack
from clearway.roads.repair import CLOSED, Room, Scratch, add_harm, repair, scratch_in


@compiled
def repair_both(
    first: Packed, first_room: Room, second: Packed, second_room: Room, epochs: Int64, starts: Int64, arcs: Int32,
    places: Int32, people: Float64,
) -> Float64:  # fmt: skip
    """Rows as ``repair.tally`` for each closure ``arcs[starts[i]:starts[i+1]]`` of a journey of two legs.

    ``epochs`` are the first new epoch of each leg; ``places`` (2, nodes) the place of each graph node in each
    forest; ``people`` by graph node.
    """
    out_forest, on_forest = unpack(first), unpack(second)
    out_scratch, on_scratch = scratch_in(out_forest, first_room), scratch_in(on_forest, second_room)
    rows = np.zeros((len(starts) - 1, 5))
    nobody = np.empty(0, np.int32)
    added = np.full(len(arcs), CLOSED, np.int64)
    for at in range(len(starts) - 1):
        closing = arcs[starts[at] : starts[at + 1]]
        out_count = repair(out_forest, out_scratch, epochs[0] + at, closing, added, nobody)
        on_count = repair(on_forest, on_scratch, epochs[1] + at, closing, added, nobody)
        for touched in range(out_count):
            node = out_forest.node_at[out_scratch.touched[touched]]
            _add(out_forest, out_scratch, epochs[0] + at, places[0, node],
                 on_forest, on_scratch, epochs[1] + at, places[1, node], people[node], rows[at])  # fmt: skip
        for touched in range(on_count):
            node = on_forest.node_at[on_scratch.touched[touched]]
            if out_scratch.node_stamp[places[0, node]] != epochs[0] + at:
                _add(out_forest, out_scratch, epochs[0] + at, places[0, node],
                     on_forest, on_scratch, epochs[1] + at, places[1, node], people[node], rows[at])  # fmt: skip
    return rows


@compiled
def _add(
    first: Forest, first_scratch: Scratch, first_epoch: int, first_place: int,
    second: Forest, second_scratch: Scratch, second_epoch: int, second_place: int, people: float, row: Float64,
) -> None:  # fmt: skip
    """Add the harm at one node, whose journey is the sum of its two legs."""
    before = first.dist[first_place] + second.dist[second_place]
    after = _now(first, first_scratch, first_epoch, first_place)
    after += _now(second, second_scratch, second_epoch, second_place)
    add_harm(min(before, FAR), min(after, FAR), people, row)


@compiled
def _now(forest: Forest, scratch: Scratch, epoch: int, place: int) -> int:
    if scratch.node_stamp[place] == epoch:
        return int(scratch.dist[place])
    return int(forest.dist[place])
