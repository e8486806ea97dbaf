"""A drawn place as objects, for the plain form."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from clearway.core.grades import IndicatorReading, UnitFacts
from clearway.sources.indicators import facts_of
from clearway.warn.grading.arrays import Readings


def one_place(readings: Readings, row: int, at: datetime) -> tuple[dict[int, IndicatorReading], UnitFacts]:
    """One place of ``readings``."""
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
