"""Counts round a warning as a small chart: what passed hour by hour, and what usually passes at that hour.

"Usually" is the median of the same hour of the week over the four weeks before. An hour without any report is a gap
in the line, never a zero.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.conf import settings

from clearway.core.refusals import Refusal
from clearway.readings.store import Store

WIDTH, HEIGHT = 680.0, 190.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 8.0, 18.0, 26.0
BEFORE, AFTER = timedelta(days=3), timedelta(days=10)
WEEKS = 4
MOST_LINKS = 6
_HOUR = timedelta(hours=1)
_MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the axis."""

    x: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsChart:
    """SVG coordinates: ``counted`` and ``expected`` are lists of polylines (gaps part them)."""

    width: float
    height: float
    counted: tuple[str, ...]
    expected: tuple[str, ...]
    since_x: float
    top: float
    foot: float
    left: float
    right: float
    most: int
    ticks: tuple[Tick, ...]
    links: tuple[str, ...]


def counts_chart(links: Sequence[str], *, since: datetime, until: datetime) -> CountsChart | None:
    """The chart of the first few links, all directions together; None where no counts are at hand."""
    shown = tuple(links[:MOST_LINKS])
    if not shown:
        return None
    first = (since - BEFORE).replace(minute=0, second=0, microsecond=0)
    last = min(until, since + AFTER)
    hours = _hours(shown, first - timedelta(weeks=WEEKS), last)
    span = [first + _HOUR * step for step in range(int((last - first) / _HOUR))]
    if not any(hour in hours for hour in span):
        return None
    return _drawn(span, hours, since, shown)


def usual(hours: Mapping[datetime, float], hour: datetime) -> float | None:
    """The median of the same hour in the weeks before; None where none of them reported."""
    before = [hours[past] for week in range(1, WEEKS + 1) if (past := hour - timedelta(weeks=week)) in hours]
    return median(before) if before else None


def _hours(links: tuple[str, ...], first: datetime, last: datetime) -> dict[datetime, float]:
    """Hour → passages on all links; hours in which less than half the minutes were reported are left out."""
    try:
        rows = Store(settings.ENVIRONMENT.store).read(first, last, list(links))
    except Refusal:
        return {}
    counts: dict[datetime, float] = defaultdict(float)
    minutes: dict[datetime, int] = defaultdict(int)
    columns = (rows.column(name).to_pylist() for name in ("at", "minutes", "count"))
    for at, lasted, count in zip(*columns, strict=True):
        if count is not None:
            hour = at.replace(minute=0, second=0, microsecond=0)
            counts[hour] += count
            minutes[hour] += lasted
    return {hour: count for hour, count in counts.items() if minutes[hour] * 2 >= _MINUTES_AN_HOUR}


def _drawn(
    span: Sequence[datetime], hours: Mapping[datetime, float], since: datetime, links: tuple[str, ...]
) -> CountsChart:
    counted = [hours.get(hour) for hour in span]
    expected = [usual(hours, hour) for hour in span]
    most = max((value for value in (*counted, *expected) if value is not None), default=1.0) or 1.0
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def x_of(hour: datetime) -> float:
        return LEFT + wide * ((hour - span[0]) / _HOUR) / max(1, len(span) - 1)

    def lines(values: Sequence[float | None]) -> tuple[str, ...]:
        points = (
            (x_of(hour), None if value is None else TOP + high * (1 - value / most))
            for hour, value in zip(span, values, strict=True)
        )
        return tuple(_polylines(points))

    zone = settings.ENVIRONMENT.time_zone
    days = tuple(Tick(x=round(x_of(hour), 1), at=hour) for hour in span if hour.astimezone(zone).hour == 0)
    return CountsChart(
        width=WIDTH,
        height=HEIGHT,
        counted=lines(counted),
        expected=lines(expected),
        since_x=round(x_of(since), 1),
        top=TOP,
        foot=HEIGHT - BOTTOM,
        left=LEFT,
        right=WIDTH - RIGHT,
        most=round(most),
        ticks=days,
        links=links,
    )


def _polylines(points: Iterable[tuple[float, float | None]]) -> Iterable[str]:
    line: list[str] = []
    for x, y in points:
        if y is not None:
            line.append(f"{x:.1f},{y:.1f}")
        elif line:
            yield " ".join(line)
            line = []
    if line:
        yield " ".join(line)
