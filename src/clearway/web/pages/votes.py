"""``/votes/``: every vote; an office calls one here, on a roll the township confirmed."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.refusals import NotAllowed, Refusal
from clearway.core.residents import RollState
from clearway.law.load import load_rulebook
from clearway.loop import hold_vote
from clearway.record.reading import assemblies, votes
from clearway.web.desk import desk_of
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.places import place_names
from clearway.web.showing.votes import may_call, shown
from clearway.web.viewer import actor_of
from clearway.web.voting import read_draft

PER_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def vote_list(request: HttpRequest) -> HttpResponse:
    """The public list; POST calls a vote."""
    if request.method != "POST":
        return _page(request)
    actor = actor_of(request)
    if actor is None:
        return refuse(request, NotAllowed(role="resident", place="", act="call_vote"))
    try:
        roll = votes.roll(request.POST.get("roll", ""))
        draft = read_draft(request.POST, roll.place_code, roll.body)
        number = hold_vote.call_vote(draft, settings.ENVIRONMENT.home, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        return _page(request, as_error(refusal, "question"), status_of(refusal))
    return redirect(f"/votes/{number}")


def _page(request: HttpRequest, error: FormError | None = None, status: int = 200) -> HttpResponse:
    at, actor = timezone.now(), actor_of(request)
    page = Paginator(votes.votes(), PER_PAGE).get_page(request.GET.get("page"))
    rolls = [row for row in votes.rolls() if row.state == RollState.CLOSED.value] if may_call(actor) else []
    rolls = [row for row in rolls if actor is not None and actor.reaches(row.place_code)]
    names = place_names(row.place_code for row in rolls)
    context: dict[str, Any] = {
        "page": page,
        "votes": [shown(one, at, load_rulebook()) for one in page.object_list],
        "may_call": may_call(actor),
        "rolls": [(row, names[row.place_code]) for row in rolls],
        "compacts": [one for one in assemblies.compacts() if one.adopted_at is None] if may_call(actor) else [],
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/votes.html", context, status=status)
