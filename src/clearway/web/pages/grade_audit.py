"""``/grades/audit``: how right and how fair our own grades are, for everybody to read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.people import machine
from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import AuditVerdict
from clearway.loop.audit_grades import audit_grades
from clearway.loop.grade_places import county_rules
from clearway.loop.jurisdiction import home_region
from clearway.record import reading
from clearway.web.desk import desk_of
from clearway.web.names import name_of
from clearway.web.showing.grades import REASONS

VERDICTS = {
    AuditVerdict.PASS: (Bilingual("通过", "pass"), "calm"),
    AuditVerdict.FAIL: (Bilingual("不通过", "fail"), "stop"),
    AuditVerdict.NOT_ENOUGH_DATA: (Bilingual("数据不足", "not enough data"), "plain"),
}


@require_safe
def grade_audit(request: HttpRequest) -> HttpResponse:
    """The audit as the ledger stands now."""
    desk = desk_of(machine(home_region("", reading.places())), timezone.now())
    found = audit_grades(desk)
    names = {one.id: one.name for one in county_rules(desk, desk.local.date()).indicators}
    context = {
        "audit": found,
        "groups": [
            (one, _named(one.group), VERDICTS[one.alarms_verdict], VERDICTS[one.missed_verdict]) for one in found.groups
        ],
        "drift": [(names[one.indicator], one) for one in found.drift],
        "months": [(one, [(REASONS[code], count) for code, count in one.reasons]) for one in found.overrides],
    }
    return render(request, "clearway/grade_audit.html", context)


def _named(group: str) -> Bilingual:
    """A group in words: kind of place, and whether a quarter and more are over sixty."""
    kind, _, age = group.rpartition("_")
    if not kind:
        return Bilingual("资料不全的地点", "places of which too little is known")
    word = name_of("place", kind)
    aged = age == "aged"
    return Bilingual(
        f"{word.zh}，60岁以上{'占四分之一以上' if aged else '不到四分之一'}",
        f"{word.en}, {'a quarter or more' if aged else 'fewer than a quarter'} over 60",
    )
