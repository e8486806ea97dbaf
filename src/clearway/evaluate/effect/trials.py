"""Simulated counties whose truth is known: how often the interval holds it, and how often nothing should be said.

A renewal process in each place with its own R, a common wave over the days, and a persistent drift of its own; places
are closed by lot on one day (clean), by lot on different days (staggered), or because their infections rose.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from clearway.evaluate.effect.identifying import effect_of
from clearway.evaluate.effect.panel import panel_of
from clearway.evaluate.renewal.serial_interval import SerialInterval

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PLACES, DAYS, TRUTH = 60, 49, -0.29
INTERVAL = SerialInterval(4.7, 2.9)
_FIRST, _LAST, _STAND = 21, 35, 14
_SEEDED = 10


class Design(StrEnum):
    """How places come to be closed."""

    CLEAN = "clean"
    STAGGERED = "staggered"
    RISING = "rising"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of ``runs`` trials: the share ``identified``; among these the share whose interval held the truth
    (``coverage``) and the mean error relative to the truth (``bias``); of all, the share of estimates used that were
    significant with the ``wrong_sign``. Without any identified: coverage and bias are NaN."""

    runs: int
    identified: float
    coverage: float
    bias: float
    wrong_sign: float


def county(design: Design, rng: np.random.Generator, truth: float = TRUTH) -> tuple[Floats, Flags]:
    """Infections (places, days) and the days on which each place is closed."""
    base = np.log(rng.uniform(0.95, 1.15, PLACES))
    wave = 0.12 * np.sin(np.arange(DAYS) / 9 + rng.uniform(0, 6))
    own = np.zeros(PLACES)
    weights = INTERVAL.days(DAYS)
    infections = np.zeros((PLACES, DAYS))
    infections[:, :_SEEDED] = rng.poisson(rng.uniform(20, 60, PLACES)[:, None], (PLACES, _SEEDED))
    starts = _drawn(design, rng)
    closed = np.zeros((PLACES, DAYS), dtype=bool)
    for day in range(_SEEDED, DAYS):
        if design is Design.RISING:
            starts = _struck(starts, infections, day)
        own = 0.8 * own + rng.normal(0, 0.05, PLACES)
        closed[:, day] = (starts <= day) & (day < starts + _STAND)
        pressure = infections[:, :day] @ weights[day:0:-1]
        rate = pressure * np.exp(base + wave[day] + own + truth * closed[:, day])
        infections[:, day] = rng.poisson(rng.gamma(20.0, np.maximum(rate, 1e-9) / 20.0))
    return infections, closed


def _drawn(design: Design, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """The first closed day of each place; beyond the last day: never."""
    starts = np.full(PLACES, DAYS * 2)
    if design is not Design.RISING:
        chosen = rng.permutation(PLACES)[: PLACES // 2]
        starts[chosen] = _FIRST if design is Design.CLEAN else rng.integers(_FIRST, _LAST, len(chosen))
    return starts


def _struck(starts: npt.NDArray[np.int64], infections: Floats, day: int) -> npt.NDArray[np.int64]:
    """Every open place whose last week was a third above the week before is closed."""
    if not _FIRST <= day < _LAST:
        return starts
    last, before = infections[:, day - 7 : day].sum(axis=1), infections[:, day - 14 : day - 7].sum(axis=1)
    return np.where((starts > DAYS) & (last > 1.33 * before), day, starts)


def tally(design: Design, runs: int, seed: int = 0, truth: float = TRUTH) -> Tally:
    """Run ``runs`` counties of a design."""
    rng = np.random.default_rng([seed, list(Design).index(design)])
    held, errors, wrong = [], [], 0
    for _ in range(runs):
        infections, closed = county(design, rng, truth)
        found = effect_of(panel_of(infections, closed, INTERVAL))
        if not found.identified or found.estimate is None:
            continue
        held.append(found.estimate.low <= truth <= found.estimate.high)
        errors.append(found.estimate.value - truth)
        wrong += found.estimate.low > 0 if truth < 0 else found.estimate.high < 0
    return Tally(
        runs=runs, identified=len(held) / runs, wrong_sign=wrong / runs,
        coverage=float(np.mean(held)) if held else float("nan"),
        bias=float(np.mean(errors)) / abs(truth) if errors and truth else float("nan"),
    )  # fmt: skip
