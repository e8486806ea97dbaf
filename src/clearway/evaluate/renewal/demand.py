"""Beds that will be needed in the next fortnight, with an interval: infections drawn on, then a share of them admitted.

Infections follow the renewal process with R drawn from its posterior; admissions follow them by a delay, and stays have
a length. Both are gamma distributed. What comes out is a range, and it widens with every day ahead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import gamma

from clearway.evaluate.renewal.reproduction import estimate
from clearway.evaluate.renewal.serial_interval import SerialInterval

Floats = npt.NDArray[np.float64]
_DRAWS = 500
_CROWD = 1e7


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Of an infection: the share admitted, days until then and days in bed (mean and standard deviation)."""

    admitted: float
    delay: tuple[float, float]
    stay: tuple[float, float]

    def __post_init__(self) -> None:
        if not 0 <= self.admitted <= 1 or min(*self.delay, *self.stay) <= 0:
            raise ValueError("a share, and lengths above zero")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Beds in use by day from tomorrow: ``low``, ``median``, ``high`` (95%), and one peak a draw."""

    low: Floats
    median: Floats
    high: Floats
    peaks: Floats

    def against(self, beds: float) -> tuple[float, float, float]:
        """Peak over available beds: low, median, high: indicator 10 with its interval.

        Raises:
            ValueError: no beds.
        """
        if beds <= 0:
            raise ValueError("beds are more than none")
        low, middle, high = np.quantile(self.peaks, [0.025, 0.5, 0.975]) / beds
        return float(low), float(middle), float(high)


def project(infections: Floats, course: Course, interval: SerialInterval, *, ahead: int = 14, seed: int = 0) -> Demand:
    """Beds needed over the next ``ahead`` days, from infections by day up to today (at least eight days).

    Raises:
        ValueError: too few days to say anything about R.
    """
    found = estimate(infections[None, :], interval)
    if not len(found.t_start) or np.isnan(found.shape[0, -1]):
        raise ValueError("too few days to estimate R")
    rng = np.random.default_rng(seed)
    past = len(infections)
    history = np.zeros((past + ahead, _DRAWS))
    history[:past] = infections[:, None]
    rate = rng.gamma(found.shape[0, -1], found.scale[0, -1], _DRAWS)
    weights = interval.days(past + ahead + 1)
    for day in range(past, past + ahead):
        history[day] = rng.poisson(np.minimum(weights[day:0:-1] @ history[:day] * rate, _CROWD))
    admitted = rng.poisson(_delayed(history, course.delay) * course.admitted)
    beds = _stays(admitted.astype(np.float64), course.stay)[past:]
    low, median, high = np.quantile(beds, [0.025, 0.5, 0.975], axis=1)
    return Demand(low=low, median=median, high=high, peaks=beds.max(axis=0))


def _mass(length: tuple[float, float], days: int) -> Floats:
    """Probability of each whole number of days."""
    mean, sd = length
    edges = gamma.cdf(np.arange(days + 1), (mean / sd) ** 2, scale=sd**2 / mean)
    return np.diff(edges)


def _delayed(history: Floats, delay: tuple[float, float]) -> Floats:
    return _convolved(history, _mass(delay, len(history)))


def _stays(admitted: Floats, stay: tuple[float, float]) -> Floats:
    """Beds in use: everyone admitted who has not left."""
    left = np.cumsum(_mass(stay, len(admitted)))
    return _convolved(admitted, 1.0 - np.concatenate([[0.0], left[:-1]]))


def _convolved(series: Floats, weights: Floats) -> Floats:
    found = np.zeros_like(series)
    for lag, weight in enumerate(weights.tolist()):
        if lag < len(series):
            found[lag:] += weight * series[: len(series) - lag]
    return found
