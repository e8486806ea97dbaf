"""Courses by role, and what a person still lacks on a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clearway.core.decisions import Decision, Outcome
from clearway.core.people import NO_OFFICE, Actor, Role
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.core.training import Course, Passed
from clearway.core.training_events import CourseFinished
from clearway.core.words import Bilingual

COURSES = "duty.training"
PASSING = "duty.training_pass"


class NotTrained(Refusal):
    """A county asks for a course before this act, and this person has not passed it."""

    code = "not_trained"
    template = Bilingual("办理“{act}”前须先完成培训：{zh}", "before “{act}” comes the course: {en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One course of a person's role; ``until`` the last day it counts, None where it was never passed."""

    course: Course
    until: date | None
    valid: bool


def courses(rulebook: Rulebook, on: date) -> tuple[Course, ...]:
    """Every course of the rulebook on a day."""
    return tuple(
        Course(
            id=raw["id"],
            title=Bilingual(raw["zh"], raw["en"]),
            roles=tuple(Role(role) for role in raw["roles"]),
            months=raw["months"],
            before=tuple(raw["before"]),
            exercise=raw["exercise"],
        )
        for raw in rulebook.value(COURSES, on) or ()
    )


def standing(role: Role, passed: Iterable[Passed], *, rulebook: Rulebook, on: date) -> tuple[Standing, ...]:
    """What the role asks for, and what of it counts on that day."""
    last: dict[str, date] = {}
    for one in passed:
        last[one.course] = max(last.get(one.course, one.on), one.on)
    asked = (course for course in courses(rulebook, on) if role in course.roles)
    return tuple(_of_course(course, last.get(course.id), on) for course in asked)


def lacking(act: str, role: Role, passed: Iterable[Passed], *, rulebook: Rulebook, on: date) -> tuple[Course, ...]:
    """Courses that come before ``act`` and do not count today."""
    found = standing(role, passed, rulebook=rulebook, on=on)
    return tuple(one.course for one in found if act in one.course.before and not one.valid)


def may_act(act: str, by: Actor, passed: Iterable[Passed], *, rulebook: Rulebook, on: date) -> Refusal | None:
    """Refuse where the county enforces training and some is lacking; None otherwise."""
    if not (rulebook.value(PASSING, on) or {}).get("enforce"):
        return None
    missing = lacking(act, by.role, passed, rulebook=rulebook, on=on)
    if not missing:
        return None
    return NotTrained(
        rule=PASSING,
        act=act,
        zh="、".join(course.title.zh for course in missing),
        en=", ".join(course.title.en for course in missing),
    )


def finish(
    course_id: str, share: float, *, by: Actor, rulebook: Rulebook, on: date, seed: int | None = None
) -> Outcome:
    """Write that a person took an exercise; whether it is passed follows from the share right."""
    course = next((one for one in courses(rulebook, on) if one.id == course_id), None)
    if by.role in NO_OFFICE or course is None or by.role not in course.roles:
        return NotAllowed(role=by.role.value, place=by.region, act="take_course")
    if not 0 <= share <= 1:
        return Missing(zh="答对比例（0 到 1）", en="a share of right answers between 0 and 1")
    passed = share >= rulebook.value(PASSING, on)["share"]
    finished = CourseFinished(subject=by.name, course=course_id, share=share, passed=passed, on=on, seed=seed)
    return Decision((finished,))


def _of_course(course: Course, passed_on: date | None, on: date) -> Standing:
    until = None if passed_on is None else _months_later(passed_on, course.months)
    return Standing(course=course, until=until, valid=until is not None and until >= on)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
