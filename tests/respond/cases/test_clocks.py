"""Clocks that stand still, climb from level to level, warn before they run out; and the rate of closing on time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.cases import Task, TaskKind
from clearway.core.people import Role
from clearway.core.places import Level
from clearway.core.rules import Rulebook
from clearway.law.load import load_rulebook
from clearway.respond.cases.clocks import (
    LEVELS,
    Course,
    cases_on_time,
    is_above,
    late_first,
    level_now,
    level_of,
    standing,
)
from clearway.respond.cases.tasks import escalated_by_clock
from clearway.respond.deadlines import on_time
from tests.examples import AT, COMMUNITY, COUNTY

HOUR = timedelta(hours=1)


def a_task(**changes: object) -> Task:
    """A day to clear the way, begun now."""
    task = Task(
        number="T1", case="C1", kind=TaskKind.RECTIFY, role=Role.COMMUNITY, region=COMMUNITY, opened_at=AT,
        due_at=AT + 24 * HOUR,
    )  # fmt: skip
    return replace(task, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("late", "level"),
    [
        (-1, "community"),
        (0, "community"),
        (1, "township"),
        (24, "county"),
        (25, "county"),
        (48, "city"),
        (72, "province"),
        (999, "province"),
    ],
)
def test_overdue_work_climbs_village_township_county_city_province(late: int, level: str, rulebook: Rulebook) -> None:
    task = a_task()
    assert level_now(task, task.due_at + late * HOUR, rulebook).value == level


def test_what_climbed_is_told_once_a_level_and_what_is_done_climbs_no_more(rulebook: Rulebook) -> None:
    task, late = a_task(), AT + 25 * HOUR
    told = escalated_by_clock(task, late, rulebook)
    assert told is not None
    assert (told.level, told.by_clock) == (Level.TOWNSHIP, True)
    assert escalated_by_clock(replace(task, escalated=told.level), late, rulebook) is None
    assert escalated_by_clock(replace(task, finished_at=late), late + 90 * HOUR, rulebook) is None


def test_a_pause_stops_the_clock_and_ends_by_itself() -> None:
    task = a_task(paused_at=AT + 10 * HOUR, paused_until=AT + 20 * HOUR)
    assert task.paused(AT + 15 * HOUR)
    assert not task.overdue(AT + 19 * HOUR)
    assert not task.paused(AT + 20 * HOUR)
    assert task.due(AT + 40 * HOUR) == AT + 34 * HOUR
    assert task.overdue(AT + 34 * HOUR + timedelta(seconds=1))


@given(start=st.integers(0, 23), length=st.integers(1, 60), look=st.integers(0, 200))
def test_a_pause_never_shortens_and_never_lengthens_by_more_than_itself(start: int, length: int, look: int) -> None:
    task = a_task(paused_at=AT + start * HOUR, paused_until=AT + (start + length) * HOUR)
    assert timedelta() <= task.due(AT + look * HOUR) - task.due_at <= length * HOUR


def test_a_warning_comes_before_the_limit_and_not_while_the_clock_stands(rulebook: Rulebook) -> None:
    task = a_task()
    assert not standing(task, task.due_at - 5 * HOUR, rulebook).near
    assert standing(task, task.due_at - 3 * HOUR, rulebook).near
    assert not standing(task, task.due_at + HOUR, rulebook).near
    paused = replace(task, paused_at=task.due_at - 4 * HOUR, paused_until=task.due_at + 40 * HOUR)
    assert not standing(paused, task.due_at - 3 * HOUR, rulebook).near


def test_the_board_lists_the_longest_overdue_first_and_what_stands_still_last(rulebook: Rulebook) -> None:
    tasks = [
        a_task(number="near"),
        a_task(number="late", due_at=AT - HOUR),
        a_task(number="later", due_at=AT - 9 * HOUR),
        a_task(number="still", due_at=AT - HOUR, paused_at=AT - 2 * HOUR, paused_until=AT + HOUR),
        a_task(number="done", finished_at=AT),
    ]
    assert [one.task.number for one in late_first(tasks, AT, rulebook)] == ["later", "late", "near", "still"]


def _course(due: int, closed: int | None) -> Course:
    return Course(place_code=COUNTY, due_at=AT + due * HOUR, closed_at=None if closed is None else AT + closed * HOUR)


def test_open_overdue_cases_count_against_the_rate_and_open_ones_in_time_do_not() -> None:
    courses = [_course(0, -1), _course(-5, -1), _course(-1, None), _course(9, None)]
    counted = cases_on_time(courses, AT)
    assert (counted.closed, counted.on_time, counted.open_overdue) == (2, 1, 1)
    assert counted.rate == pytest.approx(1 / 3)
    assert cases_on_time([_course(9, None)], AT).rate is None


@given(st.lists(st.tuples(st.integers(-50, 50), st.none() | st.integers(-50, 50)), max_size=20))
def test_leaving_a_case_open_never_makes_the_rate_better_than_closing_it_in_time(
    given_courses: list[tuple[int, int | None]],
) -> None:
    courses = [_course(due, closed) for due, closed in given_courses]
    left = cases_on_time([*courses, _course(-1, None)], AT).rate
    closed = cases_on_time([*courses, _course(-1, -2)], AT).rate
    assert left is not None
    assert closed is not None
    assert left <= closed


def test_a_work_order_returned_or_merged_away_is_nobodys_failure_and_nobodys_success() -> None:
    withdrawn = a_task(finished_at=AT + 99 * HOUR, withdrawn=True)
    assert on_time([withdrawn], AT + 100 * HOUR).rate is None


def test_levels_of_offices_are_an_order(rulebook: Rulebook) -> None:
    for role in Role:
        assert not is_above(role, role)
        assert level_of(role) in LEVELS
    assert is_above(Role.TOWNSHIP, Role.COMMUNITY)
    assert is_above(Role.COUNTY_GOVERNMENT, Role.INSPECTOR)
    assert not is_above(Role.POLICE, Role.TRANSPORT)
    assert is_above(Role.CITY, Role.COUNTY_GOVERNMENT)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        standing(a_task(), datetime(2026, 11, 23), load_rulebook())
