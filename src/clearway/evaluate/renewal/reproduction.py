"""R_t with its whole posterior, for many places at once: Cori et al. (2013), as R ``EpiEstim::estimate_R`` has it.

In a window of days the infections are Poisson around R times the infectivity of those before them; a gamma prior on
R then gives a gamma posterior. The first day's infections are taken as brought from outside, so windows begin on day 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt
from scipy.linalg import toeplitz
from scipy.special import gammaincc, gammaincinv

from clearway.core.refusals import BadUsage
from clearway.evaluate.renewal.serial_interval import SerialInterval

Floats = npt.NDArray[np.float64]

#: Quantiles that are printed, and the names of their columns.
QUANTILES = {"q025": 0.025, "q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95, "q975": 0.975}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What R is taken to be before anything is counted.

    Raises:
        BadUsage: a mean or spread that is not positive.
    """

    mean: float = 5.0
    sd: float = 5.0

    def __post_init__(self) -> None:
        if not (isfinite(self.mean) and isfinite(self.sd) and self.mean > 0 and self.sd > 0):
            raise BadUsage(
                zh=f"先验均值和标准差须大于 0，现为 {self.mean:g} 和 {self.sd:g}",
                en=f"mean and spread of the prior must be above 0, found {self.mean:g} and {self.sd:g}",
            )

    @property
    def shape(self) -> float:
        """Shape of the gamma distribution."""
        return (self.mean / self.sd) ** 2

    @property
    def scale(self) -> float:
        """Scale of the gamma distribution."""
        return self.sd**2 / self.mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """The posterior of R in ``n`` series × ``m`` windows: gamma with ``shape`` and ``scale``, both (n, m).

    Window j covers days ``t_start[j]`` … ``t_end[j]``, counted from 1; ``cases`` (n, m) are the infections in it.
    A window that ends before one serial interval has passed says nothing yet: its shape and scale are NaN.
    """

    t_start: npt.NDArray[np.int64]
    t_end: npt.NDArray[np.int64]
    shape: Floats
    scale: Floats
    cases: Floats

    @property
    def mean(self) -> Floats:
        """Posterior mean."""
        return self.shape * self.scale

    @property
    def sd(self) -> Floats:
        """Posterior standard deviation."""
        return np.sqrt(self.shape) * self.scale

    def quantile(self, share: float) -> Floats:
        """The value below which R lies with probability ``share``."""
        return np.asarray(gammaincinv(self.shape, share) * self.scale)

    def above(self, threshold: float = 1.0) -> Floats:
        """Probability that R lies above ``threshold``."""
        return np.asarray(gammaincc(self.shape, threshold / self.scale))


def infectivity(cases: Floats, interval: SerialInterval) -> Floats:
    """How much infection presses on each day from the days before it: (n, days) like ``cases``. O(n days²)."""
    days = cases.shape[-1]
    weights = toeplitz(np.zeros(days), interval.days(days))
    return np.asarray(cases @ weights)


def estimate(cases: Floats, interval: SerialInterval, *, window: int = 7, prior: Prior | None = None) -> Reproduction:
    """R in every window of ``window`` days of n equally long series (n, days); infections a day, not negative.

    A series too short for one window has no windows.

    Raises:
        BadUsage: a window of no days.
    """
    prior, window = prior or Prior(), window_of(window)
    days = cases.shape[-1]
    starts = np.arange(2, days - window + 2, dtype=np.int64)
    counted = _in_windows(cases, starts, window)
    pressed = _in_windows(infectivity(cases, interval), starts, window)
    ends = starts + window - 1
    told = ends > interval.days(days) @ np.arange(days)
    return Reproduction(
        t_start=starts,
        t_end=ends,
        shape=np.where(told, prior.shape + counted, np.nan),
        scale=1.0 / (1.0 / prior.scale + pressed),
        cases=counted,
    )


def window_of(days: int) -> int:
    """``days``, where a window may be that long.

    Raises:
        BadUsage: less than a day.
    """
    if days < 1:
        raise BadUsage(zh=f"窗口至少 1 天，现为 {days}", en=f"a window has at least 1 day, found {days}")
    return days


def _in_windows(values: Floats, starts: npt.NDArray[np.int64], window: int) -> Floats:
    """Sums over each window; added up window by window, so that no digits are lost to a running total."""
    if not len(starts):
        return np.zeros((*values.shape[:-1], 0))
    views = np.lib.stride_tricks.sliding_window_view(values, window, axis=-1)
    return np.asarray(views[..., starts - 1, :].sum(axis=-1))
