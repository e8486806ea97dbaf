"""What is late now in a region, what will be soon, and how often its offices are on time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import ClaimType
from clearway.core.places import Level, region_at, region_level
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.first_answers import LateReport, first_answers
from clearway.record import reading
from clearway.record.models import CaseRow, ReportRow
from clearway.record.reading import casework
from clearway.respond.cases.clocks import CasesOnTime, Course, Standing, case_due, cases_on_time, late_first
from clearway.respond.cases.workdays import Calendar, office_calendar
from clearway.respond.deadlines import OnTime, on_time

#: Channels on which somebody waits for an answer from our own desks.
CHANNELS = ("web", "desk", "phone", "api", "open311", "sms")
#: The rate looks back so far, and a report nobody answered so long ago is counted in the rate, not listed.
BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """A case past its limit."""

    number: str
    title: Bilingual
    place_code: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRate:
    """One region below: cases on time, and work orders on time."""

    region: str
    cases: CasesOnTime
    tasks: OnTime


@dataclass(frozen=True, slots=True, kw_only=True)
class LateNow:
    """The board: overdue first, then what is near its limit. ``answers`` are first answers within their hours;
    ``history`` counts unanswered complaints that were long overdue when they came in: in the rate, and not listed."""

    tasks: tuple[Standing, ...]
    near: tuple[Standing, ...]
    paused: tuple[Standing, ...]
    reports: tuple[LateReport, ...]
    cases: tuple[LateCase, ...]
    rate: CasesOnTime
    answers: CasesOnTime
    history: int
    offices: tuple[OfficeRate, ...]


def late_now(region: str, desk: Desk) -> LateNow:
    """The board of ``region`` at the desk's moment."""
    calendar = office_calendar(reading.calendar())
    first = first_answers(region, desk.at - BACK, desk)
    stood = late_first(reading.open_tasks(), desk.local, desk.rulebook)
    places = dict(CaseRow.objects.filter(closed_at=None).values_list("number", "place_code"))
    prefix = reading.code_prefix(region)
    here = [one for one in stood if places.get(one.task.case, "").startswith(prefix)]
    rows = list(CaseRow.objects.filter(place_code__startswith=prefix, opened_at__gte=desk.at - 4 * BACK))
    courses = _courses(rows, calendar, desk)
    return LateNow(
        tasks=tuple(one for one in here if one.overdue),
        near=tuple(one for one in here if one.near),
        paused=tuple(one for one in here if one.paused),
        reports=first.late,
        cases=_late_cases(rows, courses, desk),
        rate=cases_on_time(_recent(courses.values(), desk.at), desk.at),
        answers=first.rate,
        history=first.history,
        offices=_offices(region, courses, desk),
    )


def _courses(rows: Iterable[CaseRow], calendar: Calendar, desk: Desk) -> dict[str, Course]:
    """Case → its limit and end; merged cases are part of another and count there."""
    kept = [row for row in rows if row.merged_into is None]
    begun = [row.report for row in kept if row.report]
    claims = dict(ReportRow.objects.filter(number__in=begun).values_list("number", "claim_type"))
    return {
        row.number: Course(
            place_code=row.place_code,
            due_at=case_due(
                ClaimType(claims.get(row.report or "", ClaimType.COMPLAINT.value)),
                row.opened_at.astimezone(desk.zone),
                desk.rulebook,
                calendar,
            ),
            closed_at=row.closed_at,
        )
        for row in kept
    }


def _recent(courses: Iterable[Course], at: datetime) -> list[Course]:
    return [one for one in courses if one.closed_at is None or one.closed_at >= at - BACK]


def _late_cases(rows: Iterable[CaseRow], courses: dict[str, Course], desk: Desk) -> tuple[LateCase, ...]:
    late = [
        LateCase(
            number=row.number,
            title=Bilingual(row.title_zh, row.title_en),
            place_code=row.place_code,
            due_at=courses[row.number].due_at,
        )
        for row in rows
        if row.closed_at is None and row.number in courses and courses[row.number].due_at < desk.at
    ]
    return tuple(sorted(late, key=lambda one: (one.due_at, one.number)))


def _offices(region: str, courses: dict[str, Course], desk: Desk) -> tuple[OfficeRate, ...]:
    """The regions one level below, each with its rates; those with nothing to count are left out."""
    below = _level_below(region_level(region))
    tasks = casework.tasks_within(region, desk.at - BACK)
    places = dict(CaseRow.objects.filter(number__in={task.case for task in tasks}).values_list("number", "place_code"))
    codes = sorted({region_at(one.place_code, below) for one in courses.values()})
    found = []
    for code in codes:
        own = [one for one in courses.values() if region_at(one.place_code, below) == code]
        work = [task for task in tasks if region_at(places.get(task.case, code), below) == code]
        found.append(
            OfficeRate(region=code, cases=cases_on_time(_recent(own, desk.at), desk.at), tasks=on_time(work, desk.at))
        )
    return tuple(one for one in found if one.cases.rate is not None or one.tasks.rate is not None)


def _level_below(level: Level) -> Level:
    order = list(Level)
    return order[max(0, order.index(level) - 1)]
