"""The serial interval in whole days: a gamma distribution shifted by one day, as R ``EpiEstim::discr_si`` has it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import gammainc

from clearway.core.refusals import BadUsage

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SerialInterval:
    """Mean and standard deviation in days between two infections of a chain.

    Raises:
        BadUsage: a mean of one day or less, or a spread that is not positive: the shifted gamma has no such form.
    """

    mean: float
    sd: float

    def __post_init__(self) -> None:
        if not (isfinite(self.mean) and isfinite(self.sd) and self.mean > 1 and self.sd > 0):
            raise BadUsage(
                zh=f"代际间隔的均值须大于 1 天、标准差须大于 0，现为 {self.mean:g} 和 {self.sd:g}",
                en="the serial interval needs a mean above 1 day and a spread above 0, "
                f"found {self.mean:g} and {self.sd:g}",
            )

    def days(self, count: int) -> Floats:
        """Probability that the interval is 0, 1, … ``count − 1`` days.

        Cori et al. (2013), American Journal of Epidemiology 178(9), web appendix 11.
        """
        return _discretised(self.mean, self.sd, count)


@lru_cache(maxsize=64)
def _discretised(mean: float, sd: float, count: int) -> Floats:
    shape, scale = ((mean - 1) / sd) ** 2, sd**2 / (mean - 1)
    k = np.arange(count, dtype=np.float64)

    def below(days: Floats, more: int = 0) -> Any:
        return gammainc(shape + more, np.maximum(days, 0.0) / scale)

    mass = k * below(k) + (k - 2) * below(k - 2) - 2 * (k - 1) * below(k - 1)
    mass += shape * scale * (2 * below(k - 1, 1) - below(k - 2, 1) - below(k, 1))
    weights = np.maximum(mass, 0.0)
    weights.setflags(write=False)
    return np.asarray(weights)
