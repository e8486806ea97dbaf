"""Scoring journeys of two legs (station → home → hospital): both forests repaired for each closure, harm summed."""

from __future__ import annotations

import numpy as np

from clearway.roads.by_address import forest_at, scratch_at, table_at
from clearway.roads.compiling import compiled
from clearway.roads.forest import FAR, Float64, Forest, Int32, Int64
from clearway.roads.repair import CLOSED, add_harm, repair
from clearway.roads.scratch import Scratch


@compiled
def repair_both(first: int, second: int, starts: Int64, arcs: Int32, places: Int32, people: Float64) -> Float64:
    """Rows as ``repair.tally`` for each closure ``arcs[starts[i]:starts[i+1]]`` of a journey of two legs.

    ``first`` and ``second`` are the addresses of the legs' tables; ``places`` (2, nodes) the place of each graph node
    in each forest; ``people`` by graph node.
    """
    out_table, on_table = table_at(first), table_at(second)
    out_forest, on_forest = forest_at(out_table), forest_at(on_table)
    out_scratch, on_scratch = scratch_at(out_table), scratch_at(on_table)
    rows = np.zeros((len(starts) - 1, 5))
    nobody = np.empty(0, np.int32)
    added = np.full(len(arcs), CLOSED, np.int64)
    for at in range(len(starts) - 1):
        closing = arcs[starts[at] : starts[at + 1]]
        out_count = repair(out_forest, out_scratch, closing, added, nobody)
        on_count = repair(on_forest, on_scratch, closing, added, nobody)
        for touched in range(out_count):
            node = out_forest.node_at[out_scratch.touched[touched]]
            _add(out_forest, out_scratch, places[0, node],
                 on_forest, on_scratch, places[1, node], people[node], rows[at])  # fmt: skip
        for touched in range(on_count):
            node = on_forest.node_at[on_scratch.touched[touched]]
            if out_scratch.place[2 * places[0, node]] != out_scratch.epoch[0]:
                _add(out_forest, out_scratch, places[0, node],
                     on_forest, on_scratch, places[1, node], people[node], rows[at])  # fmt: skip
    return rows


@compiled
def _add(
    first: Forest, first_scratch: Scratch, first_place: int,
    second: Forest, second_scratch: Scratch, second_place: int, people: float, row: Float64,
) -> None:  # fmt: skip
    """Add the harm at one node, whose journey is the sum of its two legs."""
    before = first.dist[first_place] + second.dist[second_place]
    after = _now(first, first_scratch, first_place) + _now(second, second_scratch, second_place)
    add_harm(min(before, FAR), min(after, FAR), people, row)


@compiled
def _now(forest: Forest, scratch: Scratch, place: int) -> int:
    if scratch.place[2 * place] == scratch.epoch[0]:
        return int(scratch.place[2 * place + 1])
    return int(forest.dist[place])
