"""The fast scorer equals the plain one."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.warn.flow.fast import score_day
from clearway.warn.flow.plain import PlainScorer
from clearway.warn.flow.settings import DEFAULT
from clearway.warn.flow.state import fresh, scoring_for

LINKS, SLOTS = 6, 40


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([1, 5, 15, 60, 1440]), st.floats(0.1, 40))
def test_the_kernel_says_what_the_plain_lines_say(seed: int, minutes: int, level: float) -> None:
    rng = np.random.default_rng(seed)
    usual = level * rng.lognormal(0, 1, (SLOTS, LINKS))
    restful = usual * rng.choice([0.05, 0.4, 1.0], (SLOTS, LINKS))
    counts = rng.poisson(usual * rng.choice([0.03, 0.4, 1.0], (SLOTS // 8, LINKS)).repeat(8, axis=0)).astype(np.int32)
    counts[rng.random(counts.shape) < 0.1] = -1
    usual[rng.random(usual.shape) < 0.05] = np.nan
    dispersion, partner = rng.uniform(0.02, 0.5, LINKS), np.array([1, 0, 3, 2, -1, -1])
    scoring = scoring_for(minutes, DEFAULT)
    own, pair, expected, _ = score_day(counts, usual, restful, dispersion, partner, scoring.numbers(), fresh(LINKS))
    plain = PlainScorer(scoring, dispersion.tolist(), partner.tolist())
    for slot in range(SLOTS):
        row = [None if count < 0 else int(count) for count in counts[slot]]
        slowly = plain.step(row, usual[slot].tolist(), restful[slot].tolist())
        np.testing.assert_allclose(slowly[0], own[slot], rtol=1e-5, atol=1e-5)
        np.testing.assert_allclose(slowly[1], pair[slot], rtol=1e-5, atol=1e-5)
        np.testing.assert_allclose(slowly[2], expected[slot], rtol=1e-5, atol=1e-6)


def test_two_days_in_a_row_are_scored_as_one_long_day() -> None:
    rng = np.random.default_rng(3)
    usual = rng.lognormal(0, 1, (SLOTS, LINKS))
    counts = rng.poisson(usual).astype(np.int32)
    fixed = (rng.uniform(0.02, 0.5, LINKS), np.array([1, 0, 3, 2, -1, -1]), scoring_for(5, DEFAULT).numbers())
    whole = score_day(counts, usual, usual, *fixed, fresh(LINKS))
    state = fresh(LINKS)
    parts = [score_day(counts[a:b], usual[a:b], usual[a:b], *fixed, state) for a, b in ((0, 17), (17, SLOTS))]
    for i in range(4):
        np.testing.assert_array_equal(whole[i], np.concatenate([part[i] for part in parts]))


def test_a_missing_reading_says_nothing_and_a_zero_says_something() -> None:
    fixed = (np.array([0.1]), np.array([-1]), scoring_for(5, DEFAULT).numbers())
    usual = np.full((10, 1), 2.0)
    zeros = score_day(np.zeros((10, 1), np.int32), usual, usual, *fixed, fresh(1))
    nothing = score_day(np.full((10, 1), -1, np.int32), usual, usual, *fixed, fresh(1))
    assert zeros[0][-1, 0] > 5
    assert nothing[0].max() == 0
    assert math.isnan(float(nothing[2][-1, 0]))


def test_silence_beyond_the_gap_resets_the_evidence() -> None:
    fixed = (np.array([0.1]), np.array([-1]), scoring_for(5, DEFAULT).numbers())
    counts = np.zeros((60, 1), np.int32)
    counts[20:50] = -1
    own = score_day(counts, np.full((60, 1), 1.0), np.full((60, 1), 1.0), *fixed, fresh(1))[0]
    assert own[19, 0] > 5
    assert own[30, 0] == own[19, 0]
    assert own[49, 0] == 0
