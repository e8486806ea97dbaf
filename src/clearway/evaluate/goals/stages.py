"""Goals after 3, 6 and 12 months: reached, missed, or not to be told, by the interval and never by the bare share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise

import numpy as np

from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import Rate

RULE = "duty.stage_goals"


class GoalState(StrEnum):
    """How a goal stands."""

    REACHED = "reached"
    MISSED = "missed"
    NOT_YET_TOLD = "not_yet_told"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal of the plan, due ``months`` after the start; ``at_least`` False: at most."""

    id: str
    months: int
    target: float
    at_least: bool
    name: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalStanding:
    """A goal, what was measured (None: nothing), how it stands and the day it falls due."""

    goal: Goal
    measured: Rate | None
    state: GoalState
    due: date


def goals_on(rulebook: Rulebook, day: date) -> tuple[Goal, ...]:
    """The goals in force on a day."""
    return tuple(
        Goal(
            id=raw["id"], months=int(raw["months"]), target=float(raw["target"]),
            at_least=raw["direction"] == "at_least", name=Bilingual(raw["name"]["zh"], raw["name"]["en"]),
        )
        for raw in (rulebook.value(RULE, day) or {}).get("goals", ())
    )  # fmt: skip


def standings(goals: Sequence[Goal], measured: Mapping[str, Rate], start: date) -> list[GoalStanding]:
    """Every goal beside what was measured; ``start``: the day the county began with the plan."""
    return [
        GoalStanding(
            goal=goal, measured=measured.get(goal.id), state=_state(goal, measured.get(goal.id)),
            due=months_after(start, goal.months),
        )
        for goal in goals
    ]  # fmt: skip


def _state(goal: Goal, measured: Rate | None) -> GoalState:
    """Reached or missed where the share says so and its interval does not leave both open.

    A goal of 100% (or none) is reached by the share alone: no interval of a sample reaches its own end.
    """
    if measured is None or measured.value is None:
        return GoalState.NOT_MEASURED
    whole = goal.target in (0.0, 1.0)
    good = measured.value >= goal.target if goal.at_least else measured.value <= goal.target
    if good:
        sure = whole or (measured.low >= goal.target if goal.at_least else measured.high <= goal.target)
        return GoalState.REACHED if sure else GoalState.NOT_YET_TOLD
    lost = whole or (measured.high < goal.target if goal.at_least else measured.low > goal.target)
    return GoalState.MISSED if lost else GoalState.NOT_YET_TOLD


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months on; the last day where a month is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTime:
    """How long one step of deciding took: ``n`` times, and hours at the 10th, 50th and 90th percentile."""

    step: str
    n: int
    tenth: float
    median: float
    ninetieth: float


def decision_times(courses: Sequence[Sequence[tuple[str, datetime]]]) -> list[StepTime]:
    """Hours between one step and the next, from the ledger: each course is (step, moment) from the proposal on.

    The name is that of the step that ended the wait; ``whole`` is from the first step to the last.
    """
    waits: dict[str, list[float]] = {}
    for course in courses:
        steps = sorted(course, key=lambda one: one[1])
        for (_, before), (step, moment) in pairwise(steps):
            waits.setdefault(step, []).append((moment - before).total_seconds() / 3600)
        if len(steps) > 1:
            waits.setdefault("whole", []).append((steps[-1][1] - steps[0][1]).total_seconds() / 3600)
    return [_times(step, hours) for step, hours in waits.items()]


def _times(step: str, hours: Sequence[float]) -> StepTime:
    tenth, median, ninetieth = np.quantile(hours, [0.1, 0.5, 0.9])
    return StepTime(step=step, n=len(hours), tenth=float(tenth), median=float(median), ninetieth=float(ninetieth))
