"""First answers within their hours: reports taken here and complaints brought in from the hotline, on one clock.

The clock starts when somebody told (a hotline's call: its own moment). The first answer is what was answered here, or
what the hotline's table says it answered, whichever came first. What came in long overdue is history: it counts, and
nobody is sent after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from clearway.loop.desk import Desk
from clearway.record.reading.reporters import Taken, taken
from clearway.respond.cases.clocks import CasesOnTime, Course, cases_on_time
from clearway.respond.deadlines import BACKLOG, FIRST_ANSWER, due


@dataclass(frozen=True, slots=True, kw_only=True)
class LateReport:
    """A report nobody has answered, and when the answer was due."""

    number: str
    place_code: str
    at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswers:
    """``rate`` counts every report; ``late`` lists those still to answer, the longest overdue first; ``history`` counts
    the unanswered that were long overdue when they came in."""

    rate: CasesOnTime
    late: tuple[LateReport, ...]
    history: int


def first_answers(region: str, since: datetime, desk: Desk) -> FirstAnswers:
    """Reports of ``region`` told from ``since`` until the desk's moment."""
    due_at, backlog = _dues(desk), timedelta(hours=float(desk.rulebook.value(BACKLOG, desk.local.date())))
    told = list(taken(region, since, desk.at))
    open_late = [(one, due_at(one.at)) for one in told if one.answered_at is None and due_at(one.at) < desk.at]
    current = [(one, due) for one, due in open_late if not _history(one, due, backlog)]
    late = [
        LateReport(number=one.number, place_code=one.place_code or region, at=one.at, due_at=due)
        for one, due in current
    ]
    return FirstAnswers(
        rate=cases_on_time(_courses(told, region, due_at), desk.at),
        late=tuple(sorted(late, key=lambda one: (one.due_at, one.number))),
        history=len(open_late) - len(current),
    )


def _history(one: Taken, due_at: datetime, backlog: timedelta) -> bool:
    return one.came_at is not None and one.came_at > due_at + backlog


def _courses(told: Iterable[Taken], region: str, due_at: Callable[[datetime], datetime]) -> Iterable[Course]:
    return (
        Course(place_code=one.place_code or region, due_at=due_at(one.at), closed_at=one.answered_at) for one in told
    )


def _dues(desk: Desk) -> Callable[[datetime], datetime]:
    """When the answer to what was told at a moment is due; the rule is asked once a local day."""
    hours: dict[date, timedelta] = {}

    def due_at(at: datetime) -> datetime:
        local = at.astimezone(desk.zone)
        if local.date() not in hours:
            hours[local.date()] = due(FIRST_ANSWER, local, desk.rulebook) - local
        return at + hours[local.date()]

    return due_at
