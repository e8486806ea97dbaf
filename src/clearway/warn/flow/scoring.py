"""Day after day: baseline from the days before, then the kernel; suspicious readings are not learnt from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.warn.flow.baseline import Floats, baseline
from clearway.warn.flow.day_kinds import DayPlan
from clearway.warn.flow.fast import score_day
from clearway.warn.flow.settings import FlowSettings
from clearway.warn.flow.state import fresh, scoring_for
from clearway.warn.flow.tensor import FlowTensor

NOT_LEARNT_DAYS = 10
NOT_LEARNT_ABOVE = 2.0


@dataclass(frozen=True, slots=True)
class Scores:
    """All flat over time: counts, own and pair evidence, expected counts (time, link); city factor and robust null
    (time, 2). Expected is NaN where nothing could be said."""

    counts: NDArray[np.int32]
    own: NDArray[np.float32]
    pair: NDArray[np.float32]
    expected: NDArray[np.float32]
    town: Floats


def score(tensor: FlowTensor, partner: NDArray[np.int64], plan: DayPlan, s: FlowSettings) -> Scores:
    """Score every reading of the tensor, each from readings up to it only."""
    days, slots, links = tensor.counts.shape
    numbers, state = scoring_for(tensor.minutes, s).numbers(), fresh(links)
    own, pair, expected = (np.zeros((days, slots, links), dtype=np.float32) for _ in range(3))
    town = np.ones((days, slots, 2))
    learnt = tensor.counts.copy()
    kept = s.history_days_daily if slots == 1 else s.history_days
    for day in range(days):
        today = _usual(tensor, learnt[max(0, day - kept) : day], town[max(0, day - kept) : day, :, 0], day, plan, s)
        own[day], pair[day], expected[day], town[day] = score_day(
            tensor.counts[day], today[0], today[1], today[2], partner, numbers, state
        )
        _forget(learnt, tensor.counts, own, plan, tensor.first_day, day)
        learnt[day][_unlike(tensor.counts[day], expected[day], tensor.minutes)] = -1
    flat = (days * slots, links)
    return Scores(
        tensor.counts.reshape(flat), own.reshape(flat), pair.reshape(flat), expected.reshape(flat), town.reshape(-1, 2)
    )


def _usual(
    tensor: FlowTensor, learnt: NDArray[np.int32], city: Floats, day: int, plan: DayPlan, s: FlowSettings
) -> tuple[Floats, Floats, Floats]:
    """What is usual on ``day``: (slot, link) usual and restful counts, (link,) dispersion."""
    slots, links = tensor.counts.shape[1:]
    least = s.least_days_daily if slots == 1 else s.least_days
    if len(learnt) < least - 1:
        blank = np.full((slots, links), np.nan)
        return blank, blank, np.full(links, 0.1)
    first = tensor.first_day + day - len(learnt)
    weekdays = np.array([plan.weekday(first + i) for i in range(len(learnt))], dtype=np.int64)
    found = baseline(_screen(learnt), np.clip(city, 0.3, 3.0), weekdays, s)
    kinds, subdued = plan.kinds(tensor.first_day + day), plan.subdued(tensor.first_day + day)
    usual = found.profiles[kinds, :, np.arange(links)].T.copy()
    restful = np.minimum(found.restful, usual)
    usual[:, subdued] = np.minimum(usual, restful)[:, subdued]
    return usual, restful, found.dispersion


def _screen(learnt: NDArray[np.int32]) -> NDArray[np.int32]:
    """Leave out spells of zeros where other days count plenty: a dead sensor must not teach. Short histories only."""
    days, slots, links = learnt.shape
    blocks = 8 if slots % 8 == 0 else 1
    if days > 14 or slots == 1:
        return learnt
    parts = learnt.reshape(days, blocks, slots // blocks, links)
    totals = np.where(parts >= 0, parts, 0).sum(axis=2)
    dead = (totals == 0) & (np.median(totals, axis=0) >= 8)
    return np.where(dead[:, :, None, :], -1, parts).reshape(days, slots, links).astype(np.int32)


def _forget(
    learnt: NDArray[np.int32],
    counts: NDArray[np.int32],
    own: NDArray[np.float32],
    plan: DayPlan,
    first_day: int,
    day: int,
) -> None:
    """Hide today's suspicious and holiday readings from the baseline; after ten days suspicion is forgotten, so that
    what repeats every week, or lasts, becomes usual."""
    learnt[day][own[day] > NOT_LEARNT_ABOVE] = -1
    learnt[day][:, plan.subdued(first_day + day)] = -1
    if day >= NOT_LEARNT_DAYS:
        back = day - NOT_LEARNT_DAYS
        again = ~plan.subdued(first_day + back)
        learnt[back][:, again] = counts[back][:, again]


def _unlike(counts: NDArray[np.int32], expected: NDArray[np.float32], minutes: int) -> NDArray[np.bool_]:
    """Two hours about each slot that saw far more or far less than expected: a diversion must not become usual."""
    known = (counts >= 0) & ~np.isnan(expected)
    seen = _around(np.where(known, counts, 0).astype(np.float64), minutes)
    usual = _around(np.where(known, expected, 0).astype(np.float64), minutes)
    return np.asarray(known & ((seen > 2.5 * usual + 6) | (seen < 0.4 * usual - 2)), dtype=np.bool_)


def _around(values: Floats, minutes: int) -> Floats:
    """Sums over an hour either side, within the day; (slot, link)."""
    reach = 60 // minutes
    total = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    slots = np.arange(len(values))
    return np.asarray(total[np.minimum(slots + reach + 1, len(values))] - total[np.maximum(slots - reach, 0)])
