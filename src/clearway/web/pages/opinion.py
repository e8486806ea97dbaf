"""``/opinion/``: anger that rose fast, who answers, until when. ``/opinion/answers/``: the answers, for everybody."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.people import Actor, Role
from clearway.core.refusals import BadUsage, Refusal
from clearway.loop import answer_opinion
from clearway.loop.desk import Desk
from clearway.record.models import OpinionItemRow
from clearway.record.reading import support as kept
from clearway.respond.opinion import ABOVE, OWNERS
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, status_of
from clearway.web.showing.places import place_names

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def opinion(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Items of the reader's region; POST answers one or passes it on."""
    desk, form = desk_of(actor, timezone.now()), request.POST
    if request.method != "POST":
        return _page(request, desk)
    try:
        if form.get("act") == "answer":
            answer_opinion.answer(form.get("number", ""), form.get("text", ""), desk)
        elif form.get("act") == "pass_on" and form.get("owner", "") in set(Role):
            answer_opinion.pass_on(form.get("number", ""), Role(form["owner"]), form.get("reason", ""), desk)
        else:
            raise BadUsage(zh="没有这一步", en="no such act")
    except Refusal as refusal:
        return _page(request, desk, as_error(refusal), status_of(refusal))
    return redirect("/opinion/")


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Every published answer, for everybody: about which place, what was answered, and whether in time."""
    rows = OpinionItemRow.objects.exclude(answered_at=None).order_by("-answered_at")[:SHOWN]
    found = [kept.item_of(row) for row in rows]
    names = place_names(one.place_code for one in found)
    context = {"items": [(one, names[one.place_code]) for one in found]}
    return render(request, "clearway/opinion_answers.html", context)


def _page(request: HttpRequest, desk: Desk, error: FormError | None = None, status: int = 200) -> HttpResponse:
    items = answer_opinion.items_for(desk)[:SHOWN]
    names = place_names(one.place_code for one in items)
    context: dict[str, Any] = {
        "items": [
            {
                "one": one,
                "place": names[one.place_code],
                "overdue": one.overdue(desk.at),
                "mine": one.owner is desk.by.role and one.region == desk.by.region,
                "above": desk.by.role in ABOVE,
            }
            for one in items
        ],
        "owners": list(OWNERS),
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/opinion.html", context, status=status)
