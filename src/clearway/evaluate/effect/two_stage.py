"""The effect on log R by two stages: open days alone say what each place and each day are like; then closed days are
compared with what that foretells.

Gardner (2022), "Two-stage differences in differences" (arXiv:2207.05943), and Borusyak, Jaravel and Spiess (2024),
"Revisiting event-study designs", Review of Economic Studies 91(6), whose standard errors by place are used: both stay
right when measures start at different times, where plain two-way fixed effects do not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from clearway.evaluate.effect.panel import Panel

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A difference in log R with its interval of 95%. ``places`` closed and ``open_places`` compared with, ``days``:
    closed place-days it rests on; ``usable``: the share of closed place-days that could be compared at all."""

    value: float
    error: float
    low: float
    high: float
    places: int
    open_places: int
    days: int
    usable: float


def estimate(panel: Panel) -> Estimate | None:
    """The mean effect over all closed place-days that can be compared; None where none can."""
    closed = panel.closed & ~np.isnan(panel.log_r)
    open_days = ~panel.closed & ~panel.settling & ~np.isnan(panel.log_r)
    fit = _fit(panel.log_r, open_days)
    if fit is None:
        return None
    places, days = fit
    comparable: Flags = closed & np.outer(np.isfinite(places), np.isfinite(days))
    if not comparable.any():
        return None
    gaps = np.where(comparable, panel.log_r - places[:, None] - days[None, :], 0.0)
    value = float(gaps.sum() / comparable.sum())
    error = _error(panel.log_r, open_days, comparable, (places, days), gaps)
    groups = int(comparable.any(axis=1).sum())
    reach = float(student.ppf(0.975, max(groups - 1, 1))) * error
    return Estimate(
        value=value, error=error, low=value - reach, high=value + reach, places=groups,
        open_places=int(open_days[:, comparable.any(axis=0)].any(axis=1).sum()),
        days=int(comparable.sum()), usable=float(comparable.sum() / max(1, closed.sum())),
    )  # fmt: skip


def _fit(log_r: Floats, used: Flags) -> tuple[Floats, Floats] | None:
    """Effects of places and days on the days used; NaN for a place or day that none of them holds."""
    rows, columns = np.nonzero(used)
    if not len(rows):
        return None
    solved = _solve(log_r[rows, columns], rows, columns, used.shape)
    places = np.where(used.any(axis=1), solved[: used.shape[0]], np.nan)
    days = np.where(used.any(axis=0), solved[used.shape[0] :], np.nan)
    return places, days


def _normal(rows: Indices, columns: Indices, shape: tuple[int, int]) -> Floats:
    """The cross products of place and day indicators."""
    n, m = shape
    counts = np.zeros(shape)
    np.add.at(counts, (rows, columns), 1.0)
    cross = np.zeros((n + m, n + m))
    cross[:n, :n] = np.diag(counts.sum(axis=1))
    cross[n:, n:] = np.diag(counts.sum(axis=0))
    cross[:n, n:], cross[n:, :n] = counts, counts.T
    return cross


def _solve(values: Floats, rows: Indices, columns: Indices, shape: tuple[int, int]) -> Floats:
    right = np.zeros(sum(shape))
    np.add.at(right, rows, values)
    np.add.at(right, shape[0] + columns, values)
    return np.asarray(np.linalg.lstsq(_normal(rows, columns, shape), right, rcond=None)[0])


def _error(log_r: Floats, used: Flags, closed: Flags, effects: tuple[Floats, Floats], gaps: Floats) -> float:
    """Standard error clustered by place (Borusyak, Jaravel and Spiess, their equation for the imputation estimator).

    The estimate is linear in log R: closed days weigh 1/N, open days weigh whatever their fit passes on. Gaps of
    closed days are taken from the mean of all other closed places, so that no place hides its own deviation.
    """
    weights = _weights(used, closed)
    places, days = (np.nan_to_num(effect) for effect in effects)
    residuals = np.where(used, np.nan_to_num(log_r) - places[:, None] - days[None, :], 0.0)
    residuals = np.where(closed, gaps - _mean_of_others(gaps, closed)[:, None], residuals)
    by_place = (weights * residuals).sum(axis=1)
    return float(np.sqrt((by_place**2).sum()))


def _mean_of_others(gaps: Floats, closed: Flags) -> Floats:
    total, count = gaps.sum(), closed.sum()
    own, own_count = gaps.sum(axis=1), closed.sum(axis=1)
    rest = count - own_count
    return np.asarray(np.where(rest > 0, (total - own) / np.maximum(rest, 1), total / max(1, count)))


def _weights(used: Flags, closed: Flags) -> Floats:
    """What each place-day weighs in the estimate."""
    shape = used.shape
    rows, columns = np.nonzero(used)
    passed = np.concatenate([closed.sum(axis=1), closed.sum(axis=0)]) / closed.sum()
    solved = np.linalg.lstsq(_normal(rows, columns, shape), passed, rcond=None)[0]
    weights = np.where(used, -(solved[: shape[0], None] + solved[None, shape[0] :]), 0.0)
    return np.asarray(np.where(closed, 1.0 / closed.sum(), weights))
