"""``/law/`` and ``/law/<rule id>``: the rulebook as anybody can read it."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.web.refusing import refuse
from clearway.web.showing.rules import plain_value, rule_shown

CHAPTERS = {
    "closing": Bilingual("封闭管控", "Closing ways and places"),
    "residents": Bilingual("居民参与", "Residents' say"),
    "risk": Bilingual("风险分级", "Risk"),
    "duty": Bilingual("职责与时限", "Duties and clocks"),
    "passes": Bilingual("通行证", "Passes"),
}


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """All rules, by chapter, with today's value."""
    day = timezone.localdate()
    rules = sorted(load_rulebook().rules.values(), key=lambda rule: rule.id)
    chapters = [
        (CHAPTERS.get(name, Bilingual(name, name)), [rule_shown(rule, day) for rule in kept])
        for name, kept in groupby(rules, key=lambda rule: rule.id.split(".")[0])
    ]
    return render(request, "clearway/law.html", {"chapters": chapters})


@require_safe
def law_rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule: its values by date, what it rests on, and against what that was checked."""
    try:
        rule = load_rulebook().rule(rule_id)
    except NotFound as refusal:
        return refuse(request, refusal)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "shown": rule_shown(rule, today),
        "rule": rule,
        "values": [
            {
                "since": dated.since,
                "plain": plain_value(dated.value, rule.unit),
                "table": None if dated.value is None else as_text(dated.value),
                "repealed": dated.value is None,
                "now": dated.value is rule.on(today) and dated.since <= today,
            }
            for dated in rule.values
        ],
    }
    return render(request, "clearway/law_rule.html", context)


def as_text(value: object) -> str:
    """A value that is a table, as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
