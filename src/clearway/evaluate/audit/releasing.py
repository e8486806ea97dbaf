"""Hours from the moment a closure had no right to stand any more to its lifting, by kind of neighbourhood.

A closure nobody registered never had that right: its hours run from its start. One that still stands counts with its
hours so far, which are fewer than they will be; so a group with such closures never passes, and none fails beside
others that have them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clearway.evaluate.audit.groups import AuditVerdict

Floats = npt.NDArray[np.float64]
#: A difference of means (hours) within which groups count as treated alike.
MARGIN_HOURS = 24.0
_LEAST, _DRAWS = 5, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One closure that outlived its right: the kind of neighbourhood, hours until it was lifted, or so far."""

    group: str
    hours: float
    still: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReleases:
    """One group beside all others: how many closures, how many of them still stand, mean hours with their interval of
    95%, and the verdict on being lifted later than the others."""

    group: str
    closures: int
    still: int
    hours: tuple[float, float, float]
    verdict: AuditVerdict


def released(releases: Sequence[Release], *, seed: int = 0) -> list[GroupReleases]:
    """Every group, by name."""
    groups: dict[str, list[Release]] = {}
    for one in releases:
        groups.setdefault(one.group, []).append(one)
    return [_group(name, groups, seed) for name in sorted(groups)]


def _group(name: str, groups: Mapping[str, Sequence[Release]], seed: int) -> GroupReleases:
    own = np.array([one.hours for one in groups[name]])
    others = [one for other, rows in groups.items() if other != name for one in rows]
    still, open_elsewhere = sum(one.still for one in groups[name]), any(one.still for one in others)
    verdict = _verdict(own, np.array([one.hours for one in others]), seed)
    unsure = (verdict is AuditVerdict.PASS and still) or (verdict is AuditVerdict.FAIL and open_elsewhere)
    low, high = np.quantile(_means(own, seed), [0.025, 0.975])
    return GroupReleases(
        group=name, closures=len(own), still=still, hours=(float(low), float(own.mean()), float(high)),
        verdict=AuditVerdict.NOT_ENOUGH_DATA if unsure else verdict,
    )  # fmt: skip


def _verdict(own: Floats, others: Floats, seed: int) -> AuditVerdict:
    """Fail where the whole interval of the difference lies beyond the margin, pass where it lies within."""
    if min(len(own), len(others)) < _LEAST:
        return AuditVerdict.NOT_ENOUGH_DATA
    low, high = np.quantile(_means(own, seed) - _means(others, seed + 1), [0.025, 0.975])
    if low > MARGIN_HOURS:
        return AuditVerdict.FAIL
    return AuditVerdict.PASS if high < MARGIN_HOURS else AuditVerdict.NOT_ENOUGH_DATA


def _means(hours: Floats, seed: int) -> Floats:
    """Means of closures drawn anew."""
    rows = np.random.default_rng(seed).integers(0, len(hours), (_DRAWS, len(hours)))
    return np.asarray(hours[rows].mean(axis=1))
