"""What the model claims becomes how often it is right; few labels change little, and rules beside it nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.evidence import FlowState
from clearway.warn.learning.calibration import SUREST, Calibration, Curve, calibrate, fit, foretold, reliability
from tests.examples import OTHER_COUNTY
from tests.warn.learning.checks import a_label, many


def test_without_labels_nothing_changes() -> None:
    curve = calibrate([]).of("410102000000")
    assert [curve(p) for p in (0.0, 0.3, 0.97)] == [0.0, 0.3, 0.97]


def test_nothing_is_ever_told_as_certain() -> None:
    assert Curve()(1.0) == SUREST
    assert fit([a_label(i, 0.95, right=True) for i in range(300)])(0.98) <= SUREST < 0.995


def test_one_wrong_warning_of_a_sure_model_changes_its_claim_less_than_many_do() -> None:
    one = fit([a_label(1, 0.9, right=False)])(0.9)
    all_wrong = fit([a_label(i, 0.9, right=False) for i in range(60)])(0.9)
    assert 0.9 > one > 0.5 > 0.2 > all_wrong


@pytest.mark.parametrize(("claimed", "rate"), [(0.95, 0.6), (0.6, 0.9), (0.8, 0.8)])
def test_many_labels_bring_the_claim_to_the_rate_that_was_found(claimed: float, rate: float) -> None:
    labels = many(600, claimed, rate)
    found = sum(one.confirmed for one in labels) / len(labels)
    assert fit(labels)(claimed) == pytest.approx(found, abs=0.03)


def test_a_county_with_its_own_labels_has_its_own_curve_and_another_has_the_pooled_one() -> None:
    here = many(200, 0.9, 0.9)
    there = many(200, 0.9, 0.4, seed=2, first=300, place_code=OTHER_COUNTY)
    found = calibrate([*here, *there])
    assert found.of(OTHER_COUNTY)(0.9) < 0.5 < 0.8 < found.of(here[0].county)(0.9)
    assert found.of("110101000000") is found.pooled


def test_rules_beside_the_model_and_silent_sensors_do_not_enter() -> None:
    beside = [a_label(i, 0.5, right=False, triggers=(rule,)) for i, rule in enumerate(("lagging", "rising_anger"))]
    silent = [a_label(9, 0.9, right=False, state=FlowState.SILENT)]
    assert calibrate([*beside, *silent]) == Calibration()


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40), st.floats(0, 1), st.floats(0, 1))
def test_a_surer_claim_is_never_less_likely(given: list[tuple[float, bool]], a: float, b: float) -> None:
    curve = fit([a_label(i, p, right=right) for i, (p, right) in enumerate(given)])
    low, high = sorted((a, b))
    assert 0 <= curve(low) <= curve(high) <= 1


def test_the_reliability_curve_needs_ten_labels_a_point_and_carries_its_interval() -> None:
    assert reliability(many(9, 0.9, 1.0)) == ()
    points = reliability([*many(40, 0.6, 0.5), *many(40, 0.9, 0.9, first=50)])
    assert [one.right.whole for one in points] == [40, 40]
    spread = [a_label(i, i / 100, right=True) for i in range(85)]
    assert [one.right.whole for one in reliability(spread)] == [11] * 6 + [19]
    assert all(one.right.low <= one.right.part / one.right.whole <= one.right.high for one in points)
    assert [one.claimed for one in points] == sorted(one.claimed for one in points)


def test_calibrating_a_boastful_model_foretells_better_what_nobody_had_seen_yet() -> None:
    scores = foretold(many(300, 0.98, 0.6))
    assert scores is not None
    raw, calibrated = scores
    assert calibrated < raw
    assert foretold(many(15, 0.98, 0.6)) is None


def test_a_curve_is_the_same_whatever_the_order_of_the_labels() -> None:
    labels = many(50, 0.8, 0.7)
    assert calibrate(labels).pooled == calibrate(labels[::-1]).pooled
    assert isinstance(calibrate(labels).pooled, Curve)
