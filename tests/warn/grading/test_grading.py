"""The grade: plain and fast equal, never harsher for less knowledge, each place by itself, gates before scores."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest

from clearway.core.grades import Grade, LeastMeasure
from clearway.core.rules import Rulebook
from clearway.warn.grading.arrays import GRADES, MEASURES, Readings, grade_all
from clearway.warn.grading.bench import draw
from clearway.warn.grading.counterfactual import NONE, changed, nearest
from clearway.warn.grading.explaining import explain_all
from clearway.warn.grading.plain import LADDER, grade, points
from clearway.warn.grading.settings import BadPanelSetting, GradingRules, PanelSetting, right_to_appeal, rules_on
from tests.examples import AT
from tests.warn.grading.drawn import one_place

PLAN = date(2026, 11, 23)


@pytest.fixture(scope="module")
def rules(rulebook: Rulebook) -> GradingRules:
    """The work plan's grading."""
    return rules_on(rulebook, PLAN)


def worst(rules: GradingRules, **changes: object) -> Readings:
    """One place at the worst of everything, fresh, with infections inside."""
    value = np.array([[one.at[2] for one in rules.indicators]])
    value[0, 11] = 0.0
    readings = Readings(
        value=value, low=value.copy(), high=value.copy(), age=np.zeros((1, 12)),
        doubtful=np.zeros((1, 12), dtype=bool), infections=np.array([-1]), held_by=np.array([-1]),
        protected=np.array([False]),
    )  # fmt: skip
    return replace(readings, **changes)  # type: ignore[arg-type]


def without(readings: Readings, *indicators: int) -> Readings:
    """The same with readings taken away."""
    columns = [number - 1 for number in indicators]
    copies = {name: getattr(readings, name).copy() for name in ("value", "low", "high", "age")}
    for column in copies.values():
        column[:, columns] = np.nan
    return replace(readings, **copies)


def ends(readings: Readings, rules: GradingRules) -> tuple[Grade, Grade, LeastMeasure]:
    """Lower end, upper end and measure of the only place."""
    found = grade_all(readings, rules)
    return GRADES[found.low[0]], GRADES[found.high[0]], MEASURES[found.measure[0]]


@pytest.mark.parametrize("day", [date(2022, 6, 29), date(2022, 11, 15), date(2022, 12, 8), date(2023, 1, 15), PLAN])
def test_the_fast_form_equals_the_plain_one_place_by_place(rulebook: Rulebook, day: date) -> None:
    rules = rules_on(rulebook, day)
    readings = draw(rules, 300, seed=day.toordinal(), missing=0.15)
    found = grade_all(readings, rules)
    for row in range(300):
        plain = grade(*one_place(readings, row, AT), rules, AT)
        assert (plain.low, plain.high) == (GRADES[found.low[row]], GRADES[found.high[row]])
        assert plain.measure is MEASURES[found.measure[row]]
        assert plain.gradable == found.gradable[row]
        assert plain.probability.value == pytest.approx(found.probability.value[row], abs=1e-6)
        assert plain.missing == tuple((np.flatnonzero(found.missing[row]) + 1).tolist())


def test_a_worse_reading_of_indicators_one_to_eleven_never_makes_a_grade_lighter(rules: GradingRules) -> None:
    """The bench runs 100,000 cases; these are the first 20,000."""
    readings = draw(rules, 20_000, seed=5)
    rng = np.random.default_rng(6)
    column = rng.integers(0, 11, 20_000)
    falls = np.array([one.falls for one in rules.indicators])[column]
    span = np.array([abs(one.at[2] - one.at[0]) for one in rules.indicators])[column]
    step = np.where(falls, -1, 1) * span * rng.random(20_000) * 0.5
    rows = np.arange(20_000)
    worse = {name: getattr(readings, name).copy() for name in ("value", "low", "high")}
    for values in worse.values():
        values[rows, column] += step
    before, after = grade_all(readings, rules), grade_all(replace(readings, **worse), rules)
    assert (after.low >= before.low).all()
    assert (after.high >= before.high).all()
    assert (after.low > before.low).any()


def test_a_missing_reading_never_lowers_the_upper_end_nor_raises_the_lower(rules: GradingRules) -> None:
    readings = draw(rules, 5_000, seed=7, missing=0.1)
    before = grade_all(readings, rules)
    for number in range(1, 13):
        after = grade_all(without(readings, number), rules)
        assert (after.high >= before.high).all()
        assert (after.low <= before.low).all()


def test_a_place_is_graded_the_same_whatever_other_places_there_are(rules: GradingRules) -> None:
    readings = draw(rules, 200, seed=8)
    whole = grade_all(readings, rules)
    for gone in range(0, 200, 20):
        kept = np.arange(200) != gone
        part = Readings(**{field.name: getattr(readings, field.name)[kept] for field in fields(Readings)})
        rest = grade_all(part, rules)
        assert np.array_equal(rest.probability.value, whole.probability.value[kept])
        assert np.array_equal(rest.low, whole.low[kept])


def test_the_worst_place_is_high_and_only_its_households_are_held(rules: GradingRules) -> None:
    assert ends(worst(rules), rules) == (Grade.HIGH, Grade.HIGH, LeastMeasure.HOUSEHOLD)


def test_without_an_infection_inside_nothing_is_high(rules: GradingRules) -> None:
    assert ends(worst(rules, infections=np.array([0])), rules)[:2] == (Grade.MEDIUM, Grade.MEDIUM)
    none = worst(rules)
    for column in (none.value, none.low, none.high):
        column[0, 0] = 0.0
    assert ends(none, rules)[1] is not Grade.HIGH


def test_an_infection_that_is_not_confirmed_lets_only_the_upper_end_be_high(rules: GradingRules) -> None:
    maybe = worst(rules)
    maybe.low[0, 0] = 0.0
    assert ends(maybe, rules)[:2] == (Grade.MEDIUM, Grade.HIGH)


def test_a_way_on_the_negative_list_stays_open_whatever_its_grade(rules: GradingRules) -> None:
    low, _, measure = ends(
        worst(rules, protected=np.array([True]), held_by=np.array([LADDER.index(LeastMeasure.UNIT)])), rules
    )
    assert (low, measure) == (Grade.HIGH, LeastMeasure.PARTIAL)


def test_the_smallest_unit_that_holds_the_infections_is_taken_never_a_compound(rules: GradingRules) -> None:
    for held, expected in ((LeastMeasure.UNIT, LeastMeasure.UNIT), (LeastMeasure.COMPOUND, LeastMeasure.BUILDING)):
        readings = worst(rules, held_by=np.array([LADDER.index(held)]))
        assert ends(readings, rules)[2] is expected


def test_livelihoods_only_ever_make_the_measure_lighter(rules: GradingRules) -> None:
    readings = draw(rules, 3_000, seed=9)
    value = readings.value.copy()
    value[:, 11] = 0.0
    calm = replace(readings, value=value, low=value.copy(), high=value.copy(), age=np.zeros_like(readings.age))
    value = value.copy()
    value[:, 11] = 10.0
    hard = replace(calm, value=value, low=value.copy(), high=value.copy())
    before, after = grade_all(calm, rules), grade_all(hard, rules)
    assert np.array_equal(before.low, after.low)
    assert (after.measure <= before.measure).all()
    assert (after.measure < before.measure).any()


def test_more_than_four_missing_or_the_first_allows_no_new_closure(rules: GradingRules) -> None:
    assert ends(without(worst(rules), 2, 3, 4, 5), rules)[2] is not LeastMeasure.CANNOT_GRADE
    for gone in ((2, 3, 4, 5, 6), (1,)):
        _, high, measure = ends(without(worst(rules), *gone), rules)
        assert (high, measure) == (Grade.HIGH, LeastMeasure.CANNOT_GRADE)


def test_an_old_reading_widens_and_then_counts_as_missing(rules: GradingRules) -> None:
    spans = []
    for age in (1.0, 4.0, 6.0, 8.0):
        readings = worst(rules)
        readings.age[0, 6] = age
        found = grade_all(readings, rules)
        spans.append(float(found.probability.high[0] - found.probability.low[0]))
        assert found.missing[0, 6] == (age > 7)
    assert spans[0] == 0
    assert spans == sorted(spans)
    assert spans[-1] == pytest.approx(12.0)


def test_each_day_has_its_own_rules(rulebook: Rulebook) -> None:
    expected = {
        date(2022, 6, 29): ({Grade.LOW, Grade.MEDIUM, Grade.HIGH}, 7),
        date(2022, 11, 15): ({Grade.LOW, Grade.HIGH}, 5),
        date(2022, 12, 8): ({Grade.LOW, Grade.HIGH}, 5),
        date(2023, 1, 15): (set(), None),
        date(2026, 11, 23): ({Grade.LOW, Grade.MEDIUM, Grade.HIGH}, 5),
    }
    for day, (levels, clock) in expected.items():
        rules = rules_on(rulebook, day)
        assert (set(rules.pack.levels), rules.release_days or None) == (levels, clock)
        low, high, measure = ends(worst(rules), rules)
        if not levels:
            assert (low, high, measure) == (Grade.NONE, Grade.NONE, LeastMeasure.NONE)


def test_grades_and_the_release_clock_follow_the_same_pack_on_every_day(rulebook: Rulebook) -> None:
    dated = [*rulebook.rule("risk.grade_packs").values, *rulebook.rule("closing.release_clock").values]
    for day in {one.since for one in dated}:
        packs = [rulebook.value(rule, day)["pack"] for rule in ("risk.grade_packs", "closing.release_clock")]
        assert packs[0] == packs[1], day


def test_what_is_said_to_change_a_grade_changes_it(rules: GradingRules) -> None:
    readings = draw(rules, 400, seed=10, missing=0.05)
    found = grade_all(readings, rules)
    would = nearest(found, rules)
    told = np.flatnonzero(would.indicator != NONE)
    assert len(told) > 50
    for row in told.tolist():
        again = changed(readings, row, int(would.indicator[row]), float(would.value[row]), rules)
        reached = again.high[0] if would.upper[row] else again.low[0]
        assert reached <= would.grade[row]


def test_a_grade_explains_itself_in_five_lines_of_both_languages(rules: GradingRules, rulebook: Rulebook) -> None:
    readings = draw(rules, 300, seed=11)
    found = grade_all(readings, rules)
    lines = explain_all(readings, found, rules, right_to_appeal(rulebook, PLAN))
    assert all(len(five) == 5 for five in lines)
    assert any("if contacts reached within 24 hours rises to" in five[2].en for five in lines)
    assert all("work plan 4.2" in five[3].en and "appeal" in five[4].en for five in lines)


def test_points_are_zero_fifty_and_a_hundred_at_the_breakpoints(rules: GradingRules) -> None:
    for one in rules.indicators:
        assert [points(one, at) for at in one.at] == [0.0, 50.0, 100.0]
        assert points(one, (one.at[0] + one.at[1]) / 2) == pytest.approx(25.0)


def test_weights_of_each_score_add_up_to_one(rules: GradingRules) -> None:
    for pillar in {one.pillar for one in rules.indicators}:
        assert sum(one.weight for one in rules.indicators if one.pillar is pillar) == pytest.approx(1.0)


def setting(**changes: object) -> PanelSetting:
    """A panel's setting of the example county."""
    panel = PanelSetting(
        county="990102000000",
        since=date(2026, 11, 1),
        minutes="2026-7",
        weights={8: 0.30, 9: 0.25},
        at={1: (0, 10, 80)},
    )
    return replace(panel, **changes)  # type: ignore[arg-type]


def test_a_panels_setting_applies_from_its_day_and_in_its_county(rulebook: Rulebook) -> None:
    def first(day: date, county: str) -> tuple[float, ...]:
        return rules_on(rulebook, day, [setting()], county).indicator(1).at

    assert first(PLAN, "990102000000") == (0, 10, 80)
    assert first(date(2026, 10, 31), "990102000000") == first(PLAN, "990103000000") == (0.0, 5.0, 50.0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": {8: 0.5}}, {"weights": {1: 1.5}}, {"weights": {13: 0.1}}, {"at": {7: (0.4, 0.8, 0.95)}},
        {"at": {1: (0, 0, 5)}}, {"minutes": " "},
    ],
)  # fmt: skip
def test_a_setting_that_does_not_fit_is_refused(rulebook: Rulebook, wrong: dict[str, object]) -> None:
    with pytest.raises(BadPanelSetting):
        rules_on(rulebook, PLAN, [setting(**wrong)], "990102000000")
