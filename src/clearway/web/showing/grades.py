"""Grades as pages show them: a place's twelve readings with their points, the matrix, what people set instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.grade_events import OverrideReason, PlaceGraded
from clearway.core.grades import Grade
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.grade_places import again
from clearway.record import reading
from clearway.record.models import OverrideRow
from clearway.record.reading import grades
from clearway.warn.grading.arrays import GRADES, GradedAll
from clearway.warn.grading.explaining import GRADE_WORDS, MEASURE_WORDS, measure_of, told
from clearway.warn.grading.holding import measure_at
from clearway.warn.grading.settings import GradingRules, Indicator

#: The look of a grade: which kind of badge.
LOOKS = {Grade.NONE: "plain", Grade.LOW: "calm", Grade.MEDIUM: "warn", Grade.HIGH: "stop"}
REASONS = {
    OverrideReason.WRONG_READING: Bilingual("读数有误", "a reading is wrong"),
    OverrideReason.LATE_REPORT: Bilingual("报告迟到", "a report came late"),
    OverrideReason.LOCAL_KNOWLEDGE: Bilingual("了解当地情况", "knowledge of the place"),
    OverrideReason.NEW_VARIANT: Bilingual("新毒株", "a new variant"),
    OverrideReason.ALREADY_HELD: Bilingual("传播已被控制在更小范围", "spread is already held in a smaller unit"),
    OverrideReason.HARM_TO_PEOPLE: Bilingual("对居民伤害过大", "too much harm to people"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeShown:
    """A grade in words; ``look`` of its badge."""

    grade: Grade
    words: Bilingual
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceShown:
    """A place in the list."""

    code: str
    name: Bilingual
    now: GradeShown
    low: GradeShown
    high: GradeShown
    measure: Bilingual
    gradable: bool
    overridden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorShown:
    """One of the twelve: its reading in words, points at its low end, value and high end, the value of a what-if."""

    indicator: Indicator
    reading: Bilingual | None
    span: Bilingual | None
    points: float
    low: float
    high: float
    weight: int
    asked: str
    as_of: datetime | None

    @property
    def width(self) -> float:
        """Length of the bar from the low to the high end, at least a hair."""
        return max(2.0, self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What a place would come to with some readings changed."""

    low: GradeShown
    high: GradeShown
    measure: Bilingual
    changed: int


def grade_shown(grade: Grade) -> GradeShown:
    """A grade in words."""
    return GradeShown(grade=grade, words=GRADE_WORDS[grade], look=LOOKS[grade])


def places_shown(runs: tuple[PlaceGraded, ...], at: datetime) -> list[PlaceShown]:
    """The places of a run, highest first, then by code; named persons' word comes before the score."""
    names = {place.code: place.name for place in reading.places()}
    shown = [_place(run, names.get(run.subject, run.subject), at) for run in runs]
    return sorted(shown, key=lambda one: (-one.now.grade.rank, -one.high.grade.rank, one.code))


def _place(run: PlaceGraded, name: str, at: datetime) -> PlaceShown:
    override = grades.override_in_force(run.subject, at)
    return PlaceShown(
        code=run.subject, name=Bilingual(name, name),
        now=grade_shown(Grade(override.to) if override else run.published),
        low=grade_shown(run.low), high=grade_shown(run.high), measure=measure_shown(run, override),
        gradable=run.gradable, overridden=override is not None,
    )  # fmt: skip


def indicators_shown(
    run: PlaceGraded, asked: dict[int, float], desk: Desk
) -> tuple[list[IndicatorShown], WhatIf | None]:
    """The twelve readings with their points, and what would come of those ``asked`` about."""
    _, found, rules = again(run, {}, desk)
    readings = {one.indicator: one for one in run.readings}
    rows = []
    for index, one in enumerate(rules.indicators):
        own = readings.get(one.id)
        wide = own is not None and own.low != own.high
        rows.append(
            IndicatorShown(
                indicator=one,
                reading=told(one, own.value) if own else None,
                span=_span(one, own.low, own.high) if own and wide else None,
                points=float(found.sub_scores.value[0, index]),
                low=float(found.sub_scores.low[0, index]),
                high=float(found.sub_scores.high[0, index]),
                weight=round(100 * one.weight),
                asked=f"{asked[one.id]:g}" if one.id in asked else "",
                as_of=own.as_of if own else None,
            )
        )
    return rows, _what_if(run, asked, desk) if asked else None


def _span(one: Indicator, low: float, high: float) -> Bilingual:
    first, last = told(one, low), told(one, high)
    return Bilingual(f"{first.zh}–{last.zh}", f"{first.en}–{last.en}")


def _what_if(run: PlaceGraded, asked: dict[int, float], desk: Desk) -> WhatIf:
    _, found, _ = again(run, asked, desk)
    return WhatIf(
        low=grade_shown(GRADES[found.low[0]]), high=grade_shown(GRADES[found.high[0]]),
        measure=MEASURE_WORDS[measure_of(found, 0)], changed=len(asked),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the matrix; ``here``: the place may lie in it."""

    grade: GradeShown
    here: bool


def matrix_shown(run: PlaceGraded, desk: Desk) -> list[tuple[int, list[Cell]]]:
    """Rows of the matrix from the highest band of probability down, with the cells the place may lie in."""
    _, found, rules = again(run, {}, desk)
    return [(band + 1, _row(band, found, rules)) for band in reversed(range(len(rules.matrix)))]


def _row(band: int, found: GradedAll, rules: GradingRules) -> list[Cell]:
    def bands(low: float, high: float) -> range:
        last = len(rules.matrix) - 1
        return range(min(int(low // rules.band), last), min(int(high // rules.band), last) + 1)

    rows = bands(float(found.probability.low[0]), float(found.probability.high[0]))
    columns = bands(float(found.impact.low[0]), float(found.impact.high[0]))
    return [
        Cell(grade=grade_shown(grade), here=band in rows and column in columns)
        for column, grade in enumerate(rules.matrix[band])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideShown:
    """An override in words."""

    to: GradeShown
    was: GradeShown
    reason: Bilingual
    row: OverrideRow


def overrides_shown(rows: tuple[OverrideRow, ...]) -> list[OverrideShown]:
    """Overrides in words, as they come."""
    return [
        OverrideShown(
            to=grade_shown(Grade(row.to)), was=grade_shown(Grade(row.was or row.to)),
            reason=REASONS[OverrideReason(row.reason)], row=row,
        )
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """The grade that bears on a measure proposed at a place: of the place itself, or of the nearest larger one."""

    code: str
    name: Bilingual
    now: GradeShown
    measure: Bilingual


def bearing_on(place_code: str, at: datetime) -> Bearing | None:
    """What the grade of a place lets be done at most; None where neither it nor what it lies in was graded."""
    run = grades.grade_over(place_code)
    if run is None:
        return None
    shown = _place(run, "-", at)
    return Bearing(code=run.subject, name=reading.place_name(run.subject), now=shown.now, measure=shown.measure)


def measure_shown(run: PlaceGraded, override: OverrideRow | None) -> Bilingual:
    """What may be done at most now, by the grade that holds: what people set, else what is published."""
    holds = Grade(override.to) if override else run.published
    return MEASURE_WORDS[measure_at(run.measure, run.low, holds, by_hand=override is not None)]
