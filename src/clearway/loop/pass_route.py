"""Which controlled gates lie on the way from home to where somebody must go: asked of the road engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from clearway.core.passes import ControlledGate, Term
from clearway.core.places import Point, covers, distance_m
from clearway.loop.look_at_map import roads_of
from clearway.record import reading
from clearway.respond.passes.gates import on_the_way
from clearway.roads.modes import Mode
from clearway.roads.passage import Passage, passage

#: A gate without a link of its own is on the way if the way comes this near, in metres.
_NEAR_M = 120.0
_MODES = (Mode.FOOT, Mode.CAR)


def gates_on_route(
    home: Path, gates: Sequence[ControlledGate], place_code: str, destination: Point | None, term: Term
) -> tuple[int, ...]:
    """Numbers of the gates met, on foot or by car, from a place to a destination, controlled during the term.

    Gates whose measure covers the home itself are always met: one has to leave it. Where the map knows no way, they
    are all there is.
    """
    place = reading.place(place_code)
    around = [one.number for one in gates if covers(one.place_code, place_code) and _during(one, term)]
    if place is None or place.point is None or destination is None:
        return tuple(sorted(around))
    own = _of_the_home(gates, place_code, term)
    met = set(own)
    for way in _ways(home, place.point, destination):
        near = _near(gates, way)
        met |= set(on_the_way(gates, way.links, near, term.starts_at, term.ends_at))
    return tuple(sorted(met or around))


def _of_the_home(gates: Sequence[ControlledGate], place_code: str, term: Term) -> tuple[int, ...]:
    """Gates without a link at the home itself: whichever way one leaves, this is the gate."""
    return tuple(
        one.number for one in gates if one.link is None and covers(one.place_code, place_code) and _during(one, term)
    )


def _ways(home: Path, start: Point, goal: Point) -> list[Passage]:
    """By each mode, on the first network that knows a way; a home may stand beyond the last road of its network."""
    known = sorted(roads_of(home), key=lambda one: not one.holds(start))
    found = [[way for mode in _MODES if (way := passage(one.network, start, goal, mode))] for one in known]
    return next((ways for ways in found if ways), [])


def _near(gates: Sequence[ControlledGate], way: Passage) -> list[int]:
    return [one.number for one in gates if one.link is None and one.point and _distance(one.point, way) <= _NEAR_M]


def _distance(point: Point, way: Passage) -> float:
    """Metres to the nearest corner of the line."""
    if not len(way.line):
        return float("inf")
    squared = ((way.line - np.array([point.lon, point.lat])) ** 2).sum(axis=1)
    lon, lat = way.line[int(np.argmin(squared))]
    return distance_m(point, Point(float(lat), float(lon)))


def _during(gate: ControlledGate, term: Term) -> bool:
    return gate.starts_at < term.ends_at and term.starts_at < gate.ends_at


def in_force(gates: Sequence[ControlledGate], at: datetime) -> tuple[ControlledGate, ...]:
    """Gates that may ask for a pass at ``at``."""
    return tuple(one for one in gates if one.controlled(at))
