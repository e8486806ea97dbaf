"""Generalised likelihood ratio of a rise in counts (Höhle & Paul, Comput. Stat. Data Anal. 52, 2008).

``surveillance::algo.glrnb`` with ``change="intercept"``, ``dir="inc"``: at each moment the best start and the best
factor exp(κ) ≥ 1 on the expected counts; after an alarm it begins anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

STEPS = 100
EXACT = 1e-13


def statistics(
    counts: Sequence[float], expected: Sequence[float], dispersion: float, alarm: float = 5.0
) -> list[float]:
    """The statistic at every moment. ``expected``: in-control means, above 0; ``dispersion``: variance is
    m + dispersion·m², 0 for Poisson; ``alarm``: threshold (nats) at which it restarts.

    Raises:
        ValueError: the series differ in length, or an expected count is not above 0.
    """
    if len(counts) != len(expected) or min(expected, default=1.0) <= 0:
        raise ValueError("counts need as many expected counts, all above 0")
    found: list[float] = []
    begin = 0
    for now in range(len(counts)):
        starts = range(begin, now + 1)
        best = max(_ratio(counts[k : now + 1], expected[k : now + 1], dispersion) for k in starts)
        found.append(max(0.0, best))
        if best >= alarm:
            begin = now + 1
    return found


def _ratio(counts: Sequence[float], expected: Sequence[float], dispersion: float) -> float:
    """Log-likelihood ratio at the best factor of at least 1."""
    if sum(counts) <= 0:
        return 0.0
    kappa = max(0.0, _best_factor(counts, expected, dispersion))
    factor = exp(kappa)
    if dispersion == 0:
        return sum(count * kappa - mean * (factor - 1) for count, mean in zip(counts, expected, strict=True))
    return sum(
        count * kappa - (count + 1 / dispersion) * log((1 + dispersion * mean * factor) / (1 + dispersion * mean))
        for count, mean in zip(counts, expected, strict=True)
    )


def _best_factor(counts: Sequence[float], expected: Sequence[float], dispersion: float) -> float:
    """Its logarithm: where the score is 0, by Newton from the Poisson answer, kept inside a shrinking bracket."""
    kappa = log(sum(counts) / sum(expected))
    low, high = kappa - 20.0, kappa + 20.0
    for _ in range(STEPS if dispersion else 0):
        score, slope = _score(counts, expected, dispersion, exp(kappa))
        low, high = (kappa, high) if score > 0 else (low, kappa)
        step = kappa + score / slope
        after = step if low < step < high else (low + high) / 2
        if abs(after - kappa) < EXACT:
            return after
        kappa = after
    return kappa


def _score(counts: Sequence[float], expected: Sequence[float], dispersion: float, factor: float) -> tuple[float, float]:
    """Derivative of the log-likelihood in κ, and its information."""
    score = slope = 0.0
    for count, mean in zip(counts, expected, strict=True):
        wide = 1 + dispersion * mean * factor
        score += (count - mean * factor) / wide
        slope += mean * factor * (1 + dispersion * count) / wide**2
    return score, slope
