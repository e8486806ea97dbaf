"""When a limit runs out, which level of office it has come to by then, and what is close to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import ClaimType, Task, on_time_rate
from clearway.core.moments import aware
from clearway.core.people import Role
from clearway.core.places import Level
from clearway.core.refusals import Missing
from clearway.core.rules import Rulebook
from clearway.respond.cases.workdays import Calendar, after_work_days

HANDLE = "duty.handle_days"
ESCALATE = "duty.escalate_hours"
WARN_BEFORE = "duty.warn_before_hours"

LEVELS = tuple(Level)
_LEVEL_OF = {
    Role.COMMUNITY: Level.COMMUNITY,
    Role.TOWNSHIP: Level.TOWNSHIP,
    Role.CITY: Level.CITY,
    Role.PROVINCE: Level.PROVINCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One work order at a moment: where its clock stands, and the level of office it has come to."""

    task: Task
    due: datetime
    left: timedelta
    overdue: bool
    near: bool
    paused: bool
    level: Level

    @property
    def escalated(self) -> bool:
        """Whether it lies with a level above the office that has it."""
        return self.level is not level_of(self.task.role)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesOnTime:
    """``rate`` = closed on time / (closed + open overdue); None when nothing was due yet."""

    closed: int
    on_time: int
    open_overdue: int

    @property
    def rate(self) -> float | None:
        """The share, 0–1."""
        return on_time_rate(self.on_time, self.closed, self.open_overdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What of a case its rate needs: its limit, and when it was closed (None: open)."""

    place_code: str
    due_at: datetime
    closed_at: datetime | None


def level_of(role: Role) -> Level:
    """The level an office works at; departments, inspectors and the hotline are the county's."""
    return _LEVEL_OF.get(role, Level.COUNTY)


def is_above(role: Role, other: Role) -> bool:
    """Whether an office stands above another: a higher level; in the county, its government."""
    if role is Role.COUNTY_GOVERNMENT and level_of(other) is Level.COUNTY:
        return other is not Role.COUNTY_GOVERNMENT
    return LEVELS.index(level_of(role)) > LEVELS.index(level_of(other))


def case_due(claim: ClaimType, at: datetime, rulebook: Rulebook, calendar: Calendar) -> datetime:
    """When a case accepted at ``at`` (in the county's zone) is to be closed, by the work-day calendar.

    Raises:
        Missing: the rulebook has no limit for this kind of claim on that day.
    """
    days = (rulebook.value(HANDLE, aware(at).date()) or {}).get(claim.value)
    if days is None:
        raise Missing(rule=HANDLE, zh=f"“{claim.value}”的办结时限", en=f"a limit for handling a claim ({claim.value})")
    return after_work_days(at, int(days), calendar)


def level_now(task: Task, at: datetime, rulebook: Rulebook) -> Level:
    """The level of office an open work order has come to: one up when it is overdue, one more each step of the rule."""
    reached = max(LEVELS.index(level_of(task.role)), LEVELS.index(task.escalated) if task.escalated else 0)
    late = at - task.due(at)
    if task.finished_at is None and late > timedelta():
        step = timedelta(hours=float(rulebook.value(ESCALATE, aware(at).date())))
        climbed = LEVELS.index(level_of(task.role)) + 1 + late // step
        reached = max(reached, climbed)
    return LEVELS[min(reached, len(LEVELS) - 1)]


def standing(task: Task, at: datetime, rulebook: Rulebook) -> Standing:
    """How a work order stands at ``at`` (in the county's zone)."""
    due, over = task.due(aware(at)), task.overdue(at)
    before = timedelta(hours=float(rulebook.value(WARN_BEFORE, aware(at).date())))
    left = due - (task.finished_at or at)
    return Standing(
        task=task,
        due=due,
        left=left,
        overdue=over,
        near=task.finished_at is None and not over and not task.paused(at) and left <= before,
        paused=task.finished_at is None and task.paused(at),
        level=level_now(task, at, rulebook),
    )


def late_first(tasks: Iterable[Task], at: datetime, rulebook: Rulebook) -> tuple[Standing, ...]:
    """Open work orders, the longest overdue first, then by what is left; those standing still come last."""
    stood = [standing(task, at, rulebook) for task in tasks if task.finished_at is None]
    return tuple(sorted(stood, key=lambda one: (one.paused, one.left, one.task.number)))


def cases_on_time(courses: Iterable[Course], at: datetime) -> CasesOnTime:
    """How cases stand at ``at``; open ones not yet due do not count, open overdue ones count against the office."""
    closed = on_time = overdue = 0
    for course in courses:
        if course.closed_at is not None and course.closed_at <= at:
            closed += 1
            on_time += course.closed_at <= course.due_at
        else:
            overdue += course.due_at < at
    return CasesOnTime(closed=closed, on_time=on_time, open_overdue=overdue)
