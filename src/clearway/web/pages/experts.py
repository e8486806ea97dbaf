"""``/experts/``: the roster, questions, interests declared and opinions signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.assemblies import Expert, Profession
from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, Missing, NotAllowed, Refusal
from clearway.loop import ask_experts
from clearway.loop.desk import Desk
from clearway.record.reading import assemblies
from clearway.respond.residents.experts import KEEPERS
from clearway.web.desk import desk_of
from clearway.web.refusing import FormError, as_error, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.places import place_names
from clearway.web.viewer import actor_of

MOST = 50
_FAVOURS = {"yes": True, "no": False}


@require_http_methods(["GET", "HEAD", "POST"])
def experts(request: HttpRequest) -> HttpResponse:
    """The public page; POST does the act its form names, for the offices that keep the roster."""
    if request.method != "POST":
        return _page(request)
    act = _ACTS.get(request.POST.get("act", ""))
    actor = actor_of(request)
    try:
        if act is None:
            raise BadUsage(zh="没有这一步", en="no such act")
        if actor is None:
            raise NotAllowed(role="resident", place="", act=request.POST.get("act", ""))
        act(request, actor, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        return _page(request, as_error(refusal), status_of(refusal))
    return redirect("/experts/")


def _page(request: HttpRequest, error: FormError | None = None, status: int = 200) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    roster = assemblies.experts()
    asked = assemblies.consultations()[:MOST]
    names = place_names(one.place_code for one in asked)
    by_number = {one.number: one for one in roster}
    context: dict[str, Any] = {
        "roster": [(one, one.serves(today)) for one in roster],
        "asked": [
            (one, names[one.place_code], [(by_number[part.expert], part) for part in one.opinions]) for one in asked
        ],
        "me": actor.name if actor else "",
        "keeper": actor is not None and actor.role in KEEPERS,
        "professions": list(Profession),
        "areas": homes_by_area(),
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/experts.html", context, status=status)


def _list(request: HttpRequest, actor: Actor, desk: Desk) -> None:
    form = request.POST
    profession = form.get("profession", "")
    expert = Expert(
        number="", name=form.get("name", "")[:60],
        profession=Profession(profession) if profession in set(Profession) else Profession.OTHER,
        retired=form.get("retired") == "on", region=actor.region, since=_day(form.get("since", "")),
        until=_day(form.get("until", "")), account=form.get("account", "").strip()[:150],
    )  # fmt: skip
    ask_experts.list_expert(expert, desk)


def _ask(request: HttpRequest, actor: Actor, desk: Desk) -> None:
    form = request.POST
    proposal = form.get("proposal", "").strip()[:32] or None
    ask_experts.ask(form.get("question", ""), form.get("place_code", ""), proposal, form.getlist("expert"), desk)


def _declare(request: HttpRequest, actor: Actor, desk: Desk) -> None:
    form = request.POST
    conflict = form.get("conflict") == "yes"
    ask_experts.declare_interest(
        form.get("number", ""), form.get("expert", ""), conflict, form.get("interest", ""), desk
    )


def _sign(request: HttpRequest, actor: Actor, desk: Desk) -> None:
    form = request.POST
    favours = _FAVOURS.get(form.get("favours", ""))
    home, expert = settings.ENVIRONMENT.home, form.get("expert", "")
    ask_experts.sign_opinion(form.get("number", ""), expert, favours, form.get("opinion", ""), home, desk)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Missing(zh="任期的起止日期", en="the first and last day of the term") from None


_ACTS: Mapping[str, Callable[[HttpRequest, Actor, Desk], None]] = {
    "list_expert": _list,
    "ask_experts": _ask,
    "declare_interest": _declare,
    "sign_opinion": _sign,
}
