"""What the scorer carries from one interval to the next, for every link: nothing else, so a day can follow a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clearway.warn.flow.settings import FlowSettings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scoring:
    """Settings in the units of one interval. ``fade_…``: what a trailing sum keeps from one interval to the next."""

    fade_city: float
    fade_spread: float
    fade_local: float
    gap: int
    settings: FlowSettings

    def numbers(self) -> Floats:
        """All of them as one array, in the order the kernels read them."""
        s = self.settings
        return np.array(
            [
                self.fade_city,
                self.fade_spread,
                self.fade_local,
                self.gap,
                s.closed_share,
                s.open_share,
                s.step,
                s.ceiling,
                s.city_strength,
                s.local_strength,
                s.usual_spread,
                s.spread_slope,
                s.least_open_share,
            ]
        )


def scoring_for(minutes: int, s: FlowSettings) -> Scoring:
    """The settings for readings of ``minutes``."""
    return Scoring(
        fade_city=float(np.exp(-minutes / s.city_memory_minutes)),
        fade_spread=float(np.exp(-minutes / s.spread_memory_minutes)),
        fade_local=float(0.5 ** (minutes / 1440 / s.local_half_life_days)),
        gap=max(2, round(s.gap_minutes / minutes)),
        settings=s,
    )


ROWS = ("city_seen", "city_usual", "spread_seen", "spread_usual", "spread_noise", "local_seen", "local_usual",
        "own", "pair", "silent", "vote")  # fmt: skip


def fresh(links: int) -> Floats:
    """The state before the first reading: (row, link), rows as in ``ROWS``."""
    return np.zeros((len(ROWS), links))
