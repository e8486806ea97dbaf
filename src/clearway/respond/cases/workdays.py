"""Counting in work days, on a calendar that comes from data: holidays push a limit back, moved work days do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from clearway.core.days import CalendarDay, DayKind, is_workday
from clearway.core.moments import aware

Calendar = Mapping[date, DayKind]
_KINDS = (DayKind.HOLIDAY, DayKind.WORKDAY)


def office_calendar(days: Iterable[CalendarDay]) -> dict[date, DayKind]:
    """The days on which offices work or rest otherwise than the weekday says; entries of one class of link do not."""
    return {one.day: one.kind for one in days if one.kind in _KINDS and one.link_class is None}


def after_work_days(at: datetime, days: int, calendar: Calendar) -> datetime:
    """The end of the ``days``-th work day after the day of ``at`` (in the zone ``at`` carries): midnight behind it.

    The day of acceptance does not count, whatever its hour.

    Raises:
        ValueError: ``at`` has no zone, or ``days`` is negative.
    """
    if days < 0:
        raise ValueError(f"work days cannot be negative: {days}")
    day, left = aware(at).date(), days
    while left:
        day += timedelta(days=1)
        left -= is_workday(day, dict(calendar))
    return datetime.combine(day + timedelta(days=1), time(), at.tzinfo)


def work_days_between(start: datetime, end: datetime, calendar: Calendar) -> int:
    """Work days begun after the day of ``start`` up to the day of ``end``, both in the zone ``start`` carries."""
    first, last = aware(start).date(), aware(end).astimezone(start.tzinfo).date()
    return sum(
        is_workday(first + timedelta(days=ahead), dict(calendar)) for ahead in range(1, max(0, (last - first).days) + 1)
    )
