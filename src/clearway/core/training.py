"""Courses: who must know what before they act, and what an exercise asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clearway.core.people import Role
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course of the rulebook; ``before`` are acts it comes before, ``exercise`` whether scenarios are part of it."""

    id: str
    title: Bilingual
    roles: tuple[Role, ...]
    months: int
    before: tuple[str, ...]
    exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A course somebody passed on a local day, with the share of questions right."""

    name: str
    course: str
    share: float
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A scenario of an exercise: what is proposed, the checks to judge, and those that fail by the rules of the day.

    ``why`` explains each failing check; ``article`` names where it is written.
    """

    text: Bilingual
    choices: tuple[tuple[str, Bilingual], ...]
    failing: frozenset[str]
    why: tuple[tuple[str, Bilingual, Bilingual], ...]
