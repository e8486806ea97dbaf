"""Which reports count, and where each belongs: an H3 cell (resolution 9) and a community."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import h3

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.places import Level, Place, Point, distance_m, region_at
from clearway.core.reports import Report

CELL_RESOLUTION = 9
NEAREST_PLACE_M = 2000.0


@dataclass(frozen=True, slots=True)
class Located:
    """A report that counts, with the cell and the community it belongs to (empty where unknown)."""

    report: Report
    cell: str
    point: Point | None
    community: str

    @property
    def name(self) -> str:
        """The report's number, or the hotline's own id where it has none yet."""
        return self.report.number or self.report.external_id or ""

    @property
    def caller(self) -> str:
        """What tells callers apart; a nameless call stands for itself."""
        return self.report.caller or f"?{self.name}"


def counts(report: Report) -> bool:
    """Whether a report speaks of something that stands in the way and still stands."""
    reading = report.reading
    about = reading.topic is not Topic.OTHER or reading.barrier is not BarrierNature.NONE
    return about and reading.status is TextStatus.STANDING


def locate(report: Report, places: Mapping[str, Place]) -> Located:
    """The report with its cell and community: its own point, or its place's; its own place, or the nearest."""
    code = report.place_code
    place = places.get(code) if code else None
    point = report.point or (place.point if place else None)
    if code is None and point is not None:
        code = _nearest(point, places)
    cell = h3.latlng_to_cell(point.lat, point.lon, CELL_RESOLUTION) if point else ""
    return Located(report, cell, point, region_at(code, Level.COMMUNITY) if code else "")


def _nearest(point: Point, places: Mapping[str, Place]) -> str | None:
    """The nearest known place within 2 km."""
    near = [(distance_m(point, place.point), code) for code, place in places.items() if place.point is not None]
    best = min(near, default=None)
    return best[1] if best is not None and best[0] <= NEAREST_PLACE_M else None
