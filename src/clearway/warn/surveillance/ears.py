"""EARS C1, C2 and C3 of the CDC (Hutwagner et al., J. Urban Health 80, 2003), as R ``surveillance::earsC`` has them.

C1 compares a count with the seven days before it, C2 with seven days ending three days before, C3 adds what C2 said of
the last two days; its bound, as in R, stands about the count itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, nan, sqrt
from statistics import NormalDist
from typing import Literal

Method = Literal["C1", "C2", "C3"]
LAG = {"C1": 0, "C2": 2, "C3": 2}
#: Days (or weeks) beyond the baseline and its lag that C3 looks back on.
MEMORY = {"C1": 0, "C2": 0, "C3": 2}


@dataclass(frozen=True, slots=True)
class Answer:
    """The bound of one count (nan where R has none either) and whether the count is above it."""

    bound: float
    alarm: bool


def ears(
    counts: Sequence[float], *, method: Method = "C1", baseline: int = 7, alpha: float = 0.001
) -> list[Answer | None]:
    """An answer for every count, None before there is enough history."""
    first = baseline + LAG[method] + MEMORY[method]
    answers: list[Answer | None] = [None] * min(first, len(counts))
    for i in range(first, len(counts)):
        bound = _bound(counts, i, method, baseline, alpha)
        answers.append(Answer(bound, counts[i] > bound))
    return answers


def _bound(counts: Sequence[float], i: int, method: Method, baseline: int, alpha: float) -> float:
    mean, spread = _before(counts, i, LAG[method], baseline)
    quantile = NormalDist().inv_cdf(1 - alpha)
    if method != "C3":
        return mean + quantile * spread
    past = sum(_excess(counts, j, baseline) for j in (i - 1, i - 2))
    bound = counts[i] + spread * quantile - (nan if spread == 0 and past == inf else spread * past)
    return bound if bound != bound else max(0.0, bound)


def _excess(counts: Sequence[float], j: int, baseline: int) -> float:
    """How far C2 stood above one at ``j``; nan where nothing varied and nothing changed."""
    mean, spread = _before(counts, j, LAG["C2"], baseline)
    if spread == 0:
        return nan if counts[j] == mean else inf if counts[j] > mean else 0.0
    return max(0.0, (counts[j] - mean) / spread - 1.0)


def _before(counts: Sequence[float], i: int, lag: int, baseline: int) -> tuple[float, float]:
    """Mean and standard deviation of the ``baseline`` counts that end ``lag`` steps before ``i``."""
    window = counts[i - baseline - lag : i - lag]
    mean = sum(window) / baseline
    return mean, sqrt(sum((count - mean) ** 2 for count in window) / (baseline - 1))
