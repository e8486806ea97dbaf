"""Facilities people must be able to reach, and the stations from which help comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from clearway.core.places import Point, distance_m


class FacilityKind(StrEnum):
    """Kinds of facility; an ambulance starts from its station (or a hospital where none is known).

    Shops, farms and firms are on the register for what a closure takes from them; nobody's way to them is reckoned.
    """

    HOSPITAL = "hospital"
    CLINIC = "clinic"
    PHARMACY = "pharmacy"
    MARKET = "market"
    SCHOOL = "school"
    FIRE_STATION = "fire_station"
    AMBULANCE_STATION = "ambulance_station"
    SHOP = "shop"
    FARM = "farm"
    FIRM = "firm"


#: Registered for the account of closures alone.
REGISTERED = (FacilityKind.SHOP, FacilityKind.FARM, FacilityKind.FIRM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facility:
    """One facility with one or more entrances."""

    kind: FacilityKind
    name: str
    entrances: tuple[Point, ...]
    capacity: int | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if not self.entrances:
            raise ValueError(f"facility {self.name!r} has no entrance")


#: Two of one kind and name this near to each other are one: a table and a map never agree to the metre.
SAME_WITHIN_M = 150.0


def told_twice(facility: Facility, known: Iterable[Facility]) -> bool:
    """Whether ``facility`` is one of ``known`` in another source's words: kind and name equal, an entrance near.

    One with the very same first entrance is the same row again, and may bring a correction: not told twice.
    """
    alike = [other for other in known if other.kind is facility.kind and other.name == facility.name]
    if any(other.entrances[0] == facility.entrances[0] for other in alike):
        return False
    return any(
        distance_m(one, two) <= SAME_WITHIN_M
        for other in alike
        for one in facility.entrances
        for two in other.entrances
    )
