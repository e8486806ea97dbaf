"""Our own grades beside what was found afterwards, by kind of neighbourhood; never beside past decisions to close."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from clearway.core.grade_events import OverrideReason, PlaceGraded
from clearway.core.grades import Grade
from clearway.core.places import Place
from clearway.evaluate.audit.drift import Drift, drifts
from clearway.evaluate.audit.groups import Case, GroupAudit, audit
from clearway.evaluate.audit.overrides import MonthOfOverrides, Overruled, by_month
from clearway.loop.desk import Desk
from clearway.loop.grade_places import arrays_of, county_rules, readings_of
from clearway.record import reading
from clearway.record.reading import grades
from clearway.warn.grading.arrays import grade_all

#: Days after a grade within which an infection counts as what was found.
AFTER = 7
_AGED = 0.25
_WINDOW = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeAudit:
    """Groups with their error rates, drift of each indicator, overrides by month, and how much it all rests on."""

    groups: list[GroupAudit]
    drift: list[Drift]
    overrides: list[MonthOfOverrides]
    judged: int
    runs: int


def audit_grades(desk: Desk) -> GradeAudit:
    """Audit the runs of this county up to the desk's moment."""
    today = desk.local.date()
    runs = grades.all_runs(desk.by.region)
    places = {place.code: place for place in reading.places()}
    cases = list(_cases(runs, places, today))
    rule = desk.rulebook.value("risk.grade_override", today) or {"alarm_share": 0.1}
    made = [
        Overruled(month=f"{row.at:%Y-%m}", was=Grade(row.was), to=Grade(row.to), reason=OverrideReason(row.reason))
        for row in grades.overrides(desk.by.region)
        if row.was
    ]
    return GradeAudit(
        groups=audit(cases), drift=_drift(runs, desk, today), judged=len(cases), runs=len(runs),
        overrides=by_month(made, grades.grades_by_month(desk.by.region), float(rule["alarm_share"])),
    )  # fmt: skip


def _cases(runs: tuple[PlaceGraded, ...], places: dict[str, Place], today: date) -> list[Case]:
    """One case a run that is old enough to be judged and whose place reported every day since."""
    counts: dict[str, dict[date, int]] = defaultdict(dict)
    for one in reading.infections(until=today):
        counts[one.place_code][one.on] = one.infections
    closed = _closed_days()
    found = []
    for run in runs:
        days = [run.on + timedelta(days=ahead) for ahead in range(1, AFTER + 1)]
        told = [counts[run.subject].get(day) for day in days]
        if days[-1] > today or any(one is None for one in told):
            continue
        place = places.get(run.subject)
        people = float(place.population or 0) if place else 0.0
        found.append(
            Case(
                group=_group(place), graded_high=run.published is Grade.HIGH, infected=sum(told) > 0,  # type: ignore[arg-type]
                closed_person_days=people * (run.on in closed.get(run.subject, set())),
            )
        )  # fmt: skip
    return found


def _closed_days() -> dict[str, set[date]]:
    """The days on which a measure stood over a place."""
    found: dict[str, set[date]] = defaultdict(set)
    for one in reading.measures():
        if one.place_code is None or one.ends_at is None:
            continue
        day, last = one.starts_at.date(), min(one.ends_at, one.lifted_at or one.ends_at).date()
        while day <= last and len(found[one.place_code]) < 4_000:
            found[one.place_code].add(day)
            day += timedelta(days=1)
    return found


def _group(place: Place | None) -> str:
    if place is None or not place.population or place.age60 is None:
        return "unknown"
    return f"{place.kind.value}_{'aged' if place.age60 / place.population >= _AGED else 'younger'}"


def _drift(runs: tuple[PlaceGraded, ...], desk: Desk, today: date) -> list[Drift]:
    """Sub-scores of the last four weeks beside all earlier ones."""
    edge = today - timedelta(days=_WINDOW)
    then, now = ([run for run in runs if (run.on > edge) is late] for late in (False, True))
    return drifts(_sub_scores(then, desk, today), _sub_scores(now, desk, today))


def _sub_scores(runs: list[PlaceGraded], desk: Desk, today: date) -> dict[int, npt.NDArray[np.float64]]:
    rows = [readings_of(run, desk) for run in runs]
    if not rows:
        return {}
    readings = arrays_of(rows, desk)
    rules = county_rules(desk, today)
    scores = grade_all(readings, rules).sub_scores.value
    return {one.id: scores[~np.isnan(readings.value[:, index]), index] for index, one in enumerate(rules.indicators)}
