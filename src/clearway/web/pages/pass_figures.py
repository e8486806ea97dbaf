"""``/passes/figures/``: how many went through, no finer than the rule allows; ``/passes/deletions/<n>``: a report."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.law.load import load_rulebook
from clearway.loop.count_gates import RULE, published_day
from clearway.record.models import DeletionReportRow
from clearway.web.refusing import not_found
from clearway.web.showing.rules import rules_shown


@require_safe
def pass_figures(request: HttpRequest) -> HttpResponse:
    """Passages of one day (``?day=``, default: yesterday), by gate and purpose."""
    zone = settings.ENVIRONMENT.time_zone
    day = _day(request.GET.get("day", ""), timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0))
    table = published_day(day.astimezone(zone), zone, load_rulebook())
    columns = sorted(table.columns)
    context: dict[str, Any] = {
        "day": day,
        "columns": columns,
        "rows": [
            (row, [table.cells[row, column] for column in columns], table.rows[row]) for row in sorted(table.rows)
        ],
        "sums": [table.columns[column] for column in columns],
        "total": table.total,
        "rules": rules_shown((RULE,), load_rulebook(), timezone.localtime()),
    }
    return render(request, "clearway/pass_figures.html", context)


@require_safe
def deletion_report(request: HttpRequest, number: str) -> HttpResponse:
    """The signed report, as it is: COSE_Sign1 of its JSON text, with the county's key of status lists."""
    row = DeletionReportRow.objects.filter(number=number).first()
    if row is None:
        return not_found(request, "deletion report", number)
    answer = HttpResponse(bytes.fromhex(row.report), content_type="application/clearway-deletion+cwt")
    answer["Content-Disposition"] = f'attachment; filename="{row.number}.cbor"'
    return answer


def _day(text: str, today: datetime) -> datetime:
    """The day asked for; a day that is none is yesterday."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=today.tzinfo)
    except ValueError:
        return today - timedelta(days=1)
