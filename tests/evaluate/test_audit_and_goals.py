"""Audit of our own grades, small areas, beds, goals and scores: nothing is said that the numbers cannot carry."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from clearway.core.grade_events import OverrideReason
from clearway.core.grades import Grade
from clearway.core.rules import Rulebook
from clearway.evaluate.audit.drift import drifts, stability
from clearway.evaluate.audit.groups import AuditVerdict, Case, audit, compare, rate
from clearway.evaluate.audit.overrides import Overruled, by_month
from clearway.evaluate.audit.releasing import Release, released
from clearway.evaluate.costs import Interval
from clearway.evaluate.goals.governance import Part, Side, UnfairScore, league, score
from clearway.evaluate.goals.stages import GoalState, decision_times, goals_on, months_after, standings
from clearway.evaluate.renewal.demand import Course, project
from clearway.evaluate.renewal.serial_interval import SerialInterval
from clearway.evaluate.shrinking import shrink
from tests.examples import AT, COUNTY

DAY = date(2026, 11, 23)
SI = SerialInterval(4.7, 2.9)
COURSE = Course(admitted=0.02, delay=(5.0, 2.0), stay=(9.0, 5.0))


def drawn(group: str, n: int, alarm: float, missed: float, seed: int) -> list[Case]:
    """Graded places of a group with given error rates."""
    rng = np.random.default_rng(seed)
    infected = rng.random(n) < 0.4
    high = np.where(infected, rng.random(n) >= missed, rng.random(n) < alarm)
    return [
        Case(group=group, graded_high=bool(h), infected=bool(i), closed_person_days=100.0 * h)
        for h, i in zip(high, infected, strict=True)
    ]


def test_a_group_wronged_fails_and_the_others_do_not_pass_by_lack_of_data() -> None:
    cases = drawn("old estate", 600, 0.45, 0.1, 1) + drawn("new estate", 600, 0.1, 0.1, 2) + drawn("hamlet", 6, 0, 0, 3)
    found = {one.group: one for one in audit(cases)}
    assert found["old estate"].alarms_verdict is AuditVerdict.FAIL
    assert found["new estate"].alarms_verdict is AuditVerdict.PASS
    assert found["hamlet"].missed_verdict is AuditVerdict.NOT_ENOUGH_DATA


def test_a_perfectly_fair_grader_hardly_ever_fails() -> None:
    """The four-fifths rule fails it in 59% of audits of a hundred."""
    rng, failed = np.random.default_rng(0), 0
    for _ in range(400):
        own, others = rng.binomial(50, 0.2), rng.binomial(50, 0.2)
        failed += compare((own, 50), (others, 50)) is AuditVerdict.FAIL
    assert failed / 400 < 0.03


def test_nothing_to_divide_is_said_to_be_nothing() -> None:
    (calm,) = audit([Case(group="a", graded_high=False, infected=False)])
    assert calm.missed.value is None
    assert calm.person_days_per_infection is None
    assert calm.days_verdict is AuditVerdict.NOT_ENOUGH_DATA


def test_exact_intervals_hold_the_share() -> None:
    assert rate(0, 10).low == 0.0
    assert rate(0, 10).high == pytest.approx(0.3085, abs=1e-4)
    assert rate(10, 10).high == 1.0


def test_readings_that_moved_are_told_from_those_that_did_not_and_from_too_few() -> None:
    rng = np.random.default_rng(0)
    then = {1: rng.uniform(0, 100, 500), 2: rng.uniform(0, 100, 500), 3: rng.uniform(0, 100, 5)}
    now = {1: rng.uniform(0, 100, 500), 2: rng.uniform(50, 100, 500), 3: rng.uniform(0, 100, 500)}
    assert [one.drifted for one in drifts(then, now)] == [False, True, None]
    assert stability(then[1], then[1]) == 0.0


def test_a_month_with_more_than_a_tenth_raised_by_hand_is_an_alarm() -> None:
    raises = [
        Overruled(month="2026-10", was=Grade.MEDIUM, to=Grade.HIGH, reason=OverrideReason.LATE_REPORT, right=n == 0)
        for n in range(3)
    ]
    (october, november) = by_month(raises, {"2026-10": 20, "2026-11": 20}, 0.10)
    assert (october.raised, october.alarm, november.alarm) == (3, True, False)
    assert october.right.value == pytest.approx(1 / 3)


@pytest.mark.parametrize(("raised", "made", "alarm"), [(10, 100, False), (11, 100, True), (0, 0, False)])
def test_a_tenth_itself_is_no_alarm(rulebook: Rulebook, raised: int, made: int, alarm: bool) -> None:
    share = rulebook.value("risk.grade_override", DAY)["alarm_share"]
    raises = [
        Overruled(month="2026-11", was=Grade.LOW, to=Grade.MEDIUM, reason=OverrideReason.LATE_REPORT)
        for _ in range(raised)
    ]
    assert [one.alarm for one in by_month(raises, {"2026-11": made}, share, COUNTY)] == [alarm]


def test_a_group_that_waits_longer_for_its_release_fails_and_few_closures_say_nothing() -> None:
    rng = np.random.default_rng(0)
    slow = [Release(group="old estate", hours=float(hours)) for hours in rng.exponential(200, 60)]
    quick = [Release(group="new estate", hours=float(hours)) for hours in rng.exponential(20, 60)]
    few = [Release(group="hamlet", hours=900.0) for _ in range(4)]
    found = {one.group: one for one in released([*slow, *quick, *few])}
    assert found["old estate"].verdict is AuditVerdict.FAIL
    assert found["new estate"].verdict is AuditVerdict.PASS
    assert found["hamlet"].verdict is AuditVerdict.NOT_ENOUGH_DATA
    low, mean, high = found["old estate"].hours
    assert low < mean < high
    standing = [Release(group="new estate", hours=1.0, still=True)]
    unsure = {one.group: one.verdict for one in released([*slow, *quick, *standing])}
    assert set(unsure.values()) == {AuditVerdict.NOT_ENOUGH_DATA}


def test_a_group_closed_more_for_each_place_found_infected_fails() -> None:
    def cases(group: str, days: float) -> list[Case]:
        return [Case(group=group, graded_high=True, infected=n % 3 == 0, closed_person_days=days) for n in range(90)]

    found = {one.group: one for one in audit([*cases("old estate", 300.0), *cases("new estate", 100.0)])}
    assert found["old estate"].days_verdict is AuditVerdict.FAIL
    assert found["new estate"].days_verdict is AuditVerdict.PASS


def test_small_places_are_drawn_to_the_others_and_large_ones_keep_their_own_rate() -> None:
    people = np.array([50.0, 100_000.0, 80_000.0, 90_000.0, np.nan])
    infections = np.array([1.0, 20.0, 15.0, 300.0, 1.0])
    found = shrink(infections, people)
    own = infections / people * 100_000
    assert found.value[0] < own[0] / 3
    assert found.value[3] == pytest.approx(own[3], rel=0.05)
    assert np.isnan(found.value[4])
    assert (found.low[:4] < found.value[:4]).all()
    assert (found.value[:4] < found.high[:4]).all()


def test_shrunken_rates_miss_less_than_raw_ones() -> None:
    rng = np.random.default_rng(0)
    truth, people = rng.gamma(4.0, 5.0, 300), rng.uniform(5_000, 40_000, 300)
    infections = rng.poisson(truth * people / 100_000).astype(float)
    found = shrink(infections, people)
    assert np.mean((found.value - truth) ** 2) < np.mean((infections / people * 100_000 - truth) ** 2)
    assert 0.9 < np.mean((found.low <= truth) & (truth <= found.high)) <= 1.0


def test_beds_needed_grow_with_infections_and_their_range_with_every_day() -> None:
    growing, falling = 10 * 1.08 ** np.arange(40), 200 * 0.92 ** np.arange(40)
    up, down = project(np.round(growing), COURSE, SI), project(np.round(falling), COURSE, SI)
    assert up.median[-1] > up.median[0]
    assert down.median[-1] < down.median[0]
    assert (up.high - up.low)[-1] > (up.high - up.low)[0]
    low, middle, high = up.against(20)
    assert low <= middle <= high


@pytest.mark.parametrize("days", [0, 3, 7])
def test_a_few_days_are_too_few_to_project_from(days: int) -> None:
    with pytest.raises(ValueError, match="too few"):
        project(np.ones(days), COURSE, SI)


def test_a_goal_is_reached_or_missed_only_where_the_interval_says_so(rulebook: Rulebook) -> None:
    measured = {
        "complaints_closed": rate(40, 40), "complaints_satisfied": rate(9, 10), "rectified": rate(500, 1000),
        "past_clock": rate(1, 50),
    }  # fmt: skip
    found = {one.goal.id: one for one in standings(goals_on(rulebook, DAY), measured, date(2026, 8, 31))}
    assert found["complaints_closed"].state is GoalState.REACHED
    assert found["complaints_satisfied"].state is GoalState.NOT_YET_TOLD
    assert found["rectified"].state is GoalState.MISSED
    assert found["past_clock"].state is GoalState.MISSED
    assert found["closures_fallen"].state is GoalState.NOT_MEASURED
    assert found["complaints_closed"].due == date(2026, 11, 30)


def test_months_end_where_they_end() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_decision_times_come_from_the_moments_of_the_steps() -> None:
    course = [("proposed", AT), ("assessed", AT + timedelta(hours=3)), ("decided", AT + timedelta(hours=5))]
    found = {one.step: one.median for one in decision_times([course, course[:2]])}
    assert found == {"assessed": 3.0, "decided": 2.0, "whole": 4.0}


def parts(over: float, under: float) -> list[Part]:
    """A score with these weights."""
    points = Interval(low=50, value=60, high=70)
    return [
        Part(name="closures", side=Side.OVER_CLOSURE, weight=over, points=points),
        Part(name="late", side=Side.UNDER_CONTROL, weight=under, points=None),
        Part(name="rest", side=Side.OTHER, weight=1 - over - under, points=points),
    ]


def test_closing_too_much_and_too_little_weigh_the_same_and_a_tenth_at_least(rulebook: Rulebook) -> None:
    found = score(parts(0.2, 0.2), rulebook, DAY)
    assert (found.low, found.value, found.high) == pytest.approx((40.0, 58.0, 76.0))
    for over, under in ((0.05, 0.05), (0.1, 0.3), (0.3, 0.1)):
        with pytest.raises(UnfairScore):
            score(parts(over, under), rulebook, DAY)


def test_regions_that_cannot_be_told_apart_are_not_ranked() -> None:
    table = league(
        [("b", Interval(low=1, value=2, high=3)), ("a", Interval(low=2, value=3, high=4)),
         ("c", Interval(low=5, value=6, high=7))]
    )  # fmt: skip
    assert [(one.region, one.best_rank, one.worst_rank) for one in table] == [("a", 2, 3), ("b", 2, 3), ("c", 1, 1)]
