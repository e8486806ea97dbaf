"""``/moderation/``: words of Open311 requests wait here until a named person lets everybody see them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, NotAllowed, Refusal
from clearway.loop.moderate import show_description, withhold_description
from clearway.publish.open311_services import BY_CODE
from clearway.record.reading.service_requests import requests_unread
from clearway.respond.moderation import LONGEST, MODERATORS
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.places import place_names

_MOST = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def moderation(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits in the region; POST ``act=show`` (with ``text``) or ``act=withhold``."""
    if actor.role not in MODERATORS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="moderate"))
    if request.method != "POST":
        return _page(request, actor)
    try:
        _act(request, actor)
    except Refusal as refusal:
        return _page(request, actor, as_error(refusal, "text"), status_of(refusal))
    return redirect("/moderation/")


def _act(request: HttpRequest, actor: Actor) -> None:
    number, desk = request.POST.get("report", ""), desk_of(actor, timezone.now())
    act = request.POST.get("act", "")
    if act == "show":
        show_description(number, request.POST.get("text", ""), desk)
    elif act == "withhold":
        withhold_description(number, desk)
    else:
        raise BadUsage(zh="没有这一步", en="no such act")


def _page(request: HttpRequest, actor: Actor, error: FormError | None = None, status: int = 200) -> HttpResponse:
    waiting = requests_unread(actor.region, _MOST)
    names = place_names(facts.report.place_code for facts in waiting if facts.report.place_code)
    context: dict[str, Any] = {
        "waiting": [
            (facts, names.get(facts.report.place_code or ""), BY_CODE[facts.request.service_code].name)
            for facts in waiting
        ],
        "errors": [error] if error else [],
        "longest": LONGEST,
    }
    return render(request, "clearway/moderation.html", context, status=status)
