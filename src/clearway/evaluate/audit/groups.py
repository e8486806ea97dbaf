"""Error rates by kind of neighbourhood, with intervals, and three verdicts: pass, fail, not enough data.

A perfectly fair grader breaks a bare four-fifths rule in more than half of all audits of a hundred cases; so a group
fails only where the interval of the difference lies beyond the margin, and passes only where it lies within. Past
closures are never the truth here: they are the bias. The truth is whether infections were found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.stats import beta, norm

#: A difference of rates (share) within which groups count as treated alike.
MARGIN = 0.10
#: How many times the others' closed person-days per place infected a group may have.
DAYS_RATIO = 1.25
_Z = float(norm.ppf(0.975))
_LEAST = 5


class AuditVerdict(StrEnum):
    """What an audit of a group can say."""

    PASS = "pass"  # noqa: S105 (a verdict, not a secret)
    FAIL = "fail"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One graded place and period. ``group``: kind of neighbourhood. ``graded_high``: what we said. ``infected``:
    what was found. ``closed_person_days`` people spent closed in."""

    group: str
    graded_high: bool
    infected: bool
    closed_person_days: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A share with its interval of 95% (Clopper–Pearson); ``n`` 0: nothing to count, value None."""

    value: float | None
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAudit:
    """One group beside all others. ``false_alarms``: graded high though nothing was found (FPR). ``missed``: not
    graded high though infections were found (FNR). ``person_days_per_infection``: mean with interval (None: nothing to
    divide). The verdicts are against all other groups; that of days on how many more a group was closed for each place
    found infected."""

    group: str
    cases: int
    false_alarms: Rate
    missed: Rate
    person_days_per_infection: tuple[float, float, float] | None
    alarms_verdict: AuditVerdict
    missed_verdict: AuditVerdict
    days_verdict: AuditVerdict


def audit(cases: Sequence[Case], *, seed: int = 0) -> list[GroupAudit]:
    """Every group, by name."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.group, []).append(case)
    return [_audited(name, groups, seed) for name in sorted(groups)]


def _audited(name: str, groups: Mapping[str, Sequence[Case]], seed: int) -> GroupAudit:
    own = groups[name]
    others = [case for other, cases in groups.items() if other != name for case in cases]
    return GroupAudit(
        group=name,
        cases=len(own),
        false_alarms=rate(*_alarms(own)),
        missed=rate(*_missed(own)),
        person_days_per_infection=_per_infection(own, seed),
        alarms_verdict=compare(_alarms(own), _alarms(others)),
        missed_verdict=compare(_missed(own), _missed(others)),
        days_verdict=_compare_days(own, others, seed),
    )


def _alarms(cases: Sequence[Case]) -> tuple[int, int]:
    calm = [case for case in cases if not case.infected]
    return sum(case.graded_high for case in calm), len(calm)


def _missed(cases: Sequence[Case]) -> tuple[int, int]:
    struck = [case for case in cases if case.infected]
    return sum(not case.graded_high for case in struck), len(struck)


def rate(count: int, n: int) -> Rate:
    """A share of ``n`` with its exact interval."""
    if n == 0:
        return Rate(value=None, low=0.0, high=1.0, n=0)
    low = float(beta.ppf(0.025, count, n - count + 1)) if count else 0.0
    high = float(beta.ppf(0.975, count + 1, n - count)) if count < n else 1.0
    return Rate(value=count / n, low=low, high=high, n=n)


def compare(own: tuple[int, int], others: tuple[int, int], margin: float = MARGIN) -> AuditVerdict:
    """Whether a group's rate is worse than the others' by more than ``margin``.

    The interval of the difference is Newcombe's (1998), Statistics in Medicine 17, method 10.
    """
    if min(own[1], others[1]) < _LEAST:
        return AuditVerdict.NOT_ENOUGH_DATA
    low, high = difference(own, others)
    if low > margin:
        return AuditVerdict.FAIL
    return AuditVerdict.PASS if high < margin else AuditVerdict.NOT_ENOUGH_DATA


def difference(own: tuple[int, int], others: tuple[int, int]) -> tuple[float, float]:
    """Interval of 95% of own − others."""
    first, second = own[0] / own[1], others[0] / others[1]
    (l1, u1), (l2, u2) = _wilson(*own), _wilson(*others)
    gap = first - second
    return (
        gap - float(np.hypot(first - l1, u2 - second)),
        gap + float(np.hypot(u1 - first, second - l2)),
    )


def _wilson(count: int, n: int) -> tuple[float, float]:
    share = count / n
    middle = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    half = _Z * float(np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n))) / (1 + _Z**2 / n)
    return middle - half, middle + half


def _per_infection(cases: Sequence[Case], seed: int) -> tuple[float, float, float] | None:
    """Closed person-days per place with infections found, drawing cases anew for the interval."""
    if not any(case.infected for case in cases):
        return None
    drawn = _ratios(cases, seed)
    low, high = np.quantile(drawn, [0.025, 0.975])
    days, struck = sum(case.closed_person_days for case in cases), sum(case.infected for case in cases)
    return float(low), days / struck, float(high)


def _ratios(cases: Sequence[Case], seed: int) -> npt.NDArray[np.float64]:
    """Closed person-days over places infected, of cases drawn anew; draws without any infected are left out."""
    days = np.array([case.closed_person_days for case in cases])
    struck = np.array([case.infected for case in cases], dtype=float)
    rows = np.random.default_rng(seed).integers(0, len(days), (500, len(days)))
    found = struck[rows].sum(axis=1)
    return np.asarray(days[rows].sum(axis=1)[found > 0] / found[found > 0])


def _compare_days(own: Sequence[Case], others: Sequence[Case], seed: int) -> AuditVerdict:
    """Whether a group was closed ``DAYS_RATIO`` times as much as the others for each place found infected."""
    if min(sum(case.infected for case in cases) for cases in (own, others)) < _LEAST:
        return AuditVerdict.NOT_ENOUGH_DATA
    first, second = _ratios(own, seed), _ratios(others, seed + 1)
    count = min(len(first), len(second))
    low, high = np.quantile(first[:count] - DAYS_RATIO * second[:count], [0.025, 0.975])
    if low > 0:
        return AuditVerdict.FAIL
    return AuditVerdict.PASS if high <= 0 else AuditVerdict.NOT_ENOUGH_DATA
