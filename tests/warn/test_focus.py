"""Plain FOCuS, a peer of the bench, computes what it says it does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.warn.focus import PlainFocus, statistics
from clearway.warn.focus_peer import against_focus, searched

VALUES = st.lists(st.floats(-20, 20, allow_nan=False), min_size=1, max_size=60)


@given(VALUES)
@settings(deadline=None)
def test_focus_finds_what_a_search_over_every_moment_finds(values: list[float]) -> None:
    assert np.allclose(list(statistics(values)), searched(values), rtol=1e-9, atol=1e-9)


@given(VALUES)
@settings(deadline=None, max_examples=40)
def test_focus_says_the_same_as_its_package(values: list[float]) -> None:
    package = pytest.importorskip("changepoint_online", reason="changepoint-online is not installed")
    detector, ours = package.Focus(package.Gaussian(loc=0.0)), PlainFocus()
    for value in values:
        detector.update(value)
        assert ours.update(value) == pytest.approx(max(0.0, detector.statistic()), rel=1e-9, abs=1e-9)


def test_a_fallen_mean_is_seen_and_a_steady_one_is_not() -> None:
    steady = np.random.default_rng(3).normal(size=400)
    fallen = np.concatenate([steady, steady[:60] - 3.0])
    assert max(statistics(steady)) < 12 < list(statistics(fallen))[-1]


def test_the_bench_says_which_focus_it_ran_and_checks_equality_first() -> None:
    figure = against_focus(np.random.default_rng(4).normal(size=(300, 3)), our_rate=1e9)
    assert figure.equal
    assert figure.met
    assert "changepoint-online" in figure.note
