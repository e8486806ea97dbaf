"""``/grades/audit``: how right and how fair our own grades are, for everybody to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.people import machine
from clearway.loop.audit_grades import audit_grades
from clearway.loop.grade_places import county_rules
from clearway.loop.jurisdiction import home_region
from clearway.record import reading
from clearway.web.desk import desk_of
from clearway.web.kept import once
from clearway.web.showing.grade_audits import VERDICTS, as_alarms, group_named
from clearway.web.showing.grades import REASONS


@require_safe
def grade_audit(request: HttpRequest) -> HttpResponse:
    """The audit as the ledger stands now."""
    desk = desk_of(machine(home_region("", reading.places())), timezone.now())
    found = once(("grade audit", desk.by.region), lambda: audit_grades(desk))
    names = {one.id: one.name for one in county_rules(desk, desk.local.date()).indicators}
    context: dict[str, Any] = {
        "audit": found,
        "alarms": as_alarms(found.alarms),
        "groups": [
            (one, group_named(one.group), VERDICTS[one.alarms_verdict], VERDICTS[one.missed_verdict],
             VERDICTS[one.days_verdict])
            for one in found.groups
        ],
        "releases": [(one, group_named(one.group), VERDICTS[one.verdict]) for one in found.releases],
        "drift": [(names[one.indicator], one) for one in found.drift],
        "months": [
            (one, reading.place_name(one.county), [(REASONS[code], count) for code, count in one.reasons])
            for one in found.overrides
        ],
    }  # fmt: skip
    return render(request, "clearway/grade_audit.html", context)
