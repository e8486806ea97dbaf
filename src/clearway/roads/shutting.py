"""Facilities that shut (a fever clinic closes): which of the known ones are meant, and which nodes they leave."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clearway.core.facilities import Facility
from clearway.core.places import distance_m
from clearway.roads.layers import JOURNEYS, Journey, Layer, entrance_vertices
from clearway.roads.modes import Mode
from clearway.roads.network import Network
from clearway.roads.refusals import NoSuchFacility

#: A facility named by a point is the nearest of its kind, no farther than this.
NEAR_M = 200.0


def shut_nodes(
    network: Network, layer: Layer, known: Sequence[Facility], shut: Sequence[Facility]
) -> tuple[NDArray[np.int64], ...]:
    """For each leg of ``layer`` the graph nodes where no facility is left once ``shut`` close.

    ``known`` are the facilities the layer was built of; each of ``shut`` is the nearest of its kind among them.

    Raises:
        NoSuchFacility: none of that kind is near.
    """
    gone = {id(_meant(known, one)) for one in shut}
    left = [facility for facility in known if id(facility) not in gone]
    closing = [facility for facility in known if id(facility) in gone]
    return tuple(_of_leg(network, journey, layer.mode, known, left, closing) for journey in JOURNEYS[layer.kind])


def _of_leg(
    network: Network,
    journey: Journey,
    mode: Mode,
    known: Sequence[Facility],
    left: Sequence[Facility],
    closing: Sequence[Facility],
) -> NDArray[np.int64]:
    kind = journey.kind_among(known)
    empty = np.setdiff1d(entrance_vertices(network, kind, mode, closing), entrance_vertices(network, kind, mode, left))
    return network.graph(mode).with_copies(empty) if journey.towards else empty


def _meant(known: Sequence[Facility], asked: Facility) -> Facility:
    point = asked.entrances[0]
    near = [
        (min(distance_m(point, entrance) for entrance in facility.entrances), position)
        for position, facility in enumerate(known)
        if facility.kind is asked.kind
    ]
    distance, position = min(near, default=(float("inf"), -1))
    if distance > NEAR_M:
        raise NoSuchFacility(kind=asked.kind.value, lat=point.lat, lon=point.lon, metres=int(NEAR_M))
    return known[position]
