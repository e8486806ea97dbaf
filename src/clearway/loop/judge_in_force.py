"""Measures in force judged every day; an exit opens the lifting by itself: whoever may lift is asked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta

import numpy as np

from clearway.core.cases import ClaimType
from clearway.core.decisions import Decision
from clearway.core.epidemic import InfectionCount
from clearway.core.grade_events import MeasureJudged
from clearway.core.measures import Measure
from clearway.core.places import Place, covers
from clearway.evaluate.costs import Extra
from clearway.evaluate.renewal.serial_interval import SerialInterval
from clearway.loop.desk import Desk, write
from clearway.loop.judge_measures import Judged, judge_measures
from clearway.record import reading
from clearway.record.door import session
from clearway.record.reading import grades
from clearway.sources.epidemics import Epidemic

#: How far back the panel of infections reaches.
DAYS = 120
_DEFAULTS = "risk.reading_defaults"


def judge_in_force(desk: Desk) -> int:
    """Judge every registered measure in force; writes those whose verdict is new. Returns how many were written."""
    today = desk.local.date()
    measures = [one for one in reading.measures() if one.in_force(desk.at)]
    if not measures:
        return 0
    events = [event for one in judged_now(measures, desk, today) if (event := _event(one)) is not None]
    if events:
        with session():
            write(Decision(tuple(events)), desk)
    return len(events)


def judged_now(measures: Sequence[Measure], desk: Desk, today: date) -> list[Judged]:
    """The measures judged on what the county knows today."""
    counts = reading.infections(since=today - timedelta(days=DAYS), until=today)
    panel = epidemic_of(tuple(counts), {place.code: place for place in reading.places()}, today)
    mean, sd = desk.rulebook.value(_DEFAULTS, today)["serial_interval"]
    judged, _ = judge_measures(
        measures, panel, desk.rulebook, zone=desk.zone, on=today, interval=SerialInterval(float(mean), float(sd)),
        extras=_counted(measures, desk),
    )  # fmt: skip
    return judged


def _counted(measures: Sequence[Measure], desk: Desk) -> dict[str, Extra]:
    """What the records counted of each measure: people inside, and complaints from there while it stood."""
    places = {place.code: place for place in reading.places()}
    since = min(one.starts_at for one in measures)
    reports = [one for one in reading.reports(since=since, until=desk.at) if one.claim_type is ClaimType.COMPLAINT]
    found = {}
    for one in measures:
        place = places.get(one.place_code or "")
        told = [
            report for report in reports
            if report.place_code and one.place_code and covers(one.place_code, report.place_code)
            and report.at >= one.starts_at
        ]  # fmt: skip
        found[one.number] = Extra(
            people=float(place.population) if place and place.population else None,
            counted={"complaints": len(told)},
        )
    return found


def epidemic_of(counts: Sequence[InfectionCount], places: dict[str, Place], today: date) -> Epidemic:
    """Counts of the last days as a table."""
    codes = tuple(sorted({one.place_code for one in counts}))
    rows = {code: row for row, code in enumerate(codes)}
    first = today - timedelta(days=DAYS - 1)
    infections = np.full((len(codes), DAYS), np.nan)
    for one in counts:
        if one.on >= first:
            infections[rows[one.place_code], (one.on - first).days] = one.infections
    people = [float(place.population) if (place := places.get(code)) and place.population else np.nan for code in codes]
    return Epidemic(
        places=codes, first=first, infections=infections, stringency=np.full(infections.shape, np.nan),
        people=np.array(people, dtype=np.float64),
    )  # fmt: skip


def _event(one: Judged) -> MeasureJudged | None:
    """The verdict, where it is not the one already written."""
    before = grades.verdict(one.measure.number)
    if before is not None and (before.verdict, before.identified) == (one.verdict.value, one.identified):
        return None
    found = one.effect.estimate if one.effect is not None else None
    return MeasureJudged(
        subject=one.measure.number, verdict=one.verdict.value, reasons=one.reasons, identified=one.identified,
        effect=found.value if found else None, low=found.low if found else None, high=found.high if found else None,
        costs=_account(one),
    )  # fmt: skip


def _account(one: Judged) -> dict[str, float]:
    """What was counted, natural units first."""
    counted = {
        name.name: float(value) for name in fields(one.costs) if (value := getattr(one.costs, name.name)) is not None
    }
    if one.yuan is None:
        return counted
    return counted | {"yuan_low": one.yuan.low, "yuan": one.yuan.value, "yuan_high": one.yuan.high}
