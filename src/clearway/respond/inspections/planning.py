"""When each level must look again: the county weekly, the city monthly, the province quarterly (三级督查)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.people import Role
from clearway.core.places import Level
from clearway.core.rules import Rulebook

EVERY = "duty.inspections"
LEVELS = (Level.COUNTY, Level.CITY, Level.PROVINCE)
#: Who draws a sample, and at which level.
LEVEL_OF = {
    Role.COUNTY_GOVERNMENT: Level.COUNTY,
    Role.COUNTY_HEALTH: Level.COUNTY,
    Role.INSPECTOR: Level.COUNTY,
    Role.CITY: Level.CITY,
    Role.PROVINCE: Level.PROVINCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One level: the days between two inspections, the last one (None: none yet), and when the next is due."""

    level: Level
    days: int
    last: datetime | None
    due_at: datetime
    overdue: bool


def plan(last: Mapping[Level, datetime], at: datetime, rulebook: Rulebook) -> tuple[Planned, ...]:
    """What each level owes at ``at`` (in the county's zone); a level that never looked owes it now."""
    every = rulebook.value(EVERY, at.date())
    planned = []
    for level in LEVELS:
        seen, days = last.get(level), int(every[level.value])
        due_at = at if seen is None else seen + timedelta(days=days)
        planned.append(Planned(level=level, days=days, last=seen, due_at=due_at, overdue=seen is None or at > due_at))
    return tuple(planned)
