"""What a measure bought: the same epidemic twice from the same seeds, with it and with the next lighter one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import poisson

from clearway.evaluate.renewal.serial_interval import SerialInterval

Floats = npt.NDArray[np.float64]

DRAWS = 200
_CROWD = 1e7


@dataclass(frozen=True, slots=True, kw_only=True)
class Averted:
    """Infections that did not happen, one figure a draw; ``low`` and ``high`` hold 95% of them."""

    draws: Floats

    @property
    def value(self) -> float:
        """The mean."""
        return float(self.draws.mean())

    @property
    def low(self) -> float:
        """2.5% of draws lie below."""
        return float(np.quantile(self.draws, 0.025))

    @property
    def high(self) -> float:
        """97.5% of draws lie below."""
        return float(np.quantile(self.draws, 0.975))


def averted(
    before: Floats, reproduction: Floats, effect: tuple[float, float], interval: SerialInterval, *, seed: int
) -> Averted:
    """Infections averted from the day after ``before`` on.

    Args:
        before: infections by day before the measure showed, oldest first.
        reproduction: R by day under the lighter measure, for as long as is looked at.
        effect: change of log R by the measure against the lighter one: estimate and standard error.
        interval: serial interval.
        seed: of the draws; both runs of a draw share every random number, so that they differ by the measure alone.
    """
    rng = np.random.default_rng(seed)
    shift = rng.normal(*effect, size=DRAWS)
    luck = rng.random((len(reproduction), DRAWS))
    lighter = _run(before, np.repeat(reproduction[:, None], DRAWS, axis=1), interval, luck)
    strict = _run(before, reproduction[:, None] * np.exp(shift)[None, :], interval, luck)
    return Averted(draws=lighter - strict)


def _run(before: Floats, reproduction: Floats, interval: SerialInterval, luck: Floats) -> Floats:
    """Infections in all over the days of ``reproduction`` (days, draws)."""
    days, past = len(reproduction), len(before)
    weights = interval.days(past + days + 1)
    history = np.zeros((past + days, reproduction.shape[1]))
    history[:past] = before[:, None]
    for day in range(past, past + days):
        pressure = weights[day:0:-1] @ history[:day]
        rate = np.minimum(pressure * reproduction[day - past], _CROWD)
        history[day] = poisson.ppf(luck[day - past], rate)
    return np.asarray(history[past:].sum(axis=0))
