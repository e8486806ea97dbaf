"""``/track/<token>``: how one's report stands, and what its reporter may do, for whoever holds its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clearway.core.cases import CaseState
from clearway.core.casework import Grade
from clearway.core.refusals import Missing, NotFound, Refusal
from clearway.law.load import load_rulebook
from clearway.loop import follow_report
from clearway.loop.follow_report import Follower, follower
from clearway.loop.jurisdiction import home_region
from clearway.loop.take_report import token_hash
from clearway.record import reading
from clearway.record.models import CaseRow, ReportRow, WitnessRow
from clearway.record.reading.photos import photos_of
from clearway.record.reading.reporters import additions, rating, replies
from clearway.respond.cases.after import ENDED
from clearway.respond.deadlines import FIRST_ANSWER, due
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.cases import steps
from clearway.web.showing.history import acts
from clearway.web.showing.places import place_name
from clearway.web.throttle import count

#: While the way is being cleared, a resident's eyes are evidence.
_CONFIRMABLE = frozenset({CaseState.IN_HANDLING, CaseState.SUPERVISED, CaseState.REPLIED, CaseState.VERIFIED})


@require_safe
@never_cache
def track(request: HttpRequest, token: str) -> HttpResponse:
    """One report's progress; who acted is told by office, never by name."""
    row = _row(token)
    return _page(request, token, row) if row else refuse(request, NotFound(what="report", number="…"))


@require_POST
@never_cache
def track_act(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """The reporter adds (``add``), confirms (``confirm``), rates (``rate``) or has it opened again (``reopen``)."""
    row = _row(token)
    if row is None or act not in _ACTS:
        return refuse(request, NotFound(what="report", number="…"))
    try:
        count(request)
        _ACTS[act](request, _follower(token))
    except Refusal as refusal:
        return _page(request, token, row, as_error(refusal, f"{act}-note"), status_of(refusal))
    return redirect(f"/track/{token}?done={act}")


@require_safe
def track_start(request: HttpRequest) -> HttpResponse:
    """Ask for the token; a typed one leads to its page."""
    token = request.GET.get("token", "").strip().rsplit("/", 1)[-1].partition("?")[0][:80]
    if token and all(sign.isalnum() or sign in "-_" for sign in token):
        return redirect(f"/track/{token}")
    return render(request, "clearway/track_start.html", {"at": timezone.now()})


def _row(token: str) -> ReportRow | None:
    return ReportRow.objects.filter(token_hash=token_hash(token)).exclude(token_hash="").first()


def _follower(token: str) -> Follower:
    environment = settings.ENVIRONMENT
    region = home_region(environment.county, reading.places() if not environment.county else ())
    return follower(token, at=timezone.now(), rulebook=load_rulebook(), zone=environment.time_zone, region=region)


def _rate(request: HttpRequest, who: Follower) -> None:
    given = request.POST.get("grade", "")
    if given not in set(Grade):
        raise Missing(zh="满意程度", en="how content you are")
    follow_report.grade(Grade(given), request.POST.get("note", ""), who)


_ACTS: Mapping[str, Callable[[HttpRequest, Follower], None]] = {
    "add": lambda request, who: follow_report.add(request.POST.get("note", ""), who),
    "confirm": lambda request, who: follow_report.confirm(request.POST.get("open") == "yes", who),
    "rate": _rate,
    "reopen": lambda request, who: follow_report.reopen(request.POST.get("note", ""), who),
}


def _page(
    request: HttpRequest, token: str, row: ReportRow, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    case = CaseRow.objects.filter(number=row.case).first() if row.case else None
    rated = rating(row.number)
    context: dict[str, Any] = {
        "row": row,
        "errors": [error] if error else [],
        "form": request.POST if error else {},
        "new": request.GET.get("new") == "1",
        "done": request.GET.get("done", ""),
        "token": token,
        "place": place_name(row.place_code) if row.place_code else None,
        "answer_due": due(FIRST_ANSWER, row.at.astimezone(settings.ENVIRONMENT.time_zone), load_rulebook()),
        "case": case,
        "case_state": reading.case(case.number) if case else None,
        "acts": [],
        "steps": [],
        "replies": replies(row.number),
        "additions": additions(row.number),
        "photos": photos_of(row.number),
        "voices": ReportRow.objects.filter(case=row.case).count() if row.case else 1 + _witnesses(row.number),
        "confirmable": case is not None and CaseState(case.state) in _CONFIRMABLE,
        "ended": case is not None and CaseState(case.state) in ENDED,
        "rated": Grade(rated.grade) if rated else None,
        "grades": list(Grade),
    }
    if case is not None:
        told = acts(case.number)
        states = frozenset(act.to_state for act in told)
        context["acts"] = [act for act in told if act.to_state or act.mark]
        context["steps"] = steps(context["case_state"].state, states)
    answer = render(request, "clearway/track.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _witnesses(report: str) -> int:
    return WitnessRow.objects.filter(of=report).count()
