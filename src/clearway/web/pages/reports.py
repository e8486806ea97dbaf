"""``/reports/<number>``: one resident's report, for the office that sorts it: look, join, answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor, Role
from clearway.core.places import Point
from clearway.core.refusals import Missing, Refusal
from clearway.core.words import Bilingual
from clearway.loop.answer_reports import answer
from clearway.loop.desk import Desk
from clearway.loop.handle_case import check_report, join
from clearway.loop.near_reports import near
from clearway.record.models import ReportRow
from clearway.record.reading.copies import copied_by
from clearway.record.reading.photos import photos_of
from clearway.record.reading.reporters import additions, companions, rating, replies
from clearway.respond.joining import SORTERS
from clearway.respond.verification import OPENERS, checkers_of
from clearway.web.desk import desk_of
from clearway.web.mapping import map_settings
from clearway.web.moving import LONGEST_NOTE
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, not_found, status_of
from clearway.web.showing.near import near_shown
from clearway.web.showing.places import place_name


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def office_report(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One report; POST opens a case (default), joins it to one (``act=join``) or answers it (``act=answer``)."""
    row = ReportRow.objects.filter(number=number).first()
    if row is None or row.place_code is None:
        return not_found(request, "report", number)
    refused = outside(request, actor, row.place_code)
    if refused is not None:
        return refused
    if request.method != "POST":
        return _page(request, actor, row)
    try:
        return redirect(_do(request, row, desk_of(actor, timezone.now())))
    except Refusal as refusal:
        field = "answer-note" if request.POST.get("act") == "answer" else ""
        return _page(request, actor, row, as_error(refusal, field), status_of(refusal))


def _do(request: HttpRequest, row: ReportRow, desk: Desk) -> str:
    """Act; returns where to go then."""
    act = request.POST.get("act", "check")
    if act == "answer":
        note = request.POST.get("note", "")
        if len(note) > LONGEST_NOTE:
            raise Missing(zh=f"{LONGEST_NOTE} 字以内的答复", en=f"an answer of at most {LONGEST_NOTE} characters")
        answer(row.number, note, desk)
        return f"/reports/{row.number}"
    if act == "join":
        case = request.POST.get("case", "").strip()[:40]
        join(row.number, case, desk)
        return f"/cases/{case}"
    return f"/cases/{row.case or check_report(row.number, desk)}"


def _page(
    request: HttpRequest, actor: Actor, row: ReportRow, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    point = None if row.lat is None or row.lon is None else Point(row.lat, row.lon)
    sorts = actor.role in SORTERS and row.case is None
    found = near_shown(near(row.place_code, point, timezone.now())) if sorts else []
    context: dict[str, Any] = {
        "row": row,
        "errors": [error] if error else [],
        "form": request.POST if error else {},
        "place": place_name(row.place_code or ""),
        "may_check": actor.role in OPENERS and row.case is None,
        "checkers": _checkers(row.place_code or ""),
        "near": [one for one in found if one.number.startswith("C")],
        "copy_of": copied_by(row.number),
        "companions": companions(row.number),
        "replies": replies(row.number),
        "additions": additions(row.number),
        "rating": rating(row.number),
        "photos": photos_of(row.number),
        "map": map_settings(row.lat, row.lon),
    }
    return render(request, "clearway/office_report.html", context, status=status)


def _checkers(place_code: str) -> tuple[Role, Bilingual]:
    """The office that would be sent to look, and the name of its region."""
    role, region = checkers_of(place_code)
    return role, place_name(region)
