"""From what the model claims to how often it is right, by county: a logistic curve shrunk towards no change.

Platt's curve over the claim's own log-odds (Platt 1999), fitted as a maximum a posteriori whose prior is the identity,
and for a county the curve of all counties: few labels change little, many speak for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import exp, log

import numpy as np
import numpy.typing as npt

from clearway.warn.learning.intervals import LEAST, Share, share_of
from clearway.warn.learning.labels import Label, modelled

#: No claim is surer than this, before or after: not even a hundred checks could tell a surer one from it.
SUREST = 0.99
#: Standard deviations of the prior: of the intercept and of the slope, around the identity or the pooled curve.
LOOSE = (1.0, 0.5)
#: The curve never turns round: a surer claim is never less likely right.
FLATTEST = 0.05
MOST_BINS = 8
#: The curve is fitted at most this often when the past is gone through again.
MOST_FITS = 100


@dataclass(frozen=True, slots=True)
class Curve:
    """log-odds of being right = ``intercept`` + ``slope`` × log-odds claimed; from ``labels`` labels."""

    intercept: float = 0.0
    slope: float = 1.0
    labels: int = 0

    def __call__(self, claimed: float) -> float:
        """The calibrated probability, at most ``SUREST``."""
        if self.labels == 0:
            return min(claimed, SUREST)
        return min(SUREST, 1 / (1 + exp(-(self.intercept + self.slope * _odds(claimed)))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The curve of all counties and each county's own."""

    pooled: Curve = field(default_factory=Curve)
    counties: Mapping[str, Curve] = field(default_factory=dict)

    def of(self, county: str) -> Curve:
        """The county's curve, else that of all."""
        return self.counties.get(county, self.pooled)


@dataclass(frozen=True, slots=True)
class Bin:
    """One point of the reliability curve: what was claimed on average, and how many were right."""

    claimed: float
    right: Share


def calibrate(labels: Iterable[Label]) -> Calibration:
    """The curves from all labels the model is judged by (rules beside the model and silent sensors are left out)."""
    known = modelled(labels)
    pooled = fit(known)
    by_county = groupby(sorted(known, key=lambda one: one.county), key=lambda one: one.county)
    return Calibration(pooled=pooled, counties={county: fit(tuple(some), around=pooled) for county, some in by_county})


def fit(labels: Sequence[Label], around: Curve | None = None) -> Curve:
    """The curve of some labels, shrunk towards ``around`` (default: the identity)."""
    if not labels:
        return around or Curve()
    centre = np.array([around.intercept, around.slope] if around else [0.0, 1.0])
    inputs = np.array([(1.0, _odds(one.probability)) for one in labels])
    right = np.array([float(one.confirmed) for one in labels])
    intercept, slope = _posterior(inputs, right, centre)
    return Curve(float(intercept), max(FLATTEST, float(slope)), len(labels))


def reliability(labels: Iterable[Label]) -> tuple[Bin, ...]:
    """Claims in order, cut into bins of at least ten labels, equal claims never apart; none where there are too few."""
    known = sorted(modelled(labels), key=lambda one: one.probability)
    least = max(LEAST, -(-len(known) // MOST_BINS))
    bins: list[list[Label]] = [[]]
    for _, same in groupby(known, key=lambda one: one.probability):
        if len(bins[-1]) >= least:
            bins.append([])
        bins[-1] += same
    if len(bins) > 1 and len(bins[-1]) < LEAST:
        rest = bins.pop()
        bins[-1] += rest
    return tuple(_bin(some) for some in bins if len(some) >= LEAST)


def foreseen(labels: Sequence[Label]) -> Iterator[tuple[Label, float]]:
    """Each label with the calibrated claim as labels before it alone had it (Dawid 1984, prequential)."""
    block = max(LEAST, len(labels) // MOST_FITS)
    curve = Curve()
    for index, one in enumerate(labels):
        if index and index % block == 0:
            curve = fit(labels[:index])
        yield one, curve(one.probability)


def foretold(labels: Iterable[Label]) -> tuple[float, float] | None:
    """Brier score of the claims as made and as calibrated, foreseen; None where there are too few labels.

    The first block has nothing before it and is not judged.
    """
    known = modelled(labels)
    if len(known) < 2 * LEAST:
        return None
    judged = list(foreseen(known))[max(LEAST, len(known) // MOST_FITS) :]
    raw = sum((one.probability - one.confirmed) ** 2 for one, _ in judged)
    calibrated = sum((claim - one.confirmed) ** 2 for one, claim in judged)
    return raw / len(judged), calibrated / len(judged)


def _bin(some: Sequence[Label]) -> Bin:
    claimed = sum(one.probability for one in some) / len(some)
    return Bin(claimed, share_of(one.confirmed for one in some))


def _odds(claimed: float) -> float:
    kept = min(max(claimed, 1 - SUREST), SUREST)
    return log(kept / (1 - kept))


def _posterior(
    inputs: npt.NDArray[np.float64], right: npt.NDArray[np.float64], centre: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Newton's method with halved steps: the posterior is log-concave, so it ends at its one top."""
    tight = np.diag(1 / np.square(LOOSE))

    def loss(weights: npt.NDArray[np.float64]) -> float:
        score, gap = inputs @ weights, weights - centre
        return float(np.sum(np.logaddexp(0, score) - right * score) + gap @ tight @ gap / 2)

    weights = centre.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(inputs @ weights)))
        slope = inputs.T @ (chance - right) + tight @ (weights - centre)
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + tight
        step = np.linalg.solve(curve, slope)
        size = 1.0
        while loss(weights - size * step) > loss(weights) and size > 1e-6:
            size /= 2
        weights = weights - size * step
        if float(np.abs(size * step).max()) < 1e-10:
            break
    return weights
