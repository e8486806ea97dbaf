"""A quarter reviewed: everything a region's record says of its closures and of what was done about them.

Nothing here is written by hand, and nothing is written: a review can be drawn again from the same ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from clearway.core.barriers import Topic
from clearway.core.casework import Grade
from clearway.core.measures import Measure, RiskLevel
from clearway.core.places import Level, Place, covers, region_level
from clearway.evaluate.audit.groups import Rate, rate
from clearway.evaluate.audit.overrides import MonthOfOverrides
from clearway.evaluate.costs import Interval
from clearway.evaluate.funds import Effectiveness
from clearway.evaluate.review.quarter import Quarter
from clearway.evaluate.review.standing import Stood, days_within
from clearway.loop.audit_grades import override_months
from clearway.loop.desk import Desk
from clearway.loop.judge_in_force import judged_now
from clearway.loop.judge_measures import Judged
from clearway.loop.keep_funds import FundNow, funds_now, what_it_did
from clearway.loop.manage_resources import Summary, gaps_then, summed
from clearway.record import reading
from clearway.record.models import CaseRow, RatingRow, ReportRow
from clearway.record.reading import casework
from clearway.record.reading.checks import labels
from clearway.record.reading.grades import runs_between
from clearway.record.reading.quarters import judged_measures
from clearway.respond.deadlines import OnTime, on_time
from clearway.warn.learning.figures import Figures, figures
from clearway.warn.listings import ceiling_of

#: Complaints that tell of an emergency held up: counted, never priced.
EMERGENCY = (Topic.MEDICAL.value, Topic.FIRE_LANE.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaints:
    """Reports of the quarter. ``cases`` those that became part of a case, ``closed`` of them; ``grades`` the last
    grade of each reporter who gave one; ``topics`` by what was held up."""

    reports: int
    cases: int
    closed: int
    grades: Mapping[Grade, int]
    topics: Mapping[str, int]

    @property
    def satisfied(self) -> Rate:
        """The share of reporters who were content, of those who said."""
        return rate(sum(n for grade, n in self.grades.items() if grade.content), sum(self.grades.values()))

    @property
    def emergencies(self) -> int:
        """Reports of emergencies held up."""
        return sum(self.topics.get(one, 0) for one in EMERGENCY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of ``region``; ``until``: the quarter's end, or now while it runs. ``weeks``: Monday → cases opened
    and closed; ``infections`` of the quarter (None: no day was reported)."""

    region: str
    quarter: Quarter
    until: datetime
    running: bool
    stood: tuple[Stood, ...]
    cases_opened: int
    cases_closed: int
    tasks: OnTime
    weeks: tuple[tuple[date, int, int], ...]
    complaints: Complaints
    model: Figures
    overrides: tuple[MonthOfOverrides, ...]
    funds: tuple[FundNow, ...]
    money: Effectiveness
    resources: tuple[Summary, ...]
    infections: int | None
    grade_runs: int


#: Regions a review is drawn for, the largest first.
_REVIEWED = (Level.PROVINCE, Level.CITY, Level.COUNTY)


def reviewed_regions() -> list[str]:
    """Provinces, cities and counties on record."""
    codes = [place.code for place in reading.places() if "-" not in place.code]
    return [code for level in _REVIEWED for code in codes if region_level(code) is level]


def review_of(region: str, quarter: Quarter, desk: Desk) -> Review:
    """The review as the ledger stands now; ``desk.by.region`` is the region."""
    begin, end = quarter.begins(desk.zone), quarter.ends(desk.zone)
    until = max(begin, min(end, desk.at))
    prefix = reading.code_prefix(region)
    cases = CaseRow.objects.filter(place_code__startswith=prefix, merged_into=None)
    tasks = [one for one in casework.tasks_within(region) if one.opened_at < until and _ran(one.finished_at, begin)]
    then = replace(desk, at=until - timedelta(microseconds=1)) if desk.at >= end else desk
    return Review(
        region=region,
        quarter=quarter,
        until=until,
        running=desk.at < end,
        stood=stood_in(region, quarter, desk),
        cases_opened=cases.filter(opened_at__gte=begin, opened_at__lt=until).count(),
        cases_closed=cases.filter(closed_at__gte=begin, closed_at__lt=until).count(),
        tasks=on_time(tasks, until),
        weeks=_weeks(cases.filter(opened_at__lt=until).values_list("opened_at", "closed_at"), begin, until, desk),
        complaints=complaints_in(region, begin, until),
        model=figures(one for one in labels(until) if covers(region, one.place_code) and one.checked_at >= begin),
        overrides=tuple(one for one in override_months(then) if _within(one.month, quarter)),
        funds=funds_now(then),
        money=what_it_did(then),
        resources=summed(gaps_then(region, then)),
        infections=_infections(region, begin, until, desk),
        grade_runs=runs_between(region, quarter.first, min(quarter.last, desk.local.date())),
    )


def _ran(finished: datetime | None, begin: datetime) -> bool:
    return finished is None or finished >= begin


def _within(month: str, quarter: Quarter) -> bool:
    return f"{quarter.first:%Y-%m}" <= month <= f"{quarter.last:%Y-%m}"


def stood_in(region: str, quarter: Quarter, desk: Desk) -> tuple[Stood, ...]:
    """Every closure of the region that stood in the quarter, those with most days past first."""
    begin, end = quarter.begins(desk.zone), quarter.ends(desk.zone)
    until = max(begin, min(end, desk.at))
    found = [one for one in _closures(region) if days_within(one, begin, end, until) > 0]
    if not found:
        return ()
    judged = judged_now(found, desk, min(quarter.last, desk.local.date()))
    places = {place.code: place for place in reading.places(region)}
    before = judged_measures(until)
    stood = [
        replace(_stood(one, places, begin, end, until, desk), judged_before=one.measure.number in before)
        for one in judged
    ]
    return tuple(sorted(stood, key=lambda one: (-one.past, -one.days, one.measure.number)))


def _closures(region: str) -> list[Measure]:
    """Measures on places of the region, registered or found; a listing at low risk closes nothing."""
    return [
        one
        for one in reading.measures()
        if one.place_code and covers(region, one.place_code) and one.level is not RiskLevel.LOW
    ]


def _stood(
    one: Judged, places: Mapping[str, Place], begin: datetime, end: datetime, until: datetime, desk: Desk
) -> Stood:
    measure = one.measure
    days = days_within(measure, begin, end, until)
    estimate = one.effect.estimate if one.effect is not None else None
    return Stood(
        measure=measure,
        days=days,
        past=_past(one, days, begin, end, until, desk),
        people=_people(measure.place_code, places),
        still=measure.starts_at < until and days_within(measure, until - timedelta(minutes=1), end, until) > 0,
        approved=measure.registered,
        verdict=one.verdict,
        reasons=one.reasons,
        identified=one.identified,
        effect=Interval(low=estimate.low, value=estimate.value, high=estimate.high) if estimate else None,
        yuan=one.yuan,
    )


def _past(one: Judged, days: float, begin: datetime, end: datetime, until: datetime, desk: Desk) -> float:
    """Days of the quarter without right: all of an unregistered closure; of another, those after its release clock
    has run or after the plan's ceiling."""
    if not one.measure.registered:
        return days
    ends = [one.release_due] if one.release_due is not None and one.past_release else []
    if one.past_ceiling:
        first = one.measure.starts_at.astimezone(desk.zone).date()
        ends.append(first + timedelta(days=ceiling_of(desk.rulebook, first) or 0))
    if not ends:
        return 0.0
    due = datetime.combine(min(ends), time(), tzinfo=desk.zone)
    return days_within(one.measure, max(begin, due), end, until)


def _people(code: str | None, places: Mapping[str, Place]) -> int | None:
    """Who lives behind it: in the place itself, or in the compound a gate belongs to; never a whole community for a
    gate in it."""
    while code is not None:
        known = places.get(code)
        if known is not None and known.population is not None:
            return known.population
        code = code.rsplit("-", 1)[0] if code.count("-") > 1 else None
    return None


def complaints_in(region: str, begin: datetime, until: datetime) -> Complaints:
    """Reports about places of the region."""
    rows = list(
        ReportRow.objects.filter(
            place_code__startswith=reading.code_prefix(region), at__gte=begin, at__lt=until
        ).values_list("number", "case", "topic")
    )
    done = set(
        CaseRow.objects.filter(
            closed_at__isnull=False, closed_at__lt=until, place_code__startswith=reading.code_prefix(region)
        ).values_list("number", flat=True)
    )
    given = RatingRow.objects.filter(
        at__gte=begin,
        at__lt=until,
        case__in=CaseRow.objects.filter(place_code__startswith=reading.code_prefix(region)).values("number"),
    )
    return Complaints(
        reports=len(rows),
        cases=sum(case is not None for _, case, _ in rows),
        closed=sum(case in done for _, case, _ in rows),
        grades=Counter(Grade(grade) for grade in given.values_list("grade", flat=True)),
        topics=Counter(topic for _, _, topic in rows),
    )


def _weeks(
    rows: Iterable[tuple[datetime, datetime | None]], begin: datetime, until: datetime, desk: Desk
) -> tuple[tuple[date, int, int], ...]:
    """Cases opened and closed by week, from the first week with either."""
    opened, closed = Counter[date](), Counter[date]()
    for start, end in rows:
        for count, moment in ((opened, start), (closed, end)):
            if moment is not None and begin <= moment < until:
                day = moment.astimezone(desk.zone).date()
                count[day - timedelta(days=day.weekday())] += 1
    weeks = sorted(opened.keys() | closed.keys())
    return tuple((week, opened[week], closed[week]) for week in _whole(weeks))


def _whole(weeks: Sequence[date]) -> list[date]:
    """The weeks between the first and the last, those without anything too."""
    if not weeks:
        return []
    return [weeks[0] + timedelta(days=7 * step) for step in range((weeks[-1] - weeks[0]).days // 7 + 1)]


def _infections(region: str, begin: datetime, until: datetime, desk: Desk) -> int | None:
    """Infections of the quarter; None where no day was reported. Counts of a county and of its communities are the
    same infections: of levels that report, only the uppermost is added."""
    first, last = (moment.astimezone(desk.zone).date() for moment in (begin, until))
    sums = Counter[int]()
    for one in reading.infections(since=first, until=last):
        if covers(region, one.place_code):
            sums[_LEVELS.index(region_level(one.place_code))] += one.infections
    return sums[max(sums)] if sums else None


_LEVELS = list(Level)
