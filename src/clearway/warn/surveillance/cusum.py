"""Cumulative sums of a rise in counts: standardised by Rossi's transformation, or the likelihood ratio of a set factor.

``surveillance::algo.cusum`` with ``trans="rossi"`` (Rossi, Lampugnani & Marchi, Statist. Med. 18, 1999) and
``algo.glrnb`` with a known factor (``theta``; Höhle & Paul, Comput. Stat. Data Anal. 52, 2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt

#: R's defaults: reference value and decision bound of the standardised sum.
REFERENCE, BOUND = 1.04, 2.26


def standardised(counts: Sequence[float], mean: float, reference: float = REFERENCE) -> list[float]:
    """The sum at every moment (no unit), never below 0; an alarm from ``BOUND`` on, without a restart.

    ``mean``: in-control mean of the whole series, above 0.

    Raises:
        ValueError: the mean is not above 0.
    """
    if mean <= 0:
        raise ValueError("the expected count must be above 0")
    total, found = 0.0, []
    for count in counts:
        z = (count - 3 * mean + 2 * sqrt(count * mean)) / (2 * sqrt(mean))
        total = max(0.0, total + z - reference)
        found.append(total)
    return found


def ratio(
    counts: Sequence[float], expected: Sequence[float], dispersion: float, factor: float = 2.0, alarm: float = 5.0
) -> list[float]:
    """Log-likelihood ratio (nats) of ``factor`` times the expected counts, summed, never below 0; it restarts after an
    alarm. ``dispersion``: variance is m + dispersion·m², 0 for Poisson.

    Raises:
        ValueError: the series differ in length, or an expected count or the factor is not above 0.
    """
    if len(counts) != len(expected) or min(expected, default=1.0) <= 0 or factor <= 0:
        raise ValueError("counts need as many expected counts, all above 0, and a factor above 0")
    total, found = 0.0, []
    for count, mean in zip(counts, expected, strict=True):
        total = max(0.0, total + _step(count, mean, dispersion, log(factor)))
        found.append(total)
        if total >= alarm:
            total = 0.0
    return found


def _step(count: float, mean: float, dispersion: float, kappa: float) -> float:
    if dispersion == 0:
        return count * kappa - mean * (exp(kappa) - 1)
    wide = (1 + dispersion * mean * exp(kappa)) / (1 + dispersion * mean)
    return count * kappa - (count + 1 / dispersion) * log(wide)
