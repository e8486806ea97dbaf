"""For which region this installation acts: the setting, else the topmost place loaded, else nobody's."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.people import Actor, machine
from clearway.core.places import Level, Place, region_level
from clearway.loop.neighbourhood import UNKNOWN_PLACE


def home_region(county: str, places: Iterable[Place]) -> str:
    """``county`` if set; else the code of the topmost place (a province before its counties)."""
    if county:
        return county
    order = list(Level)
    regions = [place.code for place in places if "-" not in place.code]
    return max(regions, key=lambda code: (order.index(region_level(code)), code), default=UNKNOWN_PLACE)


def the_loop(county: str, places: Iterable[Place]) -> Actor:
    """The loop as an actor for this installation's region."""
    return machine(home_region(county, places))
