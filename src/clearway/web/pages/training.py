"""``/training/`` and ``/training/<course>``: what a person still lacks, and an exercise on the county's own places."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.loop import train
from clearway.loop.desk import Desk
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import not_found, refuse

_SEEDS = 1 << 31


@require_http_methods(["GET", "HEAD"])
@for_offices
def training(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The courses of one's role, and how many people passed each."""
    desk = desk_of(actor, timezone.now())
    passed = train.trained_by_course(desk)
    context = {"standing": [(one, passed.get(one.course.id, 0)) for one in train.standing_of(desk)]}
    return render(request, "clearway/training.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def course(request: HttpRequest, actor: Actor, course_id: str) -> HttpResponse:
    """A course: its exercise, or a confirmation that it was attended; POST writes the result."""
    desk = desk_of(actor, timezone.now())
    one = next((each.course for each in train.standing_of(desk) if each.course.id == course_id), None)
    if one is None:
        return not_found(request, "course", course_id)
    try:
        if request.method == "POST":
            return _taken(request, desk, course_id, exercise=one.exercise)
        return _asked(request, desk, one) if one.exercise else render(request, "clearway/course.html", {"course": one})
    except Refusal as refusal:
        return refuse(request, refusal)


def _asked(request: HttpRequest, desk: Desk, one: Any) -> HttpResponse:
    seed = secrets.randbelow(_SEEDS)
    context = {"course": one, "seed": seed, "questions": train.exercise(seed, desk)}
    return render(request, "clearway/course.html", context)


def _taken(request: HttpRequest, desk: Desk, course_id: str, *, exercise: bool) -> HttpResponse:
    if not exercise:
        train.attend(course_id, desk)
        return redirect("/training/")
    said = request.POST.get("seed", "")
    seed = int(said) if said.isdecimal() and len(said) < 11 else 0
    questions = train.exercise(seed, desk)
    answers = [frozenset(request.POST.getlist(f"q{number}")) for number in range(len(questions))]
    judged = train.take(course_id, seed, answers, desk)
    context: dict[str, Any] = {
        "course_id": course_id,
        "judged": list(zip(questions, answers, judged, strict=True)),
        "right": sum(judged),
        "all": len(judged),
        "passed": any(each.course.id == course_id and each.valid for each in train.standing_of(desk)),
    }
    return render(request, "clearway/course_result.html", context)
