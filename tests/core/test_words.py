"""A sentence in two languages."""

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.words import Bilingual, filled


def test_one_day_is_left_and_two_days_are() -> None:
    left = Bilingual("剩余 {n} 天", "{n:day|days} left")
    assert left.fill(n=1) == Bilingual("剩余 1 天", "1 day left")
    assert left.fill(n=2).en == "2 days left"


def test_none_at_all_is_spoken_of_in_the_plural() -> None:
    assert filled("{n:feed is|feeds are} silent", n=0) == "0 feeds are silent"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_other_formats_stay_pythons(value: float) -> None:
    assert filled("{value:.3f} m", value=value) == f"{value:.3f} m"
