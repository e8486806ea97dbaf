"""``/``: the live map, and beside it the list that serves without it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.record.models import MeasureRow
from clearway.record.reading import standing_rows
from clearway.web.mapping import map_settings
from clearway.web.showing.measures import cards

#: As many as a list can carry; the rest is one link away.
SHOWN = 25
LATELY = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page."""
    at = timezone.now()
    found = standing_rows(at, registered=False).order_by("-starts_at", "number")
    in_force = standing_rows(at, registered=True).order_by("ends_at", "number")
    lifted = MeasureRow.objects.filter(registered=False, lifted_at__lte=at).order_by("-lifted_at", "number")
    context: dict[str, Any] = {
        "found": cards(found[:SHOWN], at),
        "found_count": found.count(),
        "in_force": cards(in_force[:SHOWN], at),
        "in_force_count": in_force.count(),
        "lifted": cards(lifted[:LATELY], at),
        "lifted_count": lifted.count(),
        "map": map_settings(),
    }
    return render(request, "clearway/home.html", context)
