"""``/board/``: what an office has to do, overdue first, one action each; and which feeds are silent."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.people import Actor
from clearway.record import reading
from clearway.respond.moderation import MAY_RESEND, MODERATORS
from clearway.respond.wording import EDITORS
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.showing.cases import case_cards, work_of
from clearway.web.showing.feeds import feed_states
from clearway.web.showing.grade_audits import alarms_shown
from clearway.web.showing.passes import passes_due
from clearway.web.showing.places import place_name
from clearway.web.showing.repairs import repairs
from clearway.web.showing.reports import unsorted_reports
from clearway.web.showing.steps import steps_shown
from clearway.web.showing.warnings import waiting

SHOWN = 40


@require_safe
@for_offices
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The signed-in office's board."""
    at = timezone.now()
    cases = case_cards(reading.open_cases(within=actor.region), at)
    work = work_of(actor, cases)
    warnings = waiting(reading.open_warnings(within=actor.region), at)
    reports = unsorted_reports(actor.region, at)
    feeds = feed_states(at)
    silent = repairs(actor.region)
    context: dict[str, Any] = {
        "region": place_name(actor.region),
        "work": work[:SHOWN],
        "work_count": len(work),
        "cases": cases[:SHOWN],
        "case_count": len(cases),
        "overdue_count": sum(one.overdue for one in cases),
        "warnings": warnings[:SHOWN],
        "warning_count": len(warnings),
        "reports": reports[:SHOWN],
        "report_count": len(reports),
        "repairs": silent[:SHOWN],
        "repair_count": len(silent),
        "steps": steps_shown(desk_of(actor, at))[:SHOWN],
        "passes_due": passes_due(actor)[:SHOWN],
        "may_teach": actor.role in EDITORS,
        "may_moderate": actor.role in MODERATORS,
        "may_see_notices": actor.role in MAY_RESEND,
        "feeds": feeds,
        "silent_count": sum(feed.silent for feed in feeds),
        "override_alarms": alarms_shown(desk_of(actor, at)),
    }
    return render(request, "clearway/board.html", context)
