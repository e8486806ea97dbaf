"""Crossings lost at counters: what this hour of the week used to see, less what it saw, with an interval.

Hours nobody reported are left out on both sides and told as a share; silence is neither a crossing lost nor one made.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
#: Weeks in which an hour of the week was heard before it counts as known; and of draws.
LEAST_WEEKS, DRAWS = 3, 400
#: Two-sided 95%.
TAILS = (0.025, 0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Crossings not made; ``heard``: the share of hours in which counter and baseline are both known."""

    value: float
    low: float
    high: float
    heard: float


def crossings_lost(before: Floats, seen: Floats, *, seed: int = 7) -> Lost | None:
    """Crossings lost of one counter.

    Args:
        before: counts of the weeks before by (week, hour of the span); NaN where nothing was reported. Column ``h``
            holds the same hour of the week as ``seen[h]``.
        seen: counts by hour of the span; NaN where nothing was reported.
        seed: of the draws.

    Returns:
        The loss with a 95% interval by drawing whole weeks again (Efron 1979), each ended below at nothing; None
        where no hour is known on both sides.
    """
    weeks = (~np.isnan(before)).sum(axis=0)
    known = (weeks >= LEAST_WEEKS) & ~np.isnan(seen)
    if not known.any():
        return None
    own, past = float(seen[known].sum()), before[:, known]
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(past), np.full(len(past), 1.0 / len(past)), size=DRAWS).astype(np.float64)
    value = max(0.0, float(_usual(past, np.ones((1, len(past))))[0]) - own)
    low, high = (max(0.0, float(one) - own) for one in np.quantile(_usual(past, drawn), TAILS))
    return Lost(value=value, low=min(low, value), high=max(high, value), heard=float(known.mean()))


def _usual(past: Floats, weights: Floats) -> Floats:
    """What those hours see in a usual week, for each row of weights by week: the sum of each hour's weighted mean over
    the weeks that heard it (the mean of the others where no week drawn did)."""
    heard = ~np.isnan(past)
    counts = weights @ heard
    means = np.divide(weights @ np.where(heard, past, 0.0), counts, out=np.zeros_like(counts), where=counts > 0)
    told = (counts > 0).sum(axis=1)
    return np.asarray(means.sum(axis=1) * past.shape[1] / np.maximum(told, 1), dtype=np.float64)
