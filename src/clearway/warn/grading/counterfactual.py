"""What would change a grade: for each place the nearest single reading that would make it one step lighter.

Nearest is the smallest move of a sub-score; readings that an office can work on come before those it cannot. Where
the lower end stands above low, it is the one that is moved (it decides what may be restricted); else the upper end.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from clearway.core.grades import Grade
from clearway.warn.grading.arrays import Codes, Flags, Floats, GradedAll, Readings, bands, gated, grade_all
from clearway.warn.grading.settings import GradingRules, Indicator, Pillar

#: Digits of the reading that is told; rounded towards the safe side, so that what is said is true.
_DIGITS = 3
NONE = -1
#: Put on the move of a reading that nobody can work on; no move of a sub-score is as long.
_OUT_OF_REACH = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """For n places: ``indicator`` (1–11, −1: no single one would do) brought to ``value`` makes the end graded
    ``grade`` (index into ``GRADES``). ``upper``: the upper end is spoken of. ``lightest``: nothing lighter exists.
    """

    indicator: Codes
    value: Floats
    grade: Codes
    upper: Flags
    lightest: Flags


def nearest(found: GradedAll, rules: GradingRules) -> Nearest:
    """The nearest lighter grade of every place. O(12 n)."""
    upper = found.low <= _lightest(rules)
    current = np.where(upper, found.high, found.low)
    scores = np.where(upper[:, None], found.sub_scores.high, found.sub_scores.low)
    may_be_high = np.where(upper, found.may_be_high[:, 1], found.may_be_high[:, 0])
    pillars = {
        Pillar.PROBABILITY: np.where(upper, found.probability.high, found.probability.low),
        Pillar.IMPACT: np.where(upper, found.impact.high, found.impact.low),
    }
    best = np.full(len(current), np.inf)
    which, target, reached = np.full(len(current), NONE), np.full(len(current), np.nan), current.copy()
    goals = {pillar: _goal(pillar, pillars, current, may_be_high, rules) for pillar in pillars}
    for index, one in enumerate(rules.indicators):
        if one.pillar not in goals or one.weight <= 0:
            continue
        score, grade = goals[one.pillar]
        move = (pillars[one.pillar] - score) / one.weight
        wanted = scores[:, index] - move
        move = move if one.movable else move + _OUT_OF_REACH
        widening = found.widening[:, index]
        floor = np.where(upper, 100.0 * widening, 0.0)
        nearer = (score >= 0) & (wanted >= floor) & (widening < 1) & (move < best - 1e-9)
        points = np.where(upper, wanted - 100.0 * widening, wanted) / np.where(widening < 1, 1.0 - widening, 1.0)
        best = np.where(nearer, move, best)
        which = np.where(nearer, one.id, which)
        target = np.where(nearer, _reading(one, points), target)
        reached = np.where(nearer, grade, reached)
    return Nearest(indicator=which, value=target, grade=reached, upper=upper, lightest=current <= _lightest(rules))


def _lightest(rules: GradingRules) -> int:
    return min((level.rank for level in rules.pack.levels), default=Grade.NONE.rank)


def _goal(
    pillar: Pillar, pillars: dict[Pillar, Floats], current: Codes, may_be_high: Flags, rules: GradingRules
) -> tuple[Floats, Codes]:
    """Just under which score of ``pillar`` the grade becomes lighter (−1: at none), and which grade it is then."""
    matrix = np.array([[grade.rank for grade in row] for row in rules.matrix])
    matrix = matrix if pillar is Pillar.PROBABILITY else matrix.T
    other = Pillar.IMPACT if pillar is Pillar.PROBABILITY else Pillar.PROBABILITY
    own, across = bands(pillars[pillar], rules), bands(pillars[other], rules)
    score, grade = np.full(len(own), -1.0), current.copy()
    for band in range(len(rules.matrix) - 1):
        there = gated(matrix[band, across], may_be_high, rules)
        lighter = (band < own) & (there < current)
        score = np.where(lighter, (band + 1) * rules.band - 1e-6, score)
        grade = np.where(lighter, there, grade)
    return score, grade


def _reading(one: Indicator, points: Floats) -> Floats:
    """The reading worth so many points, rounded to the side that is worth no more."""
    exact = np.interp(points, (0.0, 50.0, 100.0), one.at)
    size = max(abs(point) for point in one.at)
    unit = 10.0 ** (np.floor(np.log10(np.maximum(np.abs(exact), size * 1e-3))) - _DIGITS + 1)
    rounded = np.ceil(exact / unit - 1e-9) if one.falls else np.floor(exact / unit + 1e-9)
    return np.asarray(rounded * unit)


def changed(readings: Readings, row: int, indicator: int, value: float, rules: GradingRules) -> GradedAll:
    """One place graded again with one reading exactly at ``value``: what a page shows when it is asked "what if"."""
    part = Readings(
        value=readings.value[row : row + 1].copy(), low=readings.low[row : row + 1].copy(),
        high=readings.high[row : row + 1].copy(), age=readings.age[row : row + 1],
        doubtful=readings.doubtful[row : row + 1], infections=readings.infections[row : row + 1],
        held_by=readings.held_by[row : row + 1], protected=readings.protected[row : row + 1],
    )  # fmt: skip
    for column in (part.value, part.low, part.high):
        column[0, indicator - 1] = value
    return grade_all(part, rules)
