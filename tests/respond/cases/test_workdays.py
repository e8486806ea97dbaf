"""Limits in work days: holidays push them back, moved work days do not."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.cases import ClaimType
from clearway.core.days import CalendarDay, DayKind, is_workday
from clearway.core.rules import Rulebook
from clearway.respond.cases.clocks import case_due
from clearway.respond.cases.workdays import after_work_days, office_calendar, work_days_between
from tests.examples import ZONE

#: The National Day of 2026 as an office calendar has it: a week off, and two Saturdays worked for it.
NATIONAL = office_calendar(
    [CalendarDay(day=date(2026, 10, day), kind=DayKind.HOLIDAY) for day in range(1, 9)]
    + [CalendarDay(day=date(2026, 10, 10), kind=DayKind.WORKDAY)]
    + [CalendarDay(day=date(2026, 9, 27), kind=DayKind.WORKDAY, link_class="primary")]
)
_MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda one: one.replace(tzinfo=ZONE))


@pytest.mark.parametrize(
    ("accepted", "days", "end"),
    [
        (datetime(2026, 11, 23, 9), 1, date(2026, 11, 25)),
        (datetime(2026, 11, 23, 23, 59), 1, date(2026, 11, 25)),
        (datetime(2026, 11, 27, 17), 1, date(2026, 12, 1)),
        (datetime(2026, 9, 30, 17), 1, date(2026, 10, 10)),
        (datetime(2026, 9, 30, 17), 2, date(2026, 10, 11)),
        (datetime(2026, 11, 23, 9), 0, date(2026, 11, 24)),
    ],
)
def test_the_day_of_acceptance_does_not_count_and_rest_days_push_the_limit_back(
    accepted: datetime, days: int, end: date
) -> None:
    assert after_work_days(accepted.replace(tzinfo=ZONE), days, NATIONAL) == datetime(
        end.year, end.month, end.day, tzinfo=ZONE
    )


def test_a_day_of_one_class_of_road_is_no_office_day() -> None:
    assert date(2026, 9, 27) not in NATIONAL


@given(at=_MOMENTS, days=st.integers(0, 30), rest=st.sets(st.integers(0, 60)))
def test_exactly_so_many_work_days_lie_between(at: datetime, days: int, rest: set[int]) -> None:
    calendar = {at.date() + timedelta(days=ahead): DayKind.HOLIDAY for ahead in rest}
    end = after_work_days(at, days, calendar)
    assert work_days_between(at, end - timedelta(seconds=1), calendar) == days
    assert days == 0 or is_workday((end - timedelta(days=1)).date(), dict(calendar))


def test_counting_backwards_or_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        after_work_days(datetime(2026, 11, 23, tzinfo=ZONE), -1, {})
    with pytest.raises(ValueError, match="zone"):
        after_work_days(datetime(2026, 11, 23), 1, {})


def test_every_kind_of_claim_has_a_limit_and_an_inquiry_the_shortest(rulebook: Rulebook) -> None:
    at = datetime(2026, 11, 23, 9, tzinfo=ZONE)
    limits = {claim: case_due(claim, at, rulebook, {}) for claim in ClaimType}
    assert min(limits, key=lambda claim: limits[claim]) is ClaimType.INQUIRY
    assert limits[ClaimType.COMPLAINT] == datetime(2026, 12, 1, tzinfo=ZONE)
