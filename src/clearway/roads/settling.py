"""Homes onto the network: who lives where, and the vertex each home is entered from, by mode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from clearway.core.places import Place, Point
from clearway.core.words import Bilingual
from clearway.roads.modes import MODES
from clearway.roads.network import Homes, Network
from clearway.roads.people import one_each, smallest_populated, spread
from clearway.roads.refusals import FarFromRoads
from clearway.roads.snapping import FAR_M, LinkTree, vertices_for


def settle(arrays: Mapping[str, NDArray[Any]], homes: Sequence[Point], places: Sequence[Place]) -> Homes:
    """People of ``places`` on ``homes``, or one a home where no place has population.

    Raises:
        FarFromRoads: population is given, and not one home or place lies near a road.
    """
    known = smallest_populated(places)
    settled = spread(homes, places) if known else one_each(homes)
    nearest = [LinkTree(arrays, mode).nearest(settled.lat, settled.lon) for mode in MODES]
    vertex = np.stack([vertices_for(arrays, found) for found in nearest])
    if known and not (vertex >= 0).any():
        point = known[0].point
        where = {"lat": point.lat, "lon": point.lon} if point else {"lat": "?", "lon": "?"}
        raise FarFromRoads(what=known[0].name, metres=int(FAR_M), **where)
    source: Literal["places", "buildings"] = "places" if known else "buildings"
    return Homes(
        lat=settled.lat,
        lon=settled.lon,
        people=settled.people,
        age60=settled.age60,
        vertex=vertex,
        source=source,
        ages_known=any(place.age60 is not None for place in known),
    )


def resettle(network: Network, places: Sequence[Place]) -> Network:
    """The network with the population of ``places`` on its homes, as if they had been given at import.

    Save it, and build its layers anew. A network whose homes already carry population keeps those homes only.

    Raises:
        FarFromRoads: not one of the places lies near a road.
    """
    homes = [Point(lat, lon) for lat, lon in zip(network.homes.lat.tolist(), network.homes.lon.tolist(), strict=True)]
    settled = settle(network.arrays, homes, places)
    others = tuple(note for note in network.notes if note not in people_notes(network.homes))
    return replace(network, homes=settled, notes=(*people_notes(settled), *others), _kept={})


def people_notes(homes: Homes) -> tuple[Bilingual, ...]:
    """What must be said of how people are counted."""
    notes = []
    if homes.source == "buildings":
        count = len(homes.people)
        notes.append(
            Bilingual(
                f"没有人口数据：每栋住宅计 1（共 {count} 栋）；可用 --places 提供人口",
                f"no population given: each residential building counts 1 ({count} buildings); "
                "give population with --places",
            )
        )
    far = int((homes.vertex < 0).all(axis=0).sum())
    if far:
        notes.append(
            Bilingual(
                f"{far} 处住房离任何道路超过 {FAR_M:.0f} 米，未计入",
                f"{far} homes lie more than {FAR_M:.0f} m from any road and are not counted",
            )
        )
    return tuple(notes)
