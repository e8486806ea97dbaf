"""Facilities people must be able to reach, and the stations from which help comes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clearway.core.places import Point


class FacilityKind(StrEnum):
    """Kinds of facility; an ambulance starts from its station (or a hospital where none is known)."""

    HOSPITAL = "hospital"
    CLINIC = "clinic"
    PHARMACY = "pharmacy"
    MARKET = "market"
    SCHOOL = "school"
    FIRE_STATION = "fire_station"
    AMBULANCE_STATION = "ambulance_station"


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
