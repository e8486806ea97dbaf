"""Counters that wait for a technician, as the board lists them."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.words import Bilingual
from clearway.record.models import SilentSensorRow
from clearway.record.reading.upkeep import silent_sensors
from clearway.web.showing.places import place_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One counter with its place's name."""

    row: SilentSensorRow
    place: Bilingual


def repairs(region: str) -> list[Repair]:
    """Silent counters of the region, the longest silent first."""
    rows = silent_sensors(within=region)
    names = place_names(row.place_code for row in rows)
    return [Repair(row=row, place=names[row.place_code]) for row in rows]
