"""Every link scored in one run: who would be cut off or delayed if it alone closed, in both directions.

Links off the nearest-facility forest harm nobody; each link on it costs the repair of one subtree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.roads.forest import Float64
from clearway.roads.layers import Layer
from clearway.roads.legs import Leg
from clearway.roads.network import Network


@dataclass(frozen=True, kw_only=True)
class Scores:
    """One entry a link of the network, in order of ``network.link_ids``.

    ``cut_off`` people lose the facility, ``added_person_seconds`` is the sum over the others, ``worse_5min`` people
    lose more than five minutes (or everything).
    """

    link: NDArray[np.int64]
    cut_off: Float64
    added_person_seconds: Float64
    worse_5min: Float64


def score_links(network: Network, layer: Layer) -> Scores:
    """Scores of every link for one kind of facility; equal to closing each link by itself."""
    if len(layer.legs) == 1:
        rows = score_leg(layer.legs[0], layer.people)
    else:
        out, on = layer.legs
        rows = _score_journey(out, on, layer.people)
    return Scores(
        link=network.link_ids, cut_off=rows[:, 0], added_person_seconds=rows[:, 1] / 1000, worse_5min=rows[:, 2]
    )


def score_leg(leg: Leg, people: Float64) -> Float64:
    """Rows (cut off, person-milliseconds added, more than 5 minutes worse) by link, shape (links, 3)."""
    on_forest = np.unique(_links_of_forest(leg))
    starts, arcs = _closures(on_forest)
    return _spread(leg, on_forest, leg.tallies(starts, arcs, people))


def _score_journey(first: Leg, second: Leg, people: Float64) -> Float64:
    from clearway.roads.journeys import repair_both

    on_forest = np.union1d(_links_of_forest(first), _links_of_forest(second))
    starts, arcs = _closures(on_forest)
    with first.lent(len(starts)) as (first_room, first_epoch), second.lent(len(starts)) as (second_room, second_epoch):
        epochs, places = np.array([first_epoch, second_epoch]), np.stack((first.place, second.place))
        rows = repair_both(first.packed, first_room, second.packed, second_room, epochs, starts, arcs, places, people)
    return _spread(first, on_forest, rows)


def _closures(links: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Each link closed by itself, both ways."""
    return 2 * np.arange(len(links) + 1), np.column_stack((2 * links, 2 * links + 1)).ravel().astype(np.int32)


def _spread(leg: Leg, links: NDArray[np.int64], tallies: Float64) -> Float64:
    rows = np.zeros(((len(leg.forest.arc_start) - 1) // 2, 3))
    rows[links] = tallies[:, [0, 2, 3]]
    return rows


def _links_of_forest(leg: Leg) -> NDArray[np.int64]:
    slots = leg.forest.tree_slot[leg.forest.tree_slot >= 0]
    arc_of = np.empty(len(leg.forest.to), np.int64)
    arc_of[leg.forest.arc_slot] = np.repeat(np.arange(len(leg.forest.arc_start) - 1), np.diff(leg.forest.arc_start))
    return np.asarray(arc_of[slots] // 2)
