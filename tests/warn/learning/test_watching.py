"""Drift is heard, thresholds must be earned, figures are shares with intervals or "not enough data"."""

from __future__ import annotations

from datetime import timedelta
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.evidence import FlowState
from clearway.warn.learning.drift import ALARM, drift
from clearway.warn.learning.figures import by_county, by_trigger, figures
from clearway.warn.learning.intervals import LEAST, Share, jeffreys, lower_bound, median_of
from clearway.warn.learning.threshold import NotReached, TooFewLabels, choose
from tests.examples import ZONE
from tests.warn.learning.checks import a_label, many


def test_a_model_as_good_as_it_claims_is_no_drift() -> None:
    for seed in range(5):
        found = drift(many(300, 0.85, 0.85, seed=seed), ZONE)
        assert (found.worse_at, found.better_at) == (None, None)


def test_a_model_that_turned_bad_is_heard_after_the_turn_and_within_forty_labels() -> None:
    labels = [*many(200, 0.9, 0.9), *many(100, 0.9, 0.4, first=200, seed=3)]
    found = drift(labels, ZONE)
    assert found.worse_at is not None
    assert labels[200].checked_at <= found.worse_at <= labels[240].checked_at
    assert found.alarm


def test_the_alarm_needs_evidence_of_a_thousand_to_one() -> None:
    assert log(1000) == ALARM


def test_a_week_of_unfounded_warnings_after_quiet_weeks_is_named() -> None:
    weekly = [a_label(7 * 24 * week, 0.9, right=True) for week in range(12)]
    bad = [a_label(7 * 24 * 12 + hour, 0.9, right=False) for hour in range(8)]
    found = drift([*weekly, *bad], ZONE)
    assert [day.isoformat() for day in found.unfounded] == ["2027-02-15"]


def test_no_threshold_is_promised_on_few_labels() -> None:
    with pytest.raises(TooFewLabels, match="only 19"):
        choose(many(19, 0.9, 1.0), 0.85)


def test_no_threshold_is_promised_where_precision_is_not_shown() -> None:
    with pytest.raises(NotReached):
        choose(many(200, 0.9, 0.5), 0.85)


def test_a_threshold_leaves_out_the_warnings_that_were_often_wrong() -> None:
    labels = [*many(150, 0.95, 0.97), *many(150, 0.6, 0.3, first=200)]
    found = choose(labels, 0.85)
    assert 0.6 < found.probability <= 0.95
    assert found.right.whole == 150
    assert lower_bound(found.right.part, found.right.whole) >= 0.85


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=20, max_size=60))
def test_whatever_the_labels_a_promise_holds_on_them_or_is_refused(given: list[tuple[float, bool]]) -> None:
    labels = [a_label(i, p, right=right) for i, (p, right) in enumerate(given)]
    try:
        found = choose(labels, 0.8)
    except (TooFewLabels, NotReached):
        return
    above = [one for one in labels if one.probability >= found.probability]
    assert found.right == Share(sum(one.confirmed for one in above), len(above))
    assert found.right.part / found.right.whole >= 0.8


def test_figures_count_what_was_checked_and_silent_sensors_claim_nothing() -> None:
    labels = [*many(30, 0.9, 1.0), a_label(40, right=False), a_label(41, right=False, state=FlowState.SILENT)]
    late = a_label(42, opened_at=labels[0].since + timedelta(days=9), since=labels[0].since)
    found = figures([*labels, late])
    assert (found.accuracy.part, found.accuracy.whole) == (31, 32)
    assert (found.early.part, found.early.whole) == (30, 31)
    assert found.delay_hours.value == 1.0


def test_below_ten_checks_there_is_no_share_at_all() -> None:
    found = figures(many(LEAST - 1, 0.9, 1.0))
    assert found.accuracy.value is None
    assert found.delay_hours.value is None
    assert figures([]).accuracy == Share(0, 0)


def test_figures_come_by_trigger_and_by_county() -> None:
    labels = [*many(3, 0.9, 1.0), a_label(9, triggers=("flow_drop", "three_days"))]
    assert {key: one.accuracy.whole for key, one in by_trigger(labels).items()} == {"flow_drop": 4, "three_days": 1}
    assert [one.accuracy.whole for one in by_county(labels).values()] == [4]


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_share_and_narrows_with_more_of_the_same(part: int, rest: int) -> None:
    whole = part + rest
    low, high = jeffreys(part, whole)
    assert 0 <= low <= high <= 1
    if whole:
        assert low <= part / whole <= high
        wider = high - low
        narrow = jeffreys(part * 4, whole * 4)
        assert narrow[1] - narrow[0] < wider


def test_a_median_carries_the_order_statistics_about_it() -> None:
    found = median_of(range(1, 12))
    assert (found.value, found.low, found.high) == (6, 2, 10)


def test_a_share_of_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError):
        jeffreys(3, 2)
