"""Every link scored in one run: who would be cut off or delayed if it alone closed, in both directions.

Links off the nearest-facility forest harm nobody; each link on it costs a look at one subtree.
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
    """Rows (cut off, person-milliseconds added, more than 5 minutes worse) by link, shape (links, 3).

    A link with one tree edge is scored by its detours; one with several (turns expanded) is closed and repaired.
    """
    from clearway.roads.detours import crossings_of, score_tops

    forest = leg.forest
    tops, links = _tops(leg)
    several = np.flatnonzero(np.bincount(links, minlength=_count(leg)) > 1)
    several = np.union1d(several, links[_doubled(leg)[links]])
    single = ~np.isin(links, several)
    rows = np.zeros((_count(leg), 3))
    rows[links[single]] = score_tops(crossings_of(forest), tops[single], people[forest.node_at])
    starts, arcs = _closures(several)
    rows[several] = leg.tallies(starts, arcs, people)[:, [0, 2, 3]]
    return rows


def _score_journey(first: Leg, second: Leg, people: Float64) -> Float64:
    from clearway.roads.journeys import repair_both

    on_forest = np.union1d(_tops(first)[1], _tops(second)[1])
    starts, arcs = _closures(on_forest)
    places = np.stack((first.place, second.place))
    rows = repair_both(first.address, second.address, starts, arcs, places, people)
    scores = np.zeros((_count(first), 3))
    scores[on_forest] = rows[:, [0, 2, 3]]
    return scores


def _closures(links: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Each link closed by itself, both ways."""
    return 2 * np.arange(len(links) + 1), np.column_stack((2 * links, 2 * links + 1)).ravel().astype(np.int32)


def _count(leg: Leg) -> int:
    return (len(leg.forest.arc_start) - 1) // 2


def _tops(leg: Leg) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Every place with a tree edge above it, and the link of that edge."""
    forest = leg.forest
    arc_of = np.empty(len(forest.to), np.int64)
    arc_of[forest.arc_slot] = np.repeat(np.arange(len(forest.arc_start) - 1), np.diff(forest.arc_start))
    tops = np.flatnonzero(forest.tree_slot >= 0).astype(np.int32)
    return tops, arc_of[forest.tree_slot[tops]] // 2


def _doubled(leg: Leg) -> NDArray[np.bool_]:
    """Links that turn expansion repeats: one of their directions is more than one edge."""
    return np.asarray((np.diff(leg.forest.arc_start).reshape(-1, 2) > 1).any(axis=1))
