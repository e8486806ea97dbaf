"""Infections of many places by day as a panel of log R: the only outcome by which closures are judged.

Cases themselves are never the outcome: where closures follow rising cases, comparing cases before and after gives the
wrong sign. log R on a day is the log of its infections over the pressure of those before it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clearway.evaluate.renewal.reproduction import infectivity
from clearway.evaluate.renewal.serial_interval import SerialInterval

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: Below this pressure of infection (expected infections at R = 1) a day says nothing about log R.
LEAST_PRESSURE = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """n places × m days. ``log_r``: NaN where a day says nothing. ``closed``: the measure stood on that day.

    ``settling``: days on which a measure began too lately to show, or that came after one: neither closed nor open.
    """

    log_r: Floats
    closed: Flags
    settling: Flags

    @property
    def starts(self) -> npt.NDArray[np.int64]:
        """First day of each place's first measure; m where it never had one."""
        touched = self.closed | self.settling
        return np.asarray(np.where(touched.any(axis=1), touched.argmax(axis=1), touched.shape[1]))


def panel_of(
    infections: Floats, closed: Flags, interval: SerialInterval, *, settle_days: int = 2, least: float = LEAST_PRESSURE
) -> Panel:
    """The panel of infections (n, m; NaN: nobody reported) and of the days on which each place was closed.

    The first ``settle_days`` of a measure, and every day after a place's measure ended, are left out: what they show
    belongs to neither side. A day nobody reported makes the days of the next serial interval say nothing either.
    """
    known = np.nan_to_num(infections)
    pressure = infectivity(known, interval)
    reported = ~np.isnan(infections)
    says = reported & (pressure >= least) & _reported_before(reported, interval)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_r = np.where(says, np.log((known + 0.5) / pressure), np.nan)
    return Panel(
        log_r=log_r, closed=closed & ~_first_days(closed, settle_days), settling=_settling(closed, settle_days)
    )


def _reported_before(reported: Flags, interval: SerialInterval) -> Flags:
    """Whether the days that press on a day were nearly all reported."""
    days = reported.shape[1]
    weights = interval.days(days)
    total = infectivity(np.ones((1, days)), interval)
    covered = infectivity(reported.astype(np.float64), interval)
    return np.asarray((covered >= 0.9 * total) & (total > 0.9 * weights.sum()) & (total > 0))


def _first_days(closed: Flags, days: int) -> Flags:
    """The first ``days`` of every spell."""
    if days <= 0:
        return np.zeros_like(closed)
    before = np.zeros_like(closed)
    before[:, 1:] = closed[:, :-1]
    first = closed & ~before
    marked = first.copy()
    for _ in range(days - 1):
        shifted = np.zeros_like(marked)
        shifted[:, 1:] = marked[:, :-1]
        marked = (marked | shifted) & closed
    return np.asarray(marked)


def _settling(closed: Flags, days: int) -> Flags:
    after = (np.cumsum(closed, axis=1) > 0) & ~closed
    return np.asarray(after | _first_days(closed, days))
