"""What the report page's script asks: what will be kept, what is reported near, and sending; all answers are JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clearway.core.refusals import Refusal
from clearway.loop.near_reports import near
from clearway.loop.take_report import Readers
from clearway.record import reading
from clearway.web.language import said
from clearway.web.refusing import FormError, as_error, status_of
from clearway.web.sending import photos_sent, send
from clearway.web.showing.near import NearShown, near_shown
from clearway.web.showing.places import place_name
from clearway.web.telling import read_answers
from clearway.web.throttle import TooMany, count

_WRONG, _TOO_MANY = 422, 429


@require_POST
@never_cache
def preview(request: HttpRequest) -> JsonResponse:
    """``{"masked", "place"}`` of what a form would send; 422 with ``errors`` where it cannot be sent."""
    answers = read_answers(request.POST.dict())
    if answers.errors:
        return _errors(list(answers.errors), _WRONG)
    code = answers.place_code or (reading.nearest_place(answers.point) if answers.point else None)
    return JsonResponse({"masked": Readers().mask(answers.whole), "place": said(place_name(code)) if code else ""})


@require_safe
@never_cache
def near_here(request: HttpRequest) -> JsonResponse:
    """``{"near": [...]}``: what is open near ``place_code`` or ``lat`` and ``lon``; topics and counts, never words."""
    answers = read_answers(request.GET.dict())
    code = answers.place_code or (reading.nearest_place(answers.point) if answers.point else None)
    return JsonResponse({"near": [_said(one) for one in near_shown(near(code, answers.point, timezone.now()))]})


@require_POST
@never_cache
def send_once(request: HttpRequest) -> JsonResponse:
    """``{"number", "token", "follow", "again"}``; the same ``key`` again gets the same answer, kept once."""
    answers = read_answers(request.POST.dict())
    if answers.errors:
        return _errors(list(answers.errors), _WRONG)
    try:
        count(request)
        receipt = send(answers, photos_sent(request), request.POST.get("key", ""))
    except TooMany as refusal:
        return _errors([as_error(refusal)], _TOO_MANY)
    except Refusal as refusal:
        return _errors([as_error(refusal)], status_of(refusal))
    told = {"number": receipt.number, "token": receipt.token, "follow": f"/track/{receipt.token}"}
    return JsonResponse(told | {"again": receipt.again}, status=201)


def _said(one: NearShown) -> dict[str, str]:
    return {
        "number": one.number,
        "topic": said(one.topic),
        "place": said(one.place),
        "since": said(one.since),
        "voices": str(one.voices),
        "state": said(one.state),
        "away": one.away,
    }


def _errors(errors: list[FormError], status: int) -> JsonResponse:
    told: list[dict[str, Any]] = [{"text": said(one.text), "field": one.field, "code": one.code} for one in errors]
    return JsonResponse({"errors": told}, status=status)
