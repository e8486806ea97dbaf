"""Thousands of places graded at once (numpy), each by itself: equal to ``warn.grading.plain`` place by place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clearway.core.grades import Grade, LeastMeasure
from clearway.warn.grading.plain import DIGITS, LADDER
from clearway.warn.grading.settings import GradingRules, Pillar

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

GRADES = tuple(Grade)
MEASURES = tuple(LeastMeasure)
UNKNOWN = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """n places × 12 indicators, in their order; NaN where there is no reading. ``age`` in days, not negative.

    ``infections``: confirmed inside in the days of the gate, ``held_by``: index into ``LADDER``; −1: not known.
    """

    value: Floats
    low: Floats
    high: Floats
    age: Floats
    doubtful: Flags
    infections: Codes
    held_by: Codes
    protected: Flags


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Low end, value and high end of scores; equally shaped."""

    low: Floats
    value: Floats
    high: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedAll:
    """n grades: ``low`` and ``high`` index ``GRADES``, ``measure`` indexes ``MEASURES``.

    ``sub_scores`` (n, 12) with ``widening`` (n, 12) from 0 (fresh) to 1 (missing); ``may_be_high`` (n, 2): whether
    the gates let the low and the high end be high; ``eased``: livelihood dependence made the measure lighter.
    """

    low: Codes
    high: Codes
    probability: Ends
    impact: Ends
    sub_scores: Ends
    widening: Floats
    gradable: Flags
    measure: Codes
    may_be_high: Flags
    eased: Flags

    @property
    def missing(self) -> Flags:
        """Which indicators had no usable reading: (n, 12)."""
        return self.widening >= 1


def grade_all(readings: Readings, rules: GradingRules) -> GradedAll:
    """Grade every place. O(12 n); no place sees another."""
    widening = _widening(readings, rules)
    scores = _sub_scores(readings, widening, rules)
    probability, impact = (_pillar(scores, rules, pillar) for pillar in (Pillar.PROBABILITY, Pillar.IMPACT))
    missing = widening >= 1
    yes, no = _infected(readings, missing[:, 0], rules)
    low = gated(cells(probability.low, impact.low, rules), yes, rules)
    high = gated(cells(probability.high, impact.high, rules), ~no, rules)
    needed = [number - 1 for number in rules.needed]
    gradable = (missing.sum(axis=1) <= rules.missing_at_most) & ~missing[:, needed].any(axis=1)
    burden = np.where(missing[:, 11], -1.0, scores.value[:, 11])
    return GradedAll(
        low=low, high=high, probability=probability, impact=impact, sub_scores=scores, widening=widening,
        gradable=gradable, measure=_measures(low, gradable, burden, readings, rules),
        may_be_high=np.stack([yes, ~no], axis=1),
        eased=gradable & (low > Grade.LOW.rank) & (burden >= rules.burden_lighter_from),
    )  # fmt: skip


def _widening(readings: Readings, rules: GradingRules) -> Floats:
    fresh = np.array([one.fresh_days for one in rules.indicators])
    lost = np.array([one.lost_days for one in rules.indicators])
    stale = np.clip((readings.age - fresh) / (lost - fresh), 0.0, 1.0)
    stale = np.where(readings.doubtful, np.maximum(stale, rules.doubtful_widening), stale)
    return np.where(np.isnan(readings.value), 1.0, stale)


def _sub_scores(readings: Readings, widening: Floats, rules: GradingRules) -> Ends:
    start, value, end = (_points(readings_of, rules) for readings_of in (readings.low, readings.value, readings.high))
    rest, lost = 1.0 - widening, widening >= 1
    return Ends(
        low=np.where(lost, 0.0, np.minimum(start, end) * rest),
        value=np.where(lost, 50.0, value * rest + 50.0 * widening),
        high=np.where(lost, 100.0, np.maximum(start, end) * rest + 100.0 * widening),
    )


def _points(values: Floats, rules: GradingRules) -> Floats:
    """Sub-scores (n, 12): straight lines through 0, 50 and 100, flat beyond."""
    zero, fifty, hundred = (np.array([one.at[point] for one in rules.indicators]) for point in range(3))
    first = (values - zero) / (fifty - zero)
    second = (values - fifty) / (hundred - fifty)
    below = 50.0 * np.maximum(first, 0.0)
    return np.where(first <= 1, below, np.where(second <= 1, 50.0 + 50.0 * np.maximum(second, 0.0), 100.0))


def _pillar(scores: Ends, rules: GradingRules, pillar: Pillar) -> Ends:
    return Ends(
        low=weighed(scores.low, rules, pillar),
        value=weighed(scores.value, rules, pillar),
        high=weighed(scores.high, rules, pillar),
    )


def weighed(scores: Floats, rules: GradingRules, pillar: Pillar) -> Floats:
    """The score of a pillar; added up in the order of the indicators, so that every digit is that of the plain form."""
    total = np.zeros(len(scores))
    for index, one in enumerate(rules.indicators):
        if one.pillar is pillar:
            total = total + one.weight * scores[:, index]
    return np.round(total, DIGITS)


def bands(scores: Floats, rules: GradingRules) -> Codes:
    """The band of each score from 0; the last is closed at its upper end."""
    return np.minimum((scores // rules.band).astype(np.int64), len(rules.matrix) - 1)


def cells(probability: Floats, impact: Floats, rules: GradingRules) -> Codes:
    """The cell of the matrix for each pair of scores, as indices into ``GRADES``."""
    matrix = np.array([[grade.rank for grade in row] for row in rules.matrix])
    return np.asarray(matrix[bands(probability, rules), bands(impact, rules)])


def gated(cell: Codes, may_be_high: Flags, rules: GradingRules) -> Codes:
    """Grades after the gates, in the levels of the day."""
    capped = np.where(may_be_high, cell, np.minimum(cell, Grade.MEDIUM.rank))
    to = [max((level.rank for level in rules.pack.levels if level.rank <= rank), default=0) for rank in range(4)]
    return np.array(to, dtype=np.int64)[capped]


def _infected(readings: Readings, missing: Flags, rules: GradingRules) -> tuple[Flags, Flags]:
    """Where an infection was confirmed inside, and where it is known that there was none."""
    known = readings.infections != UNKNOWN
    told = ~known & ~missing & ~readings.doubtful[:, 0] & (readings.age[:, 0] <= rules.infection_days)
    value, low = readings.value[:, 0], readings.low[:, 0]
    yes = (known & (readings.infections > 0)) | (told & (value != 0) & (low > 0))
    no = (known & (readings.infections == 0)) | (told & (value == 0))
    return yes, no


def _measures(low: Codes, gradable: Flags, burden: Floats, readings: Readings, rules: GradingRules) -> Codes:
    steps = np.where(low == Grade.MEDIUM.rank, LADDER.index(LeastMeasure.PARTIAL), LADDER.index(LeastMeasure.ROUTINE))
    if rules.pack.units:
        smallest, largest = LADDER.index(rules.pack.units[0]), LADDER.index(rules.pack.units[-1])
        held = np.where(readings.held_by == UNKNOWN, smallest, np.clip(readings.held_by, smallest, largest))
        steps = np.where(low == Grade.HIGH.rank, held, steps)
    steps = np.where(burden >= rules.burden_lighter_from, np.maximum(steps - 1, 0), steps)
    steps = np.where(readings.protected, np.minimum(steps, LADDER.index(LeastMeasure.PARTIAL)), steps)
    codes = np.array([MEASURES.index(measure) for measure in LADDER])[steps]
    codes = np.where(gradable, codes, MEASURES.index(LeastMeasure.CANNOT_GRADE))
    return np.where(low == Grade.NONE.rank, MEASURES.index(LeastMeasure.NONE), codes)
