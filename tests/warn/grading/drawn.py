"""Drawn counties to grade: readings in and beyond the breakpoints, some missing, some old."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from clearway.core.grades import IndicatorReading, UnitFacts
from clearway.sources.indicators import facts_of
from clearway.warn.grading.arrays import UNKNOWN, Readings
from clearway.warn.grading.plain import LADDER
from clearway.warn.grading.settings import GradingRules


def draw(rules: GradingRules, places: int, seed: int, missing: float = 0.1) -> Readings:
    """Readings of ``places`` places."""
    rng = np.random.default_rng(seed)
    at = np.array([one.at for one in rules.indicators])
    span = at[:, 2] - at[:, 0]
    value = at[:, 0] + (rng.random((places, 12)) * 1.3 - 0.1) * span
    value[rng.random(value.shape) < 0.05] = 0.0
    wide = rng.random((places, 12)) * 0.2 * np.abs(span)
    gone = rng.random((places, 12)) < missing
    value[gone] = np.nan
    return Readings(
        value=value,
        low=value - wide,
        high=value + wide,
        age=np.where(gone, np.nan, rng.exponential(2.0, (places, 12))),
        doubtful=rng.random((places, 12)) < 0.05,
        infections=rng.integers(UNKNOWN, 3, places),
        held_by=rng.integers(UNKNOWN, len(LADDER), places),
        protected=rng.random(places) < 0.1,
    )


def one_place(readings: Readings, row: int, at: datetime) -> tuple[dict[int, IndicatorReading], UnitFacts]:
    """The same place as objects, for the plain form."""
    found = {}
    for column in range(12):
        if not np.isnan(readings.value[row, column]):
            found[column + 1] = IndicatorReading(
                place_code="990102001001",
                indicator=column + 1,
                value=float(readings.value[row, column]),
                low=float(readings.low[row, column]),
                high=float(readings.high[row, column]),
                as_of=at - timedelta(days=float(readings.age[row, column])),
                doubtful=bool(readings.doubtful[row, column]),
            )
    return found, facts_of(readings, row)
