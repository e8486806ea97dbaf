"""The same seed and the same frame give the same sample, and the riskier is drawn the likelier."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.inspections import Draw, Entry
from clearway.respond.inspections.sampling import frame_digest, sample

FRAME = [Entry(key=f"M{number}", place_code="990102001001", weight=1.0) for number in range(50)]


@given(seed=st.text(max_size=20), size=st.integers(0, 60), shuffle=st.integers(0, 99), draw=st.sampled_from(Draw))
def test_the_order_of_the_frame_changes_nothing(seed: str, size: int, shuffle: int, draw: Draw) -> None:
    other = list(FRAME)
    random.Random(shuffle).shuffle(other)
    seed = seed.encode(errors="ignore").decode()
    drawn = sample(FRAME, seed, size, draw)
    assert drawn == sample(other, seed, size, draw)
    assert frame_digest(FRAME) == frame_digest(other)
    assert len(drawn) == len(set(drawn)) == min(size, 50)


def test_a_sample_is_the_same_on_every_machine_for_good() -> None:
    assert sample(FRAME, "2026-11-23", 4, Draw.RANDOM) == ("M22", "M47", "M7", "M15")


def test_an_entry_nine_times_as_heavy_comes_first_nine_times_in_ten() -> None:
    two = [Entry(key="light", place_code="9", weight=1.0), Entry(key="heavy", place_code="9", weight=9.0)]
    first = [sample(two, f"seed {number}", 1, Draw.RISK)[0] for number in range(2_000)]
    assert 0.88 < first.count("heavy") / 2_000 < 0.92
    alike = [sample(two, f"seed {number}", 1, Draw.RANDOM)[0] for number in range(2_000)]
    assert 0.46 < alike.count("heavy") / 2_000 < 0.54


def test_another_weight_is_another_frame() -> None:
    heavier = [*FRAME[1:], Entry(key="M0", place_code="990102001001", weight=2.0)]
    assert frame_digest(FRAME) != frame_digest(heavier)


def test_a_key_that_stands_twice_or_weighs_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        sample([FRAME[0], FRAME[0]], "s", 1, Draw.RANDOM)
    with pytest.raises(ValueError, match="above 0"):
        sample([Entry(key="a", place_code="9", weight=0.0)], "s", 1, Draw.RISK)
