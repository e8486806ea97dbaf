"""The county's days: the window of history, holidays, moved work days, a school holiday, rain, and a day of calm.

Times inside this package are UTC; local days are those of UTC+8, which has no summer time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np

from clearway.core.days import CalendarDay, DayKind
from clearway.world.spot import Floats, Ints

LOCAL = timezone(timedelta(hours=8))
STEP = timedelta(minutes=15)
STEPS_A_DAY = 96
_NATIONAL = ((1, 1, 1, "元旦"), (5, 1, 5, "劳动节"), (10, 1, 7, "国庆节"))


@dataclass(frozen=True)
class Window:
    """History from ``since`` to ``until`` (UTC, exclusive) in 15-minute steps."""

    since: datetime
    until: datetime

    @property
    def steps(self) -> int:
        """How many steps."""
        return int((self.until - self.since) / STEP)

    @property
    def days(self) -> list[date]:
        """All local days touched."""
        first, last = self.since.astimezone(LOCAL).date(), (self.until - STEP).astimezone(LOCAL).date()
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]

    def before(self, days: float, hour: float) -> datetime:
        """The moment at local ``hour`` on the day ``days`` before the end, never after the end itself."""
        day = (self.until.astimezone(LOCAL) - timedelta(days=days)).date()
        at = datetime(day.year, day.month, day.day, tzinfo=LOCAL) + timedelta(minutes=round(hour * 60))
        return min(at.astimezone(UTC), self.until - timedelta(hours=12))

    def share_of_steps(self, since: datetime, until: datetime | None) -> Floats:
        """How much of each step lies between two moments (0–1)."""
        start = (since - self.since) / STEP
        end = ((until or self.until) - self.since) / STEP
        edges = np.arange(self.steps + 1, dtype=float)
        share: Floats = np.clip(np.minimum(edges[1:], end) - np.maximum(edges[:-1], start), 0.0, 1.0)
        return share

    def local_slots(self) -> tuple[Ints, Ints]:
        """For each step, the number of its local day and its quarter of an hour in it."""
        first = self.since.astimezone(LOCAL)
        offset = (first.hour * 60 + first.minute) // 15
        count = offset + np.arange(self.steps)
        return count // STEPS_A_DAY, count % STEPS_A_DAY


def make_window(until: datetime, weeks: int) -> Window:
    """The window that ends at ``until``, floored to the hour."""
    end = until.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return Window(end - timedelta(weeks=weeks), end)


def make_calendar(window: Window) -> list[CalendarDay]:
    """National holidays of fixed date in the window, a county holiday with a moved work day, a school holiday."""
    found = _national_holidays(window)
    taken = {entry.day for entry in found}
    last = window.days[-1]
    feast = next(day for day in (last - timedelta(days=back) for back in range(11, 30)) if _plain(day, taken))
    saturdays = (feast + timedelta(days=5 - feast.weekday() + 7 * week) for week in range(60))
    moved = next(day for day in saturdays if day not in taken)
    found.append(CalendarDay(day=feast, kind=DayKind.HOLIDAY, name="县庆日"))
    found.append(CalendarDay(day=moved, kind=DayKind.WORKDAY, name="县庆日调休上班"))
    found += [
        CalendarDay(day=last - timedelta(days=back), kind=DayKind.SCHOOL_HOLIDAY, name="中小学短假")
        for back in (27, 26, 25)
        if last - timedelta(days=back) not in taken
    ]
    fair = last - timedelta(days=17)
    found.append(CalendarDay(day=fair, kind=DayKind.EVENT, name="白龙镇物资交流会", link_class="secondary"))
    return sorted(found, key=lambda entry: (entry.day, entry.kind))


def _national_holidays(window: Window) -> list[CalendarDay]:
    days = set(window.days)
    return [
        CalendarDay(day=day, kind=DayKind.HOLIDAY, name=name)
        for month, first, length, name in _NATIONAL
        for year in sorted({day.year for day in days})
        for day in (date(year, month, first) + timedelta(days=number) for number in range(length))
        if day in days
    ]


def _plain(day: date, taken: set[date]) -> bool:
    return day.weekday() < 4 and day not in taken


def weather(window: Window, rng: np.random.Generator) -> Floats:
    """A factor for every local day, for the whole county: rain now and then, and one unannounced calm day."""
    days = len(window.days)
    factor = np.where(rng.random(days) < 0.16, rng.uniform(0.78, 0.92, days), 1.0)
    factor *= np.exp(rng.normal(0.0, 0.02, days))
    calm = max(0, days - 15)
    factor[calm], factor[min(calm + 1, days - 1)] = 0.5, 0.8
    return factor
