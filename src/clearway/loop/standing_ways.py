"""Ways closed today: those of measures in force and of closures found and not cleared, as far as the map knows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearway.core.barriers import Barrier
from clearway.core.measures import Measure
from clearway.loop.look_at_map import knows, roads_of
from clearway.record.reading.happening import standing_rows
from clearway.record.reading.rebuild import measure_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingClosure:
    """One closure that stands at the moment, by number, with the ways of the map it closes."""

    number: str
    links: tuple[int, ...]


def standing_closures(home: Path, at: datetime) -> tuple[StandingClosure, ...]:
    """Closures that stand at ``at``, by number; soft barriers and points kept by people who open close no way."""
    networks = roads_of(home)
    rows = standing_rows(at).exclude(road_links=[]).order_by("number")
    found = (
        StandingClosure(
            number=row.number,
            links=tuple(int(link) for link in row.road_links if any(knows(one, (int(link),)) for one in networks)),
        )
        for row in rows.iterator(500)
        if not _lets_through(measure_of(row))
    )
    return tuple(one for one in found if one.links)


def _lets_through(measure: Measure) -> bool:
    return measure.barrier is not None and (measure.barrier is Barrier.GUARD_ONLY or measure.barrier.is_soft)
