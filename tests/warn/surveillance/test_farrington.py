"""Farrington's flexible method: R's own answers, and what any implementation must do."""

from __future__ import annotations

from math import isnan
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.warn.surveillance.farrington import Bound, Settings, farrington
from tests.warn.surveillance.test_oracles import _series

WEEKS = 5 * 52


@pytest.mark.shared
@pytest.mark.parametrize("bound", ["delta", "nbPlugin", "muan"])
def test_bounds_expected_counts_and_scores_are_those_of_r(bound: Bound) -> None:
    found = _series("farrington_oracle.csv")
    compared = 0
    for series in sorted({key[0] for key in found}):
        counts = [float(row["y"]) for row in found[(series, "input")]]
        for row in found[(series, f"flex_{bound}")]:
            ours = farrington(counts, int(row["t"]) - 1, Settings(bound=bound))
            assert ours.alarm == (row["alarm"] == "1")
            for value, theirs in ((ours.bound, "upperbound"), (ours.expected, "expected"), (ours.score, "score")):
                assert (isnan(value) and row[theirs] == "NA") or value == pytest.approx(float(row[theirs]), abs=1e-6)
            compared += 1
    assert compared >= 200


def test_a_week_far_above_five_quiet_years_is_an_alarm_and_a_usual_one_is_not() -> None:
    counts = [10.0 + (week * 7 % 5) for week in range(WEEKS)]
    assert not farrington([*counts, 12.0], WEEKS).alarm
    assert farrington([*counts, 60.0], WEEKS).alarm


def test_an_outbreak_of_an_earlier_year_hardly_lifts_the_bound() -> None:
    calm = [10.0 + (week * 7 % 5) for week in range(WEEKS + 1)]
    once = [*calm]
    once[WEEKS - 104] = 200.0
    weighed = farrington(once, WEEKS).bound
    unweighed = farrington(once, WEEKS, Settings(outlier=1e9)).bound
    assert farrington(calm, WEEKS).bound < weighed < unweighed


def test_too_few_counts_lately_have_no_bound_and_no_alarm() -> None:
    verdict = farrington([3.0, 2.0] * 128 + [0.0] * 5, 260)
    assert isnan(verdict.bound)
    assert not verdict.alarm


def test_a_week_without_its_years_is_refused() -> None:
    with pytest.raises(ValueError, match="4 years"):
        farrington([5.0] * 200, 199)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 60))
def test_the_bound_stands_above_what_is_expected(dice: Random, most: int) -> None:
    counts = [dice.randint(1, most) for _ in range(WEEKS + 1)]
    verdict = farrington(counts, WEEKS)
    assert isnan(verdict.bound) or verdict.bound > verdict.expected
