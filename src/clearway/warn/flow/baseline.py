"""What is usual for a link at this time of the week, from readings of earlier days only.

Gamma–Poisson shrinkage (Clayton & Kaldor, Biometrics 43, 1987) twice: a link's day towards the town's day at the
link's level, and its weekdays towards its own day. Exposure carries the city factor of each past moment, so a rainy
day teaches the shape of a day but not a lower level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.warn.flow.settings import FlowSettings

Floats = NDArray[np.float64]
#: Readings of a daily (or weekly) counter before it is judged; the town needs its 28 days besides.
LEAST_DAILY = 8


@dataclass(frozen=True, slots=True)
class Baseline:
    """For one day to come. ``profiles``: (weekday, slot, link) counts expected at city factor 1, NaN where history is
    too short; ``restful``: (slot, link), the quieter day of the weekend; ``dispersion``: (link,) of the negative
    binomial."""

    profiles: Floats
    restful: Floats
    dispersion: Floats


def baseline(counts: NDArray[np.int32], exposure: Floats, weekdays: NDArray[np.int64], s: FlowSettings) -> Baseline:
    """The baseline of the day after these days.

    ``counts``: (day, slot, link), -1 where missing or not to be learnt from; ``exposure``: city factor (day, slot);
    ``weekdays``: (day,) 0 Monday … 6 Sunday.
    """
    minutes = 1440 // counts.shape[1]
    valid = counts >= 0
    ages = _ages(len(counts), s)
    seen = np.where(valid, counts, 0) * ages[:, None, None]
    weight = valid * (exposure * ages[:, None])[:, :, None]
    day = _daily(seen.sum(axis=0), weight.sum(axis=0), minutes, s)
    profiles = day * _ratios(seen, weight, day, weekdays, minutes, s)
    spread = _dispersion(counts, exposure, profiles, weekdays)
    profiles *= _usual_low(counts, exposure, profiles, weekdays)
    profiles[:, :, ~_enough(valid, s)] = np.nan
    return Baseline(profiles, profiles[5:].min(axis=0), spread)


def _ages(days: int, s: FlowSettings) -> Floats:
    return np.asarray(0.5 ** (np.arange(days - 1, -1, -1) / s.history_half_life_days), dtype=np.float64)


def _enough(valid: NDArray[np.bool_], s: FlowSettings) -> NDArray[np.bool_]:
    """Whether a link was heard on enough days; daily counts may come on one day a week only."""
    heard = (valid.mean(axis=1) > 0.3).sum(axis=0)
    if valid.shape[1] == 1:
        return np.asarray(heard >= LEAST_DAILY, dtype=np.bool_)
    return np.asarray(heard >= s.least_days - 1, dtype=np.bool_)


def _daily(seen: Floats, weight: Floats, minutes: int, s: FlowSettings) -> Floats:
    """Counts per slot at exposure 1, (slot, link): own curve, smoothed, shrunk to the town's curve."""
    own = smooth(seen, s.smooth_minutes / minutes)
    held = smooth(weight, s.smooth_minutes / minutes)
    level = seen.sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-9)
    capped = np.minimum(1.0, 20.0 / np.maximum(level, 1e-9))
    curve = (own * capped).sum(axis=1) / np.maximum((held * level * capped).sum(axis=1), 1e-9)
    prior = np.maximum(np.outer(curve, level), 1e-6)
    return np.asarray((own + s.profile_strength) / (held + s.profile_strength / prior), dtype=np.float64)


def _ratios(
    seen: Floats, weight: Floats, day: Floats, weekdays: NDArray[np.int64], minutes: int, s: FlowSettings
) -> Floats:
    """Each weekday against the link's own day, (7, slot, link): its hours shrunk to what working days, or weekends, are
    together, and those to 1."""
    ratios = np.ones((7, *day.shape))
    for kinds in (range(5), range(5, 7)):
        both = np.isin(weekdays, list(kinds))
        together = _against(seen[both].sum(axis=(0, 1)), (weight[both].sum(axis=0) * day).sum(axis=0), s.week_strength)
        for kind in kinds:
            here = weekdays == kind
            own, held = seen[here].sum(axis=0), weight[here].sum(axis=0) * day
            own, held = (smooth(one, s.weekday_smooth_minutes / minutes) for one in (own, held))
            ratios[kind] = _against(own, held, s.weekday_strength, together)
    return ratios


def _against(seen: Floats, held: Floats, strength: float, usual: Floats | float = 1.0) -> Floats:
    """Seen against held, shrunk to ``usual`` as if that had been seen in ``strength`` passages."""
    return np.asarray((seen + strength * usual) / (held + strength), dtype=np.float64)


def smooth(curve: Floats, half_width: float) -> Floats:
    """Triangular sum around the clock over ``half_width`` slots either side; (slot, link) stays so."""
    reach = int(half_width)
    total = curve.copy()
    for step in range(1, min(reach, (len(curve) - 1) // 2) + 1):
        share = 1 - step / (half_width + 1)
        total += share * (np.roll(curve, step, axis=0) + np.roll(curve, -step, axis=0))
    return total


def _dispersion(counts: NDArray[np.int32], exposure: Floats, profiles: Floats, weekdays: NDArray[np.int64]) -> Floats:
    """Moment estimate of the negative binomial's dispersion (variance = m + d·m²), shrunk to 0.05."""
    excess, scale = np.full(counts.shape[2], 0.05 * 50), np.full(counts.shape[2], 50.0)
    for one in range(max(0, len(counts) - 7), len(counts)):
        expected = profiles[weekdays[one]] * exposure[one][:, None]
        off = np.where(counts[one] >= 0, np.minimum((counts[one] - expected) ** 2, 4 * expected**2 + 9), 0.0)
        known = np.where(counts[one] >= 0, expected, 0.0)
        excess += (off - known).sum(axis=0)
        scale += (known**2).sum(axis=0)
    return np.asarray(np.clip(excess / scale, 0.02, 1.0), dtype=np.float64)


def _usual_low(counts: NDArray[np.int32], exposure: Floats, profiles: Floats, weekdays: NDArray[np.int64]) -> Floats:
    """(slot, link) factor, at most 1: lower where this hour was often far below its mean before.

    Where crowds come on some nights only, the mean is no night's usual count: the tenth of past days that saw least
    (each shrunk by ten passages) must lie above half the mean, else the mean is brought down until it does.
    """
    days, slots, links = counts.shape
    width = max(1, slots // 24)
    shares = np.empty((days, slots // width, links))
    for day in range(days):
        expected = np.where(counts[day] >= 0, profiles[weekdays[day]] * exposure[day][:, None], 0.0)
        seen = np.where(counts[day] >= 0, counts[day], 0)
        hours = (slots // width, width, links)
        usual = expected[: hours[0] * width].reshape(hours).sum(axis=1)
        shares[day] = (seen[: hours[0] * width].reshape(hours).sum(axis=1) + 10.0) / (usual + 10.0)
    low = np.sort(shares, axis=0)[max(0, int(0.1 * days))]
    factor = np.clip(low / 0.5, 0.05, 1.0)
    hour = np.minimum(np.arange(slots) // width, len(factor) - 1)
    return np.asarray(factor[hour], dtype=np.float64)
