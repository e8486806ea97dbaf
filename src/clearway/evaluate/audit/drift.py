"""Whether the readings that are graded still look like those the breakpoints were set on.

Two questions an indicator: how far its distribution moved (population stability index over the bands of its own
sub-scores) and whether that is more than chance (Kolmogorov–Smirnov). Many indicators are asked at once, so the
probabilities are corrected after Benjamini and Hochberg (1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import false_discovery_control, ks_2samp

Floats = npt.NDArray[np.float64]
MOVED, LEVEL, LEAST = 0.2, 0.05, 20
_BANDS = np.array([0.0, 20.0, 40.0, 60.0, 80.0, 100.0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One indicator's sub-scores then and now. ``index``: 0 the same … above 0.2 moved. ``chance``: corrected
    probability; ``drifted`` None: not enough readings to say."""

    indicator: int
    then: int
    now: int
    index: float | None
    chance: float | None
    drifted: bool | None


def drifts(then: Mapping[int, Floats], now: Mapping[int, Floats]) -> list[Drift]:
    """Every indicator named in either; sub-scores 0–100 of readings there were (none for missing ones)."""
    empty = np.zeros(0)
    pairs = {name: (then.get(name, empty), now.get(name, empty)) for name in sorted({*then, *now})}
    asked = [name for name, (first, second) in pairs.items() if min(len(first), len(second)) >= LEAST]
    raw = [float(ks_2samp(*pairs[name]).pvalue) for name in asked]
    corrected = dict(zip(asked, false_discovery_control(raw).tolist() if raw else [], strict=True))
    return [_drift(name, *pairs[name], corrected.get(name)) for name in pairs]


def _drift(name: int, then: Floats, now: Floats, chance: float | None) -> Drift:
    if chance is None:
        return Drift(indicator=name, then=len(then), now=len(now), index=None, chance=None, drifted=None)
    index = stability(then, now)
    return Drift(
        indicator=name, then=len(then), now=len(now), index=index, chance=chance,
        drifted=index > MOVED and chance < LEVEL,
    )  # fmt: skip


def stability(then: Floats, now: Floats) -> float:
    """Population stability index over bands of 20 points; half a reading is put in every band, so none is empty."""
    shares = []
    for values in (then, now):
        counts = np.histogram(values, _BANDS)[0] + 0.5
        shares.append(counts / counts.sum())
    return float(((shares[1] - shares[0]) * np.log(shares[1] / shares[0])).sum())
