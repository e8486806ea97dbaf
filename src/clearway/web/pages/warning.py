"""``/warnings/<number>``: why the machine thinks so, who is hurt, what the rules say, and two ways to answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.core.warnings import WarningFacts
from clearway.law.load import load_rulebook
from clearway.loop.handle_case import check_warning, dismiss
from clearway.record import reading
from clearway.record.models import WarningRow
from clearway.respond.overriding import OVERRIDERS
from clearway.respond.verification import OPENERS
from clearway.web.desk import desk_of
from clearway.web.mapping import map_settings
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, not_found, status_of
from clearway.web.showing.counts import counts_chart
from clearway.web.showing.rules import rules_shown


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def warning(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One warning; POST ``act=check`` opens a check, ``act=dismiss`` sets it aside with a reason."""
    facts = reading.warning(number)
    if facts is None:
        return not_found(request, "warning", number)
    refused = outside(request, actor, facts.raised.place_code)
    if refused is not None:
        return refused
    if request.method != "POST":
        return _page(request, actor, facts)
    try:
        return _act(request, actor, facts)
    except Refusal as refusal:
        return _page(request, actor, facts, as_error(refusal, "reason"), status_of(refusal))


def _act(request: HttpRequest, actor: Actor, facts: WarningFacts) -> HttpResponse:
    desk = desk_of(actor, timezone.now())
    if request.POST.get("act") == "check":
        return redirect(f"/cases/{check_warning(facts.raised, desk)}")
    dismiss(facts.number, request.POST.get("reason", ""), desk)
    return redirect(f"/warnings/{facts.number}")


def _page(
    request: HttpRequest, actor: Actor, facts: WarningFacts, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    at = timezone.now()
    raised = facts.raised
    context: dict[str, Any] = {
        "facts": facts,
        "raised": raised,
        "errors": [error] if error else [],
        "reason": request.POST.get("reason", ""),
        "dismissed": facts.dismissed(at),
        "row": WarningRow.objects.get(number=facts.number),
        "chart": counts_chart(raised.sensor_links, since=raised.since, until=facts.ended_at or at),
        "rules": rules_shown(raised.rules, load_rulebook(), at),
        "may_check": actor.role in OPENERS and facts.case is None and facts.ended_at is None,
        "may_dismiss": actor.role in OVERRIDERS and facts.ended_at is None,
        "map": map_settings(raised.point.lat, raised.point.lon),
    }
    return render(request, "clearway/warning.html", context, status=status)
