"""``/measures/<number>``: reason, place, author, end, legal basis; for a found closure who reported it and its end."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.law.load import load_rulebook
from clearway.record.models import CaseRow, MeasureRow, ReportRow, WarningRow
from clearway.record.reading import grades
from clearway.record.reading.support import answers_about
from clearway.web.mapping import map_settings
from clearway.web.pages.evaluation import account_shown
from clearway.web.refusing import FormError, not_found
from clearway.web.showing.courses import course
from clearway.web.showing.measures import cards
from clearway.web.viewer import actor_of


@require_safe
def measure(request: HttpRequest, number: str) -> HttpResponse:
    """One measure's public page."""
    return measure_page(request, number)


def measure_page(request: HttpRequest, number: str, error: FormError | None = None, status: int = 200) -> HttpResponse:
    """The page, with what an act on it was refused for, if it was."""
    at = timezone.now()
    row = MeasureRow.objects.filter(number=number).first()
    if row is None:
        return not_found(request, "measure", number)
    shown = cards([row], at)[0]
    exceeded = cards(MeasureRow.objects.filter(number=row.exceeds), at) if row.exceeds else []
    judged = grades.verdict(row.number)
    context: dict[str, Any] = {
        "card": shown,
        "measure": shown.measure,
        "exceeded": exceeded[0] if exceeded else None,
        "origin": _origin(row) if shown.found else None,
        "map": map_settings(shown.lat, shown.lon),
        "errors": [error] if error else [],
        "form": request.POST,
        "judged": judged,
        "answers": answers_about(measure=row.number),
        "account": account_shown(request, row),
        **course(shown.measure, actor_of(request), timezone.localtime(at), load_rulebook()),
    }
    return render(request, "clearway/measure.html", context, status=status)


def _origin(row: MeasureRow) -> dict[str, int | bool]:
    """What brought a found closure to light: counts only, nobody is named."""
    case = CaseRow.objects.filter(number=row.case).first() if row.case else None
    warning = WarningRow.objects.filter(number=case.warning).first() if case and case.warning else None
    return {
        "reports": ReportRow.objects.filter(case=row.case).count() if row.case else 0,
        "counted": bool(warning and "flow_drop" in warning.triggers),
        "complaints": bool(warning and any("complaint" in one or one == "three_days" for one in warning.triggers)),
    }
