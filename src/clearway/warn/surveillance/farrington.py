"""Farrington's flexible method (Noufaily et al., Stat. Med. 32, 2013), as R's ``surveillance`` has it.

A quasi-Poisson regression of the last years with a trend and ten parts of the year; weeks that look like past
outbreaks weigh less, the last half year not at all. Three bounds: ``delta`` (2/3-power, Farrington et al. 1996),
``nbPlugin`` and ``muan`` (quantiles of a negative binomial, without and with the mean's own uncertainty).

Two habits of R are kept because its answers are the reference: the standard error of the prediction rests on relative
residuals (y − μ)/μ, not on Pearson's; and the score of the two quantile bounds takes the mean on the log scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, nan
from statistics import NormalDist
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import nbinom, poisson, t

Bound = Literal["delta", "nbPlugin", "muan"]
Array = npt.NDArray[np.float64]
_STEPS, _SETTLED = 25, 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``years`` back, ``half_window`` weeks about the same week, ``parts`` of a year, ``left_out`` last weeks;
    counts whose Anscombe residual exceeds ``outlier`` weigh less; a trend is kept if its p-value is below ``trend``.
    A week whose last ``few[1]`` counts add up to less than ``few[0]`` has no bound."""

    bound: Bound = "delta"
    alpha: float = 0.01
    years: int = 4
    half_window: int = 3
    parts: int = 10
    left_out: int = 26
    outlier: float = 2.58
    trend: float = 1.0
    few: tuple[int, int] = (5, 4)
    weeks: int = 52


@dataclass(frozen=True, slots=True)
class Verdict:
    """``bound`` and ``expected`` are nan where too few counts came lately; ``score`` is 1 at the bound."""

    bound: float
    expected: float
    score: float
    alarm: bool


@dataclass(frozen=True, slots=True)
class _Fit:
    weights: Array
    means: Array
    spread: Array
    leverage: Array
    dispersion: float
    relative: float


def farrington(counts: Sequence[float], week: int, settings: Settings | None = None) -> Verdict:
    """The verdict on ``counts[week]`` from the counts before it (weekly, without gaps).

    Raises:
        ValueError: ``years`` before ``week`` the counts have not begun.
    """
    chosen = settings or Settings()
    if week - chosen.years * chosen.weeks < 0:
        raise ValueError(f"week {week} has no {chosen.years} years before it")
    y = np.asarray(counts, dtype=np.float64)
    eta, error, phi = _predict(y, week, chosen)
    bound, centre = _bound(eta, error, phi, chosen)
    score = (float(y[week]) - centre) / (bound - centre)
    enough = float(y[week - chosen.few[1] + 1 : week + 1].sum()) >= chosen.few[0]
    if not enough:
        return Verdict(nan, nan, score, False)
    return Verdict(bound, exp(eta), score, bool(y[week] > bound))


def _predict(y: Array, week: int, chosen: Settings) -> tuple[float, float, float]:
    """Log of the expected count, its standard error, and the overdispersion (at least 1)."""
    rows, groups = _reference(week, chosen)
    response = y[rows]
    for trend in (True, False):
        design, at = _design(rows, groups, week, chosen, trend)
        fit = _reweighted(design, response, chosen.outlier)
        eta = float(at @ fit.weights)
        if not trend or _trend_holds(fit, eta, response, chosen):
            break
    variance = float(at @ fit.spread @ at) * fit.relative
    return eta, variance**0.5, max(fit.dispersion, 1.0)


def _reference(week: int, chosen: Settings) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Weeks compared with, and the part of the year each lies in; ``parts`` is the window about the same week."""
    part = np.zeros(week + 1, dtype=np.int64)
    half = chosen.half_window
    for year in range(chosen.years):
        same = week - (year + 1) * chosen.weeks
        part[max(0, same - half) : same + half + 1] = chosen.parts
        if chosen.parts > 1:
            between = np.arange(same + half + 1, week - year * chosen.weeks - half)
            cut = np.array_split(between, chosen.parts - 1)
            for number, some in enumerate(cut, start=1):
                part[some] = number
    part[max(0, week - chosen.left_out) :] = 0
    rows = np.flatnonzero(part)
    return rows, part[rows]


def _design(
    rows: npt.NDArray[np.int64], groups: npt.NDArray[np.int64], week: int, chosen: Settings, trend: bool
) -> tuple[Array, Array]:
    """The regression's matrix and its row for ``week``; time is centred, which changes no answer."""
    levels = np.unique(groups)[1:]
    columns = [np.ones(len(rows)), *((groups == level).astype(np.float64) for level in levels)]
    at = [1.0, *((chosen.parts == level) * 1.0 for level in levels)]
    if trend:
        columns.append(rows - rows.mean())
        at.append(float(week - rows.mean()))
    return np.column_stack(columns), np.array(at)


def _reweighted(design: Array, y: Array, outlier: float) -> _Fit:
    """Fitted twice: weeks with a large standardised Anscombe residual weigh less the second time."""
    first = _fit(design, y, np.ones(len(y)))
    phi = max(first.dispersion, 1.0)
    raw = 1.5 * (y ** (2 / 3) * first.means ** (-1 / 6) - np.sqrt(first.means))
    residual = raw / np.sqrt(phi * (1 - first.leverage))
    weight = np.where(residual > outlier, np.where(residual > outlier, residual, 1.0) ** -2.0, 1.0)
    return _fit(design, y, weight * len(y) / weight.sum())


def _fit(design: Array, y: Array, prior: Array) -> _Fit:
    """Quasi-Poisson by iteratively reweighted least squares, begun and ended as R's ``glm`` does."""
    mean, before = y + 0.1, np.inf
    eta = np.log(mean)
    before = _deviance(y, mean, prior)
    for _ in range(_STEPS):
        working = np.sqrt(prior * mean)
        q, r = np.linalg.qr(design * working[:, None])
        weights = np.linalg.solve(r, q.T @ (working * (eta + (y - mean) / mean)))
        eta = design @ weights
        mean = np.exp(eta)
        now = _deviance(y, mean, prior)
        if abs(now - before) / (abs(now) + 0.1) < _SETTLED:
            break
        before = now
    inverse = np.linalg.inv(r)
    free = len(y) - design.shape[1]
    relative = ((y - mean) / mean) ** 2
    return _Fit(
        weights=weights,
        means=mean,
        spread=inverse @ inverse.T,
        leverage=np.square(q).sum(axis=1),
        dispersion=float((working**2 * relative).sum()) / free,
        relative=float((prior * relative).sum()) / free,
    )


def _deviance(y: Array, mean: Array, prior: Array) -> float:
    logs = np.where(y > 0, y * np.log(np.where(y > 0, y, 1.0) / mean), 0.0)
    return 2 * float((prior * (logs - (y - mean))).sum())


def _trend_holds(fit: _Fit, eta: float, response: Array, chosen: Settings) -> bool:
    """Three years of data, a p-value below the one asked for, and no forecast above everything ever seen."""
    error = float(fit.spread[-1, -1] * fit.relative) ** 0.5
    free = len(response) - len(fit.weights)
    p_value = 2 * float(t.sf(abs(float(fit.weights[-1])) / error, free)) if error > 0 else 0.0
    return chosen.years >= 3 and p_value < chosen.trend and exp(eta) <= float(response.max())


def _bound(eta: float, error: float, phi: float, chosen: Settings) -> tuple[float, float]:
    """The bound, and the centre that R's score is measured from."""
    quantile = NormalDist().inv_cdf(1 - chosen.alpha)
    mean = exp(eta)
    if chosen.bound == "delta":
        tau = phi + (mean * error) ** 2 / mean
        spread = (4 / 9 * mean ** (1 / 3) * tau) ** 0.5
        return float((mean ** (2 / 3) + quantile * spread) ** 1.5), mean
    centre = mean if chosen.bound == "nbPlugin" else exp(eta + quantile * error)
    if phi > 1:
        return float(nbinom.ppf(1 - chosen.alpha, centre / (phi - 1), 1 / phi)), log(mean)
    return float(poisson.ppf(1 - chosen.alpha, centre)), log(mean)
