"""Our own grades beside what was found afterwards, by kind of neighbourhood; never beside past decisions to close."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from clearway.core.grade_events import OverrideReason, PlaceGraded
from clearway.core.grades import Grade
from clearway.core.places import Level, Place, region_at
from clearway.evaluate.audit.drift import Drift, drifts
from clearway.evaluate.audit.groups import Case, GroupAudit, audit
from clearway.evaluate.audit.overrides import MonthOfOverrides, Overruled, by_month
from clearway.evaluate.audit.releasing import GroupReleases, released
from clearway.loop.desk import Desk
from clearway.loop.grade_places import arrays_of, county_rules, readings_of
from clearway.loop.hours_to_release import releases
from clearway.loop.imports_and_stairs import lies_in
from clearway.record import reading
from clearway.record.models import OverrideRow
from clearway.record.reading import grades
from clearway.warn.grading.arrays import grade_all

#: Days after a grade within which an infection counts as what was found.
AFTER = 7
_AGED = 0.25
_WINDOW, _LONGEST = 28, 730


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeAudit:
    """Groups with their error rates and hours to release, drift of each indicator, overrides by county and month, and
    how much it all rests on."""

    groups: list[GroupAudit]
    releases: list[GroupReleases]
    drift: list[Drift]
    overrides: list[MonthOfOverrides]
    judged: int
    runs: int

    @property
    def alarms(self) -> list[MonthOfOverrides]:
        """Months in which too many grades of a county were raised by hand, the latest first."""
        return [one for one in reversed(self.overrides) if one.alarm]


def audit_grades(desk: Desk) -> GradeAudit:
    """Audit the runs of the desk's region up to its moment."""
    today = desk.local.date()
    runs = tuple(run for run in grades.all_runs(desk.by.region) if run.on <= today)
    places = {place.code: place for place in reading.places()}
    counts = _counts(today)
    cases = list(_cases(runs, places, counts, desk))
    return GradeAudit(
        groups=audit(cases), drift=_drift(runs, desk, today), judged=len(cases), runs=len(runs),
        overrides=override_months(desk, counts),
        releases=released(list(releases(desk.by.region, lambda code: _group(_lived_in(code, places)), desk))),
    )  # fmt: skip


def override_months(desk: Desk, counts: Counts | None = None) -> list[MonthOfOverrides]:
    """Overrides in the desk's region by county and month, oldest first; ``alarm`` where more than the rule's share of
    a county's grades of a month were raised. ``counts``: infections, to tell who was right (None: not told)."""
    rule = desk.rulebook.value("risk.grade_override", desk.local.date()) or {"alarm_share": 0.1}
    made = grades.grades_by_county(desk.by.region)
    rows = [row for row in grades.overrides(desk.by.region) if row.was and row.at <= desk.at]
    counties = sorted({*made, *(region_at(row.place_code, Level.COUNTY) for row in rows)})
    found = []
    for county in counties:
        own = [_overruled(row, counts or {}, desk) for row in rows if region_at(row.place_code, Level.COUNTY) == county]
        found += by_month(own, made.get(county, {}), float(rule["alarm_share"]), county)
    return sorted(found, key=lambda one: (one.month, one.county))


def sounding(desk: Desk) -> list[MonthOfOverrides]:
    """Alarms of this month and the one before in the desk's region, the latest first: what a named person must see."""
    since = f"{desk.local.date().replace(day=1) - timedelta(days=1):%Y-%m}"
    return [one for one in reversed(override_months(desk)) if one.alarm and one.month >= since]


def _overruled(row: OverrideRow, counts: Counts, desk: Desk) -> Overruled:
    """An override and whether the days after it bore it out; None: not all of them were reported, or not over yet."""
    day = row.at.astimezone(desk.zone).date()
    was, to = Grade(row.was or row.to), Grade(row.to)
    found = _found_after(counts, row.place_code, day, desk.local.date())
    return Overruled(
        month=f"{day:%Y-%m}", was=was, to=to, reason=OverrideReason(row.reason),
        right=None if found is None else found is (to.rank > was.rank),
    )  # fmt: skip


Counts = Mapping[str, Mapping[date, int]]


def _counts(today: date) -> Counts:
    """Infections by place and day."""
    counts: dict[str, dict[date, int]] = defaultdict(dict)
    for one in reading.infections(until=today):
        counts[one.place_code][one.on] = one.infections
    return counts


def _found_after(counts: Counts, place_code: str, day: date, today: date) -> bool | None:
    """Whether infections were found at a place in the days after; None: a day was not reported, or is still to come."""
    days = [day + timedelta(days=ahead) for ahead in range(1, AFTER + 1)]
    told = [counts.get(place_code, {}).get(one) for one in days]
    if days[-1] > today or any(one is None for one in told):
        return None
    return any(told)


def _cases(runs: tuple[PlaceGraded, ...], places: dict[str, Place], counts: Counts, desk: Desk) -> Iterator[Case]:
    """One case a run that is old enough to be judged and whose place reported every day since."""
    closed = _closed_days(desk)
    for run in runs:
        infected = _found_after(counts, run.subject, run.on, desk.local.date())
        if infected is None:
            continue
        place = places.get(run.subject)
        people = float(place.population or 0) if place else 0.0
        yield Case(
            group=_group(place), graded_high=run.published is Grade.HIGH, infected=infected,
            closed_person_days=people * (run.on in closed.get(run.subject, set())),
        )  # fmt: skip


def _closed_days(desk: Desk) -> dict[str, set[date]]:
    """The local days on which a measure stood over a place; a closure nobody registered stands until it is lifted."""
    found: dict[str, set[date]] = defaultdict(set)
    for one in reading.measures():
        if one.place_code is None or one.starts_at > desk.at:
            continue
        ends = [end for end in (one.ends_at, one.lifted_at, desk.at) if end is not None]
        day, last = (moment.astimezone(desk.zone).date() for moment in (one.starts_at, min(ends)))
        days = min((last - day).days, _LONGEST)
        found[one.place_code].update(day + timedelta(days=ahead) for ahead in range(days + 1))
    return found


def _lived_in(code: str, places: dict[str, Place]) -> Place | None:
    """The place, or the nearest larger one of which people and ages are known: a gate stands for its compound."""
    for one in (code, *lies_in(code)):
        place = places.get(one)
        if place is not None and place.population and place.age60 is not None:
            return place
    return None


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
