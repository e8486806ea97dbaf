"""When a measure ends, from facts alone: its term, or earlier by its release clock. Nothing has to run for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, tzinfo

from django.utils import timezone

from clearway.core.measures import Measure
from clearway.record.models import InfectionRow, MeasureRow
from clearway.respond.measures.release import released_at


def infections_by_day(place_code: str) -> dict[date, int]:
    """Infections at a place by local day; days without a report are absent."""
    rows = InfectionRow.objects.filter(place_code=place_code)
    return {row.on: row.infections for row in rows}


def release_of(measure: Measure, days: int | None, zone: tzinfo) -> datetime | None:
    """When a measure's release clock was met, from the infections reported of its place; None: it was not."""
    if days is None or measure.place_code is None:
        return None
    return released_at(measure, days, infections_by_day(measure.place_code), zone)


def ended_by_clock(measure: Measure, days: int | None) -> Measure:
    """The measure with its end brought forward to where the release clock was met, if it was."""
    met = release_of(measure, days, timezone.get_default_timezone())
    return measure if met is None else replace(measure, ends_at=met)


def clocked_rows(at: datetime) -> list[MeasureRow]:
    """Registered measures with a release clock whose term covers ``at``."""
    return list(MeasureRow.objects.filter(release_days__isnull=False, starts_at__lte=at, ends_at__gt=at))
