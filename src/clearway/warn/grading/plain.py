"""One place graded, the plain way: the reference that ``warn.grading.arrays`` must equal for thousands at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.grades import Grade, IndicatorReading, LeastMeasure, Score, UnitFacts
from clearway.warn.grading.settings import GradingRules, Indicator, Pillar

#: Digits kept of a score, so that 0.22 × 50 + … lands on a band's edge where it should.
DIGITS = 9
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """The figures of a grade, before any words."""

    low: Grade
    high: Grade
    probability: Score
    impact: Score
    burden: float | None
    sub_scores: Mapping[int, Score]
    missing: tuple[int, ...]
    gradable: bool
    measure: LeastMeasure


def grade(readings: Mapping[int, IndicatorReading], facts: UnitFacts, rules: GradingRules, at: datetime) -> Graded:
    """Grade one place from its newest readings by indicator, as of ``at``."""
    ages = {number: _age(reading, at) for number, reading in readings.items()}
    scores, missing = {}, []
    for one in rules.indicators:
        widening = _widening(one, readings.get(one.id), ages.get(one.id), rules)
        scores[one.id] = _sub_score(one, readings.get(one.id), widening)
        if widening >= 1:
            missing.append(one.id)
    probability, impact = _pillar(scores, rules, Pillar.PROBABILITY), _pillar(scores, rules, Pillar.IMPACT)
    infected = _infected(readings.get(1), ages.get(1), facts, rules, 1 in missing)
    low = _gated(_cell(probability.low, impact.low, rules), infected is True, rules)
    high = _gated(_cell(probability.high, impact.high, rules), infected is not False, rules)
    gradable = len(missing) <= rules.missing_at_most and not set(missing) & set(rules.needed)
    burden = None if 12 in missing else scores[12].value
    return Graded(
        low=low, high=high, probability=probability, impact=impact, burden=burden, sub_scores=scores,
        missing=tuple(missing), gradable=gradable,
        measure=_measure(low, gradable, burden, facts, rules),
    )  # fmt: skip


def points(one: Indicator, reading: float) -> float:
    """The sub-score of a reading: 0, 50, 100 at the breakpoints, straight lines between, flat beyond."""
    zero, fifty, hundred = one.at
    for start, end, base in ((zero, fifty, 0.0), (fifty, hundred, 50.0)):
        share = (reading - start) / (end - start)
        if share <= 1:
            return base + 50.0 * max(share, 0.0)
    return 100.0


def _age(reading: IndicatorReading, at: datetime) -> float:
    """Days since the reading; one from after ``at`` (looked at in hindsight) is fresh."""
    return max(0.0, (at - reading.as_of) / _DAY)


def _widening(one: Indicator, reading: IndicatorReading | None, age: float | None, rules: GradingRules) -> float:
    """How far a reading is widened towards knowing nothing: 0 fresh … 1 missing."""
    if reading is None or age is None:
        return 1.0
    stale = min(1.0, max(0.0, (age - one.fresh_days) / (one.lost_days - one.fresh_days)))
    return max(stale, rules.doubtful_widening) if reading.doubtful else stale


def _sub_score(one: Indicator, reading: IndicatorReading | None, widening: float) -> Score:
    if reading is None or widening >= 1:
        return Score(low=0.0, value=50.0, high=100.0)
    ends = sorted((points(one, reading.low), points(one, reading.high)))
    rest = 1.0 - widening
    return Score(
        low=ends[0] * rest,
        value=points(one, reading.value) * rest + 50.0 * widening,
        high=ends[1] * rest + 100.0 * widening,
    )


def _pillar(scores: Mapping[int, Score], rules: GradingRules, pillar: Pillar) -> Score:
    parts = [(one.weight, scores[one.id]) for one in rules.indicators if one.pillar is pillar]
    return Score(
        low=_clean(sum(weight * score.low for weight, score in parts)),
        value=_clean(sum(weight * score.value for weight, score in parts)),
        high=_clean(sum(weight * score.high for weight, score in parts)),
    )


def _clean(score: float) -> float:
    return round(score, DIGITS)


def _cell(probability: float, impact: float, rules: GradingRules) -> Grade:
    """The cell of the matrix; the last band is closed at its upper end."""
    row, column = (min(int(score // rules.band), len(rules.matrix) - 1) for score in (probability, impact))
    return rules.matrix[row][column]


def _infected(
    reading: IndicatorReading | None, age: float | None, facts: UnitFacts, rules: GradingRules, missing: bool
) -> bool | None:
    """Whether a local infection was confirmed inside within the days of the gate; None: not known."""
    if facts.infections is not None:
        return facts.infections > 0
    if reading is None or missing or reading.doubtful or age is None or age > rules.infection_days:
        return None
    if reading.value == 0:
        return False
    return True if reading.low > 0 else None


def _gated(cell: Grade, may_be_high: bool, rules: GradingRules) -> Grade:
    """The grade after the gates and in the levels of the day; a level that does not exist falls to the next lighter."""
    if cell is Grade.HIGH and not may_be_high:
        cell = Grade.MEDIUM
    known = [grade for grade in rules.pack.levels if grade.rank <= cell.rank]
    return max(known, key=lambda grade: grade.rank, default=Grade.NONE)


#: The measures a grade may step along, lightest first.
LADDER = tuple(measure for measure in LeastMeasure if measure not in (LeastMeasure.NONE, LeastMeasure.CANNOT_GRADE))


def _measure(low: Grade, gradable: bool, burden: float | None, facts: UnitFacts, rules: GradingRules) -> LeastMeasure:
    """The least restrictive measure that fits the lower end; burden and the negative list only make it lighter."""
    if low is Grade.NONE:
        return LeastMeasure.NONE
    if not gradable:
        return LeastMeasure.CANNOT_GRADE
    step = _step(low, facts, rules)
    if burden is not None and burden >= rules.burden_lighter_from:
        step = max(0, step - 1)
    if facts.protected:
        step = min(step, LADDER.index(LeastMeasure.PARTIAL))
    return LADDER[step]


def _step(low: Grade, facts: UnitFacts, rules: GradingRules) -> int:
    """Where on the ladder a grade stands; a unit the pack does not know is cut to its largest."""
    if low is not Grade.HIGH:
        return LADDER.index(LeastMeasure.PARTIAL if low is Grade.MEDIUM else LeastMeasure.ROUTINE)
    smallest, largest = LADDER.index(rules.pack.units[0]), LADDER.index(rules.pack.units[-1])
    wanted = LADDER.index(facts.held_by) if facts.held_by in LADDER else smallest
    return min(max(wanted, smallest), largest)
