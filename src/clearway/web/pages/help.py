"""``/help/``: ask for help without an account, and follow it by its token until it arrived."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clearway.core.people import Role
from clearway.core.refusals import BadUsage, Missing, Refusal
from clearway.core.support import SupportNeed
from clearway.law.load import load_rulebook
from clearway.loop import help_people
from clearway.loop.gate_help import PHONE
from clearway.loop.help_people import Asking, Site
from clearway.loop.places_here import served_region
from clearway.loop.take_report import token_hash
from clearway.record.reading import support as kept
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.places import place_name
from clearway.web.telling import LIKE_A_NUMBER
from clearway.web.throttle import count
from clearway.web.viewer import actor_of

_CLERKS = (Role.HOTLINE, Role.TOWNSHIP, Role.COMMUNITY)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The form, emergencies' numbers on top; POST sends it and leads to the page that follows it."""
    if request.method != "POST":
        return _form(request)
    try:
        count(request)
        _, token = help_people.ask(_asking(request), site())
    except Refusal as refusal:
        return _form(request, as_error(refusal, "text"), status_of(refusal))
    return redirect(f"/help/{token}?new=1")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """How one's request stands; POST says whether it arrived, or takes it back."""
    try:
        if request.method == "POST":
            count(request)
            _act(token, request.POST.get("act", ""))
            return redirect(f"/help/{token}")
        return _page(request, token)
    except Refusal as refusal:
        try:
            return _page(request, token, as_error(refusal), status_of(refusal))
        except Refusal:
            return refuse(request, refusal)


def site() -> Site:
    """Where and when a resident acts."""
    environment = settings.ENVIRONMENT
    return Site(
        at=timezone.now(),
        zone=environment.time_zone,
        region=served_region(environment.county),
        rulebook=load_rulebook(),
    )


def _asking(request: HttpRequest) -> Asking:
    form, actor = request.POST, actor_of(request)
    need, phone = form.get("need", ""), form.get("phone", "").strip()
    if need not in set(SupportNeed):
        raise Missing(zh="需要哪方面的帮助", en="what kind of help")
    if not LIKE_A_NUMBER.fullmatch(phone):
        raise Missing(zh="可以打通的电话号码", en="a number to call you back on")
    return Asking(
        need=SupportNeed(need),
        urgent=form.get("urgent") == "1",
        place_code=form.get("place_code", "")[:60],
        text=form.get("text", ""),
        phone=phone,
        door=form.get("door", ""),
        channel="desk" if actor is not None and actor.role in _CLERKS else "web",
    )


def _act(token: str, act: str) -> None:
    if act in ("arrived", "not_arrived"):
        help_people.confirm(token, act == "arrived", site())
    elif act == "withdraw":
        help_people.withdraw(token, site())
    else:
        raise BadUsage(zh="没有这一步", en="no such act")


def _form(request: HttpRequest, error: FormError | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "needs": list(SupportNeed),
        "areas": homes_by_area(),
        "longest": help_people.LONGEST,
        "phone": PHONE,
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/help.html", context, status=status)


def _page(request: HttpRequest, token: str, error: FormError | None = None, status: int = 200) -> HttpResponse:
    found = kept.request_by_token(token_hash(token))
    context: dict[str, Any] = {
        "one": found,
        "token": token,
        "place": place_name(found.place_code),
        "phone": PHONE,
        "new": request.GET.get("new"),
        "errors": [error] if error else [],
    }
    return render(request, "clearway/help_track.html", context, status=status)
