"""``/board/late/``: what is late now, what will be soon, what was brought up, and how often offices are on time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.people import Actor
from clearway.core.words import Bilingual
from clearway.loop.late_now import BACK, late_now
from clearway.loop.work_case import conflicts_within
from clearway.record.models import CaseRow, ReprisalRow
from clearway.record.reading.reporters import reprisals
from clearway.respond.cases.clocks import LEVELS, Standing, level_of
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.showing.places import place_name, place_names

SHOWN = 100
#: Acts against a reporter's place are for those above the offices concerned.
_ABOVE_TOWNSHIPS = LEVELS[2:]


@require_safe
@for_offices
def late(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The board of what is late in the reader's region."""
    desk = desk_of(actor, timezone.now())
    now = late_now(actor.region, desk)
    level = level_of(actor.role)
    mine = [one for one in now.tasks if LEVELS.index(one.level) >= LEVELS.index(level) and one.escalated]
    others = [one for one in now.tasks if one not in mine]
    against = reprisals(actor.region, desk.at - BACK) if level in _ABOVE_TOWNSHIPS else ()
    titles = _titles((*now.tasks, *now.near, *now.paused))
    names = place_names(
        [
            *(one.place_code for one in now.reports[:SHOWN]),
            *(one.place_code for one in against),
            *(one.region for one in now.offices),
        ]
    )
    context: dict[str, Any] = {
        "region": place_name(actor.region),
        "now": now,
        "days": BACK.days,
        "mine": _shown(mine, titles),
        "tasks": _shown(others, titles),
        "near": _shown(now.near, titles),
        "paused": _shown(now.paused, titles),
        "reports": [(one, names[one.place_code]) for one in now.reports[:SHOWN]],
        "cases": now.cases[:SHOWN],
        "offices": [(one, names[one.region]) for one in now.offices],
        "conflicts": conflicts_within(actor.region, desk),
        "reprisals": [(one, names[one.place_code], count) for one, count in _by_act(against)],
    }
    return render(request, "clearway/late.html", context)


def _by_act(rows: Iterable[ReprisalRow]) -> list[tuple[ReprisalRow, int]]:
    """Each act once, with how many reports of the place came before it."""
    told: dict[str, list[ReprisalRow]] = {}
    for row in rows:
        told.setdefault(row.act, []).append(row)
    return [(same[0], len(same)) for same in told.values()]


def _titles(stood: Iterable[Standing]) -> dict[str, Bilingual]:
    rows = CaseRow.objects.filter(number__in={one.task.case for one in stood})
    return {row.number: Bilingual(row.title_zh, row.title_en) for row in rows}


def _shown(stood: Iterable[Standing], titles: dict[str, Bilingual]) -> list[tuple[Standing, Bilingual | None]]:
    return [(one, titles.get(one.task.case)) for one in list(stood)[:SHOWN]]
