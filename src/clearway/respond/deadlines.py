"""Clocks: when a work order is due, what is overdue, and how often offices are on time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import Case, Task, on_time_rate
from clearway.core.moments import aware
from clearway.core.refusals import Missing
from clearway.core.rules import Rulebook

FIRST_ANSWER = "duty.first_answer_hours"
VERIFY = "duty.verify_hours"
RECTIFY = "duty.rectify_hours"
RECHECK = "duty.recheck_hours"
BACKLOG = "duty.backlog_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTime:
    """``rate`` = finished on time / (finished + open overdue); None when nothing was due yet."""

    finished: int
    on_time: int
    open_overdue: int

    @property
    def rate(self) -> float | None:
        """The share, 0–1."""
        return on_time_rate(self.on_time, self.finished, self.open_overdue)


def due(rule: str, at: datetime, rulebook: Rulebook) -> datetime:
    """When a clock of ``rule`` (hours) started at ``at`` runs out; ``at`` in the county's zone decides the rule's day.

    Raises:
        NotFound: the rulebook has no such rule.
        Missing: it has no value on that day.
    """
    hours = rulebook.value(rule, aware(at).date())
    if hours is None:
        raise Missing(rule=rule, zh=f"规则 {rule} 在当日的时限", en=f"a value of rule {rule} on that day")
    return at + timedelta(hours=float(hours))


def overdue(tasks: Iterable[Task], at: datetime) -> tuple[Task, ...]:
    """Open work orders whose clock ran out, the longest overdue first."""
    late = (task for task in tasks if task.finished_at is None and task.overdue(at))
    return tuple(sorted(late, key=lambda task: (task.due_at, task.number)))


def supervised(case: Case, at: datetime) -> bool:
    """Whether the case is under supervision (督办): one of its clocks ran out. Computed, never stored."""
    return bool(overdue(case.open_tasks, at))


def on_time(tasks: Iterable[Task], at: datetime) -> OnTime:
    """How the work orders stand at ``at``; those withdrawn, and those open and not yet due, do not count."""
    finished = on_time_count = open_overdue = 0
    for task in tasks:
        if task.withdrawn:
            continue
        if task.finished_at is None:
            open_overdue += task.overdue(at)
        else:
            finished += 1
            on_time_count += not task.overdue(at)
    return OnTime(finished=finished, on_time=on_time_count, open_overdue=open_overdue)
