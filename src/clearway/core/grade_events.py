"""What happens to grades: a daily run, a named person's override, a panel's setting, a verdict after the fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.grades import Grade, IndicatorReading, LeastMeasure
from clearway.core.words import Bilingual


class OverrideReason(StrEnum):
    """Why a named person sets another grade than the rules came to."""

    WRONG_READING = "wrong_reading"
    LATE_REPORT = "late_report"
    LOCAL_KNOWLEDGE = "local_knowledge"
    NEW_VARIANT = "new_variant"
    ALREADY_HELD = "already_held"
    HARM_TO_PEOPLE = "harm_to_people"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceGraded(Event):
    """A daily run graded a place; ``subject`` is its code. With the readings and facts it rests on, and the moment it
    was made (``graded_at``), it can be reckoned again."""

    kind: ClassVar[str] = "place_graded"
    on: date
    pack: str
    low: Grade
    high: Grade
    published: Grade
    probability: float
    impact: float
    gradable: bool
    measure: LeastMeasure
    readings: tuple[IndicatorReading, ...]
    infections: int | None
    panel: str
    lines: tuple[Bilingual, ...]
    held_by: LeastMeasure | None = None
    protected: bool = False
    graded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideAsked(Event):
    """One named person asks for a higher grade; it has no effect until a second one signs. ``subject``: the place."""

    kind: ClassVar[str] = "override_asked"
    to: Grade
    reason: OverrideReason
    note: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeOverridden(Event):
    """A grade is set by named persons until ``until``; ``subject`` is the place."""

    kind: ClassVar[str] = "grade_overridden"
    was: Grade
    to: Grade
    reason: OverrideReason
    note: str
    until: datetime
    signed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDecided(Event):
    """A county's panel published weights and breakpoints from ``since`` on; ``subject`` is the county."""

    kind: ClassVar[str] = "panel_decided"
    since: date
    minutes: str
    weights: Mapping[str, float]
    at: Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureJudged(Event):
    """A measure was judged after the fact; ``subject`` is its number. ``exit`` opens its lifting: whoever may lift it
    is asked to, with the reasons. ``effect``, ``low``, ``high`` on log R where there is an estimate; ``costs``: what
    was counted, in natural units, then yuan with its ends."""

    kind: ClassVar[str] = "measure_judged"
    verdict: str
    reasons: tuple[Bilingual, ...]
    identified: bool
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    costs: Mapping[str, float] = field(default_factory=dict)
