"""Goals by stage, times to decide, the governance score and regions beside each other, from the ledger alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min

from clearway.core.places import Level, covers, region_at, region_level
from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import Rate, rate
from clearway.evaluate.costs import Interval
from clearway.evaluate.goals.falling import fall
from clearway.evaluate.goals.governance import Part, Side, Standing, league, score
from clearway.evaluate.goals.stages import GoalStanding, StepTime, decision_times, goals_on, standings
from clearway.evaluate.review.quarter import quarter_of
from clearway.evaluate.review.standing import Stood, over_closure
from clearway.loop.audit_grades import audit_grades
from clearway.loop.desk import Desk
from clearway.loop.review_quarter import Complaints, complaints_in, stood_in
from clearway.record import reading
from clearway.record.models import CaseRow, LedgerLine, MeasureRow, ReportRow, WarningRow
from clearway.record.reading import casework
from clearway.record.reading.reporters import first_replies
from clearway.record.reading.sent_readings import baselines
from clearway.respond.deadlines import on_time

PARTS = "duty.governance_parts"
#: Falls are told between whole windows of so many days.
WINDOW = timedelta(days=90)
#: A ledger younger than this says nothing of closures becoming fewer.
_LEAST_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One part of the governance score: what it weighs, and its points (None: nobody measured it)."""

    name: str
    weight: float
    points: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """Everything the page of goals shows. ``start``: the day the ledger begins (None: it is empty)."""

    region: str
    start: date | None
    standings: tuple[GoalStanding, ...]
    times: tuple[StepTime, ...]
    parts: tuple[Scored, ...]
    score: Interval
    below: tuple[Standing, ...]
    stood: tuple[Stood, ...]
    complaints: Complaints
    measured: Mapping[str, Rate]


def goals_of(region: str, desk: Desk) -> Goals:
    """As the ledger stands at the desk's moment; ``desk.by.region`` is the region."""
    start, today = _start(desk), desk.local.date()
    stood = stood_in(region, quarter_of(today), desk)
    told = complaints_in(region, _whole(start, desk), desk.at)
    measured = _measured(region, desk, stood, told)
    parts = _parts(region, desk, stood, told)
    return Goals(
        region=region,
        start=start,
        times=_times(region),
        parts=parts,
        score=_score(parts, desk),
        standings=tuple(standings(goals_on(desk.rulebook, today), measured, start or today)),
        below=_below(region, stood),
        stood=stood,
        complaints=told,
        measured=measured,
    )


def _start(desk: Desk) -> date | None:
    first: datetime | None = LedgerLine.objects.aggregate(first=Min("at"))["first"]
    return first.astimezone(desk.zone).date() if first else None


def _whole(start: date | None, desk: Desk) -> datetime:
    """From the ledger's beginning: complaints loaded with it may be older."""
    return desk.at - timedelta(days=366) if start else desk.at


def _measured(region: str, desk: Desk, stood: Sequence[Stood], told: Complaints) -> dict[str, Rate]:
    """What can be told of each goal; a goal nobody measures is absent."""
    found = reading.closures_ever_found(region)
    judged = [one for one in stood if one.approved]
    rates = {
        "complaints_closed": rate(told.closed, told.cases),
        "complaints_satisfied": told.satisfied,
        "rectified": rate(sum(one.lifted_at is not None for one in found), len(found)),
        "approved_closures": rate(len(judged), len(stood)),
        "past_clock": rate(sum(one.past > 0 for one in judged), len(judged)),
        "reviewed_quarterly": rate(sum(one.judged_before for one in judged), len(judged)),
        "closures_fallen": _fallen(region, desk),
    }
    return {name: one for name, one in rates.items() if one.value is not None}


def _fallen(region: str, desk: Desk) -> Rate:
    """Closures found of late beside those counted before the ledger, else beside those of its first whole window;
    None until there is something to compare."""
    first = LedgerLine.objects.aggregate(first=Min("at"))["first"]
    if first is None:
        return rate(0, 0)
    rows = MeasureRow.objects.filter(registered=False, place_code__startswith=reading.code_prefix(region))
    told = [one for one in baselines(region) if one.last < desk.local.date()]
    if told:
        since = max(first, desk.at - WINDOW)
        days = (desk.at - since) / timedelta(days=1)
        after = rows.filter(starts_at__gte=since, starts_at__lt=desk.at).count()
        return fall(told[0].closures, after, times=told[0].days / days) if days >= _LEAST_DAYS else rate(0, 0)
    if desk.at - first < 2 * WINDOW:
        return rate(0, 0)
    before = rows.filter(starts_at__gte=first, starts_at__lt=first + WINDOW).count()
    after = rows.filter(starts_at__gte=desk.at - WINDOW, starts_at__lt=desk.at).count()
    return fall(before, after)


#: What nobody measured, and how it comes to be measured.
MISSING = {
    "closures_fallen": Bilingual(
        "没有可比的时段：载入账本之前的封堵数（clearway load baseline），或等账本满 180 天",
        "nothing to compare with: load what was counted before the ledger (clearway load baseline), or wait until it "
        "is 180 days old",
    ),
    "complaints_closed": Bilingual("还没有投诉成为案件", "no complaint became a case yet"),
    "complaints_satisfied": Bilingual(
        "还没有人评价：回访后才有", "nobody rated yet: ratings come when people are called back"
    ),
    "satisfied": Bilingual(
        "没有居民满意度调查；只量得到投诉人的满意率", "no survey of residents; only reporters' satisfaction is measured"
    ),
    "rectified": Bilingual("没有发现过封堵", "no closure was ever found"),
    "approved_closures": Bilingual("本季度没有封闭", "no closure stood this quarter"),
    "past_clock": Bilingual("本季度没有登记的封闭", "no registered closure stood this quarter"),
    "reviewed_quarterly": Bilingual("本季度没有登记的封闭", "no registered closure stood this quarter"),
}


def _times(region: str) -> tuple[StepTime, ...]:
    """Hours from a proposal to its decision, from a warning to its check, from a report to its first answer, from a
    case's opening to its closing."""
    prefix = reading.code_prefix(region)
    courses: list[list[tuple[str, datetime]]] = []
    for one in reading.proposals(region):
        decided = [step for step in one.steps if step.step.value == "decided"]
        courses += [[("proposed", one.proposed_at), ("decided", step.at)] for step in decided[:1]]
    cases = CaseRow.objects.filter(place_code__startswith=prefix, merged_into=None)
    for opened, closed in cases.values_list("opened_at", "closed_at"):
        if closed is not None:
            courses.append([("opened", opened), ("closed", closed)])
    raised = dict(WarningRow.objects.filter(place_code__startswith=prefix).values_list("number", "raised_at"))
    checks = cases.filter(tasks__kind="verify", tasks__finished_at__isnull=False)
    for warning, seen in checks.values_list("warning").annotate(seen=Min("tasks__finished_at")):
        if warning in raised:
            courses.append([("warned", raised[warning]), ("checked", seen)])
    reports = dict(ReportRow.objects.filter(place_code__startswith=prefix).values_list("number", "at"))
    for number, answered in first_replies(reports).items():
        courses.append([("reported", reports[number]), ("answered", answered)])
    return tuple(one for one in decision_times(courses) if one.step != "whole")


def _parts(region: str, desk: Desk, stood: Sequence[Stood], told: Complaints) -> tuple[Scored, ...]:
    weights = desk.rulebook.value(PARTS, desk.local.date())
    missed = [one.missed for one in audit_grades(desk).groups if one.missed.value is not None]
    struck = sum(one.n for one in missed)
    work = on_time(casework.tasks_within(region), desk.at)
    points = {
        "over_closure": _turned(over_closure(stood)),
        "under_control": _turned(rate(round(sum((one.value or 0.0) * one.n for one in missed)), struck)),
        "on_time": _points(rate(work.on_time, work.finished + work.open_overdue)),
        "satisfied": _points(told.satisfied),
    }
    return tuple(Scored(name=name, weight=float(weight), points=points[name]) for name, weight in weights.items())


def _points(found: Rate) -> Interval | None:
    if found.value is None:
        return None
    return Interval(low=100 * found.low, value=100 * found.value, high=100 * found.high)


def _turned(found: Rate) -> Interval | None:
    """Points of a share of which none is best."""
    if found.value is None:
        return None
    return Interval(low=100 * (1 - found.high), value=100 * (1 - found.value), high=100 * (1 - found.low))


def _score(parts: Sequence[Scored], desk: Desk) -> Interval:
    sides = {"over_closure": Side.OVER_CLOSURE, "under_control": Side.UNDER_CONTROL}
    given = [
        Part(name=one.name, side=sides.get(one.name, Side.OTHER), weight=one.weight, points=one.points) for one in parts
    ]
    return score(given, desk.rulebook, desk.local.date())


_BELOW = {Level.PROVINCE: Level.CITY, Level.CITY: Level.COUNTY, Level.COUNTY: Level.TOWNSHIP}


def _below(region: str, stood: Sequence[Stood]) -> tuple[Standing, ...]:
    """Regions one level down by their share of closures without right; those without closures are left out."""
    level = _BELOW.get(region_level(region), Level.COMMUNITY)
    own: dict[str, list[Stood]] = {}
    for one in stood:
        code = one.measure.place_code
        if code is not None and covers(region, code):
            own.setdefault(region_at(code, level), []).append(one)
    figures = [(code, found) for code, found in ((code, over_closure(rows)) for code, rows in own.items()) if found.n]
    return tuple(
        league(
            [(code, Interval(low=one.low, value=one.value or 0.0, high=one.high)) for code, one in figures],
            higher_is_better=False,
        )
    )
