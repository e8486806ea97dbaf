"""``/hearings/``: hearings, councils, compacts; ``/hearings/<number>``: speakers, statements, answers, minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clearway.core.assemblies import Hearing
from clearway.core.refusals import BadUsage, NotAllowed, NotFound, Refusal
from clearway.loop import ask_experts, hold_hearing
from clearway.loop.desk import Desk
from clearway.loop.jurisdiction import home_region
from clearway.record import reading
from clearway.record.reading import assemblies
from clearway.respond.residents.hearings import COUNCIL_HOSTS, HOSTS, Minutes
from clearway.web.desk import desk_of
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.places import place_name, place_names
from clearway.web.throttle import count
from clearway.web.viewer import actor_of
from clearway.web.voting import moment, whole

MOST = 50
_CONSENTS = {"yes": True, "no": False}


@require_http_methods(["GET", "HEAD", "POST"])
def hearing_list(request: HttpRequest) -> HttpResponse:
    """The public list; POST calls a hearing or a council, minutes a council, or writes a compact."""
    if request.method != "POST":
        return _list(request)
    act = _CALLS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise BadUsage(zh="没有这一步", en="no such act")
        return redirect(act(request))
    except Refusal as refusal:
        return _list(request, as_error(refusal), status_of(refusal))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hearing(request: HttpRequest, number: str) -> HttpResponse:
    """One hearing; anybody may register and speak, offices answer and minute."""
    try:
        found = assemblies.hearing(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    if request.method != "POST":
        return _one(request, found)
    act = _ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise BadUsage(zh="没有这一步", en="no such act")
        return act(request, found)
    except Refusal as refusal:
        return _one(request, assemblies.hearing(number), as_error(refusal), status_of(refusal))


def _list(request: HttpRequest, error: FormError | None = None, status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), timezone.now()
    hearings, meetings, compacts = assemblies.hearings()[:MOST], assemblies.meetings()[:MOST], assemblies.compacts()
    codes = [one.place_code for one in hearings] + [one.place_code for one in meetings]
    names = place_names(codes + [one.place_code for one in compacts])
    context: dict[str, Any] = {
        "hearings": [(one, names[one.place_code]) for one in hearings],
        "meetings": [(one, names[one.place_code], one.held_at <= at) for one in meetings],
        "compacts": [(one, names[one.place_code]) for one in compacts],
        "may_call": actor is not None and actor.role in HOSTS,
        "may_hold": actor is not None and actor.role in COUNCIL_HOSTS,
        "areas": homes_by_area(),
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/hearings.html", context, status=status)


def _one(
    request: HttpRequest, found: Hearing, error: FormError | None = None, status: int = 200, said: int | None = None
) -> HttpResponse:
    actor = actor_of(request)
    host = actor is not None and actor.role in HOSTS and actor.reaches(found.place_code)
    context: dict[str, Any] = {
        "hearing": found,
        "place": place_name(found.place_code),
        "open": found.closed_at is None,
        "host": host,
        "may_close": host and found.closed_at is None and timezone.now() >= found.held_at,
        "number": said,
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/hearing.html", context, status=status)


def _register(request: HttpRequest, found: Hearing) -> HttpResponse:
    count(request)
    public = request.POST.get("public") == "yes"
    name = request.POST.get("name", "")
    number = hold_hearing.register_speaker(found.number, public, name, _region(), timezone.now())
    return _one(request, assemblies.hearing(found.number), said=number)


def _state(request: HttpRequest, found: Hearing) -> HttpResponse:
    count(request)
    speaker, text = whole(request.POST.get("speaker", "")), request.POST.get("text", "")
    hold_hearing.make_statement(found.number, speaker, text, _region(), timezone.now())
    return redirect(f"/hearings/{found.number}")


def _answer(request: HttpRequest, found: Hearing) -> HttpResponse:
    speaker, text = whole(request.POST.get("speaker", "")), request.POST.get("text", "")
    hold_hearing.answer_statement(found.number, speaker, text, _desk(request))
    return redirect(f"/hearings/{found.number}")


def _close(request: HttpRequest, found: Hearing) -> HttpResponse:
    form = request.POST
    said = Minutes(
        minutes=form.get("minutes", ""),
        result=form.get("result", ""),
        attended=whole(form.get("attended", "")),
        consents=_CONSENTS.get(form.get("consents", "")),
    )
    hold_hearing.close_hearing(found.number, said, _desk(request))
    return redirect(f"/hearings/{found.number}")


def _call_hearing(request: HttpRequest) -> str:
    form = request.POST
    number = hold_hearing.call_hearing(
        form.get("topic", ""), form.get("place_code", ""), form.get("where", ""), moment(form.get("held_at", "")),
        form.get("proposal", "").strip()[:32] or None, _desk(request),
    )  # fmt: skip
    return f"/hearings/{number}"


def _call_council(request: HttpRequest) -> str:
    form = request.POST
    agenda = form.get("agenda", "").splitlines()
    hold_hearing.call_council(form.get("place_code", ""), moment(form.get("held_at", "")), agenda, _desk(request))
    return "/hearings/#councils"


def _minute(request: HttpRequest) -> str:
    form = request.POST
    told = form.get("recommendations", "").splitlines()
    attended = whole(form.get("attended", ""))
    hold_hearing.minute_council(form.get("number", ""), attended, form.get("minutes", ""), told, _desk(request))
    return "/hearings/#councils"


def _compact(request: HttpRequest) -> str:
    form = request.POST
    clauses = form.get("clauses", "").splitlines()
    confirmed = form.get("confirmed") == "on"
    ask_experts.write_compact(
        form.get("place_code", ""), form.get("title", ""), clauses, _desk(request), confirmed=confirmed
    )
    return "/hearings/#compacts"


def _desk(request: HttpRequest) -> Desk:
    actor = actor_of(request)
    if actor is None:
        raise NotAllowed(role="resident", place=_region(), act=request.POST.get("act", ""))
    return desk_of(actor, timezone.now())


def _region() -> str:
    environment = settings.ENVIRONMENT
    return home_region(environment.county, reading.places() if not environment.county else ())


_CALLS: Mapping[str, Callable[[HttpRequest], str]] = {
    "call_hearing": _call_hearing,
    "call_council": _call_council,
    "minute_council": _minute,
    "write_compact": _compact,
}
_ACTS: Mapping[str, Callable[[HttpRequest, Hearing], HttpResponse]] = {
    "register_speaker": _register,
    "make_statement": _state,
    "answer_statement": _answer,
    "close_hearing": _close,
}
