"""The effect of a closure: right where places were closed by lot, silent where they were closed because they rose."""

from __future__ import annotations

import numpy as np
import pytest

from clearway.core.words import Bilingual
from clearway.evaluate.costs import Interval
from clearway.evaluate.effect.identifying import effect_of
from clearway.evaluate.effect.panel import Panel, panel_of
from clearway.evaluate.effect.trials import INTERVAL, PLACES, TRUTH, Design, county, tally
from clearway.evaluate.effect.two_stage import estimate
from clearway.evaluate.renewal.paired import Averted, averted
from clearway.evaluate.verdict import Record, Verdict, judge, net_benefit


@pytest.mark.parametrize("design", [Design.CLEAN, Design.STAGGERED])
def test_by_lot_the_interval_holds_the_truth_about_as_often_as_it_says(design: Design) -> None:
    """A small draw of what ``clearway bench grade`` measures on 1,000 counties."""
    found = tally(design, 15, seed=4)
    assert found.identified >= 0.7
    assert found.coverage >= 0.75
    assert abs(found.bias) < 0.15
    assert found.wrong_sign == 0


def test_closures_that_follow_rising_cases_are_not_identified() -> None:
    found = tally(Design.RISING, 10, seed=4)
    assert found.identified <= 0.1
    assert found.wrong_sign == 0


def test_without_an_effect_none_is_found_more_often_than_by_chance() -> None:
    found = tally(Design.STAGGERED, 12, seed=9, truth=0.0)
    assert found.coverage >= 0.7


def test_two_stages_give_back_effects_that_are_there_exactly() -> None:
    rng = np.random.default_rng(0)
    places, days = rng.normal(size=(12, 1)), rng.normal(size=(1, 20))
    closed = np.zeros((12, 20), dtype=bool)
    for place in range(6):
        closed[place, 8 + place :] = True
    found = estimate(Panel(log_r=places + days - 0.4 * closed, closed=closed, settling=np.zeros_like(closed)))
    assert found is not None
    assert found.value == pytest.approx(-0.4, abs=1e-9)
    assert found.error == pytest.approx(0.0, abs=1e-9)


def test_where_everything_closed_on_one_day_nothing_is_identified() -> None:
    infections, _ = county(Design.CLEAN, np.random.default_rng(1))
    closed = np.zeros(infections.shape, dtype=bool)
    closed[:, 25:] = True
    found = effect_of(panel_of(infections, closed, INTERVAL))
    assert not found.identified
    assert any("effect not identified" in line.en for line in found.reasons)


def test_a_single_closure_is_too_little() -> None:
    infections, closed = county(Design.STAGGERED, np.random.default_rng(2))
    closed[np.flatnonzero(closed.any(axis=1))[1:]] = False
    found = effect_of(panel_of(infections, closed, INTERVAL))
    assert not found.identified
    assert found.reasons[0].en == "only 1 closed places (5 are needed)"


def test_days_nobody_reported_are_not_days_without_infection() -> None:
    infections, closed = county(Design.CLEAN, np.random.default_rng(3))
    silent = infections.copy()
    silent[:, 30] = np.nan
    panel = panel_of(silent, closed, INTERVAL)
    assert np.isnan(panel.log_r[:, 30]).all()
    assert panel.log_r.shape == (PLACES, infections.shape[1])


def test_infections_averted_come_from_the_measure_alone() -> None:
    before, rate = np.full(20, 15.0), np.full(20, 1.2)
    nothing = averted(before, rate, (0.0, 0.0), INTERVAL, seed=1)
    strong = averted(before, rate, (TRUTH, 0.02), INTERVAL, seed=1)
    assert (nothing.low, nothing.high) == (0.0, 0.0)
    assert 0 < strong.low < strong.value < strong.high
    assert np.array_equal(strong.draws, averted(before, rate, (TRUTH, 0.02), INTERVAL, seed=1).draws)


WRONG = Bilingual("违法", "unlawful")


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        (Record(violations=[WRONG], identified=True, net=0.99), Verdict.EXIT),
        (Record(release_met=True, identified=True, net=0.99), Verdict.EXIT),
        (Record(identified=True, net=0.29), Verdict.EXIT),
        (Record(identified=True, net=0.80), Verdict.KEEP),
        (Record(identified=False, net=0.95), Verdict.ADJUST),
        (Record(identified=True, net=0.5), Verdict.ADJUST),
        (Record(identified=True, net=None), Verdict.ADJUST),
        (Record(identified=True, net=0.9, lighter=(0.8, 0.5)), Verdict.ADJUST),
        (Record(identified=True, net=0.9, lighter=(0.79, 0.5)), Verdict.KEEP),
    ],
)
def test_the_burden_of_proof_lies_with_the_closure(record: Record, verdict: Verdict) -> None:
    found, why = judge(record)
    assert found is verdict
    assert why


def test_net_benefit_is_a_probability_and_none_without_a_price() -> None:
    gain, cost = Averted(draws=np.full(400, 10.0)), Interval(low=1.0, value=2.0, high=3.0)
    worth = {"infection": Interval(low=1.0, value=2.0, high=3.0)}
    assert net_benefit(gain, cost, worth, seed=0) == 1.0
    assert net_benefit(gain, cost, {}, seed=0) is None
