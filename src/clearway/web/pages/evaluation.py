"""``/measures/<number>/evaluation``: what a measure took, item by item, what it bought, and what is to become of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.places import PlaceKind
from clearway.law.load import load_rulebook
from clearway.record import reading
from clearway.record.models import MeasureRow
from clearway.record.reading.closure_accounts import account
from clearway.web.refusing import not_found
from clearway.web.showing.closure_account import Shown, shown
from clearway.web.showing.measures import cards
from clearway.web.viewer import actor_of, is_office

FEW = "passes.published_counts"


@require_safe
def evaluation(request: HttpRequest, number: str) -> HttpResponse:
    """The evaluation of one measure, public; offices of its place read small counts too."""
    at = timezone.now()
    row = MeasureRow.objects.filter(number=number).first()
    if row is None:
        return not_found(request, "measure", number)
    card = cards([row], at)[0]
    context = {"card": card, "measure": card.measure, "account": account_shown(request, row)}
    return render(request, "clearway/evaluation.html", context)


def account_shown(request: HttpRequest, row: MeasureRow) -> Shown | None:
    """The account of a measure as this viewer may read it; None: none was gathered yet."""
    actor = actor_of(request)
    office = actor is not None and is_office(actor) and actor.reaches(row.place_code or "")
    few = int(load_rulebook().value(FEW, timezone.localdate()))
    return shown(account(row.number), office=office, few=few, small=_is_small(row.place_code))


def _is_small(code: str | None) -> bool:
    """Whether a place may be a few households: anything below the compound but a gate."""
    place = reading.place(code) if code and code.count("-") > 1 else None
    return bool(code and code.count("-") > 1) and (place is None or place.kind is not PlaceKind.GATE)
