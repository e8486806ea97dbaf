"""The daily grade of every place that reports, from the county's own records; and a grade worked out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import numpy as np

from clearway.core.decisions import Decision
from clearway.core.grade_events import PlaceGraded
from clearway.core.grades import Grade, IndicatorReading
from clearway.core.places import Level, region_at
from clearway.loop.county_readings import DAYS, FORTNIGHT, Known, PlaceReadings, county_readings
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.reading import grades
from clearway.record.reading.sent_readings import sent_readings, stairs, travelled
from clearway.warn.grading.arrays import GRADES, UNKNOWN, GradedAll, Readings, grade_all
from clearway.warn.grading.explaining import explain_all, measure_of
from clearway.warn.grading.holding import Rise, published
from clearway.warn.grading.plain import LADDER
from clearway.warn.grading.settings import GradingRules, PanelSetting, right_to_appeal, rules_on

_UP, _DEFAULTS = "risk.grade_up", "risk.reading_defaults"


def grade_county(desk: Desk) -> int:
    """Grade every place once a day; returns how many. A second call on the same day does nothing."""
    today = desk.local.date()
    if any(run.on == today for run in grades.all_graded()[:1]):
        return 0
    rules = county_rules(desk, today)
    found = _readings(desk, rules)
    if not found or not rules.pack.levels:
        return 0
    events = grade_events(found, rules, desk)
    with session():
        write(Decision(tuple(events)), desk)
    return len(events)


def county_rules(desk: Desk, day: date, place_code: str = "") -> GradingRules:
    """The rules of a day with what the panel of the county of ``place_code`` (or of the desk) set."""
    county = region_at(place_code or desk.by.region, Level.COUNTY)
    return rules_on(desk.rulebook, day, panel_settings(), county)


def panel_settings() -> list[PanelSetting]:
    """Every setting a panel published."""
    return [
        PanelSetting(
            county=row.county, since=row.since, minutes=row.minutes,
            weights={int(number): float(weight) for number, weight in row.weights.items()},
            at={int(number): (float(a), float(b), float(c)) for number, (a, b, c) in row.at.items()},
        )
        for row in grades.panels()
    ]  # fmt: skip


def _readings(desk: Desk, rules: GradingRules) -> list[PlaceReadings]:
    today = desk.local.date()
    known = Known(
        counts=tuple(reading.infections(since=today - timedelta(days=DAYS), until=today)),
        places={place.code: place for place in reading.places()},
        facilities=reading.facilities(),
        reports=tuple(reading.reports(since=desk.at - timedelta(days=FORTNIGHT), until=desk.at)),
        defaults=desk.rulebook.value(_DEFAULTS, today) or {},
        at=desk.at,
        zone=desk.zone,
        sent=sent_readings(desk.at - timedelta(days=max(one.lost_days for one in rules.indicators)), desk.at),
        travelled=travelled(today - timedelta(days=DAYS), today),
        stairs=stairs(today),
        fresh_days={one.id: one.fresh_days for one in rules.indicators},
    )
    return county_readings(known, gate_days=rules.infection_days)


def grade_events(found: Sequence[PlaceReadings], rules: GradingRules, desk: Desk) -> list[PlaceGraded]:
    """What is to be written of a run: raw and published grades with all they rest on."""
    today = desk.local.date()
    table = arrays_of(found, desk)
    graded = grade_all(table, rules)
    lines = explain_all(table, graded, rules, right_to_appeal(desk.rulebook, today))
    raw = desk.rulebook.value(_UP, today)
    rise, past = Rise(runs=int(raw["runs"]), needed=int(raw["needed"])), grades.last_runs(today - timedelta(days=1))
    return [
        PlaceGraded(
            subject=one.place_code, on=today, pack=rules.pack.id, low=GRADES[graded.low[row]],
            high=GRADES[graded.high[row]],
            published=_published(GRADES[graded.low[row]], past.get(one.place_code, []), bool(one.infections), rise),
            probability=float(graded.probability.value[row]), impact=float(graded.impact.value[row]),
            gradable=bool(graded.gradable[row]), measure=measure_of(graded, row),
            readings=tuple(one.readings[number] for number in sorted(one.readings)), infections=one.infections,
            panel=rules.panel, lines=lines[row], held_by=one.held_by, protected=one.protected, graded_at=desk.at,
        )
        for row, one in enumerate(found)
    ]  # fmt: skip


def _published(today: Grade, past: list[tuple[date, Grade, Grade]], confirmed: bool, rise: Rise) -> Grade:
    runs = [low for _, low, _ in past] + [today]
    before = past[-1][2] if past else None
    return published(runs, before, confirmed=confirmed, rise=rise)


def arrays_of(found: Sequence[PlaceReadings], desk: Desk) -> Readings:
    """Readings of places as columns, aged to the moment each was graded, else to the desk's."""
    shape = (len(found), 12)
    value, low, high, age = (np.full(shape, np.nan) for _ in range(4))
    doubtful = np.zeros(shape, dtype=np.bool_)
    for row, one in enumerate(found):
        for number, told in one.readings.items():
            cell = (row, number - 1)
            value[cell], low[cell], high[cell] = told.value, told.low, told.high
            age[cell] = max(0.0, ((one.at or desk.at) - told.as_of) / timedelta(days=1))
            doubtful[cell] = told.doubtful
    infections = np.array([-1 if one.infections is None else one.infections for one in found], dtype=np.int64)
    return Readings(
        value=value, low=low, high=high, age=age, doubtful=doubtful, infections=infections,
        held_by=np.array([UNKNOWN if one.held_by is None else LADDER.index(one.held_by) for one in found], np.int64),
        protected=np.array([one.protected for one in found], dtype=np.bool_),
    )  # fmt: skip


def again(run: PlaceGraded, changes: dict[int, float], desk: Desk) -> tuple[Readings, GradedAll, GradingRules]:
    """A run worked out again from its own readings, some of them changed: what a page shows when asked "what if"."""
    readings = {one.indicator: one for one in run.readings}
    moment = _moment(run, desk)
    for number, value in changes.items():
        readings[number] = IndicatorReading(
            place_code=run.subject, indicator=number, value=value, low=value, high=value, as_of=moment
        )
    rules = county_rules(desk, run.on, run.subject)
    table = arrays_of([readings_of(run, desk, readings)], desk)
    return table, grade_all(table, rules), rules


def readings_of(run: PlaceGraded, desk: Desk, readings: Mapping[int, IndicatorReading] | None = None) -> PlaceReadings:
    """What a run rested on, or other ``readings`` with its facts, at the moment it was made."""
    own = {one.indicator: one for one in run.readings} if readings is None else readings
    return PlaceReadings(
        place_code=run.subject, readings=own, infections=run.infections, held_by=run.held_by, protected=run.protected,
        at=_moment(run, desk),
    )  # fmt: skip


def _moment(run: PlaceGraded, desk: Desk) -> datetime:
    """When a run was made; of runs from before that was kept, the moment of its newest reading."""
    return run.graded_at or max((one.as_of for one in run.readings), default=desk.at)
