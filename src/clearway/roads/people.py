"""People onto homes: the population of the smallest places known, spread over the homes round each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.core.places import Place, PlaceKind, Point, covers

_METRES_PER_DEGREE = 111_195.08
#: A home farther from every populated place than this belongs to none of them.
_REACH_M = 3000.0
_AT_THE_DOOR = frozenset({PlaceKind.COMPOUND, PlaceKind.BUILDING, PlaceKind.UNIT})


@dataclass(frozen=True)
class Settled:
    """Homes with people and people of 60 and over; one array entry a home."""

    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    people: NDArray[np.float64]
    age60: NDArray[np.float64]


def one_each(homes: Sequence[Point]) -> Settled:
    """Each residential building counts 1: nothing else is known."""
    lat, lon = _columns(homes)
    return Settled(lat, lon, np.ones(len(homes)), np.zeros(len(homes)))


def spread(homes: Sequence[Point], places: Sequence[Place]) -> Settled:
    """Population of the smallest places, over the homes nearest to each (evenly).

    A place without homes round it, or one that is itself a compound or building, keeps its people at its own point.
    The sum over homes equals the sum over the places used: nobody is lost or counted twice.
    """
    leaves = smallest_populated(places)
    lat, lon = _columns(homes)
    own_lat, own_lon = _columns([leaf.point for leaf in leaves if leaf.point])
    owner = _owners(lat, lon, own_lat, own_lon, [leaf.kind in _AT_THE_DOOR for leaf in leaves])
    shared = np.bincount(owner[owner >= 0], minlength=len(leaves))
    people = np.array([float(leaf.population or 0) for leaf in leaves])
    age60 = np.array([float(leaf.age60 or 0) for leaf in leaves])
    kept, alone = owner >= 0, shared == 0
    share = owner[kept]
    return Settled(
        lat=np.concatenate((lat[kept], own_lat[alone])),
        lon=np.concatenate((lon[kept], own_lon[alone])),
        people=np.concatenate((people[share] / shared[share], people[alone])),
        age60=np.concatenate((age60[share] / shared[share], age60[alone])),
    )


def smallest_populated(places: Sequence[Place]) -> list[Place]:
    """Places with population and a point, without any that contains another such place."""
    populated = sorted((place for place in places if place.population and place.point), key=lambda place: place.code)
    above = {code for place in populated for code in (place.parent, *_ancestors(place.code))}
    return [place for place in populated if place.code not in above]


def _ancestors(code: str) -> list[str]:
    region, *local = code.split("-")
    inner = ["-".join([region, *local[:depth]]) for depth in range(len(local))]
    outer = [region[:digits].ljust(12, "0") for digits in (9, 6, 4, 2)]
    return [outside for outside in [*inner, *outer] if outside != code and covers(outside, code)]


def _owners(
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    own_lat: NDArray[np.float64],
    own_lon: NDArray[np.float64],
    at_door: Sequence[bool],
) -> NDArray[np.int64]:
    """Index of the nearest place of each home, -1 where none is in reach; places at a door own no other home."""
    from scipy.spatial import cKDTree

    takers = np.flatnonzero(~np.array(at_door, bool))
    owner = np.full(len(lat), -1, np.int64)
    if len(takers) == 0 or len(lat) == 0:
        return owner
    east = _METRES_PER_DEGREE * float(np.cos(np.radians(np.median(own_lat))))
    tree = cKDTree(np.column_stack((own_lon[takers] * east, own_lat[takers] * _METRES_PER_DEGREE)))
    distance, nearest = tree.query(np.column_stack((lon * east, lat * _METRES_PER_DEGREE)))
    near = distance <= _REACH_M
    owner[near] = takers[np.asarray(nearest)[near]]
    return owner


def _columns(points: Sequence[Point]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return np.array([point.lat for point in points], float), np.array([point.lon for point in points], float)
