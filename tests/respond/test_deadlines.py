"""Clocks run out; an open overdue work order counts against the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.cases import Case, CaseState, Task, TaskKind
from clearway.core.people import Role
from clearway.core.refusals import Missing, NotFound
from clearway.core.rules import Rulebook
from clearway.respond.deadlines import VERIFY, due, on_time, overdue, supervised
from tests.examples import AT, COMMUNITY, TOWNSHIP

HOUR = timedelta(hours=1)


def _task(hours: float, finished: float | None = None, number: str = "T") -> Task:
    return Task(
        number=number,
        case="C1",
        kind=TaskKind.VERIFY,
        role=Role.TOWNSHIP,
        region=TOWNSHIP,
        opened_at=AT,
        due_at=AT + hours * HOUR,
        finished_at=None if finished is None else AT + finished * HOUR,
    )


def test_a_check_is_due_within_the_hours_of_the_rulebook(rulebook: Rulebook) -> None:
    assert due(VERIFY, AT, rulebook) == AT + 24 * HOUR


def test_a_clock_without_a_rule_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(NotFound):
        due("duty.whenever", AT, rulebook)
    repealed = Rulebook({VERIFY: replace(rulebook.rule(VERIFY), values=())})
    with pytest.raises(Missing):
        due(VERIFY, AT, repealed)


def test_a_case_is_supervised_from_the_moment_a_clock_runs_out() -> None:
    case = Case(
        number="C1",
        state=CaseState.ACCEPTED,
        place_code=COMMUNITY,
        warning=None,
        closure=None,
        opened_at=AT,
        open_tasks=(_task(24),),
    )
    assert not supervised(case, AT + 24 * HOUR)
    assert supervised(case, AT + 24 * HOUR + timedelta(seconds=1))


def test_the_longest_overdue_comes_first() -> None:
    tasks = (_task(3, number="b"), _task(1, number="a"), _task(2, finished=5, number="done"), _task(9, number="later"))
    assert [task.number for task in overdue(tasks, AT + 5 * HOUR)] == ["a", "b"]


def test_nothing_due_is_no_rate_rather_than_a_perfect_one() -> None:
    assert on_time((_task(24),), AT).rate is None


@given(
    st.lists(st.tuples(st.integers(1, 48), st.one_of(st.none(), st.integers(0, 96))), max_size=12), st.integers(0, 96)
)
def test_leaving_work_open_never_improves_the_rate(tasks: list[tuple[int, int | None]], hours: int) -> None:
    at = AT + hours * HOUR
    told = [_task(due_in, done if done is not None and done <= hours else None) for due_in, done in tasks]
    before = on_time(told, at).rate
    left = on_time([*told, _task(max(hours - 1, 0) - 1)], at).rate
    assert left is not None
    assert before is None or left <= before
