"""``/model/``: how good the warning engine is, counted from the checks, for everybody to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clearway.warn.learning.intervals import LEAST
from clearway.web.showing.learned import learned
from clearway.web.showing.reliability import reliability_chart


@require_safe
def model(request: HttpRequest) -> HttpResponse:
    """The figures as the ledger stands now."""
    found = learned()
    context = {"learned": found, "chart": reliability_chart(found.points) if found.points else None, "least": LEAST}
    return render(request, "clearway/model.html", context)
