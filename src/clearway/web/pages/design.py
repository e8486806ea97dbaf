"""``/design/``: every component of the site on one page, for those who make pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.cases import CaseState
from clearway.core.words import Bilingual
from clearway.web.refusing import FormError
from clearway.web.showing.cases import steps

TONES = ("stop", "warn", "calm", "rule", "case", "plain")


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """The components, with invented content."""
    at = timezone.now()
    context: dict[str, Any] = {
        "tones": TONES,
        "errors_shown": [FormError(text=Bilingual("请选择地点", "Choose a place"), field="sample", code="missing")],
        "steps": steps(CaseState.IN_HANDLING, frozenset({"filed"})),
        "later": at + timedelta(hours=20),
        "soon": at + timedelta(hours=2),
        "past": at - timedelta(hours=5),
    }
    return render(request, "clearway/design.html", context)
