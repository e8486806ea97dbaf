"""EARS C1, C2 and C3 of the CDC (Hutwagner et al., J. Urban Health 80, 2003), as R ``surveillance::earsC`` has them.

C1 compares a count with the seven days before it, C2 with seven days ending three days before, C3 adds what C2 said of
the last two days; its bound, as in R, stands about the count itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, nan, sqrt
from statistics import NormalDist
from typing import Literal

Method = Literal["C1", "C2", "C3"]
BASELINE = 7
LAG = {"C1": 0, "C2": 2, "C3": 2}
#: Days of history before the first bound.
FIRST = {"C1": BASELINE, "C2": BASELINE + 2, "C3": BASELINE + 4}


def upper_bounds(counts: Sequence[float], method: Method, alpha: float = 0.001) -> list[float]:
    """The bound for every count (nan before enough history, or where R has none); an alarm is a count above it."""
    return [_bound(counts, i, method, alpha) if i >= FIRST[method] else nan for i in range(len(counts))]


def _bound(counts: Sequence[float], i: int, method: Method, alpha: float) -> float:
    mean, spread = _before(counts, i, LAG[method])
    quantile = NormalDist().inv_cdf(1 - alpha)
    if method != "C3":
        return mean + quantile * spread
    past = sum(_excess(counts, j) for j in (i - 1, i - 2))
    bound = counts[i] + spread * quantile - (nan if spread == 0 and past == inf else spread * past)
    return bound if bound != bound else max(0.0, bound)


def _excess(counts: Sequence[float], j: int) -> float:
    """How far C2 stood above one on day ``j``; nan where nothing varied and nothing changed."""
    mean, spread = _before(counts, j, LAG["C2"])
    if spread == 0:
        return nan if counts[j] == mean else inf if counts[j] > mean else 0.0
    return max(0.0, (counts[j] - mean) / spread - 1.0)


def _before(counts: Sequence[float], i: int, lag: int) -> tuple[float, float]:
    """Mean and standard deviation of the seven counts that end ``lag`` days before day ``i``."""
    window = counts[i - BASELINE - lag : i - lag]
    mean = sum(window) / BASELINE
    return mean, sqrt(sum((count - mean) ** 2 for count in window) / (BASELINE - 1))
