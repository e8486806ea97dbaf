"""``/cases/<number>``: the whole history from the ledger, work orders with their clocks, and the moves one may make."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import Case, CheckOutcome
from clearway.core.people import Actor
from clearway.core.refusals import NotFound, Refusal
from clearway.law.load import load_rulebook
from clearway.record import reading
from clearway.record.models import CaseRow, OrderRow, ReportRow, TaskRow
from clearway.respond.moves import CLEAR_OF_SUSPICION, possible
from clearway.web.desk import desk_of
from clearway.web.mapping import map_settings
from clearway.web.moving import move
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.cases import next_roles, place_of_case, steps
from clearway.web.showing.casework import work_shown
from clearway.web.showing.history import acts
from clearway.web.showing.places import place_name
from clearway.web.showing.rules import rules_shown

#: What an order to clear a way may rest on; the county chooses.
ORDER_RULES = ("closing.barrier_by_others", "closing.negative_list", "closing.authority", "closing.fire_lanes")


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def case(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One case; POST makes the move named in the form."""
    try:
        found = reading.case(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    refused = outside(request, actor, found.place_code)
    if refused is not None:
        return refused
    if request.method != "POST":
        return case_page(request, actor, found)
    try:
        move(number, request.POST, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        return case_page(request, actor, reading.case(number), as_error(refusal, "note"), status_of(refusal))
    return redirect(f"/cases/{number}")


def case_page(
    request: HttpRequest, actor: Actor, found: Case, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    """The case as this person sees it, with an error above where an act was refused."""
    at = timezone.now()
    row = CaseRow.objects.get(number=found.number)
    told = acts(found.number)
    point = place_of_case(row)
    moves = [one for one in possible(found, actor) if one is not CLEAR_OF_SUSPICION]
    context: dict[str, Any] = {
        "case": found,
        "row": row,
        "place": place_name(found.place_code),
        "errors": [error] if error else [],
        "form": request.POST,
        "steps": steps(found.state, frozenset(act.to_state for act in told)),
        "tasks": TaskRow.objects.filter(case_id=found.number).order_by("opened_at", "number"),
        "orders": OrderRow.objects.filter(case_id=found.number).order_by("issued_at"),
        "reports": ReportRow.objects.filter(case=found.number).order_by("at")[:50],
        "warning": reading.warning(found.warning) if found.warning else None,
        "closure": reading.measure(found.closure) if found.closure else None,
        "acts": told,
        "moves": moves,
        "next_roles": next_roles(found.state),
        "outcomes": list(CheckOutcome),
        "barriers": list(Barrier),
        "imposed": list(ImposedBy),
        "order_rules": rules_shown(ORDER_RULES, load_rulebook(), at),
        "chosen_rules": request.POST.getlist("rule") if error else list(ORDER_RULES[:1]),
        "map": map_settings(point.lat, point.lon) if point else None,
        **work_shown(found, actor, desk_of(actor, at)),
    }
    return render(request, "clearway/case.html", context, status=status)
