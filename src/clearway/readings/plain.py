"""Counts as lists: the reference that every engine must equal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SECONDS_AN_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Reading:
    """One stored row; ``at`` in seconds since 1970 (UTC), ``count`` None where there was no report."""

    link: str
    at: int
    minutes: int
    count: int | None
    mode: str
    seq: int


@dataclass(frozen=True, slots=True)
class Hour:
    """What one link and mode reported of one hour."""

    count: int | None
    reported: int
    silent: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How one link reports."""

    reported: int
    silent: int
    last_end: int | None
    age_seconds: int | None


def latest_wins(readings: Iterable[Reading]) -> list[Reading]:
    """One reading for each link, moment and mode: the one loaded last; sorted by link, moment and mode."""
    latest: dict[tuple[str, int, str], Reading] = {}
    for reading in sorted(readings, key=lambda reading: reading.seq):
        latest[reading.link, reading.at, reading.mode] = reading
    return [latest[key] for key in sorted(latest)]


def hourly(readings: Iterable[Reading]) -> dict[tuple[str, str, int], Hour]:
    """Sums by link, mode and UTC hour in which an interval begins; None where nothing was reported."""
    hours: dict[tuple[str, str, int], list[int | None]] = {}
    for reading in readings:
        hour = reading.at - reading.at % SECONDS_AN_HOUR
        hours.setdefault((reading.link, reading.mode, hour), []).append(reading.count)
    return {key: _hour(counts) for key, counts in hours.items()}


def _hour(counts: list[int | None]) -> Hour:
    reported = [count for count in counts if count is not None]
    return Hour(sum(reported) if reported else None, len(reported), len(counts) - len(reported))


def coverage(readings: Iterable[Reading], at: int) -> dict[str, Coverage]:
    """How each link reports up to ``at``: intervals with and without a report, and the end of the last report."""
    by_link: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.at <= at:
            by_link.setdefault(reading.link, []).append(reading)
    return {link: _coverage(known, at) for link, known in by_link.items()}


def _coverage(readings: list[Reading], at: int) -> Coverage:
    ends = [reading.at + reading.minutes * 60 for reading in readings if reading.count is not None]
    last_end = max(ends, default=None)
    age = None if last_end is None else max(at - last_end, 0)
    return Coverage(len(ends), len(readings) - len(ends), last_end, age)
