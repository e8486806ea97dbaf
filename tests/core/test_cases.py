"""Leaving a case open never improves an office's rate."""

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.cases import on_time_rate

counts = st.integers(0, 1000)


@given(counts, counts, counts)
def test_one_more_overdue_case_never_raises_the_rate(on_time: int, late: int, overdue: int) -> None:
    before = on_time_rate(on_time, on_time + late, overdue)
    after = on_time_rate(on_time, on_time + late, overdue + 1)
    assert after is not None
    assert before is None or after <= before


def test_nothing_due_is_no_rate_rather_than_a_perfect_one() -> None:
    assert on_time_rate(0, 0, 0) is None
