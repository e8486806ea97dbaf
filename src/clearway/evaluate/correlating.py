"""How closures go with risk: never a bare number, always with n, unit, window and interval.

The same provinces give 0.27 in one half-year and 0.58 in another, so a correlation is a fact about a window, not about
closures. Intervals come from drawing whole places anew (bootstrap by place): the days of a place are not n facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

Floats = npt.NDArray[np.float64]
_DRAWS = 300
LEAST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """Rank correlation of ``what`` with infections per head in a window; ``n`` place-weeks of ``places`` places."""

    what: str
    unit: str
    first: date
    last: date
    places: int
    n: int
    value: float
    low: float
    high: float


def correlate(exposure: Floats, risk: Floats, days: Sequence[date], what: str, *, seed: int = 0) -> Correlation | None:
    """Exposure and risk (places, days; NaN: not known) by week; None with fewer than eight places that say anything.

    A week counts where at least four of its days are known in both.
    """
    first, second = _weeks(exposure), _weeks(risk)
    known = ~(np.isnan(first) | np.isnan(second))
    kept = known.any(axis=1)
    first, second, known = first[kept], second[kept], known[kept]
    if kept.sum() < LEAST or np.ptp(first[known]) == 0 or np.ptp(second[known]) == 0:
        return None
    rng = np.random.default_rng(seed)
    drawn = []
    for _ in range(_DRAWS):
        rows = rng.integers(0, len(first), len(first))
        drawn.append(_spearman(first[rows][known[rows]], second[rows][known[rows]]))
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Correlation(
        what=what, unit="place-week", first=days[0], last=days[-1], places=int(kept.sum()), n=int(known.sum()),
        value=_spearman(first[known], second[known]), low=float(low), high=float(high),
    )  # fmt: skip


def half_years(days: Sequence[date]) -> list[tuple[int, int]]:
    """Where each half-year of ``days`` begins and ends (end exclusive)."""
    keys = [(day.year, day.month > 6) for day in days]
    edges = [at for at in range(1, len(keys)) if keys[at] != keys[at - 1]]
    return list(zip([0, *edges], [*edges, len(keys)], strict=True)) if keys else []


def _weeks(values: Floats) -> Floats:
    """Means over whole weeks from the first day; NaN where fewer than four days are known."""
    weeks = values.shape[1] // 7
    cut = values[:, : weeks * 7].reshape(len(values), weeks, 7)
    counted = (~np.isnan(cut)).sum(axis=2)
    return np.where(counted >= 4, np.nansum(cut, axis=2) / np.maximum(counted, 1), np.nan)


def _spearman(first: Floats, second: Floats) -> float:
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan")
    return float(np.corrcoef(rankdata(first), rankdata(second))[0, 1])
