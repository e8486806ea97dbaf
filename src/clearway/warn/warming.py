"""Compiles the scoring kernel once, with the types it meets in production."""

from __future__ import annotations

import numpy as np

from clearway.warn.flow.fast import score_day
from clearway.warn.flow.settings import DEFAULT
from clearway.warn.flow.state import fresh, scoring_for


def warm() -> None:
    """Score one invented day of two links."""
    counts, usual = np.ones((4, 2), dtype=np.int32), np.ones((4, 2))
    numbers = scoring_for(5, DEFAULT).numbers()
    score_day(counts, usual, usual * 0.5, np.full(2, 0.1), np.array([1, 0]), numbers, fresh(2))
