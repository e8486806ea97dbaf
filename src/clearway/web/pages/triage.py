"""``/triage/``: every report nobody has sorted, the most urgent first; by channel and topic."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.barriers import Topic
from clearway.core.people import Actor
from clearway.core.refusals import NotAllowed
from clearway.loop.triage import Wanted, channels_of, unsorted
from clearway.respond.joining import SORTERS
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import refuse
from clearway.web.showing.places import place_name, place_names

_A_PAGE = 40


@require_safe
@for_offices
def triage(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits to be sorted in the reader's region."""
    if actor.role not in SORTERS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="join_report"))
    desk = desk_of(actor, timezone.now())
    wanted = Wanted(channel=request.GET.get("channel", "")[:40], topic=request.GET.get("topic", "")[:40])
    pages = Paginator(unsorted(actor.region, desk, wanted), _A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    names = place_names(one.place_code for one in page)
    context: dict[str, Any] = {
        "region": place_name(actor.region),
        "page": page,
        "count": pages.count,
        "reports": [(one, names[one.place_code]) for one in page],
        "channels": channels_of(actor.region, desk),
        "topics": list(Topic),
        "wanted": wanted,
    }
    return render(request, "clearway/triage.html", context)
