"""``/reports/<number>``: one resident's report, for the office that sorts it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.loop.handle_case import check_report
from clearway.record.models import ReportRow
from clearway.respond.verification import OPENERS
from clearway.web.desk import desk_of
from clearway.web.mapping import map_settings
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, not_found, status_of
from clearway.web.showing.places import place_name


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def office_report(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One report; POST opens a case with a check on the spot."""
    row = ReportRow.objects.filter(number=number).first()
    if row is None or row.place_code is None:
        return not_found(request, "report", number)
    refused = outside(request, actor, row.place_code)
    if refused is not None:
        return refused
    if request.method != "POST":
        return _page(request, actor, row)
    try:
        return redirect(f"/cases/{row.case or check_report(number, desk_of(actor, timezone.now()))}")
    except Refusal as refusal:
        return _page(request, actor, row, as_error(refusal), status_of(refusal))


def _page(
    request: HttpRequest, actor: Actor, row: ReportRow, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "row": row,
        "errors": [error] if error else [],
        "place": place_name(row.place_code or ""),
        "may_check": actor.role in OPENERS and row.case is None,
        "map": map_settings(row.lat, row.lon),
    }
    return render(request, "clearway/office_report.html", context, status=status)
