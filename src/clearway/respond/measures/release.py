"""The release clock of a measure: it ends early once enough reported days in a row are free of infection.

A day nobody reported is no day without infection: the clock stands still (silence is never calm), and the term ends
the measure in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from clearway.core.measures import Measure


def released_at(measure: Measure, days: int | None, counts: Mapping[date, int], zone: tzinfo) -> datetime | None:
    """When the release clock of ``days`` is met: midnight after the last of them in ``zone``; None: never in its term.

    ``counts``: infections by local day, days without a report absent.
    """
    if days is None or measure.ends_at is None:
        return None
    day, run = measure.starts_at.astimezone(zone).date(), 0
    last = measure.ends_at.astimezone(zone).date()
    while day <= last:
        run = run + 1 if counts.get(day) == 0 else 0
        day += timedelta(days=1)
        if run >= max(1, days):
            met = datetime.combine(day, time(), tzinfo=zone)
            return met if measure.starts_at < met < measure.ends_at else None
    return None
