"""The calendar as the engine uses it: which profile of the week a day follows for each link, and what it may teach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from clearway.core.days import CalendarDay, DayKind

MONDAY, SUNDAY = 0, 6
EPOCH = date(1970, 1, 1).toordinal()


class DayPlan:
    """Looks days up by local day ordinal (days since 1970-01-01), for all links at once."""

    def __init__(self, calendar: Iterable[CalendarDay], classes: tuple[str | None, ...]) -> None:
        self._days: dict[int, list[CalendarDay]] = {}
        for entry in calendar:
            self._days.setdefault(entry.day.toordinal() - EPOCH, []).append(entry)
        self._classes = classes

    def weekday(self, day: int) -> int:
        """0 Monday … 6 Sunday (1970-01-01 was a Thursday)."""
        return (day + 3) % 7

    def kinds(self, day: int) -> NDArray[np.int64]:
        """(link,) the weekday whose profile each link follows: a holiday is a Sunday, a moved work day a Monday."""
        kinds = np.full(len(self._classes), self.weekday(day), dtype=np.int64)
        for entry in self._days.get(day, ()):
            if entry.kind is DayKind.HOLIDAY:
                kinds[self._touched(entry)] = SUNDAY
            elif entry.kind is DayKind.WORKDAY and self.weekday(day) >= 5:
                kinds[self._touched(entry)] = MONDAY
        return kinds

    def subdued(self, day: int) -> NDArray[np.bool_]:
        """(link,) whether less than the day's profile would be no surprise: holidays, school holidays, events."""
        subdued = np.zeros(len(self._classes), dtype=np.bool_)
        for entry in self._days.get(day, ()):
            if entry.kind is not DayKind.WORKDAY:
                subdued |= self._touched(entry)
        return subdued

    def _touched(self, entry: CalendarDay) -> NDArray[np.bool_]:
        return np.array([entry.link_class in (None, own) for own in self._classes], dtype=np.bool_)
