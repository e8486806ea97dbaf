"""Ways of moving, classes of road, and how fast each goes on each.

Speeds are planning defaults in km/h where a way carries no ``maxspeed``; 0 means the mode may not use the class
unless a tag says so. Classes are the values of OpenStreetMap's key ``highway`` (and ``ferry``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clearway.core.refusals import BadUsage


class Mode(StrEnum):
    """Who moves. ``emergency`` is an ambulance or a fire engine; ``freight`` a lorry."""

    FOOT = "foot"
    BICYCLE = "bicycle"
    CAR = "car"
    EMERGENCY = "emergency"
    FREIGHT = "freight"


MODES: tuple[Mode, ...] = tuple(Mode)
_ALSO_CALLED = {"ambulance": Mode.EMERGENCY, "fire": Mode.EMERGENCY, "fire_engine": Mode.EMERGENCY}


def mode_named(word: str) -> Mode:
    """The mode called ``word`` (``ambulance`` and ``fire`` are ``emergency``).

    Raises:
        BadUsage: there is none.
    """
    if word in _ALSO_CALLED:
        return _ALSO_CALLED[word]
    try:
        return Mode(word)
    except ValueError:
        known = ", ".join(MODES)
        raise BadUsage(zh=f"没有出行方式“{word}”，可用：{known}", en=f"no mode {word!r}; known: {known}") from None


@dataclass(frozen=True, slots=True)
class RoadClass:
    """One class: ``rank`` orders main roads first; speeds in km/h by mode (0: not allowed by default)."""

    name: str
    rank: int
    car: int
    foot: int = 5
    bicycle: int = 15
    emergency: int | None = None

    def speed(self, mode: Mode) -> int:
        """Default speed of ``mode`` in km/h."""
        if mode is Mode.FOOT:
            return self.foot
        if mode is Mode.BICYCLE:
            return self.bicycle
        if mode is Mode.EMERGENCY and self.emergency is not None:
            return self.emergency
        return min(self.car, 80) if mode is Mode.FREIGHT else self.car


#: In order of rank; a link stores the index into this table.
CLASSES: tuple[RoadClass, ...] = (
    RoadClass("motorway", 0, 110, foot=0, bicycle=0),
    RoadClass("motorway_link", 0, 60, foot=0, bicycle=0),
    RoadClass("trunk", 1, 80),
    RoadClass("trunk_link", 1, 50),
    RoadClass("primary", 2, 60),
    RoadClass("primary_link", 2, 40),
    RoadClass("secondary", 3, 50),
    RoadClass("secondary_link", 3, 40),
    RoadClass("tertiary", 4, 40),
    RoadClass("tertiary_link", 4, 30),
    RoadClass("unclassified", 5, 40),
    RoadClass("road", 5, 30),
    RoadClass("residential", 6, 30),
    RoadClass("living_street", 7, 15),
    RoadClass("service", 8, 15),
    RoadClass("ferry", 8, 10, foot=10, bicycle=10),
    RoadClass("track", 9, 15, bicycle=12),
    RoadClass("pedestrian", 10, 0, bicycle=5, emergency=10),
    RoadClass("cycleway", 11, 0),
    RoadClass("bridleway", 12, 0, bicycle=8),
    RoadClass("footway", 12, 0, bicycle=0),
    RoadClass("path", 13, 0, bicycle=8),
    RoadClass("steps", 14, 0, foot=3, bicycle=0),
    RoadClass("gate", 15, 0, foot=0, bicycle=0),
)
CLASS_INDEX = {road_class.name: index for index, road_class in enumerate(CLASSES)}
GATE_CLASS = CLASS_INDEX["gate"]
