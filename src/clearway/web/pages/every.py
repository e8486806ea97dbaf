"""``/all/``: every page this viewer may open, by stage."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clearway.web.directory import stages
from clearway.web.viewer import actor_of, is_office


@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """The directory."""
    return render(request, "clearway/every.html", {"stages": stages(is_office(actor_of(request)))})
