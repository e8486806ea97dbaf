"""Training: what a person still lacks, an exercise on the county's own places, and its result in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from clearway.core.places import PlaceKind
from clearway.core.refusals import Missing
from clearway.core.training import Course, Question
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.reading import resources as kept
from clearway.respond.training.scenarios import scenarios
from clearway.respond.training.standing import PASSING, Standing, courses, finish, lacking, may_act, standing

_SCENES = frozenset({PlaceKind.COMMUNITY, PlaceKind.VILLAGE, PlaceKind.COMPOUND})


def standing_of(desk: Desk) -> tuple[Standing, ...]:
    """The courses of this person's role, and which count today."""
    passed = kept.courses_passed(desk.by.name)
    return standing(desk.by.role, passed, rulebook=desk.rulebook, on=desk.local.date())


def exercise(seed: int, desk: Desk) -> tuple[Question, ...]:
    """Scenarios for ``seed`` on places of this person's region, judged under the rules of today.

    Raises:
        Missing: no places are loaded there.
    """
    places = [place for place in reading.places(desk.by.region) if place.kind in _SCENES]
    if not places:
        raise Missing(zh="本地区的地点数据", en="places of this region: load them first")
    asked = desk.rulebook.value(PASSING, desk.local.date())["questions"]
    return scenarios(places, rulebook=desk.rulebook, at=desk.local, seed=seed, questions=asked)


def right(questions: Sequence[Question], answers: Sequence[frozenset[str]]) -> tuple[bool, ...]:
    """Which scenarios were judged exactly right."""
    return tuple(question.failing == answer for question, answer in zip(questions, answers, strict=True))


def take(course: str, seed: int, answers: Sequence[frozenset[str]], desk: Desk) -> tuple[bool, ...]:
    """Write the result of an exercise; returns which scenarios were right.

    Raises:
        Refusal: the course is not for this role, or no places are loaded.
    """
    judged = right(exercise(seed, desk), answers)
    share = sum(judged) / len(judged)
    with session():
        outcome = finish(course, share, by=desk.by, rulebook=desk.rulebook, on=desk.local.date(), seed=seed)
        write(outcome, desk)
    return judged


def attend(course: str, desk: Desk) -> None:
    """Write that a course without an exercise was attended to its end.

    Raises:
        Refusal: the course is not for this role.
    """
    with session():
        write(finish(course, 1.0, by=desk.by, rulebook=desk.rulebook, on=desk.local.date()), desk)


def hold_to_training(act: str, desk: Desk) -> None:
    """Stop an act of this person where the county requires a course before it and they have not passed it.

    Raises:
        NotTrained: the county requires them.
    """
    passed, on = kept.courses_passed(desk.by.name), desk.local.date()
    refused = may_act(act, desk.by, passed, rulebook=desk.rulebook, on=on)
    if refused:
        raise refused


def lacking_before(act: str, desk: Desk) -> tuple[Course, ...]:
    """Courses that should come before an act of this person and do not count today: told beside the form."""
    passed = kept.courses_passed(desk.by.name)
    return lacking(act, desk.by.role, passed, rulebook=desk.rulebook, on=desk.local.date())


def trained_by_course(desk: Desk) -> Mapping[str, int]:
    """How many people passed each course in the last two years."""
    today = desk.local.date()
    people = {(one.course, one.name) for one in kept.passed_since(today - timedelta(days=730))}
    return {course.id: sum(name == course.id for name, _ in people) for course in courses(desk.rulebook, today)}
