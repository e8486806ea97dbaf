"""Measures in force judged every day, their accounts gathered; an exit opens the lifting by itself: whoever may lift
is asked to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from clearway.core.costs import CostKind
from clearway.core.decisions import Decision
from clearway.core.epidemic import InfectionCount
from clearway.core.events import Event
from clearway.core.grade_events import MeasureJudged
from clearway.core.measures import Measure
from clearway.core.places import Place
from clearway.evaluate.costs import natural
from clearway.evaluate.effect.identifying import Effect
from clearway.evaluate.renewal.serial_interval import SerialInterval
from clearway.loop.account.gathering import gather, span_of
from clearway.loop.close_accounts import account_due, costed_events, ended
from clearway.loop.desk import Desk, write
from clearway.loop.judge_measures import Judged, judge_measures
from clearway.loop.local_prices import with_local_prices
from clearway.record import reading
from clearway.record.door import session
from clearway.record.reading import grades
from clearway.record.reading.closure_accounts import closed_accounts, open_accounts
from clearway.sources.epidemics import Epidemic

#: How far back the panel of infections reaches.
DAYS = 120
#: A measure that ended longer ago than this and was never looked at gets no account of its own accord.
CLOSED_WITHIN = timedelta(days=14)
_IN_LEDGER = (
    CostKind.ISOLATED, CostKind.RESTRICTED, CostKind.PAST_RELEASE, CostKind.DETOUR, CostKind.SCHOOL_DAYS,
    CostKind.BUSINESS_DAYS, CostKind.GUARD_HOURS, CostKind.SPENT, CostKind.COMPLAINTS, CostKind.EMERGENCIES,
)  # fmt: skip
_DEFAULTS = "risk.reading_defaults"


def judge_in_force(desk: Desk, home: Path | None = None, store: Path | None = None, *, again: bool = False) -> int:
    """Judge every registered measure in force and gather the account of every one that stands or ended lately.

    Writes verdicts that are new, one account a measure and day, and one more, final, when it has ended. ``home`` and
    ``store`` hold the roads and the counts (None: not looked at). ``again``: also those gathered today already.
    Returns how many events were written.
    """
    measures = looked_at(desk)
    if not again and not _any_due(measures, desk):
        return 0
    desk = replace(desk, rulebook=with_local_prices(desk.rulebook, home))
    judged = judged_now(measures, desk, desk.local.date(), home, store)
    events: list[Event] = [event for one in judged if one.measure.in_force(desk.at) and (event := _event(one))]
    events += costed_events(judged, desk, again=again)
    if events:
        with session():
            write(Decision(tuple(events)), desk)
    return len(events)


def looked_at(desk: Desk) -> list[Measure]:
    """Measures in force, closures that stand, and those whose account is still to be closed."""
    waiting, closed = frozenset(open_accounts()), closed_accounts()
    found = []
    for one in reading.measures():
        ended = span_of(one, desk).last
        stands = one.in_force(desk.at) or (not one.registered and one.lifted_at is None and one.starts_at <= desk.at)
        lately = bool(one.place_code) and one.starts_at <= desk.at and ended >= desk.at - CLOSED_WITHIN
        if stands or (one.number not in closed and (lately or one.number in waiting)):
            found.append(one)
    return found


def _any_due(measures: Sequence[Measure], desk: Desk) -> bool:
    """Whether any is to be looked at now: each once a local day, and when it has ended. Those without a place have no
    account, and are judged with the others, or where there are no others."""
    reached, closed = open_accounts(), closed_accounts()
    placed = [one for one in measures if one.place_code and not (one.number in closed and ended(one, desk.at))]
    return any(account_due(reached, one, desk) for one in placed) or bool(measures and not placed)


def judged_now(
    measures: Sequence[Measure], desk: Desk, today: date, home: Path | None = None, store: Path | None = None
) -> list[Judged]:
    """The measures judged on what the county knows on ``today``, with their accounts."""
    return judged_with_effects(measures, desk, today, home, store)[0]


def judged_with_effects(
    measures: Sequence[Measure], desk: Desk, today: date, home: Path | None = None, store: Path | None = None
) -> tuple[list[Judged], dict[str, Effect]]:
    """The same, and the effect of each level of measure."""
    counts = reading.infections(since=today - timedelta(days=DAYS), until=today)
    panel = epidemic_of(tuple(counts), {place.code: place for place in reading.places()}, today)
    mean, sd = desk.rulebook.value(_DEFAULTS, today)["serial_interval"]
    midnight = datetime.combine(today + timedelta(days=1), time(), tzinfo=desk.zone)
    return judge_measures(
        measures, panel, desk.rulebook, zone=desk.zone, on=today, interval=SerialInterval(float(mean), float(sd)),
        gathered=gather(measures, replace(desk, at=min(desk.at, midnight)), home, store),
    )  # fmt: skip


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
        costs=_summed(one),
    )  # fmt: skip


def _summed(one: Judged) -> dict[str, float]:
    """What has room in the ledger: days, hours of people, what has a price, complaints; no count of a few people."""
    sums = natural(one.items)
    told = {name.value: value for name in _IN_LEDGER if (value := sums[name]) is not None}
    days = {"days": one.costs.days, "days_past_release": float(one.days_past)}
    if one.yuan is None:
        return {**days, **told}
    return {**days, **told, "yuan_low": one.yuan.low, "yuan": one.yuan.value, "yuan_high": one.yuan.high}
