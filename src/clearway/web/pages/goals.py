"""``/goals/``: goals after 3, 6 and 12 months beside the ledger, the governance score, what the plan claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.people import machine
from clearway.core.words import Bilingual
from clearway.evaluate.goals.claims import Shown
from clearway.evaluate.goals.stages import GoalStanding, GoalState
from clearway.loop.claims_beside import claims_beside
from clearway.loop.desk import Desk
from clearway.loop.jurisdiction import home_region
from clearway.loop.review_quarter import reviewed_regions
from clearway.loop.review_words import UNKNOWN, told
from clearway.loop.stage_goals import MISSING, Goals, goals_of
from clearway.publish.charts import Dot, shares
from clearway.record import reading
from clearway.web.desk import desk_of
from clearway.web.kept import once
from clearway.web.language import said
from clearway.web.showing.places import place_name, place_names

STATES = {
    GoalState.REACHED: (Bilingual("达到", "reached"), "calm"),
    GoalState.MISSED: (Bilingual("没有达到", "not reached"), "stop"),
    GoalState.NOT_YET_TOLD: (Bilingual("还不能判断", "cannot be told yet"), "warn"),
    GoalState.NOT_MEASURED: (Bilingual("未知", "unknown"), "plain"),
}
_SO_FAR = (Bilingual("目前没有达到，还没到期", "not reached so far, not due yet"), "warn")
STEPS = {
    "decided": Bilingual("提出措施到作出决定", "from proposal to decision"),
    "checked": Bilingual("预警到现场核查", "from warning to the check on the spot"),
    "closed": Bilingual("立案到结案", "from a case's opening to its closing"),
    "answered": Bilingual("收到反映到首次答复", "from a report to its first answer"),
}
PARTS = {
    "over_closure": Bilingual("过度封堵（少为好）", "over-closure (less is better)"),
    "under_control": Bilingual("管控不足（少为好）", "under-control (less is better)"),
    "on_time": Bilingual("按时办结", "work done on time"),
    "satisfied": Bilingual("投诉人满意", "reporters content"),
}


@require_safe
def goals(request: HttpRequest) -> HttpResponse:
    """Goals of a region (``?region=``), by default the county this site serves."""
    known = reviewed_regions()
    asked = request.GET.get("region", "")
    region = asked if asked in known else (known[-1] if known else home_region("", reading.places()))
    desk = desk_of(machine(region), timezone.now())
    found, claims = once(("goals", region), lambda: _reckoned(region, desk))
    names = place_names(one.region for one in found.below)
    context: dict[str, Any] = {
        "goals": found,
        "region": region,
        "name": place_name(region),
        "regions": [(code, place_name(code)) for code in known],
        "stages": [(months, _stage(found, months, desk.local.date())) for months in (3, 6, 12)],
        "chart": _chart(found),
        "times": [(STEPS[step], next((one for one in found.times if one.step == step), None)) for step in STEPS],
        "parts": [(PARTS[one.name], one) for one in found.parts],
        "below": [(names.get(one.region, UNKNOWN), one) for one in found.below],
        "claims": claims,
    }
    return render(request, "clearway/goals.html", context)


def _reckoned(region: str, desk: Desk) -> tuple[Goals, tuple[Shown, ...]]:
    found = goals_of(region, desk)
    return found, claims_beside(found, desk)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalShown:
    """A goal in words: where it stands, the look of that, and what is missing where nobody measured it."""

    standing: GoalStanding
    measured: Bilingual
    state: tuple[Bilingual, str]
    missing: Bilingual | None


def _stage(found: Goals, months: int, today: date) -> list[GoalShown]:
    return [
        GoalShown(
            standing=one,
            measured=told(one.measured),
            state=_SO_FAR if one.state is GoalState.MISSED and today <= one.due else STATES[one.state],
            missing=MISSING.get(one.goal.id) if one.state is GoalState.NOT_MEASURED else None,
        )
        for one in found.standings
        if one.goal.months == months
    ]


def _chart(found: Goals) -> str:
    rows = [
        Dot(
            label=said(one.goal.name),
            goal=one.goal.target,
            value=one.measured.value if one.measured else None,
            low=one.measured.low if one.measured else 0.0,
            high=one.measured.high if one.measured else 1.0,
            told=said(UNKNOWN) if one.measured is None or one.measured.value is None else f"{one.measured.value:.0%}",
        )
        for one in found.standings
    ]
    return shares(said(_TITLE), said(_ABOUT), rows)


_TITLE = Bilingual("各项目标与现状", "Goals and where they stand")
_ABOUT = Bilingual(
    "圆点为现状，浅色条为95%区间，红线为目标；数字见下表",
    "Dot: measured; pale bar: interval of 95%; red line: goal; figures below",
)
