"""``/measures/<number>/appeal``: appeal in one step, no account; ``/appeals/<token>``: how it stands."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.people import machine
from clearway.core.refusals import Refusal
from clearway.law.load import load_rulebook
from clearway.loop.handle_appeal import make_appeal
from clearway.loop.jurisdiction import home_region
from clearway.loop.take_report import token_hash
from clearway.record import reading
from clearway.record.models import AppealRow, MeasureRow
from clearway.web.desk import desk_of
from clearway.web.refusing import FormError, as_error, not_found, status_of
from clearway.web.showing.measures import cards
from clearway.web.showing.rules import rules_shown
from clearway.web.throttle import count

LONGEST = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    """The form; POST sends it to the county government."""
    row = MeasureRow.objects.filter(number=number).first()
    if row is None:
        return not_found(request, "measure", number)
    if request.method != "POST":
        return _form(request, row, [])
    text = request.POST.get("text", "").replace("\0", "")[: LONGEST + 1]
    try:
        count(request)
        environment = settings.ENVIRONMENT
        region = home_region(environment.county, reading.places() if not environment.county else ())
        receipt = make_appeal(number, text[:LONGEST], region, desk_of(machine(region), timezone.now()))
    except Refusal as refusal:
        return _form(request, row, [as_error(refusal, "text")], status_of(refusal))
    return redirect(f"/appeals/{receipt.token}?new=1")


@require_safe
@never_cache
def appeal_track(request: HttpRequest, token: str) -> HttpResponse:
    """How an appeal stands, for whoever holds its token."""
    row = AppealRow.objects.filter(token_hash=token_hash(token)).first()
    if row is None:
        return not_found(request, "appeal", token)
    measure = cards(MeasureRow.objects.filter(number=row.measure), timezone.now())[0]
    context = {"appeal": row, "card": measure, "new": request.GET.get("new") == "1"}
    return render(request, "clearway/appeal_track.html", context)


def _form(request: HttpRequest, row: MeasureRow, errors: list[FormError], status: int = 200) -> HttpResponse:
    rules = rules_shown(("residents.appeal", "residents.appeal_hours"), load_rulebook(), timezone.now())
    card = cards([row], timezone.now())[0]
    context = {"card": card, "errors": errors, "text": request.POST.get("text", ""), "longest": LONGEST, "rules": rules}
    return render(request, "clearway/appeal.html", context, status=status)
