"""``/report/``: what is blocked, for whom, since when, where; a look at what will be kept; then number and token."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from clearway.core.barriers import Barrier, Service
from clearway.core.refusals import Refusal
from clearway.loop.keep_photo import MOST_PHOTOS
from clearway.loop.near_reports import near
from clearway.loop.take_report import Readers
from clearway.record import reading
from clearway.web.mapping import map_settings
from clearway.web.refusing import FormError, as_error, status_of
from clearway.web.sending import photos_sent, send
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.near import near_shown
from clearway.web.showing.places import place_name
from clearway.web.telling import CONTACTS, LONGEST, SINCE, WHOM, Answers, read_answers
from clearway.web.throttle import count

_WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@ensure_csrf_cookie
def report(request: HttpRequest) -> HttpResponse:
    """The form; POST ``step=look`` shows what will be kept, ``step=send`` sends it, ``step=change`` goes back."""
    if request.method != "POST":
        return _form(request, read_answers(request.GET.dict()), [])
    answers = read_answers(request.POST.dict())
    step = request.POST.get("step")
    try:
        photos = photos_sent(request)
    except Refusal as refusal:
        return _form(request, answers, [*answers.errors, as_error(refusal, "photos")], status_of(refusal))
    if answers.errors or step == "change":
        return _form(request, answers, [] if step == "change" else list(answers.errors), photos=photos)
    if step != "send":
        return _look(request, answers, photos)
    try:
        count(request)
        return redirect(f"/track/{send(answers, photos, request.POST.get('key', '')).token}?new=1")
    except Refusal as refusal:
        return _form(request, answers, [as_error(refusal, "text")], status_of(refusal), photos)


def _look(request: HttpRequest, answers: Answers, photos: tuple[str, ...]) -> HttpResponse:
    code = answers.place_code or (reading.nearest_place(answers.point) if answers.point else None)
    context: dict[str, Any] = {
        "answers": answers,
        "masked": Readers().mask(answers.whole),
        "place": place_name(code) if code else None,
        "photos": photos,
        "near": near_shown(near(code, answers.point, timezone.now())) if not answers.of else [],
        "key": request.POST.get("key", ""),
    }
    return render(request, "clearway/report_look.html", context)


def _form(
    request: HttpRequest,
    answers: Answers,
    errors: list[FormError],
    status: int = 200,
    photos: tuple[str, ...] = (),
) -> HttpResponse:
    context: dict[str, Any] = {
        "answers": answers,
        "errors": errors,
        "wrong": {error.field for error in errors},
        "services": list(Service),
        "barriers": list(Barrier),
        "since": SINCE,
        "whom": WHOM,
        "contacts": CONTACTS,
        "areas": homes_by_area(),
        "longest": LONGEST,
        "photos": photos,
        "most_photos": MOST_PHOTOS,
        "key": request.POST.get("key") or str(uuid.uuid4()),
        "map": map_settings(*((answers.point.lat, answers.point.lon) if answers.point else (None, None))),
    }
    return render(request, "clearway/report.html", context, status=_WRONG if errors and status == 200 else status)
