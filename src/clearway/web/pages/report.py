"""``/report/``: what is blocked, for whom, since when, where; a look at what will be kept; then number and token."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.barriers import Barrier, Service
from clearway.core.refusals import Refusal
from clearway.loop.jurisdiction import home_region
from clearway.loop.take_report import Readers, Told, take_report
from clearway.record import reading
from clearway.web.mapping import map_settings
from clearway.web.refusing import FormError, as_error, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.places import place_name
from clearway.web.telling import LONGEST, SINCE, Answers, read_answers
from clearway.web.throttle import count

_WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """The form; POST ``step=look`` shows what will be kept, ``step=send`` sends it, ``step=change`` goes back."""
    if request.method != "POST":
        return _form(request, read_answers(request.GET.dict()), [])
    answers = read_answers(request.POST.dict())
    step = request.POST.get("step")
    if answers.errors or step == "change":
        return _form(request, answers, [] if step == "change" else list(answers.errors))
    if step != "send":
        return _look(request, answers)
    try:
        count(request)
        return redirect(f"/track/{_send(answers)}?new=1")
    except Refusal as refusal:
        return _form(request, answers, [as_error(refusal, "text")], status_of(refusal))


def _send(answers: Answers) -> str:
    told = Told(
        text=answers.whole,
        place_code=answers.place_code or None,
        point=answers.point,
        service=answers.service,
    )
    environment = settings.ENVIRONMENT
    region = home_region(environment.county, reading.places() if not environment.county else ())
    return take_report(told, at=timezone.now(), zone=environment.time_zone, region=region).token


def _look(request: HttpRequest, answers: Answers) -> HttpResponse:
    code = answers.place_code or (reading.nearest_place(answers.point) if answers.point else None)
    context: dict[str, Any] = {
        "answers": answers,
        "masked": Readers().mask(answers.whole),
        "place": place_name(code) if code else None,
    }
    return render(request, "clearway/report_look.html", context)


def _form(request: HttpRequest, answers: Answers, errors: list[FormError], status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "answers": answers,
        "errors": errors,
        "wrong": {error.field for error in errors},
        "services": list(Service),
        "barriers": list(Barrier),
        "since": SINCE,
        "areas": homes_by_area(),
        "longest": LONGEST,
        "map": map_settings(*((answers.point.lat, answers.point.lon) if answers.point else (None, None))),
    }
    return render(request, "clearway/report.html", context, status=_WRONG if errors and status == 200 else status)
