"""An epidemic by community: a renewal process, weekday swings, and reports that come late or not at all.

New infections on a day ~ Poisson(R(t) × Σ recent infections × generation interval), as in Cori et al. 2013
(doi:10.1093/aje/kwt133); spread between communities falls off with distance. Reports come one to six days later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from clearway.world.days import Window
from clearway.world.settlements import Community
from clearway.world.spot import Floats, Ints

_GENERATION = np.array([0.08, 0.22, 0.26, 0.19, 0.12, 0.07, 0.04, 0.02])
_DELAY = np.array([0.14, 0.33, 0.25, 0.15, 0.09, 0.04])


@dataclass(frozen=True)
class Epidemic:
    """Infections by community and local day: when they began, and what was reported of them (−1: no report)."""

    days: list[date]
    began: Ints
    reported: Ints
    reproduction: Floats


def spread(communities: list[Community], window: Window, rng: np.random.Generator) -> Epidemic:
    """The epidemic over the window, seeded in the county town a third of the way in."""
    days = window.days
    reproduction = _reproduction(len(days))
    mixing = _mixing(communities)
    began = np.zeros((len(communities), len(days)), dtype=np.int64)
    start = len(days) // 3
    for day in range(start, len(days)):
        recent = began[:, max(0, day - len(_GENERATION)) : day][:, ::-1]
        force = (recent * _GENERATION[: recent.shape[1]]).sum(axis=1)
        arriving = np.zeros(len(communities))
        arriving[:2] = 0.9 if day < start + 6 else 0.0
        began[:, day] = rng.poisson(reproduction[day] * (mixing @ force) + arriving)
    return Epidemic(days, began, _reported(began, days, start, rng), reproduction)


def _reproduction(days: int) -> Floats:
    """Rising at first, bent down by measures, with the weekday's swing."""
    t = np.arange(days) / max(1, days - 1)
    curve: Floats = 1.55 - 0.85 / (1 + np.exp(-(t - 0.66) * 16)) + 0.06 * np.sin(2 * np.pi * np.arange(days) / 7)
    return curve


def _mixing(communities: list[Community]) -> Floats:
    spots = np.array([community.spot for community in communities])
    metres = np.hypot(*(spots[:, None, :] - spots[None, :, :]).transpose(2, 0, 1))
    near = np.exp(-metres / 2500.0) * np.array([community.people for community in communities])[:, None] ** 0.5
    np.fill_diagonal(near, near.sum(axis=0))
    mixed: Floats = near / near.sum(axis=0, keepdims=True)
    return mixed


def _reported(began: Ints, days: list[date], start: int, rng: np.random.Generator) -> Ints:
    """Four in five are found, some days later; one report in fifty never comes."""
    reported = np.zeros_like(began)
    for delay, share in enumerate(_DELAY, start=1):
        shifted = np.zeros_like(began)
        shifted[:, delay:] = began[:, :-delay]
        reported += rng.binomial(shifted, 0.8 * share)
    reported[:, : max(0, start - 3)] = -1
    reported[rng.random(reported.shape) < 0.02] = -1
    return reported
