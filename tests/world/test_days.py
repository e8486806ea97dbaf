"""The county's days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from clearway.core.days import DayKind
from clearway.world.days import LOCAL, make_calendar, make_window

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@given(until=MOMENTS, weeks=st.integers(4, 16))
@example(until=datetime(2026, 5, 12, 8, tzinfo=UTC), weeks=4)
def test_every_window_has_a_holiday_and_a_moved_work_day_that_is_none(until: datetime, weeks: int) -> None:
    window = make_window(until, weeks)
    calendar = make_calendar(window)
    kinds = {kind: {entry.day for entry in calendar if entry.kind is kind} for kind in DayKind}
    assert kinds[DayKind.HOLIDAY] & set(window.days)
    assert len(kinds[DayKind.WORKDAY]) == 1
    assert not kinds[DayKind.WORKDAY] & kinds[DayKind.HOLIDAY]
    assert all(day.weekday() == 5 for day in kinds[DayKind.WORKDAY])
    assert all(entry.day >= window.days[0] for entry in calendar)


@given(until=MOMENTS, hours=st.floats(0, 900), length=st.floats(0, 300))
def test_the_steps_of_a_span_add_up_to_it(until: datetime, hours: float, length: float) -> None:
    window = make_window(until, 8)
    since = window.since + timedelta(hours=hours)
    end = min(since + timedelta(hours=length), window.until)
    share = window.share_of_steps(since, end)
    assert len(share) == window.steps == 8 * 7 * 96
    assert np.isclose(share.sum() * 15, (end - since) / timedelta(minutes=1), atol=1e-6)


@given(until=MOMENTS)
def test_a_local_day_begins_at_local_midnight(until: datetime) -> None:
    window = make_window(until, 4)
    day, slot = window.local_slots()
    for step in (0, 50, window.steps - 1):
        at = (window.since + step * timedelta(minutes=15)).astimezone(LOCAL)
        assert window.days[day[step]] == at.date()
        assert slot[step] == at.hour * 4 + at.minute // 15
