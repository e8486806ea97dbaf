"""``/track/<token>``: how one's report stands, for whoever holds its token."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clearway.core.refusals import NotFound
from clearway.law.load import load_rulebook
from clearway.loop.take_report import token_hash
from clearway.record import reading
from clearway.record.models import CaseRow, ReportRow
from clearway.respond.deadlines import FIRST_ANSWER, due
from clearway.web.refusing import refuse
from clearway.web.showing.cases import steps
from clearway.web.showing.history import acts
from clearway.web.showing.places import place_name


@require_safe
@never_cache
def track(request: HttpRequest, token: str) -> HttpResponse:
    """One report's progress; who acted is told by office, never by name."""
    row = ReportRow.objects.filter(token_hash=token_hash(token)).exclude(token_hash="").first()
    if row is None:
        return refuse(request, NotFound(what="report", number="…"))
    case = CaseRow.objects.filter(number=row.case).first() if row.case else None
    context: dict[str, Any] = {
        "row": row,
        "new": request.GET.get("new") == "1",
        "token": token,
        "place": place_name(row.place_code) if row.place_code else None,
        "answer_due": due(FIRST_ANSWER, row.at.astimezone(settings.ENVIRONMENT.time_zone), load_rulebook()),
        "case": case,
        "case_state": reading.case(case.number) if case else None,
        "acts": [],
        "steps": [],
    }
    if case is not None:
        told = acts(case.number)
        states = frozenset(act.to_state for act in told)
        context["acts"] = [act for act in told if act.to_state or act.mark]
        context["steps"] = steps(context["case_state"].state, states)
    answer = render(request, "clearway/track.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def track_start(request: HttpRequest) -> HttpResponse:
    """Ask for the token; a typed one leads to its page."""
    token = request.GET.get("token", "").strip().rsplit("/", 1)[-1][:80]
    if token and all(sign.isalnum() or sign in "-_" for sign in token):
        return redirect(f"/track/{token}")
    return render(request, "clearway/track_start.html", {"at": timezone.now()})
