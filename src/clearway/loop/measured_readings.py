"""Readings that were measured beside those reckoned from records: which of two counts, and facts of the place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from clearway.core.grades import IndicatorReading, LeastMeasure
from clearway.core.sent_readings import SentReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What offices sent of one place: the newest reading of each indicator, and facts; None: nobody told."""

    readings: Mapping[int, IndicatorReading]
    infections: int | None = None
    held_by: LeastMeasure | None = None
    protected: bool | None = None


def newest(sent: Sequence[SentReading], at: datetime, gate_days: int) -> dict[str, Measured]:
    """By place. Infections inside and what holds them are facts of the days of the gate; older ones are not told."""
    found: dict[str, Measured] = {}
    for one in sorted(sent, key=lambda told: told.as_of):
        before = found.get(one.place_code) or Measured(readings={})
        fresh = at - one.as_of <= timedelta(days=gate_days)
        found[one.place_code] = replace(
            before,
            readings=_with(before.readings, one),
            infections=one.infections if fresh and one.infections is not None else before.infections,
            held_by=one.held_by if fresh and one.held_by is not None else before.held_by,
            protected=before.protected if one.protected is None else one.protected,
        )
    return found


def _with(readings: Mapping[int, IndicatorReading], one: SentReading) -> Mapping[int, IndicatorReading]:
    if one.value is None:
        return readings
    low, value, high = one.ends
    told = IndicatorReading(
        place_code=one.place_code, indicator=one.indicator, low=low, value=value, high=high, as_of=one.as_of,
        source=one.source or "sent", doubtful=one.doubtful,
    )  # fmt: skip
    return {**readings, one.indicator: told}


def chosen(
    reckoned: Mapping[int, IndicatorReading],
    measured: Mapping[int, IndicatorReading],
    fresh_days: Mapping[int, float],
    at: datetime,
) -> dict[int, IndicatorReading]:
    """Of each indicator one reading: what was measured while it is fresh; after that what is newer of the two."""
    found = dict(reckoned)
    for number, sent in measured.items():
        other = reckoned.get(number)
        fresh = at - sent.as_of <= timedelta(days=fresh_days[number])
        if other is None or fresh or sent.as_of >= other.as_of:
            found[number] = sent
    return found
