"""Rates of small places, drawn towards those around them by as much as they are uncertain.

Empirical Bayes with a gamma prior on Poisson rates, averaged over how wide that prior is: Clayton and Kaldor (1987),
"Empirical Bayes estimates of age-standardized relative risks for use in disease mapping", Biometrics 43(3). A hamlet
with one infection is not the worst place of the county; a place without any is not the safest either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv, gammaln

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shrunk:
    """Rates per ``per`` people of n places with intervals of 95%; ``mean`` and ``spread`` of the prior among them."""

    value: Floats
    low: Floats
    high: Floats
    mean: float
    spread: float


def shrink(infections: Floats, people: Floats, *, per: float = 100_000.0) -> Shrunk:
    """Shrunken rates of n places from their infections and the people living there.

    A place without people known has NaN. How much places differ is itself uncertain where they are small: the answer is
    averaged over it, not taken at its likeliest value, which would call every hamlet the same.

    Raises:
        ValueError: arrays of different length, or negative infections.
    """
    if infections.shape != people.shape or (infections < 0).any():
        raise ValueError("infections are counts, one a place")
    exposure = np.where(people > 0, people, np.nan) / per
    told = ~np.isnan(exposure)
    total, size = max(float(infections[told].sum()), 0.5), max(float(exposure[told].sum()), 1e-12)
    overall = total / size
    chances = _chances(infections[told], exposure[told], overall)
    shapes, rates = _SHAPES + infections[:, None], _SHAPES / overall + exposure[:, None]
    means = shapes / rates
    value = means @ chances
    variance = (shapes / rates**2 + (means - value[:, None]) ** 2) @ chances
    variance = variance + (overall**2 / total) * ((_SHAPES / overall / rates) ** 2 @ chances)
    shape = value**2 / variance
    return Shrunk(
        value=value,
        low=np.asarray(gammaincinv(shape, 0.025) * value / shape),
        high=np.asarray(gammaincinv(shape, 0.975) * value / shape),
        mean=overall,
        spread=float(overall * (chances @ _SHAPES**-0.5)),
    )


#: Shapes the gamma prior may have: places from ten times as different as their mean to nearly alike.
_SHAPES = np.geomspace(0.01, 400.0, 40)


def _chances(counts: Floats, size: Floats, overall: float) -> Floats:
    """How likely each shape is, by the counts (negative binomial) and a half-normal prior on the variation."""
    shape = _SHAPES[:, None]
    rate = shape / overall
    terms = gammaln(shape + counts) - gammaln(shape) + shape * np.log(rate / (rate + size))
    likely = (terms + counts * np.log(size / (rate + size))).sum(axis=1)
    likely = likely - 0.5 / _SHAPES - 0.5 * np.log(_SHAPES)
    weights = np.exp(likely - likely.max())
    return np.asarray(weights / weights.sum())
