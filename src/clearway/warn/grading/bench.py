"""``clearway bench grade``, first half: speed on a county of 20,000 buildings, and what may never happen to a grade."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import numpy as np

from clearway.core.figures import Figure
from clearway.core.grades import IndicatorReading, UnitFacts
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.warn.grading.arrays import GRADES, GradedAll, Readings, grade_all
from clearway.warn.grading.explaining import explain_all, measure_of
from clearway.warn.grading.plain import LADDER, grade
from clearway.warn.grading.settings import GradingRules, right_to_appeal, rules_on

BUILDINGS, CASES, COMPARED = 20_000, 100_000, 300
_DAY = date(2026, 11, 23)


def figures(rulebook: Rulebook, *, quick: bool) -> Iterator[Figure]:
    """The figures of grading; ``quick`` draws a tenth of the cases."""
    rules = rules_on(rulebook, _DAY)
    appeal = right_to_appeal(rulebook, _DAY)
    cases = CASES // 10 if quick else CASES
    yield _speed(rules, appeal)
    yield _never("worse readings of 1–11 that made a grade lighter", _worse(rules, cases), cases)
    yield _never("missing readings that lowered the upper end", _missing(rules, cases), cases)
    yield _never("places reordered by leaving out another", _reordered(rules), 200)


def draw(rules: GradingRules, places: int, seed: int, missing: float = 0.1) -> Readings:
    """Readings of drawn places, in and beyond the breakpoints; some missing, old or doubtful."""
    rng = np.random.default_rng(seed)
    at = np.array([one.at for one in rules.indicators])
    span = at[:, 2] - at[:, 0]
    value = at[:, 0] + (rng.random((places, 12)) * 1.3 - 0.1) * span
    value[rng.random(value.shape) < 0.05] = 0.0
    wide = rng.random((places, 12)) * 0.2 * np.abs(span)
    gone = rng.random((places, 12)) < missing
    value[gone] = np.nan
    return Readings(
        value=value, low=value - wide, high=value + wide,
        age=np.where(gone, np.nan, rng.exponential(2.0, (places, 12))),
        doubtful=rng.random((places, 12)) < 0.05, infections=rng.integers(-1, 3, places),
        held_by=rng.integers(-1, len(LADDER), places), protected=rng.random(places) < 0.1,
    )  # fmt: skip


def _speed(rules: GradingRules, appeal: Bilingual | None) -> Figure:
    readings = draw(rules, BUILDINGS, seed=1)
    start = perf_counter()
    found = grade_all(readings, rules)
    explain_all(readings, found, rules, appeal)
    seconds = perf_counter() - start
    return Figure(
        name="grade and explain 20,000 buildings", value=seconds, unit="s", target="< 2 s", met=seconds < 2,
        peer="plain form", equal=_equal(readings, found, rules),
    )  # fmt: skip


def _equal(readings: Readings, found: GradedAll, rules: GradingRules) -> bool:
    """Whether the plain form comes to the same grade and measure for the first places."""
    at = datetime(2026, 11, 23, tzinfo=UTC)
    for row in range(COMPARED):
        one = {
            column + 1: IndicatorReading(
                place_code="990102001001", indicator=column + 1, value=float(readings.value[row, column]),
                low=float(readings.low[row, column]), high=float(readings.high[row, column]),
                as_of=at - timedelta(days=float(readings.age[row, column])),
                doubtful=bool(readings.doubtful[row, column]),
            )
            for column in range(12) if not np.isnan(readings.value[row, column])
        }  # fmt: skip
        infections, held = int(readings.infections[row]), int(readings.held_by[row])
        facts = UnitFacts(
            infections=None if infections < 0 else infections, held_by=None if held < 0 else LADDER[held],
            protected=bool(readings.protected[row]),
        )  # fmt: skip
        plain = grade(one, facts, rules, at)
        fast = (GRADES[found.low[row]], GRADES[found.high[row]], measure_of(found, row))
        if (plain.low, plain.high, plain.measure) != fast:
            return False
    return True


def _never(name: str, times: int, cases: int) -> Figure:
    return Figure(name=name, value=times, unit=f"of {cases:,}", target="0", met=times == 0)


def _worse(rules: GradingRules, cases: int) -> int:
    """How often a worse reading of one of 1–11 gave a lighter end."""
    readings, rng = draw(rules, cases, seed=2), np.random.default_rng(3)
    rows, column = np.arange(cases), rng.integers(0, 11, cases)
    falls = np.array([one.falls for one in rules.indicators])[column]
    span = np.array([abs(one.at[2] - one.at[0]) for one in rules.indicators])[column]
    step = np.where(falls, -1, 1) * span * rng.random(cases) * 0.5
    worse = {name: getattr(readings, name).copy() for name in ("value", "low", "high")}
    for values in worse.values():
        values[rows, column] += step
    before, after = grade_all(readings, rules), grade_all(replace(readings, **worse), rules)
    return int(((after.low < before.low) | (after.high < before.high)).sum())


def _missing(rules: GradingRules, cases: int) -> int:
    readings, rng = draw(rules, cases, seed=4), np.random.default_rng(5)
    gone = {name: getattr(readings, name).copy() for name in ("value", "low", "high", "age")}
    rows, column = np.arange(cases), rng.integers(0, 12, cases)
    for values in gone.values():
        values[rows, column] = np.nan
    before, after = grade_all(readings, rules), grade_all(replace(readings, **gone), rules)
    return int((after.high < before.high).sum())


def _reordered(rules: GradingRules) -> int:
    """Places whose score, and so whose order among the others, changed when another place was left out."""
    readings = draw(rules, 200, seed=6)
    whole, changed = grade_all(readings, rules), 0
    for gone in range(200):
        kept = np.arange(200) != gone
        part = Readings(**{one.name: getattr(readings, one.name)[kept] for one in fields(Readings)})
        rest = grade_all(part, rules)
        changed += int((rest.probability.value != whole.probability.value[kept]).sum())
        changed += int((rest.low != whole.low[kept]).sum())
    return changed
