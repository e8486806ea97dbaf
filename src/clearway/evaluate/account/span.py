"""How long a measure stood, in hours, days and lesson days. Every length is additive: a span cut in two adds up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from clearway.core.days import DayKind
from clearway.core.moments import aware


@dataclass(frozen=True, slots=True)
class Span:
    """From ``first`` (inclusive) to ``last`` (exclusive), both with zone; empty where they are equal."""

    first: datetime
    last: datetime

    def __post_init__(self) -> None:
        if aware(self.last, name="last") < aware(self.first, name="first"):
            raise ValueError(f"a span ends ({self.last}) before it begins ({self.first})")

    @property
    def hours(self) -> float:
        """Hours in it."""
        return (self.last - self.first) / timedelta(hours=1)

    @property
    def days(self) -> float:
        """Days in it, parts of days too."""
        return self.hours / 24.0

    def holds(self, moment: datetime) -> bool:
        """Whether ``moment`` lies in it."""
        return self.first <= moment < self.last


def hours_between(span: Span, opens: int, closes: int, zone: tzinfo, days: Collection[date] | None = None) -> float:
    """Hours of ``span`` that lie between two local hours of each day (``days`` None: of every day)."""
    total, day = timedelta(), span.first.astimezone(zone).date()
    while day <= span.last.astimezone(zone).date():
        if days is None or day in days:
            start = datetime.combine(day, time(opens), tzinfo=zone)
            end = datetime.combine(day, time(), tzinfo=zone) + timedelta(hours=closes)
            total += max(timedelta(), min(end, span.last) - max(start, span.first))
        day += timedelta(days=1)
    return total / timedelta(hours=1)


def local_days(span: Span, zone: tzinfo) -> list[date]:
    """Every local day it touches."""
    first, last = span.first.astimezone(zone).date(), span.last.astimezone(zone).date()
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def lesson_days(
    span: Span, calendar: Mapping[date, Collection[DayKind]], lesson_hours: tuple[int, int], zone: tzinfo
) -> float:
    """School days in ``span``, by the hours of lessons it covers; ``calendar``: days that differ, by local day."""
    taught = {day for day in local_days(span, zone) if is_taught(day, calendar.get(day, ()))}
    opens, closes = lesson_hours
    return hours_between(span, opens, closes, zone, taught) / (closes - opens)


def is_taught(day: date, kinds: Collection[DayKind]) -> bool:
    """Whether schools teach on ``day``: a working day that is no holiday of theirs."""
    if DayKind.HOLIDAY in kinds or DayKind.SCHOOL_HOLIDAY in kinds:
        return False
    return day.weekday() < 5 or DayKind.WORKDAY in kinds
