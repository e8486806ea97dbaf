"""``/measures/``: every measure in force and every found closure, with filters; ``/measures/<number>``: one of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.words import Bilingual
from clearway.record.models import MeasureRow, PlaceRow
from clearway.record.reading import standing_rows
from clearway.web.showing.measures import cards

PER_PAGE = 25
STATUSES = {
    "standing": Bilingual("现有全部", "all that stand now"),
    "in_force": Bilingual("生效中的措施", "measures in force"),
    "unregistered": Bilingual("未登记封堵", "unregistered closures"),
    "lifted": Bilingual("已解除的封堵", "closures lifted"),
}
_MOST_PLACES = 200


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """The public list."""
    at = timezone.now()
    status = request.GET.get("status", "standing")
    status = status if status in STATUSES else "standing"
    words = request.GET.get("place", "").strip()[:60]
    page = Paginator(_about(_rows(status), words), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page,
        "cards": cards(page.object_list, at),
        "status": status,
        "statuses": STATUSES,
        "words": words,
    }
    return render(request, "clearway/measures.html", context)


def _rows(status: str) -> QuerySet[MeasureRow]:
    at = timezone.now()
    if status == "lifted":
        return MeasureRow.objects.filter(registered=False, lifted_at__lte=at).order_by("-lifted_at", "number")
    registered = {"in_force": True, "unregistered": False}.get(status)
    return standing_rows(at, registered=registered).order_by("registered", "ends_at", "number")


def _about(rows: QuerySet[MeasureRow], words: str) -> QuerySet[MeasureRow]:
    """Those whose place is called so, or lies in a place called so."""
    if not words:
        return rows
    named = PlaceRow.objects.filter(name__icontains=words).order_by("code").values_list("code", flat=True)
    wanted = Q(place_text__icontains=words) | Q(number=words)
    for code in named[:_MOST_PLACES]:
        wanted |= Q(place_code__startswith=code.rstrip("0") if code.endswith("000") else code)
    return rows.filter(wanted)
