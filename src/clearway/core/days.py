"""Days that differ: holidays, moved work days, school holidays, events. From data, never from a library's guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    """What a calendar feed may say of a day."""

    HOLIDAY = "holiday"
    WORKDAY = "workday"
    SCHOOL_HOLIDAY = "school_holiday"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One entry; ``link_class`` limits it to one class of link (None: all)."""

    day: date
    kind: DayKind
    name: str = ""
    link_class: str | None = None


def is_workday(day: date, calendar: dict[date, DayKind]) -> bool:
    """Whether offices work on ``day``: a moved work day on a weekend counts, a public holiday does not."""
    kind = calendar.get(day)
    if kind is DayKind.WORKDAY:
        return True
    return kind is not DayKind.HOLIDAY and day.weekday() < 5
