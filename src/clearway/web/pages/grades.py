"""``/grades/`` and ``/grades/<place>``: the grade of each place, why, and what would change it."""

from __future__ import annotations

from math import isfinite
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.grade_events import OverrideReason, PlaceGraded
from clearway.core.grades import Grade
from clearway.core.people import Actor, machine
from clearway.core.places import Level, region_at
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.loop.override_grade import override_grade
from clearway.record import reading
from clearway.record.models import OverrideRow
from clearway.record.reading import grades as graded
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, not_found, refuse, status_of
from clearway.web.showing.grades import (
    REASONS,
    grade_shown,
    indicators_shown,
    matrix_shown,
    measure_shown,
    overrides_shown,
    places_shown,
)
from clearway.web.viewer import actor_of, is_office

_RUNS = 14
_LONGEST = 500


@require_safe
def grades(request: HttpRequest) -> HttpResponse:
    """Every place of the last run that this viewer may see."""
    actor = actor_of(request)
    runs = tuple(run for run in graded.all_graded() if _may_see(run.subject, actor))
    shown = places_shown(runs, timezone.now())
    counts = {grade.value: sum(one.now.grade is grade for one in shown) for grade in Grade}
    context = {
        "places": shown, "counts": counts, "on": runs[0].on if runs else None,
        "unsure": sum(not one.gradable for one in shown),
    }  # fmt: skip
    return render(request, "clearway/grades.html", context)


@require_safe
def grade(request: HttpRequest, place_code: str) -> HttpResponse:
    """One place; ``?i7=0.85`` and the like ask what a reading would change."""
    return _page(request, place_code, [])


@require_http_methods(["POST"])
@for_offices
def override(request: HttpRequest, actor: Actor, place_code: str) -> HttpResponse:
    """Set another grade, or sign for one."""
    try:
        to, reason, hours = _read(request.POST)
        override_grade(
            place_code, to, reason, request.POST.get("note", "")[:_LONGEST], hours, desk_of(actor, timezone.now())
        )
    except Refusal as refusal:
        return _page(request, place_code, [as_error(refusal, "note")], status_of(refusal))
    return redirect(f"/grades/{place_code}")


def _read(form: QueryDict) -> tuple[Grade, OverrideReason, float]:
    """The form's fields.

    Raises:
        Missing: one is not there or is none.
    """
    to, reason, hours = form.get("to", ""), form.get("reason", ""), form.get("hours", "").strip()
    if to not in set(Grade):
        raise Missing(zh="等级", en="the grade")
    if reason not in set(OverrideReason):
        raise Missing(zh="改级原因", en="the reason code")
    if not hours.replace(".", "", 1).isascii() or not hours.replace(".", "", 1).isdecimal():
        raise Missing(zh="以数字填写的小时数", en="the hours as a number")
    return Grade(to), OverrideReason(reason), float(hours)


def _may_see(place_code: str, actor: Actor | None) -> bool:
    """Communities and what is larger are public; a building may be three households, so offices alone see it."""
    return "-" not in place_code or (actor is not None and is_office(actor) and actor.reaches(place_code))


def _page(request: HttpRequest, place_code: str, errors: list[FormError], status: int = 200) -> HttpResponse:
    actor, at = actor_of(request), timezone.now()
    run = graded.graded(place_code)
    if run is None:
        return not_found(request, "grade", place_code)
    if not _may_see(place_code, actor):
        role = actor.role.value if actor else "resident"
        return refuse(request, NotAllowed(role=role, act="read", place=place_code))
    desk = desk_of(actor or machine(region_at(place_code, Level.COUNTY)), at)
    rows, what_if = indicators_shown(run, _asked(request.GET), desk)
    standing = graded.override_in_force(place_code, at)
    context: dict[str, Any] = {
        "run": run, "place": reading.place_name(place_code), "lines": run.lines, "rows": rows, "what_if": what_if,
        "matrix": matrix_shown(run, desk), "errors": errors, "form": request.POST,
        "now": grade_shown(Grade(standing.to) if standing else run.published),
        "rising": run.low.rank > run.published.rank,
        "low": grade_shown(run.low), "high": grade_shown(run.high), "measure": measure_shown(run, standing),
        "history": [(past.on, grade_shown(past.low), grade_shown(past.published)) for past in _past(place_code)],
        "standing": overrides_shown((standing,))[0] if standing else None,
        "may_override": actor is not None and is_office(actor) and actor.reaches(place_code),
        "waiting": _waiting(place_code, desk.at), "reasons": REASONS.items(),
        "grades": [grade_shown(one) for one in (Grade.LOW, Grade.MEDIUM, Grade.HIGH)],
    }  # fmt: skip
    return render(request, "clearway/grade.html", context, status=status)


def _past(place_code: str) -> tuple[PlaceGraded, ...]:
    return tuple(reversed(graded.runs(place_code, _RUNS)))


def _waiting(place_code: str, at: Any) -> OverrideRow | None:
    waiting = graded.override_waiting(place_code, at)
    if waiting is None:
        return None
    return OverrideRow.objects.filter(place_code=place_code, was=None, until__gt=at).order_by("-at").first()


def _asked(query: QueryDict) -> dict[int, float]:
    """Readings asked about; what is no number is not asked. Shares may be given in per cent."""
    asked = {}
    for number in range(1, 13):
        text = query.get(f"i{number}", "").strip()[:20]
        share = text.endswith("%")
        try:
            value = float(text.rstrip("%")) / (100 if share else 1)
        except ValueError:
            continue
        if isfinite(value):
            asked[number] = value
    return asked
