"""``/grades/panel``: weights and breakpoints as a county's panel set them, and help with weighing pair by pair."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from math import isfinite
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor, Role, machine
from clearway.core.places import Level, region_at
from clearway.core.refusals import NotAllowed, Refusal
from clearway.loop.grade_places import county_rules, panel_settings
from clearway.loop.jurisdiction import home_region
from clearway.loop.keep_panel import publish_panel
from clearway.record import reading
from clearway.record.reading import grades
from clearway.warn.grading.ahp import Compared, weigh
from clearway.warn.grading.settings import BadPanelSetting, GradingRules, PanelSetting, Pillar
from clearway.web.desk import desk_of
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.viewer import actor_of

_LONGEST = 200
#: What a comparison may say: how many times the first matters more than the second.
SCALE = ("1/9", "1/7", "1/5", "1/3", "1", "3", "5", "7", "9")
_PILLARS = (Pillar.PROBABILITY, Pillar.IMPACT)


@require_http_methods(["GET", "HEAD", "POST"])
def grade_panel(request: HttpRequest) -> HttpResponse:
    """The weights in force; POST publishes a panel's own; ``?pillar=…&c1-2=3`` works out weights from comparisons."""
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, actor, [])
    if actor is None or actor.role is not Role.COUNTY_HEALTH:
        role = actor.role.value if actor else "resident"
        return refuse(request, NotAllowed(role=role, act="set_weights", place=actor.region if actor else "-"))
    desk = desk_of(actor, timezone.now())
    try:
        rules = county_rules(desk, desk.local.date())
        publish_panel(_read(request.POST, rules, region_at(actor.region, Level.COUNTY), desk.local.date()), desk)
    except Refusal as refusal:
        return _page(request, actor, [as_error(refusal, "minutes")], status_of(refusal))
    return redirect("/grades/panel")


def _read(form: QueryDict, rules: GradingRules, county: str, today: date) -> PanelSetting:
    """The setting of the form: only what differs from what is in force.

    Raises:
        BadPanelSetting: something is no number or no day.
    """
    weights, at = {}, {}
    for one in rules.indicators:
        if one.pillar is Pillar.BURDEN and f"w{one.id}" not in form:
            weight = one.weight
        else:
            weight = _number(form.get(f"w{one.id}", ""), one.id) / 100
        points = tuple(_number(form.get(f"p{one.id}-{n}", ""), one.id) for n in range(3))
        weights[one.id] = weight
        at[one.id] = (points[0], points[1], points[2])
    since = form.get("since", "").strip()
    try:
        first = date.fromisoformat(since) if since else today
    except ValueError:
        raise BadPanelSetting(zh="生效日期应形如 2026-12-01", en="the first day is written like 2026-12-01") from None
    return PanelSetting(county=county, since=first, minutes=form.get("minutes", "")[:_LONGEST], weights=weights, at=at)


def _number(text: str, indicator: int) -> float:
    try:
        value = float(text.strip()[:20])
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise BadPanelSetting(zh=f"第 {indicator} 项：{text or '空'} 不是数", en=f"indicator {indicator}: not a number")
    return value


def _page(request: HttpRequest, actor: Actor | None, errors: list[FormError], status: int = 200) -> HttpResponse:
    who = actor or machine(home_region("", reading.places()))
    desk = desk_of(who, timezone.now())
    rules = county_rules(desk, desk.local.date())
    pillar = Pillar.IMPACT if request.GET.get("pillar") == Pillar.IMPACT.value else Pillar.PROBABILITY
    own = [one for one in rules.indicators if one.pillar is pillar]
    compared, error = _compared(request.GET, [one.id for one in own])
    names = {one.id: one for one in own}
    context: dict[str, Any] = {
        "rules": rules, "settings": reversed(grades.panels()), "errors": errors, "form": request.POST,
        "may_set": actor is not None and actor.role is Role.COUNTY_HEALTH, "scale": SCALE, "pillar": pillar.value,
        "rows": [
            (one, request.POST.get(f"w{one.id}", f"{100 * one.weight:g}"), _points(request.POST, one))
            for one in rules.indicators
        ],
        "pairs": [
            (names[a], names[b], request.GET.get(f"c{a}-{b}", "1")) for a, b in combinations(sorted(names), 2)
        ],
        "compared": compared, "comparing_error": error,
        "weights": list(zip(own, compared.weights, strict=True)) if compared else [],
        "worst": (own[compared.worst[0]], own[compared.worst[1]]) if compared and compared.worst else None,
        "published": len(panel_settings()),
    }  # fmt: skip
    return render(request, "clearway/grade_panel.html", context, status=status)


def _points(form: QueryDict, one: Any) -> list[str]:
    return [form.get(f"p{one.id}-{n}", f"{point:g}") for n, point in enumerate(one.at)]


def _compared(query: QueryDict, numbers: list[int]) -> tuple[Compared | None, Refusal | None]:
    """Weights from the comparisons of the address; nothing where none were made."""
    if not any(name.startswith("c") for name in query):
        return None, None
    table = np.ones((len(numbers), len(numbers)))
    for (i, a), (j, b) in combinations(enumerate(sorted(numbers)), 2):
        text = query.get(f"c{a}-{b}", "1")
        value = {name: _ratio(name) for name in SCALE}.get(text, 1.0)
        table[i, j], table[j, i] = value, 1.0 / value
    try:
        return weigh(table), None
    except Refusal as refusal:
        return None, refusal


def _ratio(text: str) -> float:
    top, _, below = text.partition("/")
    return float(top) / float(below or 1)
